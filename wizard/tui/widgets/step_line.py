"""The line of steps: which are done, which one this is, and which come next."""

from __future__ import annotations

from textual.content import Content

from wizard.onboarding.answers import Step
from wizard.tui.widgets.marks import MARKS

_NAMES = ("Token", "Team", "Workspace", "Contacts", "Save")
"""Short names of the steps, in order."""


def step_line(current: Step | None, width: int) -> Content:
    """Return the line for the `current` step, or for the end (None), in `width` cells.

    If the names of all steps don't fit, it names only the current one. Marks tell the states apart even
    without colours.
    """
    line = Content.styled(f"  {MARKS.between}  ", "$text-muted").join(_part(step, current) for step in Step)
    if line.cell_length <= width:
        return line
    if current is None:
        return Content.assemble((f"{MARKS.done} ", "$text-success"), "All steps done")
    number = f"Step {current + 1} of {len(Step)}"
    return Content.assemble((number, "$text-muted"), "  ", _part(current, current))


def _part(step: Step, current: Step | None) -> Content:
    if current is None or step < current:
        return Content.assemble((f"{MARKS.done} ", "$text-success"), _NAMES[step])
    if step == current:
        return Content.styled(f"{MARKS.here} {_NAMES[step]}", "$text-accent bold")
    return Content.styled(f"{MARKS.ahead} {_NAMES[step]}", "$text-muted")
