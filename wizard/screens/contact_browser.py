"""A workspace's contacts to look through: the table, its filters and its order, and the details beside it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from wizard.account import Account
from wizard.api.errors import ApiError, NotFound
from wizard.api.query import NEWEST_FIRST, ContactQuery
from wizard.browsing.found import Found
from wizard.contact import ContactRow, Count, Tag
from wizard.listing import Listing
from wizard.models import Workspace
from wizard.progress import Course
from wizard.run import Run
from wizard.widgets.columns import Column
from wizard.widgets.contact_text import contact_columns
from wizard.widgets.filter_input import FilterInput
from wizard.widgets.notice import Notice
from wizard.widgets.record_table import RecordTable
from wizard.widgets.steady_text import SteadyText
from wizard.words import browser as words

from .contact_words import Situation, counted, tell
from .copying import CopyScreen, copy
from .details import DetailsPanel, DetailsScreen
from .tags import ALL, TagsScreen

WIDE = 110
"""Cells from which on the details stand beside the table."""

BREATH = 0.005
"""Seconds that a long search leaves to a key between two of its slices; a key takes less."""

RESTS = 0.05
"""Seconds without a key after which somebody is taken to look at what is there."""


class SearchInput(FilterInput):
    """The field of the filter; its keys for ClickFunnels are posted, to come after what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "To the table"),
        Binding("ctrl+s,f4", "post_wish('ask')", "Ask ClickFunnels", id="ask"),
        Binding("ctrl+l", "post_wish('load_all')", "Load all", id="load_all_typing"),
    ]

    class Wish(FilterInput.Moved):
        """Something that the browser is to do, by its action's name."""

    def action_post_wish(self, action: str) -> None:
        """Pass the wish on."""
        self.post_message(self.Wish(action, ()))


class ContactBrowser(Vertical):
    """The contacts of one workspace. Says how things stand in the screen's `Notice`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash", "filter", "Filter", key_display="/", priority=True, id="filter"
        ),  # before what is typed next
        Binding("d", "details", "Details", id="details"),
        Binding("l", "load_all", "Load all", id="load_all"),
        Binding("o", "turn_order", show=False, id="turn_order"),
        Binding("t", "tag", show=False, id="tag"),
        Binding("m", "mask", show=False, id="mask"),
        Binding("u", "by_update", show=False, id="by_update"),
        Binding("a", "active", show=False, id="active"),
        Binding("e", "copy_email", show=False, id="copy_email"),
        Binding("i", "copy_id", show=False, id="copy_id"),
        Binding("j", "copy_json", show=False, id="copy_json"),
        Binding("v", "show_copy", show=False, id="show_copy"),
        Binding("w", "open", show=False, id="open"),
        Binding("ctrl+s,f4", "ask", show=False, id="ask"),
        Binding("ctrl+r", "retry", "Try again", id="retry"),
    ]

    def __init__(
        self, run: Run, account: Account, workspace: Workspace, query: ContactQuery = NEWEST_FIRST
    ) -> None:
        super().__init__()
        self._run = run
        self._account = account
        self._workspace = workspace
        self._query = query
        self._contacts = account.contacts(workspace, query)
        self._gap: int | None = None
        self._length = 0
        self._wants_end = False
        self._found: Found | None = None
        self._is_behind = False
        """Whether the table does not show yet what is typed for."""
        self._asked = ""
        self._unknown = ""
        self._tag: Tag | None = None
        self._count: Count | None = None
        self._course: Course | None = None
        self._is_masked = run.is_demo
        self._panel_is_open = True
        self._keys: tuple[bool, ...] = ()
        self._copied = ""
        self._counted = SteadyText(id="count")
        self._typed = SearchInput(placeholder=words.FILTER, id="typed", select_on_focus=False)
        self._table: RecordTable[ContactRow] = RecordTable(self._columns(), id="table")
        self._details = self._panel("details")
        self._notice: Notice

    def compose(self) -> ComposeResult:
        """The count, the filter, the table and the details beside it."""
        yield self._counted
        yield self._typed
        with Horizontal(id="columns"):
            yield self._table
            yield self._details

    def on_mount(self) -> None:
        """Show the first page."""
        self._notice = self.screen.query_one("#notice", Notice)
        self._table.focus()
        self._turn_to(self._query)
        self._fetch_count()

    @property
    def _is_there(self) -> bool:
        """Whether there is anything to show things with: on the way out, what is inside goes first."""
        inside = (self._counted, self._table, self._notice)
        return all(one.is_attached for one in inside) and self._details.is_whole

    @property
    def _is_wide(self) -> bool:
        return self.size.width >= WIDE - 6

    # What comes

    def _turn_to(self, query: ContactQuery) -> None:
        """Show the list that was asked for; what is on its way already is not asked for again."""
        if query != self._query:
            self._contacts.stop()
        self._query = query
        self._contacts = self._account.contacts(self._workspace, query)
        self._found = None
        self._gap, self._length, self._wants_end, self._course, self._unknown = None, 0, False, None, ""
        self._table.restyle(self._columns())
        self._table.show((), 0)
        self._contacts.head.want(1)
        self._follow(self._contacts.head, "head")
        if self._contacts.tail:
            self._follow(self._contacts.tail, "tail")
        if self._typed.value:
            self._found = Found(self._contacts, self._typed.value)

    def _follow(self, end: Listing[ContactRow], name: str) -> None:
        self.run_worker(self._follow_views(end), group=name, exclusive=True)

    async def _follow_views(self, end: Listing[ContactRow]) -> None:
        async for _ in end.views():
            self._paint()
            if end.progress:
                await asyncio.sleep(0.1)

    @work(group="count", exclusive=True)
    async def _fetch_count(self) -> None:
        with suppress(ApiError):
            self._count = await self._account.count(self._workspace)
        self._tell()

    def _paint(self) -> None:
        """Show what has come; what is in sight stays where it is."""
        if not self._is_there:
            return
        contacts, table = self._contacts, self._table
        contacts.update()
        if self._found is not None:
            self._look()
            return
        moved = None if self._gap is None else (self._gap + 1, len(contacts) - self._length)
        self._length, self._gap = len(contacts), contacts.gap
        table.ends_here = contacts.is_complete or contacts.gap is not None
        jumps = self._wants_end and table.ends_here
        self._wants_end = self._wants_end and not jumps
        table.show(contacts, len(contacts) - 1 if jumps else None, moved=moved)
        self._tell()

    @on(RecordTable.InSight)
    def load_around(self, event: RecordTable.InSight) -> None:
        """Bring rows before they are needed."""
        if self._found is None and self._length:
            self._contacts.want_around(event.first, event.last)

    @on(RecordTable.EndWanted)
    def jump_to_end(self) -> None:
        """Go to the last contact of all, whatever lies in between."""
        if self._found is not None:
            return
        self._wants_end = True
        self._contacts.ask_for_end()
        if self._contacts.tail:
            self._follow(self._contacts.tail, "tail")
        self._tell()

    # Filters

    def action_filter(self) -> None:
        """Show the field to filter with."""
        self._typed.display = True
        self.screen.set_focus(self._typed)

    @on(Input.Changed, "#typed")
    def apply_filter(self, event: Input.Changed) -> None:
        """Show the loaded rows that hold what is typed."""
        self._unknown = ""
        typed = event.value.strip()
        self._found = Found(self._contacts, typed) if typed else None
        self._gap = None
        if self._found is not None:
            self._table.ends_here = True
        else:
            self._length = 0
        self._is_behind = True
        self.call_after_refresh(self._catch_up)  # what was typed is drawn first

    def _catch_up(self) -> None:
        """Show what is typed for, from its first row on; at the latest when something is done with it."""
        if not self._is_behind or not self._is_there:
            return
        self._is_behind = False
        if self._found is not None:
            self._found.look()
        self._table.show(self._contacts if self._found is None else self._found, 0)
        self._paint()

    @work(group="look", exclusive=True)
    async def _look(self) -> None:
        pause = RESTS  # what is in sight is there by then, and a key that follows at once ends it
        while (found := self._found) is not None and self._is_there:
            is_left = found.look()
            self._table.show(found, None if self._table.rows is found else 0)
            self._tell()
            if not is_left:
                return
            await asyncio.sleep(pause)
            pause = BREATH

    @on(FilterInput.Moved)
    def move_cursor(self, event: FilterInput.Moved) -> None:
        """Do what the field's keys mean to the table, or to this browser."""
        event.stop()
        self._catch_up()
        target = self if isinstance(event, SearchInput.Wish) else self._table
        getattr(target, f"action_{event.action}")(*event.arguments)

    @on(Input.Submitted, "#typed")
    def leave_field(self, event: Input.Submitted) -> None:
        """Go to the table; what is typed stays."""
        event.stop()
        self._catch_up()
        self._typed.display = bool(self._typed.value)
        self.screen.set_focus(self._table)

    @work(group="ask", exclusive=True)
    async def action_ask(self) -> None:
        """Ask ClickFunnels for exactly what is typed: an email address, or an id."""
        typed = self._typed.value.strip()
        if not typed:
            return
        query = NEWEST_FIRST
        if "@" in typed:
            query = replace(query, email_addresses=(typed,))
        elif typed.isascii() and typed.isdigit():
            query = replace(query, ids=(int(typed),))
        else:
            try:
                number = (await self._account.find_contact(self._workspace, typed)).contact.id
            except ApiError as error:
                self._unknown = typed if isinstance(error, NotFound) else ""
                self._tell(error)
                return
            query = replace(query, ids=(number,))
        self._asked = typed
        self._close_field()
        self._turn_to(query)

    def action_load_all(self) -> None:
        """Load every contact; Esc stops it."""
        if self._contacts.is_complete:
            return
        self._contacts.want_all()
        self._follow(self._contacts.head, "head")

    @work(group="tag", exclusive=True)
    async def action_tag(self) -> None:
        """Show only contacts with one tag."""
        tags = self._account.tags(self._workspace)
        chosen = await self.app.push_screen_wait(TagsScreen(tags, (self._tag or ALL).id))
        if chosen is not None:
            self._tag = chosen if chosen.id else None
            self._turn_to(replace(self._query, tag_ids=(chosen.id,) if chosen.id else ()))

    def action_active(self) -> None:
        """Only active contacts, then only inactive ones, then all."""
        following = {None: True, True: False, False: None}[self._query.is_active]
        self._turn_to(replace(self._query, is_active=following))

    def action_turn_order(self) -> None:
        """The other end of the list first."""
        self._turn_to(replace(self._query, newest_first=not self._query.newest_first))

    def action_by_update(self) -> None:
        """Order by the last update, or by id again."""
        by = "id" if self._query.sort_property == "updated_at" else "updated_at"
        self._turn_to(replace(self._query, sort_property=by))  # type: ignore[arg-type]

    def action_retry(self) -> None:
        """Go on loading where it failed."""
        self._contacts.retry()

    def step_back(self) -> bool:
        """Stop what is under way, or take a filter away; whether there was anything to take back."""
        if self._contacts.head.progress:
            self._contacts.stop()
        elif self._typed.display:
            self._close_field()
            self._paint()
        elif self._query.is_filtered:
            self._asked, self._tag = "", None
            order = {"newest_first": self._query.newest_first, "sort_property": self._query.sort_property}
            self._turn_to(ContactQuery(**order))  # type: ignore[arg-type]
        else:
            return False
        return True

    def _close_field(self) -> None:
        self._found = None
        self._typed.clear()
        self._typed.display = False
        self.screen.set_focus(self._table)

    # One contact

    @on(RecordTable.Highlighted)
    def show_details(self) -> None:
        """Let the details follow the cursor once it rests: laying them out takes long for a held key."""
        if self._is_there:
            self._details.let_go()
        self._rest()

    @work(group="rest", exclusive=True)
    async def _rest(self) -> None:
        await asyncio.sleep(RESTS)
        self._arrange()
        if self._is_there:
            self._refresh_keys()

    def on_resize(self, _: events.Resize) -> None:
        """Show the details beside the table where there is room."""
        self._arrange()

    def _arrange(self) -> None:
        if not self._is_there:
            return
        row = self._table.current
        panel = self._details
        panel.display = self._is_wide and self._panel_is_open and row is not None
        if panel.display:
            panel.show(row, is_masked=self._is_masked)

    @on(RecordTable.Selected)
    def action_details(self) -> None:
        """Everything about one contact: beside the table, or on a screen of its own."""
        row = self._table.current
        if self._is_wide:
            self._panel_is_open = not self._panel_is_open
            self._arrange()
        elif row:
            self.app.push_screen(
                DetailsScreen(row, self._panel("only-details"), self._do, is_masked=self._is_masked)
            )

    def action_mask(self) -> None:
        """Hide names, emails and phone numbers, or show them again."""
        self._is_masked = not self._is_masked
        self._table.restyle(self._columns())
        self._arrange()
        self._tell()

    def action_copy_email(self) -> None:
        """Copy the email address under the cursor."""
        row = self._table.current
        if row and row.email_address:
            self._copy(row.email_address, words.EMAIL)
        elif row:
            self.app.notify(words.NO_EMAIL, markup=False)

    def action_copy_id(self) -> None:
        """Copy the id under the cursor."""
        if row := self._table.current:
            self._copy(str(row.id), words.ID)

    @work(group="copy", exclusive=True)
    async def action_copy_json(self) -> None:
        """Copy the whole record under the cursor."""
        if not (row := self._table.current):
            return
        try:
            details = await self._account.contact(self._workspace, row.id)
        except ApiError as error:
            self._complain(error)
            return
        self._copy(details.json, words.WHOLE)

    def action_show_copy(self) -> None:
        """Show what was copied last, to select it by hand."""
        self.app.push_screen(CopyScreen(self._copied))

    def _copy(self, text: str, what: str) -> None:
        self._copied = text
        copy(self.app, text, what)
        self.refresh_bindings()

    @work(group="open", exclusive=True)
    async def action_open(self) -> None:
        """Open the contact in ClickFunnels' dashboard."""
        if not (row := self._table.current):
            return
        try:
            details = await self._account.contact(self._workspace, row.id)
        except ApiError as error:
            self._complain(error)
            return
        url = self._account.dashboard_url(self._workspace, details.contact)
        if url is None or self._run.is_demo:
            self.app.notify(words.NO_DASHBOARD, markup=False)
            return
        self.app.open_url(url)
        self.app.notify(words.opened(url), markup=False)

    def _complain(self, error: ApiError) -> None:
        self.app.notify(f"{error.what} {error.hint}", severity="error", markup=False)

    def _do(self, action: str) -> None:
        getattr(self, f"action_{action}")()

    def _panel(self, id: str) -> DetailsPanel:  # noqa: A002
        return DetailsPanel(
            lambda number: self._account.contact(self._workspace, number), self._run.now, id=id
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Trying again is for lists that failed, loading all for those that are not whole."""
        match action:
            case "filter":
                return self.screen.focused is not self._typed
            case "retry":
                return self._contacts.view.error is not None
            case "load_all":
                return not self._contacts.is_complete
            case "details" | "copy_email" | "copy_id" | "copy_json" | "open":
                return self.is_mounted and self._table.current is not None
            case "show_copy":
                return bool(self._copied)
            case _:
                return super().check_action(action, parameters)

    def _refresh_keys(self) -> None:
        """Show which keys work; only where that has changed, since the footer is made anew by it."""
        keys = (self._contacts.is_complete, self._contacts.view.error is None, self._table.current is None)
        if keys != self._keys:
            self._keys = keys
            self.refresh_bindings()

    # What is said

    def _columns(self) -> tuple[Column[ContactRow], ...]:
        by_update = self._query.sort_property == "updated_at"
        return contact_columns(is_masked=self._is_masked, by_update=by_update)

    def _tell(self, error: ApiError | None = None) -> None:
        if not self._is_there:
            return
        self._refresh_keys()
        situation = Situation(
            self._contacts,
            self._query,
            found=None if self._found is None else len(self._found),
            asked=self._asked,
            unknown=self._unknown,
            tag=self._tag,
            total=None if self._query.is_filtered else self._count,
            is_masked=self._is_masked,
            course=self._course_of(self._contacts.head),
        )
        self._counted.show(counted(situation))
        tell(self._notice, situation, error)

    def _course_of(self, head: Listing[ContactRow]) -> str | None:
        """How the loading of everything goes."""
        if head.progress is None:
            self._course = None
            return None
        if self._course is None:
            self._course = Course(head.progress, before=len(head.items))
        if self._count and not self._count.is_at_least and not self._query.is_filtered:
            self._course.total = self._count.number
        return self._course.text()
