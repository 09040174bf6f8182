"""Teams and workspaces: frozen, typed, already cleaned of anything unsafe to show.

Field names are those of the ClickFunnels 2.0 API. Times are the API's own ISO 8601 texts in UTC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ANY_ID = re.compile(r"[0-9]{1,20}|[A-Za-z0-9]{1,16}")


def could_be_id(text: str) -> bool:
    """Whether this can be an id or a public id: a number, or a few letters. An access token is longer."""
    return _ANY_ID.fullmatch(text) is not None


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
