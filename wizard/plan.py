"""What will be written, decided before it is: the review, the file and the closing words all come from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wizard.api.hosts import Hosts
from wizard.config import Document, Profile
from wizard.config.saving import Saved, save
from wizard.models import Team, Workspace
from wizard.secret import Token


@dataclass(frozen=True, slots=True)
class Plan:
    """One profile on its way into one file."""

    path: Path
    token: Token
    profile: Profile
    document: Document
    """What the file holds now."""

    @property
    def replaces(self) -> Profile | None:
        """The profile of the same name that the file holds now."""
        return self.document.profiles.get(self.profile.name)

    @property
    def kept(self) -> int:
        """How many other profiles stay in the file as they are."""
        return len(self.document.profiles.keys() - {self.profile.name})

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

    def save(self) -> Saved:
        """Write it. Raises a `wizard.config.ConfigError`."""
        return save(self.path, self.profile)


def make_plan(
    path: Path,
    document: Document,
    hosts: Hosts,
    token: Token,
    team: Team,
    workspace: Workspace,
    name: str,
    now: datetime,
) -> Plan:
    """Put the answers together. Raises `BadAddress` for a workspace whose host cannot be named."""
    profile = Profile(
        name=name,
        token=token,
        team=team,
        workspace=workspace,
        accounts_url=hosts.accounts,
        api_url=hosts.workspace(workspace.subdomain),
        saved_at=now,
    )
    return Plan(path, token, profile, document)
