"""Work around what terminals claim but can't do. Doesn't import Textual, which reads its settings once."""

from __future__ import annotations

import os

_IN_GNU_SCREEN = "STY" in os.environ
"""Whether GNU screen is between this program and the terminal."""


def prepare() -> None:
    """Change the environment before Textual is imported.

    GNU screen passes on the COLORTERM of the terminal around it, but garbles 24-bit colours. And with kitty's
    keyboard protocol, as Textual requests it, Ctrl with a letter of a Cyrillic or Greek layout matches no key
    binding; without it the terminal sends the same as for a Latin layout.

    A token command that asks for a passphrase with gpg does so in the terminal that GPG_TTY names, on top of
    the screens, and would share the keys with them. Without it, gpg asks in a window or fails.
    """
    os.environ.pop("GPG_TTY", None)
    if _IN_GNU_SCREEN:
        os.environ.pop("COLORTERM", None)
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def has_mouse() -> bool:
    """Whether to listen to the mouse: if a program does, GNU screen holds Esc back until the next key."""
    return not _IN_GNU_SCREEN
