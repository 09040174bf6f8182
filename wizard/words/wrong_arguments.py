"""What is said of arguments that a command does not take."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    pass


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
