"""Find which workspace and team a paste is about: in its settings and in ClickFunnels addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from wizard.support.pasted_values import NamedValue

_ADDRESS = r"(?i)\bhttps?://(?P<host>[a-z0-9-]{1,63})\.myclickfunnels\.com(?![a-z0-9.-])"
_IN_PATH = r"(?i)\b(?P<kind>workspaces|teams)/(?P<id>\w{1,32})\b"
_NOT_WORKSPACES = frozenset({"accounts", "agents", "api", "app", "developers", "support", "www"})
_SUBDOMAIN = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ID = r"\w{1,32}"


class PastedPlace(NamedTuple):
    """What a paste says beside the token. It's only a guess: it selects a row, and chooses nothing."""

    team: str = ""
    """An id or public id; empty if the paste names none, or several."""
    workspace_id: str = ""
    """An id or public id; empty if the paste names none, or several."""
    subdomain: str = ""
    """A workspace's subdomain; empty if the paste names none, or several."""

    @property
    def workspace(self) -> str:
        """What names the workspace best; empty if nothing does."""
        return self.workspace_id or self.subdomain


NOWHERE = PastedPlace()


def find_place(text: str, values: Iterable[NamedValue]) -> PastedPlace:
    """Give the team and workspace that `text`, or a setting in it, names."""
    teams, ids, subdomains = set(), set(), set()
    for name, value in values:
        kind = re.sub(r"[^a-z]", "", name.lower())
        if kind.endswith("subdomain") and re.fullmatch(_SUBDOMAIN, value):
            subdomains.add(value.lower())
        elif kind.endswith("workspaceid") and re.fullmatch(_ID, value):
            ids.add(value)
        elif kind.endswith("teamid") and re.fullmatch(_ID, value):
            teams.add(value)
    for match in re.finditer(_ADDRESS, text):
        if (host := match["host"].lower()) not in _NOT_WORKSPACES:
            subdomains.add(host)
    for match in re.finditer(_IN_PATH, text):
        if any(character.isdigit() for character in match["id"]):  # and no placeholder, such as ID
            (teams if match["kind"].lower() == "teams" else ids).add(match["id"])
    return PastedPlace(_only(teams), _only(ids), _only(subdomains))


def _only(found: set[str]) -> str:
    return found.pop() if len(found) == 1 else ""
