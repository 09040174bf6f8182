"""Stands in for Textual's command palette, so that starting does not wait for a thing that is never shown.

Every Textual application imports `textual.command`, and with it lists, trees and buttons: a twentieth of the
time until the first frame. The names are those which `textual.app` and `textual.theme` take from it (8.2).
"""

from __future__ import annotations

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


def stand_in() -> None:
    """Be `textual.command` from here on, unless Textual is there already."""
    sys.modules.setdefault("textual.command", sys.modules[__name__])
