"""What all applications of this program share: keys, help, leaving, and what is said at a fault of ours."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.notifications import Notification, Notify, SeverityLevel
from textual.reactive import Reactive
from textual.theme import Theme

from wizard.onboarding.session import Outcome, Session
from wizard.tui.themes import THEMES, chosen
from wizard.tui.widgets.marks import MARKS, PLAIN
from wizard.words import key_names as key_names_words

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.screen import Screen


_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Signals that end a program: a supervisor's, and that of a window which is closed."""

_PATIENCE = 3.0
"""Seconds until a signal ends the program in any case."""


def explains_itself(screen: Screen[Any]) -> bool:
    """Whether this is a step or the jump list, rather than something over one of them."""
    return hasattr(screen, "explanation")


def _is_a_job() -> bool:
    """Whether a shell with job control started this: it gives each job a group of its own, in its session."""
    return hasattr(os, "getpgrp") and os.getpgrp() == os.getpid() != os.getsid(0)


class BaseApp(App[Outcome]):
    """An application over one run's connections, which it closes at its end."""

    TITLE = "ClickFunnels setup"
    CSS_PATH = "wizard.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "explain", "Help", key_display="F1/?", id="help"),
        Binding("question_mark,ctrl+slash,ctrl+underscore", "explain", show=False, id="help"),
        Binding("ctrl+q", "quit", "Leave", priority=True, id="leave"),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]

    theme: Reactive[str] = Reactive(chosen)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._passing: list[Notification] = []
        """What was said of the last key."""
        if "TEXTUAL_ANIMATIONS" not in os.environ:
            self.animation_level = "none"
        self.set_class(MARKS is PLAIN, "-plain")
        self._own_keys: dict[str, str] = {}
        self._faults_of_keys: list[str] = []
        own: dict[str, tuple[str, ...]] = {}
        if session.path.exists():
            from wizard.tui.keymap import load_keymap, spoken  # noqa: PLC0415

            self._own_keys, self._faults_of_keys = load_keymap(session.path)
            own = {name: spoken(keys) for name, keys in self._own_keys.items()}
        key_names_words.use(own)

    @property
    def available_themes(self) -> Mapping[str, Theme]:  # type: ignore[override]
        """All themes that there are, from the start: one that is set later has everything styled twice."""
        return THEMES

    def on_load(self) -> None:
        """End as on a key where a signal asks for it: the terminal is left as it was found."""
        self.set_keymap(self._own_keys)
        loop = asyncio.get_running_loop()
        for number in _ENDING:
            with suppress(NotImplementedError):  # Windows has none of these
                loop.add_signal_handler(number, self._end, number)

    def _end(self, number: int) -> None:
        self.exit(None, 128 + number)
        last_resort = threading.Timer(_PATIENCE, os._exit, [128 + number])
        last_resort.daemon = True  # a window that is closed takes no more output, and Textual waits for it
        last_resort.start()

    def on_ready(self) -> None:
        """Keep the garbage collector from ever going through all libraries: keys wait 0.1 s for it."""
        from wizard.support.event_loop import QuickShutdownExecutor  # noqa: PLC0415 - no thread begins before the first frame

        asyncio.get_running_loop().set_default_executor(QuickShutdownExecutor())
        for fault_of_key in self._faults_of_keys:
            self.notify(fault_of_key, severity="warning", markup=False, timeout=20)
        gc.freeze()
        gc.set_threshold(2_000, 20, 100)
        gc.enable()
        self.set_timer(1, gc.freeze)

    def on_resize(self) -> None:
        """Draw all of it, even if the size is as before by now: a terminal that was smaller lost its text."""
        if self.screen_stack and self.screen.outer_size:
            self.screen.refresh()

    async def on_unmount(self) -> None:
        """Close the connections."""
        await self._session.connect.close()

    def action_explain(self) -> None:
        """Explain the screen."""
        from wizard.tui.screens.explain import ExplainScreen  # noqa: PLC0415

        screen: Any = self.screen
        if explains_itself(screen):
            own = " · ".join(f"{name} {keys}" for name, keys in self._own_keys.items())
            text = screen.explanation() + (f"\n\n{_own(own)}" if own else "")
            self.push_screen(ExplainScreen(screen.title_text(), text))

    def on_key(self, event: events.Key) -> None:
        """Say why a key does nothing, where it does something at other times."""
        if self.screen.is_active and event.key not in self.screen.active_bindings:
            from wizard.tui.screens.why_not import reason  # noqa: PLC0415

            if why := reason(self.screen, event.key):
                self.notify(why, markup=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in the corner; what has no time of its own goes with the next key."""
        if timeout is not None:
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)
            return
        note = Notification(message, title, severity, self.NOTIFICATION_TIMEOUT, markup)
        self._passing.append(note)
        self.post_message(Notify(note))

    async def on_event(self, event: events.Event) -> None:
        """Take away what was said of the key before."""
        if self._passing and isinstance(event, events.Key) and not event.is_forwarded:
            for note in self._passing:
                self._unnotify(note)
            self._passing.clear()
        await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dialogs explain themselves; who was started by no shell, nobody could bring back."""
        if action == "explain":
            return explains_itself(self.screen)
        if action == "suspend_process":
            return _is_a_job()
        return super().check_action(action, parameters)

    async def action_quit(self) -> None:
        """Leave, once all that was typed before is done: Textual has a key with priority overtake it."""
        self._take_turn(self.focused or self.screen)

    def _take_turn(self, node: DOMNode | None) -> None:
        """Go the way that keys go: from what has the focus up to the application."""
        if node is None or node is self:
            self.call_later(self.leave)
        elif not node.call_later(self._take_turn, node.parent):  # it is going away, and takes no more
            self._take_turn(node.parent)

    def leave(self) -> None:
        """End. Subclasses ask first if something would be lost."""
        self.exit(None)

    def action_help_quit(self) -> None:
        """Ctrl+C means leave, as everywhere else."""
        self.call_next(self.action_quit)

    def get_driver_class(self) -> type[Driver]:
        """Choose a terminal's driver that stands what is typed in another encoding."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from wizard.tui.driver import SturdyDriver  # noqa: PLC0415 - Windows has no such driver

        return SturdyDriver

    def _handle_exception(self, error: Exception) -> None:
        """Log where a fault of ours came up, if anybody asked for a log."""
        from wizard.support.log import log_crash  # noqa: PLC0415

        log_crash(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Say that a fault of ours ended the program: no traceback, whose local variables hold the token."""
        self.panic()

    def panic(self, *_: object) -> None:
        """End with a sentence, in place of whatever Textual has to say."""

        super().panic("Something went wrong inside this program, and it had to stop. Nothing was half saved.")


def _own(keys: str) -> str:
    """The keys of one's own that work, below a screen's explanation."""
    return f"Keys of your own: {keys}"
