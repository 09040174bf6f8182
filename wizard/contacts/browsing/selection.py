"""Which contacts to show, and in which order."""

from __future__ import annotations

import re
from typing import NamedTuple

from wizard.api.contact import Tag
from wizard.api.contact_query import NEWEST_FIRST, ContactQuery
from wizard.api.segment import Segment


class Selection(NamedTuple):
    """A query, with what it takes to describe it."""

    query: ContactQuery = NEWEST_FIRST
    tags: tuple[Tag, ...] = ()
    """The chosen tags; the query has their ids."""
    asked: str = ""
    """What was typed to look up the one contact of the query."""

    def reversed(self) -> Selection:
        """Return the same contacts in the opposite order."""
        return self._replace(query=self.query._replace(newest_first=not self.query.newest_first))

    def by_update(self) -> Selection:
        """Return the same contacts sorted by their last update, or by id again."""
        is_by_id = self.query.sort_property == "id"
        return self._replace(query=self.query._replace(sort_property="updated_at" if is_by_id else "id"))

    def next_active(self) -> Selection:
        """Return only active contacts, then only inactive ones, then all."""
        following = {None: True, True: False, False: None}[self.query.is_active]
        return self._replace(query=self.query._replace(is_active=following))

    def chosen(self, tags: tuple[Tag, ...], segment: Segment | None) -> Selection:
        """Return only contacts with any of these tags, and in this segment; none of either means all."""
        query = self.query._replace(tag_ids=tuple(tag.id for tag in tags), segment=segment)
        return self._replace(query=query, tags=tags)

    def unfiltered(self) -> Selection:
        """Return every contact, in the same order."""
        query = self.query
        return Selection(ContactQuery(newest_first=query.newest_first, sort_property=query.sort_property))


def only(number: int, typed: str) -> Selection:
    """Select the contact with this id, which was looked up as `typed`."""
    return Selection(NEWEST_FIRST._replace(ids=(number,)), asked=typed)


def names_one(typed: str) -> bool:
    """Whether this can only be a whole email address or a numeric id."""
    return re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}|[0-9]+", typed) is not None


def exactly(typed: str) -> Selection | None:
    """Select the contacts with this email address or numeric id. None for anything else."""
    if "@" in typed:
        return Selection(NEWEST_FIRST._replace(email_addresses=(typed,)), asked=typed)
    return only(int(typed), typed) if typed.isascii() and typed.isdigit() else None
