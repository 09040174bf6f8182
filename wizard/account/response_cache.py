"""Answers that are asked for once: the last few are remembered, and those on their way are shared."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

Key = TypeVar("Key")
Answer = TypeVar("Answer")


class _UnderWay(Generic[Answer]):
    """One request, and how many wait for it."""

    def __init__(self, task: asyncio.Task[Answer]) -> None:
        self.task = task
        self.waiting = 0


class ResponseCache(Generic[Key, Answer]):
    """Remembers the last `size` answers.

    Whoever asks while the same request is under way waits for it too; it is given up when nobody waits any
    more. What failed is not remembered.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._answers: dict[Key, Answer] = {}
        self._under_way: dict[Key, _UnderWay[Answer]] = {}

    async def get(self, key: Key, ask: Callable[[], Coroutine[Any, Any, Answer]]) -> Answer:
        """Give the answer for `key`, which `ask` brings where it is not known yet."""
        answer = self._answers.pop(key) if key in self._answers else await self._shared(key, ask)
        self._answers[key] = answer
        if len(self._answers) > self._size:
            del self._answers[next(iter(self._answers))]
        return answer

    async def _shared(self, key: Key, ask: Callable[[], Coroutine[Any, Any, Answer]]) -> Answer:
        if key not in self._under_way:
            self._under_way[key] = _UnderWay(asyncio.create_task(ask(), name="ask once"))
        request = self._under_way[key]
        request.waiting += 1
        try:
            return await asyncio.shield(request.task)
        finally:
            request.waiting -= 1
            if not request.waiting:
                request.task.cancel()
                del self._under_way[key]
