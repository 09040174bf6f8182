"""Shared by the tests of the commands: a platform on a port, and a command's result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from wizard.sandbox import Platform, create_app, demo_platform


class World:
    """A platform on a local port. It can be replaced while the server runs."""

    def __init__(self) -> None:
        self.app: Any = create_app()
        self.asked: list[str] = []
        self.url = ""

    def becomes(self, platform: Platform) -> None:
        """Replace the platform."""
        self.app = create_app(platform)

    def becomes_new(self) -> None:
        """Start over: the clients and tokens issued so far are unknown."""
        self.app = create_app()

    def revoke(self, token: str) -> None:
        """Use the demo's platform without this token."""
        platform = demo_platform()
        tokens = {known: access for known, access in platform.tokens.items() if known != token}
        self.becomes(Platform(platform.teams, tokens))

    def refuse(self, ending: str, answer: Response) -> None:
        """Respond with `answer` to every path that ends with `ending`."""
        sandbox = self.app

        async def answering(scope: Any, receive: Any, send: Any) -> None:
            is_refused = scope["type"] == "http" and scope["path"].endswith(ending)
            await (answer if is_refused else sandbox)(scope, receive, send)

        self.app = answering

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Respond as the current platform does."""
        if scope["type"] == "http":
            self.asked.append(scope["path"])
        await self.app(scope, receive, send)


@dataclass
class Done:
    """The result of a command."""

    status: int
    out: str
    err: str


Cfw = Callable[..., Done]

Serve = Callable[..., None]


def segment(number: int = 1, *criteria: tuple[str, str, Any], **fields: Any) -> dict[str, Any]:
    """A saved filter with these criteria: attribute, clause and value."""
    return {
        "id": number,
        "public_id": None,
        "workspace_id": 44,
        "name": f"Number {number}",
        "filter_class": "ContactsFilter",
        "conjunction": "and",
        "criteria": [dict(zip(("attribute", "clause", "value"), one, strict=True)) for one in criteria],
        **fields,
    }
