"""Repeating an export discards nothing without asking; exports to streams create no part file."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from command_support import Cfw, World

from wizard.api.contact_query import ContactQuery
from wizard.api.parsing import json_line
from wizard.cli import prompts
from wizard.contacts.export.partial_file import PartialFile

PART, FILE = Path("all.jsonl.part"), Path("all.jsonl")


@pytest.fixture
def interrupted(saved: Cfw, world: World) -> Cfw:
    """An interrupted export with twenty contacts in its part file."""
    assert saved("contacts", "--output", "all.jsonl", "--limit", "20").status == 0
    lines = FILE.read_bytes()
    FILE.unlink()
    about = json_line({"clickfunnels_export": 1, "workspace": 42, **ContactQuery().params()})
    PART.write_bytes(about + b"\n" + lines)
    world.asked.clear()
    return saved


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The answers of a person at a terminal, in order."""
    left: list[str] = []
    monkeypatch.setattr("wizard.cli.contacts_export.can_ask", lambda: True)
    monkeypatch.setattr(prompts, "can_ask", lambda: True)
    monkeypatch.setattr("wizard.cli.contacts_export.ask", lambda question: left.pop(0))
    monkeypatch.setattr(prompts, "ask", lambda question: left.pop(0))
    return left


def count(path: Path = FILE) -> int:
    return len(path.read_bytes().splitlines())


def test_a_script_does_not_discard_an_unfinished_export(interrupted: Cfw, world: World) -> None:
    before = PART.read_bytes()
    done = interrupted("contacts", "--output", "all.jsonl")
    assert done.status == 2
    assert "all.jsonl.part has 20 contacts of an unfinished export." in done.err
    assert "--resume" in done.err
    assert "--force" in done.err
    assert PART.read_bytes() == before
    assert world.asked == []


@pytest.mark.parametrize("option", ["--resume", "--force"])
def test_an_option_tells_a_script_what_to_do_with_it(interrupted: Cfw, option: str) -> None:
    done = interrupted("contacts", "--output", "all.jsonl", option)
    assert (done.status, count(), PART.exists()) == (0, 57, False)
    assert interrupted("contacts", "--output", "all.jsonl", "--resume", "--force").status == 2


def test_ci_counts_as_a_script_and_the_message_names_it(
    interrupted: Cfw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    done = interrupted("contacts", "--output", "all.jsonl")
    assert done.status == 2
    assert "CI is set, so nothing is asked." in done.err


@pytest.mark.parametrize(("answer", "status"), [("r", 0), ("s", 0), ("", 130), ("x", 130)])
def test_a_person_is_asked_what_to_do_with_it(
    interrupted: Cfw, answers: list[str], answer: str, status: int
) -> None:
    answers.append(answer)
    done = interrupted("contacts", "--output", "all.jsonl")
    assert done.status == status
    assert FILE.exists() == (status == 0)
    assert PART.exists() == (status == 130)
    assert "Nothing was exported." in done.err or count() == 57


@pytest.mark.parametrize("options", [(), ("--force",), ("--resume",)])
@pytest.mark.parametrize("text", ["my own notes\n", "my own notes\nsecond line\n", '{"id": 1}\n', "{"])
def test_a_foreign_part_file_is_neither_deleted_nor_resumed(
    saved: Cfw, world: World, answers: list[str], options: tuple[str, ...], text: str
) -> None:
    PART.write_text(text)
    done = saved("contacts", "--output", "all.jsonl", *options)
    if text == "{":  # an export killed right at the start may leave this
        assert done.status == 0
        return
    assert (done.status, world.asked, FILE.exists()) == (2, [], False)
    assert "all.jsonl.part isn't an unfinished export of this program: it is another file." in done.err
    assert PART.read_text() == text


@pytest.mark.parametrize("options", [(), ("--force",), ("--resume",)])
def test_a_folder_with_the_part_files_name_is_reported(saved: Cfw, options: tuple[str, ...]) -> None:
    PART.mkdir()
    done = saved("contacts", "--output", "all.jsonl", *options)
    assert done.status == 2
    assert "all.jsonl.part isn't an unfinished export of this program: it is a folder." in done.err
    assert sorted(path.name for path in Path().iterdir()) == [PART.name]


@pytest.mark.skipif(os.name == "nt", reason="on Windows, links need privileges")
@pytest.mark.parametrize("options", [(), ("--force",), ("--resume",)])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_with_the_part_files_name_is_reported(
    saved: Cfw, options: tuple[str, ...], is_there: bool
) -> None:
    if is_there:
        Path("notes").write_text("my own")
    PART.symlink_to("notes")
    done = saved("contacts", "--output", "all.jsonl", *options)
    assert done.status == 2
    assert "all.jsonl.part isn't an unfinished export of this program: it is a link." in done.err
    assert Path("notes").exists() == is_there


def test_a_part_file_that_cannot_be_opened_is_reported(saved: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    really_open = os.open

    def opened(path: Path, *rest: int, **named: int | None) -> int:
        if str(path) == PART.name:
            raise PermissionError(errno.EACCES, "refused", str(path))
        return really_open(path, *rest, **named)

    monkeypatch.setattr(os, "open", opened)
    done = saved("contacts", "--output", "all.jsonl")
    assert done.status == 1
    assert "all.jsonl.part cannot be written" in done.err


def test_a_script_replaces_a_finished_file_with_a_note(saved: Cfw) -> None:
    FILE.write_text("old")
    done = saved("contacts", "--output", "all.jsonl")
    assert (done.status, count()) == (0, 57)
    assert "Wrote 57 contacts to all.jsonl, replacing the file that was there" in done.err


@pytest.mark.parametrize(("answer", "status"), [("y", 0), ("", 130), ("n", 130)])
def test_a_person_is_asked_before_a_finished_file_is_replaced(
    saved: Cfw, answers: list[str], answer: str, status: int
) -> None:
    FILE.write_text("old")
    answers.append(answer)
    assert saved("contacts", "--output", "all.jsonl").status == status
    assert (FILE.read_text() == "old") == (status == 130)
    assert saved("contacts", "--output", "all.jsonl", "--force").status == 0
    assert count() == 57


def test_a_running_export_is_reported_before_any_question(interrupted: Cfw, answers: list[str]) -> None:
    with PartialFile(FILE, {}):
        done = interrupted("contacts", "--output", "all.jsonl")
    assert done.status == 1
    assert "is under way" in done.err


@pytest.mark.skipif(os.name == "nt", reason="there are no such paths")
def test_a_fifo_gets_the_contacts_as_they_arrive(saved: Cfw) -> None:
    os.mkfifo("pipe")
    came: list[bytes] = []
    reader = threading.Thread(target=lambda: came.append(Path("pipe").read_bytes()))
    reader.start()
    done = saved("contacts", "--output", "pipe")
    reader.join(30)
    assert done.status == 0
    assert len(came[0].splitlines()) == 57
    assert sorted(path.name for path in Path().iterdir()) == ["pipe"]
    assert saved("contacts", "--output", "pipe", "--resume").status == 2


@pytest.mark.skipif(os.name == "nt", reason="there are no such paths")
def test_an_export_to_a_fifo_without_a_reader_times_out(saved: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.cli.output_stream._USUAL_WAIT", 0.05)
    os.mkfifo("pipe")
    done = saved("contacts", "--output", "pipe", "--timeout", "1")
    assert done.status == 5
    assert "Waiting for a program that reads pipe" in done.err
    assert "Gave up: no program has read pipe for 1 s." in done.err


@pytest.mark.skipif(os.name == "nt", reason="there are no such paths")
@pytest.mark.parametrize(
    ("shell", "lines"),
    [
        ("{cfw} --output /dev/stdout", 3),
        ("{cfw} --output /dev/stdout | cat", 3),
        ("{cfw} --output /dev/fd/1", 3),
        ("echo before > out; {cfw} --output /dev/stdout >> out; cat out", 4),
        ("echo before > out; {cfw} --output /dev/fd/3 3>> out; cat out", 4),
    ],
)
def test_open_descriptors_are_written_to_directly(shell: str, lines: int, tmp_path: Path) -> None:
    cfw = f"{sys.executable} -m wizard contacts --demo --limit 3 --format jsonl"
    done = subprocess.run(
        ["sh", "-c", shell.format(cfw=cfw)], capture_output=True, cwd=tmp_path, check=True, timeout=60
    )
    out = done.stdout.splitlines()
    assert len(out) == lines
    assert [len(json.loads(line)) > 1 for line in out[-3:]] == [True] * 3
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) in ([], ["out"])
