"""Checks that contacts can be in a segment, as far as its criteria can be checked here.

A server that doesn't know segments, or ignores them, sends every contact instead. Only tags, names, email
addresses and dates are checked, and dates only to within two days, because the dashboard's time zone isn't
known. Everything else could be right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from wizard.api.errors import NotFiltered
from wizard.api.pagination import Record
from wizard.api.segment import Criterion, Segment
from wizard.support.matching import fold
from wizard.support.safe_text import sanitize_line
from wizard.support.times import parse_time

T = TypeVar("T", bound=Record)

_TEXTS = ("email_address", "first_name", "last_name")
_DATES = ("created_at", "unsubscribed_at")
_SLACK = timedelta(days=2)
"""How far the days of other time zones, and what "30 days ago" means, can be off."""


def checked(parse: Callable[[object], T], segment: Segment | None) -> Callable[[object], T]:
    """Give a `parse` that raises `NotFiltered` for a contact that can't be in `segment`."""
    if segment is None:
        return parse

    def parse_checked(raw: object) -> T:
        contact = parse(raw)
        if isinstance(raw, dict) and _is_ruled_out(segment, raw):
            raise NotFiltered(segment.name, contact.id)
        return contact

    return parse_checked


def _is_ruled_out(segment: Segment, contact: Mapping[str, object]) -> bool:
    fails = (_fails(criterion, contact) for criterion in segment.criteria)
    return bool(segment.criteria) and (all(fails) if segment.conjunction == "or" else any(fails))


def _fails(criterion: Criterion, contact: Mapping[str, object]) -> bool:
    """Whether a contact certainly doesn't match a criterion."""
    attribute, values = criterion.attribute, criterion.values
    if attribute == "tags.id":
        return _tags_fail(criterion.clause, values, contact.get("tags"))
    value = contact.get(attribute, ...)
    if value is not None and not isinstance(value, str):
        return False
    if attribute in _TEXTS and values:
        return _text_fails(criterion.clause, fold(sanitize_line(value or "")), [fold(one) for one in values])
    if attribute in _DATES:
        return _date_fails(criterion, value)
    return False


def _tags_fail(clause: str, ids: Sequence[str], tags: object) -> bool:
    if not ids or not isinstance(tags, list) or not all(isinstance(tag, dict) for tag in tags):
        return False
    has_any = any(str(tag.get(key)) in ids for tag in tags for key in ("id", "public_id"))
    return (clause in ("eq", "in") and not has_any) or (clause in ("dne", "nin") and has_any)


def _text_fails(clause: str, text: str, values: Sequence[str]) -> bool:
    if clause == "eq":
        return text not in values
    return clause == "sw" and not text.startswith(tuple(values))


def _date_fails(criterion: Criterion, value: str | None) -> bool:
    clause = criterion.clause
    if value is None:
        return clause in ("eq", "gte", "lte", "btwn", "st")
    moment = parse_time(value)
    if clause == "nst" or moment is None:
        return clause == "nst"
    if criterion.days_ago is not None:
        day = datetime.now(UTC) - timedelta(days=criterion.days_ago)
        return (clause == "lt" and moment < day - _SLACK) or (clause == "gt" and moment > day + _SLACK)
    days = [_day(one) for one in criterion.values]
    if not days or None in days:
        return False
    first, last = (days[0], days[-1])
    assert first
    assert last
    is_early, is_late = moment < first - _SLACK, moment > last + _SLACK
    return (clause in ("eq", "gte", "btwn") and is_early) or (clause in ("eq", "lte", "btwn") and is_late)


def _day(text: str) -> datetime | None:
    return parse_time(f"{text[:10]}T00:00")
