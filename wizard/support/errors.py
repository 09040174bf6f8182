"""The base of all expected errors, and the errors of what a command or a screen was asked to do."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.support.safe_text import sanitize_line


class ExplainedError(Exception):
    """Something that can go wrong, explained to people. No error contains a token."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what} {hint}")
        self.what = what
        """What happened, as a sentence that names the setting, the file or the host at fault."""
        self.hint = hint
        """What to do next, as a sentence."""

    @property
    def message(self) -> str:
        """What happened, and what to do next."""
        return f"{self.what} {self.hint}".rstrip()


class UserError(ExplainedError):
    """Something that was asked for and can't be done, because it is unknown, unclear or not confirmed."""


class UsageError(UserError):
    """Arguments are missing or don't go together."""


class NoMatch(UserError):
    """Nothing has the name or id that was typed."""

    def __init__(self, noun: str, typed: str, near: Sequence[str], variable: str = "") -> None:
        hint = f"Did you mean: {'; '.join(near)}?" if near else "`cfw list --live` shows all there are."
        within = f" that the token in {variable} can access" if variable else ""
        super().__init__(f"There is no {noun} “{sanitize_line(typed)}”{within}.", hint)


class NoPreviousProfile(UserError):
    """Nothing was switched from yet, so there is nothing to switch back to."""

    def __init__(self) -> None:
        super().__init__(
            "There is no previous profile to switch back to.", "`cfw list` shows the saved profiles."
        )


class Ambiguous(UserError):
    """Several things have the name that was typed."""

    def __init__(self, noun: str, typed: str, matches: Sequence[str]) -> None:
        super().__init__(
            f"Several {noun}s are called “{sanitize_line(typed)}”.",
            f"Name one by its id: {'; '.join(matches)}.",
        )


class MissingAnswer(UserError):
    """There is a question, and nobody to ask."""


class NoLongerAccessible(UserError):
    """A saved workspace that the token can't access."""


class NotConfirmed(UserError):
    """The person said no, or couldn't be asked."""


class TimedOut(UserError):
    """Something other than ClickFunnels took too long."""
