"""Add, replace or remove one table of a TOML file, and nothing else in its text.

The result is parsed again, so an edit either has exactly the wanted effect or is refused.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from wizard.integrations.mcp.json_edit import NotEditable


def set_table(text: str, section: str, name: str, value: dict[str, Any]) -> str:
    """Give the text with the table ``[section.name]``; an older one is replaced. Raises `NotEditable`."""
    content = _parse(text)
    if _tables(content, section).get(name) == value:
        return text
    rest = _without(text, section, name)
    line = "\r\n" if "\r\n" in text else "\n"
    lines = [f"[{section}.{name}]", *(f"{key} = {_dumped(one)}" for key, one in value.items())]
    before = f"{rest.rstrip()}{line}{line}" if rest.strip() else ""
    changed = before + line.join(lines) + line
    return _verified(changed, {**content, section: {**_tables(content, section), name: value}})


def remove_table(text: str, section: str, name: str) -> str:
    """Give the text without the table and those inside it, if there is one. Raises `NotEditable`."""
    content = _parse(text)
    tables = _tables(content, section)
    if name not in tables:
        return text
    rest = {key: one for key, one in tables.items() if key != name}
    expected = {key: one for key, one in content.items() if key != section} | (
        {section: rest} if rest else {}
    )
    return _verified(_without(text, section, name), expected)


def _without(text: str, section: str, name: str) -> str:
    """Leave out the table's lines up to the next table; comments right before that one stay."""
    kept: list[str] = []
    waiting: list[str] = []
    is_inside = False
    header = rf"\s*\[\s*{re.escape(section)}\s*\.\s*(?:{re.escape(name)}|\"{re.escape(name)}\")\s*[.\]]"
    for line in text.splitlines(keepends=True):
        if line.lstrip().startswith("["):
            was_inside, is_inside = is_inside, bool(re.match(header, line))
            if was_inside and not is_inside:
                kept += waiting
            waiting = []
        if not is_inside:
            kept.append(line)
        elif line.strip() and not line.lstrip().startswith("#"):
            waiting = []
        else:
            waiting.append(line)
    return "".join(kept if not is_inside else [*kept, *waiting])


def _dumped(value: str | list[str]) -> str:
    """TOML's basic strings, and lists of them, are written like JSON's."""
    return json.dumps(value, ensure_ascii=False)


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise NotEditable("it isn't valid TOML") from None


def _tables(content: dict[str, Any], section: str) -> dict[str, Any]:
    tables = content.get(section, {})
    if not isinstance(tables, dict):
        raise NotEditable(f"“{section}” isn't a table")
    return tables


def _verified(changed: str, expected: dict[str, Any]) -> str:
    try:
        is_right = tomllib.loads(changed) == expected
    except tomllib.TOMLDecodeError:
        is_right = False
    if not is_right:
        raise NotEditable("its layout is unusual")
    return changed
