"""The sandbox's saved filters behave as ClickFunnels' guide to them says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from wizard.sandbox import (
    DEMO_TOKEN,
    ORDERS_TOKEN,
    Access,
    InventedContacts,
    Platform,
    SandboxTeam,
    SandboxWorkspace,
    create_app,
)
from wizard.sandbox.people import invented_tags
from wizard.sandbox.segments import invented_segments

HAMMER = "https://richstone.myclickfunnels.com/api/v2"
CUSTOMERS, ORDERS, LEGACY = 4250, 4256, 4257

Ask = Callable[..., Any]


def workspace(count: int, **settings: Any) -> SandboxWorkspace:
    return SandboxWorkspace(
        42,
        "W",
        "richstone",
        contacts=InventedContacts(42, count),
        tags=invented_tags(42),
        segments=invented_segments(42),
        **settings,
    )


def asking(one: SandboxWorkspace, **settings: Any) -> Ask:
    platform = Platform((SandboxTeam(3, "T", None, (one,)),), {DEMO_TOKEN: Access()}, **settings)
    transport = httpx.ASGITransport(create_app(platform))

    async def ask(path: str, **params: Any) -> httpx.Response:
        headers = {"User-Agent": "test/1", "Authorization": f"Bearer {DEMO_TOKEN}"}
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.get(f"{HAMMER}{path}", headers=headers, params=params)

    return ask


@pytest.fixture
def ask() -> Ask:
    return asking(workspace(300))


async def test_without_a_cursor_all_come_at_once_in_an_envelope(ask: Ask) -> None:
    answer = await ask("/workspaces/42/refine_filters")
    segments = answer.json()["refine_filters"]
    assert [one["filter_class"] for one in segments] == ["ContactsFilter"] * 6 + ["OrdersFilter", None]
    assert "Pagination-Next" not in answer.headers
    assert (await ask(f"/refine_filters/{CUSTOMERS}")).json() == segments[0]


async def test_after_0_gives_pages_and_an_invented_cursor_an_empty_one() -> None:
    many = [{**invented_segments(42)[0], "id": number} for number in range(1, 46)]
    ask = asking(SandboxWorkspace(42, "W", "richstone", segments=many))
    found: list[int] = []
    cursor: str | None = "0"
    while cursor:
        answer = await ask("/workspaces/42/refine_filters", after=cursor)
        found += [one["id"] for one in answer.json()["refine_filters"]]
        cursor = answer.headers.get("Pagination-Next")
    assert found == list(range(1, 46))
    empty = await ask("/workspaces/42/refine_filters", after="999")
    assert (empty.status_code, empty.json()) == (200, {"refine_filters": []})


async def test_one_is_found_by_its_exact_name(ask: Ask) -> None:
    for name, count in (("VIP ⭐ who may be mailed", 1), ("VIP", 0)):
        answer = await ask("/workspaces/42/refine_filters", **{"filter[name]": name})
        assert len(answer.json()["refine_filters"]) == count


async def test_the_contacts_list_takes_a_segment_and_other_filters(ask: Ask) -> None:
    everyone = InventedContacts(42, 300)
    customers = [one for one in everyone if any(tag["id"] == 4200 for tag in one["tags"])]
    answer = await ask("/workspaces/42/contacts", stored_filter_id=CUSTOMERS)
    assert answer.json() == customers[:20]
    both = await ask("/workspaces/42/contacts", stored_filter_id=CUSTOMERS, **{"filter[is_active]": "false"})
    assert both.json() == [one for one in customers if not one["is_active"]][:20]


@pytest.mark.parametrize("any_id", ["1", "XXXXXX", str(ORDERS), str(LEGACY)])
async def test_a_segment_that_is_not_for_these_contacts_is_refused(ask: Ask, any_id: str) -> None:
    answer = await ask("/workspaces/42/contacts", stored_filter_id=any_id)
    assert answer.status_code == 422
    assert "stored_filter_id is invalid" in answer.json()["error"]


async def test_a_nested_segment_is_refused(ask: Ask) -> None:
    answer = await ask("/workspaces/42/contacts", **{"filters[stored_filter_id]": str(CUSTOMERS)})
    assert answer.status_code == 400


async def test_results_give_rows_page_by_page(ask: Ask) -> None:
    everyone = InventedContacts(42, 300)
    customers = [one for one in everyone if any(tag["id"] == 4200 for tag in one["tags"])]
    rows: list[list[Any]] = []
    params = {"results[fields][]": ["id", "email_address"], "results[count]": "true", "results[limit]": "30"}
    while True:
        found = (await ask(f"/refine_filters/{CUSTOMERS}", **params)).json()["results"]
        rows += found["rows"]
        assert found["count"] == len(customers)
        if not found["truncated"]:
            break
        assert found["stop_reason"] == "row_limit"
        params["results[after]"] = found["next_after"]
    assert rows == [[one["id"], one["email_address"]] for one in customers]


async def test_results_stop_at_their_bytes(ask: Ask) -> None:
    found = (await ask(f"/refine_filters/{CUSTOMERS}", **{"results[max_bytes]": "100"})).json()["results"]
    assert (found["fields"], found["stop_reason"]) == (["id"], "byte_budget")
    assert found["bytes"] <= 100
    tiny = (await ask(f"/refine_filters/{CUSTOMERS}", **{"results[max_bytes]": "1"})).json()["results"]
    assert (tiny["rows"], tiny["stop_reason"]) == ([], "record_exceeds_budget")


async def test_results_include_contacts_that_the_list_leaves_out() -> None:
    customer = {"tags": [{"id": 4200}], "anonymous": 1}
    ask = asking(workspace(3, unlisted=[{**customer, "id": 1}, {**customer, "id": 43_000_000}]))
    found = (await ask(f"/refine_filters/{CUSTOMERS}", results="true")).json()["results"]["rows"]
    listed = await ask("/workspaces/42/contacts", stored_filter_id=CUSTOMERS)
    assert found == [[1], *([one["id"]] for one in listed.json()), [43_000_000]]


@pytest.mark.parametrize(
    "params", [{"results[fields][]": "tags"}, {"results[limit]": "0"}, {"results[max_bytes]": "x"}]
)
async def test_results_that_are_not_offered_are_refused(ask: Ask, params: dict[str, str]) -> None:
    assert (await ask(f"/refine_filters/{CUSTOMERS}", **params)).status_code == 422


async def test_a_search_inside_texts_takes_too_long_in_a_large_workspace() -> None:
    for count, status in ((300, 200), (10_001, 422)):
        answer = await asking(workspace(count))("/workspaces/42/contacts", stored_filter_id=4255)
        assert answer.status_code == status


async def test_a_third_heavy_read_at_once_is_refused() -> None:
    ask = asking(workspace(30), heavy_read_seconds=0.5)
    answers = await asyncio.gather(
        ask("/workspaces/42/contacts", stored_filter_id=CUSTOMERS),
        ask(f"/refine_filters/{CUSTOMERS}", results="true"),
        ask("/workspaces/42/contacts", stored_filter_id=CUSTOMERS),
        ask("/workspaces/42/contacts", **{"filter[tag_ids]": "4200"}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 429]
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert refused.headers["Retry-After"] == str(refused.json()["retry_after"])


async def test_filters_by_id_and_tag_can_count_as_heavy_reads() -> None:
    ask = asking(workspace(30), heavy_read_seconds=0.5, limits_every_filter=True)
    filters = ({"filter[id]": "42000000"}, {"filter[tag_ids]": "4200"}, {"filter[id]": "42000010"})
    answers = await asyncio.gather(*(ask("/workspaces/42/contacts", **one) for one in filters))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 429]


async def test_stats_count_a_segment() -> None:
    one = workspace(300, has_stats=True)
    customers = [contact for contact in one.contacts if any(tag["id"] == 4200 for tag in contact["tags"])]
    answer = await asking(one)(
        "/workspaces/42/stats", resource="contact", count="true", stored_filter_id=CUSTOMERS
    )
    assert answer.json() == {"stats": {"count": len(customers)}}


async def test_segments_need_the_category_contacts() -> None:
    headers = {"User-Agent": "test/1", "Authorization": f"Bearer {ORDERS_TOKEN}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app())) as client:
        for path in ("workspaces/42/refine_filters", f"refine_filters/{CUSTOMERS}"):
            assert (await client.get(f"{HAMMER}/{path}", headers=headers)).status_code == 403
