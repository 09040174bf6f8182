"""What is looked for, as the errors name it."""

from __future__ import annotations

TEAM = "team"
WORKSPACE = "workspace"
CONTACT = "contact"
LIST = "list"
LIST_OF_TEAMS = "list of teams"
LIST_OF_CONTACTS = "list of contacts"
TEAM_WITH_THIS_ID = "team with this id"
WORKSPACE_WITH_THIS_ID = "workspace with this id"
PROFILE_OR_WORKSPACE = "profile or workspace"


def workspaces_of(team: str) -> str:
    """The list of a team's workspaces."""
    return f"list of workspaces in {team}"


def tags_of(workspace: str) -> str:
    """The list of a workspace's tags."""
    return f"list of tags in {workspace}"


def workspace_in_team(workspace: str, team: str) -> str:
    """A workspace of one team, by what was typed for it."""
    return f"workspace {workspace} in the team {team}"


def team_of_workspace(workspace: str, number: int) -> str:
    """The team of a workspace that names none."""
    return f"team for the workspace {workspace} ({number})"


def workspace_with_id(typed: str) -> str:
    """A workspace, by the id that was typed for it."""
    return f"workspace with the id “{typed}”"


def saved_team(team: str, number: int) -> str:
    """A team as it was saved."""
    return f"team {team} ({number})"
