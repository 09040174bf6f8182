"""Parses the API's JSON into records. Unknown fields are ignored, and missing ones are left empty."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import TypeVar

from wizard.api.contact import Contact, ContactLine, ContactRow, Count, Details, Tag
from wizard.api.models import Team, Workspace
from wizard.api.segment import Criterion, Segment
from wizard.support.safe_text import sanitize_line

T = TypeVar("T")

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""Control characters, invisible ones, and what some programs take as a line end. C0 is escaped anyway."""

_PRINTABLE_BUT_UNSAFE = "\u034f"
"""The one of these characters that `str.isprintable` accepts."""

_DEL = r"\u007f"
"""The one ASCII control character that `json` doesn't escape."""

_LARGEST = 2**63 - 1
"""The largest id that a database can have."""

_CONTACTS_FILTER = "ContactsFilter"
"""The class of saved filters that select contacts. The others are for orders, products and so on."""

_NAMED = {
    "id", "public_id", "email_address", "email", "first_name", "last_name",
    "phone_number", "created_at", "tags", "custom_attributes", "workspace_id",
    "email_engagement",
}  # fmt: skip
"""Fields that are attributes of `Contact`, or the same for all contacts of a workspace."""


class UnreadableRecord(ValueError):
    """A record without a valid id; the rest of its page is still good."""


def parse_team(raw: object) -> Team:
    """Make a `Team`; raises `UnreadableRecord` if it has no id."""
    fields = _object(raw)
    number = _id(fields)
    name = _text(fields, "name") or f"Team {number}"
    return Team(id=number, name=name, public_id=_text(fields, "public_id"))


def parse_time_zone(raw: object) -> str | None:
    """Give the name of a team's time zone, if it has one."""
    return _text(_object(raw), "time_zone")


def parse_workspace(raw: object) -> Workspace:
    """Make a `Workspace`; raises `UnreadableRecord` if it has no id.

    A missing or unsafe subdomain is left empty: the workspace can be shown, but its host is unknown.
    """
    fields = _object(raw)
    number = _id(fields)
    subdomain = _text(fields, "subdomain") or ""
    return Workspace(
        id=number,
        name=_text(fields, "name") or f"Workspace {number}",
        subdomain=subdomain if subdomain == fields.get("subdomain") else "",
        public_id=_text(fields, "public_id"),
        team_id=_number(fields.get("team_id")),
    )


def parse_connected_workspace(raw: object) -> tuple[Team, int] | None:
    """Give the team and the id of the workspace that a user is limited to; None for any other user."""
    connected = _object(raw).get("connected_workspace")
    if not isinstance(connected, dict):
        return None
    team_id, workspace_id = _number(connected.get("team_id")), _number(connected.get("workspace_id"))
    if team_id is None or workspace_id is None:
        return None
    return Team(team_id, _text(connected, "team_name") or f"Team {team_id}"), workspace_id


def parse_tag(raw: object) -> Tag:
    """Make a `Tag`; raises `UnreadableRecord` if it has no id."""
    fields = _object(raw)
    number = _id(fields)
    return Tag(id=number, name=_text(fields, "name") or f"Tag {number}", color=_text(fields, "color"))


def parse_segments(raw: object) -> list[object]:
    """Give the segments in a list of saved filters; raises `UnreadableRecord` if it isn't one."""
    saved = _object(raw).get("refine_filters")
    if not isinstance(saved, list):
        raise UnreadableRecord
    return [one for one in saved if not isinstance(one, dict) or one.get("filter_class") == _CONTACTS_FILTER]


def parse_segment(raw: object) -> Segment:
    """Make a `Segment`; raises `UnreadableRecord` if it has no id."""
    fields = _object(raw)
    number, criteria = _id(fields), fields.get("criteria")
    return Segment(
        id=number,
        name=_text(fields, "name") or f"Segment {number}",
        public_id=_text(fields, "public_id"),
        conjunction="or" if fields.get("conjunction") == "or" else "and",
        criteria=tuple(map(_criterion, criteria)) if isinstance(criteria, list) else (),
    )


def _criterion(raw: object) -> Criterion:
    if not isinstance(raw, dict):
        return Criterion()
    attribute, clause, value = _text(raw, "attribute") or "", _text(raw, "clause") or "", raw.get("value")
    match value:
        case None:
            return Criterion(attribute, clause)
        case {"days": days, "modifier": "ago"}:
            return Criterion(attribute, clause, days_ago=_number(days))
        case dict():
            return Criterion(attribute)
        case list():
            return Criterion(attribute, clause, tuple(map(_plain, value)))
        case _:
            return Criterion(attribute, clause, (_plain(value),))


def parse_contact(raw: object) -> Contact:
    """Make a `Contact`; raises `UnreadableRecord` if it has no id."""
    fields = _object(raw)
    return Contact(
        id=_id(fields),
        public_id=_text(fields, "public_id"),
        email_address=_text(fields, "email_address") or _text(fields, "email"),
        first_name=_text(fields, "first_name"),
        last_name=_text(fields, "last_name"),
        phone_number=_text(fields, "phone_number"),
        created_at=_text(fields, "created_at"),
        tags=tuple(parse_each(parse_tag, fields.get("tags"))),
        custom_attributes=_texts(fields.get("custom_attributes")),
        email_engagement=_engagement(fields.get("email_engagement")),
        other_fields=_flat({key: value for key, value in fields.items() if key not in _NAMED}),
    )


def _engagement(raw: object) -> Mapping[str, str] | None:
    if not isinstance(raw, dict):
        return None
    return {name: text for name, text in _texts(raw).items() if text}


def parse_contact_row(raw: object) -> ContactRow:
    """Make a row of the contacts table; raises `UnreadableRecord` if it has no id."""
    fields = _object(raw)
    names = (_text(fields, "first_name"), _text(fields, "last_name"))
    is_active = fields.get("is_active")
    return ContactRow(
        id=_id(fields),
        name=" ".join(name for name in names if name),
        email_address=_text(fields, "email_address") or _text(fields, "email") or "",
        phone_number=_text(fields, "phone_number") or "",
        tags=tuple(parse_each(parse_tag, fields.get("tags"))),
        is_active=is_active if isinstance(is_active, bool) else None,
        created_at=_text(fields, "created_at"),
        updated_at=_text(fields, "updated_at"),
    )


def parse_contact_line(raw: object) -> ContactLine:
    """Keep a contact as a line of JSON; raises `UnreadableRecord` if it has no id."""
    fields = _object(raw)
    return ContactLine(_id(fields), json_line(fields), _text(fields, "created_at"))


def json_line(value: object) -> bytes:
    """Give JSON on one line that is safe to print: control characters are escaped, and nothing is lost."""
    return _escaped(_COMPACT.encode(value)).encode("utf-8", "backslashreplace")  # surrogates: JSON's escapes


def parse_details(raw: object) -> Details:
    """Make a contact with its JSON; raises `UnreadableRecord` if it has no id."""
    return Details(parse_contact(raw), _escaped(json.dumps(raw, indent=2, ensure_ascii=False)))


def _escaped(text: str) -> str:
    """Escape control characters and invisible characters as JSON does."""
    if text.isascii():
        return text.replace("\x7f", _DEL)
    if text.isprintable() and _PRINTABLE_BUT_UNSAFE not in text:  # much quicker than the pattern
        return text
    return _UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], text).replace("\x7f", _DEL)


def parse_count(raw: object) -> Count:
    """Make a `Count` from stats or a segment's results; raises `UnreadableRecord` if there is no number."""
    fields = _object(raw)
    stats = _object(fields.get("stats") or fields.get("results"))
    number = _number(stats.get("count"))
    if number is None:
        raise UnreadableRecord
    return Count(number, is_at_least=stats.get("count_capped_at") is not None)


def parse_each(make: Callable[[object], T], raw: object) -> Iterator[T]:
    """Parse each record of a list, leaving out unreadable ones; gives nothing if `raw` isn't a list."""
    for item in raw if isinstance(raw, list) else ():
        with suppress(UnreadableRecord, RecursionError):
            yield make(item)


def _object(raw: object) -> Mapping[str, object]:
    if not isinstance(raw, dict):
        raise UnreadableRecord
    return raw


def _id(fields: Mapping[str, object]) -> int:
    number = _number(fields.get("id"))
    if number is None:
        raise UnreadableRecord
    return number


def _number(value: object) -> int | None:
    if isinstance(value, str) and len(value) < 20 and value.isascii() and value.isdigit():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST:
        return value
    return None


def _text(fields: Mapping[str, object], key: str) -> str | None:
    value = fields.get(key)
    return _plain(value) or None


def _plain(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return sanitize_line(value)
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return str(value)
        case _:
            return sanitize_line(json.dumps(value, ensure_ascii=False))


def _texts(raw: object) -> Mapping[str, str]:
    if not isinstance(raw, dict):
        return MappingProxyType({})
    return MappingProxyType({sanitize_line(str(key)): _plain(value) for key, value in raw.items()})


def _flat(fields: Mapping[str, object], prefix: str = "") -> Mapping[str, str]:
    """Nested objects as ``outer.inner`` names, empty values left out."""
    found: dict[str, str] = {}
    for key, value in fields.items():
        name = prefix + sanitize_line(str(key))
        if isinstance(value, dict):
            found.update(_flat(value, f"{name}."))
        elif text := _listed(value) if isinstance(value, list) else _plain(value):
            found[name] = text
    return found if prefix else MappingProxyType(found)


def _listed(values: Sequence[object]) -> str:
    return ", ".join(text for text in map(_plain, values) if text)
