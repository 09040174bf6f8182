"""Arguments that several commands take."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser
from pathlib import Path

from wizard.support.programs import split_command
from wizard.support.wait_tracker import parse_timeout


def add_common(parser: ArgumentParser) -> None:
    """Add the options that may stand before or after the command."""

    def add(option: str, **settings: object) -> None:
        parser.add_argument(option, default=argparse.SUPPRESS, **settings)  # type: ignore[arg-type]

    add("--profile", metavar="PROFILE", help="the profile to use, or to save")
    add("--config-dir", type=Path, metavar="FOLDER", help="keep config.json in this folder")
    add("--no-color", action="store_true", help="no colours")
    add("--timeout", type=_seconds, metavar="SECONDS", help="give up after this much silence (default 60)")
    add("--debug", type=Path, metavar="FILE", help="log requests and their times to FILE, without secrets")


def add_plain(parser: ArgumentParser, text: str = "ask line by line") -> None:
    """Add `--plain`."""
    text += "; so do TERM=dumb and ACCESSIBLE=1"
    parser.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=text)


def add_unsaved(parser: ArgumentParser) -> None:
    """Add the options that use a workspace without a profile."""
    for name in ("team", "workspace"):
        text = f"with CLICKFUNNELS_API_TOKEN: this {name}, not a profile"
        parser.add_argument(f"--{name}", metavar="X", default=argparse.SUPPRESS, help=text)


def parse_command(text: str) -> tuple[str, ...]:
    """Split a command as a shell would, without running one. For argparse."""
    try:
        return split_command(text)
    except ValueError:
        problem = "name a program and its arguments, with every quote closed"
        raise argparse.ArgumentTypeError(problem) from None


def _seconds(text: str) -> float:
    seconds = parse_timeout(text)
    if seconds is None:
        raise argparse.ArgumentTypeError(f"“{text}” isn't a number of seconds above 0")
    return seconds
