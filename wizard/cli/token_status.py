"""What is known of a token: whether it works, and what it can read. `wizard.cli.token_check` finds out."""

from __future__ import annotations

from typing import NamedTuple

from wizard.account.access import Access
from wizard.config.active_profile import ActiveProfile
from wizard.support.errors import ExplainedError, MissingAnswer

VALID, REJECTED, NO_ACCESS, UNCHECKED = "valid", "rejected", "no access", "could not check"
"""The states of a token, as JSON has them."""


class TokenStatus(NamedTuple):
    """What ClickFunnels said about a token and its workspace."""

    choice: ActiveProfile | None
    """None for a token without a profile whose workspace isn't known."""
    state: str
    problem: ExplainedError | None = None
    """What is wrong with the token, or why it couldn't be checked."""
    access: Access | None = None
    """What the token can read; None if that wasn't tried, or doesn't matter."""
    changes: tuple[str, ...] = ()
    """What is different from what was saved, one sentence each."""
    open_question: MissingAnswer | None = None
    """Why the workspace of a token without a profile isn't known."""
