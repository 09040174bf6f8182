"""What opens over a screen, and is closed again."""

from __future__ import annotations

from typing import ClassVar

from textual.screen import ModalScreen, ScreenResultType


class Dialog(ModalScreen[ScreenResultType]):
    """A box in the middle, over what was there."""

    CSS_PATH: ClassVar[list[str]] = ["tables.tcss", "dialogs.tcss"]  # type: ignore[assignment]
