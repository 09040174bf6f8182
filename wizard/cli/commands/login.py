"""`cfw login`: sign in with the browser and save the profile, without screens."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress

from wizard.api.errors import SignInError
from wizard.api.models import TokenGrant
from wizard.api.oauth.authorization import READ_ONLY
from wizard.cli.options import Options
from wizard.cli.profile_json import dump, profile_json
from wizard.cli.prompts import can_ask
from wizard.cli.session_factory import create_session, run_in_session
from wizard.cli.terminal import note
from wizard.cli.unattended_setup import save_profile
from wizard.config.reading import read
from wizard.onboarding.exit_status import CANCELLED, DONE
from wizard.onboarding.flow import Completed
from wizard.onboarding.session import Presets, Session
from wizard.onboarding.sign_in import SignIn
from wizard.plain.terminal_input import InputLines
from wizard.support.browser import open_in_browser
from wizard.support.secret import Token


def run(options: Options) -> int:
    """Sign in, save the profile and print what was saved."""
    session = create_session(options)
    read(session.path)  # a damaged file should be reported before anybody signs in
    try:
        completed = run_in_session(session, _log_in(session, options))
    except KeyboardInterrupt:
        note("\nSigning in was cancelled.")
        return CANCELLED
    if options.json:
        print(dump(profile_json(completed.saved.document.profiles[completed.profile_name])))
    else:
        print(completed.line)
    return DONE


async def _log_in(session: Session, options: Options) -> Completed:
    token, grant = await _sign_in(session, options)
    connected = await session.connect(token, grant=grant).connected_workspace()
    presets = Presets(
        token=token,
        grant=grant,
        workspace=str(connected[1].id) if connected else options.workspace,
        profile_name=options.profile,
        token_store=options.token_store,
    )
    return await save_profile(session._replace(presets=presets))


async def _sign_in(session: Session, options: Options) -> tuple[Token, TokenGrant]:
    scope = " ".join(dict.fromkeys([READ_ONLY, *options.scope.split()]))
    async with SignIn.of(session, scope) as sign_in:
        if options.no_browser or not await asyncio.to_thread(open_in_browser, sign_in.url):
            note("Open this address in a browser, sign in, and choose a workspace:", sign_in.url)
        else:
            note(
                "Sign in and choose a workspace in the browser. If none has opened, use this address:",
                sign_in.url,
            )
        reading = asyncio.create_task(_read_addresses(sign_in))
        try:
            return await sign_in.finish()
        finally:
            reading.cancel()


async def _read_addresses(sign_in: SignIn) -> None:
    """Take addresses that are typed here meanwhile, if anybody can."""
    if not can_ask():
        return
    note(
        "If the browser is on another computer, it ends at a page that doesn't load: paste that page's "
        "address here, and press Enter."
    )
    lines = InputLines(sys.stdin)
    with suppress(EOFError):
        while True:
            if line := (await lines.read()).strip():
                try:
                    sign_in.paste(line)
                except SignInError as error:
                    note(error.message)
