"""Change one member of a JSON file with comments, and nothing else in its text.

VS Code and Gemini CLI allow comments, and commas before closing brackets, in their settings. The result is
parsed again, so an edit either has exactly the wanted effect or is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_STRING_OR_COMMENT = r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/'
_STRING_OR_LAST_COMMA = r'"(?:\\.|[^"\\\n])*"|,(?=\s*[}\]])'
_DECODER = json.JSONDecoder()


class NotEditable(Exception):
    """The text isn't what it should be, or can't be changed safely. Says what is wrong, after a colon."""


class _Member(NamedTuple):
    """Where a member of an object is in the text."""

    key: str
    start: int
    value_start: int
    end: int


def set_member(text: str, section: str, name: str, value: dict[str, Any]) -> str:
    """Give the text with `value` under `name` in the object `section`, which is added if needed.

    Raises `NotEditable`.
    """
    if not text.strip():
        return json.dumps({section: {name: value}}, indent=2, ensure_ascii=False) + "\n"
    content = parse(text)
    inside = _section(content, section)
    if inside.get(name) == value:
        return text
    if section not in content:
        changed = _with_member(text, _root(text), section, {name: value})
    else:
        servers = _find(text, _root(text), section).value_start
        if name in inside:
            old = _find(text, servers, name)
            indent = _indent_of(text, old.start)
            changed = text[: old.value_start] + _dumped(text, value, indent) + text[old.end :]
        else:
            changed = _with_member(text, servers, name, value)
    return _verified(changed, {**content, section: {**inside, name: value}})


def remove_member(text: str, section: str, name: str) -> str:
    """Give the text without `name` in the object `section`, if it's there. Raises `NotEditable`."""
    content = parse(text) if text.strip() else {}
    inside = _section(content, section)
    if name not in inside:
        return text
    member = _find(text, _find(text, _root(text), section).value_start, name)
    plain = _without_comments(text)
    start, end = member.start, member.end
    if after := re.compile(r"\s*,").match(plain, end):
        end = after.end()
    elif before := re.search(r",\s*$", plain[:start]):
        text = f"{text[: before.start()]}{text[before.start() + 1 :]}"
        start, end = start - 1, end - 1
    if text[:start].rpartition("\n")[2].strip() == "" and (
        line := re.compile(r"[ \t]*\r?\n").match(text, end)
    ):
        start, end = start - len(text[:start].rpartition("\n")[2]), line.end()
    rest = {key: one for key, one in inside.items() if key != name}
    return _verified(text[:start] + text[end:], {**content, section: rest})


def parse(text: str) -> dict[str, Any]:
    """Parse JSON with comments. Raises `NotEditable`, also if a name appears twice in an object."""
    try:
        content = json.loads(_plain(text), object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        raise NotEditable("it isn't valid JSON") from None
    if not isinstance(content, dict):
        raise NotEditable("it isn't an object in braces")
    return content


def _section(content: dict[str, Any], section: str) -> dict[str, Any]:
    inside = content.get(section, {})
    if not isinstance(inside, dict):
        raise NotEditable(f"“{section}” isn't an object in braces")
    return inside


def _verified(changed: str, expected: dict[str, Any]) -> str:
    if parse(changed) != expected:
        raise NotEditable("its layout is unusual")
    return changed


def _with_member(text: str, start: int, name: str, value: dict[str, Any]) -> str:
    """Add a member at the end of the object that begins at `start`, after any comment there."""
    members = list(_members(text, start))
    close = _end_of(text, start) - 1
    outer = _indent_of(text, close if text[:close].rpartition("\n")[2].strip() == "" else start)
    inner = (
        _indent_of(text, members[0].start) if members and "\n" in text[start:close] else outer + _unit(text)
    )
    line = _line_break(text)
    last = members[-1].end if members else None
    ends_in_comma = last is not None and re.compile(r"\s*,").match(_without_comments(text), last)
    if last is not None and not ends_in_comma:
        text, close = f"{text[:last]},{text[last:]}", close + 1
    added = f"{line}{inner}{json.dumps(name)}: {_dumped(text, value, inner)}{',' if ends_in_comma else ''}"
    return text[:close].rstrip() + added + line + outer + text[close:]


def _dumped(text: str, value: dict[str, Any], indent: str) -> str:
    dumped = json.dumps(value, indent=_unit(text), ensure_ascii=False)
    return dumped.replace("\n", _line_break(text) + indent)


def _root(text: str) -> int:
    return _without_comments(text).index("{")


def _find(text: str, start: int, key: str) -> _Member:
    return next(member for member in _members(text, start) if member.key == key)


def _members(text: str, start: int) -> Iterator[_Member]:
    """Give the members of the object that begins at `start`."""
    plain = _plain(text)
    position = _skip(plain, start + 1)
    while plain[position] == '"':
        key, after = _DECODER.raw_decode(plain, position)
        value_start = _skip(plain, _skip(plain, after) + 1)
        _, end = _DECODER.raw_decode(plain, value_start)
        yield _Member(key, position, value_start, end)
        position = _skip(plain, end)
        position = _skip(plain, position + 1) if plain[position] == "," else position


def _end_of(text: str, start: int) -> int:
    _, end = _DECODER.raw_decode(_plain(text), start)
    return end


def _skip(plain: str, position: int) -> int:
    while plain[position] in " \t\r\n":
        position += 1
    return position


def _plain(text: str) -> str:
    """JSON proper, in which everything is at the same place as in `text`."""
    return _blanked(_STRING_OR_LAST_COMMA, _without_comments(text))


def _without_comments(text: str) -> str:
    return _blanked(_STRING_OR_COMMENT, text)


def _blanked(pattern: str, text: str) -> str:
    """Replace what the pattern finds by spaces, except strings and line breaks."""

    def blank(match: re.Match[str]) -> str:
        return match[0] if match[0].startswith('"') else re.sub(r"[^\n]", " ", match[0])

    return re.sub(pattern, blank, text, flags=re.DOTALL)


def _indent_of(text: str, position: int) -> str:
    """The white space at the beginning of the line."""
    line = text[:position].rpartition("\n")[2]
    return line[: len(line) - len(line.lstrip())]


def _unit(text: str) -> str:
    """What one level is indented by."""
    found = re.search(r"\n([ \t]+)\S", text)
    return found[1] if found else "  "


def _line_break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found
