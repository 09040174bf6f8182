"""What `cfw contacts` says beside the contacts, where they are written rather than drawn."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = ("id", "name", "email", "phone", "added", "tags")
"""Of the text table."""

RESUME_WITHOUT_FILE = ("--resume continues an export to a file.", "Name the file with --output.")
NOTHING_EXPORTED = "Nothing was exported."

IS_FOLDER = "it is a folder"
"""Why it cannot be written."""

NONE_WRITTEN = "No contacts were written."

STANDARD_OUTPUT = "standard output"


def no_folder(path: Path) -> str:
    """Why it cannot be written."""
    return f"there is no folder {path}"


def too_many_values(option: str) -> tuple[str, str]:
    """More is asked for than fits in a request."""
    return f"There are too many values of {option}.", "Ask for them in several runs."


def no_tag(workspace: str, typed: str, tags: str, left_out: str) -> tuple[str, str]:
    """The workspace has none of that name, but these; `left_out` says which could not be read."""
    hint = f"Its tags: {tags}." if tags else "It has no tags at all."
    return f"{workspace} has no tag “{typed}”.", f"{hint} {left_out}".rstrip()


def another_export(path: Path) -> tuple[str, str]:
    """What was left behind is of other contacts."""
    return (
        f"{path} belongs to a different export and can't be resumed.",
        "Repeat the arguments it began with, or add --force instead of --resume to start over.",
    )


A_LINK = "a link"
A_FOLDER = "a folder"
NO_FILE = "not a file"
ANOTHER_FILE = "another file"


def foreign_part(path: Path, what: str) -> tuple[str, str]:
    """Something else has the name of the unfinished file."""
    return (
        f"{path} isn't an unfinished export of this program: it is {what}.",
        "Move it, or choose another file with --output.",
    )


def surprise(reason: str) -> str:
    """Why it took longer than it might have."""
    return f"Walked page by page in the end: {reason}."


def wrote(count: int, path: Path, *, replaced: bool = False) -> str:
    """It is done; a file of that name may have been there."""
    rest = ", replacing the file that was there" if replaced else ""
    return f"Wrote {count:,} {'contact' if count == 1 else 'contacts'} to {path}{rest}"


def _left_behind(count: int, part: Path) -> str:
    return f"{part} has {count:,} {'contact' if count == 1 else 'contacts'} of an unfinished export."


def resume_or_force(count: int, part: Path) -> tuple[str, str]:
    """An export is repeated, and nobody can be asked what to do with what the last one left behind."""
    return _left_behind(count, part), "Add --resume to continue it, or --force to discard it and start over."


def resume_or_start_over(count: int, part: Path) -> str:
    """Ask the same."""
    return f"{_left_behind(count, part)} Resume it (r), start over (s), or do nothing (Enter)?"


def replace(path: Path) -> str:
    """Ask before a file is replaced."""
    return f"{path} exists. Replace it?"


RESUME, START_OVER = "r", "s"
"""What is typed."""


def kept(count: int, path: Path) -> str:
    """It ended early, with so many contacts in the unfinished file, and how to go on."""
    have = f"{count:,} {'contact is' if count == 1 else 'contacts are'}" if count else "What has come is"
    return f"{have} kept in {path}; the same command with --resume goes on from there."


def written_so_far(count: int) -> str:
    """It ended early, after so many contacts."""
    return f"{count:,} {'contact was' if count == 1 else 'contacts were'} written." if count else NONE_WRITTEN
