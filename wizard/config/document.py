"""The configuration file's content: parse it, change it, write it as text. Touches no disk."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from wizard.config.errors import BadProfileName, Damaged, NewerVersion
from wizard.config.json_file import InvalidContent, JsonObject, parse_json
from wizard.config.profile import Profile
from wizard.config.profile_names import check_profile_name

VERSION = 1
"""The file format this program writes; the only one so far."""


class Document(NamedTuple):
    """The content of the file. It is immutable: `with_profile` and the like give a new one."""

    raw: Mapping[str, Any]
    """All of the file's JSON, including keys this version doesn't know. Contains tokens in plain text."""
    profiles: Mapping[str, Profile]
    """By name, in the file's order."""

    def __repr__(self) -> str:
        return f"Document({self.profiles})"

    @property
    def current(self) -> str | None:
        """The name of the profile to use. It may not exist, if somebody edited the file."""
        return self.raw.get("current")

    @property
    def previous(self) -> str | None:
        """The name of the profile that was current before."""
        return self.raw.get("previous")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all profiles, in the file's order."""
        return tuple(self.profiles)

    def with_profile(self, profile: Profile) -> Document:
        """Add or replace a profile and make it the current one.

        Keys this version doesn't know are kept everywhere. Raises `BadProfileName`.
        """
        return self.with_entry(profile).switched_to(profile.name)

    def with_entry(self, profile: Profile) -> Document:
        """Add or replace a profile; the current profile doesn't change. Raises `BadProfileName`."""
        name = check_profile_name(profile.name)
        raw_profiles: Mapping[str, Any] = self.raw["profiles"]
        update = profile.to_json(profile.token.reveal() if profile.token else None)
        entry = _merged(raw_profiles.get(name, {}), update)
        for key in ("token_store", "token_command", "used_at", "url_template", "grant"):  # optional keys
            if key not in update:
                entry.pop(key, None)
        raw = {**self.raw, "profiles": {**raw_profiles, name: entry}}
        return Document(raw, {**self.profiles, name: profile})

    def switched_to(self, name: str) -> Document:
        """Make one of the profiles the current one."""
        previous = self.previous if self.current == name else self.current
        return Document({**self.raw, "current": name, "previous": previous}, self.profiles)

    def without(self, names: Collection[str]) -> Document:
        """Remove these profiles. If the current one is removed, there is no current one."""
        raw = {
            **self.raw,
            "current": None if self.current in names else self.current,
            "previous": None if self.previous in names else self.previous,
            "profiles": {name: entry for name, entry in self.raw["profiles"].items() if name not in names},
        }
        return Document(raw, {name: one for name, one in self.profiles.items() if name not in names})

    def renamed(self, old: str, new: str) -> Document:
        """Rename a profile without moving it. Raises `BadProfileName`."""
        check_profile_name(new)
        if new != old and new in self.profiles:
            raise BadProfileName(f"another profile is already called {new}")

        def name(one: str | None) -> str | None:
            return new if one == old else one

        raw = {
            **self.raw,
            "current": name(self.current),
            "previous": name(self.previous),
            "profiles": {name(key): entry for key, entry in self.raw["profiles"].items()},
        }
        profiles = {new if key == old else key: one for key, one in self.profiles.items()}
        profiles[new] = profiles[new]._replace(name=new)
        return Document(raw, profiles)


EMPTY = Document({"version": VERSION, "current": None, "previous": None, "profiles": {}}, {})
"""Stands for a file that doesn't exist yet."""


def parse(text: str, path: Path = Path("config.json")) -> Document:
    """Parse the file's text. `path` is only for error messages. Raises `Damaged` or `NewerVersion`."""
    try:
        return _document(JsonObject(parse_json(text)), path)
    except InvalidContent as error:
        raise Damaged(path, str(error)) from None


def dump(document: Document) -> str:
    """Give the text of the file: JSON with an indent of two, and letters of all scripts unescaped.

    A lone surrogate, which UTF-8 can't encode, becomes JSON's ``\\udXXX``.
    """
    text = json.dumps(document.raw, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _document(content: JsonObject, path: Path) -> Document:
    version = content.integer("version")
    if version > VERSION:
        raise NewerVersion(path, version, VERSION)
    content.require_version(VERSION)
    for key in ("current", "previous"):
        if (name := content.text_or_none(key)) is not None:
            _check_name(name, key)
    profiles = content.object("profiles")
    for name in profiles.raw:
        _check_name(name, "a profile's name")
    return Document(
        content.raw, {name: Profile.from_json(name, profiles.object(name)) for name in profiles.raw}
    )


def _check_name(name: str, what: str) -> None:
    try:
        check_profile_name(name)
    except BadProfileName as error:
        raise InvalidContent(f"{what} isn't valid, as {error.reason}") from None


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Update `old` with `new`, objects key by key, so that unknown keys are kept."""
    merged = {
        key: _merged(old[key], value) if isinstance(value, dict) and key in old else value
        for key, value in new.items()
    }
    return {**old, **merged}
