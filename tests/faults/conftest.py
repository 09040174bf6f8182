"""One network for all tests of a worker, repaired before each test."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from command_support import Cfw, Done
from kinds import SILENT
from network import Network
from task_starts import start_tasks

from wizard.api.http_client import HttpClient
from wizard.api.retry import Retry
from wizard.api.timeouts import Timeouts
from wizard.cli.main import run_command
from wizard.sandbox import (
    DEMO_TOKEN,
    Access,
    InventedContacts,
    Platform,
    SandboxTeam,
    SandboxWorkspace,
    create_app,
)

__all__ = ["start_tasks"]

QUICK = Timeouts(connect=1.0, read=0.5, response=1.0)
UNHURRIED = Timeouts(connect=10.0, read=10.0, response=30.0)
ONCE_MORE = Retry(attempts=2, first_seconds=0.01, cap_seconds=0.02)


@dataclass(frozen=True)
class Suited(Timeouts):
    """Timeouts that are short for silence, and otherwise long enough for a busy machine."""

    network: Network = field(kw_only=True)

    def within(self, seconds: float, *, is_patient: bool) -> Timeouts:
        """Choose for each attempt, because one connection meets several faults."""
        strike = self.network.strike
        limits = UNHURRIED if strike and strike.fault.says != SILENT else QUICK
        return limits.within(seconds, is_patient=is_patient)


def platform() -> Platform:
    """More than one page of everything."""
    workspaces = [SandboxWorkspace(42, "Hammer Workspace", "richstone", contacts=InventedContacts(42, 65))]
    workspaces += [SandboxWorkspace(100 + n, f"Workspace {n}", f"workspace-{n}") for n in range(24)]
    teams = [SandboxTeam(3, "Northwind Coaching", workspaces=workspaces)]
    teams += [SandboxTeam(10 + n, f"Team {n}") for n in range(24)]
    return Platform(teams, {DEMO_TOKEN: Access()})


@pytest.fixture(scope="session")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    with Network(create_app(platform()), tmp_path_factory.mktemp("network")).running() as network:
        yield network


@pytest.fixture
def network(_running: Network, monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    """The network without faults, and with short timeouts."""
    _running.heal()
    _running.asked.clear()
    _running.under_way = 0
    monkeypatch.setattr(socket, "getaddrinfo", _running.look_up)
    monkeypatch.setenv("CLICKFUNNELS_URL", _running.base)
    monkeypatch.setenv("SSL_CERT_FILE", str(_running.trusted))
    monkeypatch.setattr("wizard.api.http_client.Timeouts", lambda: Suited(network=_running))
    monkeypatch.setattr("wizard.api.http_client.Retry", lambda: ONCE_MORE)
    monkeypatch.setattr("wizard.cli.session_factory.Retry", lambda attempts: ONCE_MORE)
    get = HttpClient.get

    async def counted(*arguments: Any, **options: Any) -> Any:
        _running.under_way += 1
        try:
            return await get(*arguments, **options)
        finally:
            _running.under_way -= 1

    monkeypatch.setattr(HttpClient, "get", counted)
    yield _running
    _running.heal()
    assert _running.overheard == [], "something was sent to a host that isn't ClickFunnels"


@pytest.fixture
def cfw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Cfw:
    """Run a command without a terminal, in an empty directory."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def run(*arguments: str, stdin: str = "") -> Done:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        capfdbinary.readouterr()
        try:
            status = run_command(arguments)
        except SystemExit as end:
            assert isinstance(end.code, int)
            status = end.code
        said = capfdbinary.readouterr()
        return Done(status, said.out.decode(), said.err.decode())

    return run
