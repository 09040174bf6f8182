"""Continue a finished CSV or JSON Lines file with more contacts."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from wizard.contacts.export.columns import unlisted
from wizard.contacts.export.formats import Layout
from wizard.support.errors import UsageError
from wizard.support.safe_text import sanitize_line


def layout_to_append(path: Path, layout: Layout) -> Layout:
    """Give the layout with which to continue a file: CSV keeps the columns of its header.

    Raises `UsageError` if the file has other columns, or isn't in this format, and `OSError`.
    """
    if not _has_content(path):
        return layout
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        if (stream.read(1) == "{") != (layout.format == "jsonl"):
            raise UsageError(f"{path} isn't a {layout.format} file.", "Choose its format with --format.")
        stream.seek(0)
        row = tuple(next(csv.reader(stream), ())) if layout.format == "csv" else ()
    if layout.format != "csv":
        return layout
    if layout.has_header and not layout.columns:
        layout = replace(layout, columns=row)
    is_alike = row == layout.columns if layout.has_header else len(row) == len(layout.columns)
    if not is_alike:
        raise UsageError(f"{path} has other columns.", f"Its first line is: {sanitize_line(','.join(row))}.")
    return replace(layout, has_header=False, has_bom=False)


def check_columns(path: Path, layout: Layout, lines: Iterable[bytes]) -> None:
    """Raise `UsageError` if a contact has a value for which CSV has no column."""
    if layout.format == "csv" and _has_content(path):
        for line in lines:
            if names := unlisted(json.loads(line), layout.columns):
                raise UsageError(
                    f"{path} has no column {', '.join(names)}, but a new contact does.",
                    "Choose columns with --columns, or a new file with --output.",
                )


def content(path: Path) -> Iterator[bytes]:
    """Give what a file contains, ending with a newline. Raises `OSError`."""
    if _has_content(path):
        with path.open("rb") as stream:
            piece = b""
            for piece in iter(partial(stream.read, 1_000_000), b""):
                yield piece
        if not piece.endswith(b"\n"):
            yield b"\n"


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
