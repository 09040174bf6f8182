"""A run of the lines, answered through a pipe."""

from __future__ import annotations

from pathlib import Path

import pytest
from plain_support import Talker


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Talker:
    """Runs the lines with answers given beforehand."""
    return Talker(monkeypatch)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the configuration goes."""
    return tmp_path / "config" / "config.json"
