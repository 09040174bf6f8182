"""What a command says while it waits, and when it gives up."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    pass


def waiting_for(what: str, seconds: int | None = None) -> str:
    """What is waited for, and for how long already where that is shown."""
    return f"Waiting for {what}" if seconds is None else f"Waiting for {what} · {seconds} s"
