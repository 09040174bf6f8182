"""A ClickFunnels that takes 200 ms to respond, and a person in front of the wizard who records every wait."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from jumping_clock import JumpingLoop, run
from starlette.responses import JSONResponse
from support import LARGE, SHOWN_PATH, Screens, seen, table, wizard_app
from textual import events

from wizard.api.contact import ContactRow
from wizard.api.models import Team, Workspace
from wizard.sandbox import DEMO_TOKEN, create_app

ANSWER = 0.2
"""Seconds until a response arrives."""


class FarAway:
    """The sandbox, 200 ms away."""

    def __init__(self) -> None:
        self._app = create_app()
        self.asked: list[str] = []
        """Host, path and query of every request, in order."""
        self.cancelled: list[str] = []
        """Those that were cancelled before the response."""
        self.refuses: Callable[[str], bool] = lambda address: False
        """Which requests get a 429."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, JumpingLoop)
        host = dict(scope["headers"])[b"host"].decode().partition(".")[0]
        query = scope["query_string"].decode()
        address = f"{host}{scope['path'].removeprefix('/api/v2')}{'?' if query else ''}{query}"
        self.asked.append(address)
        try:
            await asyncio.sleep(ANSWER)
        except asyncio.CancelledError:
            self.cancelled.append(address)
            raise
        if self.refuses(address):
            await JSONResponse({"error": "Slow down"}, status_code=429)(scope, receive, send)
            return
        with loop.in_threads():
            await self._app(scope, receive, send)


class Person:
    """Presses keys, looks at the screen, and records what it had to wait for."""

    def __init__(self, pilot: Screens) -> None:
        self.pilot = pilot
        self.waits: dict[str, float] = {}
        """Seconds until each step appeared; steps that appear at once aren't listed."""

    async def press(self, *keys: str) -> None:
        """Press keys one after another, as fast as the program accepts them."""
        for key in keys:
            self.pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await asyncio.sleep(0.001)

    async def enter(self, what: str, is_there: Callable[[], object]) -> None:
        """Press Enter, wait for the next step, and record the wait."""
        began = asyncio.get_running_loop().time()
        await self.press("enter")
        await self.sees(is_there)
        seconds = asyncio.get_running_loop().time() - began
        if seconds > ANSWER / 4:
            self.waits[what] = round(seconds, 1)

    async def sees(self, is_there: Callable[[], object]) -> None:
        """Wait until it appears."""
        for _ in range(10_000):
            if is_there():
                return
            await asyncio.sleep(0.001)
        raise AssertionError(f"waited in vain; the screen shows:\n{seen(self.pilot)}")

    def has(self, kind: type, number: int | None = None) -> Callable[[], bool]:
        """Return a check that the cursor is on a record of this kind, or on the one with this id."""

        def is_there() -> bool:
            screen = self.pilot.app.screen
            current = table(self.pilot).current if screen.query("RecordTable") else None
            return isinstance(current, kind) and (number is None or current.id == number)  # type: ignore[attr-defined]

        return is_there

    async def to_teams(self) -> None:
        await self.sees(lambda: self.pilot.app.screen.query("TokenInput"))
        await self.press("ctrl+t")
        await self.enter("teams", self.has(Team))

    async def to_workspaces(self) -> None:
        await self.enter("workspaces", self.has(Workspace))

    async def to_contacts(self) -> None:
        await self.enter("contacts", self.has(ContactRow))

    async def to_the_end(self) -> None:
        await self.enter("review", lambda: "Review and save" in seen(self.pilot))
        await self.enter("saved", lambda: "Saved as" in seen(self.pilot))


@asynccontextmanager
async def person_at(
    server: FarAway, path: Path = SHOWN_PATH, token: str = DEMO_TOKEN
) -> AsyncIterator[Person]:
    """A person in front of the first step, in a wide terminal."""
    app = wizard_app(path, server=server, offered=token)
    async with app.run_test(size=LARGE) as pilot:
        yield Person(pilot)


def by_its_own_clock(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Run a test on the loop with the jumping clock; Textual's timers use that clock too."""

    def wrapped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        async def begin() -> None:
            monkeypatch.setattr("textual._time.get_time", asyncio.get_running_loop().time)
            await test(tmp_path / "config.json")

        run(begin())

    return wrapped
