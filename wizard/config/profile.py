"""A profile: a workspace, its team, and the token that opens it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from wizard.api.models import Team, Workspace
from wizard.config.json_object import InvalidContent, JsonObject
from wizard.support.secret import Token

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from typing import Any, Literal

    Store = Literal["file", "keyring"]
    """Where a token is kept: in the configuration file itself, or in the system's keyring."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the file holds under one name."""

    name: str
    """Its key in the file; see `wizard.config.profile_names` for which names there may be."""
    token: Token | None
    """None where the profile was saved without its token, or where it is in the keyring and not fetched."""
    team: Team
    workspace: Workspace
    accounts_url: str
    """The API's base for teams and workspaces, without a slash at its end."""
    api_url: str
    """The API's base for all that is inside the workspace, without a slash at its end."""
    saved_at: datetime
    """An aware time in UTC; the file keeps whole seconds."""
    token_store: Store = "file"
    used_at: datetime | None = None
    """When it was last switched to, an aware time in UTC."""
    url_template: str | None = None
    """What the addresses were made from, with a place for the subdomain; None where they tell it."""

    @property
    def last_used(self) -> datetime:
        """When it was last saved or switched to."""
        return max(self.saved_at, self.used_at or self.saved_at)

    def to_json(self, token_text: str | None) -> dict[str, Any]:
        """Give what the file holds for this profile, with `token_text` where the token goes.

        The file gets ``token.reveal()``, a screen ``token.masked``: so both always show the same. A
        token that is kept in the keyring goes into neither.
        """
        in_file = self.token_store == "file"
        return {
            "token": token_text if in_file else None,
            **({} if in_file else {"token_store": self.token_store}),
            "team": {"id": self.team.id, "public_id": self.team.public_id, "name": self.team.name},
            "workspace": {
                "id": self.workspace.id,
                "public_id": self.workspace.public_id,
                "name": self.workspace.name,
                "subdomain": self.workspace.subdomain,
            },
            "accounts_url": self.accounts_url,
            "api_url": self.api_url,
            **({"url_template": self.url_template} if self.url_template else {}),
            "saved_at": _text(self.saved_at),
            **({"used_at": _text(self.used_at)} if self.used_at else {}),
        }

    @classmethod
    def from_fields(cls, name: str, fields: JsonObject) -> Profile:
        """Read back what `to_json` gave. Raises `wizard.config.json_object.Problem`."""
        team, workspace = fields.inside("team"), fields.inside("workspace")
        team_id = team.number("id")
        return cls(
            name=name,
            token=fields.token_or_none("token"),
            team=Team(id=team_id, name=team.text("name"), public_id=team.text_or_none("public_id")),
            workspace=Workspace(
                id=workspace.number("id"),
                name=workspace.text("name"),
                subdomain=workspace.text("subdomain"),
                public_id=workspace.text_or_none("public_id"),
                team_id=team_id,
            ),
            accounts_url=fields.text("accounts_url"),
            api_url=fields.text("api_url"),
            saved_at=fields.time("saved_at"),
            token_store=_store(fields),
            url_template=fields.text_or_none("url_template"),
            used_at=None if fields.raw.get("used_at") is None else fields.time("used_at"),
        )


def _store(fields: JsonObject) -> Store:
    match fields.raw.get("token_store"):
        case None | "file":
            return "file"
        case "keyring":
            return "keyring"
    raise InvalidContent(_must_be_store(fields.place("token_store")))


def _text(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _must_be_store(place: str) -> str:
    """A place that says something unknown of where the token is kept."""
    return f'{place} must be "file" or "keyring"'
