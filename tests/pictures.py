"""Make the pictures of the README from the real screens on the demo's data: python tests/pictures.py"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from drawing import Look, drawing, frame_of
from support import (
    SHOWN_PATH,
    App,
    Screens,
    contacts_app,
    details_have_come,
    go_to,
    paste,
    save_three,
    shows,
    table,
    until,
    wizard_app,
)

from wizard.config.document import EMPTY
from wizard.config.saved import Saved
from wizard.sandbox import DEMO_TOKEN, REVOKED_TOKEN
from wizard.tui.contacts_app import ContactsApp
from wizard.tui.themes import DARK
from wizard.tui.themes import VARIABLE as THEME

FOLDER = Path(__file__).parents[1] / "screenshots"
SIZE, WIDE = (100, 26), (120, 30)
WITH_CONTACTS = ("4-contacts", "8-browser", "10-masked")


async def _token(pilot: Screens) -> None:
    await go_to(pilot, "token")
    await paste(pilot, f"curl -H 'Authorization: Bearer {DEMO_TOKEN}' https://accounts.myclickfunnels.com")
    await shows(pilot, "taken from a curl command")


async def _team(pilot: Screens) -> None:
    await go_to(pilot, "team")


async def _workspace(pilot: Screens) -> None:
    await go_to(pilot, "team")
    await paste(pilot, "sao")
    await shows(pilot, "1 of 5")
    await pilot.press("enter")
    await shows(pilot, "28 workspaces")
    await paste(pilot, "ca")
    await shows(pilot, "of 28")


async def _contacts(pilot: Screens) -> None:
    await go_to(pilot, "contacts")
    await pilot.press("down", "down")
    await until(pilot, lambda: details_have_come(pilot))


async def _browser(pilot: Screens) -> None:
    await until(pilot, lambda: len(table(pilot).rows) > 100)
    await until(pilot, lambda: not pilot.app.screen.query_one("#notice").display)
    await pilot.press("down", "down", "down")
    await until(pilot, lambda: details_have_come(pilot))


async def _masked(pilot: Screens) -> None:
    await _browser(pilot)
    await pilot.press("m")
    await shows(pilot, "personal data hidden")


async def _save(pilot: Screens) -> None:
    await go_to(pilot, "save")


async def _home(pilot: Screens) -> None:
    await shows(pilot, "Switch workspace")
    await until(pilot, lambda: len(table(pilot).rows) == 34 + 1)
    await until(pilot, lambda: not pilot.app.screen.query_one("#notice").display)
    await pilot.press("down")


async def _done(pilot: Screens) -> None:
    await go_to(pilot, "save")
    await pilot.press("enter")
    await shows(pilot, "Saved as")


async def _error(pilot: Screens) -> None:
    await go_to(pilot, "token")
    await pilot.press("ctrl+t", "enter")
    await shows(pilot, "ClickFunnels does not accept the token in CLICKFUNNELS_API_TOKEN.")


PICTURES: dict[str, Callable[[Screens], Awaitable[None]]] = {
    "1-token": _token,
    "2-team": _team,
    "3-workspace": _workspace,
    "4-contacts": _contacts,
    "5-save": _save,
    "6-done": _done,
    "7-home": _home,
    "8-browser": _browser,
    "9-error": _error,
    "10-masked": _masked,
}


@contextmanager
def steady() -> Iterator[None]:
    """The same colours everywhere, the default path for the file (which isn't written), and no keyring."""
    environment = {
        "XDG_CONFIG_HOME": str(SHOWN_PATH.parents[1]),
        "HOME": str(SHOWN_PATH.parents[2]),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        THEME: DARK.name,
    }
    with (
        patch.dict(os.environ, environment),
        patch("wizard.onboarding.plan.update", lambda path, change: Saved(path, change(EMPTY), ())),
    ):
        yield


def _app(name: str, saved: Path) -> App | ContactsApp:
    """The application to draw."""
    if name in ("8-browser", "10-masked"):
        return contacts_app("44", is_demo=True)
    opens_home = name == "7-home"
    path = saved if opens_home else SHOWN_PATH
    offered = REVOKED_TOKEN if name == "9-error" else DEMO_TOKEN
    return wizard_app(path, offered=offered, opens_home=opens_home, is_demo=name in WITH_CONTACTS)


async def picture(name: str) -> str:
    """Give the SVG of one picture, the same every time."""
    with steady(), TemporaryDirectory() as folder:
        saved = Path(folder) / SHOWN_PATH.relative_to(SHOWN_PATH.parents[2])
        saved.parent.mkdir(parents=True)
        save_three(saved)
        if name == "7-home":
            os.environ["HOME"] = folder  # restored by `steady`; the path is shown from there
        app = _app(name, saved)
        async with app.run_test(size=WIDE if name in WITH_CONTACTS else SIZE) as pilot:
            await PICTURES[name](pilot)
            return drawing([frame_of(app)], Look.of(app), f"cfw: {name.partition('-')[2]}")


async def _make_all() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        (FOLDER / f"{name}.svg").write_text(await picture(name), encoding="utf-8")
        print(f"screenshots/{name}.svg")


if __name__ == "__main__":
    asyncio.run(_make_all())
