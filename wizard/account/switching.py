"""Switching to another profile, after checking that its workspace still is what was saved."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from wizard.account.account import Account
from wizard.account.connection import hosts_of
from wizard.account.switch_list import Entry
from wizard.api.errors import ApiError, NotFound
from wizard.api.models import Team, Workspace
from wizard.config.active_profile import choose_profile, saved_token
from wizard.config.document import Document
from wizard.config.errors import ConfigError
from wizard.config.paths import TOKEN_VARIABLE
from wizard.config.profile import Profile
from wizard.config.profile_names import suggest_profile_name
from wizard.config.reading import find_profile
from wizard.config.saved import Saved
from wizard.config.saving import update
from wizard.support.errors import NoLongerAccessible

NOT_CHECKED = "Not checked with ClickFunnels (--offline)."
SAVE_AND_SWITCH = "Save the profile with that, and switch?"


class Found(NamedTuple):
    """A workspace as it is at ClickFunnels now."""

    team: Team
    workspace: Workspace

    def changes(self, entry: Entry) -> list[str]:
        """Say what differs from the entry, one sentence per difference."""
        old, new = entry.workspace, self.workspace
        sentences = []
        if new.name != old.name:
            sentences.append(f"The workspace “{old.name}” is now called “{new.name}”.")
        if new.subdomain != old.subdomain:
            sentences.append(f"Its subdomain is now {new.subdomain}; it was {old.subdomain}.")
        if self.team.id != entry.team.id:
            sentences.append(f"It now belongs to the team {self.team.name}; it was {entry.team.name}.")
        elif self.team.name != entry.team.name:
            sentences.append(f"The team “{entry.team.name}” is now called “{self.team.name}”.")
        return sentences

    def has_moved(self, entry: Entry) -> bool:
        """Whether the saved subdomain or team is no longer right."""
        return (self.workspace.subdomain, self.team.id) != (entry.workspace.subdomain, entry.team.id)


async def look_up(account: Account, entry: Entry) -> Found:
    """Fetch the entry's workspace and team; if the team can't be read, give the saved one.

    Raises `NoLongerAccessible` or an `ApiError`.
    """
    try:
        workspace = await account.workspace(str(entry.workspace.id))
    except NotFound:
        raise _no_longer_accessible(entry.workspace, account.token.variable) from None
    if workspace.team_id in (entry.team.id, None):
        try:
            return Found(await account.find_team(str(entry.team.id)), workspace)
        except ApiError:
            return Found(entry.team, workspace)
    return Found(await account.team_of(workspace), workspace)


def switch(path: Path, entry: Entry, now: datetime, found: Found | None = None) -> Saved:
    """Make the entry's profile the current one, or create it, and update it to what was `found`.

    Raises a `ConfigError`, and `BadAddress` if the workspace's subdomain isn't a valid host name.
    """

    def change(document: Document) -> Document:
        name = entry.profile.name if entry.profile else entry.via
        source = find_profile(document, path, name)
        profile = source._replace(used_at=now) if entry.profile else _new(path, document, source, entry, now)
        if found:
            profile = _moved(profile, profile, found.team, found.workspace)
        return document.with_profile(profile)

    return update(path, change)


def switched_line(document: Document) -> str:
    """Say which profile is the current one after a switch."""
    profile = document.profiles[document.current or ""]
    workspace = profile.workspace
    return f"Switched to “{profile.name}”: {workspace.name} ({workspace.subdomain}), team {profile.team.name}"


def overrides(path: Path, document: Document) -> tuple[str, ...]:
    """Say what in this shell or directory overrides the switch."""
    sentences = []
    try:
        choice = choose_profile(path)
        if choice.profile.name != document.current:
            sentences.append(
                f"Here “{choice.profile.name}” is still used, because {choice.chosen_by} names it."
            )
        if choice.environment_token:
            sentences.append(f"{TOKEN_VARIABLE} is set and overrides the saved token.")
    except ConfigError as error:
        sentences.append(f"It isn't used here yet. {error.what}")
    return tuple(sentences)


def _new(path: Path, document: Document, source: Profile, entry: Entry, now: datetime) -> Profile:
    """The first profile of a workspace, with the token and the store of the one that can access it."""
    profile = source._replace(
        name=suggest_profile_name(entry.workspace, document.profiles),
        token=None if source.needs_prompt else saved_token(path, source),
        saved_at=now,
        used_at=None,
    )
    return _moved(profile, source, entry.team, entry.workspace)


def _moved(profile: Profile, source: Profile, team: Team, workspace: Workspace) -> Profile:
    api_url = hosts_of(source).workspace(workspace.subdomain)
    return profile._replace(team=team, workspace=workspace, api_url=api_url)


def _no_longer_accessible(workspace: Workspace, variable: str) -> NoLongerAccessible:
    name = f"workspace “{workspace.name}” ({workspace.id})"
    if variable:
        return NoLongerAccessible(
            f"The token in {variable} can't access the {name}.",
            "That token may belong to another account: unset it to use the saved one. Or the workspace was"
            " deleted.",
        )
    return NoLongerAccessible(
        f"The {name} was deleted, or this token can no longer access it.",
        "`cfw list --live` shows what your tokens can access; `cfw forget` removes saved profiles.",
    )
