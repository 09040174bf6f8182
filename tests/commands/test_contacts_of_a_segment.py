"""`cfw contacts --segment`: exactly the contacts of a segment, or an error, but never an unfiltered list."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from command_support import Cfw, Done, Serve, World, segment
from starlette.responses import JSONResponse, Response

from wizard.sandbox import InventedContacts

CUSTOMERS = segment(4450, ("tags.id", "in", ["4400"]), name="Customers", public_id="AbCdEf")


def customers(count: int = 60) -> list[dict[str, Any]]:
    return [dict(one) for one in InventedContacts(44, count) if any(tag["id"] == 4400 for tag in one["tags"])]


def ids(done: Done) -> list[int]:
    return [json.loads(line)["id"] for line in done.out.splitlines()]


def answering(world: World, answer: Callable[[int], Response | None], path: str = "/contacts") -> list[int]:
    """Let `answer` respond to requests for contacts, given their number so far; None passes them on."""
    sandbox, asked = world.app, [0]

    async def app(scope: Any, receive: Any, send: Any) -> None:
        response = None
        if scope["type"] == "http" and scope["path"].endswith(path):
            asked[0] += 1
            response = answer(asked[0])
        await (response or sandbox)(scope, receive, send)

    world.app = app
    return asked


def ignoring_segments(world: World) -> None:
    """Serve every contact, as a server does that doesn't know the parameter."""
    sandbox = world.app

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            query = [one for one in parse_qsl(scope["query_string"].decode()) if one[0] != "stored_filter_id"]
            scope = {**scope, "query_string": urlencode(query).encode()}
        await sandbox(scope, receive, send)

    world.app = app


@pytest.mark.parametrize("typed", ["Customers", "CUSTOMERS", "4450", "AbCdEf"])
@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_exactly_its_contacts_in_order(cfw: Cfw, serve: Serve, typed: str, order: str) -> None:
    serve(segment(2), CUSTOMERS, count=2_000)
    done = cfw("contacts", "--segment", typed, "--order", order)
    assert (done.status, done.err) == (0, "")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert found == customers(2_000)[:: -1 if order == "newest" else 1]


def test_every_format_and_a_file(cfw: Cfw, serve: Serve, tmp_path: Path) -> None:
    serve(CUSTOMERS)
    wanted = [one["id"] for one in customers()]
    target = tmp_path / "customers.csv"
    assert cfw("contacts", "--segment", "Customers", "--output", str(target)).status == 0
    rows = csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))
    assert [int(row["id"]) for row in rows] == wanted
    assert [
        one["id"] for one in json.loads(cfw("contacts", "--segment", "4450", "--format", "json").out)
    ] == wanted
    table = cfw("contacts", "--segment", "4450", "--format", "table").out.splitlines()[1:]
    assert [int(line.split()[0]) for line in table] == wanted


def test_it_narrows_down_other_filters(cfw: Cfw, serve: Serve) -> None:
    serve(CUSTOMERS)
    wanted = [one["id"] for one in customers() if not one["is_active"]]
    assert ids(cfw("contacts", "--segment", "Customers", "--inactive")) == wanted


def test_an_unknown_segment(cfw: Cfw, serve: Serve, world: World) -> None:
    serve({**segment(9), "filter_class": "OrdersFilter"}, CUSTOMERS)
    for typed in ("nope", "9"):
        done = cfw("contacts", "--segment", typed)
        assert (done.status, done.out) == (2, "")
        assert f"The List has no segment “{typed}”.\nIts segments: Customers." in done.err
    assert not any(path.endswith("/contacts") for path in world.asked)


def test_a_name_that_fits_several(cfw: Cfw, serve: Serve) -> None:
    serve(segment(1, name="Same"), segment(2, name="same"))
    done = cfw("contacts", "--segment", "Same")
    assert done.status == 2
    assert "has several segments “Same”.\nName one of their ids: 1, 2." in done.err


def test_a_filter_that_takes_too_long_is_reported_and_not_retried(
    cfw: Cfw, serve: Serve, world: World
) -> None:
    serve(segment(1, ("email_address", "cont", "x")), count=10_001)
    done = cfw("contacts", "--segment", "1")
    assert (done.status, done.out) == (5, "")
    assert "This filter takes ClickFunnels too long (it says: “This filter took longer than 10s" in done.err
    assert sum(path.endswith("/contacts") for path in world.asked) == 1


def test_a_request_that_ran_out_of_time_is_tried_once_more(cfw: Cfw, serve: Serve, world: World) -> None:
    out_of_time = JSONResponse({"error": "This request ran out of its 20s budget before the filter"}, 503)
    serve(CUSTOMERS)
    asked = answering(world, lambda count: out_of_time if count == 1 else None)
    assert ids(cfw("contacts", "--segment", "Customers")) == [one["id"] for one in customers()]
    asked = answering(world, lambda count: out_of_time)
    done = cfw("contacts", "--segment", "Customers")
    assert done.status == 5
    assert "having trouble (it answered 503)" in done.err
    assert asked == [2]


def test_too_many_reads_elsewhere_are_waited_for(cfw: Cfw, serve: Serve, world: World) -> None:
    serve(CUSTOMERS)
    busy = JSONResponse({"error": "Too many", "retry_after": 0}, 429, {"Retry-After": "0"})
    answering(world, lambda count: busy if count in (1, 2) else None)
    assert ids(cfw("contacts", "--segment", "Customers")) == [one["id"] for one in customers()]


def test_never_more_than_two_pages_at_once(cfw: Cfw, serve: Serve, world: World) -> None:
    serve(CUSTOMERS, count=2_000, heavy_read_seconds=0.005)
    statuses: list[int] = []
    sandbox = world.app

    async def watch(scope: Any, receive: Any, send: Any) -> None:
        async def noting(message: Any) -> None:
            statuses.append(message.get("status", 200))
            await send(message)

        await sandbox(scope, receive, noting)

    world.app = watch
    assert len(ids(cfw("contacts", "--segment", "Customers"))) == len(customers(2_000))
    assert set(statuses) == {200}


# Never an unfiltered list

RECENT, OLD = datetime.now(UTC) - timedelta(days=1), "2024-06-01"


@pytest.mark.parametrize(
    "criterion",
    [
        ("tags.id", "in", ["4400", "4401"]),
        ("tags.id", "eq", "4400"),
        ("tags.id", "nin", ["4402"]),
        ("tags.id", "dne", ["4400"]),
        ("first_name", "eq", "Zoë"),
        ("last_name", "sw", "Mü"),
        ("email_address", "sw", "zoe"),
        ("created_at", "gte", "2026-10-01"),
        ("created_at", "lte", "2022-06-01"),
        ("created_at", "btwn", ["2024-06-01", "2024-07-01"]),
        ("created_at", "eq", "2024-06-01"),
        ("created_at", "lt", {"days": "30", "modifier": "ago"}),
        ("unsubscribed_at", "st", None),
        ("unsubscribed_at", "nst", None),
    ],
)
def test_a_server_that_ignores_the_segment(
    cfw: Cfw, serve: Serve, world: World, criterion: tuple[str, str, Any], tmp_path: Path
) -> None:
    serve(segment(1, criterion, ("opened_broadcast", "in", ["7"]), name="Mine"))
    ignoring_segments(world)
    target = tmp_path / "all.jsonl"
    done = cfw("contacts", "--segment", "Mine", "--output", str(target))
    assert done.status == 5
    assert not target.exists()
    assert "which doesn't match the segment Mine, so this may be an unfiltered list." in done.err
    assert cfw("contacts", "--segment", "Mine").out == ""


@pytest.mark.parametrize(
    ("conjunction", "criteria"),
    [
        ("and", [("opened_broadcast", "in", ["7"])]),
        ("and", [("first_name", "cont", "never")]),
        ("and", [("tags.id", "in", [])]),
        ("and", [("created_at", "gte", "soon")]),
        ("and", [("created_at", "exct", {"days": "30", "modifier": "from_now"})]),
        ("or", [("tags.id", "in", ["1"]), ("opened_broadcast", "in", ["7"])]),
        ("and", []),
    ],
)
def test_what_cannot_be_checked_here_is_believed(
    cfw: Cfw, serve: Serve, world: World, conjunction: str, criteria: list[tuple[str, str, Any]]
) -> None:
    serve(segment(1, *criteria, conjunction=conjunction))
    ignoring_segments(world)
    assert len(ids(cfw("contacts", "--segment", "1"))) == 60


def test_all_criteria_of_an_or_must_fail(cfw: Cfw, serve: Serve, world: World) -> None:
    either = [("tags.id", "in", ["4400"]), ("tags.id", "nin", ["4400"])]
    serve(segment(1, *either, conjunction="or"), segment(2, *either[:1] * 2, conjunction="or"))
    ignoring_segments(world)
    assert len(ids(cfw("contacts", "--segment", "1"))) == 60
    assert cfw("contacts", "--segment", "2").status == 5


@pytest.mark.parametrize(
    ("criterion", "contact"),
    [
        (("tags.id", "in", ["QtQtQt"]), {"tags": [{"id": 1, "public_id": "QtQtQt"}]}),
        (("first_name", "eq", ["ZOE"]), {"first_name": "Zoë"}),
        (("email_address", "sw", "A"), {"email_address": "a@example.com"}),
        (("created_at", "gte", "2024-06-02"), {"created_at": "2024-06-01T10:00:00.000Z"}),
        (("created_at", "lte", "2024-06-02"), {"created_at": "2024-06-03T10:00:00.000Z"}),
        (("created_at", "lt", {"days": 1, "modifier": "ago"}), {"created_at": RECENT.isoformat()}),
        (("created_at", "gt", {"days": 1, "modifier": "ago"}), {"created_at": RECENT.isoformat()}),
        (("created_at", "gte", "2024-06-02"), {"created_at": "whenever"}),
        (("created_at", "gte", "2024-06-02"), {}),
        (("tags.id", "in", ["1"]), {"tags": None}),
    ],
)
def test_a_contact_that_can_match_is_accepted(
    cfw: Cfw, serve: Serve, world: World, criterion: tuple[str, str, Any], contact: dict[str, Any]
) -> None:
    serve(segment(1, criterion))
    world.refuse("/contacts", JSONResponse([{"id": 5, **contact}]))
    assert ids(cfw("contacts", "--segment", "1")) == [5]
