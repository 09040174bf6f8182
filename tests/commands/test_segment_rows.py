"""A segment exported thousands of contacts per request: the same file as from the list of contacts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_support import Cfw, Done, Serve, World, segment
from starlette.responses import JSONResponse

CUSTOMERS = segment(7, ("tags.id", "in", ["4400"]), name="Customers")
ROWS, LIST = "/refine_filters/7", "/workspaces/44/contacts"
COUNT = 2_000

Change = Callable[[dict[str, Any], int], dict[str, Any] | None]


def export(cfw: Cfw, *words: str, columns: str = "email_address,id,created_at,is_active") -> Done:
    return cfw("contacts", "--segment", "Customers", "--columns", columns, *words)


def changing(world: World, change: Change) -> None:
    """Change the body of each answer with rows, given their number so far; None is a 500."""
    sandbox, asked = world.app, [0]

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not scope["path"].endswith(ROWS):
            await sandbox(scope, receive, send)
            return
        asked[0] += 1
        messages: list[Any] = []

        async def keep(message: Any) -> None:
            messages.append(message)

        await sandbox(scope, receive, keep)
        body = json.loads(b"".join(one.get("body", b"") for one in messages))
        changed = change(body, asked[0])
        response = JSONResponse(changed) if changed is not None else JSONResponse({"error": "no"}, 500)
        await response(scope, receive, send)

    world.app = app


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it several pages of rows."""
    monkeypatch.setattr("wizard.api.segment_rows._MOST_BYTES", 20_000)


@pytest.fixture
def from_list(cfw: Cfw, serve: Serve, world: World) -> str:
    """What an export gives without rows; the segment is served with them from now on."""
    serve(CUSTOMERS, count=COUNT)
    sandbox = world.app
    world.refuse(ROWS, JSONResponse(CUSTOMERS))
    done = export(cfw)
    assert done.status == 0
    world.app = sandbox
    world.asked.clear()
    return done.out


def test_100_000_contacts_take_at_most_20_requests(cfw: Cfw, serve: Serve, world: World) -> None:
    serve(segment(7, ("created_at", "gte", "2023-01-01"), name="Customers"), count=100_000)
    done = export(cfw, columns="id,email_address,first_name,last_name")
    assert (done.status, done.err) == (0, "")
    assert len(done.out.splitlines()) == 100_000
    assert len(world.asked) <= 20


@pytest.mark.usefixtures("small_pages")
def test_the_same_as_from_the_list(cfw: Cfw, from_list: str, world: World, tmp_path: Path) -> None:
    done = export(cfw)
    assert (done.status, done.err, done.out) == (0, "", from_list)
    assert world.asked.count(ROWS) > 2
    assert world.asked.count(LIST) == 1
    target = tmp_path / "customers.jsonl"
    assert export(cfw, "--output", str(target)).status == 0
    assert target.read_text(encoding="utf-8") == from_list


@pytest.mark.parametrize(
    "words",
    [
        ("--order", "newest"),
        ("--active",),
        ("--columns", "email_address,tags"),
        ("--columns", "custom_attributes.source"),
    ],
)
def test_what_rows_cannot_give_comes_from_the_list(
    cfw: Cfw, from_list: str, world: World, words: tuple[str, ...]
) -> None:
    assert from_list
    assert export(cfw, *words).status == 0
    assert world.asked.count(ROWS) == 0


def test_without_columns_contacts_are_complete(cfw: Cfw, from_list: str, world: World) -> None:
    done = cfw("contacts", "--segment", "Customers")
    assert len(done.out.splitlines()) == len(from_list.splitlines())
    assert json.loads(done.out.splitlines()[0])["tags"]
    assert world.asked.count(ROWS) == 0


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("limit", [1, 30, 333])
def test_a_limit(cfw: Cfw, from_list: str, limit: int) -> None:
    assert export(cfw, "--limit", str(limit)).out.splitlines() == from_list.splitlines()[:limit]


@pytest.mark.usefixtures("small_pages")
def test_anonymous_and_redacted_contacts_are_left_out(cfw: Cfw, serve: Serve, from_list: str) -> None:
    tagged: dict[str, Any] = {"tags": [{"id": 4400}], "created_at": "2024-01-01T00:00:00.000Z"}
    numbers = [3, *range(44_003_001, 44_003_900, 7), 99_000_000]
    anonymous = [{**tagged, "id": number, "anonymous": 1, "email_address": "a@b.c"} for number in numbers]
    redacted = [{**tagged, "id": number + 1, "anonymous": 0} for number in numbers]
    unlisted = sorted(anonymous + redacted, key=lambda one: one["id"])
    serve(CUSTOMERS, count=COUNT, unlisted=unlisted)
    assert export(cfw).out == from_list


@pytest.mark.parametrize(
    "answer",
    [
        JSONResponse(CUSTOMERS),
        JSONResponse({**CUSTOMERS, "results": None}),
        JSONResponse({**CUSTOMERS, "results": {"fields": ["id"], "rows": [[1]], "truncated": False}}),
        JSONResponse([]),
        JSONResponse({"error": "results is unknown"}, 422),
        JSONResponse({"error": "Bad request"}, 400),
        JSONResponse({"error": "Not found: Record missing"}, 404),
    ],
    ids=lambda answer: answer.body.decode()[-40:],
)
def test_a_server_without_rows(cfw: Cfw, from_list: str, world: World, answer: JSONResponse) -> None:
    world.refuse(ROWS, answer)
    done = export(cfw)
    assert (done.status, done.err, done.out) == (0, "", from_list)
    assert world.asked.count(ROWS) == 1


def test_a_filter_that_takes_too_long_is_reported_and_not_retried(
    cfw: Cfw, from_list: str, world: World
) -> None:
    assert from_list
    slow = {"error": "This filter took longer than 10s to evaluate and was stopped"}
    world.refuse(ROWS, JSONResponse(slow, 422))
    done = export(cfw)
    assert (done.status, done.out) == (5, "")
    assert "This filter takes ClickFunnels too long" in done.err
    assert world.asked.count(ROWS) == 1


def test_a_request_that_ran_out_of_time_is_tried_once_more(cfw: Cfw, from_list: str, world: World) -> None:
    assert from_list
    world.refuse(ROWS, JSONResponse({"error": "This request ran out of its 20s budget"}, 503))
    done = export(cfw)
    assert done.status == 5
    assert "having trouble (it answered 503)" in done.err
    assert world.asked.count(ROWS) == 2


def _swapped(body: dict[str, Any], count: int) -> dict[str, Any]:
    body["results"]["rows"][30:32] = body["results"]["rows"][31:29:-1]
    return body


def _with_another_value(body: dict[str, Any], count: int) -> dict[str, Any]:
    body["results"]["rows"][3][2] = "somebody@else.example.com"
    return body


def _without_one(body: dict[str, Any], count: int) -> dict[str, Any]:
    del body["results"]["rows"][5]
    return body


def _truncated_without_cursor(body: dict[str, Any], count: int) -> dict[str, Any]:
    return {**body, "results": {**body["results"], "truncated": True, "next_after": None}}


def _cursor_is_gone(body: dict[str, Any], count: int) -> dict[str, Any]:
    if count == 2:
        body["results"] = {**body["results"], "rows": [], "truncated": False, "next_after": None}
    return body


def _same_cursor(body: dict[str, Any], count: int) -> dict[str, Any]:
    body["results"]["next_after"] = "44000100"
    return body


def _not_a_row(body: dict[str, Any], count: int) -> dict[str, Any]:
    body["results"]["rows"][7] = ["?"]
    return body


def _no_id(body: dict[str, Any], count: int) -> dict[str, Any]:
    body["results"]["rows"][7][0] = None
    return body


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize(
    "change",
    [
        _swapped,
        _with_another_value,
        _without_one,
        _truncated_without_cursor,
        _cursor_is_gone,
        _same_cursor,
        _not_a_row,
        _no_id,
    ],
)
@pytest.mark.parametrize("to_file", [False, True])
def test_rows_that_are_wrong_are_not_believed(
    cfw: Cfw, from_list: str, world: World, change: Change, tmp_path: Path, to_file: bool
) -> None:
    changing(world, change)
    target = tmp_path / "customers.jsonl"
    done = export(cfw, *(("--output", str(target)) if to_file else ()))
    assert done.status == 0
    assert (target.read_text(encoding="utf-8") if to_file else done.out) == from_list
    assert world.asked.count(LIST) > 1


@pytest.mark.usefixtures("small_pages")
def test_an_interrupted_export_is_resumed_from_the_list(
    cfw: Cfw, from_list: str, world: World, tmp_path: Path
) -> None:
    sandbox = world.app
    changing(world, lambda body, count: body if count < 3 else None)
    target = tmp_path / "customers.jsonl"
    done = export(cfw, "--output", str(target))
    assert done.status == 5
    assert "--resume continues from there" in done.err
    world.app = sandbox
    assert export(cfw, "--output", str(target), "--resume", columns="email_address,tags").status == 2
    world.asked.clear()
    assert export(cfw, "--output", str(target), "--resume").status == 0
    assert target.read_text(encoding="utf-8") == from_list
    assert world.asked.count(ROWS) == 0


def test_a_segment_of_one_page_needs_no_rows(cfw: Cfw, serve: Serve, world: World) -> None:
    serve(CUSTOMERS, count=40)
    assert export(cfw).status == 0
    assert world.asked.count(ROWS) == 0
