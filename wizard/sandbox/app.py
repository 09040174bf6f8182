"""The sandbox as an ASGI application, with endpoints as in the public OpenAPI description."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from wizard.sandbox.access import (
    authorize,
    is_accounts_host,
    missing_category,
    no_lists,
    not_found,
    subdomain_of,
)
from wizard.sandbox.demo import demo_platform
from wizard.sandbox.lists import (
    CONTACT_FILTERS,
    NO_FILTERS,
    TAG_FILTERS,
    Filters,
    Page,
    UnknownFilter,
    find,
    find_all,
    matcher,
    page_by_id,
    page_by_update,
    page_in_order,
    values_of,
)
from wizard.sandbox.platform import Access, Platform, SandboxWorkspace
from wizard.sandbox.record import Record
from wizard.sandbox.update_order import UpdateOrder

_FILTER = re.compile(r"filter\[([^\[\]]*)\](?:\[\])?")

CONTACTS = "Contacts"
"""The token category of contacts and their tags."""

Handler = Callable[[Request, Access], Response]


def create_app(platform: Platform | None = None) -> Starlette:
    """Serve `platform`, by default the demo's, under ``/api/v2`` and under ``/``."""
    routes = _Endpoints(platform or demo_platform()).routes()
    return Starlette(routes=[Mount("/api/v2", routes=routes), *routes])


class _Endpoints:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def routes(self) -> list[BaseRoute]:
        return [
            self._route("/me", self._me),
            self._route("/teams", self._teams),
            self._route("/teams/{id}", self._team),
            self._route("/teams/{team_id}/workspaces", self._workspaces),
            self._route("/workspaces/{id}", self._workspace),
            self._route("/workspaces/{workspace_id}/contacts", self._contacts, CONTACTS),
            self._route("/workspaces/{workspace_id}/contacts/tags", self._tags, CONTACTS),
            self._route("/workspaces/{workspace_id}/stats", self._stats),
            self._route("/contacts/{id}", self._contact, CONTACTS),
            Route("/{anything:path}", self._guarded(lambda request, access: not_found())),  # noqa: ARG005
        ]

    def _route(self, path: str, handler: Handler, category: str | None = None) -> Route:
        return Route(path, self._guarded(handler, category), methods=["GET"])

    def _guarded(self, handler: Handler, category: str | None = None) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:  # not async: a long search doesn't block the event loop
            access = authorize(request, self._platform)
            if isinstance(access, Response):
                return access
            if category and not access.can_read(category):
                return missing_category(category)
            return handler(request, access)

        return endpoint

    def _me(self, request: Request, access: Access) -> Response:  # noqa: ARG002
        if not is_accounts_host(request):
            return not_found()
        return JSONResponse(
            {
                "id": 1,
                "public_id": "uSandB",
                "email": "agent@example.com",
                "first_name": "Default",
                "last_name": "API Client",
                "time_zone": "UTC",
                "locale": "en",
                "created_at": "2024-01-15T08:00:00.000Z",
                "updated_at": "2024-01-15T08:00:00.000Z",
                "connected_workspace": None,
                "platform_application": None,
            }
        )

    def _teams(self, request: Request, access: Access) -> Response:
        if access.workspace_ids is not None:
            return no_lists()
        if not is_accounts_host(request):
            return not_found()
        return _sorted(
            request, [team.to_json() for team in self._platform.teams_for(access)], ("updated_at",)
        )

    def _team(self, request: Request, access: Access) -> Response:
        if access.workspace_ids is not None:
            return no_lists()
        teams = [team.to_json() for team in self._platform.teams_for(access)]
        return _found(find(teams, request.path_params["id"]) if is_accounts_host(request) else None)

    def _workspaces(self, request: Request, access: Access) -> Response:
        if access.workspace_ids is not None:
            return no_lists()
        any_id = request.path_params["team_id"]
        for team in self._platform.teams_for(access):
            if is_accounts_host(request) and any_id in (str(team.id), team.public_id):
                records = [workspace.to_json(team.id) for workspace in team.workspaces]
                return _sorted(request, records, ("updated_at", "name"))
        return not_found()

    def _workspace(self, request: Request, access: Access) -> Response:
        any_id = request.path_params["id"]
        for team, workspace in self._platform.workspaces_for(access):
            is_here = is_accounts_host(request) or subdomain_of(request) == workspace.subdomain.lower()
            if is_here and any_id in (str(workspace.id), workspace.public_id):
                return JSONResponse(workspace.to_json(team.id))
        return not_found()

    def _contacts(self, request: Request, access: Access) -> Response:
        workspace = self._workspace_here(request, access)
        if workspace is None:
            return not_found()
        try:
            filters = _filters(request)
            matches = matcher(filters, CONTACT_FILTERS)
        except UnknownFilter as error:
            return _unknown_filter(error)
        contacts, after = workspace.contacts, request.query_params.get("after")
        descending = request.query_params.get("sort_order") == "desc"
        if "id" in filters:
            contacts = find_all(contacts, values_of(filters["id"]))
        if request.query_params.get("sort_property") == "updated_at":
            in_order = UpdateOrder(contacts) if "id" in filters else workspace.contacts_by_update
            return _paged(request, page_by_update(in_order, after, matches, descending=descending))
        return _paged(request, page_by_id(contacts, after, matches, descending=descending))

    def _tags(self, request: Request, access: Access) -> Response:
        workspace = self._workspace_here(request, access)
        return (
            not_found()
            if workspace is None
            else _sorted(request, workspace.tags, ("updated_at",), TAG_FILTERS)
        )

    def _stats(self, request: Request, access: Access) -> Response:
        workspace = self._workspace_here(request, access)
        if workspace is None:
            return not_found()
        if not workspace.has_stats:
            return JSONResponse({"error": "Stats are not available to this workspace"}, status_code=403)
        if request.query_params.get("resource") != "contact" or request.query_params.get("count") != "true":
            return JSONResponse({"error": "resource and count are needed"}, status_code=400)
        return JSONResponse({"stats": {"count": len(workspace.contacts)}})

    def _contact(self, request: Request, access: Access) -> Response:
        for _, workspace in self._platform.workspaces_for(access):
            if subdomain_of(request) in (None, workspace.subdomain.lower()):
                contact = find(workspace.contacts, request.path_params["id"])
                if contact is not None:
                    return JSONResponse(contact)
        return not_found()

    def _workspace_here(self, request: Request, access: Access) -> SandboxWorkspace | None:
        """The workspace in the path, if this is its host."""
        any_id = request.path_params["workspace_id"]
        for _, workspace in self._platform.workspaces_for(access):
            is_here = subdomain_of(request) in (None, workspace.subdomain.lower())
            if is_here and any_id in (str(workspace.id), workspace.public_id):
                return workspace
        return None


def _filters(request: Request) -> dict[str, str]:
    found = ((_FILTER.fullmatch(key), value) for key, value in request.query_params.multi_items())
    return {match[1]: value for match, value in found if match}


def _sorted(
    request: Request, records: Sequence[Record], properties: Sequence[str], filters: Filters = NO_FILTERS
) -> Response:
    """A page of a short list, in the requested order."""
    key = request.query_params.get("sort_property")
    if key is None or key not in properties:
        return _listed(request, records, filters)
    in_order = sorted(records, key=lambda record: (record[key], record["id"]))
    return _listed(request, in_order, filters, is_by_id=False)


def _listed(
    request: Request, records: Sequence[Record], filters: Filters, *, is_by_id: bool = True
) -> Response:
    """A page of a short list, sorted by id or in another order."""
    try:
        matches = matcher(_filters(request), filters)
    except UnknownFilter as error:
        return _unknown_filter(error)
    if matches:
        records = [record for record in records if matches(record)]
    paginate = page_by_id if is_by_id else page_in_order
    descending = request.query_params.get("sort_order") == "desc"
    return _paged(request, paginate(records, request.query_params.get("after"), descending=descending))


def _unknown_filter(error: UnknownFilter) -> Response:
    return JSONResponse({"error": f"Unknown filter: {error}"}, status_code=400)


def _paged(request: Request, page: Page) -> Response:
    return JSONResponse(page.records, headers=_next_headers(request, page))


def _next_headers(request: Request, page: Page) -> dict[str, str]:
    if page.next_cursor is None:
        return {}
    url = request.url.include_query_params(after=page.next_cursor)
    return {"Pagination-Next": str(page.next_cursor), "Link": f'<{url}>; rel="next"'}


def _found(record: Record | None) -> Response:
    return not_found() if record is None else JSONResponse(record)
