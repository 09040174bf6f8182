"""A command says what it is waiting for, gives up after a long silence, and reports its progress."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from command_support import Cfw, World
from starlette.responses import JSONResponse

from wizard.cli.status_line import StatusLine
from wizard.sandbox import DEMO_TOKEN
from wizard.support.wait_tracker import WAIT_TRACKER

SAID = "Waiting for ClickFunnels (127.0.0.1)"


@pytest.fixture(autouse=True)
def soon(cfw: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    """Report waits early. Depends on `cfw`, whose settings this replaces."""
    monkeypatch.setattr("wizard.cli.status_line.SECONDS_UNTIL_SHOWN", 0.1)


def silence(world: World, after: int = 0, part: str = "") -> None:
    """Stop responding after `after` responses to paths that contain `part`."""
    inner, asked = world.app, 0

    async def app(scope: Any, receive: Any, send: Any) -> None:
        nonlocal asked
        if scope["type"] == "http" and part in scope["path"]:
            asked += 1
            if asked > after:
                await receive()
                while (await receive())["type"] != "http.disconnect":
                    pass
                return
        await inner(scope, receive, send)

    world.app = app


@pytest.mark.parametrize(
    "words",
    [
        "status",
        "doctor",
        "list --live",
        "switch chanoyu",
        "contacts",
        "contacts chanoyu --format csv",
        "contacts --tag customer",
        "setup --token-stdin --workspace 43",
    ],
)
def test_every_command_that_uses_the_network_says_what_it_waits_for_and_gives_up(
    saved: Cfw, world: World, words: str
) -> None:
    silence(world)
    done = saved(*words.split(), "--timeout", "1.5", stdin=DEMO_TOKEN)
    assert done.status == 5
    assert done.err.count(SAID) == 1
    says = "did not answer within 1.5 seconds" if words == "doctor" else "sent nothing for 1.5 seconds"
    assert says in done.err + done.out


def test_a_timeout_while_looking_up_a_name_is_reported_once(saved: Cfw, world: World) -> None:
    silence(world)
    done = saved("switch", "nothere", "--timeout", "1")
    assert done.status == 5
    assert done.err.count("Gave up") == 1


def test_an_export_that_gives_up_reports_its_progress(saved: Cfw, world: World) -> None:
    silence(world, after=1, part="/contacts")
    done = saved("contacts", "--limit", "30", "--timeout", "1")
    assert done.status == 5
    assert len(done.out.splitlines()) == 20
    assert "20 contacts were written." in done.err
    assert "sent nothing for 1 second." in done.err


def test_contacts_kept_in_a_file_are_counted(saved: Cfw, world: World) -> None:
    silence(world, after=1, part="/contacts")
    done = saved("contacts", "--limit", "30", "--output", "all.csv", "--timeout", "1")
    assert done.status == 5
    assert (
        "20 contacts are kept in all.csv.part; the same command with --resume continues from there."
        in done.err
    )


def test_the_variable_sets_the_timeout_and_the_option_wins(
    saved: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    silence(world)
    monkeypatch.setenv("CLICKFUNNELS_TIMEOUT", "0.5")
    assert "sent nothing for 0.5 seconds" in saved("contacts").err
    assert "sent nothing for 1 second" in saved("contacts", "--timeout", "1").err


@pytest.mark.parametrize("wrong", ["0", "-1", "soon", "inf"])
def test_an_invalid_timeout_is_refused(saved: Cfw, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    assert saved("status", f"--timeout={wrong}").status == 2
    monkeypatch.setenv("CLICKFUNNELS_TIMEOUT", wrong)
    done = saved("status")
    assert done.status == 2
    assert "CLICKFUNNELS_TIMEOUT must be a number of seconds above 0." in done.err
    assert saved("status", "--timeout", "60").status == 0


def test_a_pause_is_announced_in_a_pipe(saved: Cfw, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.cli.status_line.SECONDS_UNTIL_SHOWN", 0.9)
    inner, asked = world.app, 0

    async def app(scope: Any, receive: Any, send: Any) -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            await JSONResponse({}, 429, {"Retry-After": "1"})(scope, receive, send)
        else:
            await inner(scope, receive, send)

    world.app = app
    done = saved("contacts", "--limit", "3")
    assert done.status == 0
    assert done.err.count("Waiting 1 s: ClickFunnels asks to slow down\n") == 1
    assert [len(json.loads(line)) > 1 for line in done.out.splitlines()] == [True] * 3


@pytest.mark.skipif(os.name == "nt", reason="Windows can't tell whether a pipe has something to read")
@pytest.mark.parametrize("brings", [b"", b"an-invented-"])
def test_an_open_pipe_without_input_is_reported_and_times_out(
    cfw: Cfw, monkeypatch: pytest.MonkeyPatch, brings: bytes
) -> None:
    monkeypatch.setattr("wizard.cli.piped_input._USUAL_WAIT", 0.05)
    reader, writer = os.pipe()
    os.write(writer, brings)
    try:
        done = cfw("setup", "--token-file", f"/dev/fd/{reader}", "--workspace", "43", "--timeout", "1")
    finally:
        os.close(reader)
        os.close(writer)
    assert done.status == 5
    assert f"Gave up: nothing came from /dev/fd/{reader} for 1 s." in done.err
    assert brings or f"Waiting for /dev/fd/{reader}" in done.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes like these")
def test_a_fifo_without_a_writer_is_reported_and_times_out(cfw: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.cli.piped_input._USUAL_WAIT", 0.05)
    os.mkfifo("token")
    done = cfw("setup", "--token-file", "token", "--timeout", "1")
    assert done.status == 5
    assert "Waiting for token" in done.err
    assert "Gave up: nothing came from token for 1 s." in done.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes like these")
@pytest.mark.usefixtures("world")
def test_a_token_may_arrive_late_through_a_fifo(cfw: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo("token")
    writers: list[threading.Thread] = []

    def start_writing_once_waited_for() -> None:
        if WAIT_TRACKER.current() and not writers:
            writers.append(threading.Thread(target=Path("token").write_text, args=(DEMO_TOKEN,)))
            writers[0].start()

    monkeypatch.setattr("wizard.cli.piped_input._USUAL_WAIT", 0.05)
    monkeypatch.setattr(StatusLine, "changed", lambda _: start_writing_once_waited_for())
    done = cfw("setup", "--token-file", "token", "--workspace", "43")
    assert done.status == 0, done
    writers[0].join()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes like these")
def test_silent_standard_input_times_out() -> None:
    reader, writer = os.pipe()
    command = [
        sys.executable,
        "-m",
        "wizard",
        "setup",
        "--token-stdin",
        "--workspace",
        "43",
        "--timeout",
        "2",
    ]
    done = subprocess.run(command, stdin=reader, capture_output=True, text=True, timeout=60, check=False)
    os.close(reader)
    os.close(writer)
    assert done.returncode == 5
    assert "Gave up: nothing came from standard input for 2 s." in done.stderr


def test_status_says_why_it_isnt_known_whether_contacts_can_be_read(
    cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wizard.account.access_check._TIMEOUT_SECONDS", 0.3)
    cfw("setup", "--token-stdin", "--workspace", "42", stdin=DEMO_TOKEN)
    silence(world, part="/contacts")
    done = cfw("status")
    assert done.status == 0
    assert "not known (ClickFunnels took too long.)" in done.out
