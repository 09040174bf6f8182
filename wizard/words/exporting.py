"""What `cfw contacts` says beside the contacts, where they are written rather than drawn."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = ("id", "name", "email", "phone", "added", "tags")
"""Of the text table."""

RESUME_WITHOUT_FILE = ("--resume goes on with a file.", "Name it with --output.")

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
        f"{path} is the beginning of another export, and cannot be gone on with.",
        "Give the same arguments as then; without --resume the export begins anew.",
    )


def surprise(reason: str) -> str:
    """Why it took longer than it might have."""
    return f"Walked page by page in the end: {reason}."


def wrote(count: int, path: Path) -> str:
    """It is done."""
    return f"Wrote {count:,} {'contact' if count == 1 else 'contacts'} to {path}"


def kept(count: int, path: Path) -> str:
    """It ended early, with so many contacts in the unfinished file, and how to go on."""
    have = f"{count:,} {'contact is' if count == 1 else 'contacts are'}" if count else "What has come is"
    return f"{have} kept in {path}; the same command with --resume goes on from there."


def written_so_far(count: int) -> str:
    """It ended early, after so many contacts."""
    return f"{count:,} {'contact was' if count == 1 else 'contacts were'} written." if count else NONE_WRITTEN
