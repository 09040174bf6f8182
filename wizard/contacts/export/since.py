"""Which contacts are new: added since a moment, or after the newest one of the previous export to a file."""

from __future__ import annotations

import json
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wizard.api.contact import ContactLine
from wizard.api.contact_list import ContactList
from wizard.api.contact_query import ContactQuery
from wizard.api.parsing import json_line
from wizard.api.progress import Progress
from wizard.config.atomic_write import write_atomically
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
    """Where new contacts begin: one of the two."""

    moment: datetime | None = None
    after: int | None = None
    """The id of the newest contact of the previous export. It's compared, never used as a cursor."""

    def includes(self, contact: ContactLine) -> bool:
        """Whether a contact is new; one without a date is."""
        if self.after is not None:
            return contact.id > self.after
        added = parse_time(contact.created_at or "")
        return added is None or self.moment is None or added >= self.moment


def parse_moment(text: str) -> datetime:
    """Read a local day, or a day with a time. Raises `UsageError`."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"“{sanitize_line(text)}” isn't a day.", "Write it like 2026-11-01, or use --since last."
        ) from None


async def new_contacts(
    source: ContactList[ContactLine], since: Since, progress: Progress
) -> list[ContactLine]:
    """Load new contacts, the newest first, until no more are expected. Raises `ApiError`."""
    new: list[ContactLine] = []
    old = 0
    walk = all_contacts(source, newest_first=True, progress=progress, concurrency=ConcurrencyLimit(1))
    async with aclosing(walk) as batches:
        async for batch in batches:
            for one in batch:
                old = 0 if since.includes(one) else old + 1
                if not old:
                    new.append(one)
            if old >= _ENOUGH_OLD:
                break
    return new


def newest_of_previous(target: Path, workspace_id: int, query: ContactQuery) -> int | None:
    """Give the id of the newest contact of the previous export to `target`; None if there was none.

    Raises `UsageError` if that was an export of something else, and `OSError`.
    """
    path = _path(target)
    try:
        saved = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError:
        saved = None
    match saved:
        case {"newest": int() as newest, **rest} if rest == _about(workspace_id, query):
            return newest
    raise UsageError(
        f"{path} is from an export of another workspace, or with other filters.",
        "Choose another file with --output, or delete it to export all contacts.",
    )


def save_newest(target: Path, workspace_id: int, query: ContactQuery, newest: int) -> None:
    """Save the id of the newest contact of an export to `target`. Raises `OSError`."""
    write_atomically(
        _path(target), json_line({**_about(workspace_id, query), "newest": newest}).decode() + "\n"
    )


def _about(workspace_id: int, query: ContactQuery) -> dict[str, object]:
    """What was exported; the order doesn't matter."""
    return {"clickfunnels_since": 1, "workspace": workspace_id, **query._replace(newest_first=False).params()}


def _path(target: Path) -> Path:
    return target.with_name(f"{target.name}.since")
