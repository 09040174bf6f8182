"""Why a key does nothing now: what is off is not shown among the keys, and may be pressed all the same."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from textual.screen import Screen


@runtime_checkable
class GivesReasons(Protocol):
    """A screen, or a part of one, some of whose keys are off at times."""

    def why_not(self, name: str) -> str:
        """Why the key of this name, as in the configuration file, does nothing now; may be nothing."""


def reason(screen: Screen[Any], key: str) -> str:
    """Why `key` does nothing, in the words of what it is for; nothing where it is for nothing."""
    for node, bindings in screen._modal_binding_chain:
        if isinstance(node, GivesReasons):
            for binding in bindings.key_to_bindings.get(key, ()):
                if binding.id and (why := node.why_not(binding.id)):
                    return why
    return ""
