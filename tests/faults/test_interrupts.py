"""Ctrl+C while the server is silent ends every command at once, with the exit status for an interrupt."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from support import HAMMER, save_three

from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.support import event_loop

TOKEN = "an-invented-token-that-nobody-may-see-0123456"


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, threading.Event]]:
    """A server that accepts a request and stays silent."""
    asked = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    taken = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
                taken.append(connection)
                if connection.recv(65536):
                    asked.set()
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}", asked
    listener.close()
    for connection in taken:
        connection.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")
@pytest.mark.parametrize(
    "words",
    ["setup --token-stdin", "switch nagel", "status", "doctor", "list --live", "contacts --format jsonl"],
)
def test_an_interrupt_ends_a_command_that_waits(silent: tuple[str, threading.Event], words: str) -> None:
    url, asked = silent
    save_three(config_path())

    content = json.loads(config_path().read_bytes())
    for entry in content["profiles"].values():
        entry["accounts_url"] = entry["api_url"] = url
    config_path().write_text(json.dumps(content), encoding="utf-8")
    command = [sys.executable, "-m", "wizard", *words.split()]
    environ = {**os.environ, "CLICKFUNNELS_URL": url}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ, text=True
    ) as child:
        assert child.stdin
        child.stdin.write(TOKEN)
        child.stdin.close()
        assert asked.wait(20)
        child.send_signal(signal.SIGINT)
        assert child.wait(10) == 130  # its own timeout would be four times 20 seconds
        assert child.stdout
        assert child.stderr
        said = child.stdout.read() + child.stderr.read()
    assert "Traceback" not in said
    assert TOKEN not in said
    assert HAMMER.name in read(config_path()).names


SLOW_NAMES = """
import socket, sys, time
def look_up(*arguments, **options):
    sys.stdout.write("looking\\n")  # whole, whichever of the lookups under way writes it
    sys.stdout.flush()
    time.sleep(60)
socket.getaddrinfo = look_up
sys.argv = ["cfw", "status"]
from wizard.__main__ import main
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")
def test_an_interrupt_does_not_wait_for_a_name_lookup() -> None:
    save_three(config_path())
    command = [sys.executable, "-c", SLOW_NAMES]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stdout.readline() == "looking\n"
        child.send_signal(signal.SIGINT)
        assert child.wait(10) == 130


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")
def test_an_interrupt_wakes_a_sleeping_loop_and_waits_for_no_thread() -> None:
    going_on, ended, main_thread = threading.Event(), [], threading.get_ident()

    def look_up() -> None:
        while sys._current_frames()[main_thread].f_code.co_name != "select":
            pass
        # like a signal just before the loop goes to sleep: it interrupts no system call of the main thread
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        ended.append(going_on.wait(20))

    async def main() -> None:
        await asyncio.get_running_loop().run_in_executor(None, look_up)

    with pytest.raises(KeyboardInterrupt):
        event_loop.run(main())
    assert ended == []
    going_on.set()
