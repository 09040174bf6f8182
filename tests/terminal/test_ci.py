"""If the variable CI is set, nothing is asked, even on a terminal."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from terminal import Terminal

from wizard.sandbox import DEMO_TOKEN

CFW = [sys.executable, "-m", "wizard"]


def cfw(tmp_path: Path, *arguments: str, ci: str = "true", **environ: str) -> Terminal:
    folder = str(tmp_path / "config")
    return Terminal([*CFW, "--config-dir", folder, *arguments], tmp_path, environ={"CI": ci, **environ})


def save_a_profile(tmp_path: Path) -> None:
    profile = {
        "token": DEMO_TOKEN,
        "team": {"id": 3, "public_id": None, "name": "A Team"},
        "workspace": {"id": 42, "public_id": None, "name": "Hammer", "subdomain": "richstone"},
        "accounts_url": "http://127.0.0.1:9/api/v2",
        "api_url": "http://127.0.0.1:9/api/v2",
        "saved_at": "2026-11-23T09:30:00Z",
    }
    folder = tmp_path / "config"
    folder.mkdir()
    saved = {"version": 1, "current": "hammer", "previous": None, "profiles": {"hammer": profile}}
    (folder / "config.json").write_text(json.dumps(saved))


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 2),
        (("setup",), 2),
        (("setup", "--workspace", "42"), 2),
        (("switch",), 2),
        (("forget", "hammer"), 1),
    ],
    ids=str,
)
def test_a_missing_answer_is_an_error_that_names_ci(
    tmp_path: Path, arguments: tuple[str, ...], status: int
) -> None:
    if arguments[:1] == ("forget",):
        save_a_profile(tmp_path)
    terminal = cfw(tmp_path, *arguments)
    assert terminal.ends() == status
    assert "CI is set, so nothing is asked." in terminal.text
    assert b"\x1b[?1049h" not in terminal.raw, "a screen was drawn"


@pytest.mark.parametrize("ci", ["", "0", "false", "False"])
def test_a_variable_set_to_false_changes_nothing(tmp_path: Path, ci: str) -> None:
    terminal = cfw(tmp_path, ci=ci)
    terminal.shows("Paste your API token")
    terminal.press("ctrl+q")
    assert terminal.ends() == 130


@pytest.mark.parametrize(
    ("arguments", "question"),
    [
        (("--plain",), "Step 1 of 5"),
        (("--demo",), "Paste your API token"),
        (("setup", "--plain"), "Step 1 of 5"),
    ],
    ids=str,
)
def test_explicitly_requested_questions_are_still_asked(
    tmp_path: Path, arguments: tuple[str, ...], question: str
) -> None:
    terminal = cfw(tmp_path, *arguments)
    terminal.shows(question)
    terminal.press("ctrl+c")
    assert terminal.ends() == 130


def test_contacts_are_a_table_rather_than_a_screen(tmp_path: Path) -> None:
    save_a_profile(tmp_path)
    terminal = cfw(tmp_path, "contacts")
    assert terminal.ends() == 5
    assert b"\x1b[?1049h" not in terminal.raw, "a screen was drawn"
