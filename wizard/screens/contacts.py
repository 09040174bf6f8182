"""Step 4: the workspace's contacts, as proof that it is the right workspace."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, Static

from wizard.api.query import ALL_CONTACTS, ContactQuery
from wizard.contact import Contact
from wizard.flow import Answers, Back, Step
from wizard.listing import Listing, State, View
from wizard.widgets.answer_input import AnswerInput
from wizard.widgets.contact_text import contact_columns, describe
from wizard.widgets.notice import Mood
from wizard.widgets.record_table import RecordTable

from .details import DetailsScreen
from .step import StepScreen
from .waiting import seconds

WIDE = 110
"""Cells from which on the details stand beside the table."""


class EmailInput(AnswerInput):
    """The field for an email address to ask for."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Find")]


class ContactsScreen(StepScreen):
    """Your contacts."""

    STEP = Step.CONTACTS
    EXPLANATION = (
        "These are the contacts of the workspace you chose, straight from ClickFunnels. If they are yours, "
        "it is the right workspace: press Enter to go on. If not, press Esc and choose another one.\n\n"
        "More pages are loaded as you scroll. o turns the order, d shows everything about one contact.\n\n"
        "/ asks ClickFunnels for an exact email address; it cannot search for parts of one.\n\n"
        "Nothing of this is saved."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "details", "Details"),
        Binding("o", "turn_order", "Order"),
        Binding("slash", "find", "Find", key_display="/"),
        Binding("ctrl+r", "retry", "Try again"),
    ]

    view: reactive[View] = reactive(View())
    query_asked: reactive[ContactQuery] = reactive(ALL_CONTACTS)
    panel_is_open: reactive[bool] = reactive(True)

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        assert answers.account
        assert answers.workspace
        self._account, self._workspace = answers.account, answers.workspace
        self._listing: Listing[Contact] = self._account.contacts(self._workspace, ALL_CONTACTS)

    def title_text(self) -> Content:
        """What is shown."""
        return Content("Your contacts")

    def introduction(self) -> Content:
        """Whose contacts they are."""
        only = ", the only workspace of this team" if Step.WORKSPACE in self.answers.alone else ""
        return Content.assemble(
            "Is this the right workspace? ",
            (self._workspace.name, "bold"),
            f" ({self._workspace.subdomain}){only}",
        )

    def compose_body(self) -> ComposeResult:
        """The field to find an email, the table, and the details beside it."""
        yield Static(id="count", markup=False)
        yield EmailInput(placeholder="An exact email address, then Enter", id="email", select_on_focus=False)
        with Horizontal(id="contacts"):
            yield RecordTable(contact_columns(), id="table")
            with VerticalScroll(id="details", can_focus=False):
                yield Static(id="details-text", markup=False)

    def on_mount(self) -> None:
        """Show the first page."""
        self._email.display = False
        self._table.focus()
        self._follow()

    @property
    def _table(self) -> RecordTable[Contact]:
        return self.query_one("#table", RecordTable)

    @property
    def _email(self) -> Input:
        return self.query_one("#email", Input)

    @property
    def _is_wide(self) -> bool:
        return self.size.width >= WIDE

    @work(group="follow", exclusive=True)
    async def _follow(self) -> None:
        self._listing.want(1)
        async for view in self._listing.views():
            self.view = view

    def watch_view(self, view: View) -> None:
        """Show the rows that have come, and say how the list stands."""
        if self.is_mounted:
            self._table.show(self._listing.items)
            self._tell(view)

    def watch_query_asked(self, query: ContactQuery) -> None:
        """Follow the list that was asked for."""
        if self.is_mounted:
            self._listing = self._account.contacts(self._workspace, query)
            self._table.show((), 0)
            self._follow()

    @on(RecordTable.EndInSight)
    def load_more(self) -> None:
        """Bring the next page before it is needed."""
        if self._table.shows_end and self._listing.view.state is State.RESTING:
            self._listing.want(len(self._listing.items) + 1)

    @on(RecordTable.Highlighted)
    def show_details(self) -> None:
        """Let the details follow the cursor."""
        contact = self._table.current
        self.query_one("#details-text", Static).update(describe(contact) if contact else "")
        self.query_one("#details").scroll_home(animate=False)
        self._arrange()

    def on_resize(self, _: events.Resize) -> None:
        """Show the details beside the table where there is room."""
        self._arrange()

    def watch_panel_is_open(self) -> None:
        """Show or hide the details."""
        if self.is_mounted:
            self._arrange()

    def _arrange(self) -> None:
        shown = self._is_wide and self.panel_is_open and self._table.current is not None
        self.query_one("#details").display = shown

    @on(RecordTable.Selected)
    def action_details(self) -> None:
        """Everything about one contact: beside the table, or on a screen of its own."""
        contact = self._table.current
        if self._is_wide:
            self.panel_is_open = not self.panel_is_open
        elif contact:
            self.app.push_screen(DetailsScreen(contact))

    def action_turn_order(self) -> None:
        """Newest first, or oldest first."""
        self.query_asked = replace(self.query_asked, newest_first=not self.query_asked.newest_first)

    def action_find(self) -> None:
        """Show the field for an email address."""
        self._email.display = True
        self._email.focus()

    def action_retry(self) -> None:
        """Go on loading where it failed."""
        self._listing.want(len(self._listing.items) + 1)

    def action_go_on(self) -> None:
        """Ask for the email address typed, or confirm that this is the right workspace."""
        if self.focused is not self._email:
            self.finish(self.answers)
            return
        typed = self._email.value.strip()
        self.query_asked = replace(self.query_asked, email_addresses=(typed,) if typed else ())
        self._table.focus()
        self._email.display = bool(typed)

    def action_go_back(self) -> None:
        """Close what was searched for, or return to the step before."""
        if not self._email.display:
            self.finish(Back(self.answers))
            return
        self._email.clear()
        self._email.display = False
        self._table.focus()
        self.query_asked = replace(self.query_asked, email_addresses=())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Trying again is for lists that failed; details need a contact."""
        match action:
            case "retry":
                return self.view.state is State.FAILED
            case "details":
                return self.is_mounted and self._table.current is not None
            case _:
                return super().check_action(action, parameters)

    def _tell(self, view: View) -> None:
        self.refresh_bindings()
        self.query_one("#count", Static).update(self._count(view))
        email = ", ".join(self.query_asked.email_addresses)
        if view.error:
            self.notice.say(
                Mood.ERROR, view.error.what, f"{view.error.hint} Ctrl+R tries again; Enter goes on without."
            )
        elif view.wait:
            self.notice.say(Mood.BUSY, view.wait.reason, f"Trying again in {seconds(view.wait)}.")
        elif view.state is State.LOADING:
            self.notice.say(Mood.BUSY, "Loading more." if view.count else "Loading.")
        elif view.count == 0 and email:
            self.notice.say(Mood.CALM, f"No contact has the email address {email}.", "Esc shows all again.")
        elif view.count == 0:
            self.notice.say(
                Mood.GOOD,
                "This workspace has no contacts yet, and that is fine.",
                "The connection works; the first contact will show up here. Press Enter to go on.",
            )
        elif view.broken:
            self.notice.say(Mood.WARNING, f"{view.broken} contacts could not be read, and are left out.")
        else:
            self.notice.hush()

    def _count(self, view: View) -> Content:
        order = "newest first" if self.query_asked.newest_first else "oldest first"
        if not view.count:
            return Content("")
        if view.state is State.COMPLETE:
            noun = "contact" if view.count == 1 else "contacts"
            return Content(f"{view.count:,} {noun}, {order}")
        more = "" if view.state is State.FAILED else ", more follow"
        return Content(f"{view.count:,} loaded{more}, {order}")
