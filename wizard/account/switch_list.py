"""The jump list: every saved profile, and every other workspace that the saved tokens reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from wizard.api.models import Team, Workspace
from wizard.config import Document, Profile
from wizard.config.workspace_cache import AccessibleWorkspace
from wizard.support.errors import Ambiguous, NoMatch
from wizard.support.matching import fold, rank

_NEAR = 5

ABOUT = "Every saved profile, last used first, then every other workspace your tokens can access."
"""What the list contains."""

NOT_USED_YET = "not used yet"

LOADING = "Asking ClickFunnels which workspaces your tokens can access."


def checking(workspace: str) -> str:
    """What is said while ClickFunnels is asked about one workspace."""
    return f"Asking ClickFunnels about {workspace}."


def fetched(ago: str) -> str:
    """How old the list of workspaces without a profile is."""
    return f"Workspaces last fetched {ago}."


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the jump list."""

    team: Team
    workspace: Workspace
    via: str
    """The profile whose token opens it."""
    profile: Profile | None = None
    """None for a workspace that was never used."""
    is_current: bool = False
    is_previous: bool = False
    live: Workspace | None = None
    """A saved workspace as ClickFunnels listed it last: it may have another name or subdomain by now."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What can be typed to find it, the workspace's name first."""
        return (*self.names, self.team.name, str(self.team.id), self.team.public_id or "")

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called: workspace name, profile, subdomain, what these are by now, id, public id."""
        workspace, live = self.workspace, self.live or self.workspace
        profile = self.profile.name if self.profile else ""
        return (
            workspace.name,
            profile,
            workspace.subdomain,
            live.name,
            live.subdomain,
            str(workspace.id),
            workspace.public_id or "",
        )

    @property
    def title(self) -> str:
        """It in one line."""
        name = f"{self.profile.name}: " if self.profile else ""
        return f"{name}{self.workspace.name} ({self.workspace.subdomain}, {self.workspace.id})"


def entries(document: Document, reached: Iterable[AccessibleWorkspace] = ()) -> list[Entry]:
    """Give the saved profiles, most recently used first, then what else is reached, in the API's order."""
    reached = list(reached)
    live = {one.workspace.id: one.workspace for one in reached}

    def recency(profile: Profile) -> tuple[bool, bool, datetime]:
        return profile.name == document.current, profile.name == document.previous, profile.last_used

    saved = [
        Entry(
            profile.team,
            profile.workspace,
            profile.name,
            profile,
            is_current=profile.name == document.current,
            is_previous=profile.name == document.previous,
            live=live.get(profile.workspace.id),
        )
        for profile in sorted(document.profiles.values(), key=recency, reverse=True)
    ]
    seen = {entry.workspace.id for entry in saved}
    others = []
    for one in reached:
        if one.workspace.id not in seen and one.via in document.profiles:
            seen.add(one.workspace.id)
            others.append(Entry(one.team, one.workspace, one.via))
    return saved + sorted(others, key=lambda entry: (entry.team.id, entry.workspace.id))


def find(choices: Sequence[Entry], typed: str) -> Entry:
    """Give the entry called `typed`: by profile, workspace name, subdomain, id or public id.

    A profile's own name comes before all else; apart from that nothing is guessed. Raises `Ambiguous`, or
    `NoMatch` with the near ones.
    """
    for entry in choices:
        if entry.profile and entry.profile.name == typed:
            return entry
    matches = [entry for entry in choices if is_called(entry, typed)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise Ambiguous("workspace", typed, [entry.title for entry in matches])
    raise NoMatch("profile or workspace", typed, near(choices, typed))


def is_called(entry: Entry, typed: str) -> bool:
    """Whether one of the entry's names is exactly this; case and accents matter in a public id only."""
    *names, public_id = entry.names
    return bool(typed) and (typed == public_id or fold(typed) in {fold(name) for name in names if name})


def near(choices: Sequence[Entry], typed: str) -> list[str]:
    """Give the few entries that `typed` may have been meant for, each in one line."""
    ranked = [(rank(typed, entry.workspace.name, entry.texts), entry) for entry in choices]
    found = [
        entry
        for _, entry in sorted(
            ((place, entry) for place, entry in ranked if place is not None), key=lambda pair: pair[0]
        )
    ]
    if not found:
        by_name = {fold(name): entry for entry in choices for name in entry.names if name}
        found = [by_name[name] for name in get_close_matches(fold(typed), by_name, n=_NEAR, cutoff=0.5)]
    return list(dict.fromkeys(entry.title for entry in found))[:_NEAR]
