"""Variables as data: JSON and YAML."""

from __future__ import annotations

import json
from collections.abc import Mapping


def json_object(values: Mapping[str, str]) -> str:
    """Give a JSON object."""
    return json.dumps(values, indent=2, ensure_ascii=False)


def yaml_pair(name: str, value: str) -> str:
    """Give a key of a YAML mapping; the value is always a string, never a number or a truth value."""
    return f'{name}: "{"".join(map(_escaped, value))}"'


def _escaped(character: str) -> str:
    """Escape what YAML 1.1 and 1.2 don't allow, or don't keep, between double quotes."""
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    return f"\\U{ord(character):08x}"
