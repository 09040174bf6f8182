"""A whole list over HTTP: complete and in order, whatever the server does with guesses or many requests."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

import pytest
from starlette.responses import HTMLResponse, JSONResponse, Response

from wizard.api.client import ClickFunnels
from wizard.api.contact_list import ContactList
from wizard.api.contact_query import ALL_CONTACTS, ContactQuery
from wizard.api.errors import RateLimited
from wizard.api.hosts import Hosts
from wizard.api.http_client import HttpClient
from wizard.api.models import Workspace
from wizard.api.parsing import parse_contact_line
from wizard.api.progress import Progress
from wizard.api.retry import Retry
from wizard.contacts.walking.all_contacts import all_contacts
from wizard.contacts.walking.concurrency import DEFAULT_REQUESTS, ConcurrencyLimit
from wizard.sandbox import (
    DEMO_TOKEN,
    Access,
    InventedContacts,
    Platform,
    SandboxTeam,
    SandboxWorkspace,
    create_app,
)
from wizard.sandbox.people import invented_tags
from wizard.support.secret import Token

COUNT = 2_400
IMPORTED = InventedContacts(42, COUNT, imported=True)
LIMITED = JSONResponse({"error": "Slow down"}, status_code=429)


class Server:
    """A sandbox with one workspace. `intervene` may respond in its place."""

    def __init__(self, contacts: InventedContacts, **options: Any) -> None:
        first_id = contacts[0]["workspace_id"]
        self.workspace = SandboxWorkspace(
            first_id, "W", "richstone", contacts=contacts, tags=invented_tags(first_id)
        )
        team = SandboxTeam(3, "T", None, (self.workspace,))
        self._sandbox = create_app(Platform((team,), {DEMO_TOKEN: Access()}, **options))
        self.intervene: Callable[[dict[str, str]], Response | None] = lambda query: None
        self.longest_pause = 0.02
        self.ignored: set[str] = set()
        """Parameters that the server ignores."""
        self.guesses: list[list[int]] = []
        """The ids of each request that asked for some."""
        self.longest_url = self.requests = self.at_once = self.most_at_once = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.requests += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.longest_url = max(self.longest_url, len(scope["path"]) + len(scope["query_string"]))
        query = {key: values[0] for key, values in parse_qs(scope["query_string"].decode()).items()}
        if "filter[id]" in query:
            self.guesses.append([int(one) for one in query["filter[id]"].split(",")])
        try:
            response = self.intervene(query)
            if self.ignored & query.keys():
                kept = [key for key in query if key not in self.ignored]
                scope = {**scope, "query_string": "&".join(f"{key}={query[key]}" for key in kept).encode()}
            await asyncio.sleep(0.001)  # so that requests overlap
            await (response or self._sandbox)(scope, receive, send)
        finally:
            self.at_once -= 1

    @asynccontextmanager
    async def listing(self, query: ContactQuery) -> AsyncIterator[ContactList[Any]]:
        http = HttpClient(
            asgi_app=self, retry=Retry(attempts=20, first_seconds=0.002, cap_seconds=self.longest_pause)
        )
        api = ClickFunnels(http, Hosts(), Token(DEMO_TOKEN))
        workspace = Workspace(self.workspace.id, "W", "richstone")
        try:
            yield ContactList(api, workspace, query, parse_contact_line)
        finally:
            await http.close()

    async def walked(
        self,
        query: ContactQuery = ALL_CONTACTS,
        *,
        parallel: int = DEFAULT_REQUESTS,
    ) -> list[int]:
        progress = Progress()
        async with self.listing(query) as source:
            found = [
                one.id
                async for batch in all_contacts(
                    source,
                    newest_first=query.newest_first,
                    progress=progress,
                    concurrency=ConcurrencyLimit(parallel),
                )
                for one in batch
            ]
        assert progress.fallback_reason is None
        return found


def ids(contacts: InventedContacts) -> list[int]:
    return [contact["id"] for contact in contacts]


NINTHS = tuple(ids(IMPORTED)[::9])


@pytest.fixture
def server() -> Server:
    return Server(IMPORTED)


@pytest.mark.parametrize("imported", [True, False])
@pytest.mark.parametrize("apart", [7, 400, 10_000])
async def test_every_contact_is_given_in_order_however_far_apart_ids_are(apart: int, imported: bool) -> None:
    contacts = InventedContacts(42, COUNT, apart=apart, imported=imported)
    server = Server(contacts)
    assert await server.walked() == ids(contacts)
    assert server.requests <= 1.1 * COUNT / 20 + 8


async def test_a_list_of_imported_contacts_is_loaded_with_many_requests_at_once(server: Server) -> None:
    await server.walked()
    assert 4 < server.most_at_once <= DEFAULT_REQUESTS, "more than from the two ends"


@pytest.mark.parametrize("parallel", [1, 3, 32])
async def test_no_more_requests_at_once_than_wanted(server: Server, parallel: int) -> None:
    assert await server.walked(parallel=parallel) == ids(IMPORTED)
    assert server.most_at_once <= parallel


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize(
    ("query", "matches"),
    [
        (ContactQuery(is_active=True), lambda contact: contact["is_active"]),
        (ContactQuery(tag_ids=(4_200,)), lambda contact: 4_200 in {tag["id"] for tag in contact["tags"]}),
        (
            ContactQuery(tag_ids=(4_200, 4_203), is_active=False),
            lambda contact: (
                {4_200, 4_203} & {tag["id"] for tag in contact["tags"]} and not contact["is_active"]
            ),
        ),
        (ContactQuery(ids=NINTHS), lambda contact: contact["id"] in NINTHS),
        (
            ContactQuery(email_addresses=(IMPORTED[5]["email_address"],)),
            lambda contact: contact["email_address"] == IMPORTED[5]["email_address"],
        ),
    ],
    ids=["active", "tag", "tags, inactive", "ids", "email"],
)
async def test_filtered_lists_are_complete(
    server: Server, query: ContactQuery, matches: Callable[[Any], bool], newest_first: bool
) -> None:
    expected = [contact["id"] for contact in IMPORTED if matches(contact)]
    found = await server.walked(query._replace(newest_first=newest_first))
    assert found == (expected[::-1] if newest_first else expected)
    assert expected


async def test_guesses_fit_into_a_url() -> None:
    contacts = InventedContacts(9_876_543, COUNT, apart=400)
    server = Server(contacts)
    assert await server.walked() == ids(contacts)
    assert server.guesses
    assert max(map(len, server.guesses)) <= 240
    assert server.longest_url < 4_000


@pytest.mark.parametrize(
    "refusal",
    [
        JSONResponse({"error": "Too many ids"}, status_code=400),
        HTMLResponse("URI Too Long", 414),
        JSONResponse({"errors": ["took longer than 10s to evaluate"]}, status_code=422),
        HTMLResponse("blocked", 403),
        JSONResponse({"error": "Ran out of its 20s budget"}, status_code=503),
    ],
    ids=lambda refusal: str(refusal.status_code),
)
@pytest.mark.parametrize("accepted", [50, 0])
async def test_after_a_refusal_fewer_ids_are_asked_for(refusal: Response, accepted: int) -> None:
    contacts = InventedContacts(42, COUNT, apart=400, imported=True)
    server = Server(contacts)
    server.intervene = lambda query: (
        refusal if "filter[id]" in query and len(server.guesses[-1]) > accepted else None
    )
    assert await server.walked() == ids(contacts)
    refused = [guess for guess in server.guesses if len(guess) > accepted]
    assert len(refused) <= 6
    assert [len(guess) for guess in server.guesses[: len(refused)]] == [len(guess) for guess in refused]
    assert bool(server.guesses[len(refused) :]) is bool(accepted)


async def test_a_server_that_ignores_ids_is_asked_for_them_once(server: Server) -> None:
    server.ignored = {"filter[id]"}
    assert await server.walked() == ids(IMPORTED)
    assert len(server.guesses) == 1


@pytest.mark.parametrize("allowed", [1, 2, 5])
async def test_a_limit_of_requests_at_once_is_found_and_kept(server: Server, allowed: int) -> None:
    limited = 0

    def limit(query: dict[str, str]) -> Response | None:
        nonlocal limited
        limited += server.at_once > allowed
        return LIMITED if server.at_once > allowed else None

    server.intervene = limit
    assert await server.walked() == ids(IMPORTED)
    assert limited < 60, "at most a few rounds of requests are refused"


@pytest.mark.parametrize("newest_first", [False, True])
async def test_a_storm_of_rate_limits_passes(server: Server, newest_first: bool) -> None:
    def storm(query: dict[str, str]) -> Response | None:
        return LIMITED if 40 < server.requests <= 58 else None

    server.intervene = storm
    found = await server.walked(ContactQuery(newest_first=newest_first))
    assert found == (ids(IMPORTED)[::-1] if newest_first else ids(IMPORTED))


async def test_a_storm_without_end_is_an_error(server: Server) -> None:
    server.intervene = lambda query: LIMITED if server.requests > 40 else None
    with pytest.raises(RateLimited):
        await server.walked()
    assert server.requests < 100


async def test_nothing_is_sent_before_the_time_that_a_rate_limit_names(server: Server) -> None:
    responses: list[float] = []
    requests: list[float] = []

    def limit(query: dict[str, str]) -> Response | None:
        if server.requests == 60:
            responses.append(time.monotonic())
            return JSONResponse({}, status_code=429, headers={"Retry-After": "1"})
        requests.append(time.monotonic())
        return None

    server.intervene, server.longest_pause = limit, 1.0
    assert await server.walked() == ids(IMPORTED)
    (limited,) = responses
    assert not [when for when in requests if limited + 0.3 < when < limited + 1]


@pytest.mark.parametrize("query", [ALL_CONTACTS, ContactQuery(tag_ids=(4_200,))], ids=["all", "tag"])
async def test_a_limit_of_filtered_requests_loses_nothing(query: ContactQuery) -> None:
    server = Server(IMPORTED, limits_every_filter=True, heavy_read_seconds=0.002)
    expected = [
        contact["id"]
        for contact in IMPORTED
        if not query.tag_ids or 4_200 in {tag["id"] for tag in contact["tags"]}
    ]
    assert await server.walked(query) == expected
