"""What is known of a token: whether it works, and what it can read. `wizard.cli.token_check` finds out."""

from __future__ import annotations

from typing import NamedTuple

from wizard.api.errors import ApiError
from wizard.config.active_profile import ActiveProfile
from wizard.config.errors import ConfigError
from wizard.support.errors import MissingAnswer, NoLongerAccessible

VALID, REJECTED, NO_ACCESS, UNCHECKED = "valid", "rejected", "no access", "could not check"
"""The states of a token, as JSON has them."""


class Readable(NamedTuple):
    """Whether the token can read one kind of data."""

    name: str
    state: str
    """As JSON has it: "allowed", "not allowed" or "not known"."""
    problem: str | None
    """Why it can't be read, or why that isn't known although it was tried."""
    api_message: str
    """ClickFunnels' own words about a refusal, if it gave any."""


class TokenStatus(NamedTuple):
    """What ClickFunnels said about a token and its workspace."""

    choice: ActiveProfile | None
    """None for a token without a profile whose workspace isn't known."""
    state: str
    problem: ApiError | ConfigError | NoLongerAccessible | None = None
    """What is wrong with the token, or why it couldn't be checked."""
    access: tuple[Readable, ...] = ()
    """What the token can read; empty if nothing was found out."""
    changes: tuple[str, ...] = ()
    """What is different from what was saved, one sentence each."""
    open_question: MissingAnswer | None = None
    """Why the workspace of a token without a profile isn't known."""
