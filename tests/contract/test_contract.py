"""Our requests and the sandbox's responses match the public API description."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.protocols import Request, Response
from werkzeug.datastructures import Headers, ImmutableMultiDict

from wizard.api import parsing
from wizard.api.client import ClickFunnels
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import ApiError
from wizard.api.hosts import Hosts
from wizard.api.http_client import HttpClient
from wizard.api.models import Team, Workspace
from wizard.api.segment import Criterion, Segment
from wizard.sandbox import DEMO_TOKEN, REVOKED_TOKEN, create_app
from wizard.support.secret import Token

DESCRIPTION = Path(__file__).parents[3] / "shared" / "api" / "openapi.json"

pytestmark = pytest.mark.skipif(
    not DESCRIPTION.exists(), reason="the API's public description is missing (../shared/api)"
)

TEAM = Team(3, "Northwind Coaching")
HAMMER = Workspace(42, "Hammer Workspace", "richstone")
CUSTOMERS = Segment(4250, "Customers", criteria=(Criterion("tags.id", "in", ("4200",)),))


class Seen:
    """One request and its response, as openapi-core expects them."""

    def __init__(self, request: httpx.Request, response: httpx.Response) -> None:
        self.host_url = f"{request.url.scheme}://{request.url.host}"
        self.path = request.url.path
        self.method = request.method.lower()
        self.body = None
        self.content_type = response.headers.get("content-type", "").partition(";")[0]
        self.status_code = response.status_code
        self.headers = Headers(response.headers.multi_items())
        self.data = response.content
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(request.url.params.multi_items()),
            header=Headers(request.headers.multi_items()),
        )


@pytest.fixture(scope="module")
def description() -> OpenAPI:
    described = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    for parameter in described["components"]["parameters"].values():
        # OpenAPI 3.1 allows parameters of several types ("string" or "integer"), which openapi-core doesn't
        # support. In a URL all of them are text.
        if isinstance(parameter["schema"].get("type"), list):
            parameter["schema"]["type"] = "string"
    return OpenAPI.from_dict(described)


async def drain(pages: AsyncIterator[Any]) -> None:
    async for _ in pages:
        pass


Ask = Callable[[ClickFunnels], Awaitable[object]]

QUERY = ContactQuery(
    newest_first=True,
    sort_property="updated_at",
    email_addresses=("a+b@example.com", "ü@example.com"),
    ids=(42_000_000, 42_000_010),
    tag_ids=(4200,),
    is_active=True,
)

CALLS: dict[str, Ask] = {
    "teams": lambda api: drain(api.teams()),
    "workspaces": lambda api: drain(api.workspaces(TEAM)),
    "workspaces of many": lambda api: drain(api.workspaces(Team(11, "Agency"))),
    "contacts, all pages": lambda api: drain(api.contacts(HAMMER)),
    "contacts, newest first": lambda api: drain(api.contacts(HAMMER, ContactQuery(newest_first=True))),
    "contacts, every filter": lambda api: drain(api.contacts(HAMMER, QUERY)),
    "contacts of a segment": lambda api: drain(api.contacts(HAMMER, ContactQuery(segment=CUSTOMERS))),
    "no such segment": lambda api: drain(api.contacts(HAMMER, ContactQuery(segment=Segment(1, "None")))),
    "tags": lambda api: drain(api.tags(HAMMER)),
    "a team": lambda api: api.team("JNzNaa"),
    "a workspace": lambda api: api.workspace("42"),
    "a contact": lambda api: api.details(HAMMER, "42000000"),
    "a contact, expanded": lambda api: api.details(HAMMER, "42000000", with_engagement=True),
    "no such team": lambda api: api.team("999"),
    "no such contact": lambda api: api.details(HAMMER, "999"),
}


async def exchanges(ask: Ask, token: str) -> list[Seen]:
    """All requests and responses while `ask` runs."""
    found: list[Seen] = []

    async def note(response: httpx.Response) -> None:
        await response.aread()
        found.append(Seen(response.request, response))

    http = HttpClient(asgi_app=create_app())
    http._client.event_hooks = {"response": [note]}
    try:
        await ask(ClickFunnels(http, Hosts(), Token(token)))
    except ApiError:
        pass
    finally:
        await http.close()
    return found


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("token", [DEMO_TOKEN, REVOKED_TOKEN], ids=["good token", "revoked token"])
async def test_requests_and_responses_match_the_api_description(
    call: str, token: str, description: OpenAPI
) -> None:
    found = await exchanges(CALLS[call], token)
    assert found
    for one in found:
        request: Request = one  # type: ignore[assignment]
        response: Response = one  # type: ignore[assignment]
        description.validate_request(request)
        description.validate_response(request, response)


def examples(path: str) -> list[Any]:
    """The example responses of the description for one path, as lists."""
    if not DESCRIPTION.exists():
        return []
    description = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    content = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    values = [example["value"] for example in content.get("examples", {}).values()]
    return [value if isinstance(value, list) else [value] for value in values]


@pytest.mark.parametrize(
    ("path", "make"),
    [
        ("/teams", parsing.parse_team),
        ("/teams/{id}", parsing.parse_team),
        ("/teams/{team_id}/workspaces", parsing.parse_workspace),
        ("/workspaces/{id}", parsing.parse_workspace),
        ("/workspaces/{workspace_id}/contacts", parsing.parse_contact),
        ("/contacts/{id}", parsing.parse_contact),
        ("/workspaces/{workspace_id}/contacts/tags", parsing.parse_tag),
    ],
)
def test_the_examples_in_the_api_description_can_be_parsed(path: str, make: Callable[[object], Any]) -> None:
    found = examples(path)
    assert found
    for rows in found:
        for row in rows:
            record = make(row)
            assert record.id == int(row["id"])
            if "name" in row:
                assert record.name == row["name"]
            if "subdomain" in row:
                assert record.subdomain == row["subdomain"]
            if "email_address" in row or "email" in row:
                assert record.email_address == (row.get("email_address") or row.get("email"))
