"""The screens wait for neither the network nor the sandbox to be imported."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
import wizard.__main__, wizard.cli.commands.no_command, wizard.cli.commands.setup, wizard.cli.session_factory
import wizard.tui.app, wizard.tui.screens.token
heavy = ("httpx", "starlette", "keyring", "filelock", "wizard.sandbox")
print([name for name in heavy if name in sys.modules])
"""


def test_the_first_step_is_shown_before_httpx_is_imported() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
