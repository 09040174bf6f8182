"""What is said of keys of one's own, by their names in `keys` of the configuration file."""

from __future__ import annotations

NO_OBJECT = "keys in the configuration file must be an object in braces; the usual keys are used."


def own(keys: str) -> str:
    """The keys of one's own that work, below a screen's explanation."""
    return f"Keys of your own: {keys}"


def no_text(name: str) -> str:
    """An entry that is a number, say."""
    return f'keys.{name} must be a text in quotes, such as "f".'


def unknown(name: str, near: str | None) -> str:
    """A name that nothing has, and the one that may have been meant."""
    hint = f"Did you mean {near}?" if near else "`cfw schema` lists the names."
    return f"keys.{name}: nothing here is called that. {hint}"


def no_key(name: str, key: str) -> str:
    """Something that no key is called."""
    return f"keys.{name}: “{key}” is no key. Write it as f, f5, ctrl+n or alt+x."


def not_typed(name: str, key: str) -> str:
    """A key that is a letter, for something that works while a person types."""
    return f"keys.{name}: {key} could not be typed any more. Take one with ctrl, or f1 to f12."


def taken(name: str, keys: str, other: str) -> str:
    """Keys that two things have."""
    return f"keys.{name} takes {keys} from {other}."
