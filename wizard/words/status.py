"""What `cfw status` says."""

from __future__ import annotations

PROFILE = "profile"
TEAM = "team"
WORKSPACE = "workspace"
API = "api"
TOKEN = "token"
CHANGED = "changed"
ACCESS = "access"
FILE = "file"

CONFIGURATION = "configuration"
"""Where most values come from."""

TOKEN_STATES = {
    "valid": "valid",
    "could not check": "could not check",
    "rejected": "rejected",
    "no access": "no access",
}
"""By the states' names in JSON."""

TOKEN_SOURCES = {
    "environment": "CLICKFUNNELS_API_TOKEN",
    "file": "configuration",
    "keyring": "keyring",
    "none": "nowhere: none is saved",
}

NONE_SAVED = "none"
"""In place of a profile's name."""

NOT_ASKED = "Not asked (--offline)."


def origin(source: str) -> str:
    """Where a value comes from."""
    return f"from {source}"


def not_expected(expected: str, profile: str, workspace: str) -> str:
    """Another workspace would be used than the one that is wanted."""
    name = f"“{profile}”: " if profile else ""
    return f"Expected {expected}, but the choice is {name}{workspace}."


def nothing_expected(expected: str) -> str:
    """No workspace is chosen."""
    return f"Expected {expected}, but no workspace is chosen."


def repairs(profile: str) -> str:
    """What to do about a workspace that isn't as it was saved."""
    return f"`cfw switch {profile}` saves it as it is now."
