"""`cfw login`, with the sandbox as the server and a program in place of the browser, over real sockets."""

from __future__ import annotations

import json
import shlex
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import browser_stand_in
import pytest
from command_support import Cfw, World
from starlette.responses import HTMLResponse, JSONResponse, Response

from wizard.config.paths import default_folder
from wizard.onboarding.sign_in import SignIn
from wizard.sandbox import DEMO_TOKEN

Browser = Callable[[str], Path]


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Say what the person in front of the browser decides; gives the file with what the browser showed."""

    def decides(decision: str) -> Path:
        log = tmp_path / "browser.log"
        command = shlex.join([sys.executable, browser_stand_in.__file__, decision])
        monkeypatch.setenv("BROWSER", command)
        monkeypatch.setenv("BROWSER_LOG", str(log))
        return log

    return decides


def saved_file() -> Any:
    return json.loads((default_folder() / "config.json").read_text(encoding="utf-8"))


def test_signing_in_saves_a_profile_that_reads_the_workspace(
    cfw: Cfw, world: World, browser: Browser
) -> None:
    log = browser("allow")
    done = cfw("login")
    assert done.status == 0, done.err
    assert "Saved profile “nagel-sohne”" in done.out
    file = saved_file()
    profile = file["profiles"][file["current"]]
    assert profile["workspace"]["id"] == 43
    assert profile["team"]["name"] == "Northwind Coaching"
    assert profile["grant"]["kind"] == "oauth"
    assert profile["grant"]["scope"] == "read"
    assert profile["token"] not in done.out + done.err
    assert "Signing in goes on there" in browser_stand_in.read_log(log)
    assert cfw("contacts", "--format", "jsonl").status == 0


def test_the_client_is_registered_once(cfw: Cfw, world: World, browser: Browser) -> None:
    browser("allow")
    assert cfw("login").status == 0
    assert cfw("login", "--json").status == 0
    assert world.asked.count("/oauth/register") == 1


def test_json_gives_the_profile_without_its_token(cfw: Cfw, world: World, browser: Browser) -> None:
    browser("allow")
    done = cfw("login", "--json", "--profile", "mine")
    profile = json.loads(done.out)
    assert profile["name"] == "mine"
    assert "token" not in profile
    assert profile["grant"]["scope"] == "read"


def test_a_client_that_the_server_forgot_is_registered_again(
    cfw: Cfw, world: World, browser: Browser
) -> None:
    browser("allow")
    assert cfw("login").status == 0
    world.becomes_new()
    assert cfw("login").status == 0
    assert world.asked.count("/oauth/register") == 2


def test_a_port_that_another_program_took_is_replaced(cfw: Cfw, world: World, browser: Browser) -> None:
    browser("allow")
    assert cfw("login").status == 0
    (client,) = json.loads((default_folder() / "oauth-clients.json").read_text(encoding="utf-8")).values()
    with socket.create_server(("127.0.0.1", client["port"])):
        assert cfw("login").status == 0
    assert world.asked.count("/oauth/register") == 2


def test_nothing_listens_after_the_sign_in(cfw: Cfw, world: World, browser: Browser) -> None:
    browser("allow")
    assert cfw("login").status == 0
    (client,) = json.loads((default_folder() / "oauth-clients.json").read_text(encoding="utf-8")).values()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", client["port"]), timeout=5)


def test_denied(cfw: Cfw, world: World, browser: Browser) -> None:
    browser("deny")
    done = cfw("login")
    assert done.status == 6
    assert "denied" in done.err
    assert not (default_folder() / "config.json").exists()


def test_nobody_finishes(cfw: Cfw, world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SignIn, "SECONDS", 0.2)
    browser("close")
    done = cfw("login")
    assert done.status == 5
    assert "Nobody finished" in done.err


def test_a_client_that_no_browser_came_back_for_is_registered_again_next_time(
    cfw: Cfw, world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser("allow")
    assert cfw("login").status == 0
    with monkeypatch.context() as patch:
        patch.setattr(SignIn, "SECONDS", 0.2)
        browser("close")
        assert cfw("login").status == 5
    assert world.asked.count("/oauth/register") == 1
    browser("allow")
    assert cfw("login").status == 0
    assert world.asked.count("/oauth/register") == 2


def test_requests_that_are_not_from_this_sign_in_change_nothing(
    cfw: Cfw, world: World, browser: Browser
) -> None:
    log = browser("stray")
    assert cfw("login").status == 0
    _, other_state, other_path, last = browser_stand_in.read_log(log).split("\n")
    assert other_state.startswith("(400")
    assert other_path.startswith("(404")
    assert last.startswith("(200")


def test_the_page_at_the_end_hides_the_code_and_loads_nothing(
    cfw: Cfw, world: World, browser: Browser
) -> None:
    log = browser("allow")
    assert cfw("login").status == 0
    page = browser_stand_in.read_log(log)
    assert "history.replaceState(null, " in page
    assert "src=" not in page
    assert "href=" not in page


@pytest.mark.parametrize(
    ("path", "answer", "said"),
    [
        ("oauth-authorization-server", JSONResponse({"error": "none"}, 404), "does not offer signing in"),
        ("oauth-authorization-server", JSONResponse({"issuer": "https://evil.example"}), "does not offer"),
        (
            "/oauth/register",
            JSONResponse({"error": "nope"}, 400),
            "refused to register this program (“nope”)",
        ),
        ("/oauth/register", JSONResponse({}, 201), "refused to register"),
        ("/oauth/register", JSONResponse({"error": "off"}, 403), "refused to register this program (“off”)"),
        ("/oauth/register", JSONResponse({"client_id": "x" * 501}, 201), "refused to register"),
        ("/oauth/token", JSONResponse({"access_token": "a\r\nb: c"}), "its answer has no token"),
        ("/oauth/token", JSONResponse({"access_token": "a‘b"}), "its answer has no token"),
        ("/oauth/token", HTMLResponse("<h1>Token</h1>"), "its answer has no token"),
        ("/oauth/token", JSONResponse({"token_type": "Bearer"}), "its answer has no token"),
        ("/oauth/token", JSONResponse(["token"]), "its answer has no token"),
        ("/oauth/token", JSONResponse({"access_token": 5, "token_type": "mac"}), "its answer has no token"),
        ("/oauth/token", JSONResponse({"error": "invalid_grant"}, 400), "did not complete the sign-in"),
        ("/oauth/token", JSONResponse({"error": "invalid_client"}, 401), "did not complete the sign-in"),
        ("/oauth/token", JSONResponse({"error": "slow"}, 503), "is having trouble"),
        ("/oauth/token", JSONResponse({"error": "slow"}, 429), "asks to slow down"),
    ],
)
def test_what_the_server_may_refuse(
    cfw: Cfw, world: World, browser: Browser, path: str, answer: Response, said: str
) -> None:
    browser("allow")
    world.refuse(path, answer)
    done = cfw("login")
    assert done.status == 5
    assert said in done.err
    assert world.asked.count(path) <= 1
    assert not (default_folder() / "config.json").exists()


def test_an_address_that_could_control_the_terminal_is_not_offered(cfw: Cfw, world: World) -> None:
    endpoints = dict.fromkeys(("token_endpoint", "registration_endpoint", "revocation_endpoint"), world.url)
    metadata = {"issuer": world.url, "code_challenge_methods_supported": ["S256"], **endpoints}
    metadata["authorization_endpoint"] = f"{world.url}/\x1b[2J"
    world.refuse("oauth-authorization-server", JSONResponse(metadata))
    done = cfw("login", "--no-browser")
    assert done.status == 5
    assert "does not offer signing in" in done.err


@pytest.mark.parametrize("lifetime", ["7200", '"never"', "1e999", "null"])
def test_the_lifetime_of_a_token_is_ignored(cfw: Cfw, world: World, browser: Browser, lifetime: str) -> None:
    answer = f'{{"access_token": "{DEMO_TOKEN}", "scope": " read  write", "expires_in": {lifetime}}}'
    browser("allow")
    world.refuse("/oauth/token", Response(answer))
    done = cfw("login", "--workspace", "43")
    assert done.status == 0, done.err
    assert saved_file()["profiles"]["nagel-sohne"]["grant"]["scope"] == "read write"


def test_a_code_that_is_no_longer_valid(cfw: Cfw, world: World, browser: Browser) -> None:
    browser("bad-code")
    done = cfw("login")
    assert done.status == 5
    assert "this computer's clock" in done.err


def test_more_permissions_come_on_top_of_reading(cfw: Cfw, world: World, browser: Browser) -> None:
    browser("allow")
    done = cfw("login", "--scope", "write", "--json")
    assert json.loads(done.out)["grant"]["scope"] == "read write"


def test_permissions_that_do_not_exist(cfw: Cfw, world: World, browser: Browser) -> None:
    browser("allow")
    done = cfw("login", "--scope", "read everything")
    assert done.status == 5
    assert "does not give the permissions “read everything”" in done.err
    assert "--scope takes read, write" in done.err


def test_the_state_and_the_verifier_are_not_shown(cfw: Cfw, world: World, browser: Browser) -> None:
    log = browser("allow")
    done = cfw("login")
    code = browser_stand_in.read_log(log).partition("code=")[2].partition("&")[0]
    assert len(code) > 20
    assert code not in done.out + done.err


def test_a_pasted_token_replaces_the_grant(cfw: Cfw, world: World, browser: Browser) -> None:
    browser("allow")
    assert cfw("login", "--profile", "mine").status == 0
    done = cfw("setup", "--token-stdin", "--workspace", "43", "--profile", "mine", stdin=DEMO_TOKEN)
    assert done.status == 0
    assert "grant" not in saved_file()["profiles"]["mine"]


def test_forget_revoke_revokes_the_token_first(cfw: Cfw, world: World, browser: Browser) -> None:
    browser("allow")
    assert cfw("login", "--profile", "mine").status == 0
    token = saved_file()["profiles"]["mine"]["token"]
    done = cfw("forget", "mine", "--revoke", "--yes")
    assert done.status == 0
    assert "Revoked at ClickFunnels: the token of mine." in done.err
    assert "still works" not in done.err
    assert cfw("setup", "--token-stdin", "--workspace", "43", stdin=token).status == 4
    assert cfw("undo").status == 0
    assert saved_file()["profiles"]["mine"]["token"] is None


def test_a_token_that_cannot_be_revoked_keeps_its_profile(cfw: Cfw, world: World, browser: Browser) -> None:
    browser("allow")
    assert cfw("login", "--profile", "mine").status == 0
    world.refuse("/oauth/revoke", JSONResponse({"error": "invalid_client"}, 401))
    done = cfw("forget", "mine", "--revoke", "--yes")
    assert done.status == 5
    assert "did not revoke the token, so the profile stays" in done.err
    assert saved_file()["profiles"]["mine"]["token"]


def test_forget_revoke_says_who_shares_the_token(cfw: Cfw, world: World, browser: Browser) -> None:
    browser("allow")
    assert cfw("login", "--profile", "mine").status == 0
    token = saved_file()["profiles"]["mine"]["token"]
    assert cfw("setup", "--token-stdin", "--workspace", "43", "--profile", "twin", stdin=token).status == 0
    done = cfw("forget", "mine", "--revoke", "--yes")
    assert done.status == 0
    assert "have the same token, and it won't work any more: twin." in done.err


def test_a_pasted_token_is_not_revoked(saved: Cfw, world: World) -> None:
    done = saved("forget", "chanoyu", "--revoke", "--yes")
    assert done.status == 0
    assert "Developer Portal" in done.err
    assert not [path for path in world.asked if "oauth" in path]


def test_status_and_doctor_say_what_the_token_may_do(cfw: Cfw, world: World, browser: Browser) -> None:
    browser("allow")
    assert cfw("login", "--profile", "mine").status == 0
    assert "read-only, one workspace" in cfw("status").out
    checked = cfw("doctor")
    assert "accepted; read-only, one workspace" in checked.out
    assert "can't read teams" not in checked.out
    done = cfw("setup", "--token-stdin", "--workspace", "43", "--profile", "mine", stdin=DEMO_TOKEN)
    assert done.status == 0
    assert "may have full access to the team" in cfw("status").out


def test_signing_in_gives_no_other_profile_the_token(saved: Cfw, browser: Browser) -> None:
    before = saved_file()["profiles"]["hammer-workspace"]["token"]
    browser("allow")
    assert saved("login", "--profile", "mine").status == 0
    assert saved_file()["profiles"]["hammer-workspace"]["token"] == before
