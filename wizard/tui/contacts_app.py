"""The app of `cfw contacts`: browse one workspace's contacts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import work

from wizard.account.account import Account
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import ApiError
from wizard.api.models import Team, Workspace
from wizard.config.errors import ConfigError
from wizard.onboarding.session import Session
from wizard.support.errors import UserError
from wizard.tui.base_app import BaseApp
from wizard.tui.screens.browse import ContactsOnlyScreen
from wizard.tui.widgets.top_line import PRODUCT

Target = tuple[Account, Team, Workspace, ContactQuery]
"""Whose contacts to show, and which ones."""


class ContactsApp(BaseApp):
    """Shows the contacts that `find` finds. If it raises an error, the app ends with that in `error`."""

    TITLE = f"{PRODUCT} contacts"

    def __init__(self, session: Session, find: Callable[[], Awaitable[Target]]) -> None:
        super().__init__(session)
        self._find = find
        self.error: ApiError | ConfigError | UserError | None = None

    def on_mount(self) -> None:
        """Find the workspace and show its contacts."""
        self._browse()

    @work(group="browse", exclusive=True)
    async def _browse(self) -> None:
        try:
            target = await self._find()
        except (ApiError, ConfigError, UserError) as error:
            self.error = error
            self.exit()
            return
        account, _, workspace, query = target
        account.contacts(workspace, query).head.load(1)  # while the screen is being made
        screen = ContactsOnlyScreen(self._session, *target)
        await self.push_screen(screen)
        await screen.reply
        self.exit()
