"""Contacts as the cells of a table, and tags in their colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from textual.color import Color, ColorParseError
from textual.content import Content
from textual.style import Style

from wizard.api.contact import ContactRow, Tag
from wizard.api.contact_query import ContactQuery
from wizard.contacts.browsing.masking import masked_email, masked_name, masked_phone
from wizard.support.times import age_or_day
from wizard.tui.widgets.columns import Column, unjoined
from wizard.tui.widgets.marks import MARKS

Mask = Callable[[str], str]


def contact_columns(
    query: ContactQuery, now: datetime, *, is_masked: bool = False
) -> tuple[Column[ContactRow], ...]:
    """Return the columns: name, email, phone, tags, and the time by which `query` sorts, with its order."""
    name, email, phone = masks(is_masked=is_masked)
    order = MARKS.falling if query.newest_first else MARKS.rising
    return (
        Column("Name", lambda row: name(row.name) or _absent(), width=14, grow=2),
        Column("Email", lambda row: email(row.email_address) or _absent(), width=26, grow=2),
        Column("Phone", lambda row: phone(row.phone_number), width=14, grow=1, rank=3),
        Column("Tags", lambda row: dotted(row.tags), width=12, grow=2, rank=2),
        Column(f"Updated {order}", lambda row: age_or_day(row.updated_at, now), width=10, rank=1)
        if query.sort_property == "updated_at"
        else Column(f"Added {order}", lambda row: age_or_day(row.created_at, now), width=10, rank=1),
    )


def masks(*, is_masked: bool) -> tuple[Mask, Mask, Mask]:
    """Return what to do to names, emails and phone numbers before they are shown."""
    return (masked_name, masked_email, masked_phone) if is_masked else (str, str, str)


def _absent() -> Content:
    return Content.styled(MARKS.absent, "$text-muted")


def dotted(tags: Iterable[Tag]) -> Content:
    """Return tags on one line, each after a dot in its colour."""
    return Content("  ").join(
        Content.assemble((f"{MARKS.here} ", _ink(tag)), unjoined(tag.name)) for tag in tags
    )


def _ink(tag: Tag) -> Style:
    color = tag_color(tag)
    return Style() if color is None else Style(foreground=color)


def tag_color(tag: Tag) -> Color | None:
    """Return a tag's colour, if it has a valid one."""
    try:
        return Color.parse(tag.color).with_alpha(1) if tag.color else None
    except ColorParseError:
        return None
