"""`cfw login` with a real browser on the consent page, without a window."""

from __future__ import annotations

import shlex
import sys
import threading
from pathlib import Path

import browser_stand_in
import headless_chromium
import pytest
from command_support import Cfw, World
from headless_chromium import Chromium

from wizard.config.paths import default_folder
from wizard.config.reading import read

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(headless_chromium.PROGRAM is None, reason="there is no Chromium on this machine"),
]


def sign_in(address_file: Path, profile: Path, ended_at: list[str]) -> None:
    """Allow access to a workspace, as a person does, and note what the browser shows in the end."""
    address = browser_stand_in.read_log(address_file)
    with Chromium(profile) as browser:
        browser.open(address)
        browser.waits_for("document.querySelector('select') !== null")
        browser.evaluate("document.querySelector('select').value = '42'")
        browser.evaluate("document.querySelector('button[value=allow]').click()")
        browser.waits_for(
            "document.body !== null && document.body.innerText.includes('Back to the terminal')"
        )
        ended_at.append(browser.waits_for("location.pathname === '/callback' && location.href"))


def test_consent_in_chromium(cfw: Cfw, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log, ended_at = tmp_path / "address", list[str]()
    monkeypatch.setenv("BROWSER", shlex.join([sys.executable, browser_stand_in.__file__, "close"]))
    monkeypatch.setenv("BROWSER_LOG", str(log))
    person = threading.Thread(target=sign_in, args=(log, tmp_path / "chromium", ended_at))
    person.start()
    done = cfw("login")
    person.join(headless_chromium.SECONDS)
    assert done.status == 0, done.err
    assert read(default_folder() / "config.json").profiles["hammer-workspace"].grant
    (address,) = ended_at
    assert "code=" not in address, "the page has to remove the code from the address"
