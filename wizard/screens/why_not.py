"""Why a key does nothing now: what is off is not shown among the keys, and may be pressed all the same."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from textual.screen import Screen


@runtime_checkable
class GivesReasons(Protocol):
    """A screen, or a part of one, some of whose keys are off at times."""

    def why_not(self, action: str) -> str:
        """Why this action is off now; nothing where that needs no words."""


def reason(screen: Screen[Any], key: str) -> str:
    """Why `key` does nothing, in the words of what it is for; nothing where it is for nothing."""
    for node, bindings in screen._modal_binding_chain:
        if isinstance(node, GivesReasons):
            for binding in bindings.key_to_bindings.get(key, ()):
                if why := node.why_not(binding.action):
                    return why
    return ""
