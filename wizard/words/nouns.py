"""What is looked for, as the errors name it."""

from __future__ import annotations

TEAM = "team"
WORKSPACE = "workspace"
LIST = "list"
LIST_OF_TEAMS = "list of teams"
LIST_OF_CONTACTS = "list of contacts"


def workspaces_of(team: str) -> str:
    """The list of a team's workspaces."""
    return f"list of workspaces in {team}"


def tags_of(workspace: str) -> str:
    """The list of a workspace's tags."""
    return f"list of tags in {workspace}"


def workspace_in_team(workspace: str, team: str) -> str:
    """A workspace of one team, by what was typed for it."""
    return f"workspace {workspace} in the team {team}"
