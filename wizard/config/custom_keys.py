"""The optional `keys` of the configuration file: other keys for what the screens do."""

from __future__ import annotations

from wizard.config.document import Document
from wizard.support.safe_text import sanitize_line

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Mapping


def read_custom_keys(document: Document) -> tuple[Mapping[str, str], list[str]]:
    """Give the keys by what they do, and a sentence for each entry that is no text."""
    raw = document.raw.get("keys")
    if raw is None:
        return {}, []
    if not isinstance(raw, dict):
        return {}, ["keys in the configuration file must be an object in braces; the usual keys are used."]
    keys = {name: key for name, key in raw.items() if isinstance(key, str)}
    return keys, [
        f'keys.{sanitize_line(name)} must be a text in quotes, such as "f".'
        for name in raw
        if name not in keys
    ]
