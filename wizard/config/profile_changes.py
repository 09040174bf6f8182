"""Changes to profiles that are saved already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.config.active_profile import saved_token
from wizard.config.backups import versions
from wizard.config.document import EMPTY, Document
from wizard.config.errors import NoSuchVersion, NothingSaved, SameVersion
from wizard.config.profile import Profile
from wizard.config.reading import find_profile
from wizard.config.saving import Saved, update
from wizard.config.workspace_cache import read_workspace_cache, write_workspace_cache
from wizard.support.secret import Token

if TYPE_CHECKING:
    from wizard.config.profile import Store


def rename(path: Path, old: str, new: str) -> Saved:
    """Give a profile another name. Raises `BadProfileName`, `UnknownProfile` and what `update` raises."""

    def change(document: Document) -> Document:
        profile = find_profile(document, path, old)
        renamed = document.renamed(old, new)
        if profile.token_store == "file" or new == old:
            return renamed
        return renamed.with_entry(replace(profile, name=new, token=saved_token(path, profile)))

    return update(path, change)


def forget(path: Path, names: Collection[str]) -> Saved:
    """Remove profiles, their tokens, and what is kept of the workspaces that those reach.

    Raises `UnknownProfile` and what `update` raises.
    """

    def change(document: Document) -> Document:
        for name in names:
            find_profile(document, path, name)
        return document.without(names)

    saved = update(path, change)
    if known := read_workspace_cache(path):
        write_workspace_cache(path, [one for one in known.reached if one.via not in names], known.moment)
    return saved


def move_tokens(path: Path, names: Collection[str], store: Store) -> Saved:
    """Keep the tokens of these profiles in `store` from now on.

    Raises `UnknownProfile`, `NoToken`, and what `update` raises.
    """

    def change(document: Document) -> Document:
        for name in names:
            profile = find_profile(document, path, name)
            moved = replace(profile, token=saved_token(path, profile), token_store=store)
            document = document.with_entry(moved)
        return document

    return update(path, change)


def replace_tokens(path: Path, names: Collection[str], token: Token) -> Saved:
    """Give these profiles another token, each kept where its old one is."""

    def change(document: Document) -> Document:
        for name in names:
            document = document.with_entry(replace(find_profile(document, path, name), token=token))
        return document

    return update(path, change)


def undo(path: Path, number: int = 1) -> Saved:
    """Restore an earlier version, 1 being the last one; what it replaces becomes the last one.

    A profile whose token was removed from the version gets the one that it has now, kept where it was kept
    then. Raises `NothingSaved`, `NoSuchVersion`, `SameVersion`, `KeyringTrouble`, and what `update` raises.
    """
    if not path.exists() and not versions(path, EMPTY):
        raise NothingSaved(path)

    def change(now: Document) -> Document:
        found = versions(path, now)
        if not 1 <= number <= len(found):
            raise NoSuchVersion(path, number, len(found))
        then = found[number - 1].document
        for profile in then.profiles.values():
            if not profile.token:
                then = then.with_entry(_with_token_of(path, now, then, profile))
        if then.raw == now.raw:
            raise SameVersion(path)
        return then

    return update(path, change, is_undone=True)


def _with_token_of(path: Path, now: Document, then: Document, profile: Profile) -> Profile:
    """Give a profile of `then` with the token that it has `now`, perhaps under another name or elsewhere."""
    same = [
        one
        for name, one in now.profiles.items()
        if one.workspace.id == profile.workspace.id and (name == profile.name or name not in then.profiles)
    ]
    one = next((one for one in same if one.name == profile.name), same[0] if same else None)
    token = one.token if one else None
    if one and one.token_store == "keyring":
        if one.name == profile.name and profile.token_store == "keyring":
            return profile
        token = saved_token(path, one)
    if token is None:
        return replace(profile, token_store="file")  # noqa: S106 - it has no entry in the keyring
    return replace(profile, token=token)


def same_team(document: Document, profile: Profile) -> list[str]:
    """Name the other profiles of the profile's team, at the same address, whose token may be another one."""
    return [
        name
        for name, other in document.profiles.items()
        if name != profile.name
        and (other.team.id, other.accounts_url) == (profile.team.id, profile.accounts_url)
        and (other.token is None or other.token != profile.token)
    ]


def forgot_message(names: Collection[str]) -> str:
    """Say that profiles were forgotten."""
    return f"Forgot {', '.join(names)}."


def kept_in_message(names: Collection[str], store: str) -> str:
    """Say where the tokens of these profiles are kept now; `store` is "file" or "keyring"."""
    return f"Kept in the {store}: the token of {', '.join(names)}."
