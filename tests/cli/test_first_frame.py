"""What a person does not see yet is not imported before the first frame."""

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


def test_nothing_is_imported_that_the_first_step_does_not_show() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
