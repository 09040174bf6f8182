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


def batch_argument(name: str, number: int, character: str) -> tuple[str, str]:
    """An argument of a batch file that cmd.exe would read as something else, and what to do about it."""
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return (
        f"{name} is a batch file, and cmd.exe would misread the character {shown} in argument {number}.",
        "Nothing was run. Leave the character out, or run the program that the batch file starts.",
    )


def token_not_shown(masked: str) -> str:
    """The token with its middle hidden, and how to get all of it."""
    return f"{masked}\nThis is a terminal, so the token is not shown. Pipe it, or add --show."
