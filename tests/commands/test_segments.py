"""`cfw segments`: lists them, what they select, and how many contacts that is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from command_support import Cfw, Serve, World, segment
from starlette.responses import JSONResponse

from wizard.sandbox import InventedContacts
from wizard.sandbox.segments import invented_segments


def test_only_segments_of_contacts_are_listed_with_their_numbers(cfw: Cfw, serve: Serve) -> None:
    serve(*map(dict, invented_segments(44)))
    done = cfw("segments")
    customers = [one for one in InventedContacts(44, 60) if any(tag["id"] == 4400 for tag in one["tags"])]
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert len(lines) == 6
    assert lines[0].split("  ")[0] == "Customers (4450)"
    assert lines[0].endswith(f" {len(customers)} contacts  tag is customer")


def test_as_json(cfw: Cfw, serve: Serve) -> None:
    serve(segment(7, ("tags.id", "nin", ["4402"]), public_id="AbCdEf"))
    count = sum(all(tag["id"] != 4402 for tag in one["tags"]) for one in InventedContacts(44, 60))
    assert json.loads(cfw("segments", "--json").out) == {
        "segments": [
            {
                "id": 7,
                "public_id": "AbCdEf",
                "name": "Number 7",
                "selects": "tag is not VIP ⭐",
                "count": count,
                "count_is_at_least": False,
            }
        ]
    }


@pytest.mark.parametrize(
    ("criterion", "text"),
    [
        (("tags.id", "in", ["4400", "4401"]), "tag is customer or webinar 2026"),
        (("tags.id", "eq", ["999"]), "tag is 999"),
        (("email_address", "sw", "vip+"), "email starts with vip+"),
        (("created_at", "gte", "2026-01-01"), "added from 2026-01-01"),
        (("created_at", "lt", {"days": "30", "modifier": "ago"}), "added in the last 30 days"),
        (("created_at", "gt", {"days": 30, "modifier": "ago"}), "added more than 30 days ago"),
        (("created_at", "btwn", ["2026-01-01", "2026-02-01"]), "added between 2026-01-01 and 2026-02-01"),
        (("unsubscribed_at", "st", None), "unsubscribed is set"),
        (("clicked_broadcast", "in", ["77"]), "clicked broadcast is 77"),
        (("visits", "whatever", {"a": 1}), "visits (see the dashboard)"),
    ],
)
def test_what_a_segment_selects_in_words(
    cfw: Cfw, serve: Serve, world: World, criterion: tuple[str, str, Any], text: str
) -> None:
    serve(segment(1, criterion))
    world.refuse("/refine_filters/1", JSONResponse(segment(1, criterion)))
    assert cfw("segments").out == f"Number 1 (1)    {text}\n"


def test_a_criterion_that_cannot_be_read_hides_nothing(cfw: Cfw, serve: Serve, world: World) -> None:
    serve()
    odd = {**segment(5), "conjunction": "or", "name": None, "criteria": ["?", {"attribute": "a_b"}]}
    world.refuse("/refine_filters", JSONResponse({"refine_filters": [odd]}))
    assert (
        cfw("segments").out
        == "Segment 5 (5)    something else (see the dashboard) or a b (see the dashboard)\n"
    )


def test_without_a_number_from_results_the_stats_are_asked(cfw: Cfw, serve: Serve, world: World) -> None:
    one = segment(1, ("tags.id", "in", ["4400"]))
    count = sum(any(tag["id"] == 4400 for tag in one["tags"]) for one in InventedContacts(44, 60))
    serve(one, has_stats=True)
    world.refuse("/refine_filters/1", JSONResponse(one))
    assert json.loads(cfw("segments", "--json").out)["segments"][0]["count"] == count


def test_a_filter_that_takes_too_long_is_not_tried_again(cfw: Cfw, serve: Serve, world: World) -> None:
    serve(segment(1, ("email_address", "cont", "x")), count=10_001)
    done = cfw("segments")
    assert (done.status, done.out) == (0, "Number 1 (1)  too slow to count  email contains x\n")
    assert world.asked.count("/refine_filters/1") == 1


def test_never_more_than_two_are_counted_at_once(cfw: Cfw, serve: Serve, world: World) -> None:
    serve(*(segment(number) for number in range(1, 9)))
    running, most = 0, 0
    sandbox = world.app

    async def watch(scope: Any, receive: Any, send: Any) -> None:
        nonlocal running, most
        is_count = scope["type"] == "http" and "/refine_filters/" in scope["path"]
        running += is_count
        most = max(most, running)
        try:
            await sandbox(scope, receive, send)
        finally:
            running -= is_count

    world.app = watch
    done = cfw("segments")
    assert done.out.count("60 contacts") == 8
    assert most == 2


def test_a_failed_count_is_reported_and_the_rest_is_listed(cfw: Cfw, serve: Serve, world: World) -> None:
    serve(segment(1), segment(2))
    world.refuse("/refine_filters/1", JSONResponse({"error": "oh"}, 500))
    done = cfw("segments")
    assert done.status == 0
    assert "Number 1 could not be counted. ClickFunnels is having trouble (it answered 500)." in done.err
    assert "60 contacts" in done.out


def test_a_workspace_without_segments(cfw: Cfw, serve: Serve) -> None:
    serve()
    done = cfw("segments")
    assert (done.status, done.out) == (0, "")
    assert "The List has no segments." in done.err
    assert json.loads(cfw("segments", "--json").out) == {"segments": []}


def test_a_server_without_segments(cfw: Cfw, serve: Serve, world: World) -> None:
    serve()
    world.refuse("/refine_filters", JSONResponse({"error": "Not found: Record missing"}, 404))
    done = cfw("segments")
    assert done.status == 6
    assert "has no list of segments in The List" in done.err


@pytest.mark.parametrize("body", [[], {}, {"refine_filters": None}])
def test_an_answer_of_another_shape(cfw: Cfw, serve: Serve, world: World, body: object) -> None:
    serve()
    world.refuse("/refine_filters", JSONResponse(body))
    done = cfw("segments")
    assert done.status == 5
    assert "it isn't a list of saved filters" in done.err


def test_unreadable_segments_are_counted(cfw: Cfw, serve: Serve, world: World) -> None:
    serve()
    listed = [segment(1), {"filter_class": "ContactsFilter"}, {"filter_class": "OrdersFilter"}]
    world.refuse("/refine_filters", JSONResponse({"refine_filters": listed}))
    done = cfw("segments")
    assert done.status == 1
    assert done.out.startswith("Number 1 (1)")
    assert "1 record in the list of segments in The List could not be read" in done.err
