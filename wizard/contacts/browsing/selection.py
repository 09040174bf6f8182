"""Which contacts somebody looks at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wizard.api.contact import Tag
from wizard.api.contact_query import NEWEST_FIRST, ContactQuery


@dataclass(frozen=True, slots=True)
class Selection:
    """The contacts that are looked at and their order, with what the query alone cannot tell."""

    query: ContactQuery = NEWEST_FIRST
    tag: Tag | None = None
    """The tag that was chosen, whose id the query has."""
    asked: str = ""
    """What was typed for the one contact that the query asks for."""

    def turned(self) -> Selection:
        """Give the same contacts from the other end."""
        return replace(self, query=replace(self.query, newest_first=not self.query.newest_first))

    def by_update(self) -> Selection:
        """Give the same contacts by their last update, or by id again."""
        is_by_id = self.query.sort_property == "id"
        return replace(self, query=replace(self.query, sort_property="updated_at" if is_by_id else "id"))

    def next_active(self) -> Selection:
        """Give only active contacts, then only inactive ones, then all."""
        following = {None: True, True: False, False: None}[self.query.is_active]
        return replace(self, query=replace(self.query, is_active=following))

    def tagged(self, tag: Tag | None) -> Selection:
        """Give only contacts with this tag, or with any and none."""
        return replace(self, query=replace(self.query, tag_ids=(tag.id,) if tag else ()), tag=tag)

    def unfiltered(self) -> Selection:
        """Give every contact, in the same order."""
        query = self.query
        return Selection(ContactQuery(newest_first=query.newest_first, sort_property=query.sort_property))


def only(number: int, typed: str) -> Selection:
    """Give the contact with this id, which was asked for by what is typed."""
    return Selection(replace(NEWEST_FIRST, ids=(number,)), asked=typed)


def exactly(typed: str) -> Selection | None:
    """Give the contacts with this email address or id; None for what is neither."""
    if "@" in typed:
        return Selection(replace(NEWEST_FIRST, email_addresses=(typed,)), asked=typed)
    return only(int(typed), typed) if typed.isascii() and typed.isdigit() else None
