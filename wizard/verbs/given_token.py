"""The token that `--token-stdin` or `--token-file` gives."""

from __future__ import annotations

import sys
from pathlib import Path

from wizard.config import BadToken
from wizard.errors import Usage
from wizard.options import Options
from wizard.pasted import Found, read
from wizard.secret import Token
from wizard.words import steps as words

_LONGEST = 100_000
"""Characters of a text that is looked through for a token."""


def given_token(options: Options) -> Token | None:
    """Give the token that an option names. Raises `Usage`, and `BadToken` where there is none in it."""
    if options.token_stdin:
        if sys.stdin.isatty():
            raise Usage(*words.NO_PIPE)
        return _read(sys.stdin.read(_LONGEST), words.STANDARD_INPUT)
    if options.token_file:
        return _from_file(options.token_file)
    return None


def _from_file(path: Path) -> Token:
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as stream:
            return _read(stream.read(_LONGEST), words.token_file(path))
    except OSError:
        raise Usage(*words.unreadable(path)) from None


def _read(text: str, source: str) -> Token:
    found = read(text)
    if not isinstance(found, Found):
        raise BadToken(source, found.reason)
    return found.token
