"""Keys of one's own: what the configuration file asks for, as far as it can be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from textual.binding import Binding
from textual.keys import Keys, key_to_character

from wizard.clean import clean
from wizard.config import ConfigError, read
from wizard.config.keys import read_keys

USUAL: Mapping[str, str] = {
    "help": "f1,question_mark,ctrl+slash,ctrl+underscore",
    "leave": "ctrl+q",
    "go_on": "ctrl+n",
    "go_back": "escape",
    "retry": "ctrl+r",
    # the token
    "reveal": "ctrl+r",
    "take_offer": "ctrl+t",
    "open_dashboard": "ctrl+o",
    # contacts
    "filter": "slash",
    "ask": "ctrl+s,f4",
    "load_all": "l",
    "load_all_typing": "ctrl+l",
    "turn_order": "o",
    "by_update": "u",
    "tag": "t",
    "active": "a",
    "mask": "m",
    "details": "d",
    "copy_email": "e",
    "copy_id": "i",
    "copy_json": "j",
    "show_copy": "v",
    "open": "w",
    # saving
    "turn_store": "ctrl+y",
    "turn_team": "ctrl+t",
    "copy_path": "p",
    "copy_shell": "s",
    "copy_python": "y",
    "copy_command": "c",
    # the jump list
    "browse": "f3",
    "rename": "f2",
    "forget": "ctrl+g",
    "other_token": "ctrl+t",
    "set_up": "ctrl+s,f4",
}
"""Everything that can have another key, by its name in `keys` of the file, with its usual keys."""

_WORKS_WHILE_TYPING = ("leave",)
_MODIFIERS = {"ctrl", "alt", "shift", "super", "meta", "hyper"}
_NAMED = {key.value for key in Keys}


def load_keymap(path: Path) -> tuple[dict[str, str], list[str]]:
    """Give the keys that the file at `path` asks for, and a sentence for each that cannot be used.

    A file that cannot be read at all is somebody else's to tell of.
    """
    try:
        wanted, faults = read_keys(read(path))
    except ConfigError:
        return {}, []
    keymap = {}
    for name, keys in wanted.items():
        if fault := _fault(name, keys):
            faults.append(fault)
        else:
            keymap[name] = keys
    return keymap, faults


def clashes(losing: Iterable[Binding], keymap: Mapping[str, str]) -> set[str]:
    """Say which of one's own keys keep what from having one."""
    return {
        f"keys.{name} takes {binding.key} from {binding.id or binding.description or binding.action}."
        for binding in losing
        for name, keys in keymap.items()
        if binding.key in keys.split(",") and name != binding.id
    }


def _fault(name: str, keys: str) -> str:
    """Say what is wrong with an entry; nothing where all is well."""
    if name not in USUAL:
        near = get_close_matches(name, USUAL, n=1)
        hint = f"Did you mean {near[0]}?" if near else "`cfw schema` lists the names."
        return f"keys.{clean(name)}: nothing here is called that. {hint}"
    for key in keys.split(","):
        if not _is_key(key.strip()):
            return f"keys.{name}: “{clean(key)}” is no key. Write it as f, f5, ctrl+n or alt+x."
        if name in _WORKS_WHILE_TYPING and key_to_character(key.strip()):
            return f"keys.{name}: {clean(key)} could not be typed any more. Take one with ctrl, or f1 to f12."
    return ""


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    return (
        set(modifiers) <= _MODIFIERS
        and bool(last)
        and (last in _NAMED or key_to_character(last) is not None)
        and last.isprintable()
        and not last.isspace()
    )
