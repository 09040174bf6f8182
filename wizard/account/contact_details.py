"""Everything about single contacts: the record, email engagement, and the time zone to show times in."""

from __future__ import annotations

import asyncio

from wizard.account.response_cache import ResponseCache
from wizard.api.client import ClickFunnels
from wizard.api.contact import Details
from wizard.api.errors import ApiError, BadRequest, NotAllowed
from wizard.api.models import Workspace
from wizard.support.time_zones import UTC_ZONE, Zone, find_zone

_CACHE_SIZE = 100

PATIENCE_SECONDS = 5.0
"""How long to wait for email engagement, and for the time zone: what isn't there by then is done without."""

REFUSED = "This token can't see when emails were sent, opened or clicked."
LATE = "Email activity took too long to load."


class ContactDetails:
    """Fetches the details of contacts one by one, and keeps the latest.

    The methods may raise an `ApiError`, except `zone`.
    """

    def __init__(self, api: ClickFunnels) -> None:
        self._api = api
        self._cache: ResponseCache[tuple[int, int], Details] = ResponseCache(_CACHE_SIZE)
        self._zones: ResponseCache[int, Zone] = ResponseCache(_CACHE_SIZE)
        self._refused: set[int] = set()
        """Ids of workspaces whose email engagement the token can't read."""

    async def get(self, workspace: Workspace, number: int) -> Details:
        """Fetch the contact with this id, with its email engagement if ClickFunnels shows it in time."""
        return await self._cache.get((workspace.id, number), lambda: self._fetch(workspace, str(number)))

    async def _fetch(self, workspace: Workspace, any_id: str) -> Details:
        lacks = REFUSED
        if workspace.id not in self._refused:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    return await self._api.details(workspace, any_id, with_engagement=True)
            except TimeoutError:
                lacks = LATE
            except (NotAllowed, BadRequest):
                self._refused.add(workspace.id)
        return (await self._api.details(workspace, any_id))._replace(lacks=lacks)

    async def zone(self, workspace: Workspace) -> Zone:
        """Give the time zone of the workspace, which is its team's; UTC if ClickFunnels won't say."""
        try:
            return await self._zones.get(workspace.id, lambda: self._fetch_zone(workspace))
        except (ApiError, TimeoutError):
            return UTC_ZONE

    async def _fetch_zone(self, workspace: Workspace) -> Zone:
        if workspace.team_id is None:
            return UTC_ZONE
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                name = await self._api.time_zone(workspace.team_id)
        except (NotAllowed, BadRequest):  # asking again won't help
            return UTC_ZONE
        return find_zone(name or "") or UTC_ZONE
