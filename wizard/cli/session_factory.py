"""Create the session that a command works with, from its options and the environment."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar

from wizard.account.connection import Connector
from wizard.api.hosts import PUBLIC_TEMPLATE, VARIABLE, Hosts
from wizard.api.retry import Retry
from wizard.cli.options import Options
from wizard.config.active_profile import environment_token
from wizard.config.errors import BadToken
from wizard.config.paths import TOKEN_VARIABLE, config_path
from wizard.onboarding.session import NO_PRESETS, Presets, Session, TokenSuggestion
from wizard.support import event_loop
from wizard.support.secret import Token

T = TypeVar("T")

_PATIENT_TRIES = 8
"""Tries per request in an export of thousands: enough for trouble that passes within about a minute."""


def create_session(
    options: Options, presets: Presets = NO_PRESETS, *, opens_home: bool = False, is_patient: bool = False
) -> Session:
    """Give a session with ClickFunnels, or with the demo. Raises `BadAddress` for a bad address."""
    if not sys.flags.dev_mode:  # asyncio would log exceptions whose messages may contain anything
        logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
    if options.demo:
        return _create_demo(options.config_dir, presets, opens_home=opens_home)
    hosts = Hosts(os.environ.get(VARIABLE) or PUBLIC_TEMPLATE)
    return Session(
        config_path(options.config_dir),
        hosts,
        Connector(hosts, retry=Retry(attempts=_PATIENT_TRIES) if is_patient else None),
        _suggestion(),
        presets=presets,
        opens_home=opens_home,
        is_offline=options.offline,
    )


def run_in_session(session: Session, main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to completion, and close the session's connections."""

    async def run() -> T:
        try:
            return await main
        finally:
            await session.connect.close()

    return event_loop.run(run())


def _create_demo(folder: Path | None, presets: Presets, *, opens_home: bool) -> Session:
    from wizard.sandbox import DEMO_TOKEN, create_app, demo_platform  # noqa: PLC0415 - only the demo needs it
    from wizard.sandbox.local_server import can_serve, serving  # noqa: PLC0415 - only the demo needs it

    path = config_path(folder or Path(tempfile.gettempdir()) / f"cfw-demo-{token_hex(8)}")
    hosts = Hosts()
    suggestion = TokenSuggestion(Token(DEMO_TOKEN), "the demo’s token")
    app = create_app(demo_platform(datetime.now(UTC) - timedelta(minutes=3)))
    return Session(
        path,
        hosts,
        Connector(hosts, app),
        suggestion,
        is_demo=True,
        is_temporary=folder is None,
        presets=presets,
        opens_home=opens_home,
        serve_consent=partial(serving, app) if can_serve() else None,
    )


def _suggestion() -> TokenSuggestion | None:
    """The token in the environment, if there is a usable one."""
    try:
        token = environment_token(os.environ)
    except BadToken:
        return None
    return TokenSuggestion(token, TOKEN_VARIABLE) if token else None
