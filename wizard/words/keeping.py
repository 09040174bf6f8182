"""What is said of where tokens are kept: files that others can open, the keyring, another tool's file."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from pathlib import Path

OTHERS = "Others"
"""All other users of a computer that doesn't name them."""

_OR_THE_FILE = "or keep the token in the file: run `cfw setup`."

KEYRING_FILE = "keyringrc.cfg"
"""The file in which the library `keyring` has its settings."""

KEYRING_NOT_INSTALLED = (
    "The system’s keyring cannot be asked: the package’s extra “keyring” is not installed.",
    f"Run pip install 'clickfunnels-wizard[keyring]', {_OR_THE_FILE}",
)
KEYRING_NOT_LOADED = (
    "The library keyring could not be loaded with its settings.",
    f"Correct {KEYRING_FILE}, the file of its settings, {_OR_THE_FILE}",
)
NO_KEYRING = (
    "The system’s keyring is not there: no program here offers one.",
    f"Install or start one, such as GNOME Keyring or KWallet, {_OR_THE_FILE}",
)
KEYRING_LOCKED = ("The system’s keyring is locked.", f"Unlock it and try again, {_OR_THE_FILE}")
KEYRING_KEPT_NOTHING = (
    "The system’s keyring took the token but did not give it back, so nothing was changed.",
    f"Choose another keyring with PYTHON_KEYRING_BACKEND, {_OR_THE_FILE}",
)
KEYRING_REFUSED = ("The system’s keyring refused.", f"Check that other programs can use it, {_OR_THE_FILE}")


def keyring_off(setting: str) -> tuple[str, str]:
    """A setting chooses one of the stand-ins that keep nothing."""
    return (
        f"The system’s keyring is not there: {setting} turns it off.",
        f"Change {setting} to use a keyring, {_OR_THE_FILE}",
    )


def keyring_not_recommended(name: str, variable: str, path: str) -> tuple[str, str]:
    """The only keyring there is may keep secrets badly, such as in a plain file."""
    return (
        f"The only keyring here is {name}, which may not keep secrets safe, so it is not used.",
        f"Set {variable}={path} if you want it anyway, {_OR_THE_FILE}",
    )


def keyring_not_loadable(variable: str, value: str) -> tuple[str, str]:
    """A setting chooses a keyring that is not there."""
    return (
        f"{variable} names “{value}”, and no keyring of that name can be loaded.",
        f"Correct {variable}, or unset it to use the system’s keyring.",
    )


def keyring_silent(seconds: float) -> tuple[str, str]:
    """A keyring that takes too long."""
    return (
        f"The system’s keyring did not answer within {seconds:g} seconds.",
        f"It may be asking for its password in a window. Unlock it and try again, {_OR_THE_FILE}",
    )


def keyring_holds_other(profile: str) -> tuple[str, str]:
    """An entry of the keyring that somebody else changed."""
    return (
        f"The system’s keyring holds something else than a token for “{profile}”.",
        "Run `cfw setup` to give the profile a token.",
    )


def keyring_has_none(profile: str) -> tuple[str, str]:
    """An entry of the keyring that is not there."""
    return (
        f"The system’s keyring has no token for the profile “{profile}”.",
        "Run `cfw setup` to give it one.",
    )


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
    "The cf command keeps its credentials in the home folder: HOME is not set to an absolute path.",
    "Set HOME, or name another folder with CF_CLI_CONFIG_DIR.",
)


def no_place_for(host: str) -> str:
    """An address that the `cf` command could not use."""
    return f"it has no place for {host}, which is no workspace’s own subdomain"
