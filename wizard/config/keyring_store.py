"""Tokens in the system's keyring: asked with a time limit, and no entry but our own touched.

The library `keyring` is an extra of this package; it is imported in the thread that asks.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from wizard.secret import Token
from wizard.waits import WAITS
from wizard.words import keeping as words
from wizard.words import waiting as waiting_words

from .errors import KeyringTrouble

SERVICE = "clickfunnels-wizard"
"""The service under which all entries of this program stand."""

SECONDS = 15.0
"""How long a keyring may take to answer; a person may have to unlock it meanwhile."""

SECONDS_TO_LOOK = 3.0
"""How long it may take to find out whether there is a keyring."""

_NOT_WORTH_TELLING = 1.0
"""Seconds in which a keyring that is unlocked answers."""

T = TypeVar("T")


def entry_name(path: Path, profile_name: str) -> str:
    """The entry's user name: the profile, and the configuration file that it stands in."""
    return f"{profile_name} in {path}"


def available() -> str | None:
    """Name the system's keyring, such as “macOS Keyring”; None where there is no real one."""

    def look() -> str | None:
        import keyring  # noqa: PLC0415

        backend = keyring.get_keyring()
        backends = getattr(backend, "backends", [backend])  # a chain of several
        real = [one for one in backends if one.priority >= 1]
        return str(real[0].name) if real else None

    try:
        return _ask(look, SECONDS_TO_LOOK)
    except KeyringTrouble:
        return None


def fetch(path: Path, profile_name: str) -> Token | None:
    """Give the token of a profile; None where the keyring has none. Raises `KeyringTrouble`."""

    def get() -> str | None:
        import keyring  # noqa: PLC0415

        return keyring.get_password(SERVICE, entry_name(path, profile_name))

    value = _ask(get)
    try:
        return Token(value) if value else None
    except ValueError:
        raise KeyringTrouble(words.keyring_holds_other(profile_name)) from None


def keep(path: Path, profile_name: str, token: Token) -> None:
    """Put the token of a profile into the keyring. Raises `KeyringTrouble`."""

    def put() -> None:
        import keyring  # noqa: PLC0415

        keyring.set_password(SERVICE, entry_name(path, profile_name), token.reveal())

    if available() is None:
        raise KeyringTrouble(words.KEYRING_NOT_THERE)
    _ask(put)


def remove(path: Path, profile_name: str) -> None:
    """Take the token of a profile out of the keyring, if it is there. Raises `KeyringTrouble`."""

    def delete() -> None:
        import keyring  # noqa: PLC0415

        if keyring.get_password(SERVICE, entry_name(path, profile_name)) is not None:
            keyring.delete_password(SERVICE, entry_name(path, profile_name))

    _ask(delete)


def _ask(question: Callable[[], T], limit: float | None = None) -> T:
    """Run `question` beside this thread, so that a keyring that hangs hangs alone."""
    seconds = SECONDS if limit is None else limit
    answers: list[T] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(question())
        except BaseException as error:  # noqa: BLE001 - a backend raises what its system raises
            error.__traceback__ = None  # its frames have the token among their locals
            faults.append(error)

    thread = threading.Thread(target=run, name="ask the keyring", daemon=True)
    thread.start()
    thread.join(min(seconds, _NOT_WORTH_TELLING))
    if thread.is_alive():
        with WAITS.waiting_for(waiting_words.KEYRING):
            thread.join(seconds - _NOT_WORTH_TELLING)
    if answers:
        return answers[0]
    if not faults:
        raise KeyringTrouble(words.keyring_silent(seconds))
    if isinstance(faults[0], ImportError):
        raise KeyringTrouble(words.KEYRING_NOT_INSTALLED)
    raise KeyringTrouble(words.KEYRING_REFUSED)
