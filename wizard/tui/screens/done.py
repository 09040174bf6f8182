"""The last screen: what was saved, what to do next, and how scripts and other tools read it."""

from __future__ import annotations

import shlex
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from wizard.api.errors import ApiError
from wizard.config.errors import ConfigError
from wizard.config.paths import CONFIG_DIR_VARIABLE, default_path, path_from_home
from wizard.onboarding import step_texts
from wizard.onboarding.flow import Completed
from wizard.onboarding.next_steps import aligned, next_steps, outcome_of
from wizard.onboarding.session import NextStep, Session
from wizard.support.safe_text import sanitize_lines
from wizard.tui.keymap import bind, key_name
from wizard.tui.screens.clipboard import SHOW_COPY, ShowsCopies, copy
from wizard.tui.widgets.heading import Heading
from wizard.tui.widgets.key_bar import KeyBar
from wizard.tui.widgets.marks import MARKS
from wizard.tui.widgets.notice import Notice, Severity
from wizard.tui.widgets.scroll_pane import ScrollPane
from wizard.tui.widgets.step_line import step_line
from wizard.tui.widgets.top_line import TopLine


class NextSteps(Static):
    """Commands and what they are for, each on one line if there is room."""

    def __init__(self, steps: tuple[NextStep, ...]) -> None:
        super().__init__(classes="code", markup=False)
        self._steps = steps

    def on_resize(self) -> None:
        """Use the width."""
        self.update(Content(sanitize_lines("\n".join(aligned(self._steps, self.content_size.width)))))


class DoneScreen(Screen[None], ShowsCopies):
    """Saved."""

    HELP = "Your setup is saved. These commands use it, and scripts and other tools read it like this."
    CSS_PATH = "tables.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", "Done", priority=True),
        Binding("escape,q", "close", "Done", show=False),
        bind("copy_command", "copy('the command')", "Copy command", "Copy the command"),
        Binding("b", "browse", "Browse contacts", tooltip="Browse the workspace's contacts"),
        bind("copy_shell", "copy('the shell lines')", "Copy shell", "Copy the shell lines"),
        bind("copy_python", "copy('the Python lines')", "Copy Python", "Copy the Python lines"),
        bind("copy_path", "copy('the path')", "Copy path", "Copy the path of the file"),
        SHOW_COPY,
        bind("leave", "close", "Leave", show=False, priority=True),
    ]

    def __init__(self, completed: Completed, session: Session) -> None:
        super().__init__()
        saved = completed.saved
        self._profile = saved.document.profiles[completed.profile_name]
        self._completed = completed
        self._session = session
        self._notice = Notice()
        self._next = NextSteps(next_steps(session))
        self._texts = {
            "the path": str(saved.path),
            "the shell lines": shell_reader(saved.path, is_elsewhere=self._profile.token_store != "file"),
            "the Python lines": python_reader(saved.path),
            "the command": completed.command,
        }

    def compose(self) -> ComposeResult:
        """What was saved, what to do next, and how scripts read it."""
        top = TopLine.of(self.app.title, self._session)
        yield Heading(top, self.title_text(), self._introduction(), partial(step_line, None))
        with ScrollPane(id="body"):
            yield Static(Content.styled("Next", "bold"), classes="reader-title", markup=False)
            yield self._next
            if not self._session.is_demo:  # whose token works nowhere else
                yield from self._readers()
        yield self._notice
        yield KeyBar()

    def _readers(self) -> ComposeResult:
        """How scripts and other tools read it."""
        texts = self._texts
        yield from self._reader(
            "For scripts: the same setup as one command",
            texts["the command"],
            "copy_command",
        )
        yield from self._reader("In a shell, with jq", texts["the shell lines"], "copy_shell")
        yield from self._reader(
            "In Python, with this program installed", texts["the Python lines"], "copy_python"
        )

    def _reader(self, heading: str, code: str, key: str = "") -> ComposeResult:
        """Yield a text under its heading. `key` names the key that copies it."""
        copies = f"   {key_name(self, key)} copies" if key else ""
        title = Content.assemble((heading, "bold"), (copies, "$text-muted"))
        yield Static(title, classes="reader-title", markup=False)
        yield Static(Content(sanitize_lines(code)), classes="code", markup=False)

    def title_text(self) -> Content:
        """What was done."""
        return Content.assemble(
            (f"{MARKS.done} ", "$text-success"),
            f"Saved as “{self._completed.profile_name}”",
            "" if self._session.is_demo else ", your current workspace",
        )

    def _introduction(self) -> Content:
        path = sanitize_lines(path_from_home(self._completed.saved.path))
        lines = [] if self._session.is_temporary else [Content.assemble("The file is ", (path, "bold"))]
        if self._session.is_demo:
            lines.append(Content(step_texts.DEMO))
        lines += [
            Content.styled(f"! {sanitize_lines(note)}", "$text-warning")
            for note in self._completed.saved.notes
        ]
        return Content("\n").join(lines)

    def why_not(self, action: str) -> str:
        """The demo has nothing that would work elsewhere."""
        if action == "copy" and self._session.is_demo:
            return "This was the demo: there is nothing to copy that works elsewhere."
        return super().why_not(action)

    def action_copy(self, what: str) -> None:
        """Copy one of the texts."""
        copy(self.app, self._texts[what], what)

    @work(group="browse", exclusive=True)
    async def action_browse(self) -> None:
        """Browse the contacts of the workspace that was saved, and come back."""
        from wizard.tui.screens.browse import ContactsOnlyScreen  # noqa: PLC0415 - only this key needs it

        profile = self._profile
        try:
            account = await self._session.account_of(profile)
        except (ApiError, ConfigError) as error:
            self._notice.say(Severity.ERROR, error.what, error.hint)
            return
        screen = ContactsOnlyScreen(self._session, account, profile.team, profile.workspace)
        await self.app.push_screen(screen)
        await screen.reply
        self.app.pop_screen()

    def action_close(self) -> None:
        """End the program."""
        self.app.exit(outcome_of(self._session, self._completed))


def shell_reader(path: Path, *, is_elsewhere: bool = False) -> str:
    """Return lines of POSIX shell that list the current profile's contacts. The token stays out of argv."""
    token = "cfw token" if is_elsewhere else "get token"
    return (
        f"config={shlex.quote(str(path))}\n"
        'get() { jq -r ".profiles[.current].$1" "$config"; }\n'
        "url=$(get api_url)/workspaces/$(get workspace.id)/contacts\n"
        f'echo "Authorization: Bearer $({token})" |\n'
        '  curl -A my-script/1.0 -H @- "$url"'
    )


def python_reader(path: Path) -> str:
    """Return lines of Python that do the same. If the file isn't in the usual place, they say where it is."""
    elsewhere = path != default_path()
    return (f"# with {CONFIG_DIR_VARIABLE}={shlex.quote(str(path.parent))}\n" if elsewhere else "") + (
        "import httpx, wizard\n\n"
        "saved = wizard.load()\n"
        "httpx.get(\n"
        '    f"{saved.api_url}/workspaces/{saved.workspace.id}/contacts",\n'
        '    headers={"Authorization": f"Bearer {saved.token.reveal()}"},\n'
        ")"
    )
