"""What a command or a screen refuses to do, in words for people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wizard.support.safe_text import sanitize_line


class UserError(Exception):
    """Something asked for that is not done, because it is unknown, unclear or not agreed to."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what} {hint}")
        self.what = what
        """What is refused and why, as a sentence."""
        self.hint = hint
        """What to do next, as a sentence."""


class UsageError(UserError):
    """Arguments that do not fit together, or one that is missing."""


class NoMatch(UserError):
    """Nothing is called what was typed."""

    def __init__(self, noun: str, typed: str, near: Sequence[str], variable: str = "") -> None:
        hint = f"Did you mean: {'; '.join(near)}?" if near else "`cfw list --live` shows all there are."
        within = f" that the token in {variable} can access" if variable else ""
        super().__init__(f"There is no {noun} “{sanitize_line(typed)}”{within}.", hint)


class Ambiguous(UserError):
    """Several things are called what was typed."""

    def __init__(self, noun: str, typed: str, matches: Sequence[str]) -> None:
        super().__init__(
            f"Several {noun}s are called “{sanitize_line(typed)}”.",
            f"Name one by its id: {'; '.join(matches)}.",
        )


class MissingAnswer(UserError):
    """A question that nobody can be asked."""


class NoLongerAccessible(UserError):
    """A saved workspace that the token can't access."""


class NotConfirmed(UserError):
    """The person said no, or could not be asked."""


class TimedOut(UserError):
    """Something else was waited for, and did not come in time."""


class ExportAlreadyRunning(UserError):
    """Another program writes the same export."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another export to {path} is under way.", "Wait until it is done, or choose another file."
        )


class ExportNotWritten(UserError):
    """The system does not let an export be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} cannot be written: {reason}.", "Choose another file with --output, or make room."
        )
