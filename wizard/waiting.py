"""A pause before another try, in words."""

from __future__ import annotations

from wizard.api.retry import Wait
from wizard.words import times as words


def seconds(wait: Wait) -> str:
    """How long the pause is, in whole seconds."""
    return words.seconds(max(1, round(wait.seconds)))
