"""Checks of this machine's files: the configuration file, its permissions, what's in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wizard.config import ConfigError, read
from wizard.config.rights import who_else
from wizard.words import doctor as words

from .finding import Finding, Mark, bad


def check_file(path: Path) -> Iterator[Finding]:
    """Check the configuration file at `path`: is it there, who can read it, does it parse."""
    if not path.exists():
        yield Finding(words.FILE, Mark.BAD, words.no_file(path))
        return
    yield Finding(words.FILE, Mark.GOOD, str(path))
    yield _permissions(path)
    try:
        yield Finding(words.SCHEMA, Mark.GOOD, words.schema(len(read(path).profiles)))
    except ConfigError as error:
        yield bad(words.SCHEMA, error)


def _permissions(path: Path) -> Finding:
    try:
        others = dict.fromkeys([*who_else(path), *who_else(path.parent)])
    except OSError:
        return Finding(words.RIGHTS, Mark.SKIPPED, words.PERMISSIONS_UNKNOWN)
    if others:
        return Finding(words.RIGHTS, Mark.DOUBTFUL, words.open_to(others))
    return Finding(words.RIGHTS, Mark.GOOD, words.FOR_YOU_ONLY)
