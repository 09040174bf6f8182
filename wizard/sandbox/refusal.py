"""Why a request for filtered contacts is refused."""

from __future__ import annotations


class Refusal(Exception):
    """A response with an error status."""

    status = 422
    retry_after: int | None = None
    """Seconds to wait before trying again, if that helps."""


class UnknownFilter(Refusal):
    """A key inside `filter[...]` that the endpoint doesn't support."""

    status = 400

    def __init__(self, key: str) -> None:
        super().__init__(f"Unknown filter: {key}")


class InvalidSegment(Refusal):
    """A saved filter that the workspace doesn't have, or that isn't for contacts."""

    def __init__(self) -> None:
        super().__init__("stored_filter_id is invalid or does not belong to this workspace")


class InvalidResults(Refusal):
    """A value inside `results[...]` that isn't supported."""


class TooSlow(Refusal):
    """A filter that takes too long. Trying again fails alike."""

    def __init__(self) -> None:
        super().__init__("This filter took longer than 10s to evaluate and was stopped")


class NestedSegment(Refusal):
    """A saved filter in the wrong parameter."""

    status = 400

    def __init__(self) -> None:
        super().__init__("stored_filter_id must be a top-level parameter, not nested under filters[]")


class TooManyReads(Refusal):
    """More heavy reads at once than one token may have in one workspace."""

    status = 429
    retry_after = 1

    def __init__(self) -> None:
        super().__init__("Too many filtered requests are already running")
