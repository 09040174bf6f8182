"""What can be done with one contact, in the list and on the details screen: copy it, open it."""

from __future__ import annotations

from textual import work
from textual.binding import Binding
from textual.widget import Widget

from wizard.api.contact import ContactRow, Details
from wizard.api.errors import ApiError
from wizard.tui.keymap import bind
from wizard.tui.screens.clipboard import SHOW_COPY, ShowsCopies, copy
from wizard.tui.screens.confirm import ConfirmScreen
from wizard.tui.screens.contact_loader import ContactSource

NO_CONTACT = "Select a contact in the list first."


CONTACT_BINDINGS: tuple[Binding, ...] = (
    bind("copy_email", "copy_email", "Copy email", "Copy the email address"),
    bind("mask", "mask(True)", "Hide personal data", "Hide personal data: names, emails, phone numbers"),
    bind("mask", "mask(False)", "Show personal data"),
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

    @property
    def is_masked(self) -> bool:
        """Whether personal data is hidden."""
        raise NotImplementedError

    @work(group="copy_email", exclusive=True)
    async def action_copy_email(self) -> None:
        """Copy the email address."""
        row = self.current_contact
        if row and not row.email_address:
            self.app.notify("This contact has no email address.", markup=False)
        elif row and await self._may_copy("the email address"):
            copy(self.app, row.email_address, "the email address")

    def action_copy_id(self) -> None:
        """Copy the id."""
        if row := self.current_contact:
            copy(self.app, str(row.id), "the id")

    @work(group="copy_json", exclusive=True)
    async def action_copy_json(self) -> None:
        """Copy the whole record."""
        if await self._may_copy("the contact") and (details := await self._fetch_current()):
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

    def action_show_copy(self) -> None:
        """Show what was copied last, to select it by hand."""
        self._show_copy()

    @work(group="show_copy", exclusive=True)
    async def _show_copy(self) -> None:
        if await self._may_reveal("Show what was copied?", "It may be shown in full here.", "Show"):
            super().action_show_copy()

    async def _may_copy(self, what: str) -> bool:
        return await self._may_reveal(f"Copy {what}?", "The clipboard gets it in full.", "Copy")

    async def _may_reveal(self, question: str, effect: str, yes: str) -> bool:
        """While personal data is hidden, ask first."""
        if not self.is_masked:
            return True
        return await self.app.push_screen_wait(
            ConfirmScreen(question, f"Personal data is hidden on this screen. {effect}", yes, "Cancel")
        )

    async def _fetch_current(self) -> Details | None:
        """Fetch everything about the current contact, or say why that failed."""
        if not (row := self.current_contact):
            return None
        try:
            return await self.source.details(row.id)
        except ApiError as error:
            self.app.notify(f"{error.what} {error.hint}", severity="error", markup=False)
            return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to hide personal data while it's visible, and to show it while it's hidden."""
        if action == "mask":
            return parameters[0] is not self.is_masked
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str:
        """There must be a contact to act on."""
        needs_one = action in ("copy_email", "copy_id", "copy_json", "open_dashboard")
        return NO_CONTACT if needs_one and not self.current_contact else super().why_not(action)
