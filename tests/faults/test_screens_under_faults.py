"""Every fault on every screen that sends requests: the message, what is kept, and retrying."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from kinds import BROKE, FAULTS
from network import Fault, Network
from support import LARGE, NOON, SMALL, TEAM, Screens, field, seen, shows, table, until

from wizard.account.account import Account
from wizard.account.connection import Connector
from wizard.api.contact_query import ContactQuery
from wizard.api.hosts import Hosts
from wizard.api.models import Team, Workspace
from wizard.api.timeouts import Timeouts
from wizard.config.profile import Profile
from wizard.config.saving import save
from wizard.onboarding.session import Session, TokenSuggestion
from wizard.sandbox import DEMO_TOKEN
from wizard.support.secret import Token
from wizard.tui.app import WizardApp
from wizard.tui.contacts_app import ContactsApp
from wizard.tui.screens.contact_browser import NEWEST_FIRST
from wizard.tui.widgets.answer_input import AnswerInput

pytestmark = pytest.mark.system


TEAMS, WORKSPACES, CONTACTS = r"^/teams$", r"^/teams/3/workspaces$", r"^/workspaces/42/contacts$"
DETAILS, WORKSPACE = r"^/contacts/\d+$", r"^/workspaces/42$"
HAMMER = Workspace(42, "Hammer Workspace", "richstone")
ANSWERED = [fault for fault in FAULTS if not fault.proxy]
"""A proxy is chosen once per run; `test_a_proxy_that_gives_up` tests it."""
REFUSED = next(fault for fault in FAULTS if fault.name == "403 JSON")


def run_in(network: Network, path: Path, *, opens_home: bool = False) -> Session:
    hosts = Hosts(network.base)
    offer = TokenSuggestion(Token(DEMO_TOKEN), "CLICKFUNNELS_API_TOKEN")
    return Session(path, hosts, Connector(hosts), offer, opens_home=opens_home, now=lambda: NOON)


def wizard(network: Network, path: Path, *, opens_home: bool = False) -> WizardApp:
    if opens_home:
        accounts, api = (network.base.replace("{subdomain}", name) for name in ("accounts", "richstone"))
        save(path, Profile("hammer", Token(DEMO_TOKEN), TEAM, HAMMER, accounts, api, NOON))
    app = WizardApp(run_in(network, path, opens_home=opens_home))
    app.animation_level = "none"
    return app


def contacts(network: Network, path: Path) -> ContactsApp:
    session = run_in(network, path)

    async def find() -> tuple[Account, Team, Workspace, ContactQuery]:
        return session.connect(Token(DEMO_TOKEN)), TEAM, HAMMER, NEWEST_FIRST

    app = ContactsApp(session, find)
    app.animation_level = "none"
    return app


async def to_teams(pilot: Screens) -> None:
    await shows(pilot, "Paste your API token")
    await pilot.press("ctrl+t", "enter")
    await shows(pilot, "Choose a team", "Northwind Coaching")


async def tell_of(pilot: Screens, network: Network, fault: Fault, words: str = "") -> None:
    """Wait until the fault has struck, the screen says so, and nothing is in progress."""
    told = [fault.says or words]
    if fault.leads_to:
        told.append(BROKE)  # both attempts may have used connections that were already open

    def is_told() -> bool:
        said = " ".join(seen(pilot).split())
        is_struck = network.strike is not None and network.strike.has_struck
        is_over = not network.under_way and "Waiting " not in said  # a pause names its reason, too
        return is_struck and is_over and any(one in said for one in told)

    await until(pilot, is_told, f"“{fault.says or words}” after {fault}")
    assert DEMO_TOKEN not in seen(pilot)


async def all_in_turn(
    pilot: Screens,
    network: Network,
    place: str,
    again: Callable[[], Awaitable[object]],
    *,
    words: str = "has no",
    is_list: bool = True,
    faults: Sequence[Fault] = tuple(ANSWERED),
) -> None:
    """Let one fault after another strike, retrying each time; then remove it and retry."""
    for fault in faults:
        if is_list or not fault.is_for_lists:
            network.fails(fault, place)
            await again()
            await tell_of(pilot, network, fault, words)
    network.heal()
    await again()


async def test_the_check_of_the_token(network: Network, tmp_path: Path) -> None:
    async with wizard(network, tmp_path / "config.json").run_test(size=LARGE) as pilot:
        await shows(pilot, "Paste your API token")
        await pilot.press("ctrl+t")

        async def again() -> None:
            assert field(pilot).value == DEMO_TOKEN
            await pilot.press("enter")

        others = [fault for fault in ANSWERED if fault is not REFUSED]
        await all_in_turn(pilot, network, TEAMS, again, is_list=False, faults=others)
        await shows(pilot, "Choose a team", "25 teams")


async def test_a_token_that_cannot_list_teams(network: Network, tmp_path: Path) -> None:
    """Such a token may be for one workspace, so its id is asked for: every fault can strike there too."""
    async with wizard(network, tmp_path / "config.json").run_test(size=LARGE) as pilot:
        await shows(pilot, "Paste your API token")
        network.fails(REFUSED, TEAMS)
        await pilot.press("ctrl+t", "enter")
        await tell_of(pilot, network, REFUSED)
        await shows(pilot, "Workspace id")
        await pilot.press(*"42")
        await all_in_turn(pilot, network, WORKSPACE, lambda: pilot.press("enter"), is_list=False)
        await shows(pilot, "Your contacts", "Hammer Workspace (richstone)")


async def test_more_teams(network: Network, tmp_path: Path) -> None:
    async with wizard(network, tmp_path / "config.json").run_test(size=LARGE) as pilot:
        network.fails(ANSWERED[0], TEAMS, 1)
        await to_teams(pilot)
        await tell_of(pilot, network, ANSWERED[0])
        await all_in_turn(pilot, network, TEAMS, lambda: pilot.press("ctrl+r"))
        await shows(pilot, "25 teams", "Northwind Coaching")


@pytest.mark.parametrize("after", [0, 1])
async def test_workspaces(network: Network, tmp_path: Path, after: int) -> None:
    async with wizard(network, tmp_path / "config.json").run_test(size=LARGE) as pilot:
        network.fails(ANSWERED[0], WORKSPACES, after)
        await to_teams(pilot)
        await pilot.press(*"North")
        await shows(pilot, "1 of")
        await pilot.press("enter")
        await shows(pilot, "Choose a workspace")
        await tell_of(pilot, network, ANSWERED[0])
        await all_in_turn(pilot, network, WORKSPACES, lambda: pilot.press("ctrl+r"))
        await shows(pilot, "25 workspaces", "Hammer Workspace")
        await pilot.press("escape")
        await shows(pilot, "Choose a team", "25 teams")


@pytest.mark.parametrize("after", [0, 1])
async def test_contacts(network: Network, tmp_path: Path, after: int) -> None:
    network.fails(ANSWERED[0], CONTACTS, after)
    async with contacts(network, tmp_path / "config.json").run_test(size=SMALL) as pilot:
        if after:
            await until(pilot, lambda: table(pilot).current, "the first page")
            await pilot.press("l")
        await tell_of(pilot, network, ANSWERED[0])
        await all_in_turn(pilot, network, CONTACTS, lambda: pilot.press("ctrl+r"))
        await shows(pilot, "contacts, newest first")


async def test_the_details_of_a_contact(network: Network, tmp_path: Path) -> None:
    async with contacts(network, tmp_path / "config.json").run_test(size=SMALL) as pilot:
        await until(pilot, lambda: table(pilot).current, "the first page")

        async def again() -> None:
            if "Hide details" in seen(pilot):
                await pilot.press("escape")
                await shows(pilot, "Esc Leave")
            await pilot.press("d")
            await shows(pilot, "Hide details")

        await all_in_turn(
            pilot, network, DETAILS, again, words="This contact no longer exists", is_list=False
        )
        await until(pilot, lambda: "This contact no longer exists" not in seen(pilot), "the details")
        await shows(pilot, "Esc Hide details", "phone")


async def test_the_workspace_switcher(network: Network, tmp_path: Path) -> None:
    network.fails(ANSWERED[0], TEAMS)
    async with wizard(network, tmp_path / "c" / "config.json", opens_home=True).run_test(size=LARGE) as pilot:
        await tell_of(pilot, network, ANSWERED[0])
        await all_in_turn(pilot, network, TEAMS, lambda: pilot.press("ctrl+r"))
        await shows(pilot, "Workspace 23")


async def test_a_switch(network: Network, tmp_path: Path) -> None:
    app = wizard(network, tmp_path / "c" / "config.json", opens_home=True)
    async with app.run_test(size=LARGE) as pilot:
        await shows(pilot, "Workspace 23")

        async def again() -> None:
            if "Switch without checking?" in seen(pilot):
                await pilot.press("escape")
                await until(pilot, lambda: "Switch without checking?" not in seen(pilot))
            await pilot.press("enter")

        before = (tmp_path / "c" / "config.json").read_bytes()
        for fault in ANSWERED:
            if not fault.is_for_lists:
                network.fails(fault, WORKSPACE)
                await again()
                await tell_of(pilot, network, fault, "no longer")
        assert (tmp_path / "c" / "config.json").read_bytes() == before
        assert app.is_running


async def test_a_proxy_that_gives_up(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", network.proxy)
    fault = next(fault for fault in FAULTS if fault.proxy)
    async with wizard(network, tmp_path / "config.json").run_test(size=LARGE) as pilot:
        network.fails(fault, TEAMS, 1)
        await to_teams(pilot)
        await tell_of(pilot, network, fault)
        network.heal()
        await pilot.press("ctrl+r")
        await shows(pilot, "25 teams")


SILENCE = next(fault for fault in FAULTS if fault.name == "no answer at all")


@pytest.fixture
def patient(network: Network, monkeypatch: pytest.MonkeyPatch) -> Network:
    """A user's timeouts: nothing below ends by itself during a test."""
    monkeypatch.setattr("wizard.api.http_client.Timeouts", Timeouts)
    return network


async def has_struck(pilot: Screens, network: Network) -> None:
    await until(pilot, lambda: network.strike and network.strike.has_struck, "the fault")


async def test_esc_works_while_the_server_is_silent(patient: Network, tmp_path: Path) -> None:
    async with wizard(patient, tmp_path / "config.json").run_test(size=LARGE) as pilot:
        await shows(pilot, "Paste your API token")
        patient.fails(SILENCE, TEAMS)
        await pilot.press("ctrl+t", "enter")
        await has_struck(pilot, patient)
        await pilot.press("escape")
        await shows(pilot, "Stopped. The token is still in the field.")
        patient.fails(SILENCE, WORKSPACES)
        await pilot.press("enter")
        await shows(pilot, "Choose a team", "25 teams")
        await pilot.press(*"North")
        await shows(pilot, "1 of")
        await pilot.press("enter")
        await shows(pilot, "Choose a workspace")
        await has_struck(pilot, patient)
        await pilot.press("escape")
        await shows(pilot, "Choose a team")
        assert pilot.app.screen.query(AnswerInput)


async def test_esc_leaves_contacts_that_never_load(patient: Network, tmp_path: Path) -> None:
    patient.fails(SILENCE, CONTACTS)
    app = contacts(patient, tmp_path / "config.json")
    async with app.run_test(size=SMALL) as pilot:
        await has_struck(pilot, patient)
        await pilot.press("escape")
        await until(pilot, lambda: app._exit, "the end")


async def test_esc_leaves_details_that_never_load(patient: Network, tmp_path: Path) -> None:
    app = contacts(patient, tmp_path / "config.json")
    async with app.run_test(size=SMALL) as pilot:
        patient.fails(SILENCE, DETAILS)
        await until(pilot, lambda: table(pilot).current, "the first page")
        await pilot.press("d")
        await has_struck(pilot, patient)
        await pilot.press("escape")
        await shows(pilot, "Esc Leave")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app._exit, "the end")
