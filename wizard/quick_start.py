"""What is done before Textual is imported, so that the first frame waits for nothing that is never shown.

Every Textual application imports `textual.command`, the command palette, and with it lists, trees and
buttons: a twentieth of the time until the first frame. This module stands in for it, with the names that
`textual.app` and `textual.theme` take from there (8.2).
"""

from __future__ import annotations

import gc
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
    gc.disable()
    sys.modules.setdefault("textual.command", sys.modules[__name__])
