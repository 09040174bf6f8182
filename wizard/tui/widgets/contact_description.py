"""Everything about a contact as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from textual.color import BLACK, WHITE, Color
from textual.content import Content
from textual.style import Style

from wizard.api.contact import ContactRow, Details, Tag
from wizard.contacts.browsing.masking import masked_value
from wizard.support.time_zones import Zone
from wizard.support.times import ago, local_time, parse_time
from wizard.tui.widgets.contact_text import masks, tag_color

_MIDDLE = 0.179
"""The luminance with the same contrast to black and to white."""

_LONGEST_NAME = 14
"""The longest field name that widens the column of names, in characters."""

_ROOMY = 60
"""Cells from which on an exact time fits on the line that says how long ago it was."""

_FIRST_VISIT = "visits.first_visit."
_LATER_VISITS = {
    "visits.last_visit.": "Last visit",
    "visits.last_visit_with_utm.": "Last visit with a campaign",
}
_VISIT_NAMES = ("started_at", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
_EMAILS = {"last_email_sent_at": "sent", "last_email_opened_at": "opened", "last_email_clicked_at": "clicked"}


@dataclass(frozen=True, slots=True)
class Manner:
    """How to describe a contact."""

    now: datetime
    zone: Zone
    """Where the exact times are."""
    is_masked: bool = False
    """Whether to hide personal data."""
    width: int = 0
    """Cells of a line."""


def describe(
    row: ContactRow, details: Details | None, manner: Manner, dashboard: str | None = None
) -> Content:
    """Describe a contact: what the list knows, tags in their colours, and all of `details` if they're given.

    `dashboard` is the address of its page in the dashboard.
    """
    name, email, phone = masks(is_masked=manner.is_masked)
    title = name(row.name) or email(row.email_address) or f"Contact {row.id}"
    lines = [Content.styled(title, "bold")]
    if row.tags:
        lines += _chips(row.tags, manner.width)
    lines += _fields(
        "",
        {
            "email": email(row.email_address),
            "phone": phone(row.phone_number),
            "active": "" if row.is_active is None else "yes" if row.is_active else "no",
            "added": row.created_at or "",
            "updated": row.updated_at or "",
            "id": str(row.id),
            "dashboard": dashboard or "",
        },
        manner,
    )
    if details:
        lines += _rest(details, manner)
    return Content("\n").join(lines)


def _rest(details: Details, manner: Manner) -> Iterable[Content]:
    contact = details.contact
    mask: Callable[[str], str] = masked_value if manner.is_masked else str

    def shown(values: Mapping[str, str]) -> dict[str, str]:
        return {name: mask(value) for name, value in values.items()}

    others = {
        name: value
        for name, value in contact.other_fields.items()
        if not name.startswith("visits.") and name not in ("is_active", "updated_at")
    }
    yield from _fields("Custom attributes", shown(contact.custom_attributes), manner)
    if contact.email_engagement is not None:
        emails = {name: contact.email_engagement.get(field, "never") for field, name in _EMAILS.items()}
        yield from _fields("Last email", emails, manner)
    elif details.lacks:
        yield Content.assemble(("\nLast email\n", "bold"), (details.lacks, "$text-muted"))
    yield from _fields("Came from", shown(_visit(contact.other_fields, _FIRST_VISIT)), manner)
    yield from _fields("Other fields", {"public_id": contact.public_id or "", **shown(others)}, manner)
    for prefix, heading in _LATER_VISITS.items():
        yield from _fields(heading, shown(_visit(contact.other_fields, prefix)), manner)


def _visit(fields: Mapping[str, str], prefix: str) -> dict[str, str]:
    """Return one visit's fields, the source of the visit first."""
    visit = {name.removeprefix(prefix): value for name, value in fields.items() if name.startswith(prefix)}
    first = {name: visit.pop(name) for name in _VISIT_NAMES if name in visit}
    return first | visit


def _fields(heading: str, fields: Mapping[str, str], manner: Manner) -> list[Content]:
    shown = {name.replace("_", " "): value for name, value in fields.items() if value}
    width = max((len(name) for name in shown if len(name) <= _LONGEST_NAME), default=0)
    lines = [_field(name.ljust(width), value, manner) for name, value in shown.items()]
    return [Content.styled(f"\n{heading}", "bold"), *lines] if heading and lines else lines


def _field(name: str, value: str, manner: Manner) -> Content:
    """Show a value after its name: a link as one, and for a time how long ago it was and the exact time."""
    label = Content.styled(f"{name}  ", "$text-muted")
    moment = parse_time(value)
    if moment is None:
        is_link = value.startswith(("https://", "http://"))
        return Content.assemble(label, (value, Style(link=value)) if is_link else value)
    exact = local_time(moment, manner.zone)
    indent = len(label) if len(label) + len(exact) <= manner.width else 2
    gap = ", " if manner.width >= _ROOMY else f"\n{' ' * indent}"
    return Content.assemble(label, ago(moment, manner.now), gap, exact)


def _chips(tags: Iterable[Tag], width: int) -> Iterator[Content]:
    """Yield lines of tags, each of them on one line."""
    line, *others = map(_chip, tags)
    for chip in others:
        if line.cell_length + 1 + chip.cell_length > width:
            yield line
            line = chip
        else:
            line = line + " " + chip
    yield line


def _chip(tag: Tag) -> Content:
    color = tag_color(tag)
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
