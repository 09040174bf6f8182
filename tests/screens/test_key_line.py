"""The last lines of the screen: which keys it shows, and that a click presses them."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.widgets import Input

from wizard.tui.widgets.key_line import KeyLine
from wizard.tui.widgets.steady_text import SteadyText


class Editor(App[None]):
    """A field and a few keys, one of which works only when something can be undone."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "KeyLine { dock: bottom; height: auto; } SteadyText { height: auto; width: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "bake", "Bake"),
        Binding("f6,f7", "count", "Count"),
        Binding("ctrl+z", "undo", "Undo"),
        Binding("f8", "hide", "Hidden", show=False),
    ]
    can_undo = False
    baked = 0

    def compose(self) -> ComposeResult:
        yield Input()
        yield SteadyText(id="said")
        yield KeyLine()

    def action_bake(self) -> None:
        self.baked += 1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.can_undo if action == "undo" else True


def line(pilot: Pilot[None]) -> str:
    return pilot.app.query_one(KeyLine).render().plain


async def test_keys_that_work_are_shown_once_each() -> None:
    async with Editor().run_test() as pilot:
        assert line(pilot).split() == ["F5", "Bake", "F6", "Count"]


async def test_a_key_comes_and_goes_with_what_it_does() -> None:
    async with Editor().run_test() as pilot:
        assert isinstance(pilot.app, Editor)
        pilot.app.can_undo = True
        pilot.app.refresh_bindings()
        await pilot.pause()
        assert "^Z Undo" in line(pilot)
        pilot.app.can_undo = False
        pilot.app.refresh_bindings()
        await pilot.pause()
        assert "Undo" not in line(pilot)


async def test_nothing_is_drawn_where_the_keys_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Editor().run_test() as pilot:
        drawn = []
        monkeypatch.setattr(KeyLine, "render", lambda self: drawn.append(self) or "")
        pilot.app.refresh_bindings()
        await pilot.pause()
        assert not drawn


@pytest.mark.parametrize(("x", "baked"), [(0, 1), (6, 1), (7, 0), (9, 0), (79, 0)])
async def test_a_click_presses_the_key_that_is_there(x: int, baked: int) -> None:
    async with Editor().run_test() as pilot:  # "F5 Bake  F6 Count"
        await pilot.click(KeyLine, offset=(x, 0))
        await pilot.pause()
        assert isinstance(pilot.app, Editor)
        assert pilot.app.baked == baked


async def test_a_terminal_in_the_background_keeps_its_keys() -> None:
    async with Editor().run_test() as pilot:
        before = line(pilot)
        pilot.app.app_focus = False
        await pilot.pause()
        assert line(pilot) == before


async def test_what_does_not_fit_goes_on_another_line_whole() -> None:
    async with Editor().run_test(size=(12, 24)) as pilot:
        assert line(pilot).splitlines() == ["F5 Bake", "F6 Count"]


async def test_a_text_takes_the_room_it_needs() -> None:
    async with Editor().run_test() as pilot:
        text = pilot.app.query_one("#said", SteadyText)
        for said, size in (("one", (3, 1)), ("two", (3, 1)), ("three\nlines\nnow", (5, 3)), ("one", (3, 1))):
            text.show(said)
            await pilot.pause()
            assert text.size == size
            assert text.render_line(0).text == said.partition("\n")[0]
