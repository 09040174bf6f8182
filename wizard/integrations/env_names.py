"""What the variables of a `.env` file mean, by their names, and which names a program publishes."""

from __future__ import annotations

import re
from collections.abc import Mapping

MEANINGS: Mapping[str, tuple[str, ...]] = {
    "token": ("API_TOKEN", "API_KEY", "ACCESS_TOKEN"),
    "team-id": ("TEAM_ID",),
    "workspace-id": ("WORKSPACE_ID",),
    "workspace-public-id": ("WORKSPACE_PUBLIC_ID",),
    "subdomain": ("SUBDOMAIN", "WORKSPACE_SUBDOMAIN"),
    "api-url": ("API_URL", "API_BASE"),
    "accounts-url": ("ACCOUNTS_URL",),
    "profile": ("PROFILE",),
}
"""Each value's name, and the names of variables for it, without `CLICKFUNNELS_`; the first is our own."""

PUBLIC_PREFIXES = (
    "NEXT_PUBLIC_",
    "VITE_",
    "REACT_APP_",
    "VUE_APP_",
    "NUXT_PUBLIC_",
    "PUBLIC_",
    "GATSBY_",
    "EXPO_PUBLIC_",
    "NG_APP_",
    "STORYBOOK_",
)
"""Prefixes of variables that web frameworks put into the code they send to every visitor."""

_NAME = re.compile(r"(?:[A-Z0-9_]*_)?CLICKFUNNELS_([A-Z_]+)")
_MEANING_OF = {ending: meaning for meaning, endings in MEANINGS.items() for ending in endings}


def own_name(meaning: str) -> str:
    """Give the variable that this program itself uses for a value."""
    return f"CLICKFUNNELS_{MEANINGS[meaning][0]}"


def meaning_of(name: str) -> str | None:
    """Give what a variable is for, also behind a prefix such as `APP_`; None if it isn't ours."""
    match = _NAME.fullmatch(name)
    return _MEANING_OF.get(match[1]) if match else None


def is_public(name: str) -> bool:
    """Whether a web framework would publish the value of this variable."""
    return name.startswith(PUBLIC_PREFIXES)
