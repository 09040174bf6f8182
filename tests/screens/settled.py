"""Wait until a screen has stopped changing."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

_STILL = 3
"""How many times in a row the screen must look the same."""


async def settle(pilot: Pilot[Any]) -> None:
    """Let the application run until its screen stops changing; fail if it never does.

    Layout takes several rounds of messages, but a pilot's pause waits for only one.
    """
    shown, same = "", 0
    for _ in range(500):
        await pilot.pause()
        now = pilot.app.export_screenshot()
        same = same + 1 if now == shown else 0
        if same == _STILL:
            return
        shown = now
    raise AssertionError("the screen never stops changing")
