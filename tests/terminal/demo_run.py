"""Run the demo from its first frame to the saved file in a pseudo-terminal: demo_run.py PATH_OF_CFW."""

from __future__ import annotations

import json
import re
import stat
import sys
import tempfile
from pathlib import Path

from terminal import Terminal

TEAMS = ("Northwind Coaching", "Agência São João", "Casa Serena Retreats", "Lindqvist")
WORKSPACES = ("Hammer Workspace", "Nagel & Söhne", "Early Bird Club")
CONTACTS = 10
"""How many contacts' addresses fit in an 80x24 window."""


def walk_to_the_end(terminal: Terminal) -> None:
    """Choose team 3 and workspace 42 of the demo and save; every list must show its rows."""
    terminal.shows("Paste your API token", "the demo’s token")
    terminal.press("ctrl+t")
    terminal.shows("43 characters")
    terminal.press("enter")
    terminal.shows("Choose a team", *TEAMS)
    terminal.press("J", "N", "z")
    terminal.shows("1 of 5")
    terminal.press("enter")
    terminal.shows("Choose a workspace", *WORKSPACES)
    terminal.press("enter")
    terminal.shows("Your contacts", "57 contacts, newest first")
    terminal.until(lambda: terminal.text.count("@") >= CONTACTS)
    terminal.press("enter")
    terminal.shows("Review and save", "hammer-workspace")
    terminal.press("enter")
    terminal.shows("Saved as “hammer-workspace”", "cfw contacts --demo")
    terminal.press("enter")


def check_file(path: Path) -> None:
    """Check that the file exists, only its owner can read it, and it contains what was chosen."""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600, oct(path.stat().st_mode)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700, oct(path.parent.stat().st_mode)
    config = json.loads(path.read_text(encoding="utf-8"))
    profile = config["profiles"][config["current"]]
    assert (profile["team"]["id"], profile["workspace"]["id"]) == (3, 42), profile


def main() -> None:
    """Run it and report the result."""
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal([sys.argv[1], "--demo", "--config-dir", f"{home}/demo"], Path(home))
        walk_to_the_end(terminal)
        assert terminal.ends() == 0
        said = terminal.raw.decode(errors="replace")
        match = re.search(r"Saved profile “hammer-workspace” in (\S+config\.json)", said)
        assert match, terminal.text
        check_file(Path(match[1]))
        print(f"demo run: saved and read back {Path(match[1]).name}")


if __name__ == "__main__":
    main()
