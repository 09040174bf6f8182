"""What doctor finds out about one link of the chain, and the order of the links."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wizard.api.errors import ApiError
from wizard.config import ConfigError
from wizard.support.errors import UserError
from wizard.words import doctor as words

LINKS = (
    words.FILE,
    words.RIGHTS,
    words.SCHEMA,
    words.PROFILE,
    words.TOKEN_SOURCE,
    words.DNS,
    words.PROXY,
    words.CONNECTION,
    words.TLS,
    words.CLOCK,
    words.ACCOUNTS_HOST,
    words.TOKEN,
    words.TEAM,
    words.WORKSPACE,
    words.WORKSPACE_HOST,
    words.CONTACTS,
)
"""The chain, in the order in which it is checked."""

Fault = ApiError | ConfigError | UserError


class Mark(StrEnum):
    """How a link is."""

    GOOD = "✓"
    DOUBTFUL = "!"
    BAD = "✗"
    SKIPPED = "–"


@dataclass(frozen=True, slots=True)
class Finding:
    """One link of the chain."""

    link: str
    mark: Mark
    text: str
    error: Fault | None = None


def bad(link: str, error: Fault) -> Finding:
    """Give the finding for a link that fails with `error`."""
    return Finding(link, Mark.BAD, f"{error.what} {error.hint}", error)
