"""A fake Windows, for modules that check which system they run on."""

from __future__ import annotations

import pytest
from windows_os import AccessLists, WindowsOs

from wizard.cli import debug_log
from wizard.config import atomic_write, permissions, windows_acl
from wizard.contacts.export import partial_file


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> AccessLists:
    for module in (atomic_write, permissions, partial_file, debug_log):
        monkeypatch.setattr(module, "os", WindowsOs("os"))
    lists = AccessLists()
    monkeypatch.setattr(windows_acl, "other_accounts", lists.others)
    monkeypatch.setattr(windows_acl, "restrict", lists.close)
    return lists
