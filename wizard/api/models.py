"""Teams and workspaces: frozen, typed, and sanitized for display.

Field names are those of the ClickFunnels 2.0 API.
"""

from __future__ import annotations

import re
from typing import NamedTuple


def could_be_id(text: str) -> bool:
    """Whether `text` can be an id (a number) or a public id (a few letters). Access tokens are longer."""
    return re.fullmatch(r"[0-9]{1,20}|[A-Za-z0-9]{1,16}", text) is not None


class TokenGrant(NamedTuple):
    """How a token was obtained by signing in with the browser; a pasted token has none."""

    scope: str
    """What the token may do, such as “read”, separated by spaces."""
    client_id: str
    """The client it was issued to, which may revoke it."""

    @property
    def is_read_only(self) -> bool:
        """Whether the token can read and do nothing else."""
        return self.scope == "read"


class Team(NamedTuple):
    """A team; its tokens can access all of its workspaces."""

    id: int
    name: str
    public_id: str | None = None


class Workspace(NamedTuple):
    """A workspace of a team; its data is on the host of its subdomain."""

    id: int
    name: str
    subdomain: str
    public_id: str | None = None
    team_id: int | None = None
