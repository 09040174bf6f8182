"""How a command ends: its exit status, a promise to scripts."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from wizard.api.errors import ApiError
    from wizard.config import ConfigError
    from wizard.errors import Refusal

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
READER_GONE = 141
"""Whoever read the output has closed it; as a shell reports SIGPIPE."""
LEFT = 130
"""Left by the person; as a shell reports an interrupt."""


def status_of(error: ApiError | ConfigError | Refusal) -> int:
    """Give the exit status that an error ends a command with."""
    from wizard.statuses import STATUSES  # noqa: PLC0415 - only who fails waits for it

    return next((status for kind, status in STATUSES if isinstance(error, kind)), FAILED)
