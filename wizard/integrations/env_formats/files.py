"""Variables as lines of the files that programs read: for Docker, dotenv libraries and systemd."""

from __future__ import annotations

import re

from wizard.integrations.env_formats.refusal import CannotRepresent

_SAFE_UNQUOTED = re.compile(r"[A-Za-z0-9_.,:/@%+=-]*")
"""Values that mean the same to every reader, and to a shell, without quotes."""

_LONGEST_LINE = 65_535
"""Bytes; Go's scanner, which Docker uses, gives up on longer lines."""


def docker(name: str, value: str) -> str:
    """Give a line for `docker run --env-file`, which keeps quotes as part of the value.

    Raises `CannotRepresent`. Source: docker/cli, pkg/kvfile/kvfile.go.
    """
    if re.search(r"[\r\n]", value):
        raise CannotRepresent("A file for docker run --env-file", name, "it contains a line break")
    line = f"{name}={value}"
    if len(line.encode()) > _LONGEST_LINE:
        raise CannotRepresent("A file for docker run --env-file", name, "it's too long")
    return line


def dotenv(name: str, value: str) -> str:
    """Give a line that python-dotenv, Node, Ruby, PHP, Docker Compose and shells read alike.

    Single quotes are literal to all of them, except that python-dotenv expands ``${``, and it and Compose
    know two escapes. Double quotes are literal while nothing in them is an escape, a variable or a command.
    Raises `CannotRepresent`. Sources: the readers' parsers, as of 2026-11.
    """
    if _SAFE_UNQUOTED.fullmatch(value):
        return f"{name}={value}"
    if not re.search(r"['\r\n]|\$\{|\\\\|\\$", value) and not _opens_lines_in_php(value):
        return f"{name}='{value}'"
    if not re.search(r'["\\$`\r\n]', value):
        return f'{name}="{value}"'
    raise CannotRepresent("A .env file that every program reads alike", name, _why_not(value))


def _opens_lines_in_php(value: str) -> bool:
    """Whether PHP takes the line for the first of several, despite its quotes (phpdotenv, Lines.php)."""
    return '="' in value and len(re.findall(r'(?=[^\\]")', f"'{value}'")) < 2


def _why_not(value: str) -> str:
    if re.search(r"[\r\n]", value):
        return "it contains a line break"
    if "${" in value:
        return "it contains ${, which some programs replace by a variable"
    if _opens_lines_in_php(value):
        return 'it contains =" without a second ", which PHP takes for the start of several lines'
    if "'" in value:
        return 'it contains a single quote and also one of " \\ $ `'
    return "it has two backslashes in a row, or one at its end"


def systemd(name: str, value: str) -> str:
    """Give a line for the `EnvironmentFile=` of a service.

    Inside double quotes four characters need a backslash. systemd ignores values with control characters
    other than tabs and line breaks. Raises `CannotRepresent`. Sources: its env-file.c and env-util.c.
    """
    if re.search(r"[^\t\n\x20-\x7e\x80-\U0010ffff]", value):
        raise CannotRepresent("systemd", name, "it contains a control character")
    if _SAFE_UNQUOTED.fullmatch(value):
        return f"{name}={value}"
    quoted = re.sub(r'(["\\$`])', r"\\\1", value)
    return f'{name}="{quoted}"'
