"""The first line of every screen: which program this is, DEMO in the demo, and where it saves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content

from wizard.onboarding.session import Session
from wizard.support.safe_text import sanitize_lines

PRODUCT = "ClickFunnels"
_GAP = 2
"""Cells at least between the two ends of the line."""


class TopLine(NamedTuple):
    """What the line says: the program on the left, and what else matters all the time on the right."""

    title: str
    is_demo: bool = False
    others: tuple[str, ...] = ()
    """Texts for the right end, the longest first; the first one that fits is shown."""

    @classmethod
    def of(cls, title: str, session: Session) -> TopLine:
        """Say where the session saves."""
        brief = sanitize_lines(f"saves to …/{session.path.parent.name}")
        return cls(
            title, session.is_demo, (session.saves_to, "nothing is kept" if session.is_temporary else brief)
        )

    def alone(self, width: int) -> Content:
        """Return the line in `width` cells."""
        return _spread(self._name(self.title), map(_muted, self.others), width)

    def beside(self, line: Content, width: int) -> Content:
        """Return `line` with as much of this one as fits at its right end, for low windows."""
        name = self._name(self.title)
        full = (Content.assemble(name, "  ", _muted(other)) for other in self.others)
        brief = self._name("" if self.is_demo else PRODUCT)
        return _spread(line, (*full, name, brief), width)

    def _name(self, title: str) -> Content:
        demo = Content.styled("DEMO", "bold $text-warning") if self.is_demo else Content("")
        return Content(" · ").join(part for part in (Content.styled(title, "bold"), demo) if part)


def _spread(left: Content, rights: Iterable[Content], width: int) -> Content:
    """Put the first of `rights` that fits at the other end of the line."""
    for right in rights:
        room = width - left.cell_length - right.cell_length
        if room >= _GAP:
            return Content.assemble(left, " " * room, right)
    return left


def _muted(text: str) -> Content:
    return Content.styled(text, "$text-muted")
