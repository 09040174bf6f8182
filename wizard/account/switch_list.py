"""The list of workspaces to switch to: all saved profiles, then whatever else the tokens can access."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import NamedTuple

from wizard.api.models import Team, Workspace
from wizard.config.document import Document
from wizard.config.profile import Profile
from wizard.config.workspace_cache import AccessibleWorkspace
from wizard.support.errors import Ambiguous, NoMatch
from wizard.support.matching import best_matches, fold

_MAX_SUGGESTIONS = 5

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


class Entry(NamedTuple):
    """One line of the list."""

    team: Team
    workspace: Workspace
    via: str
    """The profile whose token can access it."""
    profile: Profile | None = None
    """None for a workspace without a profile."""
    is_current: bool = False
    is_previous: bool = False
    live: Workspace | None = None
    """A saved workspace as ClickFunnels last listed it; its name or subdomain may have changed."""

    @classmethod
    def of(cls, profile: Profile) -> Entry:
        """Give the entry of a profile, whether or not it's saved."""
        return cls(profile.team, profile.workspace, profile.name, profile)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that a search looks at, the workspace's name first."""
        return (*self.names, self.team.name, str(self.team.id), self.team.public_id or "")

    @property
    def names(self) -> tuple[str, ...]:
        """Workspace name, profile, subdomain, current name and subdomain, id, public id."""
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
        """The entry in one line."""
        name = f"{self.profile.name}: " if self.profile else ""
        return f"{name}{self.workspace.name} ({self.workspace.subdomain}, {self.workspace.id})"


def entries(document: Document, accessible: Iterable[AccessibleWorkspace] = ()) -> list[Entry]:
    """Give the saved profiles, most recently used first, then other workspaces in the API's order."""
    accessible = list(accessible)
    live = {one.workspace.id: one.workspace for one in accessible}

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
    for one in accessible:
        if one.workspace.id not in seen and one.via in document.profiles:
            seen.add(one.workspace.id)
            others.append(Entry(one.team, one.workspace, one.via))
    return saved + sorted(others, key=lambda entry: (entry.team.id, entry.workspace.id))


def find(choices: Sequence[Entry], typed: str) -> Entry:
    """Give the entry with this profile name, workspace name, subdomain, id or public id.

    Profile names take precedence, and only exact matches count. Raises `Ambiguous`, or `NoMatch` with
    suggestions.
    """
    for entry in choices:
        if entry.profile and entry.profile.name == typed:
            return entry
    matches = [entry for entry in choices if is_called(entry, typed)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise Ambiguous("workspace", typed, [entry.title for entry in matches])
    raise NoMatch("profile or workspace", typed, _suggestions(choices, typed))


def is_called(entry: Entry, typed: str) -> bool:
    """Whether one of the entry's names is `typed`; case and accents only matter in a public id."""
    *names, public_id = entry.names
    return bool(typed) and (typed == public_id or fold(typed) in {fold(name) for name in names if name})


def _suggestions(choices: Sequence[Entry], typed: str) -> list[str]:
    """Give the few entries that `typed` may have been meant for, each in one line."""
    found = best_matches(typed, choices, lambda entry: entry.texts)
    if not found:
        by_name = {fold(name): entry for entry in choices for name in entry.names if name}
        found = [
            by_name[name] for name in get_close_matches(fold(typed), by_name, n=_MAX_SUGGESTIONS, cutoff=0.5)
        ]
    return list(dict.fromkeys(entry.title for entry in found))[:_MAX_SUGGESTIONS]
