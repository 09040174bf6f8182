"""What can be done with one contact, in the list and on the details screen: copy it, open it."""

from __future__ import annotations

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from wizard.api.contact import ContactRow, Details
from wizard.api.errors import ApiError
from wizard.tui.screens.clipboard import CopyScreen, copy
from wizard.tui.screens.contact_loader import ContactSource
from wizard.tui.widgets.key_reasons import KeyReasons

NO_CONTACT = "Select a contact in the list first."


def contact_bindings(*, show: bool) -> list[BindingType]:
    """Return the keys for `ContactActions`; `show` says whether the key bar shows them."""
    return [
        Binding("y,e", "copy_email", "Copy email", show, id="copy_email", tooltip="Copy the email address"),
        Binding("Y", "copy_json", "Copy JSON", show, id="copy_json", tooltip="Copy the contact as JSON"),
        Binding("i", "copy_id", "Copy id", show, id="copy_id", tooltip="Copy the contact's id"),
        Binding("v", "show_copy", show=False, id="show_copy", tooltip="Show what was copied last"),
        Binding("w", "open_dashboard", "Dashboard", show, id="open", tooltip="Open in the dashboard"),
    ]


class ContactActions(Widget, KeyReasons):
    """The actions of `contact_bindings`, to mix into a widget or screen that has a current contact."""

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

    def action_show_copy(self) -> None:
        """Show what was copied last, to select it by hand."""
        self.app.push_screen(CopyScreen(self.app.clipboard))

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
        match action:
            case "copy_email" | "copy_id" | "copy_json" | "open_dashboard" if not self.current_contact:
                return NO_CONTACT
            case "show_copy" if not self.app.clipboard:
                return "Nothing has been copied yet."
            case _:
                return super().why_not(action)
