"""The last line of the screen: which keys it shows, and that a click presses them."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from wizard.tui.widgets.key_bar import KeyBar


class Bakery(Screen[None]):
    """A field and a few keys, one of which works only when something can be undone."""

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
        yield KeyBar()

    def action_bake(self) -> None:
        self.baked += 1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return (self.can_undo or None) if action == "undo" else True


class Editor(App[None]):
    """An app that shows the bakery and has a key of its own."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "help", "Help")]

    def get_default_screen(self) -> Bakery:
        return Bakery()

    def action_help(self) -> None:
        pass


def line(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(KeyBar).render())


def bakery(pilot: Pilot[None]) -> Bakery:
    assert isinstance(pilot.app.screen, Bakery)
    return pilot.app.screen


async def test_each_key_that_works_is_shown_once() -> None:
    async with Editor().run_test() as pilot:
        assert line(pilot) == "f5 Bake   f6 Count   f1 Help"


async def test_a_key_is_shown_only_while_its_action_is_enabled() -> None:
    async with Editor().run_test() as pilot:
        bakery(pilot).can_undo = True
        pilot.app.screen.refresh_bindings()
        await pilot.pause()
        assert "^z Undo" in line(pilot)
        bakery(pilot).can_undo = False
        pilot.app.screen.refresh_bindings()
        await pilot.pause()
        assert "Undo" not in line(pilot)


@pytest.mark.parametrize(("x", "baked"), [(0, 1), (6, 1), (7, 0), (9, 0), (79, 0)])
async def test_a_click_presses_the_key_under_it(x: int, baked: int) -> None:
    async with Editor().run_test() as pilot:  # "F5 Bake   F6 Count"
        await pilot.click(KeyBar, offset=(x, 0))
        await pilot.pause()
        assert bakery(pilot).baked == baked


async def test_keys_stay_while_the_terminal_is_in_the_background() -> None:
    async with Editor().run_test() as pilot:
        before = line(pilot)
        pilot.app.app_focus = False
        await pilot.pause()
        assert line(pilot) == before


@pytest.mark.parametrize(
    ("width", "shown"), [(27, "f5 Bake   f1 Help"), (28, "f5 Bake   f6 Count   f1 Help"), (16, "f1 Help")]
)
async def test_the_screens_first_keys_are_shown_as_far_as_they_fit_and_the_apps_always(
    width: int, shown: str
) -> None:
    async with Editor().run_test(size=(width, 24)) as pilot:
        assert line(pilot) == shown


async def test_keys_appear_when_the_window_grows() -> None:
    async with Editor().run_test(size=(16, 24)) as pilot:
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert line(pilot) == "f5 Bake   f6 Count   f1 Help"
