"""Snapshots of every state of every screen in two sizes; of the main ones in more sizes and themes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from servers import Switched, endless
from starlette.responses import JSONResponse
from support import (
    LARGE,
    OTHER_SIZES,
    SHOWN_PATH,
    SMALL,
    App,
    Screens,
    contacts_app,
    details_have_come,
    go_to,
    paste,
    seen,
    shows,
    until,
    wizard_app,
)

from wizard.api.models import Team, Workspace
from wizard.config.document import EMPTY
from wizard.config.profile import Profile
from wizard.config.saved import Saved
from wizard.onboarding.flow import Completed
from wizard.sandbox import DEMO_TOKEN, REVOKED_TOKEN, TEAM_TOKEN, Access, Platform
from wizard.support.secret import Token
from wizard.support.wait_tracker import WAIT_TRACKER
from wizard.tui.contacts_app import ContactsApp
from wizard.tui.screens.done import DoneScreen
from wizard.tui.themes import VARIABLE

Walk = Callable[[Screens], Awaitable[None]]
Scene = tuple[Callable[[], App | ContactsApp], Walk]


def app(**settings: Any) -> Callable[[], App]:
    return lambda: wizard_app(SHOWN_PATH, **settings)


def at(step: str, *keys: str, text: str | None = None) -> Walk:
    async def walk(pilot: Screens) -> None:
        await go_to(pilot, step)
        await until(pilot, lambda: details_have_come(pilot), "the first details")
        await pilot.press(*keys)
        if text:
            await shows(pilot, text)
        if text != "Loading more.":
            await until(pilot, lambda: "… Loading" not in seen(pilot), "all that loads")
        await until(pilot, lambda: details_have_come(pilot), "the details")

    return walk


async def never(scope: Any, receive: Any, send: Any) -> None:
    await asyncio.Event().wait()


async def slow_down(scope: Any, receive: Any, send: Any) -> None:
    await JSONResponse({}, status_code=429, headers={"Retry-After": "20"})(scope, receive, send)


def failing(part: str) -> Switched:
    server = Switched()
    server.failing = lambda address: part in address
    return server


def holding(part: str) -> Switched:
    server = Switched()
    server.held = lambda address: part in address
    return server


async def nonsense(pilot: Screens) -> None:
    await go_to(pilot, "token")
    await paste(pilot, "https://accounts.myclickfunnels.com/account/teams")
    await pilot.press("enter")
    await shows(pilot, "so nothing was sent")


async def pasted(pilot: Screens) -> None:
    await go_to(pilot, "token")
    await paste(pilot, f"curl https://x.example/ -H 'Authorization: Bearer {DEMO_TOKEN}'")
    await shows(pilot, "taken from a curl command")


async def offline_done(pilot: Screens) -> None:
    profile = Profile(
        "hammer-workspace",
        Token(DEMO_TOKEN),
        Team(3, "Northwind Coaching", "JNzNaa"),
        Workspace(42, "Hammer Workspace", "richstone", "jWMWXZ"),
        "https://accounts.myclickfunnels.com/api/v2",
        "https://richstone.myclickfunnels.com/api/v2",
        pilot.app._session.now(),  # type: ignore[attr-defined]
    )
    await go_to(pilot, "token")
    document = EMPTY.with_profile(profile)
    await pilot.app.push_screen(
        DoneScreen(Completed(Saved(SHOWN_PATH, document, ()), COMMAND), pilot.app._session)  # type: ignore[attr-defined]
    )
    await shows(pilot, "Saved as")


async def leaving(pilot: Screens) -> None:
    await go_to(pilot, "team")
    await pilot.press("ctrl+q")
    await shows(pilot, "Leave without saving?")


async def details(pilot: Screens) -> None:
    await go_to(pilot, "contacts")
    await pilot.press("end")
    if pilot.app.size.width == SMALL[0]:
        await pilot.press("d", "tab", "enter")
    await shows(pilot, "id 42000000", "Came from", "utm source")


async def below(pilot: Screens) -> None:
    await shows(pilot, "20 of 25,000 loaded")
    await pilot.press("d")
    if pilot.app.size.width == SMALL[0]:
        await until(pilot, lambda: details_have_come(pilot), "the details")


async def masked(pilot: Screens) -> None:
    await go_to(pilot, "contacts")
    await pilot.press("m")
    await shows(pilot, "personal data hidden: m shows it")
    await until(pilot, lambda: details_have_come(pilot))


def gap_app() -> ContactsApp:
    """The browser with only the first page from each end; the others never arrive."""
    server = Switched()
    server.held = lambda address: "after=" in address
    return contacts_app("44", server=server)


async def gap(pilot: Screens) -> None:
    await shows(pilot, "20 of 25,000 loaded")
    await pilot.press("end")
    await shows(pilot, "40 of 25,000 loaded")
    await pilot.press(*["up"] * 20)
    await shows(pilot, "more in between, not loaded yet")
    await until(pilot, lambda: details_have_come(pilot))


async def alone(pilot: Screens) -> None:
    await shows(pilot, "20 of 25,000 loaded")
    await until(pilot, lambda: details_have_come(pilot))


COMMAND = "cfw setup --token-stdin --team 3 --workspace 42 --profile hammer-workspace"
NO_TEAM = Platform((), {DEMO_TOKEN: Access()})

SCENES: dict[str, Scene] = {
    "token": (app(), at("token")),
    "token-without-offer": (app(offered=None), at("token")),
    "token-pasted": (app(), pasted),
    "token-shown": (
        app(offered="an-invented-token-for-pictures-0123456789ab"),
        at("token", "ctrl+t", "ctrl+y"),
    ),
    "token-nonsense": (app(), nonsense),
    "token-checking": (app(server=never), at("token", "ctrl+t", "enter", text="Asking ClickFunnels")),
    "token-waiting": (app(server=slow_down), at("token", "ctrl+t", "enter", text="Waiting 20 s")),
    "token-rejected": (app(offered=REVOKED_TOKEN), at("token", "ctrl+t", "enter", text="does not accept")),
    "token-explained": (app(), at("token", "f1", text="Programs use the access token")),
    "team": (app(), at("team")),
    "team-filtered": (app(), at("team", *"lind", text="1 of 5")),
    "team-no-match": (app(), at("team", *"qq", text="No team matches")),
    "team-none": (app(platform=NO_TEAM), at("token", "ctrl+t", "enter", text="can't access any team")),
    "team-endless": (app(server=endless), at("token", "ctrl+t", "enter", text="keeps sending")),
    "team-leaving": (app(), leaving),
    "workspace": (app(), at("team", *"sao", "enter", text="28")),
    "workspace-of-only-team": (app(offered=TEAM_TOKEN), at("token", "ctrl+t", "enter", text="the only team")),
    "workspace-loading": (
        lambda: wizard_app(SHOWN_PATH, server=holding("after=120")),
        at("team", *"sao", "enter", text="Loading more."),
    ),
    "workspace-failed": (
        app(server=failing("/3/workspaces")),
        at("team", "enter", text="Ctrl+R tries again"),
    ),
    "workspace-none": (app(), at("team", *"casa", "enter", text="no workspaces yet")),
    "workspace-explained": (app(), at("workspace", "f1", text="A workspace is one business")),
    "contacts": (app(), at("contacts")),
    "contacts-oldest": (app(), at("contacts", "o", text="oldest first")),
    "contacts-filtered": (app(), at("contacts", "slash", *"hina", text="5 of 57")),
    "contacts-masked": (app(), masked),
    "contacts-tags": (app(), at("contacts", "t", text="tag is customer")),
    "contacts-explained": (app(), at("contacts", "f1", text="If these are")),
    "contacts-copied": (app(), at("contacts", "e", "v", text="Hold Shift")),
    "contacts-gap": (gap_app, gap),
    "contacts-alone": (gap_app, alone),
    "contacts-details": (app(), details),
    "contacts-below": (gap_app, below),
    "contacts-none": (app(), at("workspace", *"nagel", "enter", text="no contacts yet")),
    "contacts-not-found": (app(), at("contacts", "slash", *"a@example.com", "f4", text="No contact has")),
    "contacts-failed": (app(server=failing("contacts")), at("workspace", "enter", text="Ctrl+R tries again")),
    "save": (app(), at("save")),
    "save-other-name": (app(), at("save", "ctrl+u", *"My shop", text="Will be saved as my-shop")),
    "save-no-name": (app(), at("save", "ctrl+u", text="Will be saved as hammer-workspace")),
    "done": (app(), offline_done),
}


MAIN = (
    "token",
    "team",
    "contacts",
    "contacts-alone",
    "contacts-explained",
    "save",
    "done",
    "workspace-failed",
    "team-leaving",
)
THEMES = ("clickfunnels-light", "ansi")


@pytest.fixture(autouse=True)
def usual_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the path in the pictures the default one, and stop countdowns."""
    monkeypatch.setattr(WAIT_TRACKER, "clock", lambda: 0.0)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(SHOWN_PATH.parent.parent))
    monkeypatch.setenv("HOME", str(SHOWN_PATH.parents[2]))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES)
def test_looks_as_before(scene: str, size: tuple[int, int], snap_compare: Any) -> None:
    make_app, walk = SCENES[scene]
    assert snap_compare(make_app(), terminal_size=size, run_before=walk)


@pytest.mark.parametrize("size", OTHER_SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", MAIN)
def test_looks_as_before_at_other_sizes(scene: str, size: tuple[int, int], snap_compare: Any) -> None:
    make_app, walk = SCENES[scene]
    assert snap_compare(make_app(), terminal_size=size, run_before=walk)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scene", ("contacts", "token-rejected", "team-leaving"))
def test_looks_as_before_in_other_themes(
    scene: str, theme: str, snap_compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, theme)
    make_app, walk = SCENES[scene]
    assert snap_compare(make_app(), terminal_size=SMALL, run_before=walk)
