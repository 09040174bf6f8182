"""Teams and workspaces: frozen, typed, already cleaned of anything unsafe to show.

Field names are those of the ClickFunnels 2.0 API. Times are the API's own ISO 8601 texts in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Team:
    """A team of the account; its tokens open all of its workspaces."""

    id: int
    name: str
    public_id: str | None = None


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace of a team; its data lives on the host of its own subdomain."""

    id: int
    name: str
    subdomain: str
    public_id: str | None = None
    team_id: int | None = None
