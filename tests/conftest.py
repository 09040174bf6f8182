"""Keep tests away from the real home folder, the real settings, and any network beyond this machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from wizard.cli.agent_check import AGENT_VARIABLES
from wizard.config.paths import default_folder

settings.register_profile("short", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("short"), max_examples=20_000)
settings.load_profile("short")  # tests/bench measures speed; --hypothesis-profile=long tries many inputs

os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
for _name in ("NO_COLOR", "COLORFGBG", "CI", *(entry.partition("=")[0] for entry in AGENT_VARIABLES)):
    os.environ.pop(_name, None)
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
"""No test uses the machine's keyring; this backend stores nothing."""

_HOME_FOLDERS = {
    "HOME": "",
    "XDG_CONFIG_HOME": ".config",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "WIN_PD_OVERRIDE_APPDATA": "AppData/Roaming",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "AppData/Local",
}
"""Environment variables for the home folder or folders in it, on POSIX and Windows.

On Windows, platformdirs ignores the usual variables and asks the system for the user's folders. Newer
versions respect the last two; with older versions no test runs there.
"""

_ALWAYS_LEFT_OUT = ("CLICKFUNNELS_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test its own home folder and none of the machine's settings."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name, below in _HOME_FOLDERS.items():
        monkeypatch.setenv(name, str(folder / below))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("NO_COLOR")  # a command with --no-color sets it, and it goes away with the test
    for name in tuple(os.environ):
        if name.upper().startswith(_ALWAYS_LEFT_OUT):
            monkeypatch.delenv(name)
    for used in (default_folder(), Path.home()):
        if not used.is_relative_to(folder):
            pytest.exit(f"The tests would use the real home folder: {used}", 1)
    return folder
