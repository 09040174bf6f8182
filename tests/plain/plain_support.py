"""Run the plain lines in this process, with every answer in a pipe."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import HTMLResponse
from support import NOON

from wizard.account.connection import Connector
from wizard.api.hosts import Hosts
from wizard.api.retry import Retry
from wizard.cli.conversation import converse
from wizard.cli.prompts import Interface
from wizard.onboarding.session import NO_PRESETS, Presets, Session, TokenSuggestion
from wizard.sandbox import DEMO_TOKEN, Platform, create_app
from wizard.support.secret import Token


class Failing:
    """The sandbox, but the first requests for some paths fail."""

    def __init__(
        self,
        times: int,
        fails: Callable[[str], bool],
        status: int = 500,
        platform: Platform | None = None,
        **headers: str,
    ) -> None:
        self._app: Any = create_app(platform)
        self._left, self._fails = times, fails
        self._status, self._headers = status, headers

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Respond, or fail as configured."""
        app = self._app
        query = scope["query_string"].decode()
        if self._left and self._fails(f"{scope['path']}?{query}"):
            self._left -= 1
            app = HTMLResponse("<h1>Bad gateway</h1>", status_code=self._status, headers=self._headers)
        await app(scope, receive, send)


def session_for(
    path: Path,
    *,
    server: object = None,
    platform: Platform | None = None,
    offered: str | None = None,
    is_demo: bool = False,
    opens_home: bool = False,
    is_offline: bool = False,
    presets: Presets = NO_PRESETS,
) -> Session:
    """Make a session with a sandbox or another ASGI `server`, and a clock that never moves."""
    hosts = Hosts()
    server = server or create_app(platform)
    connect = Connector(hosts, server, retry=Retry(attempts=2, first_seconds=0.01))  # type: ignore[arg-type]
    suggestion = (
        TokenSuggestion(Token(offered, "CLICKFUNNELS_API_TOKEN"), "CLICKFUNNELS_API_TOKEN")
        if offered
        else None
    )
    return Session(
        path,
        hosts,
        connect,
        suggestion,
        is_demo=is_demo,
        presets=presets,
        opens_home=opens_home,
        is_offline=is_offline,
        now=lambda: NOON,
    )


@dataclass
class Transcript:
    """What a run wrote, and its exit status."""

    status: int
    out: str

    @property
    def text(self) -> str:
        """Everything that was written, as one line with single spaces."""
        return " ".join(self.out.split())

    def after(self, text: str) -> str:
        """What was written after the first `text`."""
        return self.text.partition(text)[2]


class Converse:
    """Runs the plain lines, with all answers in a pipe."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, session: Session, *answers: str, encoding: str = "utf-8") -> Transcript:
        """Run them; the input ends after the last answer."""
        reading, writing = os.pipe()
        os.write(writing, "".join(f"{answer}\n" for answer in answers).encode(encoding))
        os.close(writing)
        output = io.StringIO()
        with os.fdopen(reading) as stdin, self._monkeypatch.context() as patch:
            patch.setattr("sys.stdin", stdin)
            patch.setattr("sys.stdout", output)
            status = converse(session, Interface.LINES)
        out = output.getvalue()
        assert DEMO_TOKEN not in out
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", out)
        return Transcript(status, out)
