"""Checks of this machine's files: the configuration file, its permissions, what's in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from wizard.config import ConfigError, read
from wizard.config.rights import is_open_to_others
from wizard.words import doctor as words

from .finding import Finding, Mark, bad


def check_file(path: Path) -> Iterator[Finding]:
    """Check the configuration file at `path`: is it there, who can read it, does it parse."""
    if not path.exists():
        yield Finding(words.FILE, Mark.BAD, words.no_file(path))
        return
    yield Finding(words.FILE, Mark.GOOD, str(path))
    if os.name == "nt":
        yield Finding(words.RIGHTS, Mark.SKIPPED, words.PRIVATE_BY_ITSELF)
    elif is_open_to_others(path) or is_open_to_others(path.parent):
        yield Finding(words.RIGHTS, Mark.DOUBTFUL, words.OPEN_TO_OTHERS)
    else:
        yield Finding(words.RIGHTS, Mark.GOOD, words.FOR_YOU_ONLY)
    try:
        yield Finding(words.SCHEMA, Mark.GOOD, words.schema(len(read(path).profiles)))
    except ConfigError as error:
        yield bad(words.SCHEMA, error)
