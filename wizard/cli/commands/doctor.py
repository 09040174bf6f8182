"""`cfw doctor`: the whole chain, one line each, and a report for support."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from wizard.cli.options import Options
from wizard.cli.profile_selection import token_without_profile
from wizard.cli.prompts import DIM, GREEN, RED, YELLOW, note, paint
from wizard.cli.session_factory import create_session
from wizard.config import ConfigError, NothingSaved, choose_profile, config_path, read
from wizard.config.active_profile import environment_token
from wizard.config.atomic_write import write_atomically
from wizard.config.locking import exclusive_access
from wizard.onboarding.doctor import examine
from wizard.onboarding.doctor.finding import Finding, Mark
from wizard.onboarding.doctor.report import report
from wizard.onboarding.exit_status import DONE, FAILED, status_of
from wizard.onboarding.session import Presets, Session
from wizard.support import event_loop
from wizard.support.errors import UsageError
from wizard.support.secret import Token
from wizard.words import config as config_words

_STYLES = {Mark.GOOD: GREEN, Mark.DOUBTFUL: YELLOW, Mark.BAD: RED, Mark.SKIPPED: DIM}


def run(options: Options) -> int:
    """Print what was found; the status is that of the first broken link."""
    findings = event_loop.run(_examine(options))
    if options.report:
        try:
            path = options.report.expanduser().absolute()
        except RuntimeError:
            raise UsageError(*config_words.no_such_home(options.report, "--report")) from None
        with exclusive_access(path) as target:
            write_atomically(target, report(findings, _tokens(options)))
        note(f"Written to {path}, without tokens and email addresses.")
    broken = [finding.error for finding in findings if finding.mark is Mark.BAD]
    if not broken:
        return DONE
    # Before the first save, whatever else is wrong says more.
    error = next((one for one in broken if not isinstance(one, NothingSaved)), broken[0])
    return status_of(error) if error else FAILED


async def _examine(options: Options) -> list[Finding]:
    session, token_from = _run(options)
    findings = []
    try:
        async for finding in examine(session, options.profile, token_from):
            findings.append(finding)
            print(
                f"{paint(finding.mark, _STYLES[finding.mark])} {finding.link:15} {finding.text}", flush=True
            )
    finally:
        await session.connect.close()
    return findings


def _run(options: Options) -> tuple[Session, str]:
    """What to work with, and what chose the token of the environment where that needs no profile."""
    try:
        alone = token_without_profile(options)
    except ConfigError:  # doctor says so when it comes to that
        alone = None
    if alone is None:
        return create_session(options), ""
    return create_session(
        options, Presets(token=alone.token, team=alone.team, workspace=alone.workspace)
    ), alone.chosen_by


def _tokens(options: Options) -> Iterator[Token]:
    """Every token that a text could hold."""
    path: Path = config_path(options.config_dir)
    with suppress(ConfigError):
        if token := environment_token(os.environ):
            yield token
    with suppress(ConfigError):
        yield from (one.token for one in read(path).profiles.values() if one.token)
        yield choose_profile(path, options.profile).token()
