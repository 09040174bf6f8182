"""What is said of arguments that a command does not take."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Iterable


def unknown_command(typed: str, near: str | None) -> str:
    """A command that there is not, and what was probably meant."""
    hint = f"Did you mean `cfw {near}`?" if near else "`cfw --help` lists the commands."
    return f"There is no command “{typed}”. {hint}"


def unknown_option(command: str, option: str, near: str | None = None) -> str:
    """An option that a command does not have, and what was probably meant."""
    hint = f" Did you mean {near}?" if near else ""
    return f"`{command}` has no option {option}.{hint}"


def too_many(command: str, typed: str) -> str:
    """A word that a command has no use for."""
    return f"`{command}` doesn't take “{typed}”."


def wrong_choice(name: str, typed: str, near: str | None) -> str:
    """A value that is none of those that an option takes."""
    hint = f" Did you mean {near}?" if near else ""
    return f"{name} can't be “{typed}”.{hint}"


def choices(values: Iterable[str]) -> str:
    """All values that an option takes."""
    return f"Choose one of: {', '.join(values)}."


def rejected(command: str, problem: str) -> str:
    """Anything else, as the parser says it."""
    return f"{command}: {problem}."


def see_help(command: str) -> str:
    """Where everything is explained."""
    return f"`{command} --help` explains what it takes."


def token_on_the_command_line(*, is_real: bool) -> tuple[str, str]:
    """A token that was passed as an argument, and how to pass one; a real one is known to others now."""
    hint = "Pipe it to `cfw setup --token-stdin`, use --token-file FILE, or set CLICKFUNNELS_API_TOKEN."
    if is_real:
        hint += (
            "\nIf that was a real token, revoke it in ClickFunnels: your team > Team Settings > Developer "
            "Portal."
        )
    return (
        "Tokens aren't accepted on the command line: other programs and your shell's history can see them.",
        hint,
    )
