"""Shared by the screens' tests: the application on a sandbox, and waiting for what a user would see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from textual import events
from textual._context import visible_screen_stack
from textual.app import App as TextualApp
from textual.css.query import NoMatches
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, Static

from wizard.account.account import Account
from wizard.account.connection import Connector
from wizard.api.contact_query import ContactQuery
from wizard.api.hosts import Hosts
from wizard.api.models import Team, Workspace
from wizard.api.retry import Retry
from wizard.config.profile import Profile
from wizard.config.saving import save
from wizard.onboarding.session import NO_PRESETS, Outcome, Presets, Session, TokenSuggestion
from wizard.sandbox import DEMO_TOKEN, Platform, create_app
from wizard.support.secret import Token
from wizard.tui.app import WizardApp
from wizard.tui.contacts_app import ContactsApp
from wizard.tui.screens.contact_browser import NEWEST_FIRST, ContactBrowser
from wizard.tui.screens.contact_details import DetailsPanel
from wizard.tui.widgets.answer_input import AnswerInput
from wizard.tui.widgets.record_table import RecordTable

SHOWN_PATH = Path("/home/you/.config/clickfunnels/config.json")
"""A path for pictures; nothing is ever written to it."""

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SMALL, LARGE = (80, 24), (120, 40)
OTHER_SIZES = ((40, 15), (60, 20), (200, 60))
"""Terminal sizes in which the main screens must look good."""

App = WizardApp
Screens = Pilot[Outcome | None]


def wizard_app(
    path: Path,
    *,
    server: object = None,
    platform: Platform | None = None,
    offered: str | None = DEMO_TOKEN,
    is_demo: bool = False,
    opens_home: bool = False,
    is_offline: bool = False,
    presets: Presets = NO_PRESETS,
) -> WizardApp:
    """The real application, with a sandbox (or another ASGI `server`) in place of the network."""
    session = _run(path, server or create_app(platform), offered, is_demo=is_demo)
    app = WizardApp(session._replace(presets=presets, opens_home=opens_home, is_offline=is_offline))
    app.animation_level = "none"
    return app


def contacts_app(
    workspace: str,
    *,
    server: object = None,
    platform: Platform | None = None,
    query: ContactQuery = NEWEST_FIRST,
    is_demo: bool = False,
) -> ContactsApp:
    """What `cfw contacts` shows for the workspace with this id."""
    session = _run(SHOWN_PATH, server or create_app(platform), DEMO_TOKEN, is_demo=is_demo)

    async def find() -> tuple[Account, Team, Workspace, ContactQuery]:
        account = session.connect(Token(DEMO_TOKEN))
        return account, TEAM, await account.workspace(workspace), query

    app = ContactsApp(session, find)
    app.animation_level = "none"
    return app


def _run(path: Path, server: object, offered: str | None, *, is_demo: bool) -> Session:
    hosts = Hosts()
    connect = Connector(hosts, server, retry=Retry(attempts=2, first_seconds=0.01))  # type: ignore[arg-type]
    offer = (
        TokenSuggestion(Token(offered, "CLICKFUNNELS_API_TOKEN"), "CLICKFUNNELS_API_TOKEN")
        if offered
        else None
    )
    return Session(path, hosts, connect, offer, is_demo=is_demo, is_temporary=is_demo, now=lambda: NOON)


def profile(
    name: str, team: Team, workspace: Workspace, *, used: timedelta = timedelta(), token: str = DEMO_TOKEN
) -> Profile:
    """A profile as the wizard saves it, last used this long before noon."""
    return Profile(
        name,
        Token(token),
        team,
        workspace,
        "https://accounts.myclickfunnels.com/api/v2",
        f"https://{workspace.subdomain}.myclickfunnels.com/api/v2",
        NOON - used,
    )


TEAM = Team(3, "Northwind Coaching", "JNzNaa")
HAMMER = profile(
    "hammer-workspace", TEAM, Workspace(42, "Hammer Workspace", "richstone", "jWMWXZ"), used=timedelta(days=1)
)
NAGEL = profile("nagel", TEAM, Workspace(43, "Nagel & Söhne 🔨", "nagel-soehne"), used=timedelta(days=3))
CHANOYU = profile(
    "chanoyu", Team(12, "ひとつ工房"), Workspace(200, "茶の湯オンライン", "chanoyu"), used=timedelta(days=2)
)


def save_three(path: Path) -> None:
    """Save nagel, chanoyu and hammer-workspace; the last one is the current one."""
    for one in (NAGEL, CHANOYU, HAMMER):
        save(path, one)


async def until(pilot: Screens, condition: Callable[[], object], what: str = "the condition") -> None:
    """Let the application run until the condition is true; fail after ten seconds on its clock."""
    for _ in range(1_000):
        try:
            if condition():
                await pilot.pause()
                return
        except (LookupError, NoMatches):  # not there yet
            pass
        await pilot.pause(0.01)
    raise AssertionError(f"waited in vain for {what}; the screen shows:\n{seen(pilot)}")


def lines(app: TextualApp[Any]) -> list[Strip]:
    """The screen's lines as the terminal shows them, with the screens below a dialog."""
    visible_screen_stack.set(app._background_screens)  # else a dialog keeps a blank background
    return app.screen._compositor.render_strips(app.screen.size)


def seen(pilot: Screens) -> str:
    """The screen's text, line by line."""
    return "\n".join("".join(segment.text for segment in line) for line in lines(pilot.app))


async def press_to_leave(pilot: Screens, *keys: str) -> None:
    """Press keys that end the application. Unlike `pilot.press`, don't wait for removed widgets."""
    await pilot.app._press_keys(keys)


async def shows(pilot: Screens, *texts: str) -> None:
    """Wait until the screen shows all the texts; a line break counts as a space."""
    await until(
        pilot, lambda: all(text in " ".join(seen(pilot).split()) for text in texts), f"the texts {texts}"
    )


async def paste(pilot: Screens, text: str) -> None:
    """Paste into the focused widget, as a terminal does."""
    assert pilot.app.focused is not None
    pilot.app.focused.post_message(events.Paste(text))
    await pilot.pause()


def field(pilot: Screens) -> Input:
    """The screen's first input."""
    return pilot.app.screen.query(AnswerInput).first()


def table(pilot: Screens) -> RecordTable[object]:
    """The screen's table."""
    return pilot.app.screen.query_one(RecordTable)


def details_have_come(pilot: Screens) -> bool:
    """Whether the details of the contact under the cursor are shown, if there is room."""
    for screen in pilot.app.screen_stack:
        for browser in screen.query(ContactBrowser):
            row = browser.query_one("#table", RecordTable).current
            panel = browser.query_one("#details", DetailsPanel)
            is_expected = row and (panel.display or screen.size.width >= 110)
            if is_expected and not (panel.display and panel.state.row == row and panel.state.is_settled):
                return False
    return True


def caption(pilot: Screens, selector: str) -> str:
    """The text of one caption on the screen."""
    return str(pilot.app.screen.query_one(selector, Static).content)


async def go_to(pilot: Screens, step: str) -> None:
    """Go from the start to the named step, with team 3 and workspace 42 of the demo."""
    await shows(pilot, "Paste your API token")
    if step == "token":
        return
    await pilot.press("ctrl+t", "enter")
    await shows(pilot, "Choose a team", "Northwind Coaching")
    if step == "team":
        return
    await paste(pilot, "JNzNaa")
    await shows(pilot, "1 of")
    await pilot.press("enter")
    await shows(pilot, "Choose a workspace", "Hammer Workspace")
    if step == "workspace":
        return
    await paste(pilot, "richstone")
    await shows(pilot, "1 of")
    await pilot.press("enter")
    await shows(pilot, "Your contacts", "57 contacts, newest first")
    if step == "contacts":
        return
    await pilot.press("enter")
    await shows(pilot, "Review and save", " profile")
