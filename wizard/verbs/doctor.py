"""`cfw doctor`: the whole chain, one line each, and a report for support."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wizard import unwaited
from wizard.config import ConfigError, choose, config_path, read
from wizard.config.locking import turn
from wizard.config.writing import replace
from wizard.doctor import examine
from wizard.doctor.finding import Finding, Mark
from wizard.doctor.report import report
from wizard.errors import Usage
from wizard.exits import DONE, FAILED, status_of
from wizard.options import Options
from wizard.secret import Token
from wizard.words import config as config_words
from wizard.words import doctor as words

from .runs import run_of
from .talk import DIM, GREEN, RED, YELLOW, note, paint

_STYLES = {Mark.GOOD: GREEN, Mark.DOUBTFUL: YELLOW, Mark.BAD: RED, Mark.SKIPPED: DIM}


def run(options: Options) -> int:
    """Print what was found; the status is that of the first link that is broken."""
    findings = unwaited.run(_examine(options))
    if options.report:
        try:
            path = options.report.expanduser().absolute()
        except RuntimeError:
            raise Usage(*config_words.no_such_home(options.report, "--report")) from None
        with turn(path) as target:
            replace(target, report(findings, _tokens(options)))
        note(words.written(path))
    broken = [finding for finding in findings if finding.mark is Mark.BAD]
    if not broken:
        return DONE
    return status_of(broken[0].error) if broken[0].error else FAILED


async def _examine(options: Options) -> list[Finding]:
    run = run_of(options)
    findings = []
    try:
        async for finding in examine(run.path, options.profile, run.connect):
            findings.append(finding)
            print(
                f"{paint(finding.mark, _STYLES[finding.mark])} {finding.link:15} {finding.text}", flush=True
            )
    finally:
        await run.connect.close()
    return findings


def _tokens(options: Options) -> Iterator[Token]:
    """Every token that a text could hold."""
    path: Path = config_path(options.config_dir)
    try:
        yield from (one.token for one in read(path).profiles.values() if one.token)
        yield choose(path, options.profile).token()
    except ConfigError:
        return
