"""Everything about one contact: beside the list, or on a screen of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from wizard.api.contact import Contact, ContactRow
from wizard.api.errors import ApiError, NotFound
from wizard.tui.keymap import bind
from wizard.tui.screens.contact_actions import CONTACT_BINDINGS, ContactActions
from wizard.tui.screens.contact_loader import REST_SECONDS, ContactSource
from wizard.tui.widgets.contact_text import describe
from wizard.tui.widgets.key_bar import KeyBar
from wizard.tui.widgets.scroll_pane import ScrollPane

PAUSE = 0.15
"""Seconds between showing a contact and fetching the rest of it, in case the cursor moves on."""


@dataclass(frozen=True, slots=True)
class DetailsState:
    """Which contact is shown, and how much of it is known."""

    row: ContactRow | None = None
    """What the list knows."""
    contact: Contact | None = None
    """Everything, once it has been fetched."""
    error: str = ""
    is_masked: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether everything has been fetched, or can't be."""
        return self.contact is not None or bool(self.error)


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
        if is_same and self.state.contact:
            self.state = replace(self.state, row=row)
            return
        self.state = DetailsState(row, is_masked=self.state.is_masked)
        self.scroll_home(animate=False)
        if row is None:
            return
        await asyncio.sleep(PAUSE)
        try:
            details = await self._source.details(row.id)
        except NotFound:
            self.state = replace(self.state, error="This contact no longer exists.")
        except ApiError as error:
            self.state = replace(self.state, error=f"Could not fetch the rest: {error.what} {error.hint}")
        else:
            self.state = replace(self.state, contact=details.contact)

    def mask(self, *, is_masked: bool) -> None:
        """Hide personal data, or show it again."""
        self.state = replace(self.state, is_masked=is_masked)

    def watch_state(self, state: DetailsState) -> None:
        """Show what is known."""
        if state.row is None:
            self._text.update("")
            return
        text = describe(state.row, state.contact, self._source.now(), is_masked=state.is_masked)
        self._text.update(Content("\n\n").join([text, Content(state.error)]) if state.error else text)


class DetailsScreen(Screen[None], ContactActions):
    """The details in full width, over the list. Calls `on_mask` when the list should mask as well, or not."""

    HELP = "Everything ClickFunnels knows about this contact."
    CSS_PATH = "tables.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("go_back", "close", "Back", "Go back to the list"),
        Binding("enter,q", "close", "Back", show=False),
        bind("details", "close", "Back", "Show or hide everything about the contact", show=False),
        *CONTACT_BINDINGS,
    ]

    def __init__(
        self, source: ContactSource, row: ContactRow, on_mask: Callable[[], None], *, is_masked: bool
    ) -> None:
        super().__init__()
        self.source = source
        self._row = row
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
        """Show the contact, and let the arrow keys scroll."""
        self._panel.focus()
        self._panel.show(self._row)

    @property
    def current_contact(self) -> ContactRow:
        """The contact shown."""
        return self._row

    def action_mask(self) -> None:
        """Mask personal data, or show it again, here and in the list."""
        self._panel.mask(is_masked=not self._panel.state.is_masked)
        self._on_mask()

    def action_close(self) -> None:
        """Go back to the list."""
        if self.is_active:
            self.dismiss()
