"""The line that shows which steps are done, which one this is, and which are to come."""

from __future__ import annotations

from textual.content import Content

from wizard.onboarding.answers import Step
from wizard.tui.widgets.marks import MARKS

_NAMES = ("Token", "Team", "Workspace", "Contacts", "Save")
"""What the steps are called, in their order."""


def step_line(current: Step | None, width: int) -> Content:
    """Give all five steps; where they do not fit, the number and name of this one. None: all are done.

    Marks tell the three states apart without colour too.
    """
    line = Content.styled(f"  {MARKS.between}  ", "$text-muted").join(_part(step, current) for step in Step)
    if line.cell_length <= width:
        return line
    if current is None:
        return Content.assemble((f"{MARKS.done} ", "$text-success"), "All steps done")
    number = _step_of(current + 1, len(Step))
    return Content.assemble((number, "$text-muted"), "  ", _part(current, current))


def _part(step: Step, current: Step | None) -> Content:
    if current is None or step < current:
        return Content.assemble((f"{MARKS.done} ", "$text-success"), _NAMES[step])
    if step == current:
        return Content.styled(f"{MARKS.here} {_NAMES[step]}", "$text-accent bold")
    return Content.styled(f"{MARKS.ahead} {_NAMES[step]}", "$text-muted")


def _step_of(number: int, count: int) -> str:
    """Which step this is, where the names of all do not fit."""
    return f"Step {number} of {count}"
