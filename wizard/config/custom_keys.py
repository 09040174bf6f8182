"""The optional `keys` object of the configuration file: other keys for the screens' actions."""

from __future__ import annotations

from collections.abc import Mapping

from wizard.config.document import Document
from wizard.support.safe_text import sanitize_line


def read_custom_keys(document: Document) -> tuple[Mapping[str, str], list[str]]:
    """Give the keys by action, and a sentence for each entry that can't be used."""
    raw = document.raw.get("keys")
    if raw is None:
        return {}, []
    if not isinstance(raw, dict):
        return {}, ["keys in the configuration file must be an object in braces; the usual keys are used."]
    keys = {name: key for name, key in raw.items() if isinstance(key, str)}
    others = [sanitize_line(name) for name in raw if name not in keys]
    return keys, [f'keys.{name} must be a text in quotes, such as "f".' for name in others]
