"""The token that `--token-stdin` or `--token-file` gives."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from wizard.config import BadToken
from wizard.decoding import decoded
from wizard.errors import Usage
from wizard.options import Options
from wizard.pasted import Found, read
from wizard.secret import Token
from wizard.words import steps as words

from .piped_input import read_all

_LONGEST = 400_000
"""Bytes of a text that is looked through for a token."""


def given_token(options: Options) -> Token | None:
    """Give the token that an option names. Raises `Usage`, and `BadToken` where there is none in it."""
    if options.token_stdin:
        if sys.stdin.isatty():
            raise Usage(*words.NO_PIPE)
        return _read(_piped(), words.STANDARD_INPUT)
    if options.token_file:
        return _from_file(options.token_file)
    return None


def _piped() -> bytes:
    """Standard input as it came: Python would read it in the system's encoding only."""
    with suppress(OSError):  # it may be no real stream
        return read_all(sys.stdin.fileno(), _LONGEST, words.STANDARD_INPUT)
    buffer = getattr(sys.stdin, "buffer", None)
    return buffer.read(_LONGEST) if buffer else sys.stdin.read(_LONGEST).encode("utf-8", "replace")


def _from_file(path: Path) -> Token:
    try:
        with path.open("rb") as stream:
            return _read(read_all(stream.fileno(), _LONGEST, str(path)), words.token_file(path))
    except OSError:
        raise Usage(*words.unreadable(path)) from None


def _read(data: bytes, source: str) -> Token:
    found = read(decoded(data, "replace"))
    if not isinstance(found, Found):
        raise BadToken(source, found.reason)
    return found.token
