"""A segment's contacts as rows against the list of contacts: python tests/bench/segment.py [CONTACTS]

Exports three columns of a segment that has every contact, by default 100,000, from the sandbox over real
sockets with 50 ms more for each response, and the same columns of the whole workspace without the segment.
Both write the same bytes, which is checked.
"""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
from serving import COUNT, EVERYONE, WORKSPACE, serving

from wizard.sandbox import DEMO_TOKEN

DELAY_MS = 50.0
COLUMNS = "id,email_address,first_name"


def main(contacts: int) -> None:
    """Export both and print how they compare."""
    with tempfile.TemporaryDirectory() as folder, serving(contacts, DELAY_MS) as url:
        rows, listed = Path(folder) / "rows.csv", Path(folder) / "list.csv"
        for target, words in ((rows, ["--segment", str(EVERYONE)]), (listed, [])):
            before, _ = httpx.get(url + COUNT).json()
            seconds = _export(url, folder, [*words, "--output", str(target)])
            count, _ = httpx.get(url + COUNT).json()
            how = "rows of a segment" if words else "list of contacts"
            print(f"{contacts:,} contacts, {how}: {count - before:,} requests, {seconds:.1f} s", flush=True)
        print("same bytes" if filecmp.cmp(rows, listed, shallow=False) else "DIFFERENT BYTES")


def _export(url: str, folder: str, words: list[str]) -> float:
    environ = {
        **os.environ,
        "CLICKFUNNELS_URL": url,
        "CLICKFUNNELS_CONFIG_DIR": folder,
        "CLICKFUNNELS_API_TOKEN": DEMO_TOKEN,
    }
    command = [sys.executable, "-m", "wizard", "contacts", "--workspace", str(WORKSPACE)]
    began = time.perf_counter()
    subprocess.run([*command, "--columns", COLUMNS, "--quiet", *words], env=environ, check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
