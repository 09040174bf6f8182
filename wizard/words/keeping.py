"""What is said of where tokens are kept: files that others can open, the keyring, another tool's file."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from pathlib import Path

KEYRING_NOT_THERE = "is not there, or the package’s extra “keyring” is not installed"
KEYRING_NOT_INSTALLED = "cannot be asked: the package’s extra “keyring” is not installed"
KEYRING_REFUSED = "refused"

OTHERS = "Others"
"""All other users of a computer that doesn't name them."""


def keyring_silent(seconds: float) -> str:
    """A keyring that takes too long, after a word that names it."""
    return f"did not answer within {seconds:g} seconds"


def keyring_holds_other(profile: str) -> str:
    """An entry of the keyring that somebody else changed."""
    return f"holds something else than a token for “{profile}”"


def keyring_has_none(profile: str) -> str:
    """An entry of the keyring that is not there."""
    return f"has no token for the profile “{profile}”"


def still_in_keyring(fault: str, profile: str) -> str:
    """A token that could not be taken out, after the sentence that says why."""
    return f"{fault} The token of “{profile}” is still in it."


def folder_left_open(folder: Path) -> str:
    """A folder whose rights are too wide, and that is not this program's own."""
    return (
        f"Other users of this computer can look into the folder {folder}."
        " It holds other files too, so its rights were left as they are."
    )


def user_number(number: int) -> str:
    """A user without a name."""
    return f"user {number}"


def the_folder(folder: Path) -> str:
    """A folder, inside a sentence."""
    return f"the folder {folder}"


def the_file(path: Path) -> str:
    """The configuration file, inside a sentence."""
    return f"the file {path}, which can hold tokens"


def left_open(thing: str) -> str:
    """Rights that are too wide, and that the system does not let be changed."""
    return f"Other users of this computer can open {thing}, and this could not be changed."


def closed(thing: str) -> str:
    """Rights that were too wide."""
    return f"Other users of this computer could open {thing}. Now only you can."


def unusable_credentials(path: Path, problem: str) -> tuple[str, str]:
    """The file of the `cf` command, with what is wrong with it."""
    return (
        f"The file {path} of the cf command cannot be used: {problem}.",
        "Nothing was changed. Correct it, or move it away.",
    )


NO_PLACE_FOR_CREDENTIALS = (
    "The cf command keeps its credentials in the home folder, and this user has none: HOME is not set.",
    "Set HOME, or name another folder with CF_CLI_CONFIG_DIR.",
)


def no_place_for(host: str) -> str:
    """An address that the `cf` command could not use."""
    return f"it has no place for {host}, which is no workspace’s own subdomain"
