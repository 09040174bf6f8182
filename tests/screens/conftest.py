"""Tasks start as in a real run, and snapshots are of screens that have settled."""

from __future__ import annotations

import tomllib
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from settled import settle
from task_starts import start_tasks
from textual.pilot import Pilot

__all__ = ["snap_compare", "start_tasks"]


PYPROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
MADE_WITH = PYPROJECT["project"]["optional-dependencies"]["snapshots"][0]


@pytest.fixture
def snap_compare(snap_compare: Callable[..., bool]) -> Callable[..., bool]:
    """Compare with the snapshot once the screen has stopped changing."""
    installed = f"textual=={version('textual')}"
    if installed != MADE_WITH:
        pytest.skip(f"snapshots were made with {MADE_WITH}; this is {installed}")

    def compare(app: Any, *, run_before: Callable[[Pilot[Any]], Awaitable[None]], **options: Any) -> bool:
        async def walk(pilot: Pilot[Any]) -> None:
            await run_before(pilot)
            await settle(pilot)

        return snap_compare(app, run_before=walk, **options)

    return compare
