"""`cfw contacts` against a plain loop over the pages: python tests/bench/export.py [CONTACTS ...]

Uses the sandbox over real sockets, with 50 ms more for each response and with nothing added. Both write the
same bytes, which is checked. The plain loop is what a script does: one page after another over one connection
of httpx (`plain_loop.py`). Contacts come in two kinds: imported ones were updated in the order of their ids,
scattered ones at any time. CPU time says more than the clock while the machine does something else. With
12,000 and 60,000 contacts (the default) it takes about eight minutes.

Options: --apart N for ids that are N apart (default 7), --limited for a server that allows two requests with
a filter at a time, --delay MS for one delay only, --parallel N as for `cfw contacts`, and --tag, which
exports only the contacts with one tag.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import httpx
from serving import COUNT, WORKSPACE, serving

from wizard.sandbox import DEMO_TOKEN

TAG = WORKSPACE * 100
LOOP = str(Path(__file__).with_name("plain_loop.py"))


class Run(NamedTuple):
    """What one program took."""

    seconds: float
    cpu: float
    requests: int
    most_at_once: int
    megabytes: float
    """Its peak memory."""


def compare(contacts: int, delay: float, options: argparse.Namespace, *, imported: bool) -> None:
    """Run both and print how they compare."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(contacts, delay, apart=options.apart, imported=imported, limited=options.limited) as url,
    ):
        ours, theirs = Path(folder) / "cfw.jsonl", Path(folder) / "loop.jsonl"
        environ = {**os.environ, "CLICKFUNNELS_URL": url, "CLICKFUNNELS_CONFIG_DIR": folder}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)  # pip compiles what it installs
        setup = ["setup", "--token-stdin", "--workspace", str(WORKSPACE), "--no-input"]
        subprocess.run(
            [sys.executable, "-m", "wizard", *setup],
            env=environ,
            input=DEMO_TOKEN,
            text=True,
            check=True,
            capture_output=True,
        )
        filters = ["--tag", str(TAG)] if options.tag else []
        export = ["contacts", "--output", str(ours), "--parallel", str(options.parallel), "--quiet", *filters]
        fast = _run(["-m", "wizard", *export], url, environ)
        plain = _run(
            [LOOP, f"{url}/workspaces/{WORKSPACE}/contacts", str(theirs), *filters[1:]],
            url,
            {**environ, "CLICKFUNNELS_API_TOKEN": DEMO_TOKEN},
        )
        same = "same bytes" if filecmp.cmp(ours, theirs, shallow=False) else "DIFFERENT BYTES"
    times = plain.seconds / fast.seconds
    print(
        f"{contacts:,} {'imported' if imported else 'scattered'} contacts, {delay:g} ms: "
        f"cfw {fast.seconds:.1f} s, loop {plain.seconds:.1f} s, {times:.1f} times as fast; "
        f"CPU {fast.cpu:.1f} s, loop {plain.cpu:.1f} s; "
        f"{fast.requests:,} requests, loop {plain.requests:,} ({fast.requests / plain.requests - 1:+.1%}), "
        f"{fast.most_at_once} at once; {fast.megabytes:.0f} MB, loop {plain.megabytes:.0f} MB; {same}",
        flush=True,
    )


def _run(arguments: list[str], url: str, environ: dict[str, str]) -> Run:
    before, _ = httpx.get(url + COUNT).json()
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], env=environ)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    assert status == 0
    count, most_at_once = httpx.get(url + COUNT).json()
    return Run(seconds, usage.ru_utime + usage.ru_stime, count - before, most_at_once, usage.ru_maxrss / 1024)


def main() -> None:
    """Compare both for each number of contacts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("contacts", type=int, nargs="*", default=[12_000, 60_000])
    parser.add_argument("--apart", type=int, default=7)
    parser.add_argument("--limited", action="store_true")
    parser.add_argument("--delay", type=float, action="append")
    parser.add_argument("--parallel", type=int, default=16)
    parser.add_argument("--tag", action="store_true")
    options = parser.parse_args()
    for contacts in options.contacts:
        for delay in options.delay or (50.0, 0.0):
            for imported in (True, False):
                compare(contacts, delay, options, imported=imported)


if __name__ == "__main__":
    main()
