"""What all applications of this program share: keys, help, leaving, and what is said at a fault of ours."""

from __future__ import annotations

import gc
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from wizard.run import Outcome, Run
from wizard.screens.explain import ExplainScreen
from wizard.screens.home import HomeScreen
from wizard.screens.step import StepScreen


class BaseApp(App[Outcome]):
    """An application over one run's connections, which it closes at its end."""

    TITLE = "ClickFunnels setup"
    CSS_PATH = "wizard.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "explain", "Help"),
        Binding("ctrl+q", "quit", "Leave", priority=True),
    ]

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run = run

    def on_ready(self) -> None:
        """Keep the garbage collector from going through all libraries often: keys wait 0.1 s for it."""
        gc.set_threshold(2_000, 20, 100)
        self.set_timer(1, gc.freeze)

    async def on_unmount(self) -> None:
        """Close the connections."""
        await self._run.connect.close()

    def action_explain(self) -> None:
        """Explain the step."""
        if isinstance(self.screen, StepScreen | HomeScreen):
            self.push_screen(ExplainScreen(self.screen.title_text(), self.screen.EXPLANATION))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is help on steps only."""
        if action == "explain":
            return isinstance(self.screen, StepScreen | HomeScreen)
        return super().check_action(action, parameters)

    def action_help_quit(self) -> None:
        """Ctrl+C means leave, as everywhere else."""
        self.call_next(self.action_quit)

    def _fatal_error(self) -> None:
        """Say that a fault of ours ended the program: no traceback, whose local variables hold the token."""
        self.panic("Something went wrong inside this program, and it had to stop. Nothing was half saved.")
