"""`cfw undo`: what it restores, and what it reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_support import Cfw

from wizard.config.paths import config_path
from wizard.sandbox import DEMO_TOKEN

keyring = pytest.importorskip("keyring")


class Memory(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> Memory:
    """Use a keyring in memory."""
    memory = Memory()
    monkeypatch.setattr(keyring, "get_keyring", lambda: memory)
    monkeypatch.setattr(keyring, "get_password", memory.get_password)
    monkeypatch.setattr(keyring, "set_password", memory.set_password)
    monkeypatch.setattr(keyring, "delete_password", memory.delete_password)
    return memory


def tokens() -> dict[str, str | None]:
    saved = json.loads(config_path().read_text(encoding="utf-8"))
    return {name: one["token"] for name, one in saved["profiles"].items()}


def test_undoing_a_move_of_all_tokens_moves_them_back_and_says_so(saved: Cfw, vault: Memory) -> None:
    before = config_path().read_bytes()
    assert saved("token-store", "keyring", "--all").status == 0
    assert set(tokens().values()) == {None}
    done = saved("undo")
    assert done.status == 0
    assert "Kept in the file: the token of nagel-sohne, chanoyu, hammer-workspace." in done.out
    assert config_path().read_bytes() == before
    assert set(tokens().values()) == {DEMO_TOKEN}
    assert vault.entries == {}
    done = saved("undo")
    assert "Kept in the keyring: the token of nagel-sohne, chanoyu, hammer-workspace." in done.out
    assert len(vault.entries) == 3


def test_undoing_a_switch_only_changes_the_current_profile(saved: Cfw) -> None:
    assert saved("switch", "nagel-sohne", "--offline").status == 0
    assert saved("undo").out == "Undone. Current profile: hammer-workspace.\n"


def test_with_nothing_to_restore_undo_is_not_suggested(cfw: Cfw, saved: Cfw) -> None:
    for version in config_path().parent.glob("config.backup-*"):
        version.unlink()
    done = saved("undo")
    assert done.status == 1
    assert "no earlier version" in done.err
    assert "cfw undo" not in done.err
    config_path().write_text("{ torn")
    done = saved("undo")
    assert done.status == 1
    assert "cannot be used" in done.err
    assert "cfw undo" not in done.err
    assert Path(config_path()).read_text() == "{ torn"


def test_it_says_what_was_restored_and_removed(saved: Cfw) -> None:
    assert saved("forget", "chanoyu", "--yes").status == 0
    done = saved("undo")
    assert done.out.startswith("Undone. Current profile: hammer-workspace.\n")
    assert "Restored: chanoyu." in done.out
    done = saved("undo")
    assert "Removed: chanoyu." in done.out
