"""Step 1: pasting and checking the token."""

from __future__ import annotations

from pathlib import Path

import pytest
from servers import Switched
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route
from support import field, go_to, paste, seen, shows, until, wizard_app

from wizard.config.reading import read as read_config
from wizard.onboarding import step_texts
from wizard.onboarding.session import Presets
from wizard.sandbox import DEMO_TOKEN, NO_PLAN_TOKEN, REVOKED_TOKEN, TEAM_TOKEN, WORKSPACE_TOKEN
from wizard.support.secret import Token
from wizard.support.wait_tracker import WAIT_TRACKER

CURL = f"""curl -X GET \\
  'https://accounts.myclickfunnels.com/api/v2/teams' \\
  -H 'Authorization: Bearer {DEMO_TOKEN}'
"""


def refusing(status: int, *, html: bool = False) -> Starlette:
    async def answer(request: Request) -> HTMLResponse | JSONResponse:
        if html:
            return HTMLResponse("<h1>no</h1>", status_code=status)
        return JSONResponse({"error": "no"}, status_code=status)

    return Starlette(routes=[Route("/{path:path}", answer)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clickfunnels" / "config.json"


async def test_it_says_where_to_get_a_token_and_how_to_guard_it(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Team Settings > Developer Portal", "Add new platform application")
        await shows(pilot, "https://accounts.myclickfunnels.com/account/teams")
        await shows(pilot, "every admin can see it", "one-time secret")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"\n  {DEMO_TOKEN}\n", "43 characters, ends in "),
        (f"\x1b[200~{DEMO_TOKEN}\x1b[201~", "43 characters, ends in "),
        (f"[200~{DEMO_TOKEN}[201~", "43 characters, ends in "),
        (f"{DEMO_TOKEN[:20]}\n{DEMO_TOKEN[20:]}", "taken from several lines"),
        (CURL, "43 characters, ends in -team1, taken from a curl command"),
        (f"CLICKFUNNELS_API_TOKEN='{DEMO_TOKEN}'", "taken from “CLICKFUNNELS_API_TOKEN”"),
        (f'{{"access_token": "{DEMO_TOKEN}"}}', "taken from “access_token”"),
    ],
)
async def test_a_token_is_found_in_any_kind_of_paste(path: Path, text: str, found: str) -> None:
    text, found = text.replace("-team1", DEMO_TOKEN[-6:]), found.replace("-team1", DEMO_TOKEN[-6:])
    async with wizard_app(path).run_test() as pilot:
        await go_to(pilot, "token")
        await paste(pilot, text)
        await shows(pilot, found)
        assert field(pilot).value == DEMO_TOKEN
        await pilot.press("enter")
        await shows(pilot, "Choose a team")


async def test_the_rest_of_a_paste_preselects_the_team_and_the_workspace(path: Path) -> None:
    settings = f"TEAM_ID=11\nCLICKFUNNELS_SUBDOMAIN=bees-honey\nCLICKFUNNELS_API_KEY={DEMO_TOKEN}"
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "token")
        await paste(pilot, settings)
        await pilot.press("enter")
        await shows(pilot, "Choose a team", "› Agência São João")
        await pilot.press("enter")
        await shows(pilot, "Choose a workspace", "› ", "bees-honey")


async def test_of_several_tokens_in_a_paste_one_is_chosen(path: Path) -> None:
    settings = f"CLICKFUNNELS_KEY_OLD={REVOKED_TOKEN}\nCLICKFUNNELS_KEY_NEW={DEMO_TOKEN}"
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "token")
        await paste(pilot, settings)
        await shows(pilot, "Which token is for ClickFunnels?", "CLICKFUNNELS_KEY_OLD", DEMO_TOKEN[-6:])
        await pilot.press("escape")
        await shows(pilot, "This contains several tokens")
        assert field(pilot).value == ""
        await paste(pilot, settings)
        await shows(pilot, "Which token is for ClickFunnels?")
        await pilot.press("down", "enter")
        await shows(pilot, "taken from “CLICKFUNNELS_KEY_NEW”")
        assert field(pilot).value == DEMO_TOKEN


async def test_text_without_a_token_is_explained_and_kept_but_not_sent(path: Path) -> None:
    async with wizard_app(path).run_test() as pilot:
        await go_to(pilot, "token")
        await paste(pilot, DEMO_TOKEN[:5] + "é" + DEMO_TOKEN[5:])
        await shows(pilot, "Character 6 is “é” (U+00E9")
        await pilot.press("enter")
        await shows(pilot, "That isn't a token, so nothing was sent.", "Character 6 is “é” (U+00E9")
        assert "é" in field(pilot).value


async def test_enter_on_the_empty_field_says_what_to_do(path: Path) -> None:
    async with wizard_app(path).run_test() as pilot:
        await go_to(pilot, "token")
        await pilot.press("enter")
        await shows(
            pilot, "The field is empty, so nothing was sent.", "Paste your token, or press Ctrl+T (or Alt+T)"
        )
        await pilot.press("h")
        await until(pilot, lambda: "The field is empty" not in seen(pilot))


async def test_the_token_of_the_variable_is_only_used_on_request(path: Path) -> None:
    async with wizard_app(path, offered=TEAM_TOKEN).run_test() as pilot:
        await shows(pilot, f"Ctrl+T Use CLICKFUNNELS_API_TOKEN (••••••••{TEAM_TOKEN[-6:]})")
        assert field(pilot).value == ""
        await pilot.press("ctrl+t")
        await shows(pilot, "taken from CLICKFUNNELS_API_TOKEN")
        assert field(pilot).value == TEAM_TOKEN


async def test_without_the_variable_nothing_is_offered(path: Path) -> None:
    async with wizard_app(path, offered=None).run_test() as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+t")
        assert field(pilot).value == ""
        assert "Ctrl+T" not in seen(pilot)


async def test_the_token_can_be_shown_and_masked_again(path: Path) -> None:
    async with wizard_app(path).run_test() as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+t")
        assert DEMO_TOKEN not in seen(pilot)
        await pilot.press("ctrl+y")
        await shows(pilot, DEMO_TOKEN)
        await pilot.press("ctrl+y")
        await until(pilot, lambda: DEMO_TOKEN not in seen(pilot))


async def test_a_masked_token_can_be_neither_copied_nor_cut(path: Path) -> None:
    app = wizard_app(path)
    async with app.run_test() as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+t", "ctrl+shift+a", "ctrl+x")
        assert app.clipboard == ""
        assert field(pilot).value == DEMO_TOKEN
        await pilot.press("ctrl+c")
        assert app.clipboard == ""
        await pilot.press("escape", "ctrl+y", "ctrl+shift+a", "ctrl+c")
        await until(pilot, lambda: app.clipboard == DEMO_TOKEN, "a copy of the shown token")


async def test_a_rejected_token_turns_the_field_red_with_the_reason_right_below(path: Path) -> None:
    async with wizard_app(path, offered=REVOKED_TOKEN).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+t")
        await shows(pilot, "✓ ", "taken from CLICKFUNNELS_API_TOKEN")
        place = next(number for number, line in enumerate(seen(pilot).split("\n")) if "✓ " in line)
        await pilot.press("enter")
        await shows(pilot, "ClickFunnels does not accept the token in CLICKFUNNELS_API_TOKEN.")
        assert "✗ ClickFunnels" in seen(pilot).split("\n")[place]
        assert "✓" not in seen(pilot)
        assert field(pilot).has_class("-failed")
        assert field(pilot).value == REVOKED_TOKEN
        await pilot.press("backspace")
        await until(pilot, lambda: not field(pilot).has_class("-failed"))


async def test_a_token_that_is_not_allowed_to_list_teams_stays_in_the_field(path: Path) -> None:
    async with wizard_app(path, offered=NO_PLAN_TOKEN).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "does not allow this (it says: “Your plan does not include API access”)")
        assert field(pilot).value == NO_PLAN_TOKEN


async def test_a_token_that_could_not_be_checked_is_not_marked_as_wrong(path: Path) -> None:
    async with wizard_app(path, server=refusing(500)).run_test() as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "✗ ClickFunnels is having trouble")
        assert not field(pilot).has_class("-failed")


@pytest.mark.parametrize(
    ("server", "words"),
    [
        (refusing(403, html=True), "the token is not the cause"),
        (refusing(503, html=True), "ClickFunnels is having trouble (it answered 503)."),
        (refusing(429), "asks to slow down"),
        (refusing(302, html=True), "that was not followed"),
        (refusing(200, html=True), "did not answer with JSON"),
        (refusing(200), "sent an unexpected response"),
    ],
)
async def test_each_cause_has_its_own_message(path: Path, server: Starlette, words: str) -> None:
    async with wizard_app(path, server=server).run_test(size=(120, 40)) as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, words)
        await pilot.press("x")
        await until(pilot, lambda: words not in seen(pilot), "the message to go once the field changes")


async def test_escape_stops_a_check_that_never_ends(path: Path) -> None:
    async def never(scope: object, receive: object, send: object) -> None:
        import asyncio

        await asyncio.Event().wait()

    async with wizard_app(path, server=never).run_test() as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "Asking ClickFunnels about this token.", "Esc cancels.")
        await pilot.press("escape")
        await shows(pilot, "Stopped. The token is still in the field.")
        assert field(pilot).value == DEMO_TOKEN


async def test_typing_while_checking_stops_the_check(path: Path) -> None:
    async def never(scope: object, receive: object, send: object) -> None:
        import asyncio

        await asyncio.Event().wait()

    async with wizard_app(path, server=never).run_test() as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "Asking ClickFunnels")
        await pilot.press("z")
        await until(pilot, lambda: "Asking ClickFunnels" not in seen(pilot))


async def test_a_check_that_ends_behind_the_help_continues_when_the_help_is_closed(path: Path) -> None:
    server = Switched()
    server.held = lambda address: True
    async with wizard_app(path, server=server).run_test() as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "Asking ClickFunnels")
        await pilot.press("f1")
        await shows(pilot, "Programs use the access token")
        server.released.set()
        await pilot.pause()
        await shows(pilot, "Programs use the access token")
        await pilot.press("escape")
        await shows(pilot, "Choose a team")


async def test_the_pause_before_a_retry_counts_down(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(WAIT_TRACKER, "clock", lambda: now)

    async def slow(scope: object, receive: object, send: object) -> None:
        response = JSONResponse({}, status_code=429, headers={"Retry-After": "20"})
        await response(scope, receive, send)  # type: ignore[arg-type]

    async with wizard_app(path, server=slow).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "Waiting 20 s: ClickFunnels asks to slow down.", "Esc cancels.")
        now = 7.5
        await shows(pilot, "Waiting 13 s: ClickFunnels asks to slow down.", "Esc cancels.")
        await pilot.press("escape")
        await shows(pilot, "Stopped.")


async def test_the_dashboard_opens_in_the_browser(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = wizard_app(path)
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    async with app.run_test() as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: opened == [step_texts.TEAMS_PAGE])


async def test_escape_on_the_first_step_does_nothing(path: Path) -> None:
    async with wizard_app(path).run_test() as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+t", "escape")
        await shows(pilot, "Paste your API token")
        assert field(pilot).value == DEMO_TOKEN


async def test_f1_opens_the_help_and_escape_closes_it(path: Path) -> None:
    async with wizard_app(path).run_test() as pilot:
        await go_to(pilot, "token")
        await pilot.press("f1")
        await shows(pilot, "Programs use the access token")
        await pilot.press("escape")
        await until(pilot, lambda: "Programs use the access token" not in seen(pilot))


async def test_a_token_for_one_workspace_asks_for_its_id(path: Path) -> None:
    async with wizard_app(path, offered=WORKSPACE_TOKEN).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Paste your API token")
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "limited to one workspace", "type that workspace's id and press Enter.")
        await pilot.press("enter")
        await shows(pilot, "no workspace id in the field, so nothing was sent")
        await pilot.press(*"43", "enter")
        await shows(
            pilot, "no workspace with the id “43” that the token in", "Type the id of the workspace that"
        )
        await pilot.press("f1")
        await shows(pilot, "A token for one workspace can't list teams")
        await pilot.press("escape")
        await pilot.press("ctrl+u", *"42", "enter")
        await shows(pilot, "Your contacts", "Hammer Workspace (richstone)")
        await pilot.press("escape")
        await shows(pilot, "Paste your API token", "42")
        await pilot.press("enter")
        await shows(pilot, "57 contacts, newest first")
        await pilot.press("enter")
        await shows(pilot, "Review and save", "can't read teams", "read workspaces and contacts")
        await pilot.press("enter")
        await shows(pilot, "Saved as “hammer-workspace”")
    assert read_config(path).profiles["hammer-workspace"].team.name == "Team 3"


async def test_another_token_hides_the_field_for_the_workspace_id(path: Path) -> None:
    async with wizard_app(path, offered=WORKSPACE_TOKEN).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Paste your API token")
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "type that workspace's id")
        await pilot.press("shift+tab", "ctrl+u")
        await until(pilot, lambda: not any(one.display for one in pilot.app.screen.query("#workspace-id")))
        await paste(pilot, TEAM_TOKEN)
        await pilot.press("enter")
        await shows(pilot, "Choose a workspace", "the only team")


@pytest.mark.parametrize("by_paste", [True, False], ids=["pasted", "typed"])
async def test_a_token_in_the_id_field_moves_to_its_own_field_and_never_into_a_url(
    path: Path, *, by_paste: bool
) -> None:
    server = Switched()
    async with wizard_app(path, offered=WORKSPACE_TOKEN, server=server).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Paste your API token")
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "type that workspace's id")
        if by_paste:
            await paste(pilot, TEAM_TOKEN)
        else:
            await pilot.press(*TEAM_TOKEN)
            assert TEAM_TOKEN not in seen(pilot)
            await pilot.press("enter")
        await until(pilot, lambda: field(pilot).value == TEAM_TOKEN)
        assert TEAM_TOKEN not in seen(pilot)
        await pilot.press("enter")
        await shows(pilot, "Choose a workspace", "the only team")
    assert not any(TEAM_TOKEN in address for address in server.asked)


async def test_what_cannot_be_an_id_is_not_sent(path: Path) -> None:
    server = Switched()
    async with wizard_app(path, offered=WORKSPACE_TOKEN, server=server).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Paste your API token")
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "type that workspace's id")
        await pilot.press(*"hammer-workspace", "enter")
        await shows(pilot, "That can't be the id of a workspace, so nothing was sent.")
    assert not any("hammer" in address for address in server.asked)


async def test_a_workspace_id_given_as_an_option_is_looked_up_at_once(path: Path) -> None:
    presets = Presets(token=Token(WORKSPACE_TOKEN), workspace="42")
    async with wizard_app(path, offered=None, presets=presets).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Your contacts", "Hammer Workspace (richstone)")
