"""Text streams that write to a terminal: nothing reaches it that it would obey, wherever the text is from."""

from __future__ import annotations

import io
from typing import TextIO

from wizard.support.safe_text import sanitize_output


class TerminalStream(io.TextIOWrapper):
    """Writes to a terminal without control sequences, control characters and bidi marks of others."""

    def write(self, text: str) -> int:
        """Write the text, made safe."""
        super().write(sanitize_output(text))
        return len(text)


def safe_for_terminal(stream: TextIO) -> TextIO:
    """Give a stream to the same place that keeps a terminal safe; `stream` itself for files and pipes."""
    if not isinstance(stream, io.TextIOWrapper) or not stream.isatty():
        return stream
    return TerminalStream(
        stream.buffer,
        encoding=stream.encoding,
        errors="replace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
