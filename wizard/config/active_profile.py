"""Choose the profile to use, and its token, the same way for every command and for `wizard.load()`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from wizard.config.document import Document
from wizard.config.errors import BadToken, KeyringTrouble, ManyProfiles, NothingSaved, NoToken, PinNotSaved
from wizard.config.paths import PROFILE_VARIABLE, TOKEN_VARIABLE
from wizard.config.pin import Pin, find_pin
from wizard.config.profile import Profile
from wizard.config.reading import find_profile, read
from wizard.support.secret import Token

TokenSource = Literal["environment", "file", "keyring", "command", "none"]


class ActiveProfile(NamedTuple):
    """The profile to use, and what selected it."""

    path: Path
    """The configuration file."""
    profile: Profile
    """As the file contains it: without the token, if that is elsewhere."""
    chosen_by: str
    """``--profile``, `PROFILE_VARIABLE`, the path of a directory file, or ``current``."""
    environment_token: Token | None = None

    @property
    def token_source(self) -> TokenSource:
        """Where the token comes from."""
        if self.environment_token:
            return "environment"
        if self.profile.token_store != "file":
            return self.profile.token_store
        return "file" if self.profile.token else "none"

    def token(self) -> Token:
        """Give the token. Raises `NoToken` or `KeyringTrouble`."""
        return self.environment_token or saved_token(self.path, self.profile)

    def complete(self) -> Profile:
        """Give the profile with its token; without one only if none was saved. Raises `KeyringTrouble`."""
        token = None if self.token_source == "none" else self.token()
        return self.profile._replace(token=token)


def choose_profile(
    path: Path,
    name: str | None = None,
    environ: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> ActiveProfile:
    """Give the profile called `name`, or else the one that the environment, `folder` or the file selects.

    The order is: `name` (``--profile``), `PROFILE_VARIABLE`, the directory file of `folder` (by default the
    current one) or of its parents, the file's ``current``. If one of them names something unknown, that is an
    error and the next one isn't tried. Raises what `read` raises, and `NothingSaved`,
    `UnknownProfile`, `PinNotSaved`, `ManyProfiles`, `BadPin` or `BadToken`.
    """
    document = read(path)
    token = environment_token(environ)
    if name is not None:
        profile, chosen_by = find_profile(document, path, name), "--profile"
    elif variable := environ.get(PROFILE_VARIABLE):
        profile, chosen_by = find_profile(document, path, variable, PROFILE_VARIABLE), PROFILE_VARIABLE
    elif pin := find_pin(folder):
        profile, chosen_by = pinned_profile(document, path, pin), str(pin.path)
    else:
        profile, chosen_by = find_profile(document, path), "current"
    return ActiveProfile(path, profile, chosen_by, token)


def pinned_profile(document: Document, path: Path, pin: Pin) -> Profile:
    """Give the profile for the pinned workspace: the current one if it matches, or else the only match."""
    if not document.profiles:
        raise NothingSaved(path)
    matches = {
        name: profile
        for name, profile in document.profiles.items()
        if (profile.workspace.id, profile.team.id) == (pin.workspace_id, pin.team_id)
    }
    if document.current in matches:
        return matches[document.current]
    if not matches:
        raise PinNotSaved(pin.path, pin.workspace_id, pin.team_id)
    if len(matches) > 1:
        raise ManyProfiles(f"the workspace that {pin.path} names", matches)
    return next(iter(matches.values()))


def saved_token(path: Path, profile: Profile) -> Token:
    """Give a profile's saved token. Raises `NoToken`, `KeyringTrouble` or `TokenCommandFailed`."""
    if profile.token:
        return profile.token
    if profile.token_store == "file":
        raise NoToken(profile.name)
    if profile.token_store == "command":
        from wizard.config import token_command  # noqa: PLC0415 - few tokens come from one

        return token_command.fetch(path, profile.name, profile.token_command)
    from wizard.config import keyring_store  # noqa: PLC0415 - few tokens are in it

    token = keyring_store.fetch(Path(os.path.realpath(path)), profile.name)
    if token is None:
        raise KeyringTrouble(
            f"The system's keyring has no token for the profile “{profile.name}”.",
            "Run `cfw setup` to add one.",
        )
    return token


def environment_token(environ: Mapping[str, str]) -> Token | None:
    """Give the token in `TOKEN_VARIABLE`, cleaned up like a paste. Raises `BadToken`."""
    text = environ.get(TOKEN_VARIABLE, "")
    if not text:
        return None
    from wizard.support.pasted_token import FoundToken, find_token  # noqa: PLC0415 - seldom needed, and large

    found = find_token(text)
    if not isinstance(found, FoundToken):
        raise BadToken(TOKEN_VARIABLE, found.reason, "Set it to the token alone, or unset it.")
    return Token(found.token.reveal(), TOKEN_VARIABLE)
