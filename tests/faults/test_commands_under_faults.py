"""Every fault in every command that sends requests: the message, the status, and that nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from command_support import Cfw
from kinds import BROKE, FAULTS
from network import Fault, Network

from wizard.config.paths import config_path
from wizard.sandbox import DEMO_TOKEN

pytestmark = pytest.mark.system


@dataclass(frozen=True)
class Place:
    """A command, and the paths of its requests that fail."""

    name: str
    words: tuple[str, ...]
    path: str
    after: int = 0
    is_list: bool = False
    stdin: str = ""
    not_found: str = "has no"
    only_warns: tuple[str, str] = ("", "")
    """A fault that is only a warning here, because the token still works, and its message."""

    def __str__(self) -> str:
        return self.name

    def expected(self, fault: Fault) -> tuple[str, ...]:
        """Any of these words is enough."""
        if fault.name == self.only_warns[0]:
            return (self.only_warns[1],)
        if fault.is_for_lists and "contacts" in self.words:
            return fault.says, "out of order"  # many pages are requested at once, and none fits
        if fault.leads_to or fault.proxy:
            return (
                fault.says,
                BROKE,
                "secure connection (TLS)",
            )  # if it struck while several requests were in progress
        return (fault.says or self.not_found,)

    def status(self, fault: Fault) -> int:
        """The command's exit status."""
        return 0 if fault.name == self.only_warns[0] else fault.status


SETUP = ("setup", "--token-stdin", "--team", "Northwind Coaching", "--workspace", "richstone")
EXPORT = ("contacts", "--output", "all.jsonl", "--force")  # remove what an earlier fault left behind
NO_TEAMS = ("403 JSON", "! team This token can't read teams. ClickFunnels says: “No plan”.")
NO_CONTACTS = ("403 JSON", "! contacts This token can't read contacts. ClickFunnels says: “No plan”.")
ONLY_SAVED = ("403 JSON", "does not allow this (it says: “No plan”). Only its saved workspaces are shown.")
PLACES = (
    Place("setup, teams", SETUP, r"^/teams$", is_list=True, stdin=DEMO_TOKEN),
    Place("setup, more teams", SETUP, r"^/teams$", 1, is_list=True, stdin=DEMO_TOKEN),
    Place("setup, workspaces", SETUP, r"^/teams/3/workspaces$", is_list=True, stdin=DEMO_TOKEN),
    Place("switch", ("switch", "workspace-3"), r"^/workspaces/103$", not_found="no longer"),
    Place("switch, teams", ("switch", "workspace-22"), r"^/teams$", not_found="has no list"),
    Place("switch, workspaces", ("switch", "workspace-22"), r"^/teams/3/workspaces$", is_list=True),
    Place("status", ("status",), r"^/workspaces/42$", not_found="can no longer access it"),
    Place("doctor, token", ("doctor",), r"^/teams", only_warns=NO_TEAMS),
    Place("doctor, contacts", ("doctor",), r"^/workspaces/42/contacts$", only_warns=NO_CONTACTS),
    Place("list --live", ("list", "--live"), r"^/teams$", only_warns=ONLY_SAVED),
    Place("list --live, more teams", ("list", "--live"), r"^/teams$", 1, is_list=True),
    Place("contacts", ("contacts",), r"^/workspaces/42/contacts$", is_list=True),
    Place("more contacts", ("contacts",), r"^/workspaces/42/contacts$", 1, is_list=True),
    Place("segments", ("segments",), r"^/workspaces/42/refine_filters$"),
    Place("export", EXPORT, r"^/workspaces/42/contacts$", 2, is_list=True),
)


@pytest.fixture
def saved(cfw: Cfw, network: Network) -> Cfw:
    """Two profiles; hammer-workspace is the current one."""
    for workspace in ("workspace-3", "richstone"):
        words = ("setup", "--token-stdin", "--team", "3", "--workspace", workspace)
        done = cfw(*words, stdin=DEMO_TOKEN)
        assert done.status == 0, done
    return cfw


def everything(folder: Path) -> dict[str, bytes]:
    """All saved files except caches."""
    names = ("config.json", "config.backup-1.json")
    return {name: (folder / name).read_bytes() for name in names}


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_every_fault_is_reported_and_the_command_can_be_repeated(
    saved: Cfw, network: Network, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(config_path().parent)
    faulty = []
    for fault in FAULTS:
        if fault.is_for_lists and not place.is_list:
            continue
        _go_by(network, fault, monkeypatch)
        network.fails(fault, place.path, place.after)
        done = saved(*place.words, stdin=place.stdin)
        said = " ".join((done.out + done.err).split())
        is_right = (
            network.strike is not None
            and network.strike.has_struck
            and any(words in said for words in place.expected(fault))
            and done.status == place.status(fault)
            and not any(word in said for word in ("Traceback", "inside this program", DEMO_TOKEN))
            and everything(config_path().parent) == before
        )
        if not is_right:
            faulty.append(f"{fault}: {network.strike}\n{done}")
    assert not faulty, "\n\n".join(faulty)
    network.heal()
    assert saved(*place.words, stdin=place.stdin).status == 0


def _go_by(network: Network, fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use a proxy if the fault is a proxy's."""
    if fault.proxy:
        monkeypatch.setenv("HTTPS_PROXY", network.proxy)
    else:
        monkeypatch.delenv("HTTPS_PROXY", raising=False)


def test_an_export_resumes_after_each_fault(
    saved: Cfw, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("contacts", "--output", "all.jsonl")
    assert saved("contacts", "--output", "whole.jsonl").status == 0
    for fault in FAULTS:
        _go_by(network, fault, monkeypatch)
        network.fails(fault, r"^/workspaces/42/contacts$", 2)
        assert saved(*words).status == fault.status
        assert not Path("all.jsonl").exists()
        network.heal()
        assert saved(*words, "--resume").status == 0
        assert Path("all.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
        Path("all.jsonl").unlink()
