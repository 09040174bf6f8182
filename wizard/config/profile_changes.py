"""Change saved profiles: rename or remove them, move or replace their tokens, undo the last change."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from wizard.api.models import TokenGrant
from wizard.config.active_profile import saved_token
from wizard.config.document import EMPTY, Document
from wizard.config.errors import NoSuchVersion, NothingSaved, SameVersion
from wizard.config.profile import Profile, Store
from wizard.config.reading import find_profile, versions
from wizard.config.saved import Saved
from wizard.config.saving import update
from wizard.config.workspace_cache import read_workspace_cache, write_workspace_cache
from wizard.support.secret import Token


def rename(path: Path, old: str, new: str) -> Saved:
    """Rename a profile. Raises `BadProfileName`, `UnknownProfile` and what `update` raises."""

    def change(document: Document) -> Document:
        profile = find_profile(document, path, old)
        renamed = document.renamed(old, new)
        if profile.token_store != "keyring" or new == old:
            return renamed
        return renamed.with_entry(profile._replace(name=new, token=saved_token(path, profile)))

    return update(path, change)


def forget(path: Path, names: Collection[str]) -> Saved:
    """Remove profiles, their tokens, and their workspaces from the cache.

    Raises `UnknownProfile` and what `update` raises.
    """

    def change(document: Document) -> Document:
        for name in names:
            find_profile(document, path, name)
        return document.without(names)

    saved = update(path, change)
    if cache := read_workspace_cache(path):
        remaining = [one for one in cache.workspaces if one.via not in names]
        write_workspace_cache(path, remaining, cache.fetched_at)
    return saved


def move_tokens(path: Path, names: Collection[str], store: Store, command: tuple[str, ...] = ()) -> Saved:
    """Keep the tokens of these profiles in `store` from now on; for "command", that one prints them.

    Raises `UnknownProfile`, and what `saved_token` and `update` raise.
    """

    def change(document: Document) -> Document:
        for name in names:
            profile = find_profile(document, path, name)
            token = None if store == "command" else saved_token(path, profile)
            document = document.with_entry(profile._replace(token=token).kept_as(store, command))
        return document

    return update(path, change)


def replace_tokens(
    path: Path, names: Collection[str], token: Token, grant: TokenGrant | None = None
) -> Saved:
    """Give these profiles another token, kept where the old one is."""

    def change(document: Document) -> Document:
        for name in names:
            document = document.with_entry(find_profile(document, path, name).with_token(token, grant))
        return document

    return update(path, change)


def undo(path: Path, number: int = 1) -> Saved:
    """Restore an earlier version, 1 being the last one. The version that it replaces becomes the last one.

    A profile whose token was removed from the version gets its present token, kept where it was kept then.
    Raises `NothingSaved`, `NoSuchVersion`, `SameVersion`, `KeyringTrouble`, and what `update` raises.
    """
    if not path.exists() and not versions(path, EMPTY):
        raise NothingSaved(path)

    def change(now: Document) -> Document:
        found = versions(path, now)
        if not 1 <= number <= len(found):
            raise NoSuchVersion(path, number, len(found))
        then = found[number - 1].document
        for profile in then.profiles.values():
            if not profile.token and profile.token_store != "command":
                then = then.with_entry(_with_present_token(path, now, then, profile))
        if then.raw == now.raw:
            raise SameVersion(path)
        return then

    return update(path, change, is_undone=True)


def _with_present_token(path: Path, now: Document, then: Document, profile: Profile) -> Profile:
    """Give a profile of `then` the token it has `now`, even if it was renamed or its token was moved."""
    candidates = [
        one
        for name, one in now.profiles.items()
        if one.workspace.id == profile.workspace.id and (name == profile.name or name not in then.profiles)
    ]
    same_name = [one for one in candidates if one.name == profile.name]
    present = next(iter(same_name or candidates), None)
    if present and present.token_store == "command":
        return profile.kept_as("command", present.token_command)
    token = present.token if present else None
    if present and present.token_store == "keyring":
        if same_name and profile.token_store == "keyring":
            return profile
        token = saved_token(path, present)
    if token is None:
        return profile._replace(token_store="file")  # noqa: S106 - it has no entry in the keyring
    return profile.with_token(token, present.grant if present else None)


def same_team(document: Document, profile: Profile) -> list[str]:
    """Name the other profiles of the profile's team, at the same address, that may have another token."""
    return [
        name
        for name, other in document.profiles.items()
        if name != profile.name
        and (other.team.id, other.accounts_url) == (profile.team.id, profile.accounts_url)
        and other.token_store != "command"
        and (other.token is None or other.token != profile.token)
    ]


def forgot_message(names: Collection[str]) -> str:
    """Say that profiles were forgotten."""
    return f"Forgot {', '.join(names)}."


def kept_in_message(names: Collection[str], store: str) -> str:
    """Say where the tokens of these profiles are kept now; `store` is a `Store`."""
    where = "From the command" if store == "command" else f"Kept in the {store}"
    return f"{where}: the token of {', '.join(names)}."
