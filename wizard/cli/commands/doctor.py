"""`cfw doctor`: check everything from the file to the contacts, and write a report for support."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress

from wizard.cli.options import Options
from wizard.cli.report_lines import print_line, print_verdict
from wizard.cli.session_factory import create_session, run_in_session
from wizard.cli.terminal import note
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
from wizard.support.errors import ExplainedError, UsageError
from wizard.support.secret import Token


def run(options: Options) -> int:
    """Print one line per check, and a verdict. The exit status is that of the first failure."""
    session, token_from = _session(options)
    findings = run_in_session(session, _examine(session, options, token_from))
    error = _worst(findings)
    _conclude(findings, error)
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
    if not any(finding.mark is Mark.BAD for finding in findings):
        return DONE
    return status_of(error) if error else FAILED


def _worst(findings: Sequence[Finding]) -> ExplainedError | None:
    """The error that matters most. Before the first save, any other says more than that nothing is saved."""
    errors = [finding.error for finding in findings if finding.mark is Mark.BAD and finding.error]
    return next((one for one in errors if not isinstance(one, NothingSaved)), errors[0] if errors else None)


def _conclude(findings: Sequence[Finding], error: ExplainedError | None) -> None:
    """Print in one line what wasn't checked, then what all of it means."""
    left_out = [finding for finding in findings if finding.mark is Mark.SKIPPED]
    if left_out:
        reasons = [f"{one.link} ({one.text})" if one.text else str(one.link) for one in left_out]
        print_line("not checked", ", ".join(reasons), Mark.SKIPPED)
    doubtful = [finding for finding in findings if finding.mark is Mark.DOUBTFUL]
    broken = [finding for finding in findings if finding.mark is Mark.BAD]
    if broken:
        links = ", ".join(finding.link for finding in broken)
        print_verdict(Mark.BAD, f"It doesn't work yet: {links}.", error.hint if error else broken[0].text)
    elif doubtful:
        links = ", ".join(finding.link for finding in doubtful)
        print_verdict(Mark.DOUBTFUL, f"It works, but look at: {links}.", doubtful[0].text)
    else:
        print_verdict(Mark.GOOD, "Everything works.")


async def _examine(session: Session, options: Options, token_from: str) -> list[Finding]:
    findings = []
    async for finding in examine(session, options.profile, token_from):
        findings.append(finding)
        if finding.mark is not Mark.SKIPPED:
            print_line(finding.link, finding.text, finding.mark)
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
