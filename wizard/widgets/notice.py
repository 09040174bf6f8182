"""The place where a screen says what is going on, or what went wrong and what to do next."""

from __future__ import annotations

from enum import StrEnum

from textual.content import Content
from textual.widgets import Static


class Mood(StrEnum):
    """What kind of thing is said; a style of its own each."""

    CALM = "calm"
    BUSY = "busy"
    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


_MARKS = {Mood.CALM: "", Mood.BUSY: "… ", Mood.GOOD: "✓ ", Mood.WARNING: "! ", Mood.ERROR: "✗ "}


class Notice(Static):
    """One remark, or nothing at all and then no room taken."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self.display = False

    def say(self, mood: Mood, what: str, hint: str = "") -> None:
        """Show `what` after the mood's mark, and `hint` beneath it."""
        self.display = bool(what)
        self.set_classes(f"-{mood}")
        mark = _MARKS[mood]
        lines = [Content.styled(mark + what, "bold" if mood is Mood.ERROR else "")]
        if hint:
            lines.append(Content(" " * len(mark) + hint))
        self.update(Content("\n").join(lines))

    def hush(self) -> None:
        """Show nothing."""
        self.say(Mood.CALM, "")
