"""What is said where an answer is missing, and nobody can be asked for it."""

from __future__ import annotations

SEVERAL_TEAMS = "There are several teams to choose from."
SEVERAL_WORKSPACES = "There are several workspaces to choose from."
ONE_WORKSPACE = (
    "If the token is for one workspace only, add --workspace and the workspace's id. Otherwise check that "
    "the team's plan includes API access."
)

ONLY_AN_ID = (
    "This token can't list workspaces, so only an id finds one: give the workspace's id, not its name or "
    "subdomain."
)


def of_team(workspace: str, team: str) -> str:
    """A workspace, and the team that tells it apart."""
    return f"{workspace} of {team}"


def no_team(variable: str) -> tuple[str, str]:
    """A token with which there is nothing to choose, and the environment variable that it came from."""
    token = f"The token in {variable}" if variable else "This token"
    return (
        f"{token} can't access any team.",
        "Use a token of a platform application that belongs to your team.",
    )


def no_workspace(team: str) -> tuple[str, str]:
    """A team in which there is nothing to choose."""
    return f"The team {team} has no workspace yet.", "Create one in the ClickFunnels dashboard."


def add(option: str, choices: str) -> str:
    """The option that chooses, and what there is to choose from."""
    return f"Add {option}: {choices}."


def more(count: int) -> str:
    """How many choices are not shown."""
    return f"and {count} more"
