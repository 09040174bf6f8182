"""The sandbox behaves like ClickFunnels."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from wizard.sandbox import (
    DEMO_TOKEN,
    NO_PLAN_TOKEN,
    ORDERS_TOKEN,
    REVOKED_TOKEN,
    TEAM_TOKEN,
    WORKSPACE_TOKEN,
    Access,
    InventedContacts,
    Platform,
    SandboxTeam,
    SandboxWorkspace,
    create_app,
    demo_platform,
)

ACCOUNTS = "https://accounts.myclickfunnels.com/api/v2"
HAMMER = "https://richstone.myclickfunnels.com/api/v2"
CONTACTS = f"{HAMMER}/workspaces/42/contacts"

Ask = Callable[..., Awaitable[httpx.Response]]


def asking(platform: Platform | None = None) -> Ask:
    """Return a function that sends requests to the platform, by default with the demo's token."""
    transport = httpx.ASGITransport(create_app(platform))

    async def ask(url: str, token: str | None = DEMO_TOKEN, **settings: Any) -> httpx.Response:
        headers = {"User-Agent": "test/1", **({"Authorization": f"Bearer {token}"} if token else {})}
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.get(url, headers={**headers, **settings.pop("headers", {})}, **settings)

    return ask


@pytest.fixture
def ask() -> Ask:
    return asking()


def world(count: int) -> Platform:
    workspace = SandboxWorkspace(42, "W", "richstone", contacts=InventedContacts(42, count))
    return Platform((SandboxTeam(3, "T", None, (workspace,)),), {DEMO_TOKEN: Access()})


async def walked(ask: Ask, url: str, **params: str) -> list[int]:
    """The ids of a whole list, fetched page by page."""
    found: list[int] = []
    while True:
        answer = await ask(url, params=params)
        rows = answer.json()
        assert len(rows) <= 20
        found += [row["id"] for row in rows]
        cursor = answer.headers.get("Pagination-Next")
        assert ("Link" in answer.headers) == (cursor is not None)
        if cursor is None:
            return found
        assert cursor == str(rows[-1]["id"])
        params["after"] = cursor


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"{ACCOUNTS}/teams", 200),
        (f"{ACCOUNTS}/teams/JNzNaa", 200),
        (f"{ACCOUNTS}/teams/3/workspaces", 200),
        (f"{ACCOUNTS}/workspaces/jWMWXZ", 200),
        (f"{ACCOUNTS}/me", 200),
        (CONTACTS, 200),
        (f"{HAMMER}/workspaces/jWMWXZ/contacts", 200),
        (f"{HAMMER}/workspaces/42/contacts/tags", 200),
        (f"{HAMMER}/contacts/42000000", 200),
        (f"{ACCOUNTS}/workspaces/42/contacts", 404),
        (f"{ACCOUNTS}/contacts/42000000", 404),
        (f"{HAMMER}/teams", 404),
        (f"{HAMMER}/workspaces/43/contacts", 404),
        (f"{HAMMER}/contacts/44000000", 404),
        (f"{HAMMER}/workspaces/42/contacts/42000000", 404),
        (f"{ACCOUNTS}/teams/999", 404),
        (f"{ACCOUNTS}/nothing/here", 404),
        ("http://127.0.0.1:4020/teams", 200),
        ("http://localhost:4020/workspaces/42/contacts", 200),
        ("http://127.0.0.1:4020/api/v2/contacts/42000000", 200),
    ],
)
async def test_each_host_serves_its_own_resources(ask: Ask, url: str, status: int) -> None:
    answer = await ask(url)
    assert answer.status_code == status
    if status == 404:
        assert answer.json() == {"error": "Not found: Record missing"}


@pytest.mark.parametrize(
    ("token", "status", "words"),
    [
        (None, 401, "API key missing or invalid"),
        ("nobody-s", 401, "API key missing or invalid"),
        (REVOKED_TOKEN, 401, "API key missing or invalid"),
        (NO_PLAN_TOKEN, 403, "Your plan does not include API access"),
    ],
)
async def test_bad_tokens_are_refused(ask: Ask, token: str | None, status: int, words: str) -> None:
    answer = await ask(f"{ACCOUNTS}/teams", token)
    assert (answer.status_code, answer.json()) == (status, {"error": words})


async def test_a_team_token_can_only_access_that_team(ask: Ask) -> None:
    assert [team["id"] for team in (await ask(f"{ACCOUNTS}/teams", TEAM_TOKEN)).json()] == [3]
    assert (await ask(f"{ACCOUNTS}/teams/11/workspaces", TEAM_TOKEN)).status_code == 404
    assert (await ask(f"{ACCOUNTS}/workspaces/101", TEAM_TOKEN)).status_code == 404
    assert (await ask(CONTACTS, TEAM_TOKEN)).status_code == 200


async def test_without_a_user_agent_the_firewall_responds_before_the_token_is_checked(ask: Ask) -> None:
    answer = await ask(f"{ACCOUNTS}/teams", None, headers={"User-Agent": ""})
    assert answer.status_code == 403
    assert answer.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("sort", ["id", "updated_at"])
@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 40, 41, 57])
async def test_pagination_reaches_every_record_exactly_once(count: int, sort: str, order: str) -> None:
    found = await walked(asking(world(count)), CONTACTS, sort_order=order, sort_property=sort)
    records = sorted(
        InventedContacts(42, count),
        key=lambda contact: (contact["updated_at"] if sort != "id" else "", contact["id"]),
    )
    expected = [record["id"] for record in records]
    assert found == (expected if order == "asc" else expected[::-1])


@pytest.mark.parametrize("imported", [True, False])
async def test_imported_contacts_were_updated_in_the_order_of_their_ids_and_others_at_any_time(
    imported: bool,
) -> None:
    contacts = InventedContacts(42, 200, apart=10_000, imported=imported)
    workspace = SandboxWorkspace(42, "W", "richstone", contacts=contacts)
    ask = asking(Platform((SandboxTeam(3, "T", None, (workspace,)),), {DEMO_TOKEN: Access()}))
    by_id, by_update = [await walked(ask, CONTACTS, sort_property=sort) for sort in ("id", "updated_at")]
    assert (by_update == by_id) is imported
    assert sorted(by_update) == by_id
    assert by_id[-1] - by_id[0] == pytest.approx(200 * 10_000, rel=0.01)


async def test_the_link_leads_to_the_next_page(ask: Ask) -> None:
    answer = await ask(CONTACTS, params={"sort_order": "desc"})
    following = (await ask(answer.links["next"]["url"])).json()
    assert following[0]["id"] < answer.json()[-1]["id"]
    assert len(following) == 20


async def test_contacts_are_generated_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    make = InventedContacts._make
    monkeypatch.setattr(
        InventedContacts, "_make", lambda self, index: made.append(index) or make(self, index)
    )
    ask = asking(demo_platform())
    url = "https://early-bird.myclickfunnels.com/api/v2/workspaces/44/contacts"
    newest = (await ask(url, params={"sort_order": "desc"})).json()
    middle = (await ask(url, params={"after": newest[-1]["id"] - 70_000})).json()
    assert (len(newest), len(middle)) == (20, 20)
    assert len(made) < 120


async def test_contacts_can_be_filtered(ask: Ask) -> None:
    everyone = InventedContacts(42, 57)
    first, second = everyone[0], everyone[1]
    both = {"filter[email_address]": f"{first['email_address']},{second['email_address']}"}
    assert await walked(ask, CONTACTS, **both) == [first["id"], second["id"]]
    assert await walked(ask, CONTACTS, **both, **{"filter[id]": str(second["id"])}) == [second["id"]]
    tag = "4200"
    tagged = [one["id"] for one in everyone if any(str(held["id"]) == tag for held in one["tags"])]
    assert tagged
    assert await walked(ask, CONTACTS, **{"filter[tag_ids]": tag}) == tagged
    inactive = [one["id"] for one in everyone if not one["is_active"]]
    assert await walked(ask, CONTACTS, **{"filter[is_active]": "false"}) == inactive


async def test_workspaces_sort_by_name_and_tags_filter_by_name(ask: Ask) -> None:
    url = f"{ACCOUNTS}/teams/3/workspaces"
    by_name = (await ask(url, params={"sort_property": "name", "sort_order": "desc"})).json()
    assert [row["name"] for row in by_name] == ["Nagel & Söhne 🔨", "Hammer Workspace", "Early Bird Club"]
    tags = await ask(f"{HAMMER}/workspaces/42/contacts/tags", params={"filter[name]": "customer,VIP ⭐"})
    assert [row["name"] for row in tags.json()] == ["customer", "VIP ⭐"]


async def test_an_unknown_filter_is_refused_and_an_unknown_parameter_ignored(ask: Ask) -> None:
    for key in ("filter[foo]", "filter[foo-bar]", "filter[]"):
        assert (await ask(CONTACTS, params={key: "1"})).status_code == 400
    assert (await ask(f"{ACCOUNTS}/teams", params={"filter[name]": "x"})).status_code == 400
    assert len((await ask(CONTACTS, params={"per_page": "100"})).json()) == 20


async def test_only_workspaces_in_the_closed_beta_have_a_count(ask: Ask) -> None:
    query = "stats?resource=contact&count=true"
    answer = await ask(f"https://early-bird.myclickfunnels.com/api/v2/workspaces/44/{query}")
    assert answer.json() == {"stats": {"count": 25_000}}
    assert (await ask(f"{HAMMER}/workspaces/42/{query}")).status_code == 403


def test_the_demo_has_empty_short_and_long_lists() -> None:
    teams = demo_platform().teams
    assert sorted(len(team.workspaces) for team in teams)[:2] == [0, 1]
    assert max(len(team.workspaces) for team in teams) > 25
    sizes = {len(workspace.contacts) for team in teams for workspace in team.workspaces}
    assert {0, 57, 25_000} <= sizes
    ids = [workspace.id for team in teams for workspace in team.workspaces]
    assert len(ids) == len(set(ids))
    assert list(InventedContacts(42, 57)) == list(InventedContacts(42, 57))


@pytest.mark.parametrize(
    ("token", "url", "status"),
    [
        (ORDERS_TOKEN, f"{ACCOUNTS}/teams", 200),
        (ORDERS_TOKEN, f"{ACCOUNTS}/teams/3/workspaces", 200),
        (ORDERS_TOKEN, f"{ACCOUNTS}/workspaces/42", 200),
        (ORDERS_TOKEN, CONTACTS, 403),
        (ORDERS_TOKEN, f"{CONTACTS}/tags", 403),
        (WORKSPACE_TOKEN, f"{ACCOUNTS}/teams", 403),
        (WORKSPACE_TOKEN, f"{ACCOUNTS}/teams/3", 403),
        (WORKSPACE_TOKEN, f"{ACCOUNTS}/teams/3/workspaces", 403),
        (WORKSPACE_TOKEN, f"{ACCOUNTS}/workspaces/42", 200),
        (WORKSPACE_TOKEN, f"{ACCOUNTS}/workspaces/43", 404),
        (WORKSPACE_TOKEN, CONTACTS, 200),
    ],
)
async def test_some_tokens_have_limited_access(ask: Ask, token: str, url: str, status: int) -> None:
    answer = await ask(url, token)
    assert answer.status_code == status
    if status == 403:
        said = (
            "limited to one workspace"
            if token == WORKSPACE_TOKEN
            else "does not have read access to Contacts"
        )
        assert said in answer.json()["error"]
