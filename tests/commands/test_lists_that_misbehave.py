"""Lists that loop or contain unreadable records: every command reports it and keeps what it could read."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from command_support import Cfw, World
from spoilt import Change, Spoilt, nothing_but, some
from starlette.responses import JSONResponse

from wizard.sandbox import DEMO_TOKEN, Access, Platform, SandboxTeam, SandboxWorkspace

CONTACTS = tuple({"id": number, "first_name": f"Person {number}"} for number in range(101, 411))
MOST = 80
"""The most requests that reading one of these lists may take."""


def platform() -> Platform:
    space = SandboxWorkspace(44, "The List", "the-list", contacts=CONTACTS, tags=[{"id": 5, "name": "VIP"}])
    other = SandboxWorkspace(45, "Another", "another")
    return Platform(
        (SandboxTeam(3, "A Team", None, (space, other)), SandboxTeam(4, "B Team")), {DEMO_TOKEN: Access()}
    )


class Misbehaving:
    """The sandbox with lists that contain unreadable records or loop. A loop ends after too many requests."""

    def __init__(self, world: World) -> None:
        self.records: dict[str, Change] = {}
        """How to change the records of lists whose path ends with the key."""
        self.points_back: set[str] = set()
        """Path endings of lists whose last page has the cursor 1, which leads to the first page."""
        self.asked = 0
        self._app = Spoilt(self.records, platform())
        world.app = self

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Respond as the settings say."""
        self.asked += 1
        if not any(scope["path"].endswith(one) for one in self.points_back):
            await self._app(scope, receive, send)
            return
        if self.asked > MOST:
            await JSONResponse({"error": "too many"}, 404)(scope, receive, send)
            return
        query = scope["query_string"].decode().split("&")
        scope = {**scope, "query_string": "&".join(one for one in query if one != "after=1").encode()}

        async def point_back(message: Any) -> None:
            names = {name.lower() for name, _ in message.get("headers", ())}
            if message["type"] == "http.response.start" and b"pagination-next" not in names:
                message["headers"] = [*message["headers"], (b"pagination-next", b"1")]
            await send(message)

        await self._app(scope, receive, point_back)


@pytest.fixture
def misbehaving(cfw: Cfw, world: World) -> Misbehaving:
    """The server of a saved workspace, ready to misbehave."""
    server = Misbehaving(world)
    assert cfw("setup", "--token-stdin", "--workspace", "44", stdin=DEMO_TOKEN).status == 0
    server.asked = 0
    return server


def numbers(form: str, out: str) -> list[int]:
    match form:
        case "jsonl":
            return [json.loads(line)["id"] for line in out.splitlines()]
        case "json":
            return [one["id"] for one in json.loads(out)]
        case "csv":
            return [int(row["id"]) for row in csv.DictReader(io.StringIO(out))]
        case _:
            return [int(line.split()[0]) for line in out.splitlines()[1:]]


FORMATS = pytest.mark.parametrize("form", ["jsonl", "json", "csv", "table"])


@FORMATS
@pytest.mark.parametrize("order", ["oldest", "newest"])
@pytest.mark.parametrize("limit", [(), ("--limit", "400")], ids=["fast", "plain"])
def test_a_loop_in_the_contacts_is_an_error_after_all_of_them(
    cfw: Cfw, misbehaving: Misbehaving, form: str, order: str, limit: tuple[str, ...]
) -> None:
    misbehaving.points_back.add("/contacts")
    done = cfw("contacts", "--format", form, "--order", order, *limit)
    ids = [one["id"] for one in CONTACTS]
    assert numbers(form, done.out) == ids[:: -1 if order == "newest" else 1]
    assert misbehaving.asked < MOST
    if done.status:  # a parallel walk that met in the middle never requests a last page
        assert done.status == 5
        assert "ClickFunnels keeps sending the same page of the list of contacts" in done.err


def test_a_file_keeps_the_contacts_before_a_loop(cfw: Cfw, misbehaving: Misbehaving) -> None:
    misbehaving.points_back.add("/contacts")
    misbehaving.records["/contacts"] = some  # so that it is read page by page
    done = cfw("contacts", "--output", "all.csv")
    assert done.status == 5
    assert "the same command with --resume continues from there" in done.err
    assert not Path("all.csv").exists()
    assert len(Path("all.csv.part").read_bytes().splitlines()) == 1 + len(CONTACTS)


@pytest.mark.parametrize(
    ("path", "name"), [("/teams", "list of teams"), ("/workspaces", "list of workspaces in A Team")]
)
def test_a_loop_in_teams_or_workspaces_is_reported_after_the_list(
    cfw: Cfw, misbehaving: Misbehaving, path: str, name: str
) -> None:
    misbehaving.points_back.add(path)
    done = cfw("list", "--live")
    assert done.status == 5
    assert f"ClickFunnels keeps sending the same page of the {name}" in done.err
    assert re.search("The List +A Team +the-list +44", done.out)
    assert re.search("Another +A Team +another +45", done.out)


def test_a_loop_in_the_tags_is_reported(cfw: Cfw, misbehaving: Misbehaving) -> None:
    misbehaving.points_back.add("/tags")
    done = cfw("contacts", "--tag", "VIP")
    assert done.status == 5
    assert "ClickFunnels keeps sending the same page of the list of tags in The List" in done.err


@pytest.mark.parametrize(
    ("path", "name"), [("/teams", "list of teams"), ("/workspaces", "list of workspaces in A Team")]
)
def test_a_live_list_with_only_unreadable_records_fails(
    cfw: Cfw, misbehaving: Misbehaving, path: str, name: str
) -> None:
    misbehaving.records[path] = nothing_but
    done = cfw("list", "--live")
    assert done.status == 5
    assert f"None of the 3 records in the {name} could be read." in done.err
    shown = json.loads(cfw("list", "--live", "--json").out)
    faults = [fault["what"] for fault in shown["faults"]]  # in any order
    assert f"None of the 3 records in the {name} could be read." in faults


def test_a_live_list_counts_unreadable_records(cfw: Cfw, misbehaving: Misbehaving) -> None:
    misbehaving.records |= {"/teams": some, "/workspaces": some}
    done = cfw("list", "--live")
    assert done.status == 1
    assert re.search("The List +A Team +the-list +44", done.out)
    for name in ("list of teams", "list of workspaces in A Team"):
        assert f"2 records in the {name} could not be read and were left out." in done.err


def test_a_switch_counts_unreadable_records(cfw: Cfw, misbehaving: Misbehaving) -> None:
    misbehaving.records["/workspaces"] = some
    done = cfw("switch", "Another")
    assert done.status == 0
    assert "2 records in the list of workspaces in A Team could not be read" in done.err
    done = cfw("switch", "Nobody")
    assert done.status == 1
    assert "2 records in the list of workspaces in A Team could not be read" in done.err


@FORMATS
def test_unreadable_contacts_are_counted_in_every_format(
    cfw: Cfw, misbehaving: Misbehaving, form: str
) -> None:
    misbehaving.records["/contacts"] = lambda rows: [*rows[:3], "?", *rows[3:]]
    for arguments in (("--format", form), ("--format", form, "--output", "kept")):
        done = cfw("contacts", *arguments)
        assert done.status == 1
        assert "16 records in the list of contacts could not be read and were left out." in done.err
        out = done.out or Path("kept").read_text(encoding="utf-8")
        assert len(numbers(form, out)) == len(CONTACTS)


@FORMATS
def test_an_export_of_only_unreadable_contacts_replaces_no_file(
    cfw: Cfw, misbehaving: Misbehaving, form: str
) -> None:
    misbehaving.records["/contacts"] = lambda rows: ["?"] * len(rows)
    done = cfw("contacts", "--format", form)
    assert done.status == 5
    assert "None of the 310 records in the list of contacts could be read." in done.err
    Path("kept").write_text("older")
    assert cfw("contacts", "--format", form, "--output", "kept").status == 5
    assert Path("kept").read_text() == "older"


def test_unreadable_tags_are_counted(cfw: Cfw, misbehaving: Misbehaving) -> None:
    misbehaving.records["/tags"] = some
    said = "2 records in the list of tags in The List could not be read and were left out."
    done = cfw("contacts", "--tag", "VIP")
    assert done.status == 0
    assert said in done.err
    done = cfw("contacts", "--tag", "nobody")
    assert done.status == 2
    assert said in done.err


@pytest.mark.parametrize("arguments", [(), ("--team", "3", "--workspace", "Another")])
def test_setup_counts_unreadable_records(
    cfw: Cfw, misbehaving: Misbehaving, arguments: tuple[str, ...]
) -> None:
    misbehaving.records |= {"/teams": some, "/workspaces": some}
    done = cfw("setup", "--token-stdin", *arguments, stdin=DEMO_TOKEN)
    assert done.status == (0 if arguments else 2)
    name = "list of workspaces in A Team" if arguments else "list of teams"
    assert f"2 records in the {name} could not be read and were left out." in done.err


def test_setup_does_not_choose_the_only_readable_workspace(cfw: Cfw, misbehaving: Misbehaving) -> None:
    misbehaving.records["/workspaces"] = lambda rows: [*rows[:1], "?"]
    done = cfw("setup", "--token-stdin", "--team", "3", stdin=DEMO_TOKEN)
    assert done.status == 2
    assert "1 record in the list of workspaces in A Team could not be read" in done.err


@pytest.mark.parametrize("path", ["/teams", "/workspaces"])
def test_setup_with_nothing_readable_says_so(cfw: Cfw, misbehaving: Misbehaving, path: str) -> None:
    misbehaving.records[path] = nothing_but
    done = cfw("setup", "--token-stdin", "--team", "3", stdin=DEMO_TOKEN)
    assert done.status == 5
    assert "None of the 3 records in the list of" in done.err


def test_doctor_counts_unreadable_contacts(cfw: Cfw, misbehaving: Misbehaving) -> None:
    misbehaving.records["/contacts"] = some
    done = cfw("doctor")
    assert done.status == 0
    assert "2 records in the list of contacts could not be read" in done.out
    misbehaving.records["/contacts"] = nothing_but
    done = cfw("doctor")
    assert done.status == 5
    assert "✗ contacts" in done.out
    assert "None of the" in done.out
