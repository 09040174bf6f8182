"""What the tests of the commands share: a platform on a port, and a command's result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from wizard.sandbox import Platform, create_app, demo_platform


class World:
    """A platform on a port of this machine, that can be exchanged for another one while it runs."""

    def __init__(self) -> None:
        self.app: Any = create_app()
        self.asked: list[str] = []
        self.url = ""

    def becomes(self, platform: Platform) -> None:
        """From now on, this is what there is."""
        self.app = create_app(platform)

    def becomes_new(self) -> None:
        """From now on, it knows none of the clients and tokens that it issued."""
        self.app = create_app()

    def revoke(self, token: str) -> None:
        """From now on, this token of the demo's platform is unknown."""
        platform = demo_platform()
        tokens = {known: access for known, access in platform.tokens.items() if known != token}
        self.becomes(Platform(platform.teams, tokens))

    def refuse(self, ending: str, answer: Response) -> None:
        """From now on, this is the answer for each path that ends so."""
        sandbox = self.app

        async def answering(scope: Any, receive: Any, send: Any) -> None:
            is_refused = scope["type"] == "http" and scope["path"].endswith(ending)
            await (answer if is_refused else sandbox)(scope, receive, send)

        self.app = answering

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer as the platform of now."""
        if scope["type"] == "http":
            self.asked.append(scope["path"])
        await self.app(scope, receive, send)


@dataclass
class Done:
    """What came of a command."""

    status: int
    out: str
    err: str


Cfw = Callable[..., Done]
