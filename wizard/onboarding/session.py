"""What one run of the wizard works with, decided by the command line and the environment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from wizard.onboarding.given_answers import NOTHING_GIVEN, Given

if TYPE_CHECKING:
    from pathlib import Path

    from wizard.account.connection import Connector
    from wizard.api.hosts import Hosts
    from wizard.support.secret import Token


class Offer(NamedTuple):
    """A token that is at hand already; it is used only when the person says so."""

    token: Token
    source: str
    """Where it comes from, such as a variable's name."""


class Outcome(NamedTuple):
    """What a run of the screens came to, for the line printed after it."""

    line: str
    notes: tuple[str, ...] = ()
    """Sentences beside it."""


class Run(NamedTuple):
    """Settings of one run."""

    path: Path
    """The configuration file."""
    hosts: Hosts
    connect: Connector
    """Gives what a token reaches, without asking the network yet."""
    offer: Offer | None = None
    is_demo: bool = False
    given: Given = NOTHING_GIVEN
    """Answers known beforehand."""
    opens_home: bool = False
    """Whether to begin with the jump list, rather than with the first question."""
    is_offline: bool = False
    """Whether to leave ClickFunnels unasked before a switch."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def nothing_done(self) -> str:
        """What is said when it is left."""

        return "Nothing was changed." if self.opens_home else "Nothing was saved."
