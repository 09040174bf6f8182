"""Read the token of `--token-stdin` or `--token-file`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from wizard.cli.options import Options
from wizard.cli.output_stream import descriptor_of
from wizard.cli.piped_input import read_all
from wizard.config.errors import BadToken
from wizard.support.errors import UsageError
from wizard.support.pasted_token import FoundToken, find_token
from wizard.support.text_encoding import decode_text

_STANDARD_INPUT = "standard input"
_LONGEST = 400_000
"""Bytes to search for a token."""

_REASONS = {
    FileNotFoundError: "there is no such file",
    PermissionError: "you don't have permission to read it",
}


def read_token(options: Options) -> FoundToken | None:
    """Give the token, and what it was found in; None without these options.

    Raises `UsageError`, or `BadToken` if there is no token.
    """
    if options.token_stdin:
        if sys.stdin.isatty():
            raise UsageError(
                "--token-stdin reads the token from a pipe.", "For example: pbpaste | cfw setup --token-stdin"
            )
        data, source = _piped(), _STANDARD_INPUT.capitalize()
        hint = "Pipe in the token alone, or run `cfw setup` without --token-stdin to be asked."
    elif options.token_file:
        data, source = _from_file(options.token_file), f"The token file {options.token_file}"
        hint = "Put the token alone in that file, or run `cfw setup` without --token-file to be asked."
    else:
        return None
    found = find_token(decode_text(data, "replace"))
    if not isinstance(found, FoundToken):
        raise BadToken(source, found.reason, hint)
    return found


def _piped() -> bytes:
    """Standard input as bytes, because Python would decode it in the system's encoding."""
    with suppress(OSError):  # it may not be a real stream
        return read_all(sys.stdin.fileno(), _LONGEST, _STANDARD_INPUT)
    buffer = getattr(sys.stdin, "buffer", None)
    return buffer.read(_LONGEST) if buffer else sys.stdin.read(_LONGEST).encode("utf-8", "replace")


def _from_file(path: Path) -> bytes:
    try:
        is_fifo = path.is_fifo() and descriptor_of(path) is None
        with os.fdopen(_opened(path, is_fifo=is_fifo), "rb") as stream:
            return read_all(stream.fileno(), _LONGEST, str(path), waits_for_writer=is_fifo)
    except OSError as error:
        raise UsageError(
            f"The token file {path} cannot be read: {_why(path, error)}.",
            "Name a file with the token in it: --token-file FILE.",
        ) from None


def _opened(path: Path, *, is_fifo: bool) -> int:
    """Open the file without waiting for a program that writes to a FIFO."""
    number = descriptor_of(path)
    if number is not None:
        return os.dup(number)
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | (os.O_NONBLOCK if is_fifo else 0))
    if is_fifo:
        os.set_blocking(descriptor, True)
    return descriptor


def _why(path: Path, error: OSError) -> str:
    if path.is_dir():  # the error for that differs by system
        return "it is a folder"
    return _REASONS.get(type(error), "the disk or the system doesn't allow it")
