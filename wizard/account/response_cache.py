"""Caches the most recent responses, and shares requests in flight."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

Key = TypeVar("Key")
Response = TypeVar("Response")


class ResponseCache(Generic[Key, Response]):
    """Keeps the last `size` responses, but no failures.

    Callers who ask for the same key share one request, which is cancelled once none of them waits for it.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._responses: dict[Key, Response] = {}
        self._requests: dict[Key, asyncio.Task[Response]] = {}
        self._callers: Counter[Key] = Counter()
        """How many wait for each request."""

    async def get(self, key: Key, fetch: Callable[[], Coroutine[Any, Any, Response]]) -> Response:
        """Give the response for `key`, from the cache or else from `fetch`."""
        response = self._responses.pop(key) if key in self._responses else await self._share(key, fetch)
        self._responses[key] = response
        if len(self._responses) > self._size:
            del self._responses[next(iter(self._responses))]
        return response

    async def _share(self, key: Key, fetch: Callable[[], Coroutine[Any, Any, Response]]) -> Response:
        if key not in self._requests:
            self._requests[key] = asyncio.create_task(fetch(), name="shared request")
        self._callers[key] += 1
        try:
            return await asyncio.shield(self._requests[key])
        finally:
            self._callers[key] -= 1
            if not self._callers[key]:
                del self._callers[key]
                self._requests.pop(key).cancel()
