"""A browser with a person in front of it, for tests: BROWSER="python browser_stand_in.py DECISION".

It loads the address, fills in the consent form, and follows the redirect, over real sockets. What the pages
said goes into the file that BROWSER_LOG names.
"""

from __future__ import annotations

import os
import re
import sys
import time
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

WORKSPACE = "43"


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def load(url: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Load a page, or send a form: the status, the body, and where it redirects."""
    data = urlencode(form).encode() if form is not None else None
    try:
        with build_opener(_NoRedirect).open(Request(url, data), timeout=10) as answer:
            return answer.status, answer.read().decode(), ""
    except HTTPError as answer:
        return answer.code, answer.read().decode(), answer.headers.get("Location", "")


def consent(url: str, decision: str) -> str:
    """Answer the consent page, and give the address that the browser is sent to."""
    _, page, redirect = load(url)
    if redirect:
        return redirect
    hidden = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page))
    form = {name: unescape(value) for name, value in hidden.items()}
    _, _, redirect = load(url, {**form, "workspace_id": WORKSPACE, "decision": decision})
    return redirect


def with_parameter(url: str, **parameters: str) -> str:
    """Give the address with other parameters."""
    parts = urlsplit(url)
    query = urlencode({**dict(parse_qsl(parts.query)), **parameters})
    return urlunsplit(parts._replace(query=query))


def main(decision: str, url: str) -> None:
    """Do what the person decides: allow, deny, close, or something stranger first."""
    log = Path(os.environ["BROWSER_LOG"])
    if decision == "close":
        _write(log, url)
        return
    redirect = consent(url, "deny" if decision == "deny" else "allow")
    texts = []
    if decision == "stray":
        parts = urlsplit(redirect)
        texts += [str(load(with_parameter(redirect, state="of-another-attempt"))[:2])]
        texts += [str(load(urlunsplit(parts._replace(path="/favicon.ico")))[:2])]
    if decision == "bad-code":
        redirect = with_parameter(redirect, code="an-expired-one")
    texts.append(str(load(redirect)[:2]))
    _write(log, "\n".join([redirect, *texts]))


def _write(log: Path, text: str) -> None:
    """Write the log in one go: whoever finds it finds all of it."""
    unfinished = log.with_suffix(".unfinished")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(log)


def read_log(log: Path, seconds: float = 30) -> str:
    """Wait until the browser has written its log, which may be after the program has ended, and read it."""
    deadline = time.monotonic() + seconds
    while not log.exists():
        assert time.monotonic() < deadline, "the browser has written nothing"
        time.sleep(0.02)
    return log.read_text(encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
