"""What is wrong with a configuration file, as words that fit after a colon, and with what chooses in it."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from pathlib import Path

EMPTY = "it is empty"
NO_ORDINARY_FILE = "it is no ordinary file"
NUMBER_TOO_LARGE = "it holds a number that is too large"
TOO_DEEP = "it is nested too deeply"
OTHER_SHAPE = "it has another shape than expected"

BREAKS_OFF = "it breaks off"
COMMENT = "there is a comment, which JSON does not have,"
MISTAKE = "there is a mistake"

NO_HOME = (
    "This user has no home folder: HOME is not set to an absolute path; the system doesn't know the user.",
    "Name a folder for the configuration with --config-dir or CLICKFUNNELS_CONFIG_DIR, or set HOME.",
)

TOKEN_VARIABLE_HINT = "Set it to the token alone, or unset it."

THE_WHOLE = "the whole"
NAME_OF_PROFILE = "a profile's name"

BLANK = "a blank"
INVISIBLE = "a character that cannot be seen"


def too_long(megabytes: int) -> str:
    """A file longer than any that is meant."""
    return f"it is longer than {megabytes} million bytes"


def no_text(line: int) -> str:
    """The line with bytes that are no letters."""
    return f"line {line} is not UTF-8 text"


def mistake(fault: str, line: int, column: int) -> str:
    """One of the faults above, and where it is."""
    return f"{fault} at line {line}, column {column}"


def twice(key: str) -> str:
    """A key that an object has more than once."""
    return f"the key “{key}” stands there twice"


def no_number(text: str) -> str:
    """Something like ``NaN``."""
    return f"{text} is no number in JSON"


def must_be_object(place: str) -> str:
    """A place that holds something else than an object."""
    return f"{place} must be an object in braces"


def must_be_number(place: str) -> str:
    """A place that holds something else than a whole number."""
    return f"{place} must be a whole number"


def must_be_text(place: str) -> str:
    """A place that holds something else than a text."""
    return f"{place} must be a text in quotes"


def must_be_token(place: str) -> str:
    """A place that holds something else than a token."""
    return f"{place} is no token: it must be a text without blanks and accents, or null"


def must_be_time(place: str) -> str:
    """A place that holds something else than a moment."""
    return f"{place} must be a time such as 2026-11-23T09:30:00Z"


def must_be_store(place: str) -> str:
    """A place that says something unknown of where the token is kept."""
    return f'{place} must be "file" or "keyring"'


def must_be_version(version: int) -> str:
    """A format that there is not."""
    return f"version must be {version}"


def bad_name(what: str, reason: str) -> str:
    """A profile's name in the file that none can have."""
    return f"{what} does not work, {reason}"


def holds(character: str) -> str:
    """A name with a character that none may have."""
    return f"it holds {character}"


def starts_with(character: str) -> str:
    """A name that begins with a mark."""
    return f"it starts with “{character}” instead of a letter or a digit"


def name_too_long(length: int, most: int) -> str:
    """A name of too many characters."""
    return f"it has {length} characters, and {most} are the most"


def name_taken(name: str) -> str:
    """A name that another profile has."""
    return f"another profile is called {name} already"


def workspace_named_by(path: Path) -> str:
    """The workspace of a directory file."""
    return f"the workspace that {path} names"


def no_such_home(folder: Path | str, setting: str) -> tuple[str, str]:
    """A folder in the home of somebody who is not there, and what names it."""
    return (
        f"The folder {folder} that {setting} names cannot be found: there is no such home folder.",
        f"Correct {setting}, or leave it out to use the usual folder.",
    )
