"""What is wrong with a configuration file, as words that fit after a colon, and with what chooses in it."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from pathlib import Path

EMPTY = "it is empty"
TOO_DEEP = "it is nested too deeply"


def must_be_version(version: int) -> str:
    """A format that there is not."""
    return f"version must be {version}"


def no_such_home(folder: Path | str, setting: str) -> tuple[str, str]:
    """A folder in the home of somebody who is not there, and what names it."""
    return (
        f"The folder {folder} that {setting} names cannot be found: there is no such home folder.",
        f"Correct {setting}, or leave it out to use the usual folder.",
    )
