"""Windows, faked for the modules that ask which system it is."""

from __future__ import annotations

import pytest
from windows_os import AccessLists, WindowsOs

from wizard.cli import debug_log
from wizard.config import rights, windows_acl, writing
from wizard.contacts.export import part


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> AccessLists:
    for module in (writing, rights, part, debug_log):
        monkeypatch.setattr(module, "os", WindowsOs("os"))
    lists = AccessLists()
    monkeypatch.setattr(windows_acl, "others", lists.others)
    monkeypatch.setattr(windows_acl, "close", lists.close)
    return lists
