"""A contact as text: its cells in a table, and everything about it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.color import Color, ColorParseError
from textual.content import Content
from textual.style import Style

from wizard.contact import Contact, Tag

from .columns import Column


def contact_columns() -> tuple[Column[Contact], ...]:
    """Name, email, phone, tags and the day it was added."""
    return (
        Column("Name", lambda contact: contact.name or _absent(), width=14, grow=2),
        Column("Email", lambda contact: contact.email_address or _absent(), width=26, grow=2),
        Column("Phone", lambda contact: contact.phone_number or "", width=14, grow=1, rank=3),
        Column("Tags", lambda contact: _dotted(contact.tags), width=12, grow=2, rank=2),
        Column("Added", lambda contact: (contact.created_at or "")[:10], width=10, rank=1),
    )


def describe(contact: Contact) -> Content:
    """Every field of the contact, tags in their colours."""
    lines = [Content.styled(contact.name or contact.email_address or f"Contact {contact.id}", "bold")]
    if contact.tags:
        lines.append(Content(" ").join(_chip(tag) for tag in contact.tags))
    lines += _fields("", (("email", contact.email_address), ("phone", contact.phone_number)))
    lines += _fields(
        "", (("added", contact.created_at), ("id", str(contact.id)), ("public id", contact.public_id))
    )
    lines += _fields("Custom attributes", contact.custom_attributes.items())
    lines += _fields("Other fields", contact.other_fields.items())
    return Content("\n").join(lines)


def _fields(heading: str, fields: Iterable[tuple[str, str | None]]) -> list[Content]:
    lines = [Content.assemble((f"{name}  ", "dim"), value) for name, value in fields if value]
    return [Content.styled(f"\n{heading}" if heading else "", "bold"), *lines] if lines else []


def _absent() -> Content:
    return Content.styled("–", "dim")


def _dotted(tags: Iterable[Tag]) -> Content:
    return Content("  ").join(Content.assemble(("● ", _ink(tag)), tag.name) for tag in tags)


def _chip(tag: Tag) -> Content:
    color = _color(tag)
    if color is None:
        return Content.styled(f" {tag.name} ", "reverse")
    return Content.styled(f" {tag.name} ", Style(background=color, foreground=color.get_contrast_text(1.0)))


def _ink(tag: Tag) -> Style:
    color = _color(tag)
    return Style() if color is None else Style(foreground=color)


def _color(tag: Tag) -> Color | None:
    try:
        return Color.parse(tag.color).with_alpha(1) if tag.color else None
    except ColorParseError:
        return None
