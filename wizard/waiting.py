"""Words for a pause before another try."""

from __future__ import annotations

from wizard.api.retry import Wait


def seconds(wait: Wait) -> str:
    """How long the pause is, in whole seconds."""
    rounded = max(1, round(wait.seconds))
    return "1 second" if rounded == 1 else f"{rounded} seconds"
