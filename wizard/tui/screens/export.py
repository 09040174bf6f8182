"""The dialog that exports what the contact browser shows to a file."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import Input, Static

from wizard.account.account import Account
from wizard.api.errors import ApiError, Unreadable
from wizard.api.list_names import LIST_OF_CONTACTS
from wizard.api.parsing import parse_contact_line
from wizard.api.progress import Progress
from wizard.config.errors import reason_for
from wizard.config.paths import default_path
from wizard.contacts.export.errors import ExportNotWritten
from wizard.contacts.export.export_progress import ExportProgress
from wizard.contacts.export.exporter import Export
from wizard.contacts.export.partial_file import partial_path
from wizard.contacts.export.shown import MOST_IDS, ShownContacts
from wizard.contacts.export.target import look_at, typed_path
from wizard.contacts.progress import contact_count
from wizard.onboarding.session import Session
from wizard.support.errors import UserError
from wizard.support.safe_text import sanitize_line
from wizard.tui.keymap import key_name
from wizard.tui.screens.clipboard import copy
from wizard.tui.screens.confirm import ConfirmScreen
from wizard.tui.screens.contact_loader import BrowserState, ContactSource
from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.answer_input import AnswerInput
from wizard.tui.widgets.notice import Message, Notice, Severity

PROGRESS_SECONDS = 0.1
"""The pause between two updates of the progress."""

HOW_TO_NAME_IT = "The name’s ending decides the format: .csv, .jsonl, .json, or .txt for a table."


@dataclass(frozen=True, slots=True)
class ExportState:
    """How far it has come."""

    path: Path
    message: Message = (Severity.INFO, HOW_TO_NAME_IT, "")
    is_running: bool = False
    is_done: bool = False
    has_stopped: bool = False
    """Whether there is an unfinished export to continue."""


def shown_contacts(state: BrowserState, source: ContactSource, session: Session) -> ShownContacts:
    """Say what the browser shows."""
    total = state.loaded.contact_count if state.loaded.is_complete else None
    if total is None and state.known_total and not state.known_total.is_at_least:
        total = state.known_total.number
    is_elsewhere = session.path != default_path()
    elsewhere = ("--config-dir", str(session.path.parent)) if is_elsewhere else ()
    return ShownContacts(
        source.workspace,
        state.selection.query,
        None if state.matches is None else tuple(row.id for row in state.matches[: MOST_IDS + 1]),
        total,
        ("--demo",) if session.is_demo else elsewhere,
    )


class FileInput(AnswerInput):
    """The field for the file's name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Export", tooltip="Export to this file")
    ]


class ExportScreen(Dialog[None]):
    """Asks for the name of a file, and exports to it."""

    HELP = (
        "Writes the contacts that the list shows to a file, including those that aren't loaded yet. The "
        "command does the same."
    )
    DEFAULT_CSS = """
    ExportScreen {
        & > .box { width: 92; }
        #command { color: $text-muted; margin: 1 1 0 1; }
        &.-short #command { margin-top: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", tooltip="Stop exporting, or close"),
        Binding(
            "f5,alt+c", "copy_command", "Copy command", tooltip="Copy the command that repeats the export"
        ),
    ]

    state: reactive[ExportState] = reactive(ExportState(Path()))

    def __init__(self, account: Account, shown: ShownContacts, *, is_masked: bool) -> None:
        super().__init__("Export to a file")
        self._account = account
        self._shown = shown
        self._is_masked = is_masked
        self._field = FileInput(shown.suggested_name(), select_on_focus=False)
        self._field.border_title = "File"
        self._command = Static(id="command", markup=False)
        self._notice = Notice()

    def compose_box(self) -> ComposeResult:
        """What will be exported, where to, how it goes, and the command that does the same."""
        yield Static(self._what(), markup=False)
        yield self._field
        yield self._notice
        yield self._command

    def on_mount(self) -> None:
        """Suggest a name."""
        self.state = ExportState(typed_path(self._field.value))

    def _what(self) -> str:
        parts = [f"{self._shown.describe()}."]
        if not self._shown.is_whole:
            parts.append(
                f"What you typed found more than {MOST_IDS} contacts. ClickFunnels can’t search for it, "
                "so the file gets all the others too."
            )
        if self._is_masked:
            parts.append("Personal data is hidden on the screen; the file gets it in full.")
        return "\n".join(parts)

    def watch_state(self, state: ExportState) -> None:
        """Show the state."""
        self._notice.show(state.message)
        command = self._shown.command(state.path, resumes=state.has_stopped)
        self._command.update(sanitize_line(command))
        self._field.disabled = state.is_running or state.is_done

    @on(Input.Changed)
    def take_name(self, event: Input.Changed) -> None:
        """Show the command for the new name."""
        path = typed_path(event.value)
        if path != self.state.path:
            self.state = ExportState(path)

    def action_copy_command(self) -> None:
        """Copy the command that repeats the export."""
        copy(self.app, self._shown.command(self.state.path, resumes=self.state.has_stopped), "the command")

    def action_close(self) -> None:
        """Stop exporting, or close."""
        if self.state.is_running:
            self.workers.cancel_group(self, "export")
        else:
            self.close(None)

    @on(Input.Submitted)
    def begin(self, event: Input.Submitted) -> None:
        """Export."""
        event.stop()
        if event.value.strip() and not self.state.is_running:
            self._export()

    @work(group="export", exclusive=True)
    async def _export(self) -> None:
        path = self.state.path
        try:
            target = await asyncio.to_thread(look_at, path)
            if target.unfinished:
                agreed = await self._asks(
                    "Resume the unfinished export?",
                    f"{partial_path(path)} has {contact_count(target.unfinished)} already.",
                    "Resume",
                )
            else:
                agreed = not target.exists or await self._asks(
                    f"Replace {path.name}?", f"{path} exists.", "Replace"
                )
            if agreed:
                await self._write(path, resumes=bool(target.unfinished))
        except (ApiError, UserError) as error:
            self._stop(path, (Severity.ERROR, error.what, error.hint))
        except OSError as error:
            failed = ExportNotWritten(path, reason_for(error))
            self._stop(path, (Severity.ERROR, failed.what, failed.hint))

    async def _asks(self, title: str, text: str, yes: str) -> bool:
        return await self.app.push_screen_wait(
            ConfirmScreen(sanitize_line(title), sanitize_line(text), yes, "Cancel")
        )

    async def _write(self, path: Path, *, resumes: bool) -> None:
        progress = Progress()
        described = ExportProgress(progress, None)
        described.total = self._shown.expected
        timer = self.set_interval(PROGRESS_SECONDS, lambda: self._show_progress(described))
        self.state = replace(self.state, is_running=True)
        self._show_progress(described)
        try:
            count = await self._job(path).to_file(path, progress, resumes=resumes)
        except asyncio.CancelledError:
            self._stop(path, (Severity.WARNING, f"Stopped. {contact_count(progress.written)} kept.", ""))
            raise
        finally:
            timer.stop()
        what = f"Wrote {contact_count(count)} to {path}. Only you can read it."
        left_out = Unreadable(LIST_OF_CONTACTS, progress.unreadable).what if progress.unreadable else ""
        severity = Severity.WARNING if left_out else Severity.SUCCESS
        self.state = ExportState(path, (severity, sanitize_line(what), left_out), is_done=True)

    def _job(self, path: Path) -> Export:
        shown, layout = self._shown, self._shown.layout(path)
        return Export(
            self._account.contact_list(shown.workspace, shown.exported, parse_contact_line),
            shown.workspace.id,
            shown.exported,
            layout,
            rows=self._account.segment_rows(shown.workspace, shown.exported, layout.columns),
        )

    def _show_progress(self, described: ExportProgress) -> None:
        hint = f"{key_name(self, 'go_back')} stops; what has arrived is kept."
        self.state = replace(self.state, message=(Severity.BUSY, described.text(), hint))

    def _stop(self, path: Path, message: Message) -> None:
        """Say how to continue, if there is something to continue with."""
        severity, what, hint = message
        part = partial_path(path)
        if has_stopped := part.exists():
            hint = f"{hint} Enter resumes it: {part} has what has arrived. So does the command.".strip()
        self.state = ExportState(path, (severity, sanitize_line(what), hint), has_stopped=has_stopped)
        self._field.focus()
