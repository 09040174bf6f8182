"""What can be done with one contact, in the list and on the details screen: copy it, open it."""

from __future__ import annotations

from textual import work
from textual.binding import Binding
from textual.widget import Widget

from wizard.api.contact import ContactRow, Details
from wizard.api.errors import ApiError
from wizard.tui.keymap import bind
from wizard.tui.screens.clipboard import SHOW_COPY, ShowsCopies, copy
from wizard.tui.screens.contact_loader import ContactSource

NO_CONTACT = "Select a contact in the list first."


CONTACT_BINDINGS: tuple[Binding, ...] = (
    bind("copy_email", "copy_email", "Copy email", "Copy the email address"),
    bind("mask", "mask", "Mask", "Mask personal data, or show it"),
    bind("open", "open_dashboard", "Dashboard", "Open in the dashboard"),
    bind("copy_json", "copy_json", "Copy JSON", "Copy the contact as JSON"),
    bind("copy_id", "copy_id", "Copy id", "Copy the contact's id"),
    SHOW_COPY,
)


class ContactActions(Widget, ShowsCopies):
    """The actions of `CONTACT_BINDINGS`, to mix into a widget or screen that has a current contact."""

    source: ContactSource

    @property
    def current_contact(self) -> ContactRow | None:
        """The contact to act on."""
        raise NotImplementedError

    def action_copy_email(self) -> None:
        """Copy the email address."""
        row = self.current_contact
        if row and row.email_address:
            copy(self.app, row.email_address, "the email address")
        elif row:
            self.app.notify("This contact has no email address.", markup=False)

    def action_copy_id(self) -> None:
        """Copy the id."""
        if row := self.current_contact:
            copy(self.app, str(row.id), "the id")

    @work(group="copy_json", exclusive=True)
    async def action_copy_json(self) -> None:
        """Copy the whole record."""
        if details := await self._fetch_current():
            copy(self.app, details.json, "the whole record as JSON")

    @work(group="open_dashboard", exclusive=True)
    async def action_open_dashboard(self) -> None:
        """Open the contact in ClickFunnels' dashboard."""
        if details := await self._fetch_current():
            if url := self.source.dashboard_url(details.contact):
                self.app.open_url(url)
                self.app.notify(f"Opened {url} in your browser.", markup=False)
            else:
                self.app.notify("Invented contacts have no page in the dashboard.", markup=False)

    async def _fetch_current(self) -> Details | None:
        """Fetch everything about the current contact, or say why that failed."""
        if not (row := self.current_contact):
            return None
        try:
            return await self.source.details(row.id)
        except ApiError as error:
            self.app.notify(f"{error.what} {error.hint}", severity="error", markup=False)
            return None

    def why_not(self, action: str) -> str:
        """There must be a contact to act on."""
        needs_one = action in ("copy_email", "copy_id", "copy_json", "open_dashboard")
        return NO_CONTACT if needs_one and not self.current_contact else super().why_not(action)
