"""Says in words what a segment selects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wizard.api.contact import Tag
from wizard.api.segment import Criterion, Segment

TAGS = "tags.id"
"""The attribute whose values are tags."""

_ATTRIBUTES = {
    TAGS: "tag",
    "email_address": "email",
    "created_at": "added",
    "unsubscribed_at": "unsubscribed",
    "anonymous": "anonymous",
}
_CLAUSES = {
    "eq": "is",
    "in": "is",
    "dne": "is not",
    "nin": "is not",
    "sw": "starts with",
    "ew": "ends with",
    "cont": "contains",
    "dcont": "doesn’t contain",
    "st": "is set",
    "nst": "is not set",
    "gt": "above",
    "lt": "below",
    "gte": "from",
    "lte": "until",
    "btwn": "between",
    "nbtwn": "not between",
}
_DAYS_AGO = {"lt": "in the last {} days", "gt": "more than {} days ago", "exct": "exactly {} days ago"}


def uses_tags(segments: Iterable[Segment]) -> bool:
    """Whether it takes the names of tags to describe these segments."""
    return any(one.attribute == TAGS for segment in segments for one in segment.criteria)


def segment_text(segment: Segment, tags: Iterable[Tag]) -> str:
    """Say what a segment selects; empty if nothing is known. `tags` are the workspace's."""
    names = {str(tag.id): tag.name for tag in tags}
    texts = (_criterion_text(one, names) for one in segment.criteria)
    return f" {segment.conjunction} ".join(texts)


def _criterion_text(criterion: Criterion, tag_names: Mapping[str, str]) -> str:
    attribute, clause = criterion.attribute, criterion.clause
    what = _ATTRIBUTES.get(attribute) or attribute.replace("_", " ").replace(".", " ")
    if criterion.days_ago is not None and clause in _DAYS_AGO:
        return f"{what} {_DAYS_AGO[clause].format(criterion.days_ago)}"
    if clause not in _CLAUSES or not what:
        return f"{what or 'something else'} (see the dashboard)"
    values = [tag_names.get(one, one) if attribute == TAGS else one for one in criterion.values]
    joint = " and " if clause in ("btwn", "nbtwn") else " or "
    return f"{what} {_CLAUSES[clause]} {joint.join(values)}".rstrip()
