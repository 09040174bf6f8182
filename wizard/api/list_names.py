"""What messages call the lists of ClickFunnels, and the records in them."""

from __future__ import annotations

LIST_OF_TEAMS = "list of teams"
LIST_OF_CONTACTS = "list of contacts"


def workspaces_of(team: str) -> str:
    """Name the list of a team's workspaces."""
    return f"list of workspaces in {team}"


def tags_of(workspace: str) -> str:
    """Name the list of a workspace's contact tags."""
    return f"list of tags in {workspace}"


def segments_of(workspace: str) -> str:
    """Name the list of a workspace's segments."""
    return f"list of segments in {workspace}"


def workspace_in_team(workspace: str, team: str) -> str:
    """Name one workspace by what the user typed for it."""
    return f"workspace {workspace} in the team {team}"
