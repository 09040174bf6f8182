"""The closing page: where the file is, and how other tools read it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from wizard import words
from wizard.config.paths import VARIABLE, default_folder
from wizard.config.saving import Saved
from wizard.run import Outcome
from wizard.widgets.key_line import KeyLine
from wizard.widgets.step_line import StepLine


class DoneScreen(Screen[None]):
    """Saved. Enter ends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", "Finish", priority=True),
        Binding("escape,q", "close", show=False),
        Binding("p", "copy('path')", "Copy path"),
        Binding("s", "copy('shell')", "Copy shell"),
        Binding("y", "copy('python')", "Copy Python"),
        Binding("c", "copy('command')", "Copy command"),
        Binding("ctrl+q", "close", "Leave", show=False, priority=True),
    ]

    def __init__(self, saved: Saved, command: str, *, is_demo: bool) -> None:
        super().__init__()
        self._saved = saved
        self._is_demo = is_demo
        self._texts = {
            "path": str(saved.path),
            "shell": shell_reader(saved.path, in_keyring=_is_in_keyring(saved)),
            "python": python_reader(saved.path),
            "command": command,
        }

    def compose(self) -> ComposeResult:
        """What was saved, and how to read it."""
        yield StepLine(None)
        yield Static(
            Content.styled(f"✓ Saved as “{self._saved.document.current}”", "$text-success"), id="title"
        )
        yield Static(self._introduction(), id="introduction", markup=False)
        with VerticalScroll(id="body", can_focus=False):
            yield from _reader("c", "The same without a screen, the token piped in", self._texts["command"])
            yield from _reader("s", "In a shell, with jq", self._texts["shell"])
            yield from _reader("y", "In Python, where this program is installed", self._texts["python"])
            yield from _reader(
                "",
                "With this program",
                "cfw            # switch, or browse\n"
                "cfw status     # what is used here, and whether it works\n"
                "cfw env        # the choice as environment variables",
            )
        yield KeyLine()

    def _introduction(self) -> Content:
        lines = [Content.assemble("The file is ", (str(self._saved.path), "bold"))]
        if self._is_demo:
            lines.append(Content(words.DEMO))
        lines += [Content.styled(f"! {note}", "$text-warning") for note in self._saved.notes]
        return Content("\n").join(lines)

    def action_copy(self, what: str) -> None:
        """Copy one of the texts."""
        self.app.copy_to_clipboard(self._texts[what])
        said = f"Copied the {what}." if what in ("path", "command") else f"Copied the {what} lines."
        self.notify(said, markup=False)

    def action_close(self) -> None:
        """End the program."""
        self.app.exit(Outcome(f"Saved profile “{self._saved.document.current}” in {self._saved.path}"))


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
    elsewhere = path.parent != default_folder()
    return (f"# with {VARIABLE}={shlex.quote(str(path.parent))}\n" if elsewhere else "") + (
        "import httpx, wizard\n\n"
        "saved = wizard.load()\n"
        "httpx.get(\n"
        '    f"{saved.api_url}/workspaces/{saved.workspace.id}/contacts",\n'
        '    headers={"Authorization": f"Bearer {saved.token.reveal()}"},\n'
        ")"
    )


def _reader(key: str, heading: str, code: str) -> ComposeResult:
    title = Content.assemble((heading, "bold"), (f"   {key} copies" if key else "", "dim"))
    yield Static(title, classes="reader-title", markup=False)
    yield Static(Content(code), classes="code", markup=False)
