"""What a run of the wizard works with, from the arguments and the environment."""

from __future__ import annotations

import os
import tempfile
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from wizard.api.hosts import PUBLIC_TEMPLATE, VARIABLE, Hosts
from wizard.api.retry import Retry
from wizard.config import BadToken, config_path
from wizard.config.choice import TOKEN_VARIABLE, environment_token
from wizard.connect import Connector
from wizard.debugging import hush
from wizard.given import NOTHING_GIVEN, Given
from wizard.run import Offer, Run
from wizard.secret import Token

_PATIENT = Retry(tries=8)
"""For thousands of requests that nobody watches: passing faults may last for about a minute."""


def run_of(
    options: Namespace, given: Given = NOTHING_GIVEN, *, opens_home: bool = False, is_patient: bool = False
) -> Run:
    """Give what to work with: the real API, or the demo's. Raises `BadAddress` for a bad address."""
    hush()
    if options.demo:
        return _demo(options.config_dir, given, opens_home=opens_home)
    hosts = Hosts(os.environ.get(VARIABLE) or PUBLIC_TEMPLATE)
    return Run(
        config_path(options.config_dir),
        hosts,
        Connector(hosts, retry=_PATIENT if is_patient else None),
        _offer(os.environ),
        given=given,
        opens_home=opens_home,
        is_offline=options.offline,
    )


def _demo(folder: Path | None, given: Given, *, opens_home: bool) -> Run:
    from wizard.sandbox import DEMO_TOKEN, create_app  # noqa: PLC0415

    path = config_path(folder or Path(tempfile.mkdtemp(prefix="cfw-demo-")))
    hosts = Hosts()
    offer = Offer(Token(DEMO_TOKEN), "the demo’s token")
    connect = Connector(hosts, create_app())
    return Run(path, hosts, connect, offer, is_demo=True, given=given, opens_home=opens_home)


def _offer(environ: Mapping[str, str]) -> Offer | None:
    try:
        token = environment_token(environ)
    except BadToken:
        return None
    return Offer(token, TOKEN_VARIABLE) if token else None
