"""Run commands in this process against a sandbox on a loopback socket."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_support import Cfw, Done, Serve, World

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
from wizard.sandbox.local_server import serving
from wizard.sandbox.people import invented_tags


@pytest.fixture(scope="session")
def _served() -> Iterator[World]:
    world = World()
    with serving(world) as world.url:
        yield world


@pytest.fixture
def world(_served: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The demo's platform, at the address in `CLICKFUNNELS_URL`."""
    _served.app = create_app()
    _served.asked.clear()
    monkeypatch.setenv("CLICKFUNNELS_URL", _served.url)
    return _served


@pytest.fixture
def cfw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cfw:
    """Run commands without a terminal, in an empty directory."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    # so that a busy machine reports no waits
    monkeypatch.setattr("wizard.cli.status_line.SECONDS_UNTIL_SHOWN", 600.0)

    def run(*arguments: str, stdin: str | bytes = "") -> Done:
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        try:
            status = run_command(arguments)
        except SystemExit as end:
            assert isinstance(end.code, int)
            status = end.code
        said = capsys.readouterr()
        assert DEMO_TOKEN not in said.err
        assert "Traceback" not in said.err
        return Done(status, said.out, said.err)

    return run


@pytest.fixture
def saved(cfw: Cfw, world: World) -> Cfw:
    """Three saved profiles: nagel-sohne, chanoyu, and hammer-workspace, the current one."""
    for workspace in ("43", "chanoyu", "richstone"):
        assert cfw("setup", "--token-stdin", "--workspace", workspace, stdin=DEMO_TOKEN).status == 0
    world.asked.clear()
    return cfw


@pytest.fixture
def serve(cfw: Cfw, world: World) -> Serve:
    """Set up a workspace with these segments as the current choice."""

    def with_segments(
        *segments: dict[str, Any], count: int = 60, heavy_read_seconds: float = 0.0, **settings: Any
    ) -> None:
        workspace = SandboxWorkspace(
            44,
            "The List",
            "the-list",
            contacts=InventedContacts(44, count),
            tags=invented_tags(44),
            segments=segments,
            **settings,
        )
        world.becomes(
            Platform(
                (SandboxTeam(3, "A Team", None, (workspace,)),),
                {DEMO_TOKEN: Access()},
                heavy_read_seconds=heavy_read_seconds,
            )
        )
        assert cfw("setup", "--token-stdin", "--workspace", "44", stdin=DEMO_TOKEN).status == 0
        world.asked.clear()

    return with_segments
