"""Which profile is meant, and with which token: one answer for every command and for `wizard.load()`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from wizard.config.document import Document
from wizard.config.errors import BadToken, KeyringTrouble, ManyProfiles, NothingSaved, NoToken, PinNotSaved
from wizard.config.paths import PROFILE_VARIABLE, TOKEN_VARIABLE, pinned_folder
from wizard.config.profile import Profile
from wizard.config.reading import find_profile, read
from wizard.support.secret import Token

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from typing import Literal

    from wizard.config.pin import Pin

    TokenSource = Literal["environment", "file", "keyring", "none"]


@dataclass(frozen=True, slots=True)
class ActiveProfile:
    """One profile of one file, and what chose it."""

    path: Path
    """The configuration file."""
    profile: Profile
    """As the file holds it: without the token, where that is elsewhere."""
    chosen_by: str
    """``--profile``, `PROFILE_VARIABLE`, the path of a directory file, or ``current``."""
    environment_token: Token | None = None

    @property
    def token_source(self) -> TokenSource:
        """Where the token comes from."""
        if self.environment_token:
            return "environment"
        if self.profile.token_store == "keyring":
            return "keyring"
        return "file" if self.profile.token else "none"

    def token(self) -> Token:
        """Give the token. Raises `NoToken` or `KeyringTrouble`."""
        return self.environment_token or saved_token(self.path, self.profile)

    def complete(self) -> Profile:
        """Give the profile with its token; without one only where none was saved. Raises `KeyringTrouble`."""
        token = None if self.token_source == "none" else self.token()
        return replace(self.profile, token=token)


def choose_profile(
    path: Path,
    name: str | None = None,
    environ: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> ActiveProfile:
    """Give the profile called `name`, else the one that the environment, `folder` or the file names.

    In this order: `name` (``--profile``), `PROFILE_VARIABLE`, the directory file of `folder` (the
    current one unless given) or of a folder above it, the file's ``current``. Nothing unknown is passed
    over for the next one. Raises what `wizard.config.read` raises, and `NothingSaved`, `UnknownProfile`,
    `PinNotSaved`, `ManyProfiles`, `BadPin` or `BadToken`.
    """
    document = read(path)
    token = environment_token(environ)
    if name is not None:
        return ActiveProfile(path, find_profile(document, path, name), "--profile", token)
    if variable := environ.get(PROFILE_VARIABLE):
        return ActiveProfile(
            path, find_profile(document, path, variable, PROFILE_VARIABLE), PROFILE_VARIABLE, token
        )
    if found := pinned_folder(folder):
        from wizard.config.pin import read_pin  # noqa: PLC0415 - only where there is one

        if pin := read_pin(found):
            return ActiveProfile(path, pinned_profile(document, path, pin), str(pin.path), token)
    return ActiveProfile(path, find_profile(document, path), "current", token)


def pinned_profile(document: Document, path: Path, pin: Pin) -> Profile:
    """Give the profile of the pinned workspace: the current one, or the only one, that is for it."""
    if not document.profiles:
        raise NothingSaved(path)
    fitting = {
        name: profile
        for name, profile in document.profiles.items()
        if (profile.workspace.id, profile.team.id) == (pin.workspace_id, pin.team_id)
    }
    if document.current in fitting:
        return fitting[document.current]
    if not fitting:
        raise PinNotSaved(pin.path, pin.workspace_id, pin.team_id)
    if len(fitting) > 1:
        raise ManyProfiles(f"the workspace that {pin.path} names", fitting)
    return next(iter(fitting.values()))


def saved_token(path: Path, profile: Profile) -> Token:
    """Give the token that is saved for a profile. Raises `NoToken` or `KeyringTrouble`."""
    if profile.token_store == "keyring" and not profile.token:
        from wizard.config import keyring_store  # noqa: PLC0415

        token = keyring_store.fetch(Path(os.path.realpath(path)), profile.name)
        if token is None:
            raise KeyringTrouble(
                f"The system’s keyring has no token for the profile “{profile.name}”.",
                "Run `cfw setup` to give it one.",
            )
        return token
    if profile.token is None:
        raise NoToken(profile.name)
    return profile.token


def environment_token(environ: Mapping[str, str]) -> Token | None:
    """Give the token of `TOKEN_VARIABLE`, cleaned as a paste is. Raises `BadToken`."""
    text = environ.get(TOKEN_VARIABLE, "")
    if not text:
        return None
    from wizard.support.pasted_token import FoundToken, find_token  # noqa: PLC0415

    found = find_token(text)
    if not isinstance(found, FoundToken):
        raise BadToken(TOKEN_VARIABLE, found.reason, "Set it to the token alone, or unset it.")
    return Token(found.token.reveal(), TOKEN_VARIABLE)
