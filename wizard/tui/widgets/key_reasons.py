"""Keys that don't work at times, and why."""

from __future__ import annotations

from textual.dom import DOMNode

NOTHING_FAILED = "Nothing has failed here, so there is nothing to try again."


class KeyReasons(DOMNode):
    """Mixed into a screen or widget: an action works unless there is a reason why not.

    It comes last among the base classes, since Textual styles a class like its first one.
    The key of an action that doesn't work is left out of the key bar. Pressed anyway, it tells the reason.
    """

    def why_not(self, action: str) -> str:  # noqa: ARG002 - for subclasses
        """Say why the action can't be run now; empty if it can."""
        return ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable what there is a reason against."""
        return None if self.why_not(action) else super().check_action(action, parameters)
