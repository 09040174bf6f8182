"""Names of profiles: which ones are valid, and which one to suggest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import chain, count

from wizard.api.models import Workspace
from wizard.config.errors import BadProfileName
from wizard.config.profile import Profile

MAX_LENGTH = 64

_FIRST = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_ALLOWED = _FIRST | frozenset("._-")


def check_profile_name(text: str) -> str:
    """Return `text` if it is a valid name for a profile.

    A name has 1 to 64 of the characters A-Z a-z 0-9 . _ - and starts with a letter or a digit, so that
    it needs no quotes in any shell. Raises `BadProfileName` with the reason.
    """
    if not text:
        raise BadProfileName("the profile name is empty")
    if wrong := next((character for character in text if character not in _ALLOWED), None):
        raise BadProfileName(f"profile names can't contain {_describe(wrong)}")
    if text[0] not in _FIRST:
        raise BadProfileName(f"profile names start with a letter or a digit, not with “{text[0]}”")
    if len(text) > MAX_LENGTH:
        raise BadProfileName(f"profile names have at most {MAX_LENGTH} characters; this one has {len(text)}")
    return text


def suggest_profile_name(workspace: Workspace, profiles: Mapping[str, Profile]) -> str:
    """Suggest a name for the workspace's profile that none of the other `profiles` has.

    A workspace that already has a profile keeps its name. Otherwise the name is based on the workspace's
    name, subdomain or id. If another workspace has it (ignoring case), the subdomain or a number is appended.
    """
    for name, profile in profiles.items():
        if profile.workspace.id == workspace.id:
            return name
    subdomain = _slug(workspace.subdomain)
    base = _slug(workspace.name) or subdomain or f"workspace-{workspace.id}"
    taken = {name.lower() for name in profiles}
    distinct = f"-{subdomain[: MAX_LENGTH // 2]}".rstrip("-") if subdomain != base else ""
    endings = chain(("", distinct), (f"-{number}" for number in count(2)))
    return next(name for ending in endings if (name := _join(base, ending)) not in taken)


def to_profile_name(text: str, otherwise: str) -> str:
    """Return `text` if it is a valid name, or else the closest name that is: `My shop` becomes `my-shop`.

    If nothing in it can be part of a name, the name is `otherwise`.
    """
    try:
        return check_profile_name(text)
    except BadProfileName:
        return _join(_slug(text), "") or otherwise


def _slug(text: str) -> str:
    """Fold accents and case; turn everything that isn't a letter or a digit into single dashes."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def _join(base: str, ending: str) -> str:
    """Shorten `base` so that the ending fits."""
    return base[: MAX_LENGTH - len(ending)].rstrip("-") + ending


def _describe(character: str) -> str:
    if character.isspace():
        return "spaces"
    return f"“{character}”" if character.isprintable() else "invisible characters"
