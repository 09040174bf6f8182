"""What saving the configuration file gives."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from wizard.config.document import Document


class Saved(NamedTuple):
    """What was written, and where."""

    path: Path
    """The file itself, if ``config.json`` is a link to it."""
    document: Document
    notes: tuple[str, ...]
    """Sentences for people, such as about permissions that were repaired."""
