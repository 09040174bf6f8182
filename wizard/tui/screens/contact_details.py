"""Everything about one contact: beside or below the list, or on a screen of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from wizard.api.contact import ContactRow, Details
from wizard.api.errors import ApiError, NotFound
from wizard.support.time_zones import UTC_ZONE, Zone
from wizard.tui.keymap import bind
from wizard.tui.screens.contact_actions import CONTACT_BINDINGS, ContactActions
from wizard.tui.screens.contact_loader import REST_SECONDS, ContactSource
from wizard.tui.widgets.contact_description import Manner, describe
from wizard.tui.widgets.key_bar import KeyBar
from wizard.tui.widgets.scroll_pane import ScrollPane

PAUSE = 0.15
"""Seconds between showing a contact and fetching the rest of it, in case the cursor moves on."""


@dataclass(frozen=True, slots=True)
class DetailsState:
    """Which contact is shown, and how much of it is known."""

    row: ContactRow | None = None
    """What the list knows."""
    details: Details | None = None
    """Everything, once it has been fetched."""
    error: str = ""
    """Why that failed."""
    zone: Zone | None = None
    """The workspace's time zone, once it has been fetched."""
    is_masked: bool = False
    width: int = 0
    """Cells of a line."""

    @property
    def is_settled(self) -> bool:
        """Whether everything has been fetched, or can't be."""
        return self.zone is not None and (self.details is not None or bool(self.error))


class DetailsPanel(ScrollPane):
    """Shows what the list knows about a contact right away, and the rest once it has been fetched."""

    state: reactive[DetailsState] = reactive(DetailsState())

    def __init__(self, source: ContactSource, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._source = source
        self._text = Static(id="details-text", markup=False)

    def compose(self) -> ComposeResult:
        """The text, which the panel scrolls."""
        yield self._text

    @work(group="details", exclusive=True)
    async def show(self, row: ContactRow | None) -> None:
        """Show this contact once the cursor rests on it. If fetching it failed before, try again."""
        await asyncio.sleep(REST_SECONDS)
        is_same = row is not None and self.state.row is not None and row.id == self.state.row.id
        if is_same and self.state.details:
            self.state = replace(self.state, row=row)
            return
        self.state = replace(self.state, row=row, details=None, error="")
        self.scroll_home(animate=False)
        if row is None:
            return
        await asyncio.sleep(PAUSE)
        if self.state.zone is None:
            self._load_zone()
        try:
            details = await self._source.details(row.id)
        except NotFound:
            self.state = replace(self.state, error="This contact no longer exists.")
        except ApiError as error:
            self.state = replace(self.state, error=f"Could not fetch the rest: {error.what} {error.hint}")
        else:
            self.state = replace(self.state, details=details)

    @work(group="zone", exclusive=True)
    async def _load_zone(self) -> None:
        zone = await self._source.zone()
        self.state = replace(self.state, zone=zone)

    def mask(self, *, is_masked: bool) -> None:
        """Hide personal data, or show it again."""
        self.state = replace(self.state, is_masked=is_masked)

    def on_resize(self) -> None:
        """Use the width, except for the scroll bar's."""
        self.state = replace(self.state, width=self.content_size.width - 1)

    def watch_state(self, state: DetailsState) -> None:
        """Show what is known."""
        if state.row is None:
            self._text.update("")
            return
        manner = Manner(self._source.now(), state.zone or UTC_ZONE, state.is_masked, state.width)
        dashboard = self._source.dashboard_url(state.details.contact) if state.details else None
        text = describe(state.row, state.details, manner, dashboard)
        if state.error:  # first, because a small pane shows only the first lines
            text = Content.assemble(state.error, "\n\n", text)
        elif not state.details:
            text = Content.assemble(text, "\n\n", Content.styled("Loading the rest.", "$text-muted"))
        self._text.update(text)


class DetailsPane(DetailsPanel):
    """The panel next to the list, which Enter enlarges."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enlarge", "Full screen", tooltip="Show the details on the whole screen")
    ]

    class Enlarged(Message):
        """The details are to take the whole screen."""

    def action_enlarge(self) -> None:
        """Ask for the whole screen."""
        self.post_message(self.Enlarged())


class DetailsScreen(Screen[None], ContactActions):
    """The details on the whole screen.

    `on_step` moves the list's cursor by a number of rows and returns the contact there. `on_mask` is called
    when the list should mask as well, or not.
    """

    HELP = "Everything ClickFunnels knows about this contact."
    CSS_PATH = "tables.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("go_back", "close", "Back", "Go back to the list"),
        Binding("enter,q", "close", "Back", show=False),
        bind("details", "close", "Back", "Show or hide everything about the contact", show=False),
        # Priority: the panel would scroll.
        Binding("down,j", "step(1)", "Next", show=False, tooltip="Move to the next contact", priority=True),
        Binding(
            "up,k", "step(-1)", "Previous", show=False, tooltip="Move to the previous contact", priority=True
        ),
        *CONTACT_BINDINGS,
    ]

    def __init__(
        self,
        source: ContactSource,
        row: ContactRow,
        on_step: Callable[[int], ContactRow | None],
        on_mask: Callable[[bool], None],
        *,
        is_masked: bool,
    ) -> None:
        super().__init__()
        self.source = source
        self._row = row
        self._on_step = on_step
        self._on_mask = on_mask
        self._panel = DetailsPanel(source, id="only-details")
        self._panel.mask(is_masked=is_masked)

    def title_text(self) -> Content:
        """The heading of the help."""
        return Content("Contact details")

    def compose(self) -> ComposeResult:
        """The panel in the screen's full width."""
        yield self._panel
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the contact, and let the page keys scroll."""
        self._panel.focus()
        self._panel.show(self._row)

    @property
    def current_contact(self) -> ContactRow:
        """The contact shown."""
        return self._row

    def action_step(self, rows: int) -> None:
        """Show the contact this many rows further down in the list."""
        if row := self._on_step(rows):
            self._row = row
            self._panel.show(row)

    @property
    def is_masked(self) -> bool:
        """Whether personal data is hidden."""
        return self._panel.state.is_masked

    def action_mask(self, is_masked: bool) -> None:
        """Hide personal data, or show it again, here and in the list."""
        self._panel.mask(is_masked=is_masked)
        self._on_mask(is_masked)
        self.refresh_bindings()

    def action_close(self) -> None:
        """Go back to the list."""
        if self.is_active:
            self.dismiss()
