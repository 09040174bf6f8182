"""Signing in with the browser from the token step, over real sockets."""

from __future__ import annotations

import asyncio
import shlex
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import browser_stand_in
import pytest
from support import shows, until

from wizard.account.connection import Connector
from wizard.api.hosts import Hosts
from wizard.config.reading import read
from wizard.onboarding.session import Session
from wizard.onboarding.sign_in import SignIn
from wizard.sandbox import create_app
from wizard.sandbox.local_server import serving
from wizard.support.secret import Token
from wizard.tui.app import WizardApp


@pytest.fixture
def url() -> Iterator[str]:
    """The address of a sandbox."""
    with serving(create_app()) as origin:
        yield origin


@pytest.fixture
def app(url: str, tmp_path: Path) -> WizardApp:
    """The wizard, as someone starts it with nothing saved."""
    hosts = Hosts(url)
    app = WizardApp(Session(tmp_path / "config.json", hosts, Connector(hosts)))
    app.animation_level = "none"
    return app


def person(decision: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let the browser of this machine be used like that; gives the file with what it showed."""
    command = shlex.join([sys.executable, browser_stand_in.__file__, decision])
    monkeypatch.setenv("BROWSER", command)
    monkeypatch.setenv("BROWSER_LOG", str(tmp_path / "browser.log"))
    return tmp_path / "browser.log"


async def test_from_nothing_to_contacts_and_saved(
    app: WizardApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person("allow", monkeypatch, tmp_path)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await shows(pilot, "F6, Ctrl+L Sign in with your browser")
        await pilot.press("f6")
        await shows(pilot, "Your contacts")
        await shows(pilot, "The token is for Nagel")
        await pilot.press("enter")
        await shows(pilot, "Review and save")
        await pilot.press("enter")
        await shows(pilot, "Saved")
    saved = read(tmp_path / "config.json").profiles["nagel-sohne"]
    assert saved.grant
    assert saved.grant.is_read_only
    assert saved.team.name == "Northwind Coaching"


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ("deny", "Access was denied in the browser."),
        ("bad-code", "ClickFunnels did not complete the sign-in"),
    ],
)
async def test_what_goes_wrong_returns_to_the_first_step(
    app: WizardApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, decision: str, said: str
) -> None:
    person(decision, monkeypatch, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Sign in with your browser")
        await pilot.press(*"typed", "f6")
        await shows(pilot, said)
        await shows(pilot, "Paste your API token")
        await shows(pilot, "•••••")


async def test_nobody_finishes(app: WizardApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(SignIn, "SECONDS", 0.3)
    person("close", monkeypatch, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Sign in with your browser")
        await pilot.press("f6")
        await shows(pilot, "Nobody finished signing in")


async def test_esc_cancels_and_another_attempt_works(
    app: WizardApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person("close", monkeypatch, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Sign in with your browser")
        await pilot.press("f6")
        await shows(pilot, "Sign in and choose a workspace in your browser.")
        await pilot.press("escape")
        await shows(pilot, "Signing in was cancelled.")
        person("allow", monkeypatch, tmp_path)
        await pilot.press("f6")
        await shows(pilot, "Your contacts")


async def test_without_a_browser_the_address_it_ends_at_can_be_pasted(
    app: WizardApp, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Sign in with your browser")
        await pilot.press("f6")
        await shows(pilot, "Open this address in a browser", "Or paste the final address")
        await pilot.press("f5")
        await until(pilot, lambda: app.clipboard.startswith(url), "the address on the clipboard")
        await pilot.press(*"http://localhost/", "enter")
        await shows(pilot, "That is not the address the browser ends at.")
        ended_at: list[str] = []
        browsing = threading.Thread(
            target=lambda: ended_at.append(browser_stand_in.consent(app.clipboard, "allow"))
        )
        browsing.start()
        await until(pilot, lambda: ended_at, "the person at the other computer")
        field = app.screen.query_one("AddressInput")
        field.value = ended_at[0]  # type: ignore[attr-defined]
        await pilot.press("enter")
        await shows(pilot, "Your contacts")


async def test_the_demo_signs_in_with_a_real_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    person("allow", monkeypatch, tmp_path)
    server, hosts = create_app(), Hosts()
    session = Session(
        tmp_path / "demo" / "config.json",
        hosts,
        Connector(hosts, server),
        is_demo=True,
        serve_consent=partial(serving, server),
    )
    async with WizardApp(session).run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Sign in with your browser")
        await pilot.press("f6")
        await shows(pilot, "Your contacts")
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("revokes", [True, False])
async def test_forgetting_offers_to_revoke_the_token(
    app: WizardApp, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, revokes: bool
) -> None:
    person("allow", monkeypatch, tmp_path)
    path = tmp_path / "config.json"
    token = await sign_in_and_save(app, path)
    hosts = Hosts(url)
    home = WizardApp(Session(path, hosts, Connector(hosts), opens_home=True))
    async with home.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "nagel-sohne")
        await pilot.press("ctrl+g")
        await shows(pilot, "Forget nagel-sohne?")
        await pilot.press("y")
        await shows(pilot, "Revoke its token at ClickFunnels, too?")
        await pilot.press("y" if revokes else "n")
        await shows(pilot, "Forgot nagel-sohne.")
    assert not read(path).profiles
    assert await asyncio.to_thread(status_of, f"{url}/workspaces/43", token) == (401 if revokes else 200)


async def test_a_new_token_comes_from_the_host_of_the_profile(
    app: WizardApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person("allow", monkeypatch, tmp_path)
    path = tmp_path / "config.json"
    token = await sign_in_and_save(app, path)
    elsewhere = Hosts("http://localhost:9")
    home = WizardApp(Session(path, elsewhere, Connector(elsewhere), opens_home=True))
    async with home.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "nagel-sohne")
        await pilot.press("ctrl+t")
        await shows(pilot, "Sign in with your browser")
        await pilot.press("f6")
        await shows(pilot, "Saved the new token for nagel-sohne.")
    replaced = read(path).profiles["nagel-sohne"]
    assert replaced.grant
    assert replaced.token != token


async def sign_in_and_save(app: WizardApp, path: Path) -> Token:
    """Go through the wizard, and give the token that is saved in the end."""
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Sign in with your browser")
        await pilot.press("f6")
        await shows(pilot, "Your contacts")
        await pilot.press("enter")
        await shows(pilot, "Review and save")
        await pilot.press("enter")
        await shows(pilot, "Saved")
    token = read(path).profiles["nagel-sohne"].token
    assert token
    return token


def status_of(url: str, token: Token) -> int:
    """Ask for something with a token."""
    headers = {"Authorization": f"Bearer {token.reveal()}", "User-Agent": "a test"}
    try:
        with urlopen(Request(url, headers=headers), timeout=5) as response:
            return int(response.status)
    except HTTPError as error:
        return error.code
