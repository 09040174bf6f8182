"""If the reader of a pipe is gone, every command exits with 141, as if SIGPIPE had killed it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from support import save_three

from wizard.config.paths import config_path

COMMANDS = (
    "--help",
    "--version",
    "--man",
    "list --help",
    "path",
    "schema",
    "snippet sh",
    "completion bash",
    "list",
    "list --json",
    "status --offline",
    "env",
    "token",
    "pin",
    "switch nagel --offline",
    "doctor",
    "contacts --demo",
    "contacts --demo --format csv --limit 3",
    "--plain --demo",
    "sandbox --port 0",
    "forget nagel --yes",
    "exec -- sh -c 'echo x; echo y'",
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")


def status_without_reader(words: str, *, stream: str) -> int:
    """Run a command with nobody reading `stream`, and return its exit status."""
    save_three(config_path())
    reader, writer = os.pipe()
    os.close(reader)
    files = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | {stream: writer}
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m wizard {words}"],
        stdin=subprocess.DEVNULL,
        cwd=config_path().parent,
        env={**os.environ, "CLICKFUNNELS_URL": "http://127.0.0.1:9"},
        timeout=60,
        check=False,
        **files,  # type: ignore[call-overload]
    )
    os.close(writer)
    assert b"Traceback" not in (done.stderr or b"")
    assert b"Broken" not in (done.stderr or b"")
    return int(done.returncode)


@pytest.mark.parametrize("words", COMMANDS)
def test_output_without_a_reader(words: str) -> None:
    assert status_without_reader(words, stream="stdout") == 141


@pytest.mark.parametrize("words", ["nonsense", "unpin", "contacts nowhere --offline"])
def test_errors_without_a_reader(words: str) -> None:
    assert status_without_reader(words, stream="stderr") == 141
