"""What the apps share: keys, help, command palette, themes, leaving, and crash reports without secrets."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.driver import Driver
from textual.screen import Screen
from textual.theme import Theme

from wizard.config.remembered_theme import remember_theme, remembered_theme
from wizard.onboarding.session import Outcome, Session
from wizard.support.event_loop import QuickShutdownExecutor
from wizard.support.log import log_crash
from wizard.support.safe_text import sanitize_line
from wizard.tui.keymap import MOVING, bind, key_display, load_keymap
from wizard.tui.themes import THEMES, chosen
from wizard.tui.typed_keys import TypedKeys
from wizard.tui.widgets.key_reasons import KeyReasons
from wizard.tui.widgets.marks import MARKS, PLAIN
from wizard.tui.widgets.top_line import PRODUCT

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Signals that end the program: from a supervisor, or because its window was closed."""

_PATIENCE = 3.0
"""Seconds after a signal until the program ends in any case."""


def _is_a_job() -> bool:
    """Whether a shell with job control started this program: it gives each job a process group of its own."""
    return hasattr(os, "getpgrp") and os.getpgrp() == os.getpid() != os.getsid(0)


class BaseApp(App[Outcome]):
    """An app for one session, whose connections it closes at the end."""

    TITLE = f"{PRODUCT} setup"
    CSS_PATH = "wizard.tcss"
    NOTIFICATION_TIMEOUT = 4
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("leave", "quit", "Leave", show=False, priority=True),
        Binding("ctrl+c", "quit", "Leave", show=False),
        bind("commands", "command_palette", "Commands", "Find a command by name"),
        bind("help", "help", "Help", "Show all keys", key_display="F1/?"),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, priority=True),
    ]

    def __init__(self, session: Session) -> None:
        self._remembered_theme = remembered_theme()
        theme = chosen(remembered=self._remembered_theme)
        self.set_reactive(App.theme, theme)  # set later, all styles would be made a second time
        super().__init__()
        self._session = session
        if "TEXTUAL_ANIMATIONS" not in os.environ:
            self.animation_level = "none"
        self.set_class(MARKS is PLAIN, "-plain")
        self.typed_keys = TypedKeys(self, super().on_event, lambda: self.is_between_screens)
        self.own_keys, self._faults_of_keys = load_keymap(session.path)

    async def on_event(self, event: events.Event) -> None:
        """Keep keys and pastes in order, whatever they do to the screens."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self.typed_keys.take(event)
        else:
            await super().on_event(event)

    @property
    def is_between_screens(self) -> bool:
        """Whether the screen is answered and another one is about to take its place."""
        return False

    def on_load(self) -> None:
        """End in good order on a signal, so that the terminal is left as it was found."""
        self.set_keymap(self.own_keys)
        loop = asyncio.get_running_loop()
        loop.set_default_executor(QuickShutdownExecutor())
        for number in _ENDING:
            with suppress(NotImplementedError):  # Windows has none of these
                loop.add_signal_handler(number, self._end, number)

    def _end(self, number: int) -> None:
        self.exit(None, 128 + number)
        last_resort = threading.Timer(_PATIENCE, os._exit, [128 + number])
        last_resort.daemon = True  # a closed window takes no output, and Textual waits for it to do so
        last_resort.start()

    def on_ready(self) -> None:
        """Report keys and a theme that can't be used, and remember which theme is chosen from now on."""
        for fault_of_key in self._faults_of_keys:
            self.notify(fault_of_key, severity="warning", markup=False, timeout=20)
        if self._remembered_theme and self._remembered_theme not in THEMES:
            name = sanitize_line(self._remembered_theme)
            self.notify(f"There is no theme “{name}” any more, so this is the usual one.", markup=False)
            remember_theme(self.theme)
        if not self._session.is_demo:
            self.theme_changed_signal.subscribe(self, lambda theme: remember_theme(theme.name))

    def on_resize(self) -> None:
        """Draw everything again, even at the same size: a terminal that was smaller in between lost text."""
        if self.screen_stack and self.screen.outer_size:
            self.screen.refresh()

    @property
    def available_themes(self) -> dict[str, Theme]:
        """All themes by name: Textual's, and our own."""
        return dict(THEMES)

    async def on_unmount(self) -> None:
        """Close the connections."""
        await self._session.connect.close()

    def action_help(self) -> None:
        """Explain the screen and list its keys."""
        from wizard.tui.screens.help import HelpScreen  # noqa: PLC0415 - when it's shown

        screen: Any = self.screen
        title = screen.title_text() if hasattr(screen, "title_text") else Content("Keys")
        explanation = HelpScreen(title, screen.HELP or "")
        self.push_screen(explanation)
        explanation.explain(screen)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """List what the screen can do right now, in the words of its help, and the themes.

        Textual's "Screenshot" is left out because it would write a revealed token to disk, and "Keys" because
        the help has them.
        """
        from wizard.tui.screens.help import commands  # noqa: PLC0415 - as for the help

        for command in commands(screen):
            if command.is_enabled and command.action != "command_palette":
                run = partial(self.run_action, command.action, command.node)
                is_listed = command.group != MOVING.description
                yield SystemCommand(command.text, f"Key: {command.keys}", run, is_listed)
        yield SystemCommand("Theme", "Choose the colours", self.action_change_theme)

    def on_key(self, event: events.Key) -> None:
        """Say why a key does nothing, if it does something at other times."""
        active = self.screen.active_bindings.get(event.key)
        if active and not active.enabled and isinstance(active.node, KeyReasons):
            self.clear_notifications()
            self.notify(active.node.why_not(active.binding.action), markup=False)

    def get_key_display(self, binding: Binding) -> str:
        """Name a key as the key bar, the help and the palette show it: Enter, ^R, F2."""
        return key_display(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer help where there is some, and suspending where a shell can bring the program back."""
        match action:
            case "help":
                return self.screen.HELP is not None or self.screen.is_modal
            case "suspend_process":
                return _is_a_job()
            case _:
                return super().check_action(action, parameters)

    async def action_quit(self) -> None:
        """Leave."""
        self.leave()

    def leave(self) -> None:
        """Leave. Subclasses ask first if something would be lost."""
        self.exit(None)

    def get_driver_class(self) -> type[Driver]:
        """Choose a terminal driver that survives keys typed in another encoding than UTF-8."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from wizard.tui.driver import PatientDriver  # noqa: PLC0415 - can't be imported on Windows

        return PatientDriver

    def _handle_exception(self, error: Exception) -> None:
        """Log where the program failed, if a log was asked for."""
        log_crash(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Report a crash without Textual's traceback, which would print local variables, and so the token."""
        self.panic()

    def panic(self, *_: object) -> None:
        """End with a sentence in place of Textual's report."""
        super().panic("Something went wrong inside this program, and it had to stop. Nothing was half saved.")
