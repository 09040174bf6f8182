"""Keep tokens in the system's keyring. Every request has a time limit and touches only our own entries.

The library `keyring` is an optional extra of this package. It is imported in the thread that uses it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Protocol, TypeVar

from wizard.config.errors import KeyringTrouble
from wizard.support.secret import Token
from wizard.support.wait_tracker import WAIT_TRACKER

_OR_THE_FILE = "or keep the token in the file: run `cfw setup`."
_KEYRING_FILE = "keyringrc.cfg"
"""The settings file of the library `keyring`."""
_KEYRING_NOT_LOADED = (
    "The library keyring could not be loaded with its settings.",
    f"Correct its settings file {_KEYRING_FILE}, {_OR_THE_FILE}",
)
_NO_KEYRING = (
    "There is no system keyring: no program here offers one.",
    f"Install or start one, such as GNOME Keyring or KWallet, {_OR_THE_FILE}",
)
_KEYRING_LOCKED = ("The system's keyring is locked.", f"Unlock it and try again, {_OR_THE_FILE}")
_KEYRING_REFUSED = (
    "The system's keyring refused the request.",
    f"Check that other programs can use it, {_OR_THE_FILE}",
)

SERVICE = "clickfunnels-wizard"
"""The service name of all entries of this program."""

SECONDS = 15.0
"""How long the keyring may take to answer; somebody may have to unlock it first."""

SECONDS_TO_LOOK = 3.0
"""How long it may take to find out whether there is a keyring."""

_SECONDS_BEFORE_NOTICE = 1.0
"""An unlocked keyring answers in less, so waiting isn't mentioned before."""

VARIABLE = "PYTHON_KEYRING_BACKEND"
"""The environment variable that selects a backend of the library `keyring`."""

_RECOMMENDED = 1
"""The lowest priority of a backend that is secure; a lower one is only used if somebody selected it."""

T = TypeVar("T")


class Keyring(Protocol):
    """What is used of a backend of the library `keyring`, which may not be installed."""

    @property
    def name(self) -> str:
        """The name for people."""

    @property
    def priority(self) -> float:
        """How well it is suited; below `_RECOMMENDED`, it may be insecure."""

    def get_password(self, service: str, username: str) -> str | None:
        """Give the secret of an entry."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Add or replace an entry."""

    def delete_password(self, service: str, username: str) -> None:
        """Delete an entry."""


def entry_name(path: Path, profile_name: str) -> str:
    """Give the entry's user name: the profile and its configuration file."""
    return f"{profile_name} in {path}"


def available() -> str | None:
    """Name the system's keyring, such as “macOS Keyring”; None if there is none that can be used."""
    try:
        return _use(_name, SECONDS_TO_LOOK)
    except KeyringTrouble:
        return None


def is_locked() -> bool:
    """Whether reading from the keyring would ask somebody to unlock it, as far as it tells without asking.

    Only Secret Service tells. Source: `secretstorage.collection.Collection.is_locked`.
    """
    try:
        return _use(_is_locked, SECONDS_TO_LOOK)
    except KeyringTrouble:
        return False


def fetch(path: Path, profile_name: str) -> Token | None:
    """Give the token of a profile; None if the keyring has none. Raises `KeyringTrouble`."""
    value = _use(lambda keyring: keyring.get_password(SERVICE, entry_name(path, profile_name)))
    try:
        return Token(value) if value else None
    except ValueError:
        raise KeyringTrouble(
            f"What the system's keyring has for “{profile_name}” isn't a token.",
            "Run `cfw setup` to give the profile a token.",
        ) from None


def keep(path: Path, profile_name: str, token: Token) -> None:
    """Put the token of a profile into the keyring, and check that it is there. Raises `KeyringTrouble`."""

    def put(keyring: Keyring) -> None:
        keyring.set_password(SERVICE, entry_name(path, profile_name), token.reveal())
        if keyring.get_password(SERVICE, entry_name(path, profile_name)) != token.reveal():
            raise KeyringTrouble(
                "The system's keyring accepted the token but didn't return it, so nothing was changed.",
                f"Choose another keyring with PYTHON_KEYRING_BACKEND, {_OR_THE_FILE}",
            )

    _use(put)


def remove(path: Path, profile_name: str) -> None:
    """Remove the token of a profile from the keyring, if it is there. Raises `KeyringTrouble`."""

    def delete(keyring: Keyring) -> None:
        if keyring.get_password(SERVICE, entry_name(path, profile_name)) is not None:
            keyring.delete_password(SERVICE, entry_name(path, profile_name))

    _use(delete)


def _use(use: Callable[[Keyring], T], limit: float | None = None) -> T:
    """Use the keyring in another thread, because it may hang. Raises `KeyringTrouble`."""
    seconds = SECONDS if limit is None else limit
    results: list[T] = []
    errors: list[tuple[str, str]] = []

    def run() -> None:
        keyring: Keyring | None = None
        try:
            keyring = _keyring()
            results.append(use(keyring))
        except KeyringTrouble as error:
            errors.append((error.what, error.hint))
        except BaseException as error:  # noqa: BLE001 - a backend raises what its system raises
            errors.append(_describe(error, is_loaded=keyring is not None))

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(min(seconds, _SECONDS_BEFORE_NOTICE))
    if thread.is_alive():
        with WAIT_TRACKER.waiting_for("the system's keyring, which may ask to be unlocked"):
            thread.join(seconds - _SECONDS_BEFORE_NOTICE)
    if results:
        return results[0]
    if errors:
        raise KeyringTrouble(*errors[0])
    raise KeyringTrouble(
        f"The system's keyring did not answer within {seconds:g} seconds.",
        f"A window may be asking for its password. Unlock it and try again, {_OR_THE_FILE}",
    )


def _keyring() -> Keyring:
    """Give the keyring that the library `keyring` finds.

    Raises `KeyringTrouble` for one that stores nothing, or that isn't recommended (unless somebody selected
    it), and whatever the backend's module raises.
    """
    try:
        from keyring import core, get_keyring  # noqa: PLC0415 - perhaps not installed, and slow
        from keyring.backends import fail, null  # noqa: PLC0415
    except ImportError:
        raise KeyringTrouble(
            "The system's keyring can't be used: the package's extra “keyring” is not installed.",
            f"Run pip install 'clickfunnels-wizard[keyring]', {_OR_THE_FILE}",
        ) from None
    found = get_keyring()
    selected_by = _selected_by(found, {VARIABLE: core.load_env, _KEYRING_FILE: core.load_config})
    real = [one for one in _members(found) if not isinstance(one, fail.Keyring | null.Keyring)]
    if not real and selected_by and _members(found):  # an empty chain is not turned off
        raise KeyringTrouble(
            f"There is no system keyring: {selected_by} turns it off.",
            f"Change {selected_by} to use a keyring, {_OR_THE_FILE}",
        )
    if not real:
        raise KeyringTrouble(*_NO_KEYRING)
    if not selected_by and all(one.priority < _RECOMMENDED for one in real):
        weak, backend = real[0], type(real[0])
        raise KeyringTrouble(
            f"The only keyring here is {weak.name}, which may not keep secrets safe, so it isn't used.",
            f"Set {VARIABLE}={backend.__module__}.{backend.__qualname__} to use it anyway, {_OR_THE_FILE}",
        )
    return found


def _name(keyring: Keyring) -> str:
    """Name a keyring; for a chain of several, the best one."""
    return str(max(_members(keyring), key=lambda one: one.priority).name)


def _is_locked(keyring: Keyring) -> bool:
    """Whether Secret Service is the keyring, and its default collection is locked."""
    if not any(type(one).__module__ == "keyring.backends.SecretService" for one in _members(keyring)):
        return False
    secretstorage = import_module("secretstorage")
    with closing(secretstorage.dbus_init()) as bus:
        return bool(secretstorage.get_default_collection(bus).is_locked())


def _members(keyring: Keyring) -> list[Keyring]:
    """The keyrings of a chain, or the keyring itself."""
    return list(getattr(keyring, "backends", [keyring]))


def _selected_by(found: object, settings: Mapping[str, Callable[[], object]]) -> str:
    """Name what selected the backend: the environment variable, the library's settings file, or nothing."""
    for setting, load in settings.items():
        selected = load()
        if selected is not None:
            return setting if type(selected) is type(found) else ""
    return ""


def _describe(error: BaseException, *, is_loaded: bool) -> tuple[str, str]:
    """Say what a keyring's error means. Its own message may contain anything, and its traceback the token."""
    from keyring.errors import KeyringLocked, NoKeyringError  # noqa: PLC0415

    if not is_loaded:
        name = os.environ.get(VARIABLE)
        if name is None:
            return _KEYRING_NOT_LOADED
        return (
            f"{VARIABLE} names “{name}”, and no keyring of that name can be loaded.",
            f"Correct {VARIABLE}, or unset it to use the system's keyring.",
        )
    if isinstance(error, KeyringLocked):
        return _KEYRING_LOCKED
    return _NO_KEYRING if isinstance(error, NoKeyringError) else _KEYRING_REFUSED
