"""The line that shows which steps are done, which one this is, and which are to come."""

from __future__ import annotations

from textual.content import Content

from wizard.onboarding.answers import Step
from wizard.tui.widgets.marks import MARKS
from wizard.words import steps as words


def step_line(current: Step | None, width: int) -> Content:
    """Give all five steps; where they do not fit, the number and name of this one. None: all are done.

    Marks tell the three states apart without colour too.
    """
    line = Content.styled(f"  {MARKS.between}  ", "$text-muted").join(_part(step, current) for step in Step)
    if line.cell_length <= width:
        return line
    if current is None:
        return Content.assemble((f"{MARKS.done} ", "$text-success"), words.ALL_DONE)
    number = words.step_of(current + 1, len(Step))
    return Content.assemble((number, "$text-muted"), "  ", _part(current, current))


def _part(step: Step, current: Step | None) -> Content:
    if current is None or step < current:
        return Content.assemble((f"{MARKS.done} ", "$text-success"), words.NAMES[step])
    if step == current:
        return Content.styled(f"{MARKS.here} {words.NAMES[step]}", "$text-accent bold")
    return Content.styled(f"{MARKS.ahead} {words.NAMES[step]}", "$text-muted")
