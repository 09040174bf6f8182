"""`cfw contacts` against a plain loop over the pages: python tests/bench/export.py [CONTACTS]

On the sandbox over real sockets: with 50 ms added to each answer, and with nothing added. Both write the same
bytes, which is checked. The plain loop is what a script does: one page after another over one connection of
httpx. With 100,000 contacts (the default) it takes about six minutes.
"""

from __future__ import annotations

import filecmp
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
from serving import WORKSPACE, serving

from wizard.sandbox import DEMO_TOKEN


def plain_loop(url: str, target: Path) -> None:
    """Write all contacts as JSON Lines, page by page."""
    headers = {"Authorization": f"Bearer {DEMO_TOKEN}", "User-Agent": "plain-loop/1"}
    with httpx.Client(headers=headers) as client, target.open("w", encoding="utf-8") as stream:
        after = None
        while True:
            answer = client.get(
                f"{url}/workspaces/{WORKSPACE}/contacts", params={"after": after} if after else {}
            )
            for contact in answer.json():
                stream.write(json.dumps(contact, ensure_ascii=False, separators=(",", ":")) + "\n")
            after = answer.headers.get("Pagination-Next")
            if after is None:
                return


def main(contacts: int) -> None:
    """Print the times and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "cfw.jsonl", Path(folder) / "loop.jsonl"
        for delay in (0.0, 50.0):
            with serving(contacts, delay) as url:
                environ = {**os.environ, "CLICKFUNNELS_URL": url, "CLICKFUNNELS_CONFIG_DIR": folder}
                setup = ("setup", "--token-stdin", "--workspace", str(WORKSPACE), "--no-input")
                _cfw(setup, environ, DEMO_TOKEN)
                began = time.perf_counter()
                _cfw(("contacts", "--output", str(ours)), environ)
                fast = time.perf_counter() - began
                began = time.perf_counter()
                subprocess.run([sys.executable, __file__, "--loop", url, str(theirs)], check=True)
                plain = time.perf_counter() - began
            same = "same bytes" if filecmp.cmp(ours, theirs, shallow=False) else "DIFFERENT BYTES"
            print(
                f"{contacts:,} contacts, {delay:2.0f} ms added: cfw {fast:6.1f} s, loop {plain:6.1f} s, "
                f"ratio 1/{plain / fast:.1f}, {same}",
                flush=True,
            )


def _cfw(arguments: tuple[str, ...], environ: dict[str, str], given: str | None = None) -> None:
    command = [sys.executable, "-m", "wizard", *arguments]
    subprocess.run(command, env=environ, input=given, text=True, check=True, capture_output=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--loop"]:
        plain_loop(sys.argv[2], Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
