"""The plan of what gets saved: the review, the file and the command shown all come from it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from wizard.account.access import NOTHING_TRIED, Access, Permission
from wizard.account.access_check import access_so_far
from wizard.api.hosts import PUBLIC_TEMPLATE, VARIABLE
from wizard.config.document import Document
from wizard.config.paths import default_path
from wizard.config.profile import Profile, Store
from wizard.config.profile_changes import same_team
from wizard.config.saving import update
from wizard.onboarding.answers import Answers
from wizard.onboarding.flow import Completed
from wizard.onboarding.session import Session
from wizard.support.safe_text import sanitize_line
from wizard.support.secret import Token

KEYRING = "the keyring"
"""What the system's keyring is called where its own name isn't known."""


class Plan(NamedTuple):
    """One profile to save in one file."""

    path: Path
    token: Token
    profile: Profile
    document: Document
    """The file's current content."""
    template: str
    """The template of the API's addresses."""
    replaces_token: bool = False
    """Whether the team's other profiles get the token too, unless it is for one workspace only."""
    access: Access = NOTHING_TRIED
    """What the token can read, as far as that was tried."""
    is_team_unnamed: bool = False
    """Whether the team is called by its id because its name could not be read."""

    @property
    def replaces(self) -> Profile | None:
        """The saved profile of the same name."""
        return self.document.profiles.get(self.profile.name)

    @property
    def replaces_another(self) -> bool:
        """Whether saving overwrites another workspace's profile."""
        return self.replaces is not None and self.replaces.workspace.id != self.profile.workspace.id

    @property
    def effect(self) -> str:
        """What saving does to the profiles in the file, in sentences."""
        if self.replaces is None:
            effect = "A new profile; it becomes the current one."
        elif self.replaces_another:
            effect = f"Replaces the profile of {self.replaces.workspace.name}."
        else:
            effect = f"Updates this workspace’s profile of {self.replaces.saved_at:%Y-%m-%d}."
        return f"{effect} {others_stay(self.kept)}".rstrip()

    @property
    def kept(self) -> int:
        """How many other profiles don't change."""
        others = self.document.profiles.keys() - {self.profile.name}
        return len(others) - (len(self.same_team) if self.replaces_token else 0)

    @property
    def same_team(self) -> list[str]:
        """The team's other profiles that the token could be given to."""
        return [] if self.is_for_one_workspace else same_team(self.document, self.profile)

    @property
    def is_for_one_workspace(self) -> bool:
        """Whether the token may not work in other workspaces: it can't list teams, or someone signed in."""
        return self.profile.grant is not None or self.access.teams.permission is Permission.NOT_ALLOWED

    @property
    def rights(self) -> str:
        """What the token may do, to be said of the token. Only signing in tells it for sure."""
        place = "this workspace" if self.is_for_one_workspace else self.profile.team.name
        grant = self.profile.grant
        if grant is None:
            return f"may have full access to {place}"
        return f"is {'read-only' if grant.is_read_only else grant.scope}, for {place} alone"

    def preview(self) -> str:
        """The file as it will be, with the token masked and without the other profiles."""
        after = self.document.with_profile(self.profile)
        shown = {
            "version": after.raw["version"],
            "current": after.current,
            "previous": after.previous,
            "profiles": {self.profile.name: self.profile.to_json(self.token.masked)},
        }
        return json.dumps(shown, indent=2, ensure_ascii=False)

    def command(self) -> str:
        """The command that saves the same without questions; unless a command of its own gets the token, it
        reads it from standard input."""
        command = self.profile.token_command
        parts = [
            "cfw",
            "setup",
            *(["--token-command", shlex.join(command)] if command else ["--token-stdin"]),
        ]
        parts += ["--team", str(self.profile.team.id), "--workspace", str(self.profile.workspace.id)]
        parts += ["--profile", self.profile.name]
        if self.path != default_path():
            parts += ["--config-dir", str(self.path.parent)]
        if self.profile.token_store == "keyring":
            parts += ["--token-store", "keyring"]
        if self.replaces_token and not self.is_for_one_workspace:
            parts.append("--replace-token")
        where = "" if self.template == PUBLIC_TEMPLATE else f"{VARIABLE}={shlex.quote(self.template)} "
        return where + shlex.join(parts)

    def save(self) -> Completed:
        """Save it. Notes say who else got the token and what couldn't be read. Raises a `ConfigError`."""
        others: list[str] = []

        def change(document: Document) -> Document:
            others[:] = same_team(document, self.profile) if self.replaces_token else []
            changed = document.with_profile(self.profile)
            for name in () if self.is_for_one_workspace else others:
                other = document.profiles[name].with_token(self.token)
                if command := self.profile.token_command:
                    other = other.kept_as("command", command)
                changed = changed.with_entry(other)
            return changed

        saved = update(self.path, change)
        notes = [*saved.notes, *self._notes(others)]
        other_tokens = () if self.is_for_one_workspace else same_team(saved.document, self.profile)
        return Completed(saved._replace(notes=tuple(notes)), self.command(), tuple(other_tokens))

    def _notes(self, others: Sequence[str]) -> Iterator[str]:
        """Say what happened to the team's `others`, and what couldn't be read."""
        if others and self.is_for_one_workspace:
            yield (
                f"These profiles of the team keep their own tokens: {', '.join(others)}. "
                "The new token can't list teams, so it may be for one workspace only."
            )
        elif others:
            yield f"Also gave the token to the team's other profiles: {', '.join(others)}."
        yield from self.access.warnings()
        if self.is_team_unnamed and not self.is_for_one_workspace:
            yield f"The team's name could not be read, so it is saved as “{self.profile.team.name}”."


def plan_of(
    session: Session,
    document: Document,
    answers: Answers,
    name: str,
    *,
    token_store: Store | None = None,
    replaces_token: bool = False,
) -> Plan:
    """Make a plan from the answers. A profile that is saved already keeps its token where it is.

    Raises `BadAddress` if the workspace's subdomain makes no valid host name.
    """
    assert answers.account
    assert answers.team
    assert answers.workspace
    known = document.profiles.get(name)
    token, preset = answers.account.token, session.presets
    command = answers.token_command or (preset.token_command if token == preset.token else ())
    store = token_store or ("command" if command else preset.token_store) or _store_of(known)
    profile = session.profile(name, answers.team, answers.workspace)
    profile = profile._replace(token=token, grant=answers.account.grant)
    profile = profile.kept_as(store, command if store == "command" else ())
    return Plan(
        session.path,
        answers.account.token,
        profile,
        document,
        session.hosts.template,
        replaces_token or session.presets.replaces_token,
        access_so_far(answers.account, answers.workspace),
        answers.team.id in answers.account.unnamed_teams,
    )


def token_from_command(command: Sequence[str]) -> str:
    """Say that a command gets the token, without its arguments."""
    return f"The file contains no token: {sanitize_line(command[0])} is asked for it."


def _store_of(known: Profile | None) -> Store:
    """Where a profile's new token goes: a command prints another one."""
    return "keyring" if known and known.token_store == "keyring" else "file"


def others_stay(count: int) -> str:
    """Say that `count` other profiles don't change; nothing if there are none."""
    if not count:
        return ""
    if count == 1:
        return "The other profile stays as it is."
    return f"The other {count} profiles stay as they are."
