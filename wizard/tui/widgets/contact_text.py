"""A contact as text: its cells in a table, and everything about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from textual.color import BLACK, WHITE, Color, ColorParseError
from textual.content import Content
from textual.style import Style

from wizard.api.contact import Contact, ContactRow, Tag
from wizard.contacts.browsing.masking import masked_email, masked_name, masked_phone, masked_value
from wizard.support.times import ago, exact_time, parse_time
from wizard.tui.widgets.columns import Column
from wizard.tui.widgets.marks import MARKS

Mask = Callable[[str], str]

_MIDDLE = 0.179
"""The luminance with the same contrast to black and to white."""

_LONGEST_NAME = 14
"""The longest field name that widens the column of names, in characters."""

_FIRST_VISIT = "visits.first_visit."
_LATER_VISITS = {
    "visits.last_visit.": "Last visit",
    "visits.last_visit_with_utm.": "Last visit with a campaign",
}
_VISIT_NAMES = ("started_at", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")


def contact_columns(*, is_masked: bool = False, by_update: bool = False) -> tuple[Column[ContactRow], ...]:
    """Return the columns for name, email, phone, tags, and the day of adding or of the last update."""
    name, email, phone = _masks(is_masked=is_masked)
    return (
        Column("Name", lambda row: name(row.name) or _absent(), width=14, grow=2),
        Column("Email", lambda row: email(row.email_address) or _absent(), width=26, grow=2),
        Column("Phone", lambda row: phone(row.phone_number), width=14, grow=1, rank=3),
        Column("Tags", lambda row: dotted(row.tags), width=12, grow=2, rank=2),
        Column("Updated", lambda row: (row.updated_at or "")[:10], width=10, rank=1)
        if by_update
        else Column("Added", lambda row: (row.created_at or "")[:10], width=10, rank=1),
    )


def describe(row: ContactRow, contact: Contact | None, now: datetime, *, is_masked: bool) -> Content:
    """Describe a contact: what the list knows, tags in their colours, and all of `contact` if it's given."""
    name, email, phone = _masks(is_masked=is_masked)
    title = name(row.name) or email(row.email_address) or f"Contact {row.id}"
    lines = [Content.styled(title, "bold")]
    if row.tags:
        lines.append(Content(" ").join(_chip(tag) for tag in row.tags))
    lines += _fields(
        "",
        {
            "email": email(row.email_address),
            "phone": phone(row.phone_number),
            "active": "" if row.is_active is None else "yes" if row.is_active else "no",
            "added": row.created_at or "",
            "updated": row.updated_at or "",
            "id": str(row.id),
        },
        now,
    )
    if contact:
        lines += _rest(contact, now, masked_value if is_masked else str)
    return Content("\n").join(lines)


def _rest(contact: Contact, now: datetime, mask: Mask) -> Iterable[Content]:
    def shown(values: Mapping[str, str]) -> dict[str, str]:
        return {name: mask(value) for name, value in values.items()}

    others = {
        name: value
        for name, value in contact.other_fields.items()
        if not name.startswith("visits.") and name not in ("is_active", "updated_at")
    }
    yield from _fields("Came from", shown(_visit(contact.other_fields, _FIRST_VISIT)), now)
    yield from _fields("Custom attributes", shown(contact.custom_attributes), now)
    yield from _fields("Other fields", {"public_id": contact.public_id or "", **shown(others)}, now)
    for prefix, heading in _LATER_VISITS.items():
        yield from _fields(heading, shown(_visit(contact.other_fields, prefix)), now)


def _visit(fields: Mapping[str, str], prefix: str) -> dict[str, str]:
    """Return one visit's fields, the source of the visit first."""
    visit = {name.removeprefix(prefix): value for name, value in fields.items() if name.startswith(prefix)}
    first = {name: visit.pop(name) for name in _VISIT_NAMES if name in visit}
    return first | visit


def _fields(heading: str, fields: Mapping[str, str], now: datetime) -> list[Content]:
    shown = {name.replace("_", " "): value for name, value in fields.items() if value}
    width = max((len(name) for name in shown if len(name) <= _LONGEST_NAME), default=0)
    lines = [_field(name.ljust(width), value, now) for name, value in shown.items()]
    return [Content.styled(f"\n{heading}" if heading else "", "bold"), *lines] if lines else []


def _field(name: str, value: str, now: datetime) -> Content:
    """Show a value after its name; for a time, how long ago it was, with the exact time below."""
    label = Content.styled(f"{name}  ", "$text-muted")
    moment = parse_time(value)
    if moment is None:
        return label + Content(value)
    return Content.assemble(label, ago(moment, now), f"\n{' ' * len(label)}{exact_time(moment)}")


def _masks(*, is_masked: bool) -> tuple[Mask, Mask, Mask]:
    return (masked_name, masked_email, masked_phone) if is_masked else (str, str, str)


def _absent() -> Content:
    return Content.styled(MARKS.absent, "$text-muted")


def dotted(tags: Iterable[Tag]) -> Content:
    """Return tags on one line, each after a dot in its colour."""
    return Content("  ").join(Content.assemble((f"{MARKS.here} ", _ink(tag)), tag.name) for tag in tags)


def _chip(tag: Tag) -> Content:
    color = _color(tag)
    if color is None:
        return Content.styled(f" {tag.name} ", "reverse")
    return Content.styled(f" {tag.name} ", Style(background=color, foreground=_readable_on(color)))


def _readable_on(color: Color) -> Color:
    """Return black or white, whichever has more contrast.

    Home-made because Textual's `get_contrast_text` gives white on red, which is hard to read.
    """
    return BLACK if _luminance(color) > _MIDDLE else WHITE


def _luminance(color: Color) -> float:
    """Return the relative luminance, as the Web Content Accessibility Guidelines define it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _ink(tag: Tag) -> Style:
    color = _color(tag)
    return Style() if color is None else Style(foreground=color)


def _color(tag: Tag) -> Color | None:
    try:
        return Color.parse(tag.color).with_alpha(1) if tag.color else None
    except ColorParseError:
        return None
