"""What is done before Textual is imported: it starts quickly, and suits the terminal.

The first frame waits for nothing that is never shown.

Every Textual application imports `textual.command`, the command palette, and with it lists, trees and
buttons: a twentieth of the time until the first frame. This module stands in for it, with the names that
`textual.app` and `textual.theme` take from there (8.2).
"""

from __future__ import annotations

import gc
import os
import sys


class Provider:
    """Where Textual looks for a palette's commands; here there are none."""


class CommandListItem(Provider):
    """A command among others."""


class CommandPalette(Provider):
    """The list of commands itself."""


class SimpleProvider(Provider):
    """Commands out of a list."""


class Hit(Provider):
    """A command that was found."""


class DiscoveryHit(Provider):
    """A command that nobody searched for."""


Hits = Hit


def prepare() -> None:
    """Leave the palette out, unless Textual is there already, and collect nothing until the first frame.

    Imports leave nothing to collect; the application begins with it when it is ready.
    """
    _suit_the_terminal()
    gc.disable()
    sys.modules.setdefault("textual.command", sys.modules[__name__])


def _suit_the_terminal() -> None:
    """Set aside what terminals promise and do not keep.

    GNU screen hands on the COLORTERM of the terminal around it, and garbles colours of 24 bits. With kitty's
    keyboard protocol, as Textual asks for it, Ctrl and a letter of a Cyrillic or Greek layout are no key that
    anything here is bound to; without it the terminal sends the same as with a Latin one.
    """
    if "STY" in os.environ:
        os.environ.pop("COLORTERM", None)
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
