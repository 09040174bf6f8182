"""How much CPU time a key press takes until it is drawn: python tests/bench/keys.py

On every screen, in turn with the same press in an empty Textual application, which has nothing but the
stock widget for it: an Input for letters, a DataTable for the keys that move in a table, two Buttons for a
question. The ratios compare CPU time, because clock time means little on a shared machine; clock time is
printed too, and so is the CPU time of everything that a press causes after it is drawn. The number of the
empty application's own presses below the limit shows how noisy the machine is.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from serving import WORKSPACE, serving
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Button, DataTable, Input

from wizard.account.account import Account
from wizard.account.connection import Connector
from wizard.api.hosts import Hosts
from wizard.api.models import Team, Workspace
from wizard.config.profile import Profile
from wizard.config.saving import save
from wizard.onboarding.session import Session, TokenSuggestion
from wizard.sandbox import DEMO_TOKEN, create_app
from wizard.support.secret import Token
from wizard.tui.app import WizardApp
from wizard.tui.contacts_app import ContactsApp, Target
from wizard.tui.screens.contact_browser import NEWEST_FIRST, ContactBrowser
from wizard.tui.widgets.record_table import RecordTable

PRESSES = 100
RUN = 10
"""Presses in one application before it is the other's turn."""
SIZE = (120, 40)
CONTACTS = 25_000
LIMIT = 1.5
PAUSE = 1 / 30
"""Seconds between two presses, as with a held key."""


class Empty(App[None]):
    """A Textual application that has one kind of widget and nothing else."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def compose(self) -> ComposeResult:
        """The widget."""
        if self.kind == "letters":
            yield Input()
        elif self.kind == "rows":
            yield DataTable(cursor_type="row")
        else:
            yield Button("No", compact=True)
            yield Button("Yes", compact=True)

    def on_mount(self) -> None:
        """Add more rows than the presses can move through."""
        if self.kind == "rows":
            table = self.query_one(DataTable)
            table.add_columns("Name", "Email", "Phone", "Tags", "Added")
            table.add_rows(
                (f"Contact {row}", f"{row}@example.com", str(row), "a tag", "2026-11-25")
                for row in range(PRESSES * 60)
            )


@dataclass(frozen=True)
class Cost:
    """Seconds that one press took."""

    work: float
    """CPU time until it was drawn."""
    in_all: float
    """CPU time including everything it caused after that."""
    clock: float
    """Clock time until it was drawn."""


class Watched:
    """A running application, and an event that is set whenever a change is drawn."""

    def __init__(self, app: App[Any]) -> None:
        self.app = app
        self._drawn = asyncio.Event()
        self._moment = 0.0, 0.0
        """When a change was last drawn: CPU time and clock time."""
        self._before: object = None
        self._fields: list[Input] = []
        self._tables: list[DataTable[Any] | RecordTable[Any]] = []
        draw = app._display

        def display(*arguments: Any) -> None:
            draw(*arguments)
            if not self._drawn.is_set() and self.state() != self._before:
                self._moment = time.process_time(), time.perf_counter()
                self._drawn.set()

        app._display = display  # type: ignore[method-assign]

    def look(self) -> None:
        """Find the fields and tables of the screen, before its keys are pressed."""
        screen = self.app.screen
        self._fields = list(screen.query("Input, AnswerInput").results(Input))
        self._tables = [*screen.query(DataTable), *screen.query(RecordTable)]

    def state(self) -> object:
        """Everything that a press can change."""
        cursors = [
            table.cursor_coordinate if isinstance(table, DataTable) else table.cursor
            for table in self._tables
        ]
        return [field.value for field in self._fields], cursors, self.app.screen.focused

    async def press(self, key: str) -> Cost:
        """Press a key, wait until its effect is drawn, and then until it is time for the next press."""
        self._before, character = self.state(), key if len(key) == 1 else None
        self._drawn.clear()
        work, clock = time.process_time(), time.perf_counter()
        self.app.post_message(events.Key(key, character))
        await asyncio.wait_for(self._drawn.wait(), 10)
        drawn, seen = self._moment[0] - work, self._moment[1] - clock
        await asyncio.sleep(PAUSE)
        return Cost(drawn, time.process_time() - work, seen)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until a condition is true."""
        began = time.perf_counter()
        while not condition():
            assert time.perf_counter() - began < 60, condition
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.5)  # until prefetching has finished

    async def until_on(self, name: str) -> None:
        """Wait until the screen of this class is shown and its tables have rows."""

        def is_there() -> bool:
            tables = self.app.screen.query(RecordTable)
            return type(self.app.screen).__name__ == name and all(table.rows for table in tables)

        await self.until(is_there)

    def send(self, *keys: str) -> None:
        """Press keys without measuring them."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))


@asynccontextmanager
async def watching(app: App[Any]) -> AsyncIterator[Watched]:
    """Run an application without a terminal."""
    app.animation_level = "none"
    watched = Watched(app)
    async with app.run_test(size=SIZE):
        yield watched


class Table:
    """The lines of the result."""

    def __init__(self, empty: dict[str, Watched]) -> None:
        self._empty = empty
        self.ratios: list[float] = []
        """The median of each line."""
        print(f"{'':34}   empty    here  ratio  below {LIMIT}  empty  in all  clock")

    async def line(self, name: str, watched: Watched, kind: str, keys: Callable[[int], str]) -> None:
        """Press keys in both applications in turn, and print how they compare."""
        empty = self._empty[kind]
        empty.look()
        watched.look()
        theirs: list[Cost] = []
        ours: list[Cost] = []
        for start in range(-RUN, PRESSES, RUN):
            for app, costs in ((empty, theirs), (watched, ours)):
                for place in range(start, start + RUN):
                    cost = await app.press(keys(place))
                    if place >= 0:
                        costs.append(cost)
        usual, here = median(one.work for one in theirs), median(one.work for one in ours)
        below, theirs_below = (sum(one.work < LIMIT * usual for one in costs) for costs in (ours, theirs))
        in_all = median(one.in_all for one in ours) / median(one.in_all for one in theirs)
        clock = median(one.clock for one in ours) / median(one.clock for one in theirs)
        self.ratios.append(here / usual)
        print(
            f"{name:34} {usual * 1000:4.1f} ms {here * 1000:4.1f} ms {here / usual:6.2f} {below:5} of "
            f"{PRESSES} {theirs_below:6} {in_all:5.2f} {clock:6.2f}",
            flush=True,
        )


def _letters(place: int) -> str:
    """Type a letter and delete it, in turn."""
    return "a" if place % 2 == 0 else "backspace"


def _down(place: int) -> str:
    """Down and up, without scrolling."""
    return "down" if place % 2 == 0 else "up"


def _pages(_: int) -> str:
    return "pagedown"


async def wizard(table: Table, folder: Path) -> None:
    """The five steps."""
    hosts = Hosts()
    offer = TokenSuggestion(Token(DEMO_TOKEN), "CLICKFUNNELS_API_TOKEN")
    session = Session(folder / "new.json", hosts, Connector(hosts, create_app()), offer)
    async with watching(WizardApp(session)) as watched:
        await watched.until_on("TokenScreen")
        await table.line("token: a letter", watched, "letters", _letters)
        watched.send("ctrl+t", "enter")
        await watched.until_on("PickerScreen")
        await table.line("team: a letter of the filter", watched, "letters", _letters)
        await table.line("team: Down", watched, "rows", _down)
        watched.send("home", "down", "enter")
        await watched.until(lambda: isinstance(watched.app.screen.query_one(RecordTable).current, Workspace))
        await table.line("workspace: a letter", watched, "letters", _letters)
        await table.line("workspace: Down", watched, "rows", _down)
        watched.send("home", "down", "down", "enter")
        await watched.until_on("ContactsScreen")
        await table.line("contacts: Down", watched, "rows", _down)
        watched.send("enter")
        await watched.until_on("SaveScreen")
        await table.line("save: a letter of the name", watched, "letters", _letters)


async def home(table: Table, folder: Path) -> None:
    """The workspace switcher and its dialogs."""
    path = folder / "config.json"
    team, workspace = Team(3, "Northwind Coaching"), Workspace(42, "Hammer Workspace", "richstone")
    urls = ("https://accounts.myclickfunnels.com/api/v2", "https://richstone.myclickfunnels.com/api/v2")
    save(path, Profile("hammer", Token(DEMO_TOKEN), team, workspace, *urls, datetime.now(UTC)))
    hosts = Hosts()
    session = Session(path, hosts, Connector(hosts, create_app()), opens_home=True)
    async with watching(WizardApp(session)) as watched:
        await watched.until_on("SwitchScreen")
        await asyncio.sleep(1)
        await table.line("home: a letter of the filter", watched, "letters", _letters)
        await table.line("home: Down", watched, "rows", _down)
        watched.send("f2")
        await watched.until_on("RenameScreen")
        await table.line("rename: a letter of the name", watched, "letters", _letters)
        watched.send("escape")
        await watched.until_on("SwitchScreen")
        watched.send("ctrl+g")
        await watched.until_on("ConfirmScreen")
        await table.line("a question: the other button", watched, "buttons", lambda _: "tab")


async def browser(table: Table) -> None:
    """The contacts, before, while and after all of them arrive."""
    with serving(CONTACTS, 0) as url:
        hosts = Hosts(url)
        session = Session(Path("unused"), hosts, Connector(hosts))
        account: Account = session.connect(Token(DEMO_TOKEN))
        workspace = Workspace(WORKSPACE, "Early Bird Club", "early-bird")

        async def find() -> Target:
            return account, Team(3, "A Team"), workspace, NEWEST_FIRST

        async with watching(ContactsApp(session, find)) as watched:
            await watched.until_on("ContactsOnlyScreen")
            await table.line("browser: Down", watched, "rows", _down)
            contacts = account.contacts(workspace, NEWEST_FIRST)
            watched.app.screen.query_one(ContactBrowser).action_load_all()
            await table.line("browser: Down, contacts arriving", watched, "rows", _down)
            await watched.until(lambda: contacts.loaded.is_complete)
            await table.line(f"browser: Down in {CONTACTS:,}", watched, "rows", _down)
            await table.line(f"browser: PageDown in {CONTACTS:,}", watched, "rows", _pages)
            watched.send("home", "slash")
            await watched.until(lambda: isinstance(watched.app.screen.focused, Input))
            await table.line(f"browser: a letter, {CONTACTS:,}", watched, "letters", _letters)


async def main() -> None:
    """Print the table."""
    Input.cursor_blink._default = False  # type: ignore[attr-defined] - the other application's would count too
    async with AsyncExitStack() as stack:
        empty = {
            kind: await stack.enter_async_context(watching(Empty(kind)))
            for kind in ("letters", "rows", "buttons")
        }
        table = Table(empty)
        with tempfile.TemporaryDirectory() as folder:
            await wizard(table, Path(folder))
            await home(table, Path(folder))
        await browser(table)


if __name__ == "__main__":
    asyncio.run(main())
