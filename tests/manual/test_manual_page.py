"""The manual page: complete, as one types it, and the programs that read such pages do not complain."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wizard.arguments import make_parser
from wizard.manual import texts
from wizard.manual.commands import COMMANDS
from wizard.manual.installed import installed_files


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("man") / "cfw.1"
    path.write_text(installed_files()["share/man/man1/cfw.1"], encoding="utf-8")
    return path


def run(*command: str) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not on this machine")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def test_mandoc_has_no_complaint(page: Path) -> None:
    assert run("mandoc", "-Tlint", str(page)) == ""


def test_groff_has_no_complaint(page: Path) -> None:
    assert "CFW" in run("groff", "-man", "-Tutf8", "-ww", str(page))


@pytest.mark.parametrize(
    "reader", [("mandoc", "-Tascii"), ("groff", "-man", "-Tascii", "-P-cbou", "-rLL=200n")]
)
def test_everything_is_in_it_as_one_types_it(page: Path, reader: tuple[str, ...]) -> None:
    text = _plain(run(*reader, str(page)))
    for _, examples in COMMANDS.values():
        for line, _ in examples:
            assert line in text
    for action in make_parser()._actions:
        for option in action.option_strings:
            assert option in text
    for name, _ in (*texts.ENVIRONMENT, *texts.FILES):
        assert name in text
    assert "130" in text


def test_every_command_has_its_part_with_all_its_options(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f".SS {name}".replace("-", "\\-") in text.splitlines()
    assert r"\fB\-\-replace\-token\fR" in text
    assert "None" not in text


def test_the_page_is_printed_for_man() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wizard", "--man"], capture_output=True, text=True, check=True
    )
    assert done.stdout == installed_files()["share/man/man1/cfw.1"]


def _plain(text: str) -> str:
    """Without the overstrikes that make letters bold, and in one line."""
    while "\b" in text:
        at = text.index("\b")
        text = text[: at - 1] + text[at + 1 :]
    return " ".join(text.split())
