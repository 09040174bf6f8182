"""An export of what the contact browser shows, and the command that repeats it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wizard.api.contact_query import ContactQuery
from wizard.api.models import Workspace
from wizard.contacts.export.formats import ENDINGS, Layout
from wizard.contacts.progress import contact_count

COLUMNS = ("id", "first_name", "last_name", "email_address", "phone_number", "tags", "created_at")
"""The fields that the browser's table is made from."""

MOST_IDS = 100
"""How many contacts found by typing can be asked for by their ids: more would make the address too long."""


@dataclass(frozen=True, slots=True)
class ShownContacts:
    """What the browser shows."""

    workspace: Workspace
    query: ContactQuery
    found: Sequence[int] | None = None
    """The ids of the contacts found by typing; None if nothing was typed."""
    total: int | None = None
    """How many contacts there are, if that's known."""
    options: tuple[str, ...] = ()
    """The command's further options, such as another folder for the configuration."""

    @property
    def is_whole(self) -> bool:
        """Whether everything that is shown, and nothing else, can be exported."""
        return self.found is None or len(self.found) <= MOST_IDS

    @property
    def exported(self) -> ContactQuery:
        """What to ask ClickFunnels for. What was found by typing is asked for by id, unless it's too much."""
        query = self.query
        if query.sort_property == "updated_at":
            query = query._replace(sort_property="id", newest_first=True)
        return query._replace(ids=tuple(self.found)) if self.found and self.is_whole else query

    @property
    def expected(self) -> int | None:
        """How many contacts the file will have, if that's known."""
        return len(self.found) if self.found is not None and self.is_whole else self.total

    def describe(self) -> str:
        """Say which contacts, and in which order."""
        query = self.exported
        if self.found is not None and self.is_whole:
            which = f"The {contact_count(len(self.found))} found"
        else:
            which = "All of them" if self.total is None else contact_count(self.total)
        narrowed = [
            *([f"segment {query.segment.name}"] if query.segment else []),
            *(["the chosen tags"] if query.tag_ids else []),
            *([] if query.is_active is None else ["active only" if query.is_active else "inactive only"]),
        ]
        order = "newest first" if query.newest_first else "oldest first"
        return f"{', '.join([which, *narrowed, order])}, with the table’s columns"

    def layout(self, path: Path) -> Layout:
        """How to write a file of this name: by its ending, or as CSV."""
        form = ENDINGS.get(path.suffix.lower(), "csv")
        return Layout(form, () if form == "table" else self._columns)

    @property
    def _columns(self) -> tuple[str, ...]:
        return (*COLUMNS, "updated_at") if self.query.sort_property == "updated_at" else COLUMNS

    def suggested_name(self) -> str:
        """A name for the file, such as ``hammer-contacts.csv``."""
        return f"{self.workspace.subdomain or self.workspace.id}-contacts.csv"

    def command(self, path: Path, *, resumes: bool = False) -> str:
        """The command that does the same."""
        query, layout = self.exported, self.layout(path)
        parts = ["cfw", "contacts", str(self.workspace.id), *self.options]
        for option, values in (
            ("--email", query.email_addresses),
            ("--id", query.ids),
            ("--tag", query.tag_ids),
            ("--segment", (query.segment.id,) if query.segment else ()),
        ):
            parts += [part for value in values for part in (option, str(value))]
        if query.is_active is not None:
            parts.append("--active" if query.is_active else "--inactive")
        parts += ["--order", "newest"] if query.newest_first else []
        parts += ["--columns", ",".join(layout.columns)] if layout.columns else []
        parts += [] if path.suffix.lower() in ENDINGS else ["--format", layout.format]
        parts += ["--output", str(path)]
        return shlex.join([*parts, *(["--resume"] if resumes else [])])
