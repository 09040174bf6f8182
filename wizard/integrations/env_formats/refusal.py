"""The error for a value that a format can't represent."""

from __future__ import annotations

from wizard.support.errors import UsageError


class CannotRepresent(UsageError):
    """A value that the reader of a format would misread, so that nothing is written."""

    def __init__(self, reader: str, name: str, because: str) -> None:
        super().__init__(
            f"{reader} can't represent the value of {name}: {because}.",
            "Use another --format, or `cfw exec -- COMMAND`, which passes any value.",
        )
