"""A segment's contacts as rows of a few fields, thousands per request."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from wizard.api.client import ClickFunnels
from wizard.api.contact import ContactLine
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import BadRequest, NotFound
from wizard.api.http_types import OnPause
from wizard.api.models import Workspace
from wizard.api.parsing import UnreadableRecord, parse_contact_line
from wizard.api.segment import Segment

FIELDS = (
    "id", "public_id", "workspace_id", "anonymous", "email_address", "first_name", "last_name",
    "phone_number", "time_zone", "uuid", "unsubscribed_at", "last_notification_email_sent_at",
    "email_suppression_reason", "is_active", "created_at", "updated_at",
)  # fmt: skip
"""The fields that rows can have, in the order of the list of contacts."""
_PERSONAL = ("email_address", "first_name", "last_name", "phone_number")
_NEEDED = {"id", "anonymous", *_PERSONAL}
_MOST_ROWS, _MOST_BYTES = 100_000, 4_194_304
"""What to ask for at most. ClickFunnels gives no more bytes than these."""


class RowPage(NamedTuple):
    """Some of the rows, as contacts with fewer fields."""

    contacts: tuple[ContactLine, ...]
    """Without anonymous ones, which aren't in the list of contacts either."""
    doubtful: frozenset[int]
    """The ids of contacts without personal data: they may be redacted, and not be in the list of contacts."""
    next_cursor: str | None
    """Where the next page begins; None at the end."""
    is_empty: bool
    """Whether there were no rows at all."""


class SegmentRows:
    """The contacts of a segment, sorted by id, with the fields that these `columns` need and a few more."""

    def __init__(
        self, api: ClickFunnels, workspace: Workspace, segment: Segment, columns: Iterable[str]
    ) -> None:
        self.fields = tuple(field for field in FIELDS if field in _NEEDED.union(columns))
        self._api = api
        self._workspace = workspace
        self._segment = segment

    async def page(self, after: str | None, limit: float, on_pause: OnPause | None = None) -> RowPage | None:
        """Fetch the rows after a cursor, at most `limit`; None if ClickFunnels sends none in this form.

        Raises an `ApiError`.
        """
        params = {
            "results[fields][]": self.fields,
            "results[limit]": str(int(min(limit, _MOST_ROWS))),
            "results[max_bytes]": str(_MOST_BYTES),
            **({"results[after]": after} if after else {}),
        }
        try:
            raw = await self._api.segment_results(self._workspace, self._segment, params, on_pause)
        except (BadRequest, NotFound):
            return None
        return self._parse(raw)

    def _parse(self, raw: object) -> RowPage | None:
        match raw:
            case {"rows": list(rows), "fields": list(fields), **rest} if tuple(fields) == self.fields:
                cursor = rest.get("next_after")
            case _:
                return None
        if not all(isinstance(row, list) and len(row) == len(fields) for row in rows):
            return None
        if rest.get("truncated") and not cursor:
            return None
        contacts = [dict(zip(self.fields, row, strict=True)) for row in rows]
        listed = [one for one in contacts if not one["anonymous"]]
        try:
            lines = tuple(map(parse_contact_line, listed))
        except UnreadableRecord:
            return None
        unknown = (
            line.id for line, one in zip(lines, listed, strict=True) if not any(map(one.get, _PERSONAL))
        )
        return RowPage(lines, frozenset(unknown), str(cursor) if cursor else None, not rows)


def rows_suffice(query: ContactQuery, columns: Collection[str]) -> bool:
    """Whether rows can replace the list of contacts: a segment by id and nothing else, in these columns."""
    is_only_a_segment = query == ContactQuery(segment=query.segment)
    return is_only_a_segment and query.segment is not None and bool(columns) and set(columns) <= set(FIELDS)
