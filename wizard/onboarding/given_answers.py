"""Answers given before anybody is asked: by arguments, by the environment, by a directory file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wizard.config.profile import Store
    from wizard.support.secret import Token


class Given(NamedTuple):
    """What is known beforehand."""

    token: Token | None = None
    team: str | None = None
    """Its name, id or public id."""
    workspace: str | None = None
    """Its name, subdomain, id or public id."""
    profile_name: str | None = None
    token_store: Store | None = None
    replaces_token: bool = False
    """Whether all profiles of the team get the token."""

    @property
    def is_complete(self) -> bool:
        """Whether nothing has to be asked."""
        return self.token is not None and self.workspace is not None


NOTHING_GIVEN = Given()
