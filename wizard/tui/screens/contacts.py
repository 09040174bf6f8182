"""Step 4: the workspace's contacts, as proof that it's the right workspace."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.flow import Back
from wizard.onboarding.session import Session
from wizard.tui.keymap import bind
from wizard.tui.screens.contact_browser import ContactBrowser
from wizard.tui.screens.step import StepScreen


class ContactsScreen(StepScreen):
    """Your contacts."""

    HELP = "If these are your contacts, this is the right workspace."
    CSS_PATH = "tables.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Yes", tooltip="Yes, this is the right workspace"),
        bind("go_back", "go_back", "No", "Undo a filter, or go back to choose another workspace"),
        Binding("q", "go_back", "Back", show=False),
    ]
    AUTO_FOCUS = "#table"

    def __init__(self, answers: Answers, session: Session) -> None:
        super().__init__(answers, Step.CONTACTS, session)
        assert answers.account
        assert answers.workspace
        self._account, self._workspace = answers.account, answers.workspace

    def introduction(self) -> Content:
        """Whose contacts they are."""
        is_only = Step.WORKSPACE in self.answers.skipped
        return Content.assemble(
            "Is this the right workspace? ",
            (self._workspace.name, "bold"),
            f" ({self._workspace.subdomain})",
            ", the only workspace of this team" if is_only else "",
        )

    def compose_body(self) -> ComposeResult:
        """The contacts to look through."""
        yield ContactBrowser(
            self._session,
            self._account,
            self._workspace,
            self.notice,
            refused_hint="You can save the token anyway: press Enter.",
        )

    def action_go_on(self) -> None:
        """Confirm that this is the right workspace."""
        self.finish(self.answers)

    def action_go_back(self) -> None:
        """Undo a filter first; otherwise return to the step before."""
        if not self.query_one(ContactBrowser).go_back():
            self.finish(Back(self.answers))
