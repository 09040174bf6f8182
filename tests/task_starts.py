"""Run asynchronous screen tests the way `run_test` starts tasks, and the way a real run does.

From Python 3.12 on, Textual has a real run start each task at once (`asyncio.eager_task_factory`): a screen
composes, and its workers run up to their first wait, before the screen counts as mounted. `run_test` never
does that, so a screen that can't cope would pass. Snapshot tests need nothing from here: they call `App.run`.

A conftest imports both names to have its folder's tests run both ways.
"""

from __future__ import annotations

import asyncio
import inspect
import sys

import pytest

WAYS = ("later", "at-once") if sys.version_info >= (3, 12) else ("later",)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each asynchronous test once for every way of starting tasks."""
    if inspect.iscoroutinefunction(metafunc.function):
        metafunc.parametrize("start_tasks", WAYS, indirect=True, ids=[f"tasks-{way}" for way in WAYS])


@pytest.fixture(autouse=True)
async def start_tasks(request: pytest.FixtureRequest) -> None:
    """Have the test's event loop start tasks this way."""
    if getattr(request, "param", "later") == "at-once":
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
