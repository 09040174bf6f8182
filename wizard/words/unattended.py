"""What `cfw setup` says where a token or a name is wanting and nobody can be asked."""

from __future__ import annotations

NO_TOKEN = (
    "No token was given, and nobody can be asked.",
    "Pipe it to --token-stdin, name its file with --token-file, or set CLICKFUNNELS_API_TOKEN.",
)


def contacts_unchecked(why: str) -> str:
    """Trying to read contacts told nothing about the token."""
    return f"Could not check whether the token can read contacts. {why or 'ClickFunnels took too long.'}"


def name_is_taken(name: str, workspace: str) -> tuple[str, str]:
    """Another workspace has the profile's name."""
    return (
        f"The profile “{name}” is saved already, for the workspace {workspace}.",
        "Choose another name with --profile, or remove that one with `cfw forget`.",
    )
