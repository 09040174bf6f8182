"""Leaving the wizard from anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import field, go_to, press_to_leave, seen, shows, until, wizard_app


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clickfunnels" / "config.json"


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_with_nothing_to_lose_it_leaves_at_once(path: Path, key: str) -> None:
    app = wizard_app(path)
    async with app.run_test() as pilot:
        await go_to(pilot, "token")
        await press_to_leave(pilot, key)
        await until(pilot, lambda: app._exit)
    assert app.return_value is None
    assert not path.exists()


@pytest.mark.parametrize("step", ["token", "team", "workspace", "contacts", "save"])
async def test_with_something_to_lose_it_asks_first_and_no_keeps_everything(path: Path, step: str) -> None:
    app = wizard_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, step)
        if step == "token":
            await pilot.press("x")
        before = seen(pilot)
        await pilot.press("ctrl+q")
        await shows(pilot, "Leave without saving?")
        await pilot.press("escape")
        await until(pilot, lambda: seen(pilot) == before, "the same screen as before")
        await pilot.press("ctrl+c")
        await shows(pilot, "Leave without saving?")
        await press_to_leave(pilot, "y")
        await until(pilot, lambda: app._exit)
    assert app.return_value is None
    assert not path.exists()


async def test_the_harmless_answer_has_the_focus(path: Path) -> None:
    async with wizard_app(path).run_test() as pilot:
        await go_to(pilot, "token")
        await pilot.press("x", "ctrl+q")
        await shows(pilot, "Leave without saving?")
        await pilot.press("enter")
        await shows(pilot, "Paste your API token")
        assert field(pilot).value == "x"


async def test_it_can_be_left_from_the_help(path: Path) -> None:
    app = wizard_app(path)
    async with app.run_test() as pilot:
        await go_to(pilot, "team")
        await pilot.press("f1")
        await shows(pilot, "A team contains workspaces.")
        await pilot.press("ctrl+q")
        await shows(pilot, "Leave without saving?")
        await press_to_leave(pilot, "y")
        await until(pilot, lambda: app._exit)


@pytest.mark.parametrize("step", ["token", "team", "workspace", "contacts", "save"])
async def test_each_step_has_help(path: Path, step: str) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, step)
        before = seen(pilot)
        await pilot.press("f1")
        await until(pilot, lambda: seen(pilot) != before)
        await pilot.press("escape")
        await until(pilot, lambda: seen(pilot) == before)


async def test_a_bug_shows_no_traceback_and_no_token(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Fault(Exception):
        pass

    app = wizard_app(path)
    with pytest.raises(Fault):
        async with app.run_test() as pilot:
            await go_to(pilot, "token")
            await pilot.press("ctrl+t")

            def fail() -> None:
                token = field(pilot).value
                raise Fault(token)

            app.call_later(fail)
            await until(pilot, lambda: app._exception is not None)
    app._print_error_renderables()
    said = capsys.readouterr()
    assert "Traceback" not in said.err + said.out
    assert "0123456789" not in said.err + said.out
    assert "had to stop" in said.err
    assert app.return_code == 1
