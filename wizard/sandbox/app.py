"""The sandbox as an ASGI application, with endpoints as in the public OpenAPI description."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

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
from wizard.sandbox.engagement import expanded
from wizard.sandbox.filtered_reads import FilteredReads
from wizard.sandbox.lists import (
    CONTACT_FILTERS,
    TAG_FILTERS,
    Page,
    Test,
    both,
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
from wizard.sandbox.refusal import NestedSegment, Refusal
from wizard.sandbox.responses import filters_of, found, next_headers, paged, refused, sorted_page
from wizard.sandbox.segment_results import requested_results, results
from wizard.sandbox.sign_in import SignInServer
from wizard.sandbox.update_order import UpdateOrder

CONTACTS = "Contacts"
"""The token category of contacts and their tags."""

Handler = Callable[[Request, Access], Response]


def create_app(platform: Platform | None = None) -> Starlette:
    """Serve `platform`, by default the demo's, under ``/api/v2`` and under ``/``.

    Each application issues tokens of its own to people who sign in.
    """
    platform = platform or demo_platform()
    tokens = dict(platform.tokens)
    routes = _Endpoints(replace(platform, tokens=tokens)).routes()
    sign_in = SignInServer(platform, tokens).routes()
    return Starlette(routes=[*sign_in, Mount("/api/v2", routes=routes), *routes])


class _Endpoints:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._filtered_reads = FilteredReads(platform.heavy_read_seconds)

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
            self._route("/workspaces/{workspace_id}/refine_filters", self._segments, CONTACTS),
            self._route("/refine_filters/{id}", self._segment, CONTACTS),
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
            try:
                return handler(request, access)
            except Refusal as refusal:
                return refused(refusal)

        return endpoint

    def _me(self, request: Request, access: Access) -> Response:
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
                "connected_workspace": self._connected_workspace(access),
                "platform_application": None,
            }
        )

    def _connected_workspace(self, access: Access) -> Record | None:
        """The workspace that was chosen when someone signed in for the token."""
        if not access.is_signed_in:
            return None
        team, workspace = next(self._platform.workspaces_for(access))
        return {
            "team_id": team.id,
            "team_name": team.name,
            "workspace_id": workspace.id,
            "workspace_name": workspace.name,
            "workspace_url": f"https://{workspace.subdomain}.myclickfunnels.com",
            "workspace_currency": "USD",
        }

    def _teams(self, request: Request, access: Access) -> Response:
        if access.workspace_ids is not None:
            return no_lists()
        if not is_accounts_host(request):
            return not_found()
        return sorted_page(
            request, [team.to_json() for team in self._platform.teams_for(access)], ("updated_at",)
        )

    def _team(self, request: Request, access: Access) -> Response:
        if access.workspace_ids is not None:
            return no_lists()
        teams = [team.to_json() for team in self._platform.teams_for(access)]
        return found(find(teams, request.path_params["id"]) if is_accounts_host(request) else None)

    def _workspaces(self, request: Request, access: Access) -> Response:
        if access.workspace_ids is not None:
            return no_lists()
        any_id = request.path_params["team_id"]
        for team in self._platform.teams_for(access):
            if is_accounts_host(request) and any_id in (str(team.id), team.public_id):
                records = [workspace.to_json(team.id) for workspace in team.workspaces]
                return sorted_page(request, records, ("updated_at", "name"))
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
        if "filters[stored_filter_id]" in request.query_params:
            raise NestedSegment
        filters = filters_of(request)
        matches = matcher(filters, CONTACT_FILTERS)
        any_id = request.query_params.get("stored_filter_id")
        if any_id is not None:
            matches = both(matches, workspace.segment_test(any_id))
        is_heavy = any_id is not None or (
            self._platform.limits_every_filter and bool(filters.keys() & {"id", "tag_ids"})
        )
        with self._heavy_read(request, workspace) if is_heavy else nullcontext():
            return _contact_page(request, workspace, filters, matches)

    def _tags(self, request: Request, access: Access) -> Response:
        workspace = self._workspace_here(request, access)
        return (
            not_found()
            if workspace is None
            else sorted_page(request, workspace.tags, ("updated_at",), TAG_FILTERS)
        )

    def _stats(self, request: Request, access: Access) -> Response:
        workspace = self._workspace_here(request, access)
        if workspace is None:
            return not_found()
        if not workspace.has_stats:
            return JSONResponse({"error": "Stats are not available to this workspace"}, status_code=403)
        if request.query_params.get("resource") != "contact" or request.query_params.get("count") != "true":
            return JSONResponse({"error": "resource and count are needed"}, status_code=400)
        count = len(workspace.contacts)
        if any_id := request.query_params.get("stored_filter_id"):
            count = sum(map(workspace.segment_test(any_id), workspace.contacts))
        return JSONResponse({"stats": {"count": count}})

    def _segments(self, request: Request, access: Access) -> Response:
        workspace = self._workspace_here(request, access)
        if workspace is None:
            return not_found()
        name, after = filters_of(request).get("name"), request.query_params.get("after")
        segments = [one for one in workspace.segments if name in (None, one["name"])]
        descending = request.query_params.get("sort_order") == "desc"
        if after is None:
            page = Page(segments[::-1] if descending else segments, None)
        else:
            page = page_in_order(segments, None if after == "0" else after, descending=descending)
        return JSONResponse({"refine_filters": page.records}, headers=next_headers(request, page))

    def _segment(self, request: Request, access: Access) -> Response:
        for _, workspace in self._platform.workspaces_for(access):
            segment = find(workspace.segments, request.path_params["id"])
            if segment and subdomain_of(request) in (None, workspace.subdomain.lower()):
                requested = requested_results(request.query_params.multi_items())
                if requested is None:
                    return JSONResponse(segment)
                with self._heavy_read(request, workspace):
                    matches = workspace.segment_test(request.path_params["id"])
                    rows = results(requested, workspace.contacts, workspace.unlisted, matches)
                return JSONResponse({**segment, "results": rows})
        return not_found()

    def _heavy_read(self, request: Request, workspace: SandboxWorkspace) -> AbstractContextManager[None]:
        return self._filtered_reads.running((request.headers["authorization"], workspace.id))

    def _contact(self, request: Request, access: Access) -> Response:
        for _, workspace in self._platform.workspaces_for(access):
            if subdomain_of(request) in (None, workspace.subdomain.lower()):
                contact = find(workspace.contacts, request.path_params["id"])
                if contact is not None:
                    return JSONResponse(expanded(request, contact))
        return not_found()

    def _workspace_here(self, request: Request, access: Access) -> SandboxWorkspace | None:
        """The workspace in the path, if this is its host."""
        any_id = request.path_params["workspace_id"]
        for _, workspace in self._platform.workspaces_for(access):
            is_here = subdomain_of(request) in (None, workspace.subdomain.lower())
            if is_here and any_id in (str(workspace.id), workspace.public_id):
                return workspace
        return None


def _contact_page(
    request: Request, workspace: SandboxWorkspace, filters: Mapping[str, str], matches: Test | None
) -> Response:
    """A page of the contacts that match, in the requested order."""
    contacts, after = workspace.contacts, request.query_params.get("after")
    descending = request.query_params.get("sort_order") == "desc"
    if "id" in filters:
        contacts = find_all(contacts, values_of(filters["id"]))
    if request.query_params.get("sort_property") == "updated_at":
        in_order = UpdateOrder(contacts) if "id" in filters else workspace.contacts_by_update
        page = page_by_update(in_order, after, matches, descending=descending)
    else:
        page = page_by_id(contacts, after, matches, descending=descending)
    return paged(request, replace(page, records=[expanded(request, one) for one in page.records]))
