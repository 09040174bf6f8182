"""Names of profiles: which ones there may be, and which one to propose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain, count

from wizard.api.models import Workspace
from wizard.config.errors import BadProfileName
from wizard.config.profile import Profile
from wizard.words import config as words

LONGEST = 64
"""Characters of a name, at most."""

_FIRST = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_ALLOWED = _FIRST | frozenset("._-")


def check_profile_name(text: str) -> str:
    """Return `text` if a profile can have this name.

    A name has 1 to 64 of the characters A-Z a-z 0-9 . _ - and starts with a letter or a digit, so that
    it needs no quotes in any shell. Raises `BadProfileName` with the reason.
    """
    if not text:
        raise BadProfileName(words.EMPTY)
    if wrong := next((character for character in text if character not in _ALLOWED), None):
        raise BadProfileName(f"it holds {_describe(wrong)}")
    if text[0] not in _FIRST:
        raise BadProfileName(f"it starts with “{text[0]}” instead of a letter or a digit")
    if len(text) > LONGEST:
        raise BadProfileName(f"it has {len(text)} characters, and {LONGEST} are the most")
    return text


def propose_profile_name(workspace: Workspace, profiles: Mapping[str, Profile]) -> str:
    """Give a good name for the workspace's profile, beside the `profiles` that there are.

    A workspace that has a profile keeps its name. Otherwise it is made of the workspace's name, or of its
    subdomain, or of its id; where another workspace has it (upper case or lower), the subdomain or a
    number is added.
    """
    for name, profile in profiles.items():
        if profile.workspace.id == workspace.id:
            return name
    subdomain = _slug(workspace.subdomain)
    base = _slug(workspace.name) or subdomain or f"workspace-{workspace.id}"
    taken = {name.lower() for name in profiles}
    distinct = f"-{subdomain[: LONGEST // 2]}".rstrip("-") if subdomain != base else ""
    endings = chain(("", distinct), (f"-{number}" for number in count(2)))
    return next(name for ending in endings if (name := _join(base, ending)) not in taken)


def _slug(text: str) -> str:
    """Fold accents and case; all else that is no letter or digit becomes one dash."""
    import unicodedata  # noqa: PLC0415 - its import is slow, and only new profiles need it

    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def _join(base: str, ending: str) -> str:
    """Cut `base` so that the ending fits."""
    return base[: LONGEST - len(ending)].rstrip("-") + ending


def _describe(character: str) -> str:
    if character.isspace():
        return "a blank"
    return f"“{character}”" if character.isprintable() else "a character that cannot be seen"
