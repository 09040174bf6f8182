"""What is said when another profile becomes the current one."""

from __future__ import annotations


def switched(profile: str, workspace: str, subdomain: str, team: str) -> str:
    """What was done."""
    return f"Switched to “{profile}”: {workspace} ({subdomain}), team {team}"


def renamed(old: str, new: str) -> str:
    """A workspace that has another name than the one saved."""
    return f"The workspace “{old}” is now called “{new}”."


def team_renamed(old: str, new: str) -> str:
    """A team that has another name than the one saved."""
    return f"The team “{old}” is now called “{new}”."


def other_subdomain(old: str, new: str) -> str:
    """A workspace that has another subdomain than the one saved."""
    return f"Its subdomain is now {new}; it was {old}."


def other_team(old: str, new: str) -> str:
    """A workspace that belongs to another team than the one saved."""
    return f"It now belongs to the team {new}; it was {old}."


def gone(workspace: str, number: int, variable: str = "") -> tuple[str, str]:
    """The token can't access a saved workspace; `variable` is where that token came from."""
    if variable:
        return (
            f"The token in {variable} can't access the workspace “{workspace}” ({number}).",
            "That token may belong to another account: unset it to use the saved one. Or the workspace was "
            "deleted.",
        )
    return (
        f"The workspace “{workspace}” ({number}) was deleted, or this token can no longer access it.",
        "`cfw list --live` shows what your tokens can access; `cfw forget` removes saved profiles.",
    )


def other_wins(profile: str, chosen_by: str) -> str:
    """Another profile that is used in this shell or directory, and what names it."""
    return f"Here “{profile}” is used all the same, because {chosen_by} names it."


def token_wins(variable: str) -> str:
    """A token in the environment."""
    return f"{variable} is set, and wins over the saved token."


def not_used_yet(fault: str) -> str:
    """What keeps the switch from having an effect, as a sentence."""
    return f"Here it is not used yet. {fault}"
