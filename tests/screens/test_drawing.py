"""Partial updates leave the terminal showing what a complete redraw would show."""

from __future__ import annotations

from pathlib import Path

from rich.segment import Segment
from support import Screens, contacts_app, lines, save_three, table, until, wizard_app
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip
from textual.widget import Widget

SIZE = (120, 40)


class Terminal:
    """Follows what the application draws from now on."""

    def __init__(self, pilot: Screens) -> None:
        self._pilot = pilot
        self._lines = lines(pilot.app)
        draw = pilot.app._display

        def display(screen: object, update: object) -> None:
            draw(screen, update)  # type: ignore[arg-type]
            if isinstance(update, LayoutUpdate):
                self._lines = [Strip.join(parts) for parts in update.strips]
            elif isinstance(update, ChopsUpdate):
                self._draw_over(update)

        pilot.app._display = display  # type: ignore[assignment, method-assign]

    def _draw_over(self, update: ChopsUpdate) -> None:
        for y, left, right in update.spans:
            for (x, strip), end in zip(update.chops[y].items(), update.chop_ends[y], strict=False):
                if strip is not None and x < right and end > left:
                    line, part = self._lines[y], strip.crop(0, min(end, right) - x)
                    rest = line.crop(x + part.cell_length, line.cell_length)
                    self._lines[y] = Strip.join([line.crop(0, x), part, rest])

    async def shows_all(self) -> None:
        """Wait until the terminal shows what a complete redraw would show."""
        pilot = self._pilot

        def same() -> bool:
            screen = pilot.app.screen
            for widget in screen.walk_children(Widget):
                widget._styles_cache.clear()
            return [look(line) for line in self._lines] == [look(line) for line in lines(pilot.app)]

        await until(pilot, same, "the whole screen")

    async def press(self, *keys: str) -> None:
        """Press keys one by one, and compare after each."""
        for key in keys:
            await self._pilot.press(key)
            await self.shows_all()


def look(strip: Strip) -> list[Segment]:
    """Text and style, no matter how they are split into segments."""
    return list(strip.discard_meta().simplify())


async def test_the_switcher_and_its_dialogs(home: Path) -> None:
    path = home / ".config/clickfunnels/config.json"
    save_three(path)
    async with wizard_app(path, opens_home=True).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) > 3)
        terminal = Terminal(pilot)
        await terminal.press("down", "up", "h", "a", "z", "backspace", "down")
        await terminal.press("ctrl+g", "tab", "left", "escape", "f2", "x", "backspace", "!", "escape")


async def test_the_steps(home: Path) -> None:
    async with wizard_app(home / "config.json").run_test(size=SIZE) as pilot:
        terminal = Terminal(pilot)
        await terminal.press("a", "b", "backspace", "backspace", "ctrl+t", "enter")
        await until(pilot, lambda: table(pilot).rows)
        await terminal.press("o", "down", "q", "q", "backspace", "backspace", "enter")
        await until(pilot, lambda: table(pilot).rows)
        await terminal.press("down", "end", "home", "f1", "escape")


async def test_contacts() -> None:
    async with contacts_app("42").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) > 50)
        terminal = Terminal(pilot)
        await terminal.press("down", "pagedown", "end", "home", "slash", "a", "n", "backspace", "enter")
        await terminal.press("m", "o", "d", "d", "t", "down", "escape", "escape")


async def test_filtering_contacts_after_the_window_has_grown() -> None:
    async with contacts_app("42").run_test(size=(SIZE[0], 20)) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) > 50)
        await pilot.resize_terminal(*SIZE)
        await until(pilot, lambda: pilot.app.screen.size == SIZE)
        terminal = Terminal(pilot)
        await terminal.press("slash", "v", "i", "p", "z", "backspace", "escape")


async def test_filtering_contacts_from_further_down_the_list() -> None:
    async with contacts_app("42").run_test(size=(SIZE[0], 20)) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) > 50)
        terminal = Terminal(pilot)
        await terminal.press("pagedown", "pagedown", "slash", *"hina", "end", "escape", "end", "slash", "m")


async def test_contacts_that_arrive_while_the_list_is_scrolled() -> None:
    async with contacts_app("44").run_test(size=SIZE) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) >= 100)
        terminal = Terminal(pilot)
        await terminal.press("end", "pageup", "pageup", "home", "pagedown", "slash", *"hina")
