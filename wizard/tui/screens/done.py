"""The closing page: where the file is, and how other tools read it."""

from __future__ import annotations

import shlex
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from wizard.config.paths import CONFIG_DIR_VARIABLE, default_path
from wizard.config.saving import Saved
from wizard.onboarding import step_texts
from wizard.onboarding.flow import Completed
from wizard.onboarding.session import Outcome
from wizard.support.safe_text import sanitize_lines
from wizard.tui.screens.copying import CopyScreen, copy
from wizard.tui.widgets.heading import Heading
from wizard.tui.widgets.key_bar import KeyBar
from wizard.tui.widgets.marks import MARKS
from wizard.tui.widgets.step_line import step_line
from wizard.words import key_names as key_names_words

_NAMES = {
    "path": "the path",
    "shell": "the shell lines",
    "python": "the python lines",
    "command": "the command",
}
"""The texts that can be copied, as they are spoken of."""


class DoneScreen(Screen[None]):
    """Saved. Enter ends."""

    HELP = (
        "Your setup is saved. This is how scripts and other tools read it; `cfw` alone lists what is saved."
    )

    CSS_PATH = "tables.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", "Finish", priority=True),
        Binding("escape,q", "close", show=False),
        Binding("p", "copy('path')", "Copy path", id="copy_path"),
        Binding("s", "copy('shell')", "Copy shell", id="copy_shell"),
        Binding("y", "copy('python')", "Copy Python", id="copy_python"),
        Binding("c", "copy('command')", "Copy command", id="copy_command"),
        Binding("v", "show_copy", show=False, id="show_copy"),
        Binding("ctrl+q", "close", "Leave", show=False, priority=True, id="leave"),
    ]

    def __init__(self, completed: Completed, *, is_demo: bool) -> None:
        super().__init__()
        saved = completed.saved
        self._completed = completed
        self._is_demo = is_demo
        self._copied = ""
        self._texts = {
            "path": str(saved.path),
            "shell": shell_reader(saved.path, in_keyring=_is_in_keyring(saved)),
            "python": python_reader(saved.path),
            "command": completed.command,
        }

    def compose(self) -> ComposeResult:
        """What was saved, and how to read it."""
        yield Heading(self.title_text(), self._introduction(), partial(step_line, None))
        with VerticalScroll(id="body"):
            yield from _reader(
                "copy_command", "The same without a screen, the token piped in", self._texts["command"]
            )
            yield from _reader("copy_shell", "In a shell, with jq", self._texts["shell"])
            yield from _reader(
                "copy_python", "In Python, where this program is installed", self._texts["python"]
            )
            yield from _reader(
                "",
                "With this program",
                (
                    "cfw            # switch, or browse\n"
                    "cfw status     # what is used here, and whether it works\n"
                    "cfw env        # the choice as environment variables"
                ),
            )
        yield KeyBar()

    def title_text(self) -> Content:
        """What was done."""
        return Content.assemble(
            (f"{MARKS.done} ", "$text-success"), f"Saved as “{self._completed.profile_name}”"
        )

    def _introduction(self) -> Content:
        lines = [Content.assemble("The file is ", (sanitize_lines(str(self._completed.saved.path)), "bold"))]
        if self._is_demo:
            lines.append(Content(step_texts.DEMO))
        lines += [
            Content.styled(f"! {sanitize_lines(note)}", "$text-warning")
            for note in self._completed.saved.notes
        ]
        return Content("\n").join(lines)

    def action_copy(self, what: str) -> None:
        """Copy one of the texts."""
        self._copied = self._texts[what]
        copy(self.app, self._copied, _NAMES[what])

    def action_show_copy(self) -> None:
        """Show what was copied last, to select it by hand."""
        if self._copied:
            self.app.push_screen(CopyScreen(self._copied))

    def action_close(self) -> None:
        """End the program."""
        self.app.exit(Outcome(self._completed.line))


def _is_in_keyring(saved: Saved) -> bool:
    return saved.document.profiles[saved.document.current or ""].token_store == "keyring"


def shell_reader(path: Path, *, in_keyring: bool = False) -> str:
    """Lines of POSIX shell that list contacts of the current profile; the token stays out of argv."""
    token = "cfw token" if in_keyring else "get token"
    return (
        f"config={shlex.quote(str(path))}\n"
        'get() { jq -r ".profiles[.current].$1" "$config"; }\n'
        "url=$(get api_url)/workspaces/$(get workspace.id)/contacts\n"
        f'echo "Authorization: Bearer $({token})" |\n'
        '  curl -A my-script/1.0 -H @- "$url"'
    )


def python_reader(path: Path) -> str:
    """Lines of Python that do the same; where the file is at an unusual place they say so."""
    elsewhere = path != default_path()
    return (f"# with {CONFIG_DIR_VARIABLE}={shlex.quote(str(path.parent))}\n" if elsewhere else "") + (
        "import httpx, wizard\n\n"
        "saved = wizard.load()\n"
        "httpx.get(\n"
        '    f"{saved.api_url}/workspaces/{saved.workspace.id}/contacts",\n'
        '    headers={"Authorization": f"Bearer {saved.token.reveal()}"},\n'
        ")"
    )


def _reader(key: str, heading: str, code: str) -> ComposeResult:
    title = Content.assemble(
        (heading, "bold"), (f"   {key_names_words.key(key)} copies" if key else "", "$text-muted")
    )
    yield Static(title, classes="reader-title", markup=False)
    yield Static(Content(sanitize_lines(code)), classes="code", markup=False)
