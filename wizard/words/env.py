"""What `cfw env`, `cfw exec` and `cfw token` say beside their data."""

from __future__ import annotations

TOKEN_IS_MASKED = "On a terminal the token is masked; --show prints it. Scripts get it as it is."
NAME_THE_COMMAND = "Name the command to run: cfw exec -- COMMAND ..."


def no_command(name: str) -> str:
    """There is nothing of that name to run."""
    return f"There is no command {name}."


def not_runnable(name: str) -> str:
    """The system refuses to run it."""
    return f"{name} cannot be run."


def token_not_shown(masked: str) -> str:
    """The token with its middle hidden, and how to get all of it."""
    return f"{masked}\nThis is a terminal, so the token is not shown. Pipe it, or add --show."
