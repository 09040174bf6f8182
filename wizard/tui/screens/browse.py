"""Browse contacts outside the wizard: from the list of workspaces, or with `cfw contacts`."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from wizard.account.account import Account
from wizard.api.contact_query import NEWEST_FIRST, ContactQuery
from wizard.api.models import Team, Workspace
from wizard.onboarding.answers import Answers
from wizard.onboarding.session import Session
from wizard.tui.keymap import bind
from wizard.tui.screens.contact_actions import NO_CONTACT
from wizard.tui.screens.contact_browser import ContactBrowser
from wizard.tui.screens.contacts import ContactsScreen
from wizard.tui.widgets.top_line import PRODUCT, TopLine


class BrowseScreen(ContactsScreen):
    """The contacts of a workspace in the list. Replies with the answers to switch to it, or Back."""

    HELP = "The contacts of this workspace, before you switch to it."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Switch to it", tooltip="Switch to this workspace")
    ]

    def __init__(
        self,
        session: Session,
        account: Account,
        team: Team,
        workspace: Workspace,
        query: ContactQuery = NEWEST_FIRST,
    ) -> None:
        super().__init__(Answers(account=account, team=team, workspace=workspace), session)
        self._team = team
        self._browser = ContactBrowser(session, account, workspace, self.notice, query)

    def step_line(self) -> None:
        """Show no steps: this isn't one."""

    def top_line(self) -> TopLine:
        """Which program this is; browsing saves nothing."""
        return TopLine(f"{PRODUCT} contacts", is_demo=self._session.is_demo)

    def title_text(self) -> Content:
        """Whose contacts these are."""
        return Content(f"Contacts of {self._workspace.name}")

    def introduction(self) -> Content:
        """Which workspace this is."""
        return Content(f"{self._workspace.subdomain}, {self._team.name}")

    def compose_body(self) -> ComposeResult:
        """The contacts."""
        yield self._browser

    @property
    def has_something_to_lose(self) -> bool:
        """No: browsing changes nothing."""
        return False


class ContactsOnlyScreen(BrowseScreen):
    """The contacts of a workspace, to look at. Replies with Back when the user leaves."""

    HELP = "The contacts of this workspace."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Details", tooltip="Show everything about the contact"),
        bind("go_back", "go_back", "Leave", "Undo a filter, or leave"),
    ]

    def action_go_on(self) -> None:
        """Show everything about the contact under the cursor."""
        self._browser.open_details()

    def why_not(self, action: str) -> str:
        """Details are of a contact."""
        is_empty = action == "go_on" and not self._browser.current_contact
        return NO_CONTACT if is_empty else super().why_not(action)
