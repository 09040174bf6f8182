"""How long the steps take with ClickFunnels 200 ms away, measured on a simulated clock."""

from __future__ import annotations

import asyncio
from pathlib import Path

from far_away import FarAway, by_its_own_clock, person_at
from support import field, seen
from textual import events

from wizard.api.contact import ContactRow
from wizard.api.models import Team, Workspace
from wizard.sandbox import TEAM_TOKEN

TEAMS = "accounts/teams"
WORKSPACES = "accounts/teams/3/workspaces"
CONTACTS = "richstone/workspaces/42/contacts?sort_order=desc"
NEXT_CONTACTS = "nagel-soehne/workspaces/43/contacts?sort_order=desc"
STATS = "richstone/workspaces/42/stats?resource=contact&count=true"
MORE_CONTACTS = [f"{CONTACTS}&after=42000260", f"{CONTACTS}&after=42000120"]
DETAILS = "richstone/contacts/42000395?expand%5B%5D=email_engagement"
TIME_ZONE = "accounts/teams/3"


def has_no_duplicates(server: FarAway) -> bool:
    return len(server.asked) == len(set(server.asked))


@by_its_own_clock
async def test_someone_in_a_hurry_waits_three_times(path: Path) -> None:
    server = FarAway()
    async with person_at(server, path) as person:
        await person.to_teams()
        await person.to_workspaces()
        await person.to_contacts()
        assert server.asked[:3] == [TEAMS, WORKSPACES, CONTACTS]
        await person.to_the_end()
        assert person.waits == {"teams": 0.2, "workspaces": 0.2, "contacts": 0.2}
        assert has_no_duplicates(server)


@by_its_own_clock
async def test_someone_who_takes_their_time_waits_once_and_no_request_is_repeated(path: Path) -> None:
    server = FarAway()
    async with person_at(server, path) as person:
        await person.to_teams()
        await asyncio.sleep(2)
        await person.to_workspaces()
        await asyncio.sleep(2)
        assert server.asked == [TEAMS, WORKSPACES, CONTACTS], "first pages only"
        await person.to_contacts()
        await asyncio.sleep(2)
        await person.to_the_end()
        assert person.waits == {"teams": 0.2}
        assert server.asked == [
            *(TEAMS, WORKSPACES, CONTACTS),
            *(STATS, MORE_CONTACTS[0], DETAILS, TIME_ZONE, MORE_CONTACTS[1]),
        ]
        assert server.cancelled == []


@by_its_own_clock
async def test_choosing_something_that_is_being_prefetched_joins_that_request(path: Path) -> None:
    server = FarAway()
    async with person_at(server, path) as person:
        await person.to_teams()
        await asyncio.sleep(0.25)
        await person.to_workspaces()
        await asyncio.sleep(0.25)
        await person.to_contacts()
        assert person.waits == {"teams": 0.2, "workspaces": 0.1, "contacts": 0.1}
        assert server.asked[:3] == [TEAMS, WORKSPACES, CONTACTS]
        assert has_no_duplicates(server)
        assert server.cancelled == []


@by_its_own_clock
async def test_stopping_a_check_cancels_its_request(path: Path) -> None:
    server = FarAway()
    async with person_at(server, path) as person:
        await person.sees(lambda: field(person.pilot).is_mounted)
        await person.press("ctrl+t", "enter")
        await asyncio.sleep(0.1)
        assert server.cancelled == []
        await person.press("escape")
        assert server.cancelled == [TEAMS]
        await person.enter("teams", person.has(Team))
        assert server.asked == [TEAMS, TEAMS]


@by_its_own_clock
async def test_an_only_team_and_an_only_workspace_need_no_key_and_no_extra_time(path: Path) -> None:
    server = FarAway()
    async with person_at(server, path, TEAM_TOKEN) as person:
        await person.sees(lambda: field(person.pilot).is_mounted)
        await person.press("ctrl+t")
        await person.enter("workspaces of the only team", person.has(Workspace))
        assert person.waits == {"workspaces of the only team": 0.4}, (
            "each request needs the response before it"
        )
        assert server.asked == [TEAMS, WORKSPACES]
    server = FarAway()
    async with person_at(server, path) as person:
        await person.to_teams()
        await person.press("down", "down")
        await person.enter("contacts of the only workspace", person.has(ContactRow))
        assert person.waits == {"teams": 0.2, "contacts of the only workspace": 0.4}
        assert server.asked[:3] == [
            *(TEAMS, "accounts/teams/12/workspaces"),
            "chanoyu/workspaces/200/contacts?sort_order=desc",
        ]


@by_its_own_clock
async def test_nothing_is_prefetched_for_rows_the_cursor_only_passes(path: Path) -> None:
    server = FarAway()
    async with person_at(server, path) as person:
        await person.to_teams()
        await person.press("down")
        await person.to_workspaces()
        for _ in range(10):
            await asyncio.sleep(0.1)
            await person.press("down")
        assert [one for one in server.asked if "contacts" in one] == []
        await asyncio.sleep(1)
        assert [one for one in server.asked if "contacts" in one] == [
            "kitesurf-tarifa/workspaces/111/contacts?sort_order=desc"
        ]


@by_its_own_clock
async def test_moving_on_or_going_back_cancels_a_prefetch(
    path: Path,
) -> None:
    server = FarAway()
    async with person_at(server, path) as person:
        await person.to_teams()
        await person.to_workspaces()
        await asyncio.sleep(0.25)
        assert (server.asked, server.cancelled) == ([TEAMS, WORKSPACES, CONTACTS], [])
        await person.press("down")
        assert server.cancelled == [CONTACTS], "at once, not when the next request starts"
        await asyncio.sleep(0.25)
        assert server.asked == [TEAMS, WORKSPACES, CONTACTS, NEXT_CONTACTS]
        await person.press("escape")
        assert server.cancelled == [CONTACTS, NEXT_CONTACTS]


@by_its_own_clock
async def test_choosing_while_the_cursor_moves_requests_only_the_chosen_one(
    path: Path,
) -> None:
    server = FarAway()
    async with person_at(server, path) as person:
        await person.to_teams()
        await person.to_workspaces()
        await asyncio.sleep(0.25)
        for key in ("down", "down", "enter"):
            person.pilot.app.post_message(events.Key(key, None))
        await person.sees(person.has(ContactRow))
        await asyncio.sleep(1)
        asked = [one for one in server.asked if one.endswith("contacts?sort_order=desc")]
        assert asked == [CONTACTS, "early-bird/workspaces/44/contacts?sort_order=desc"]
        assert server.cancelled == [CONTACTS]


@by_its_own_clock
async def test_prefetched_data_is_kept(path: Path) -> None:
    server = FarAway()
    async with person_at(server, path) as person:
        await person.to_teams()
        await person.to_workspaces()
        await asyncio.sleep(1)
        await person.press("down")
        await asyncio.sleep(1)
        await person.press("up")
        await asyncio.sleep(1)
        assert server.asked == [TEAMS, WORKSPACES, CONTACTS, NEXT_CONTACTS]
        assert server.cancelled == []
        await person.to_contacts()
        assert person.waits == {"teams": 0.2, "workspaces": 0.2}


@by_its_own_clock
async def test_prefetching_stops_once_clickfunnels_asks_to_slow_down(path: Path) -> None:
    server = FarAway()
    server.refuses = lambda address: server.asked == [TEAMS]
    async with person_at(server, path) as person:
        await person.to_teams()
        assert server.asked == [TEAMS, TEAMS]
        await asyncio.sleep(5)
        await person.press("down", "up")
        await asyncio.sleep(5)
        assert server.asked == [TEAMS, TEAMS]
        await person.to_workspaces()
        await asyncio.sleep(5)
        await person.to_contacts()
        assert server.asked[2:4] == [WORKSPACES, CONTACTS]
        assert {what: round(seconds, 1) for what, seconds in person.waits.items()} == {
            "teams": 0.4,
            "workspaces": 0.2,
            "contacts": 0.2,
        }


@by_its_own_clock
async def test_a_refused_prefetch_is_only_retried_when_its_row_is_chosen(path: Path) -> None:
    server = FarAway()
    server.refuses = lambda address: server.asked[-1:] == [CONTACTS] and server.asked.count(CONTACTS) == 1
    async with person_at(server, path) as person:
        await person.to_teams()
        await person.to_workspaces()
        await asyncio.sleep(5)
        await person.press("down")
        await asyncio.sleep(5)
        await person.press("up")
        await asyncio.sleep(5)
        assert server.asked == [TEAMS, WORKSPACES, CONTACTS]
        await person.to_contacts()
        assert server.asked[:4] == [TEAMS, WORKSPACES, CONTACTS, CONTACTS]


@by_its_own_clock
async def test_details_are_fetched_where_the_cursor_rests_not_where_it_passes(path: Path) -> None:
    server = FarAway()
    async with person_at(server, path) as person:
        await person.to_teams()
        await person.to_workspaces()
        await person.to_contacts()
        for _ in range(10):
            await asyncio.sleep(0.14)
            await person.press("down")
        assert details(server) == []
        await asyncio.sleep(1)
        assert len(details(server)) == 1
        for key in ("up", "down", "m", "m"):
            await person.press(key)
            await asyncio.sleep(1)
        assert len(details(server)) == 2


@by_its_own_clock
async def test_details_in_flight_are_not_requested_again(path: Path) -> None:
    server = FarAway()
    async with person_at(server, path) as person:
        await person.to_teams()
        await person.to_workspaces()
        await person.to_contacts()
        await person.sees(lambda: details(server))
        await person.press("Y", "m", "w")
        await person.pilot.resize_terminal(140, 40)
        await asyncio.sleep(1)
        assert details(server) == [DETAILS]
        assert has_no_duplicates(server)
        assert "uuid" in seen(person.pilot)


def details(server: FarAway) -> list[str]:
    """The requests for single contacts."""
    return [address for address in server.asked if address.startswith("richstone/contacts/")]
