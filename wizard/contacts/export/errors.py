"""Errors of an export to a file."""

from __future__ import annotations

from pathlib import Path

from wizard.support.errors import UserError


class ExportAlreadyRunning(UserError):
    """Another program is writing the same export."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another export to {path} is under way.", "Wait until it is done, or choose another file."
        )


class ExportNotWritten(UserError):
    """The system doesn't allow an export to be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} cannot be written: {reason}.", "Fix that, or choose another file with --output."
        )
