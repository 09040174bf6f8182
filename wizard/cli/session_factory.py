"""What a run of the wizard works with, from the arguments and the environment."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from wizard.account.connection import Connector
from wizard.api.hosts import PUBLIC_TEMPLATE, VARIABLE, Hosts
from wizard.config.paths import TOKEN_VARIABLE, config_path
from wizard.onboarding.session import NO_PRESETS, Presets, Session, TokenSuggestion

if TYPE_CHECKING:
    from pathlib import Path

    from wizard.api.retry import Retry
    from wizard.cli.options import Options


_PATIENT_TRIES = 8
"""For thousands of requests that nobody watches: passing faults may last for about a minute."""


def create_session(
    options: Options, presets: Presets = NO_PRESETS, *, opens_home: bool = False, is_patient: bool = False
) -> Session:
    """Give what to work with: the real API, or the demo's. Raises `BadAddress` for a bad address."""
    _hush()
    if options.demo:
        return _demo(options.config_dir, presets, opens_home=opens_home)
    hosts = Hosts(os.environ.get(VARIABLE) or PUBLIC_TEMPLATE)
    return Session(
        config_path(options.config_dir),
        hosts,
        Connector(hosts, retry=_patient() if is_patient else None),
        _offer(),
        presets=presets,
        opens_home=opens_home,
        is_offline=options.offline,
    )


def _demo(folder: Path | None, presets: Presets, *, opens_home: bool) -> Session:
    import tempfile  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    from wizard.sandbox import DEMO_TOKEN, create_app  # noqa: PLC0415
    from wizard.support.secret import Token  # noqa: PLC0415

    path = config_path(folder or Path(tempfile.mkdtemp(prefix="cfw-demo-")))
    hosts = Hosts()
    offer = TokenSuggestion(Token(DEMO_TOKEN), "the demo’s token")
    connect = Connector(hosts, create_app())
    return Session(path, hosts, connect, offer, is_demo=True, presets=presets, opens_home=opens_home)


def _patient() -> Retry:
    from wizard.api.retry import Retry  # noqa: PLC0415

    return Retry(tries=_PATIENT_TRIES)


def _offer() -> TokenSuggestion | None:
    if not os.environ.get(TOKEN_VARIABLE):
        return None
    from wizard.config import BadToken  # noqa: PLC0415
    from wizard.config.active_profile import environment_token  # noqa: PLC0415

    try:
        token = environment_token(os.environ)
    except BadToken:
        return None
    return TokenSuggestion(token, TOKEN_VARIABLE) if token else None


def _hush() -> None:
    """Keep asyncio from printing faults in tasks that nobody waits for: their messages may hold anything."""
    if not sys.flags.dev_mode:
        logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
