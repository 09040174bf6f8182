"""How a command ends: its exit status, a promise to scripts."""

from __future__ import annotations

from wizard.api import errors as api
from wizard.config import errors as config
from wizard.support.errors import (
    Ambiguous,
    MissingAnswer,
    NoLongerAccessible,
    NoMatch,
    TimedOut,
    UsageError,
    UserError,
)

DONE = 0
FAILED = 1
USAGE = 2
NOTHING_SAVED = 3
"""Nothing is configured, or what was named is unknown."""
TOKEN_REJECTED = 4
UNREACHABLE = 5
"""ClickFunnels could not be reached, or gave no usable answer."""
NOT_ALLOWED = 6
"""Not allowed, or not found."""
BROKEN_PIPE = 141
"""Whoever read the output has closed it; as a shell reports SIGPIPE."""
CANCELLED = 130
"""Left by the person; as a shell reports an interrupt."""


STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (api.TokenRejected, TOKEN_REJECTED),
    (api.NotAllowed, NOT_ALLOWED),
    (api.NotFound, NOT_ALLOWED),
    (NoLongerAccessible, NOT_ALLOWED),
    (api.BadAddress, USAGE),
    (api.Unreadable, FAILED),
    (api.ApiError, UNREACHABLE),
    (config.NothingSaved, NOTHING_SAVED),
    (config.UnknownProfile, NOTHING_SAVED),
    (config.PinNotSaved, NOTHING_SAVED),
    (config.NoToken, NOTHING_SAVED),
    (NoMatch, NOTHING_SAVED),
    (config.ManyProfiles, USAGE),
    (config.NoHome, USAGE),
    (config.BadProfileName, USAGE),
    (config.BadToken, USAGE),
    (UsageError, USAGE),
    (MissingAnswer, USAGE),
    (TimedOut, UNREACHABLE),
    (Ambiguous, USAGE),
)
"""The first that fits; any other error is a failure."""


def status_of(error: api.ApiError | config.ConfigError | UserError) -> int:
    """Give the exit status that an error ends a command with."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), FAILED)
