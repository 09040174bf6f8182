"""A profile: a workspace, its team, and the token for it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from wizard.api.models import Team, TokenGrant, Workspace
from wizard.config.json_file import InvalidContent, JsonObject
from wizard.support.secret import Token

Store = Literal["file", "keyring", "command"]
"""Where a token is kept: in the configuration file, in the system's keyring, or where a command gets it."""


class Profile(NamedTuple):
    """What the file contains under one name."""

    name: str
    """Its key in the file; see `wizard.config.profile_names` for valid names."""
    token: Token | None
    """None if the profile was saved without a token, or if it is kept elsewhere and wasn't fetched."""
    team: Team
    workspace: Workspace
    accounts_url: str
    """The base URL for teams and workspaces, without a trailing slash."""
    api_url: str
    """The base URL for everything inside the workspace, without a trailing slash."""
    saved_at: datetime
    """In UTC; the file keeps whole seconds."""
    token_store: Store = "file"
    used_at: datetime | None = None
    """When it was last switched to, in UTC."""
    url_template: str | None = None
    """What both URLs were made from, with a placeholder for the subdomain; None if they are enough."""
    grant: TokenGrant | None = None
    """How the token was obtained, if it was by signing in with the browser."""
    token_command: tuple[str, ...] = ()
    """The program that prints the token, and its arguments; empty unless `token_store` is "command"."""

    def with_token(self, token: Token, grant: TokenGrant | None = None) -> Profile:
        """Give the profile with another token, kept where the old one is, or else in the file."""
        changed = self._replace(token=token, grant=grant)
        return changed.kept_as("file") if self.token_store == "command" else changed

    def kept_as(self, store: Store, command: tuple[str, ...] = ()) -> Profile:
        """Give the profile with its token kept elsewhere; `command` prints it if the store is "command"."""
        return self._replace(token_store=store, token_command=command)

    @property
    def needs_prompt(self) -> bool:
        """Whether getting its token may ask somebody for a password: lists and searches leave it alone."""
        return self.token_store == "command"

    @property
    def kept_in(self) -> Store | None:
        """Where its token is kept; None if it has none."""
        return self.token_store if self.token or self.token_store != "file" else None

    @property
    def last_used(self) -> datetime:
        """When it was last saved or switched to."""
        return max(self.saved_at, self.used_at or self.saved_at)

    def to_json(self, token_text: str | None) -> dict[str, Any]:
        """Give what the file contains for this profile, with `token_text` in place of the token.

        The file gets ``token.reveal()`` and a screen ``token.masked``, so both always show the same content.
        A token that is kept elsewhere goes into neither.
        """
        in_file = self.token_store == "file"
        return {
            "token": token_text if in_file else None,
            **({} if in_file else {"token_store": self.token_store}),
            **({"token_command": list(self.token_command)} if self.token_command else {}),
            **place_to_json(self.team, self.workspace),
            "accounts_url": self.accounts_url,
            "api_url": self.api_url,
            **({"url_template": self.url_template} if self.url_template else {}),
            "saved_at": time_to_json(self.saved_at),
            **({"used_at": time_to_json(self.used_at)} if self.used_at else {}),
            **({"grant": {"kind": "oauth", **self.grant._asdict()}} if self.grant else {}),
        }

    @classmethod
    def from_json(cls, name: str, entry: JsonObject) -> Profile:
        """Read what `to_json` gave. Raises `wizard.config.json_file.InvalidContent`."""
        team, workspace = place_from_json(entry)
        return cls(
            name=name,
            token=entry.token_or_none("token"),
            team=team,
            workspace=workspace,
            accounts_url=entry.text("accounts_url"),
            api_url=entry.text("api_url"),
            saved_at=entry.time("saved_at"),
            token_store=_store(entry),
            token_command=_command(entry),
            url_template=entry.text_or_none("url_template"),
            used_at=entry.time_or_none("used_at"),
            grant=_grant(entry),
        )


def _store(entry: JsonObject) -> Store:
    match entry.raw.get("token_store"):
        case None | "file":
            return "file"
        case "keyring":
            return "keyring"
        case "command":
            return "command"
    raise InvalidContent(f'{entry.path_of("token_store")} must be "file", "keyring" or "command"')


def _command(entry: JsonObject) -> tuple[str, ...]:
    """Read the command that prints the token; the key only counts with the store "command"."""
    if _store(entry) != "command":
        return ()
    command = entry.raw.get("token_command")
    is_command = isinstance(command, list) and all(isinstance(word, str) for word in command)
    if is_command and command and command[0] and not any("\0" in word for word in command):
        return tuple(command)
    raise InvalidContent(f"{entry.path_of('token_command')} must be a list: a program and its arguments")


def _grant(entry: JsonObject) -> TokenGrant | None:
    """Read how the token was obtained; None if it was pasted, or in a way that this version doesn't know."""
    if entry.raw.get("grant") is None:
        return None
    grant = entry.object("grant")
    if grant.text("kind") != "oauth":
        return None
    return TokenGrant(grant.text("scope"), grant.text("client_id"))


def time_to_json(moment: datetime) -> str:
    """Give a time in UTC, in whole seconds."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def place_to_json(team: Team, workspace: Workspace) -> dict[str, Any]:
    """Give the keys ``team`` and ``workspace``."""
    return {
        "team": {"id": team.id, "public_id": team.public_id, "name": team.name},
        "workspace": {
            "id": workspace.id,
            "public_id": workspace.public_id,
            "name": workspace.name,
            "subdomain": workspace.subdomain,
        },
    }


def place_from_json(entry: JsonObject) -> tuple[Team, Workspace]:
    """Read what `place_to_json` gave. Raises `wizard.config.json_file.InvalidContent`."""
    team, workspace = entry.object("team"), entry.object("workspace")
    team_id = team.integer("id")
    return (
        Team(id=team_id, name=team.text("name"), public_id=team.text_or_none("public_id")),
        Workspace(
            id=workspace.integer("id"),
            name=workspace.text("name"),
            subdomain=workspace.text("subdomain"),
            public_id=workspace.text_or_none("public_id"),
            team_id=team_id,
        ),
    )
