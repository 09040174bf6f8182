"""The usual keys of the screens, the user's own from the configuration file, and how keys are named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, format_key, key_to_character

from wizard.config.custom_keys import read_custom_keys
from wizard.config.errors import ConfigError
from wizard.config.reading import read
from wizard.support.safe_text import sanitize_line

_PLACES: Mapping[str, Mapping[str, str]] = {
    "everywhere": {
        "go_on": "ctrl+n",
        "go_back": "escape",
        "commands": "ctrl+p,f7",
        "help": "f1,question_mark,ctrl+slash,ctrl+underscore",
        "leave": "ctrl+q",
    },
    "lists": {"retry": "ctrl+r"},
    "token": {
        "take_offer": "ctrl+t,alt+t",
        "sign_in": "f6,ctrl+l",
        "open_dashboard": "ctrl+o,alt+o",
        "reveal": "ctrl+y,alt+y",
    },
    "saving": {"turn_store": "f12,alt+k", "use_command": "alt+p,alt+i", "turn_team": "ctrl+t,alt+t"},
    "done": {"copy_command": "c,f5", "copy_shell": "e", "copy_python": "y", "copy_path": "p"},
    "home": {
        "browse": "f3,alt+b",
        "rename": "f2,alt+r",
        "forget": "f8,ctrl+g",
        "other_token": "ctrl+t,alt+t",
        "set_up": "ctrl+s,insert",
        "find": "f4,alt+f",
        "undo": "f9,alt+u",
    },
    "contacts": {
        "filter": "slash",
        "tag": "t",
        "mask": "m",
        "export": "x,alt+x",
        "details": "d",
        "copy_email": "y,e,f5",
        "ask": "f4,alt+f",
        "turn_order": "o",
        "by_update": "u",
        "active": "a",
        "load_all": "l",
        "load_all_typing": "alt+l",
        "open": "w,ctrl+o",
        "copy_json": "Y",
        "copy_id": "i",
        "show_copy": "v",
    },
}
USUAL: Mapping[str, str] = {name: keys for place in _PLACES.values() for name, keys in place.items()}
"""The usual keys of everything that can have others, by its name in the configuration's `keys`.

The most useful of a place come first, as in the key bar. A key means the same thing in every place: F2
renames, F3 browses, F4 finds a contact, F5 copies, F6 signs in, F8 forgets, F9 undoes, F12 keeps the token
elsewhere, Ctrl+T uses another token.
"""

_ORDER = ("enter", *USUAL)

MOVING = Binding.Group("Move")
"""For the keys of tables and texts that move or scroll."""

EVERYWHERE = "Everywhere"
"""The heading of the keys that all screens have."""

_GROUPS: Mapping[str, Binding.Group] = {
    name: Binding.Group(title)
    for title, names in {
        "Which contacts": "filter ask tag turn_order by_update active load_all load_all_typing",
        "This contact": "details copy_email copy_json copy_id show_copy open",
        "This workspace": "browse rename forget other_token",
        EVERYWHERE: "commands help leave go_back",
    }.items()
    for name in names.split()
}
"""Where the help lists what can be done; all else is listed first."""

_WORKS_WHILE_TYPING = ("leave", "commands")
_MODIFIERS = {"ctrl", "alt", "shift", "super", "meta", "hyper"}
_SPOKEN = {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "space": "Space",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "insert": "Insert",
}
_NAMED = {key.value for key in Keys}


def bind(
    name: str,
    action: str,
    label: str,
    tooltip: str = "",
    *,
    show: bool = True,
    priority: bool = False,
    key_display: str | None = None,
) -> Binding:
    """Bind the usual keys of `name` to an action; the configuration's `keys` can name others.

    The key bar shows the label, the help and the command palette the tooltip.
    """
    tooltip = tooltip or label
    keys, group = USUAL[name], _GROUPS.get(name)
    return Binding(keys, action, label, show, key_display, priority, tooltip, name, group=group)


def usefulness(binding: Binding) -> int:
    """Rank a binding: the key bar, the help and the command palette list the lowest first."""
    name = binding.id or ("go_back" if binding.key == "escape" else binding.key)
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def load_keymap(path: Path) -> tuple[dict[str, str], list[str]]:
    """Return the user's own keys from the file, and a sentence for each entry that can't be used.

    A missing file has none; one that can't be read is reported elsewhere.
    """
    if not path.exists():
        return {}, []
    try:
        wanted, faults = read_custom_keys(read(path))
    except ConfigError:
        return {}, []
    keymap = {}
    for name, keys in wanted.items():
        if fault := _fault(name, keys):
            faults.append(fault)
        else:
            keymap[name] = keys
    return keymap, [*faults, *_losses(keymap)]


def key_name(node: DOMNode, name: str) -> str:
    """Return the key that `name` has in the app of this node, the way sentences say it, such as Ctrl+R.

    It's the user's own key if the configuration file gives it one.
    """
    return _keys_of(node, name)[0]


def key_choice(node: DOMNode, name: str) -> str:
    """Return the key of `name`, and the others for terminals that keep the first: Ctrl+T (or F4)."""
    first, *others = _keys_of(node, name)
    return f"{first} (or {', '.join(others)})" if others else first


def key_list(node: DOMNode, name: str) -> str:
    """Return all keys of `name` for a list of keys: Ctrl+T, F4."""
    return ", ".join(_keys_of(node, name))


def _keys_of(node: DOMNode, name: str) -> tuple[str, ...]:
    own: Mapping[str, str] = getattr(node.app, "own_keys", {})
    return spoken(own.get(name) or USUAL[name])


def key_display(binding: Binding) -> str:
    """Name the key of a binding in few cells: Enter, ^R, F2."""
    if binding.key_display:
        return binding.key_display
    return _spoken(binding.key).replace("Ctrl+", "^")


def spoken(keys: str) -> tuple[str, ...]:
    """Name keys the way sentences do: Ctrl+R, F5, /."""
    return tuple(_spoken(key.strip()) for key in keys.split(","))


def described_keys(kinds: Iterable[type]) -> list[tuple[list[str], str]]:
    """Give the keys that screens, widgets or apps bind, in order, each action's keys with what they do."""
    keys: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for kind in kinds:
        for binding in Binding.make_bindings(vars(kind)["BINDINGS"]):
            keys.setdefault(binding.action, []).extend(spoken(binding.key))
            texts[binding.action] = texts.get(binding.action) or binding.tooltip or binding.description
    return [(keys[action], text) for action, text in texts.items() if text]


def _spoken(key: str) -> str:
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = _SPOKEN.get(last) or format_key(last)
    named = name.upper() if modifiers or _is_function_key(last) else name
    return "+".join([*(modifier.capitalize() for modifier in modifiers), named])


def _is_function_key(name: str) -> bool:
    return name[0] == "f" and name[1:].isdigit()


def _losses(keymap: Mapping[str, str]) -> Iterable[str]:
    """Report which of the user's own keys something else loses."""
    for name, keys in keymap.items():
        for other, usual in USUAL.items():
            lost = _apart(keys) & _apart(keymap.get(other, usual))
            if lost and name != other and _meet(name, other) and (other not in keymap or name < other):
                yield f"keys.{name} takes {', '.join(sorted(lost))} from {other}."


def _apart(keys: str) -> set[str]:
    return {key_to_character(key.strip()) or key.strip() for key in keys.split(",")}


def _meet(name: str, other: str) -> bool:
    """Whether there is a screen with both."""
    everywhere = _PLACES["everywhere"]
    together = any(name in place and other in place for place in _PLACES.values())
    return together or name in everywhere or other in everywhere


def _fault(name: str, keys: str) -> str:
    """Say what is wrong with an entry; empty if nothing is."""
    if name not in USUAL:
        near = get_close_matches(name, USUAL, n=1)
        hint = f"Did you mean {near[0]}?" if near else "`cfw schema` lists the names."
        return f"keys.{sanitize_line(name)}: there is no such name. {hint}"
    for key in keys.split(","):
        if not _is_key(key.strip()):
            return f"keys.{name}: “{sanitize_line(key)}” isn’t a key. Write it as f, f5, ctrl+n or alt+x."
        if name in _WORKS_WHILE_TYPING and key_to_character(key.strip()):
            return (
                f"keys.{name}: {sanitize_line(key)} could no longer be typed."
                " Use one with ctrl, or f1 to f12."
            )
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
