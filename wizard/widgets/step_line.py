"""The line that shows which steps are done, which one this is, and which are to come."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from wizard.flow import Step

from .marks import MARKS

NAMES = {
    Step.TOKEN: "Token",
    Step.TEAM: "Team",
    Step.WORKSPACE: "Workspace",
    Step.CONTACTS: "Contacts",
    Step.SAVE: "Save",
}


class StepLine(Widget):
    """All five steps; where they do not fit, the number and name of this one."""

    def __init__(self, current: Step | None) -> None:
        super().__init__()
        self._current = current
        """None when all is done."""

    def render(self) -> Content:
        """Marks tell the three states apart without colour too."""
        line = Content.styled(f"  {MARKS.between}  ", "$text-muted").join(self._part(step) for step in Step)
        if line.cell_length <= self.content_size.width:
            return line
        if self._current is None:
            return Content.assemble((f"{MARKS.done} ", "$text-success"), "All steps done")
        number = f"Step {self._current + 1} of {len(Step)}"
        return Content.assemble((number, "$text-muted"), "  ", self._part(self._current))

    def _part(self, step: Step) -> Content:
        if self._current is None or step < self._current:
            return Content.assemble((f"{MARKS.done} ", "$text-success"), NAMES[step])
        if step == self._current:
            return Content.styled(f"{MARKS.here} {NAMES[step]}", "$text-accent bold")
        return Content.styled(f"{MARKS.ahead} {NAMES[step]}", "$text-muted")
