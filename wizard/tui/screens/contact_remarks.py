"""Where it is said how the contacts on the screen stand, and what that needs to be remembered for."""

from __future__ import annotations

from textual.widgets import Static

from wizard.api.contact import Count
from wizard.api.errors import ApiError
from wizard.contacts.browsing.selection import Selection
from wizard.contacts.progress import ProgressText
from wizard.tui.screens.contact_table import ContactTable
from wizard.tui.screens.contact_words import Situation, counted, tell
from wizard.tui.widgets.notice import Notice


class ContactRemarks(Static):
    """The line above the table, with how many contacts there are; the screen's `Notice` says the rest."""

    def __init__(self, table: ContactTable, when_refused: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._when_refused = when_refused
        self.total: Count | None = None
        """How many contacts the workspace has, where ClickFunnels tells."""
        self.unknown = ""
        """What ClickFunnels was asked for last and does not have."""
        self._table = table
        self._course: ProgressText | None = None

    def forget(self) -> None:
        """Begin anew with another list."""
        self.unknown, self._course = "", None

    def tell(self, notice: Notice, selection: Selection, error: ApiError | None = None) -> None:
        """Say how the list of this selection stands, or what is wrong, if that is to be seen at all."""
        if not self.is_attached or not notice.is_attached:
            return
        table, found = self._table, self._table.found
        total = None if selection.query.is_filtered else self.total
        situation = Situation(
            table.contacts,
            selection,
            found=None if found is None else len(found),
            none_holds=found is not None and found.is_done and not found and table.contacts.loaded > 0,
            unknown=self.unknown,
            total=total,
            is_masked=table.is_masked,
            course=self._course_text(total),
            when_refused=self._when_refused,
        )
        self.update(counted(situation))
        tell(notice, situation, error)

    def _course_text(self, total: Count | None) -> str | None:
        """How the loading of everything goes."""
        head = self._table.contacts.head
        if head.progress is None:
            self._course = None
            return None
        if self._course is None:
            self._course = ProgressText(head.progress, before=len(head.items))
        if total and not total.is_at_least:
            self._course.total = total.number
        return self._course.text()
