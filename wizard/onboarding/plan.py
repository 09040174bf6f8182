"""What will be written, decided before it is: the review, the file and the command shown all come from it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.account.access import NOTHING_TRIED, Access, Permission, access_so_far
from wizard.api.hosts import PUBLIC_TEMPLATE, VARIABLE
from wizard.config import Document, Profile
from wizard.config.paths import default_path
from wizard.config.profile_changes import same_team
from wizard.config.saving import update
from wizard.onboarding.answers import Answers
from wizard.onboarding.flow import Completed
from wizard.onboarding.session import Session
from wizard.support.secret import Token

if TYPE_CHECKING:
    from wizard.config.profile import Store

KEYRING = "the keyring"
"""What the system's keyring is called where its own name isn't known."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One profile on its way into one file."""

    path: Path
    token: Token
    profile: Profile
    document: Document
    """What the file holds now."""
    template: str
    """Where the API is."""
    replaces_token: bool = False
    """Whether all profiles of the team are to get the token, if it can be for them."""
    access: Access = NOTHING_TRIED
    """What the token can read, as far as it was tried."""

    @property
    def replaces(self) -> Profile | None:
        """The profile of the same name that the file holds now."""
        return self.document.profiles.get(self.profile.name)

    @property
    def replaces_another(self) -> bool:
        """Whether it takes the place of another workspace's profile."""
        return self.replaces is not None and self.replaces.workspace.id != self.profile.workspace.id

    @property
    def effect(self) -> str:
        """What saving does to what the file holds already, in sentences."""
        if self.replaces is None:
            effect = "A new profile; it becomes the current one."
        elif self.replaces_another:
            effect = f"Replaces the profile of {self.replaces.workspace.name}."
        else:
            effect = _updates(f"{self.replaces.saved_at:%Y-%m-%d}")
        return f"{effect} {others_stay(self.kept)}".rstrip()

    @property
    def kept(self) -> int:
        """How many other profiles stay in the file as they are."""
        others = self.document.profiles.keys() - {self.profile.name}
        return len(others) - (len(self.same_team) if self.replaces_token else 0)

    @property
    def same_team(self) -> list[str]:
        """The other profiles of this team that the token may be given to."""
        return [] if self.is_for_one_workspace else same_team(self.document, self.profile)

    @property
    def is_for_one_workspace(self) -> bool:
        """Whether the token couldn't list teams, so that it may not work in other workspaces."""
        return self.access.teams.right is Permission.NOT_ALLOWED

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
        """The command that does the same without a screen, given the token on its standard input."""
        parts = ["cfw", "setup", "--token-stdin"]
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
        """Write it. Notes say who else got the token, and what it can't read. Raises a `ConfigError`."""
        others: list[str] = []

        def change(document: Document) -> Document:
            others[:] = same_team(document, self.profile) if self.replaces_token else []
            changed = document.with_profile(self.profile)
            for name in () if self.is_for_one_workspace else others:
                changed = changed.with_entry(replace(document.profiles[name], token=self.token))
            return changed

        saved = update(self.path, change)
        tell = _left_alone if self.is_for_one_workspace else _updated_too
        told = (tell(others),) if others else ()
        notes = (*saved.notes, *told, *self.access.warnings())
        others_now = () if self.is_for_one_workspace else same_team(saved.document, self.profile)
        return Completed(replace(saved, notes=notes), self.command(), tuple(others_now))


def plan_of(
    session: Session,
    document: Document,
    answers: Answers,
    name: str,
    *,
    token_store: Store | None = None,
    replaces_token: bool = False,
) -> Plan:
    """Put the answers together; a workspace that is saved already keeps its token where it is kept.

    Raises `BadAddress` for a workspace whose host cannot be named.
    """
    assert answers.account
    assert answers.team
    assert answers.workspace
    known = document.profiles.get(name)
    profile = Profile(
        name=name,
        token=answers.account.token,
        team=answers.team,
        workspace=answers.workspace,
        accounts_url=session.hosts.accounts,
        api_url=session.hosts.workspace(answers.workspace.subdomain),
        saved_at=session.now(),
        url_template=session.hosts.to_save,
        token_store=token_store or session.presets.token_store or (known.token_store if known else "file"),
    )
    return Plan(
        session.path,
        answers.account.token,
        profile,
        document,
        session.hosts.template,
        replaces_token or session.presets.replaces_token,
        access_so_far(answers.account, answers.workspace),
    )


def others_stay(count: int) -> str:
    """Say that `count` other profiles don't change; nothing if there are none."""
    if not count:
        return ""
    return (
        "The other profile stays as it is." if count == 1 else f"The other {count} profiles stay as they are."
    )


def _updates(day: str) -> str:
    """The same workspace's profile, and the day on which it was saved."""
    return f"Updates this workspace’s profile of {day}."


def _updated_too(profiles: Sequence[str]) -> str:
    """The team's other profiles that got the token."""
    return f"Also gave the token to the team's other profiles: {', '.join(profiles)}."


def _left_alone(profiles: Sequence[str]) -> str:
    """The team's other profiles, which keep the tokens that they have."""
    return (
        f"These profiles of the team keep their own tokens: {', '.join(profiles)}."
        " The new token can't list teams, so it may be for one workspace only."
    )
