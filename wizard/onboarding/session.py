"""The settings of one session: the file, the hosts, the connection, and answers that are known already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from wizard.account.account import Account
from wizard.account.connection import Connector, account_of
from wizard.api.hosts import Hosts
from wizard.api.models import Team, TokenGrant, Workspace
from wizard.config.active_profile import saved_token
from wizard.config.paths import path_from_home
from wizard.config.profile import Profile, Store
from wizard.support.pasted_place import NOWHERE, PastedPlace
from wizard.support.safe_text import sanitize_lines
from wizard.support.secret import Token


class Presets(NamedTuple):
    """Answers that options, the environment or a directory's pin file gave, so nobody has to be asked."""

    token: Token | None = None
    grant: TokenGrant | None = None
    """How the token was obtained, if someone signed in for it."""
    place: PastedPlace = NOWHERE
    """What was piped in along with the token; used where somebody would have to choose."""
    team: str | None = None
    """Its name, id or public id."""
    workspace: str | None = None
    """Its name, subdomain, id or public id."""
    profile_name: str | None = None
    token_store: Store | None = None
    token_command: tuple[str, ...] = ()
    """What prints the token, if the store is "command"."""
    replaces_token: bool = False
    """Whether every profile of the team gets the token."""

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing left to ask."""
        return self.token is not None and self.workspace is not None


NO_PRESETS = Presets()


class TokenSuggestion(NamedTuple):
    """A token found in the environment, used only if the person agrees."""

    token: Token
    source: str
    """Where it comes from, such as the name of a variable."""


class NextStep(NamedTuple):
    """A command to run next."""

    command: str
    purpose: str


class Outcome(NamedTuple):
    """What a session did, printed after it."""

    line: str
    notes: tuple[str, ...] = ()
    """More sentences about it."""
    next_steps: tuple[NextStep, ...] = ()


class Session(NamedTuple):
    """What one session works with, decided by the command line and the environment."""

    path: Path
    """The configuration file."""
    hosts: Hosts
    connect: Connector
    """Makes the account of a token, without a request yet."""
    suggestion: TokenSuggestion | None = None
    is_demo: bool = False
    presets: Presets = NO_PRESETS
    opens_home: bool = False
    """Whether to start with the workspace switcher instead of the first step."""
    is_offline: bool = False
    """Whether to switch without asking ClickFunnels first."""
    serve_consent: Callable[[], AbstractContextManager[str]] | None = None
    """Serves the demo's pages to a browser while someone signs in, and gives their origin."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    is_temporary: bool = False
    """Whether the folder it saves to is removed at the end: a demo without a folder of its own."""

    async def account_of(self, profile: Profile) -> Account:
        """Give the account of a profile's saved token. Raises `NoToken`, `KeyringTrouble` or `BadAddress`."""
        token = await asyncio.to_thread(saved_token, self.path, profile)
        return account_of(self.connect, profile, token)

    def profile(self, name: str, team: Team, workspace: Workspace) -> Profile:
        """Make a profile without a token. Raises `BadAddress` if the subdomain makes no valid host name."""
        return Profile(
            name=name,
            token=None,
            team=team,
            workspace=workspace,
            accounts_url=self.hosts.accounts,
            api_url=self.hosts.workspace(workspace.subdomain),
            saved_at=self.now(),
            url_template=self.hosts.to_save,
        )

    @property
    def saves_to(self) -> str:
        """Where it saves, in a few words."""
        if self.is_temporary:
            return "made-up data, nothing is kept"
        return f"saves to {sanitize_lines(path_from_home(self.path.parent))}"

    @property
    def cancelled_message(self) -> str:
        """Say that nothing happened, for a session that was cancelled."""
        return "Nothing was changed." if self.opens_home else "Nothing was saved."
