"""The first line of every screen: the program, where it saves, and DEMO in the demo."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import LARGE, SMALL, Screens, contacts_app, go_to, save_three, seen, shows, until, wizard_app

STEPS = ("token", "team", "workspace", "contacts", "save")


def first_line(pilot: Screens) -> str:
    return seen(pilot).split("\n", 1)[0].strip()


@pytest.mark.parametrize("step", STEPS)
async def test_every_step_says_what_this_is_and_where_it_saves(home: Path, step: str) -> None:
    path = home / ".config/clickfunnels/config.json"
    async with wizard_app(path).run_test(size=SMALL) as pilot:
        await go_to(pilot, step)
        assert first_line(pilot).split("  ", 1)[0] == "ClickFunnels setup"
        assert first_line(pilot).endswith(f"  saves to {Path('~/.config/clickfunnels')}")


async def test_the_demo_says_so_and_that_nothing_is_kept(home: Path) -> None:
    async with wizard_app(home / "config.json", is_demo=True).run_test(size=SMALL) as pilot:
        await go_to(pilot, "token")
        assert first_line(pilot).startswith("ClickFunnels setup · DEMO  ")
        assert first_line(pilot).endswith("  made-up data, nothing is kept")


async def test_a_folder_far_down_is_named_alone(home: Path) -> None:
    folder = home / ("a-folder-with-a-long-name/" * 4) / "settings"
    async with wizard_app(folder / "config.json").run_test(size=SMALL) as pilot:
        await go_to(pilot, "token")
        assert first_line(pilot).endswith("  saves to …/settings")


@pytest.mark.parametrize(("is_demo", "name"), [(False, "ClickFunnels"), (True, "DEMO")])
@pytest.mark.parametrize("size", [(40, 15), (50, 15)])
async def test_a_low_window_has_it_beside_the_steps(
    home: Path, size: tuple[int, int], is_demo: bool, name: str
) -> None:
    async with wizard_app(home / "config.json", is_demo=is_demo).run_test(size=size) as pilot:
        await go_to(pilot, "workspace")
        assert first_line(pilot).startswith("Step 3 of 5  ● Workspace  ")
        assert name in first_line(pilot)


@pytest.mark.parametrize("size", [SMALL, LARGE, (40, 15)])
async def test_the_list_is_titled_with_it(home: Path, size: tuple[int, int]) -> None:
    path = home / ".config/clickfunnels/config.json"
    save_three(path)
    async with wizard_app(path, opens_home=True).run_test(size=size) as pilot:
        await shows(pilot, "Now: Hammer Workspace")
        assert first_line(pilot).startswith("ClickFunnels · Switch workspace")
        assert size == (40, 15) or first_line(pilot).endswith(f"saves to {Path('~/.config/clickfunnels')}")


async def test_the_browser_says_what_it_is() -> None:
    async with contacts_app("42", is_demo=True).run_test(size=SMALL) as pilot:
        await until(pilot, lambda: first_line(pilot) == "ClickFunnels contacts · DEMO")
