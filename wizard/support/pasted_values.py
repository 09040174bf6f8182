"""Take a paste apart: every name with a value in settings, code, commands, JSON and copied pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

_QUOTED_NAME = r"""(?sx)
    ["'`] (?P<name>[\w.-]{1,80}) ["'`] \]? \s* (?: : | => | = | , ) \s*
    (?P<quote>["'`]) (?P<value>.{0,5000}?) (?P=quote)
"""
"""JSON and JavaScript, PHP's arrays and ``define()``, ``os.environ["NAME"] = "value"``."""

_QUOTED_VALUE = r"""(?x)
    \b (?P<name>[A-Za-z_][\w.-]{0,80}+) (?: [ \t]* : [ \t]* [\w.]{1,40}+ )?+ [ \t]* (?: := | [=:] ) [ \t]*
    (?P<quote>["'`]) (?P<value>[^\n]{0,5000}?) (?P=quote)
"""
"""``const token = "value"``, ``token: str = "value"``, ``Client(token="value")``, ``{token: 'value'}``."""

_LINE = r"""(?mx)
    ^ [ \t>|-]*+
    (?: (?: export | set | const | let | var | ENV | ARG | -e | --env ) [ \t]+ )?
    ["']? (?: \$env: | @ | \$ )?
    (?P<name>[A-Za-z_][\w.-]{0,80}+) [ \t]* (?: => | := | [=:] ) [ \t]* (?P<value>[^\n]*)
"""
"""A line of a ``.env``, YAML, Bruno or HTTP file (``@token = value``), of a shell, PowerShell or cmd."""

_SPACED = r"""(?mx)
    ^ [ \t]* (?: setx | setenv | set (?: [ \t]+ --?\w+ )+ | ENV ) [ \t]+
    (?P<name>[A-Za-z_]\w{0,80}) [ \t]+ (?P<value>[^\n]*)
"""
"""``setx NAME value``, fish's ``set -gx NAME value``, ``ENV NAME value`` in a Dockerfile."""

_NAME_AND_VALUE = r"""(?x)
    \b (?:key|name) ["']? \s* : \s* ["']? (?P<name>[\w.-]{1,80}) ["']? ,? \s*
    ["']? value ["']? \s* : \s* ["']? (?P<value>[^\s"',}]{1,5000})
"""
"""A variable of Postman or Bruno, if the JSON or YAML around it is incomplete."""

_LABEL = r"""(?mix)
    ^ [ \t]* (?P<name> (?: [a-z][a-z ]{0,30} )? \b (?:token|key) ) [ \t]* :? [ \t]* (?: \t | \n \s{0,200}? )
    (?P<value>\S{16,5000}) [ \t]* $
"""
"""A page copied as text: a label, and the value behind a tab or on the next line."""


class NamedValue(NamedTuple):
    """A value, and what it's called in the paste."""

    name: str
    value: str
    """Without quotes. It may be a token, so it's never shown."""

    def __repr__(self) -> str:
        return f"NamedValue({self.name!r})"


def named_values(text: str) -> Iterator[NamedValue]:
    """Give every value in `text` that has a name; the same one may come more than once."""
    document = _json(text)
    if document is not None:
        yield from _in_json(document)
        return
    for pattern in (_QUOTED_NAME, _NAME_AND_VALUE, _LABEL, _QUOTED_VALUE):
        for match in re.finditer(pattern, text):
            yield NamedValue(match["name"].strip(), unquoted(match["value"]))
    for pattern in (_LINE, _SPACED):
        for match in re.finditer(pattern, text):
            value = re.sub(r"(?:^|[ \t]+)(?:#|//).*$", "", match["value"]).strip().rstrip(";,")
            yield NamedValue(match["name"], unquoted(value))


def unquoted(text: str) -> str:
    """Remove white space and quotes at both ends of `text`."""
    return text.strip().strip("\"'` \t\r\n").strip()


def _json(text: str) -> object:
    """The content of `text` if all of it is JSON; otherwise None."""
    if not text.startswith(("{", "[")):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _in_json(document: object) -> Iterator[NamedValue]:
    """The texts in a JSON document; of Postman's variables, those that aren't turned off."""
    left = [document]
    while left:
        value = left.pop()
        if isinstance(value, list):
            left.extend(reversed(value))
        elif isinstance(value, dict):
            left.extend(reversed(value.values()))
            yield from _in_object(value)


def _in_object(entry: dict[str, object]) -> Iterator[NamedValue]:
    name, value = entry.get("key", entry.get("name")), entry.get("value")
    if isinstance(name, str) and isinstance(value, str):
        if entry.get("enabled") is not False and entry.get("disabled") is not True:
            yield NamedValue(name, unquoted(value))
        return
    for key, inner in entry.items():
        if isinstance(inner, str | int):
            yield NamedValue(key, unquoted(str(inner)))
