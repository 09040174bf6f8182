"""The matches of a saved filter as rows of a few fields, thousands at a time."""

from __future__ import annotations

import heapq
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from wizard.sandbox.lists import Test
from wizard.sandbox.record import Record, id_of, place_after
from wizard.sandbox.refusal import InvalidResults

_FIELDS = (
    "id", "public_id", "workspace_id", "email_address", "first_name", "last_name", "phone_number", "uuid",
    "time_zone", "anonymous", "is_active", "unsubscribed_at", "email_suppression_reason",
    "last_notification_email_sent_at", "created_at", "updated_at",
)  # fmt: skip
_PARAMETER = re.compile(r"results\[(fields|limit|max_bytes|after|count)\](?:\[\])?")
_LIMIT, _MAX_BYTES, _MOST_BYTES = 500, 3_072, 4_194_304


def requested_results(params: Sequence[tuple[str, str]]) -> Mapping[str, list[str]] | None:
    """Give the values inside `results[...]` of a query; None if it doesn't ask for results."""
    found: dict[str, list[str]] = {}
    for key, value in params:
        if match := _PARAMETER.fullmatch(key):
            found.setdefault(match[1], []).append(value)
    return found if found or ("results", "true") in params else None


def results(
    requested: Mapping[str, list[str]], contacts: Sequence[Record], unlisted: Sequence[Record], matches: Test
) -> Record:
    """Give the matching contacts, sorted by id, as a response's `results`.

    Unlike lists, they include anonymous and redacted contacts. Raises `InvalidResults`.
    """
    fields = requested.get("fields", ["id"])
    if unknown := [field for field in fields if field not in _FIELDS]:
        raise InvalidResults(f"Unknown results.fields for contact: {', '.join(unknown)}")
    limit = _positive(requested, "limit", _LIMIT)
    max_bytes = min(_positive(requested, "max_bytes", _MAX_BYTES), _MOST_BYTES)
    after = int(requested.get("after", ["0"])[-1])
    rows: list[list[Any]] = []
    size, last, reason = 0, after, None
    for contact in filter(matches, _after(contacts, unlisted, after)):
        row = [contact.get(field) for field in fields]
        cost = len(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())
        if size + cost > max_bytes:
            reason = "byte_budget" if rows else "record_exceeds_budget"
        elif len(rows) == limit:
            reason = "row_limit"
        if reason:
            break
        rows.append(row)
        size, last = size + cost, id_of(contact)
    found = {"fields": fields, "rows": rows, "truncated": reason is not None, "bytes": size}
    if reason:
        found |= {"stop_reason": reason, "next_after": str(last)}
    if requested.get("count", ["false"])[-1] == "true":
        found["count"] = sum(1 for _ in filter(matches, _after(contacts, unlisted, 0)))
    return found


def _after(contacts: Sequence[Record], unlisted: Sequence[Record], number: int) -> Iterator[Record]:
    listed = (contacts[place] for place in range(place_after(contacts, number), len(contacts)))
    return heapq.merge(listed, islice(unlisted, place_after(unlisted, number), None), key=id_of)


def _positive(requested: Mapping[str, list[str]], name: str, default: int) -> int:
    text = requested.get(name, [str(default)])[-1]
    if not text.isdecimal() or int(text) == 0:
        raise InvalidResults(f"results.{name} must be a positive integer")
    return int(text)
