"""Steps of the wizard on their own, opened from the jump list."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from wizard.account import Account
from wizard.config import Profile
from wizard.entries import Entry
from wizard.flow import Answers
from wizard.reach import account_of
from wizard.run import Run
from wizard.secret import Token

from .contacts import ContactsScreen
from .token import TokenScreen


class BrowseScreen(ContactsScreen):
    """The contacts of a workspace from the list. Its reply is the answers to switch to it, or Back."""

    EXPLANATION = (
        "These are the contacts of the workspace under the cursor, straight from ClickFunnels.\n\n"
        "More pages are loaded as you scroll. o turns the order, d shows everything about one contact.\n\n"
        "/ asks ClickFunnels for an exact email address; it cannot search for parts of one.\n\n"
        "Enter switches to this workspace, Esc returns to the list."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", "Switch to it")]

    def __init__(self, account: Account, entry: Entry) -> None:
        super().__init__(Answers(account=account, team=entry.team, workspace=entry.workspace))
        self._entry = entry

    def compose_top(self) -> ComposeResult:
        """No steps, but a line of room."""
        yield Static(id="top")

    def title_text(self) -> Content:
        """Whose contacts they are."""
        return Content.assemble("Contacts of ", self._entry.workspace.name)

    def introduction(self) -> Content:
        """Which workspace that is."""
        return Content(f"{self._entry.workspace.subdomain}, {self._entry.team.name}")

    @property
    def has_something_to_lose(self) -> bool:
        """Looking changes nothing."""
        return False


class OtherTokenScreen(TokenScreen):
    """Another token for a profile that is saved. Its reply has what the token reaches, or is Back."""

    def __init__(self, run: Run, profile: Profile) -> None:
        super().__init__(Answers(), run)
        self._profile = profile

    def compose_top(self) -> ComposeResult:
        """No steps, but a line of room."""
        yield Static(id="top")

    def title_text(self) -> Content:
        """The question."""
        return Content(f"Paste another token for {self._profile.name}")

    def connect(self, token: Token) -> Account:
        """Check it where the profile's token belongs."""
        return account_of(self._run.connect, self._profile, token)
