"""Which exit status each error ends a command with."""

from __future__ import annotations

from wizard.api import errors as api
from wizard.config import errors as config
from wizard.errors import Ambiguous, GaveUp, Gone, NoMatch, Unanswered, Usage
from wizard.exits import FAILED, NOT_ALLOWED, NOTHING_SAVED, TOKEN_REJECTED, UNREACHED, USAGE

STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (api.TokenRejected, TOKEN_REJECTED),
    (api.NotAllowed, NOT_ALLOWED),
    (api.NotFound, NOT_ALLOWED),
    (Gone, NOT_ALLOWED),
    (api.BadAddress, USAGE),
    (api.Unreadable, FAILED),
    (api.ApiError, UNREACHED),
    (config.NothingSaved, NOTHING_SAVED),
    (config.UnknownProfile, NOTHING_SAVED),
    (config.PinNotSaved, NOTHING_SAVED),
    (config.NoToken, NOTHING_SAVED),
    (NoMatch, NOTHING_SAVED),
    (config.ManyProfiles, USAGE),
    (config.NoHome, USAGE),
    (config.BadProfileName, USAGE),
    (config.BadToken, USAGE),
    (Usage, USAGE),
    (Unanswered, USAGE),
    (GaveUp, UNREACHED),
    (Ambiguous, USAGE),
)
"""The first that fits; any other error is a failure."""
