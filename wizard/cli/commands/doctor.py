"""`cfw doctor`: check everything from the file to the contacts, and write a report for support."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

from wizard.cli.options import Options
from wizard.cli.session_factory import create_session, run_in_session
from wizard.cli.terminal import DIM, GREEN, RED, YELLOW, note, paint
from wizard.cli.unsaved_token import unsaved_token
from wizard.cli.workspace_lookup import presets_of
from wizard.config.active_profile import choose_profile, environment_token
from wizard.config.atomic_write import write_atomically
from wizard.config.errors import ConfigError, NothingSaved
from wizard.config.locking import exclusive_access
from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.onboarding.doctor.examine import examine
from wizard.onboarding.doctor.finding import Finding, Mark
from wizard.onboarding.doctor.report import report
from wizard.onboarding.exit_status import DONE, FAILED, status_of
from wizard.onboarding.session import Session
from wizard.support.errors import UsageError
from wizard.support.secret import Token

_COLOURS = {Mark.GOOD: GREEN, Mark.DOUBTFUL: YELLOW, Mark.BAD: RED, Mark.SKIPPED: DIM}


def run(options: Options) -> int:
    """Print one line per check. The exit status is that of the first failure."""
    session, token_from = _session(options)
    findings = run_in_session(session, _examine(session, options, token_from))
    if options.report:
        try:
            path = options.report.expanduser().absolute()
        except RuntimeError:
            raise UsageError(
                f"The file {options.report} cannot be written: there is no such home folder.",
                "Correct --report, or leave it out to print the report.",
            ) from None
        with exclusive_access(path) as target:
            write_atomically(target, report(findings, _tokens(options)))
        note(f"Written to {path}, without tokens and email addresses.")
    broken = [finding.error for finding in findings if finding.mark is Mark.BAD]
    if not broken:
        return DONE
    # Before the first save, any other error says more than that nothing is saved.
    error = next((one for one in broken if not isinstance(one, NothingSaved)), broken[0])
    return status_of(error) if error else FAILED


async def _examine(session: Session, options: Options, token_from: str) -> list[Finding]:
    findings = []
    async for finding in examine(session, options.profile, token_from):
        findings.append(finding)
        mark = paint(finding.mark, _COLOURS[finding.mark])
        print(f"{mark} {finding.link:15} {finding.text}", flush=True)
    return findings


def _session(options: Options) -> tuple[Session, str]:
    """The session, and what chose the environment's token if it's used without a profile."""
    try:
        unsaved = unsaved_token(options)
    except ConfigError:  # the checks report it
        unsaved = None
    if unsaved is None:
        return create_session(options), ""
    return create_session(options, presets_of(unsaved)), unsaved.chosen_by


def _tokens(options: Options) -> Iterator[Token]:
    """Every token that the report might contain."""
    path = config_path(options.config_dir)
    with suppress(ConfigError):
        if token := environment_token(os.environ):
            yield token
    with suppress(ConfigError):
        yield from (one.token for one in read(path).profiles.values() if one.token)
        yield choose_profile(path, options.profile).token()
