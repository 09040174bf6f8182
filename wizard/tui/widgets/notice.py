"""A message on the screen: what is going on, or what went wrong and what to do next."""

from __future__ import annotations

from enum import StrEnum

from textual.content import Content
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

from wizard.support.wait_tracker import wait_notice
from wizard.tui.widgets.marks import MARKS


class Severity(StrEnum):
    """The kind of message. Each has its own mark and colour."""

    INFO = "info"
    BUSY = "busy"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


Message = tuple[Severity, str, str]
"""What a notice says: how serious it is, what happened, and what to do next."""

_MARKS = {
    Severity.INFO: Content.styled(MARKS.calm, "bold"),
    Severity.BUSY: Content.styled(MARKS.busy, "bold $text-accent"),
    Severity.SUCCESS: Content.styled(MARKS.done, "bold $text-success"),
    Severity.WARNING: Content.styled("!", "bold $text-warning"),
    Severity.ERROR: Content.styled(MARKS.wrong, "bold $text-error"),
}

_MARK_WIDTH = 2
_MAX_WIDTH = 100
"""Cells of the longest line of text, the mark apart."""

_REFRESH_SECONDS = 0.25
"""How often a busy message is brought up to date with the countdown of a pause."""


class Notice(Widget):
    """One message next to its mark. While there is none, it takes no space, or one line if it `keeps_place`.

    Home-made because Textual's notifications go after a while, and cover what is below them.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Notice {
        height: auto;
        max-height: 6;
        padding-top: 1;
    }

    .-short > Notice {
        padding-top: 0;
        max-height: 8;
    }
    """

    def __init__(self, *, keeps_place: bool = False) -> None:
        super().__init__(id="notice")
        self._keeps_place = self.display = keeps_place
        self._message: Message | None = None
        self._refreshing: Timer | None = None

    def show(self, message: Message | None) -> None:
        """Show the message, if there is one."""
        if message:
            self.say(*message)
        else:
            self.clear()

    def say(self, severity: Severity, what: str, hint: str = "") -> None:
        """Show `what`, and `hint` below it; what is busy takes one line if it can.

        If something holds up what is busy, that is shown instead: a lock, or a pause with its countdown.
        """
        self.display = True
        self._message = (severity, what, hint)
        self._keep_up_to_date(is_busy=severity is Severity.BUSY)
        self.refresh(layout=True)

    def clear(self) -> None:
        """Show nothing."""
        self.display, self._message = self._keeps_place, None
        self._keep_up_to_date(is_busy=False)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Return the message, its lines aligned beside the mark."""
        if self._message is None:
            return Content("")
        first, *others = self._lines(self.content_size.width)
        mark = _MARKS[self._message[0]].pad_right(_MARK_WIDTH - 1)
        return Content("\n").join([mark + first, *(line.pad_left(_MARK_WIDTH) for line in others)])

    def _lines(self, width: int) -> list[Content]:
        if self._message is None:
            return [Content("")]
        severity, what, hint = self._message
        if severity is Severity.BUSY:
            what = wait_notice() or what
        text = Content.styled(what, "$text-error") if severity is Severity.ERROR else Content(what)
        if hint:
            space = Content(" " if severity is Severity.BUSY else "\n")
            text = space.join([text, Content.styled(hint, "$text-muted")])
        return text.wrap(max(1, min(width - _MARK_WIDTH, _MAX_WIDTH))) or [text]

    def _keep_up_to_date(self, *, is_busy: bool) -> None:
        if is_busy and self._refreshing is None:
            self._refreshing = self.set_interval(_REFRESH_SECONDS, lambda: self.show(self._message))
        elif not is_busy and self._refreshing is not None:
            self._refreshing.stop()
            self._refreshing = None
