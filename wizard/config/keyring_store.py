"""Tokens in the system's keyring: asked with a time limit, and no entry but our own touched.

The library `keyring` is an extra of this package; it is imported in the thread that asks.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from wizard.config.errors import KeyringTrouble
from wizard.support.secret import Token
from wizard.support.wait_tracker import WAIT_TRACKER

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_OR_THE_FILE = "or keep the token in the file: run `cfw setup`."
_KEYRING_FILE = "keyringrc.cfg"
"""The file in which the library `keyring` has its settings."""
_KEYRING_NOT_LOADED = (
    "The library keyring could not be loaded with its settings.",
    f"Correct {_KEYRING_FILE}, the file of its settings, {_OR_THE_FILE}",
)
_NO_KEYRING = (
    "The system’s keyring is not there: no program here offers one.",
    f"Install or start one, such as GNOME Keyring or KWallet, {_OR_THE_FILE}",
)
_KEYRING_LOCKED = ("The system’s keyring is locked.", f"Unlock it and try again, {_OR_THE_FILE}")
_KEYRING_REFUSED = ("The system’s keyring refused.", f"Check that other programs can use it, {_OR_THE_FILE}")

SERVICE = "clickfunnels-wizard"
"""The service under which all entries of this program stand."""

SECONDS = 15.0
"""How long a keyring may take to answer; a person may have to unlock it meanwhile."""

SECONDS_TO_LOOK = 3.0
"""How long it may take to find out whether there is a keyring."""

_NOT_WORTH_TELLING = 1.0
"""Seconds in which a keyring that is unlocked answers."""

VARIABLE = "PYTHON_KEYRING_BACKEND"
"""The environment variable of the library `keyring` that chooses a backend."""

_RECOMMENDED = 1
"""The lowest priority of a backend that keeps secrets well; a lower one has to be chosen by somebody."""

T = TypeVar("T")


def entry_name(path: Path, profile_name: str) -> str:
    """The entry's user name: the profile, and the configuration file that it stands in."""
    return f"{profile_name} in {path}"


def available() -> str | None:
    """Name the system's keyring, such as “macOS Keyring”; None where none can be used."""
    try:
        return _ask(_name, SECONDS_TO_LOOK)
    except KeyringTrouble:
        return None


def fetch(path: Path, profile_name: str) -> Token | None:
    """Give the token of a profile; None where the keyring has none. Raises `KeyringTrouble`."""
    value = _ask(lambda keyring: keyring.get_password(SERVICE, entry_name(path, profile_name)))
    try:
        return Token(value) if value else None
    except ValueError:
        raise KeyringTrouble(
            f"The system’s keyring holds something else than a token for “{profile_name}”.",
            "Run `cfw setup` to give the profile a token.",
        ) from None


def keep(path: Path, profile_name: str, token: Token) -> None:
    """Put the token of a profile into the keyring, and see that it is there. Raises `KeyringTrouble`."""

    def put(keyring: KeyringBackend) -> None:
        keyring.set_password(SERVICE, entry_name(path, profile_name), token.reveal())
        if keyring.get_password(SERVICE, entry_name(path, profile_name)) != token.reveal():
            raise KeyringTrouble(
                "The system’s keyring took the token but did not give it back, so nothing was changed.",
                f"Choose another keyring with PYTHON_KEYRING_BACKEND, {_OR_THE_FILE}",
            )

    _ask(put)


def remove(path: Path, profile_name: str) -> None:
    """Take the token of a profile out of the keyring, if it is there. Raises `KeyringTrouble`."""

    def delete(keyring: KeyringBackend) -> None:
        if keyring.get_password(SERVICE, entry_name(path, profile_name)) is not None:
            keyring.delete_password(SERVICE, entry_name(path, profile_name))

    _ask(delete)


def _ask(question: Callable[[KeyringBackend], T], limit: float | None = None) -> T:
    """Ask the keyring beside this thread, so that one that hangs hangs alone. Raises `KeyringTrouble`."""
    seconds = SECONDS if limit is None else limit
    answers: list[T] = []
    troubles: list[tuple[str, str]] = []

    def run() -> None:
        keyring: KeyringBackend | None = None
        try:
            keyring = _keyring()
            answers.append(question(keyring))
        except KeyringTrouble as trouble:
            troubles.append((trouble.what, trouble.hint))
        except BaseException as error:  # noqa: BLE001 - a backend raises what its system raises
            troubles.append(_words_for(error, is_loaded=keyring is not None))

    thread = threading.Thread(target=run, name="ask the keyring", daemon=True)
    thread.start()
    thread.join(min(seconds, _NOT_WORTH_TELLING))
    if thread.is_alive():
        with WAIT_TRACKER.waiting_for("the system’s keyring, which may ask to be unlocked"):
            thread.join(seconds - _NOT_WORTH_TELLING)
    if answers:
        return answers[0]
    raise KeyringTrouble(*(troubles[0] if troubles else _keyring_silent(seconds)))


def _keyring() -> KeyringBackend:
    """Give the keyring that the library `keyring` finds. Raises `KeyringTrouble` for one that keeps nothing.

    Also for one that is not recommended, unless somebody chose it; and whatever its module raises.
    """
    try:
        import keyring  # noqa: PLC0415 - perhaps not installed, and slow
        from keyring.backends import fail, null  # noqa: PLC0415
    except ImportError:
        raise KeyringTrouble(
            "The system’s keyring cannot be asked: the package’s extra “keyring” is not installed.",
            f"Run pip install 'clickfunnels-wizard[keyring]', {_OR_THE_FILE}",
        ) from None
    found = keyring.get_keyring()
    chosen_by = _chosen_by(found)
    real = [one for one in _each(found) if not isinstance(one, fail.Keyring | null.Keyring)]
    if not real:
        is_off = chosen_by and _each(found)  # a chain without any keyring is not turned off
        raise KeyringTrouble(*(_keyring_off(chosen_by) if is_off else _NO_KEYRING))
    if not chosen_by and all(one.priority < _RECOMMENDED for one in real):
        raise KeyringTrouble(*_keyring_not_recommended(real[0].name, VARIABLE, _path_of(real[0])))
    return found


def _name(keyring: KeyringBackend) -> str:
    """Name a keyring; of a chain of several, the best."""
    return str(max(_each(keyring), key=lambda one: one.priority).name)


def _each(keyring: KeyringBackend) -> list[KeyringBackend]:
    """The keyrings of a chain, or the one itself."""
    return list(getattr(keyring, "backends", [keyring]))


def _chosen_by(found: KeyringBackend) -> str:
    """Name what chose a backend: the environment variable, the library's own file, or nothing."""
    from keyring import core  # noqa: PLC0415

    for setting, load in ((VARIABLE, core.load_env), (_KEYRING_FILE, core.load_config)):
        chosen = load()
        if chosen is not None:
            return setting if type(chosen) is type(found) else ""
    return ""


def _path_of(keyring: KeyringBackend) -> str:
    return f"{type(keyring).__module__}.{type(keyring).__qualname__}"


def _words_for(error: BaseException, *, is_loaded: bool) -> tuple[str, str]:
    """Say what a keyring's error means; its own words may hold anything, and its frames the token."""
    from keyring.errors import KeyringLocked, NoKeyringError  # noqa: PLC0415

    if not is_loaded:
        name = os.environ.get(VARIABLE)
        return _KEYRING_NOT_LOADED if name is None else _keyring_not_loadable(VARIABLE, name)
    if isinstance(error, KeyringLocked):
        return _KEYRING_LOCKED
    return _NO_KEYRING if isinstance(error, NoKeyringError) else _KEYRING_REFUSED


def _keyring_off(setting: str) -> tuple[str, str]:
    """A setting chooses one of the stand-ins that keep nothing."""
    return (
        f"The system’s keyring is not there: {setting} turns it off.",
        f"Change {setting} to use a keyring, {_OR_THE_FILE}",
    )


def _keyring_not_recommended(name: str, variable: str, path: str) -> tuple[str, str]:
    """The only keyring there is may keep secrets badly, such as in a plain file."""
    return (
        f"The only keyring here is {name}, which may not keep secrets safe, so it is not used.",
        f"Set {variable}={path} if you want it anyway, {_OR_THE_FILE}",
    )


def _keyring_not_loadable(variable: str, value: str) -> tuple[str, str]:
    """A setting chooses a keyring that is not there."""
    return (
        f"{variable} names “{value}”, and no keyring of that name can be loaded.",
        f"Correct {variable}, or unset it to use the system’s keyring.",
    )


def _keyring_silent(seconds: float) -> tuple[str, str]:
    """A keyring that takes too long."""
    return (
        f"The system’s keyring did not answer within {seconds:g} seconds.",
        f"It may be asking for its password in a window. Unlock it and try again, {_OR_THE_FILE}",
    )
