"""The response cache: requests in flight are shared, and recent responses kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from wizard.account.response_cache import ResponseCache
from wizard.api.errors import ServiceTrouble


class Questions:
    """Answers with twice the key when told to, and records what was asked for and cancelled."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.cancelled: list[int] = []
        self.fails = False
        self.answered = asyncio.Event()

    def about(self, key: int) -> Callable[[], object]:
        async def ask() -> int:
            self.asked.append(key)
            try:
                await self.answered.wait()
            except asyncio.CancelledError:
                self.cancelled.append(key)
                raise
            if self.fails:
                raise ServiceTrouble(500)
            return key * 2

        return ask

    async def get(self, once: ResponseCache[int, int], key: int) -> int:
        return await once.get(key, self.about(key))  # type: ignore[arg-type]


async def waiting(questions: Questions, once: ResponseCache[int, int], count: int) -> list[asyncio.Task[int]]:
    tasks = [asyncio.create_task(questions.get(once, 1)) for _ in range(count)]
    for _ in range(5):
        await asyncio.sleep(0)
    return tasks


async def test_simultaneous_callers_share_one_request() -> None:
    questions, once = Questions(), ResponseCache[int, int](3)
    tasks = await waiting(questions, once, 2)
    questions.answered.set()
    assert await asyncio.gather(*tasks) == [2, 2]
    assert await questions.get(once, 1) == 2
    assert questions.asked == [1]


async def test_the_request_continues_while_one_caller_waits() -> None:
    questions, once = Questions(), ResponseCache[int, int](3)
    first, second = await waiting(questions, once, 2)
    first.cancel()
    await asyncio.wait({first})
    questions.answered.set()
    assert await second == 2
    assert questions.cancelled == []


async def test_the_request_is_cancelled_when_no_caller_waits_and_repeated_for_the_next() -> None:
    questions, once = Questions(), ResponseCache[int, int](3)
    (only,) = await waiting(questions, once, 1)
    only.cancel()
    await asyncio.wait({only})
    questions.answered.set()
    assert await questions.get(once, 1) == 2
    assert (questions.asked, questions.cancelled) == ([1, 1], [1])


async def test_a_failure_is_raised_for_all_callers_and_not_cached() -> None:
    questions, once = Questions(), ResponseCache[int, int](3)
    questions.fails = True
    tasks = await waiting(questions, once, 2)
    questions.answered.set()
    for task in tasks:
        with pytest.raises(ServiceTrouble):
            await task
    questions.fails = False
    assert await questions.get(once, 1) == 2


async def test_only_the_most_recent_responses_are_cached() -> None:
    questions, once = Questions(), ResponseCache[int, int](2)
    questions.answered.set()
    for key in (1, 2, 1, 3, 1):
        await questions.get(once, key)
    assert questions.asked == [1, 2, 3], "a repeated lookup keeps its response"
    await questions.get(once, 2)
    assert questions.asked == [1, 2, 3, 2]
