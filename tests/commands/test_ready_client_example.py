"""The examples in the package's docstring, which `help(wizard)` shows, work."""

from __future__ import annotations

import re
import subprocess
import sys
from textwrap import dedent

from command_support import Cfw, World

import wizard

EXAMPLES = [
    dedent(text) for text in re.findall(r"^(?:(?: {4}.*)?\n)+", wizard.__doc__ or "", re.M) if text.strip()
]


def run(example: str) -> str:
    return subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, check=True).stdout


def test_there_are_two_examples() -> None:
    assert [("load" in one, "client" in one) for one in EXAMPLES] == [(True, False), (True, True)]


def test_the_profile_is_read(saved: Cfw) -> None:
    assert run(f"{EXAMPLES[0]}\nprint(headers)").startswith("{'Authorization': 'Bearer ")


def test_the_client_reads_contacts(saved: Cfw, world: World) -> None:
    assert run(EXAMPLES[1]) == "['siobhan.smith.1@example.com', 'misaki.smith.2@example.com']\n"
    assert world.asked == ["/workspaces/42/contacts"]
