"""Signing in with the browser in plain lines, over real sockets."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import browser_stand_in
import pytest
from plain_support import Converse, session_for

from wizard.account.connection import Connector
from wizard.api.hosts import Hosts
from wizard.config.reading import read
from wizard.onboarding.session import Session
from wizard.sandbox import create_app
from wizard.sandbox.local_server import serving


@pytest.fixture
def decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Put a person in front of the browser who allows access."""
    command = shlex.join([sys.executable, browser_stand_in.__file__, "allow"])
    monkeypatch.setenv("BROWSER", command)
    monkeypatch.setenv("BROWSER_LOG", str(tmp_path / "browser.log"))
    return monkeypatch


@pytest.mark.usefixtures("decides")
def test_signing_in_leaves_only_the_contacts_and_the_name_to_confirm(
    converse: Converse, tmp_path: Path
) -> None:
    path = tmp_path / "config.json"
    with serving(create_app()) as origin:
        hosts = Hosts(origin)
        done = converse(Session(path, hosts, Connector(hosts)), "s", "http://localhost/", "", "y", "", "y")
    assert done.status == 0
    assert "That is not the address the browser ends at." in done.text
    assert "Signed in. The token is for one workspace: Nagel" in done.text
    saved = read(path).profiles["nagel-sohne"]
    assert saved.grant
    assert saved.token
    assert saved.token.reveal() not in done.out


def test_a_server_without_it_says_so_and_asks_again(converse: Converse, tmp_path: Path) -> None:
    done = converse(session_for(tmp_path / "config.json"), "s")
    assert "does not offer signing in with a browser. Paste a token" in done.text


def test_b_goes_back_to_the_token(
    converse: Converse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with serving(create_app()) as origin:
        hosts = Hosts(origin)
        done = converse(Session(tmp_path / "config.json", hosts, Connector(hosts)), "s", "b")
    assert done.text.count("API token (") == 2
