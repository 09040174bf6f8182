"""What texts call the keys that can be others: by their usual names, or by those of one's own.

Which keys are one's own is set once an application, as a language would be.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL: Mapping[str, tuple[str, ...]] = {
    "active": ("a",),
    "ask": ("Ctrl+S", "F4"),
    "by_update": ("u",),
    "copy_command": ("c",),
    "copy_email": ("y", "e"),
    "copy_id": ("i",),
    "copy_json": ("Y",),
    "copy_path": ("p",),
    "copy_python": ("y",),
    "copy_shell": ("s",),
    "details": ("d",),
    "filter": ("/",),
    "forget": ("Ctrl+G",),
    "go_back": ("Esc",),
    "leave": ("Ctrl+Q",),
    "load_all": ("l",),
    "load_all_typing": ("Ctrl+L",),
    "mask": ("m",),
    "open": ("w",),
    "other_token": ("Ctrl+T", "F6"),
    "retry": ("Ctrl+R",),
    "set_up": ("Ctrl+S", "F4"),
    "show_copy": ("v",),
    "tag": ("t",),
    "take_offer": ("Ctrl+T", "F4"),
    "turn_order": ("o",),
    "turn_store": ("Ctrl+Y",),
    "turn_team": ("Ctrl+T", "F4"),
}
"""Those that texts speak of, by their names in `keys` of the configuration file."""

_own: dict[str, tuple[str, ...]] = {}


def key(name: str) -> str:
    """The key of that name."""
    return _all(name)[0]


def keys(name: str) -> str:
    """The key of that name, and the other one for terminals that keep the first for themselves."""
    first, *others = _all(name)
    return f"{first} (or {', '.join(others)})" if others else first


def cancels() -> str:
    """The key that ends what is waited for."""
    return f"{key('go_back')} cancels."


def _all(name: str) -> tuple[str, ...]:
    return _own.get(name) or USUAL[name]


def use(own: Mapping[str, tuple[str, ...]]) -> None:
    """Speak of these keys instead of the usual ones, by the same names."""
    _own.clear()
    _own.update(own)
