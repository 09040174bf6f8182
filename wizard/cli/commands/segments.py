"""`cfw segments`: a workspace's segments, what they select, and how many contacts that is."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from rich.cells import cell_len

from wizard.api.contact import Count, Tag
from wizard.api.errors import ApiError, FilterTooSlow
from wizard.api.segment import Segment
from wizard.cli.contacts_target import Target, target_of
from wizard.cli.options import Options
from wizard.cli.profile_json import dump
from wizard.cli.session_factory import create_session, run_in_session
from wizard.cli.terminal import DIM, note, paint
from wizard.contacts.segment_text import segment_text, uses_tags
from wizard.onboarding.exit_status import DONE, FAILED
from wizard.onboarding.session import Session


@dataclass(frozen=True, slots=True)
class _Listed:
    segment: Segment
    selects: str
    count: Count | None
    """How many contacts it selects; None if ClickFunnels won't say."""
    is_slow: bool
    """Whether counting takes ClickFunnels too long."""


def run(options: Options) -> int:
    """Print one line per segment, or JSON."""
    session = create_session(options)
    return run_in_session(session, _run(session, options))


async def _run(session: Session, options: Options) -> int:
    target = await target_of(session, options)
    listing = target.account.segments(target.workspace)
    segments = [one async for one in listing.all()]
    tags = await _tags(target, segments)
    rows = await asyncio.gather(*(_describe(target, one, tags) for one in segments))
    if options.json:
        print(dump({"segments": [_json(row) for row in rows]}))
    else:
        _print(rows)
    if not segments:
        note(f"{target.workspace.name} has no segments. They are filters saved in the dashboard.")
    if listing.unreadable_error:
        note(listing.unreadable_error.what)
    return FAILED if listing.unreadable_error else DONE


async def _tags(target: Target, segments: list[Segment]) -> list[Tag]:
    """The workspace's tags if it takes their names to describe the segments; none if they can't be read."""
    if uses_tags(segments):
        with suppress(ApiError):
            return [tag async for tag in target.account.tags(target.workspace).all()]
    return []


async def _describe(target: Target, segment: Segment, tags: list[Tag]) -> _Listed:
    count, is_slow = None, False
    try:
        count = await target.account.count_segment(target.workspace, segment)
    except FilterTooSlow:
        is_slow = True
    except ApiError as error:
        note(f"{segment.name} could not be counted. {error.what}")
    return _Listed(segment, segment_text(segment, tags), count, is_slow)


def _json(row: _Listed) -> dict[str, object]:
    return {
        "id": row.segment.id,
        "public_id": row.segment.public_id,
        "name": row.segment.name,
        "selects": row.selects or None,
        "count": row.count.number if row.count else None,
        "count_is_at_least": bool(row.count and row.count.is_at_least),
    }


def _print(rows: list[_Listed]) -> None:
    table = [(f"{row.segment.name} ({row.segment.id})", _count(row), row.selects) for row in rows]
    width, count_width = (max((cell_len(row[place]) for row in table), default=0) for place in (0, 1))
    for name, count, selects in table:
        padding = " " * (width - cell_len(name))
        print(f"{name}{padding}  {count:>{count_width}}  {paint(selects, DIM)}".rstrip())


def _count(row: _Listed) -> str:
    if row.is_slow:
        return "too slow to count"
    if row.count is None:
        return ""
    least = "at least " if row.count.is_at_least else ""
    return f"{least}{row.count.number:,} {'contact' if row.count.number == 1 else 'contacts'}"
