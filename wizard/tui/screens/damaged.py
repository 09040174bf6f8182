"""What to do with a configuration file that can't be used: ask whether to set it aside."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import App

from wizard.config.errors import ConfigError, Damaged, NewerVersion
from wizard.config.saving import set_aside
from wizard.tui.screens.confirm import ConfirmScreen


async def set_aside_after_asking(app: App[Any], error: Damaged | NewerVersion) -> bool:
    """Ask whether to rename the file, and return whether it's out of the way now. Call it from a worker."""
    agreed = await app.push_screen_wait(
        ConfirmScreen(
            "The configuration file can't be used",
            f"{error.what} {error.hint}\n\nTo go on, set it aside: it's renamed, and stays in its folder "
            "unchanged.",
            yes="Set it aside and go on",
            no="Leave it alone",
        )
    )
    if not agreed:
        return False
    try:
        aside = await asyncio.to_thread(set_aside, error.path)
    except ConfigError as problem:
        app.notify(f"{problem.what} {problem.hint}", severity="error", markup=False, timeout=20)
        return False
    app.notify(f"Kept as {aside.name}", title="Set aside", markup=False, timeout=20)
    return True
