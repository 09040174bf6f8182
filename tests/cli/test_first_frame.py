"""What a person does not see yet is not imported before the first frame."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
import wizard.__main__, wizard.verbs.bare, wizard.verbs.setup, wizard.verbs.runs
import wizard.app, wizard.screens.token
heavy = (
    "httpx", "starlette", "keyring", "filelock", "wizard.sandbox", "wizard.account", "wizard.api.client",
    "wizard.config.document", "wizard.plan", "wizard.pasted", "wizard.screens.picker",
)
print([name for name in heavy if name in sys.modules])
"""


def test_nothing_is_imported_that_the_first_step_does_not_show() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
