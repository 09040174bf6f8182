"""How a command ends: its exit status, a promise to scripts."""

from __future__ import annotations

from wizard.api import errors as api
from wizard.api.errors import ApiError
from wizard.config import errors as config
from wizard.config.errors import ConfigError
from wizard.errors import Ambiguous, Gone, NoMatch, Refusal, Unanswered, Usage

DONE = 0
FAILED = 1
USAGE = 2
NOTHING_SAVED = 3
"""Nothing is configured, or what was named is unknown."""
TOKEN_REJECTED = 4
UNREACHED = 5
"""ClickFunnels could not be reached, or gave no usable answer."""
NOT_ALLOWED = 6
"""Not allowed, or not found."""
LEFT = 130
"""Left by the person; as a shell reports an interrupt."""

_STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (api.TokenRejected, TOKEN_REJECTED),
    (api.NotAllowed, NOT_ALLOWED),
    (api.NotFound, NOT_ALLOWED),
    (Gone, NOT_ALLOWED),
    (api.BadAddress, USAGE),
    (ApiError, UNREACHED),
    (config.NothingSaved, NOTHING_SAVED),
    (config.UnknownProfile, NOTHING_SAVED),
    (config.PinNotSaved, NOTHING_SAVED),
    (config.NoToken, NOTHING_SAVED),
    (NoMatch, NOTHING_SAVED),
    (config.ManyProfiles, USAGE),
    (config.BadProfileName, USAGE),
    (config.BadToken, USAGE),
    (Usage, USAGE),
    (Unanswered, USAGE),
    (Ambiguous, USAGE),
)


def status_of(error: ApiError | ConfigError | Refusal) -> int:
    """Give the exit status that an error ends a command with."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), FAILED)
