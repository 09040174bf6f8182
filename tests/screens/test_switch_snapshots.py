"""Snapshots of the workspace switcher, and of a review with options."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from servers import Switched
from support import (
    LARGE,
    NAGEL,
    NOON,
    OTHER_SIZES,
    SMALL,
    App,
    Screens,
    details_have_come,
    go_to,
    paste,
    save_three,
    shows,
    table,
    until,
    wizard_app,
)

from wizard.api.models import Team, Workspace
from wizard.config.saving import save
from wizard.config.workspace_cache import AccessibleWorkspace, write_workspace_cache
from wizard.sandbox import DEMO_TOKEN, TEAM_TOKEN, Access, Platform, SandboxTeam, SandboxWorkspace
from wizard.support.secret import Token

Walk = Callable[[Screens], Awaitable[None]]


async def complete(pilot: Screens) -> None:
    await shows(pilot, "Switch workspace")
    await until(pilot, lambda: len(table(pilot).rows) == 34 + 1)
    await until(pilot, lambda: not pilot.app.screen.query_one("#notice").display)


def pressing(*keys: str, text: str) -> Walk:
    async def walk(pilot: Screens) -> None:
        await complete(pilot)
        await pilot.press(*keys)
        await shows(pilot, text)
        await until(pilot, lambda: details_have_come(pilot))

    return walk


async def filtered(pilot: Screens) -> None:
    await complete(pilot)
    await paste(pilot, "caf")
    await shows(pilot, "of 34")


async def offline(pilot: Screens) -> None:
    await shows(pilot, "last fetched 3 hours ago")


async def moved(pilot: Screens) -> None:
    await shows(pilot, "Switch workspace")
    await pilot.press("-", "enter")
    await shows(pilot, "Something changed")


async def failed(pilot: Screens) -> None:
    await shows(pilot, "Ctrl+R tries again")


async def review(pilot: Screens) -> None:
    await go_to(pilot, "save")
    await shows(pilot, "Keyring could keep the token")


def broken() -> Switched:
    server = Switched()
    server.failing = lambda address: True
    return server


MOVED = Platform(
    (SandboxTeam(8, "New Owner", None, (SandboxWorkspace(200, "Tea Online", "tea"),)),),
    {DEMO_TOKEN: Access()},
)

SCENES: dict[str, tuple[Callable[[], dict[str, Any]], Walk]] = {
    "switch": (lambda: {"opens_home": True}, complete),
    "switch-filtered": (lambda: {"opens_home": True}, filtered),
    "switch-nothing": (lambda: {"opens_home": True}, pressing(*"qqq", text="Nothing matches")),
    "switch-offline": (lambda: {"opens_home": True, "is_offline": True}, offline),
    "switch-failed": (lambda: {"opens_home": True, "server": broken()}, failed),
    "switch-moved": (lambda: {"opens_home": True, "platform": MOVED}, moved),
    "switch-rename": (lambda: {"opens_home": True}, pressing("f2", text="Rename hammer")),
    "switch-forget": (lambda: {"opens_home": True}, pressing("ctrl+g", text="Forget hammer")),
    "switch-browse": (lambda: {"opens_home": True}, pressing("-", "f3", text="21 contacts")),
    "switch-token": (lambda: {"opens_home": True}, pressing("ctrl+t", text="Paste another token")),
    "switch-explained": (lambda: {"opens_home": True}, pressing("f1", text="Every saved profile")),
    "save-offers": (dict, review),
}


PICTURES = [(scene, size) for scene in SCENES for size in (SMALL, LARGE)] + [
    (scene, size) for scene in ("switch", "switch-forget", "switch-rename") for size in OTHER_SIZES
]


@pytest.mark.parametrize(
    ("scene", "size"), PICTURES, ids=[f"{scene}-{size[0]}x{size[1]}" for scene, size in PICTURES]
)
def test_looks_as_before(
    scene: str, size: tuple[int, int], snap_compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path.home() / ".config/clickfunnels/config.json"
    save_three(path)
    if scene == "switch-offline":
        reached = [
            AccessibleWorkspace(
                Team(11, "Agência São João"), Workspace(105, "Éclair Studio", "eclair-studio"), "nagel"
            )
        ]
        write_workspace_cache(path, reached, NOON - timedelta(hours=3))
    if scene == "save-offers":
        save(path, NAGEL._replace(token=Token(TEAM_TOKEN)))
        monkeypatch.setattr("wizard.config.keyring_store.available", lambda: "macOS Keyring")
        monkeypatch.chdir(Path.home())
        path = Path(".config/clickfunnels/config.json")
    settings, walk = SCENES[scene]
    app: App = wizard_app(path, **settings())
    assert snap_compare(app, terminal_size=size, run_before=walk)
