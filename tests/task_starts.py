"""Run asynchronous screen tests with tasks that start as they do in a real run.

From Python 3.12 on, Textual has a real run start each task at once (`asyncio.eager_task_factory`): a screen
composes, and its workers run up to their first wait, before the screen counts as mounted. `run_test` never
does that, so a screen that can't cope would pass. Snapshot tests need nothing from here: they call `App.run`.

A conftest imports the fixture for its folder's tests.
"""

from __future__ import annotations

import asyncio
import sys

import pytest


@pytest.fixture(autouse=True)
async def start_tasks() -> None:
    """Have the test's event loop start tasks as a real run on this Python does."""
    if sys.version_info >= (3, 12):
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
