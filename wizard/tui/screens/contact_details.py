"""Everything about one contact: beside the table, or over it where there is no room."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from wizard.api.contact import ContactRow, Details
from wizard.api.errors import ApiError, NotFound
from wizard.tui.widgets.contact_text import describe
from wizard.tui.widgets.key_bar import KeyBar

PAUSE = 0.15
"""Seconds that the cursor has to rest on a contact before the rest of it is fetched."""

Load = Callable[[int], Awaitable[Details]]
"""Fetches everything about the contact with this id; may raise an `ApiError`."""


class DetailsPanel(VerticalScroll):
    """What is known of a contact at once, and the rest when it has been fetched."""

    def __init__(self, load: Load, now: Callable[[], datetime], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._load = load
        self._now = now
        self.row: ContactRow | None = None
        """The contact that is shown."""
        self.is_settled = False
        """Whether the rest has been fetched, or cannot be."""
        self._details: Details | None = None
        self._is_masked = False
        self._text = Static(id="details-text", markup=False)
        self._fault = Static(id="details-fault", markup=False)

    def compose(self) -> ComposeResult:
        """A text, and below it what went wrong."""
        yield self._text
        yield self._fault

    @property
    def is_whole(self) -> bool:
        """Whether it can show anything: on the way out, what is inside goes first."""
        return self._text.is_attached and self._fault.is_attached

    def show(self, row: ContactRow | None, *, is_masked: bool) -> None:
        """Show this contact."""
        is_other = row is None or self.row is None or row.id != self.row.id
        self.row, self._is_masked = row, is_masked
        if is_other:
            self._details = None
            self.is_settled = False
            self.scroll_home(animate=False)
        self._paint()
        if row and self._details is None and (is_other or self.is_settled):
            self._fetch(row.id)

    def cancel_prefetch(self) -> None:
        """Fetch no more for a contact that the cursor has left; what has come stays in sight."""
        if not self.is_settled:
            self.workers.cancel_group(self, "details")
            self.row = None

    @work(group="details", exclusive=True)
    async def _fetch(self, number: int) -> None:
        self._say("")
        self.is_settled = False
        await asyncio.sleep(PAUSE)
        try:
            self._details = await self._load(number)
        except NotFound:
            self._say("This contact is no longer there.")
        except ApiError as error:
            self._say(_no_details(f"{error.what} {error.hint}"))
        self._paint()
        self.is_settled = True

    def _say(self, text: str) -> None:
        self._fault.update(text and f"\n{text}")

    def _paint(self) -> None:
        contact = self._details.contact if self._details else None
        row = self.row
        text = describe(row, contact, self._now(), is_masked=self._is_masked) if row else ""
        self._text.update(text)


class DetailsScreen(Screen[None]):
    """The details over the list.

    What else can be done with the contact is passed to `do`, by its name; `mask` is called when the list is
    to hide what is personal as well, or to show it.
    """

    HELP = "Everything ClickFunnels knows about this contact."

    CSS_PATH = "tables.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Back to the list", id="go_back"),
        Binding("enter,d,q", "close", show=False),
        Binding("e", "pass_on('copy_email')", "Copy email", id="copy_email"),
        Binding("i", "pass_on('copy_id')", "Copy id", id="copy_id"),
        Binding("j", "pass_on('copy_json')", "Copy JSON", id="copy_json"),
        Binding("v", "pass_on('show_copy')", show=False, id="show_copy"),
        Binding("w", "pass_on('open')", "Dashboard", id="open"),
        Binding("m", "mask", "Mask", id="mask"),
    ]

    def __init__(
        self,
        row: ContactRow,
        panel: DetailsPanel,
        do: Callable[[str], None],
        mask: Callable[[], None],
        *,
        is_masked: bool,
    ) -> None:
        super().__init__()
        self._row = row
        self._panel = panel
        self._do = do
        self._mask = mask
        self._is_masked = is_masked

    def title_text(self) -> Content:
        """What is shown."""
        return Content("One contact")

    def compose(self) -> ComposeResult:
        """The panel in the screen's whole width."""
        yield self._panel
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to fetch."""
        self._panel.focus()
        self._panel.show(self._row, is_masked=self._is_masked)

    def action_pass_on(self, name: str) -> None:
        """Do something with the contact."""
        self._do(name)

    def action_mask(self) -> None:
        """Hide what is personal, or show it again; here and in the list."""
        self._is_masked = not self._is_masked
        self._panel.show(self._row, is_masked=self._is_masked)
        self._mask()

    def action_close(self) -> None:
        """Return to the contacts."""
        if self.is_active:
            self.dismiss()


def _no_details(problem: str) -> str:
    """Only what the list knew is shown."""
    return f"The rest could not be fetched: {problem}"
