"""What there is to say of a wait, in words."""

from __future__ import annotations

import math

from wizard.support.deadlines import WAITS, Waiting, Waits
from wizard.words import waiting as words


def pause(wait: Waiting, now: float) -> str:
    """Say how long an announced pause still lasts, and why it is made; without a full stop."""
    assert wait.until is not None
    return f"Waiting {max(1, math.ceil(wait.until - now))} s: {wait.what}"


def remark(waits: Waits = WAITS) -> str:
    """Say what keeps people waiting who know that ClickFunnels is asked; nothing where nothing does.

    That is a pause, which counts down, or something on this machine, such as a lock.
    """
    wait = waits.current()
    if wait is None:
        return ""
    if wait.until is not None:
        return f"{pause(wait, waits.clock())}."
    return "" if wait.is_network else f"{words.waiting_for(wait.what)}."
