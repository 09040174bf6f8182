"""What is said of where tokens are kept: files that others can open, the keyring, another tool's file."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    pass
