"""What a command says while it waits, and when it gives up."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from pathlib import Path

KEYRING = "the system’s keyring, which may ask to be unlocked"


def waiting_for(what: str, seconds: int | None = None) -> str:
    """What is waited for, and for how long already where that is shown."""
    return f"Waiting for {what}" if seconds is None else f"Waiting for {what} · {seconds} s"


def pausing(seconds: int, reason: str) -> str:
    """How long a pause still lasts, and why it is made."""
    return f"Waiting {seconds} s: {reason}"


def clickfunnels(host: str) -> str:
    """The host that is to answer."""
    return f"ClickFunnels ({host})"


def lock(path: Path) -> str:
    """A lock that another program has."""
    return f"another program to release the lock {path}"


def lock_of(path: Path) -> str:
    """A file that another program writes, where its lock has no name of its own."""
    return f"another program to release the lock of {path}"


def reader_of(path: Path) -> str:
    """A program that is to read a FIFO."""
    return f"a program that reads {path}"


def nobody_reads(path: Path, seconds: float) -> tuple[str, str]:
    """No program has opened a FIFO, and what to do."""
    return f"Gave up: no program has read {path} for {seconds:g} s.", "Start the program that reads it."


def nothing_came(source: str, seconds: float) -> tuple[str, str]:
    """A pipe that was to bring a token brought nothing, or did not end."""
    return (
        f"Gave up: nothing came from {source} for {seconds:g} s.",
        "Check the program that writes to it, or wait longer with --timeout SECONDS.",
    )


def bad_timeout(setting: str) -> tuple[str, str]:
    """A time limit that is none."""
    return f"{setting} must be a number of seconds above 0.", f"Correct {setting}, or leave it out."
