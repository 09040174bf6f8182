"""Exports of new contacts only: since a day, or since the previous export to the same file."""

from __future__ import annotations

import csv
import json
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_support import Cfw, World
from starlette.responses import HTMLResponse, Response

from wizard.sandbox import DEMO_TOKEN, Access, InventedContacts, Platform, SandboxTeam, SandboxWorkspace

Records = list[dict[str, Any]]
LAST = ("contacts", "--since", "last", "--output")


@pytest.fixture
def contacts(cfw: Cfw, world: World) -> Records:
    """The list of the current workspace, which tests change."""
    records = [dict(one) for one in InventedContacts(44, 500)]
    workspace = SandboxWorkspace(44, "The List", "the-list", contacts=records)
    world.becomes(Platform((SandboxTeam(3, "A Team", None, (workspace,)),), {DEMO_TOKEN: Access()}))
    assert cfw("setup", "--token-stdin", "--workspace", "44", stdin=DEMO_TOKEN).status == 0
    return records


@pytest.fixture
def queries(contacts: Records, world: World) -> list[str]:
    """The queries of the pages of contacts that were asked for."""
    inner, asked = world.app, list[str]()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"].endswith("/contacts"):
            asked.append(scope["query_string"].decode())
        await inner(scope, receive, send)

    world.app = app
    return asked


@pytest.fixture
def far_west(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Seven hours behind UTC."""
    monkeypatch.setenv("TZ", "UTC+7")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def add(contacts: Records, count: int, **fields: object) -> list[int]:
    """Add contacts at the end of the list."""
    newest = contacts[-1]
    new = [{**newest, "id": newest["id"] + 3 * place, **fields} for place in range(1, count + 1)]
    contacts += new
    return ids(new)


def ids(contacts: Records) -> list[int]:
    return [one["id"] for one in contacts]


def written(path: str) -> list[int]:
    return [json.loads(line)["id"] for line in Path(path).read_bytes().splitlines()]


def test_days_are_local_and_only_what_is_needed_is_asked_for(
    cfw: Cfw, contacts: Records, queries: list[str], far_west: None
) -> None:
    for place, one in enumerate(contacts):
        one["created_at"] = "2026-11-02T07:00:00.000Z" if place >= 450 else "2026-11-02T06:59:59.999Z"
    done = cfw("contacts", "--since", "2026-11-02")
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ids(contacts[450:])
    assert len(queries) < 7
    done = cfw("contacts", "--since", "2026-11-02T00:00", "--order", "newest")
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ids(contacts[:449:-1])
    assert cfw("contacts", "--since", "2026-11-03", "--format", "json").out == "[]\n"


def test_a_few_older_contacts_among_the_new_ones_hide_none(cfw: Cfw, contacts: Records) -> None:
    for one in contacts:
        one["created_at"] = "2026-11-01T12:00:00Z"
    new = contacts[300:490:10]
    for one in new:
        one["created_at"] = "2026-11-20T12:00:00Z"
    del contacts[490:]
    done = cfw("contacts", "--since", "2026-11-10")
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ids(new)


def test_the_first_export_has_all_and_each_later_one_what_is_new(
    cfw: Cfw, contacts: Records, queries: list[str]
) -> None:
    assert "Wrote 500 contacts" in cfw(*LAST, "new.jsonl").err
    assert written("new.jsonl") == ids(contacts)
    assert stat.S_IMODE(Path("new.jsonl.since").stat().st_mode) == 0o600
    new = add(contacts, 45)
    queries.clear()
    assert "Wrote 45 contacts" in cfw(*LAST, "new.jsonl").err
    assert written("new.jsonl") == new
    assert len(queries) < 7
    assert "Wrote 0 contacts" in cfw(*LAST, "new.jsonl").err
    assert sorted(path.name for path in Path().iterdir()) == ["new.jsonl", "new.jsonl.since"]


def test_the_newest_contact_of_the_previous_export_may_be_deleted(
    cfw: Cfw, contacts: Records, queries: list[str]
) -> None:
    cfw(*LAST, "new.jsonl")
    newest = contacts[-1]["id"]
    new = add(contacts, 25)
    contacts[:] = [one for one in contacts if one["id"] != newest]
    queries.clear()
    assert cfw(*LAST, "new.jsonl").status == 0
    assert written("new.jsonl") == new
    assert not [query for query in queries if f"after={newest}" in query]


@pytest.mark.parametrize(
    "words", [(), ("--excel",), ("--columns", "id,email_address"), ("--no-header", "--columns", "id")]
)
def test_new_rows_are_appended_to_csv(cfw: Cfw, contacts: Records, words: tuple[str, ...]) -> None:
    assert cfw(*LAST, "all.csv", "--append", *words).status == 0
    before = Path("all.csv").read_bytes()
    new = add(contacts, 3, first_name="=1+1")
    done = cfw(*LAST, "all.csv", "--append", *words)
    assert "Added 3 contacts to all.csv" in done.err
    after = Path("all.csv").read_bytes()
    assert after.startswith(before)
    rows = list(csv.reader(after.decode("utf-8-sig").splitlines()))
    assert [row[0] for row in rows[-3:]] == [str(number) for number in new]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == 503 + ("--no-header" not in words)
    again = cfw("contacts", "--output", "again.csv", *words)
    assert again.status == 0
    assert Path("again.csv").read_bytes() == after


def test_new_lines_are_appended_to_json_lines(cfw: Cfw, contacts: Records) -> None:
    cfw(*LAST, "all.jsonl", "--append")
    Path("all.jsonl").write_bytes(Path("all.jsonl").read_bytes().rstrip(b"\n"))
    add(contacts, 3)
    assert cfw(*LAST, "all.jsonl", "--append").status == 0
    assert written("all.jsonl") == ids(contacts)


def test_nothing_is_appended_to_a_file_of_which_nothing_is_known(cfw: Cfw, contacts: Records) -> None:
    assert cfw("contacts", "--output", "all.jsonl").status == 0
    done = cfw(*LAST, "all.jsonl", "--append")
    assert done.status == 2
    assert "Which contacts all.jsonl already has isn't known." in done.err
    assert written("all.jsonl") == ids(contacts)


def test_csv_without_a_column_for_a_new_attribute_is_left_alone(cfw: Cfw, contacts: Records) -> None:
    cfw(*LAST, "all.csv", "--append")
    before = Path("all.csv").read_bytes()
    add(contacts, 1, custom_attributes={"shoe_size": "44"})
    done = cfw(*LAST, "all.csv", "--append")
    assert done.status == 2
    assert "all.csv has no column custom_attributes.shoe_size, but a new contact does." in done.err
    assert Path("all.csv").read_bytes() == before
    for words, says in (
        (("--columns", "id,tags"), "all.csv has other columns."),
        (("--columns", "id,tags", "--no-header"), "all.csv has other columns."),
        (("--format", "jsonl"), "all.csv isn't a jsonl file."),
    ):
        done = cfw(*LAST, "all.csv", "--append", *words)
        assert (done.status, says in done.err) == (2, True)
    assert Path("all.csv").read_bytes() == before


def test_an_interrupted_export_of_new_contacts_is_resumed(cfw: Cfw, contacts: Records, world: World) -> None:
    cfw(*LAST, "new.jsonl")
    new, app, asked = add(contacts, 100), world.app, 0
    broken: Response = HTMLResponse("no", 500)

    async def breaking(scope: Any, receive: Any, send: Any) -> None:
        nonlocal asked
        asked += scope["path"].endswith("/contacts")
        await (broken if asked > 3 else app)(scope, receive, send)

    world.app = breaking
    assert cfw(*LAST, "new.jsonl").status == 5
    world.app = app
    new += add(contacts, 30)
    assert cfw(*LAST, "new.jsonl", "--resume").status == 0
    assert written("new.jsonl") == new


def test_an_export_of_another_list_does_not_count_as_the_previous_one(cfw: Cfw, contacts: Records) -> None:
    cfw(*LAST, "new.jsonl")
    done = cfw(*LAST, "new.jsonl", "--active")
    assert done.status == 2
    assert "new.jsonl.since is from an export of another workspace, or with other filters." in done.err
    Path("new.jsonl.since").write_text("my notes")
    assert cfw(*LAST, "new.jsonl").status == 2
    assert cfw(*LAST, "new.jsonl", "--order", "newest").status == 2
    assert Path("new.jsonl.since").read_text() == "my notes"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("--since yesterday", "“yesterday” isn't a day."),
        ("--since=", "“” isn't a day."),
        ("--columns=", "A column has no name."),
        ("--columns visits.", "Contacts have no column “visits.”."),
        ("--since last", "Name the file with --output."),
        ("--since 2026-11-01 --limit 5", "--limit would leave out new contacts."),
        ("--append --output a.csv", "Add --since"),
        ("--append --since 2026-11-01", "--output with the file"),
        ("--append --since last --output a.json", "--append doesn't go with json."),
        ("--append --since last --output a.csv --no-header", "Name them with --columns."),
    ],
)
def test_options_that_do_not_go_together(saved: Cfw, words: str, says: str) -> None:
    done = saved("contacts", *words.split())
    assert done.status == 2
    assert says in done.err


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("how", ["--force", "--resume"])
@pytest.mark.parametrize("rename", [1, 2, 3])
@pytest.mark.parametrize("is_done", [False, True])
def test_a_kill_at_any_moment_of_writing_loses_and_doubles_nothing(
    cfw: Cfw, contacts: Records, monkeypatch: pytest.MonkeyPatch, how: str, rename: int, is_done: bool
) -> None:
    words = (*LAST, "all.csv", "--append", "--columns", "id")
    cfw(*words)
    renamed, left = Path.replace, rename
    add(contacts, 3)

    def killed(path: Path, target: Path) -> None:
        nonlocal left
        left -= 1
        if left or is_done:
            renamed(path, target)
        if not left:
            patched.setattr(Path, "unlink", lambda path: None)
            raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(Path, "replace", killed)
        cfw(*words)
    add(contacts, 2)
    done = cfw(*words, how)
    assert done.status == 0
    rows = [int(row) for row in Path("all.csv").read_text().split()[1:]]
    assert rows == ids(contacts)
    assert sorted(path.name for path in Path().iterdir()) == ["all.csv", "all.csv.since"]
