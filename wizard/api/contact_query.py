"""Which contacts to list, and in which order."""

from __future__ import annotations

from typing import Literal, NamedTuple

from wizard.api.segment import Segment


class ContactQuery(NamedTuple):
    """Which contacts, and in which order.

    Several values of one filter mean any of them; filters together mean all of them.
    Source: ClickFunnels' filtering guide.
    """

    newest_first: bool = False
    sort_property: Literal["id", "updated_at"] = "id"
    email_addresses: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()
    tag_ids: tuple[int, ...] = ()
    is_active: bool | None = None
    segment: Segment | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether it has any filter."""
        filters = self.email_addresses, self.ids, self.tag_ids, self.segment
        return any(filters) or self.is_active is not None

    def params(self) -> dict[str, str]:
        """Give the API's query parameters, without defaults."""
        asked = {
            "sort_order": "desc" if self.newest_first else "",
            "sort_property": "" if self.sort_property == "id" else self.sort_property,
            "filter[email_address]": ",".join(self.email_addresses),
            "filter[id]": ",".join(map(str, self.ids)),
            "filter[tag_ids]": ",".join(map(str, self.tag_ids)),
            "filter[is_active]": "" if self.is_active is None else str(self.is_active).lower(),
            "stored_filter_id": str(self.segment.id) if self.segment else "",
        }
        return {name: value for name, value in asked.items() if value}


ALL_CONTACTS = ContactQuery()
NEWEST_FIRST = ContactQuery(newest_first=True)
