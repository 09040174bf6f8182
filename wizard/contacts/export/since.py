"""Which contacts are new: added since a moment, or after the newest one of the previous export to a file."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from wizard.api.contact import ContactLine
from wizard.api.contact_list import ContactList
from wizard.api.errors import BadRequest
from wizard.api.progress import Progress
from wizard.contacts.walking.all_contacts import all_contacts
from wizard.contacts.walking.concurrency import ConcurrencyLimit
from wizard.support.errors import UsageError
from wizard.support.safe_text import sanitize_line
from wizard.support.times import parse_time

LAST = "last"
_ENOUGH_OLD = 20
"""Old contacts in a row after which no new ones are expected."""


@dataclass(frozen=True, slots=True)
class Since:
    """Where new contacts begin."""

    moment: datetime | None = None
    """None if they begin after the previous export."""
    previous: tuple[int, ...] = ()
    """The ids of its newest contacts, in order."""

    def includes(self, contact: ContactLine) -> bool:
        """Whether a contact is new; one without a date is."""
        if self.moment is None:
            return contact.id > self.previous[-1]
        added = parse_time(contact.created_at or "")
        return added is None or added >= self.moment


def parse_moment(text: str) -> datetime:
    """Read a local day, or a day with a time. Raises `UsageError`."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"“{sanitize_line(text)}” isn't a day.", "Write it like 2026-11-01, or use --since last."
        ) from None


async def new_contacts(
    source: ContactList[ContactLine], since: Since, progress: Progress, parallel: int
) -> list[ContactLine]:
    """Load new contacts, sorted by id. Raises `ApiError`.

    It starts at one of the last known contacts that still exists, or else at the newest of all, and goes on
    until no more new ones are expected.
    """
    start = await _start(source, since)
    walk = all_contacts(
        source,
        newest_first=start is None,
        after=start,
        progress=progress,
        concurrency=ConcurrencyLimit(1 if start is None else parallel),
    )
    new: list[ContactLine] = []
    old = 0
    async with aclosing(walk) as batches:
        async for batch in batches:
            for one in batch:
                old = 0 if since.includes(one) else old + 1
                if not old:
                    new.append(one)
            if start is None and old >= _ENOUGH_OLD:
                break
    return new if start is not None else new[::-1]


async def _start(source: ContactList[ContactLine], since: Since) -> int | None:
    """A contact of the previous export, but not its newest, so that the page after it isn't empty."""
    known = since.previous[:-1]
    try:
        return max((one.id for one in await source.find(known) if one.id in known), default=None)
    except BadRequest:
        return None
