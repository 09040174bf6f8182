"""How far a long walk through the contacts has come. All of it is to fit in one line."""

from __future__ import annotations


def contacts(count: int, total: int | None) -> str:
    """How many have come, of how many where that is known."""
    noun = "contact" if (count if total is None else total) == 1 else "contacts"
    return f"{count:,} {noun}" if total is None else f"{count:,} of {total:,} {noun}"


def pace(pages: float) -> str:
    """How many pages come in a second."""
    rounded = f"{pages:,.0f}"
    return f"{rounded} {'page' if rounded == '1' else 'pages'} a second"
