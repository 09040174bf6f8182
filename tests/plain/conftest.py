"""Fixtures for runs of the plain lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from plain_support import Converse


@pytest.fixture
def converse(monkeypatch: pytest.MonkeyPatch) -> Converse:
    """Runs the plain lines with the answers it is given."""
    return Converse(monkeypatch)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The configuration file."""
    return tmp_path / "config" / "config.json"
