"""The configuration file's content: parsed, changed and written back, without any disk."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from wizard.config.errors import BadProfileName, Damaged, NewerVersion
from wizard.config.json_file import parse_json
from wizard.config.json_object import InvalidContent, JsonObject
from wizard.config.profile import Profile
from wizard.config.profile_names import check_profile_name
from wizard.words import config as words

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from typing import Any


VERSION = 1
"""The format that this program writes, and the only one so far."""


@dataclass(frozen=True, slots=True)
class Document:
    """The content of the file. It never changes; `with_profile` gives another one."""

    raw: Mapping[str, Any] = field(repr=False)
    """All of the file's JSON, also keys that this version does not know. It holds the tokens as they are."""
    profiles: Mapping[str, Profile]
    """By name, in the file's order."""

    @property
    def current(self) -> str | None:
        """The name of the profile to use. There may be none of that name, if somebody edited the file."""
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
        """Give the document with this profile added or replaced, and made the current one.

        Keys that this version does not know stay, everywhere. Raises `BadProfileName`.
        """
        return self.with_entry(profile).switched_to(profile.name)

    def with_entry(self, profile: Profile) -> Document:
        """Give the document with this profile added or replaced; the current one stays the current one.

        Raises `BadProfileName`.
        """
        name = check_profile_name(profile.name)
        raw_profiles: Mapping[str, Any] = self.raw["profiles"]
        token_text = profile.token.reveal() if profile.token else None
        said = profile.to_json(token_text)
        entry = _merged(raw_profiles.get(name, {}), said)
        for key in ("token_store", "used_at", "url_template"):  # left out when they say nothing
            if key not in said:
                entry.pop(key, None)
        raw = {**self.raw, "profiles": {**raw_profiles, name: entry}}
        return Document(raw, {**self.profiles, name: profile})

    def switched_to(self, name: str) -> Document:
        """Give the document with this one of its profiles as the current one."""
        previous = self.previous if self.current == name else self.current
        return Document({**self.raw, "current": name, "previous": previous}, self.profiles)

    def without(self, names: Collection[str]) -> Document:
        """Give the document without these profiles; nothing takes the place of a current one that goes."""
        raw = {
            **self.raw,
            "current": None if self.current in names else self.current,
            "previous": None if self.previous in names else self.previous,
            "profiles": {name: entry for name, entry in self.raw["profiles"].items() if name not in names},
        }
        return Document(raw, {name: one for name, one in self.profiles.items() if name not in names})

    def renamed(self, old: str, new: str) -> Document:
        """Give the document with another name for a profile, in its old place. Raises `BadProfileName`."""
        check_profile_name(new)
        if new != old and new in self.profiles:
            raise BadProfileName(f"another profile is called {new} already")

        def name(one: str | None) -> str | None:
            return new if one == old else one

        raw = {
            **self.raw,
            "current": name(self.current),
            "previous": name(self.previous),
            "profiles": {name(key): entry for key, entry in self.raw["profiles"].items()},
        }
        profiles = {new if key == old else key: one for key, one in self.profiles.items()}
        profiles[new] = replace(profiles[new], name=new)
        return Document(raw, profiles)


EMPTY = Document({"version": VERSION, "current": None, "previous": None, "profiles": {}}, {})
"""What a file that is not there yet holds."""


def parse(text: str, path: Path = Path("config.json")) -> Document:
    """Read the file's text; `path` is only for the words of an error.

    Raises `Damaged` or `NewerVersion`.
    """
    try:
        return _document(JsonObject(parse_json(text)), path)
    except InvalidContent as problem:
        raise Damaged(path, str(problem)) from None


def dump(document: Document) -> str:
    """Write the text of the file: JSON, two spaces deep, letters of all scripts as they are.

    Half a surrogate pair, which UTF-8 cannot hold, is written as JSON's ``\\udXXX``.
    """
    text = json.dumps(document.raw, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _document(fields: JsonObject, path: Path) -> Document:
    version = fields.number("version")
    if version > VERSION:
        raise NewerVersion(path, version, VERSION)
    if version != VERSION:
        raise InvalidContent(words.must_be_version(VERSION))
    for key in ("current", "previous"):
        if (name := fields.text_or_none(key)) is not None:
            _check_name(name, key)
    profiles = fields.inside("profiles")
    for name in profiles.raw:
        _check_name(name, "a profile's name")
    return Document(
        fields.raw, {name: Profile.from_fields(name, profiles.inside(name)) for name in profiles.raw}
    )


def _check_name(name: str, what: str) -> None:
    try:
        check_profile_name(name)
    except BadProfileName as error:
        raise InvalidContent(f"{what} does not work, {error.reason}") from None


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Lay `new` over `old`, objects key by key, so that unknown keys stay."""
    both = {
        key: _merged(old[key], value) if isinstance(value, dict) and key in old else value
        for key, value in new.items()
    }
    return {**old, **both}
