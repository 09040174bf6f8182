"""Text streams that sanitize everything they write to a terminal."""

from __future__ import annotations

import io
from typing import TextIO

from wizard.support.safe_text import sanitize_output


class TerminalStream(io.TextIOWrapper):
    """Writes to a terminal, without escape sequences, control characters or bidi marks from outside."""

    def write(self, text: str) -> int:
        """Sanitize and write the text."""
        super().write(sanitize_output(text))
        return len(text)


def safe_for_terminal(stream: TextIO) -> TextIO:
    """Wrap a stream that writes to a terminal to sanitize its output; give other streams unchanged."""
    if not isinstance(stream, io.TextIOWrapper) or not stream.isatty():
        return stream
    return TerminalStream(
        stream.buffer,
        encoding=stream.encoding,
        errors="replace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
