"""Exit statuses: which one a command ends with is a promise to scripts."""

from __future__ import annotations

from wizard.api import errors as api
from wizard.config import errors as config
from wizard.support.errors import (
    Ambiguous,
    ExplainedError,
    MissingAnswer,
    NoLongerAccessible,
    NoMatch,
    NoPreviousProfile,
    TimedOut,
    UsageError,
)

DONE = 0
FAILED = 1
USAGE = 2
NOTHING_SAVED = 3
"""Nothing is saved, or nothing has the name that was given."""
TOKEN_REJECTED = 4
UNREACHABLE = 5
"""ClickFunnels could not be reached, or gave no usable response."""
NOT_ALLOWED = 6
"""Not allowed, or not found."""
BROKEN_PIPE = 141
"""The reader of the output closed it; what a shell reports for SIGPIPE."""
CANCELLED = 130
"""Cancelled by the person; what a shell reports for an interrupt."""


STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (api.TokenRejected, TOKEN_REJECTED),
    (api.NotAllowed, NOT_ALLOWED),
    (api.NotFound, NOT_ALLOWED),
    (api.SignInDenied, NOT_ALLOWED),
    (NoLongerAccessible, NOT_ALLOWED),
    (api.BadAddress, USAGE),
    (api.Unreadable, FAILED),
    (api.ApiError, UNREACHABLE),
    (config.NothingSaved, NOTHING_SAVED),
    (config.UnknownProfile, NOTHING_SAVED),
    (config.PinNotSaved, NOTHING_SAVED),
    (config.NoToken, NOTHING_SAVED),
    (NoMatch, NOTHING_SAVED),
    (NoPreviousProfile, NOTHING_SAVED),
    (config.ManyProfiles, USAGE),
    (config.NoHome, USAGE),
    (config.BadProfileName, USAGE),
    (config.BadToken, USAGE),
    (UsageError, USAGE),
    (MissingAnswer, USAGE),
    (TimedOut, UNREACHABLE),
    (Ambiguous, USAGE),
)
"""Exit statuses by error class. The first match counts; any other error is `FAILED`."""


def status_of(error: ExplainedError) -> int:
    """Give the exit status for an error."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), FAILED)
