"""The closing page: where the file is, and how other tools read it."""

from __future__ import annotations

import shlex
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from wizard.config.saving import Saved
from wizard.widgets.step_line import StepLine


class DoneScreen(Screen[None]):
    """Saved. Enter ends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", "Finish", priority=True),
        Binding("escape,q", "close", show=False),
        Binding("p", "copy('path')", "Copy path"),
        Binding("s", "copy('shell')", "Copy shell"),
        Binding("y", "copy('python')", "Copy Python"),
        Binding("ctrl+q", "close", "Leave", show=False, priority=True),
    ]

    def __init__(self, saved: Saved, *, is_demo: bool) -> None:
        super().__init__()
        self._saved = saved
        self._is_demo = is_demo
        self._texts = {
            "path": str(saved.path),
            "shell": shell_reader(saved),
            "python": python_reader(),
        }

    def compose(self) -> ComposeResult:
        """What was saved, and how to read it."""
        yield StepLine(None)
        yield Static(
            Content.styled(f"✓ Saved as “{self._saved.document.current}”", "$text-success"), id="title"
        )
        yield Static(self._introduction(), id="introduction", markup=False)
        with VerticalScroll(id="body", can_focus=False):
            yield from _reader("s", "In a shell, with jq", self._texts["shell"])
            yield from _reader("y", "In Python, where this program is installed", self._texts["python"])
            yield from _reader(
                "",
                "With this program",
                "cfw path     # where the file is\ncfw          # save another workspace",
            )
        yield Footer()

    def _introduction(self) -> Content:
        lines = [Content.assemble("The file is ", (str(self._saved.path), "bold"))]
        if self._is_demo:
            lines.append(
                Content("This was the demo: its data and its token are invented, and work nowhere else.")
            )
        lines += [Content.styled(f"! {note}", "$text-warning") for note in self._saved.notes]
        return Content("\n").join(lines)

    def action_copy(self, what: str) -> None:
        """Copy one of the texts."""
        self.app.copy_to_clipboard(self._texts[what])
        self.notify(f"Copied the {what} lines." if what != "path" else "Copied the path.", markup=False)

    def action_close(self) -> None:
        """End the program."""
        if self.is_current:
            self.dismiss()


def shell_reader(saved: Saved) -> str:
    """Lines of POSIX shell that list a few contacts of the saved workspace."""
    return (
        f"config={shlex.quote(str(saved.path))}\n"
        "profile=$(jq '.profiles[.current]' \"$config\")\n"
        'token=$(printf %s "$profile" | jq -r .token)\n'
        'url=$(printf %s "$profile" | jq -r \'"\\(.api_url)/workspaces/\\(.workspace.id)/contacts"\')\n'
        'printf \'Authorization: Bearer %s\' "$token" | curl -H @- -A my-script/1.0 "$url"'
    )


def python_reader() -> str:
    """Lines of Python that give the saved profile."""
    return (
        "import wizard\n"
        "profile = wizard.load()\n"
        'url = f"{profile.api_url}/workspaces/{profile.workspace.id}/contacts"\n'
        'headers = {"Authorization": f"Bearer {profile.token.reveal()}"}'
    )


def _reader(key: str, heading: str, code: str) -> ComposeResult:
    title = Content.assemble((heading, "bold"), (f"   {key} copies" if key else "", "$text-muted"))
    yield Static(title, classes="reader-title", markup=False)
    yield Static(Content(code), classes="code", markup=False)
