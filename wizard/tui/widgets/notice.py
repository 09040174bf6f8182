"""The place where a screen says what is going on, or what went wrong and what to do next."""

from __future__ import annotations

from enum import StrEnum

from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from wizard.support.wait_tracker import wait_notice
from wizard.tui.widgets.marks import MARKS


class Mood(StrEnum):
    """What kind of thing is said; a mark and a colour of its own each."""

    CALM = "calm"
    BUSY = "busy"
    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


_MARKS = {
    Mood.CALM: Content.styled(MARKS.calm, "bold"),
    Mood.BUSY: Content.styled(MARKS.busy, "bold $text-accent"),
    Mood.GOOD: Content.styled(MARKS.done, "bold $text-success"),
    Mood.WARNING: Content.styled("!", "bold $text-warning"),
    Mood.ERROR: Content.styled(MARKS.wrong, "bold $text-error"),
}


_LOOK = 0.25
"""Seconds between two looks at what is being waited for."""


class Notice(Horizontal):
    """One remark beside its mark, or nothing at all and then no room taken."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Notice {
        height: auto;
        max-height: 6;
        padding-top: 1;
        & > #notice-mark { width: 2; }
        & > #notice-text { width: 1fr; max-width: 100; }
    }

    .-short > Notice {
        padding-top: 0;
        max-height: 8;
    }
    """

    def __init__(self) -> None:
        self._mark = Static(id="notice-mark", markup=False)
        self._text = Static(id="notice-text", markup=False)
        super().__init__(self._mark, self._text, id="notice")
        self.display = False
        self._said = (Mood.CALM, "", "")
        self._looking: Timer | None = None

    def say(self, mood: Mood, what: str, hint: str = "") -> None:
        """Show `what`, and `hint` beneath it.

        While something is busy, whatever keeps it waiting is shown in place of `what`: a pause with its
        countdown, or a lock.
        """
        self.display = True
        self._said = (mood, what, hint)
        self._look_at_waits(is_busy=mood is Mood.BUSY)
        self._show(mood, (wait_notice() if mood is Mood.BUSY else "") or what, hint)

    def _look_at_waits(self, *, is_busy: bool) -> None:
        if is_busy and self._looking is None:
            self._looking = self.set_interval(_LOOK, lambda: self.say(*self._said))
        elif not is_busy and self._looking is not None:
            self._looking.stop()
            self._looking = None

    def _show(self, mood: Mood, what: str, hint: str) -> None:
        self._mark.update(_MARKS[mood])
        lines = [Content.styled(what, "$text-error") if mood is Mood.ERROR else Content(what)]
        if hint:
            lines.append(Content.styled(hint, "$text-muted"))
        self._text.update(Content("\n").join(lines))

    def hush(self) -> None:
        """Show nothing."""
        self.display = False
        self._look_at_waits(is_busy=False)
