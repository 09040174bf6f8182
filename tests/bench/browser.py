"""How quickly contacts are shown, and how much memory they take: python tests/bench/browser.py [ROWS ...]

Uses the sandbox over real sockets. Each response takes 50 ms more for the first rows and for End. Then all
rows are loaded (100,000 and 1,000,000 by default), each number in its own process, which takes some minutes;
every key press is compared with the same press in a list of 100 rows.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import httpx
from serving import WORKSPACE, serving
from textual import events

from wizard.account.connection import Connector
from wizard.api.hosts import Hosts
from wizard.api.http_client import HttpClient
from wizard.api.models import Team, Workspace
from wizard.onboarding.session import Session
from wizard.sandbox import DEMO_TOKEN
from wizard.support.secret import Token
from wizard.tui.contacts_app import ContactsApp, Target
from wizard.tui.screens.contact_browser import NEWEST_FIRST
from wizard.tui.widgets.record_table import RecordTable

DELAY_MS = 50.0
PRESSES = 100
FEW = 100
KEYS = ("down", "pagedown")


class Watched:
    """The application of `cfw contacts`, and an event that is set whenever something is drawn."""

    def __init__(self, url: str) -> None:
        hosts = Hosts(url)
        self.session = Session(Path("unused"), hosts, Connector(hosts))
        self.account = self.session.connect(Token(DEMO_TOKEN))
        self.workspace = Workspace(WORKSPACE, "Early Bird Club", "early-bird")
        self.began = 0.0
        """When the first request was sent."""
        self.app = ContactsApp(self.session, self._find)
        self.app.animation_level = "none"
        self._drawn = asyncio.Event()
        draw = self.app._display

        def display(*arguments: object) -> None:
            draw(*arguments)  # type: ignore[arg-type]
            self._drawn.set()

        send = HttpClient.get

        async def get(*arguments: Any, **settings: Any) -> Any:
            self.began = self.began or time.perf_counter()
            return await send(*arguments, **settings)

        HttpClient.get = get  # type: ignore[method-assign]
        self.app._display = display  # type: ignore[method-assign, assignment]

    async def _find(self) -> Target:
        return self.account, Team(3, "A Team"), self.workspace, NEWEST_FIRST

    @property
    def table(self) -> RecordTable[object]:
        return self.app.screen.query_one("#table", RecordTable)

    async def until_drawn(self, condition: Callable[[], bool]) -> float:
        """Wait until something is drawn while the condition is true, and return the time."""
        while True:
            self._drawn.clear()
            await self._drawn.wait()
            if condition():
                return time.perf_counter()

    async def press(self, key: str, condition: Callable[[], bool]) -> float:
        """Press a key and return the seconds until its effect is drawn."""
        began = time.perf_counter()
        self.app.post_message(events.Key(key, None))
        return await self.until_drawn(condition) - began

    async def step(self, key: str) -> float:
        """Return the CPU seconds until the move of the cursor is drawn."""
        before, began = self.table.cursor, time.process_time()
        await self.press(key, lambda: self.table.cursor != before)
        return time.process_time() - began


def resident() -> int:
    """Return the resident memory of this process in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def first_and_last() -> None:
    """Print how long the first rows and the end take, also in numbers of responses."""
    with serving(100_000, DELAY_MS) as url:
        headers = {"Authorization": f"Bearer {DEMO_TOKEN}", "User-Agent": "bench/1"}
        address = f"{url}/workspaces/{WORKSPACE}/contacts"
        with httpx.Client(headers=headers) as client:
            client.get(address)  # noqa: ASYNC212 - nothing else is running
            one = median(_timed(lambda: client.get(address)) for _ in range(10))
        watched = Watched(url)
        async with watched.app.run_test(size=(120, 40)):
            shown = await watched.until_drawn(
                lambda: bool(watched.app.screen.query("#table")) and len(watched.table.rows) > 0
            )
            first = shown - watched.began
            print(f"one response  {one * 1000:6.0f} ms")
            print(f"first rows    {first * 1000:6.0f} ms   including the connection and the screen")
            await asyncio.sleep(1.5)  # until the prefetched rows have arrived
            end = await watched.press("end", lambda: watched.table.cursor > 100)
            print(f"End           {end * 1000:6.0f} ms   {end / one:.2f} responses")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


async def presses(rows: int) -> None:
    """Print how long keys take, and how much memory a row takes."""
    with serving(rows, 0) as url:
        watched = Watched(url)
        async with watched.app.run_test(size=(120, 40)):
            await watched.until_drawn(
                lambda: bool(watched.app.screen.query("#table")) and len(watched.table.rows) >= FEW
            )
            await asyncio.sleep(1)
            few = {key: median(await _all(watched, key, FEW)) for key in KEYS}
            before, there = resident(), len(watched.table.rows)
            watched.account.contacts(watched.workspace, NEWEST_FIRST).load_all()
            await watched.until_drawn(lambda: len(watched.table.rows) == rows)
            await asyncio.sleep(1)
            weight = (resident() - before) / (rows - there)
            for key in KEYS:
                times = await _all(watched, key, rows)
                quick = sum(one < 2 * few[key] for one in times)
                usual = median(times)
                print(
                    f"{rows:9,} rows  {key:8} {usual * 1000:5.1f} ms  {usual / few[key]:.2f} times that of "
                    f"{FEW} rows; {quick} of {PRESSES} presses below 2"
                )
            print(f"{rows:9,} rows  {weight:,.0f} bytes of memory a row")


async def _all(watched: Watched, key: str, rows: int) -> list[float]:
    """Return the CPU seconds of each press of a held key, in short runs from places all over the list.

    Each run begins with the cursor in the lowest visible line, so that every press scrolls.
    """
    times: list[float] = []
    while len(times) < PRESSES:
        watched.table.show(watched.table.rows, 0)
        watched.table.show(watched.table.rows, 40 + (len(times) * 7919) % (rows - FEW + 1))
        await asyncio.sleep(0.5)
        for _ in range(10 if key == "down" else 2):
            times.append(await watched.step(key))
            await asyncio.sleep(1 / 30)
    return times[:PRESSES]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--presses"]:
        asyncio.run(presses(int(sys.argv[2])))
    else:
        asyncio.run(first_and_last())
        for number in sys.argv[1:] or ("100000", "1000000"):
            subprocess.run([sys.executable, __file__, "--presses", number], check=True)
