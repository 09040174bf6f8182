"""The options of `cfw contacts` that say how an export is written, and which contacts are new."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from wizard.cli.options import Options
from wizard.contacts.export.columns import parse_columns
from wizard.contacts.export.formats import ENDINGS, Layout
from wizard.contacts.export.since import LAST, parse_moment
from wizard.support.errors import UsageError


def layout_of(options: Options, path: Path | None) -> Layout:
    """Give the layout of an export to `path`, or to standard output.

    Raises `UsageError` for options that don't go with its format.
    """
    is_terminal = path is None and sys.stdout.isatty()
    is_csv = options.excel or (is_terminal and options.columns is not None)
    default = "csv" if is_csv else "table" if is_terminal else "jsonl"
    form = options.format or (path and ENDINGS.get(path.suffix.lower())) or default
    for option, is_given, forms in (
        ("--excel", options.excel, ("csv",)),
        ("--no-header", not options.has_header, ("csv", "table")),
        ("--columns", options.columns is not None, ("csv", "json", "jsonl")),
        ("--append", options.append, ("csv", "jsonl")),
    ):
        if is_given and form not in forms:
            raise UsageError(f"{option} doesn't go with {form}.", f"Add --format {forms[0]}.")
    columns = () if options.columns is None else parse_columns(options.columns)
    if options.append and form == "csv" and not (columns or options.has_header):
        raise UsageError(
            "Without a header, the columns of the file aren't known.", "Name them with --columns."
        )
    return Layout(form, columns, has_header=options.has_header, has_bom=options.excel)


def moment_of(options: Options, file: Path | None) -> datetime | None:
    """Give the moment from which on contacts are new; None for all, and after the previous export.

    Raises `UsageError` for options that don't go together, or for something else than a day.
    """
    if options.append and (options.since is None or not file):
        raise UsageError("--append adds new contacts to a file.", "Add --since, and --output with the file.")
    if options.since is not None and options.limit is not None:
        raise UsageError("--limit would leave out new contacts.", "Leave out --limit or --since.")
    if options.since == LAST and not file:
        raise UsageError("--since last continues an export to a file.", "Name the file with --output.")
    return None if options.since in (None, LAST) else parse_moment(options.since)
