"""The place where a screen says what is going on, or what went wrong and what to do next."""

from __future__ import annotations

from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from .marks import MARKS
from .steady_text import SteadyText


class Mood(StrEnum):
    """What kind of thing is said; a style of its own each."""

    CALM = "calm"
    BUSY = "busy"
    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


_MARKS = {
    Mood.CALM: MARKS.calm,
    Mood.BUSY: MARKS.busy,
    Mood.GOOD: MARKS.done,
    Mood.WARNING: "!",
    Mood.ERROR: MARKS.wrong,
}


class Notice(Horizontal):
    """One remark beside its mark, or nothing at all and then no room taken."""

    def compose(self) -> ComposeResult:
        """The mark stands apart, so that long remarks are indented."""
        yield SteadyText(id="notice-mark")
        yield SteadyText(id="notice-text")

    def on_mount(self) -> None:
        """Begin with nothing."""
        self.hush()

    def say(self, mood: Mood, what: str, hint: str = "") -> None:
        """Show `what`, and `hint` beneath it."""
        self.display = True
        if not self.has_class(f"-{mood}"):
            self.set_classes(f"-{mood}")
        self.query_one("#notice-mark", SteadyText).show(_MARKS[mood])
        lines = [Content(what)]
        if hint:
            lines.append(Content.styled(hint, "$text-muted"))
        self.query_one("#notice-text", SteadyText).show(Content("\n").join(lines))

    def hush(self) -> None:
        """Show nothing."""
        self.display = False
