"""What can be done with one contact of the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from wizard.api.contact import Contact, ContactRow, Details
from wizard.api.errors import ApiError
from wizard.tui.screens.contact_details import Load
from wizard.tui.screens.copying import CopyScreen, copy
from wizard.words import browser as words


class ContactActions:
    """Copies and opens the contact that `current` gives; where it gives none, nothing happens.

    `fetch` gives everything about a contact, `dashboard_url` where it is in the dashboard, or None.
    """

    def __init__(
        self,
        app: App[Any],
        current: Callable[[], ContactRow | None],
        fetch: Load,
        dashboard_url: Callable[[Contact], str | None],
    ) -> None:
        self._app = app
        self._current = current
        self._fetch = fetch
        self._dashboard_url = dashboard_url
        self._copied = ""

    def can(self, name: str) -> bool:
        """Whether there is something to do this with."""
        return bool(self._copied) if name == "show_copy" else self._current() is not None

    async def copy_email(self) -> None:
        """Copy the email address."""
        row = self._current()
        if row and row.email_address:
            self._copy(row.email_address, words.EMAIL)
        elif row:
            self._app.notify("This contact has no email address.", markup=False)

    async def copy_id(self) -> None:
        """Copy the id."""
        if row := self._current():
            self._copy(str(row.id), words.ID)

    async def copy_json(self) -> None:
        """Copy the whole record."""
        if details := await self._details():
            self._copy(details.json, words.WHOLE)

    async def show_copy(self) -> None:
        """Show what was copied last, to select it by hand."""
        self._app.push_screen(CopyScreen(self._copied))

    async def open(self) -> None:
        """Open it in ClickFunnels' dashboard."""
        if not (details := await self._details()):
            return
        url = self._dashboard_url(details.contact)
        if url is None:
            self._app.notify("There is no dashboard here: the data is invented.", markup=False)
            return
        self._app.open_url(url)
        self._app.notify(f"Opened {url} in your browser.", markup=False)

    async def _details(self) -> Details | None:
        """Fetch everything about it, or say why that cannot be."""
        if not (row := self._current()):
            return None
        try:
            return await self._fetch(row.id)
        except ApiError as error:
            self._app.notify(f"{error.what} {error.hint}", severity="error", markup=False)
            return None

    def _copy(self, text: str, what: str) -> None:
        self._copied = text
        copy(self._app, text, what)
