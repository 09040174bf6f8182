"""Browsing a workspace's contacts outside of the wizard: from the home list, or with `cfw contacts`."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from wizard.account.account import Account
from wizard.api.contact_query import ContactQuery
from wizard.api.models import Team, Workspace
from wizard.onboarding.answers import Answers
from wizard.onboarding.session import Session
from wizard.tui.screens.contact_browser import ContactBrowser
from wizard.tui.screens.contacts import ContactsScreen


class BrowseScreen(ContactsScreen):
    """The contacts of a workspace from the list. Its reply is the answers to switch to it, or Back."""

    HELP = "The contacts of a workspace from the list, before you switch to it."

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", "Switch to it")]

    def __init__(self, session: Session, account: Account, team: Team, workspace: Workspace) -> None:
        super().__init__(Answers(account=account, team=team, workspace=workspace), session)
        self._team = team

    def step_line(self) -> None:
        """No step of several."""

    def title_text(self) -> Content:
        """Whose contacts they are."""
        return Content(f"Contacts of {self._workspace.name}")

    def introduction(self) -> Content:
        """Which workspace that is."""
        return Content(f"{self._workspace.subdomain}, {self._team.name}")

    def compose_body(self) -> ComposeResult:
        """The contacts to look through."""
        yield ContactBrowser(self._session, self._account, self._workspace)

    @property
    def has_something_to_lose(self) -> bool:
        """Looking changes nothing."""
        return False


class ContactsOnlyScreen(BrowseScreen):
    """The contacts of a workspace, and nothing else to do. Its reply, Back, comes when it is left."""

    HELP = "The contacts of this workspace."

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Details", show=False),
        Binding("escape", "go_back", "Leave", id="go_back"),
        Binding("q", "go_back", show=False),
    ]

    def __init__(
        self, session: Session, account: Account, team: Team, workspace: Workspace, query: ContactQuery
    ) -> None:
        super().__init__(session, account, team, workspace)
        self._query = query

    def compose_body(self) -> ComposeResult:
        """The contacts to look through."""
        yield ContactBrowser(self._session, self._account, self._workspace, self._query)

    def action_go_on(self) -> None:
        """Show everything about the contact under the cursor."""
        self.query_one(ContactBrowser).action_details()
