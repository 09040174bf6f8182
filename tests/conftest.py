"""No test sees the real home folder, the real settings, or a network beyond this machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ALWAYS_LEFT_OUT = ("CLICKFUNNELS_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_")


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home folder of the test's own, and none of the machine's settings."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in os.environ:
        if name.upper().startswith(_ALWAYS_LEFT_OUT):
            monkeypatch.delenv(name)
