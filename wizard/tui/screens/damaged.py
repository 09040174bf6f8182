"""A configuration file that cannot be used as it is: set aside only when the person says so."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import App

from wizard.config import ConfigError, Damaged, NewerVersion
from wizard.config.saving import set_aside
from wizard.tui.screens.confirm import ConfirmScreen


async def set_aside_after_asking(app: App[Any], error: Damaged | NewerVersion) -> bool:
    """Ask whether to rename the file; True once it is out of the way. Call it from a worker."""
    agreed = await app.push_screen_wait(
        ConfirmScreen(
            "The configuration file cannot be used",
            f"{error.what} {error.hint}\n\nIt can be set aside: renamed, kept where it is, with "
            f"nothing in it changed.",
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
