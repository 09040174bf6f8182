"""The README's example of `wizard.client()` runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from verbs_support import Cfw, World


def test_the_example_reads_contacts(saved: Cfw, world: World) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (example,) = [text for text in re.findall(r"```python\n(.*?)```", readme, re.S) if "client()" in text]
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, check=True)
    assert done.stdout == "['siobhan.smith.1@example.com', 'misaki.smith.2@example.com']\n"
    assert world.asked == ["/workspaces/42/contacts"]
