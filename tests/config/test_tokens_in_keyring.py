"""Tokens in a keyring: never silently, never for ever waited for, and no other entry touched."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from wizard.config import KeyringTrouble, Profile, choose, keyring_store, read
from wizard.config.changes import forget, move_tokens, rename
from wizard.config.saving import save

keyring = pytest.importorskip("keyring")
SECRET = "hammer-token-0123456789-abcdef"


class Memory(keyring.backend.KeyringBackend):  # type: ignore[name-defined,misc]
    """A keyring in memory, that can refuse or hang."""

    priority = 5
    name = "Memory"

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {("someone", "else"): "kept"}
        self.refuses = False
        self.hangs: threading.Event | None = None

    def _wait(self) -> None:
        if self.hangs:
            self.hangs.wait(60)
        if self.refuses:
            raise RuntimeError(f"no entry for {SECRET}")

    def get_password(self, service: str, username: str) -> str | None:
        self._wait()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._wait()
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._wait()
        del self.held[service, username]


@pytest.fixture
def memory() -> Iterator[Memory]:
    before, backend = keyring.get_keyring(), Memory()
    keyring.set_keyring(backend)
    yield backend
    if backend.hangs:
        backend.hangs.set()
    keyring.set_keyring(before)


@pytest.fixture
def kept(path: Path, hammer: Profile, memory: Memory) -> Path:
    """A profile whose token is in the keyring."""
    save(path, replace(hammer, token_store="keyring"))
    return path


def test_the_file_says_where_the_token_is_and_everything_reads_it(kept: Path, memory: Memory) -> None:
    text = kept.read_text()
    assert SECRET not in text
    assert '"token": null' in text
    assert '"token_store": "keyring"' in text
    assert memory.held["clickfunnels-wizard", f"hammer-workspace in {kept}"] == SECRET
    choice = choose(kept, None, {})
    assert choice.token_source == "keyring"
    assert choice.token().reveal() == SECRET
    assert choice.complete().token == choice.token()


def test_a_rename_takes_the_token_along(kept: Path, memory: Memory) -> None:
    rename(kept, "hammer-workspace", "anvil")
    assert choose(kept, "anvil", {}).token().reveal() == SECRET
    assert set(memory.held) == {("someone", "else"), ("clickfunnels-wizard", f"anvil in {kept}")}


def test_back_into_the_file_and_again_into_the_keyring(kept: Path, memory: Memory) -> None:
    move_tokens(kept, ["hammer-workspace"], "file")
    assert SECRET in kept.read_text()
    assert "token_store" not in kept.read_text()
    assert set(memory.held) == {("someone", "else")}
    move_tokens(kept, ["hammer-workspace"], "keyring")
    assert SECRET not in kept.read_text()


def test_forgetting_touches_no_other_entry(kept: Path, memory: Memory) -> None:
    memory.held["clickfunnels-wizard", "hammer-workspace in /another/config.json"] = "other"
    forget(kept, ["hammer-workspace"])
    assert set(memory.held.values()) == {"kept", "other"}


def test_an_entry_that_is_gone_is_told(kept: Path, memory: Memory) -> None:
    memory.held.clear()
    with pytest.raises(KeyringTrouble, match="has no token for the profile “hammer-workspace”"):
        choose(kept, None, {}).token()


def test_a_keyring_that_refuses_leaves_the_file_as_it_was(
    path: Path, hammer: Profile, memory: Memory
) -> None:
    save(path, hammer)
    before = path.read_bytes()
    memory.refuses = True
    with pytest.raises(KeyringTrouble, match="refused") as caught:
        move_tokens(path, ["hammer-workspace"], "keyring")
    assert path.read_bytes() == before
    assert SECRET not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_keyring_that_hangs_is_not_waited_for(
    kept: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring_store, "SECONDS", 0.1)
    memory.hangs = threading.Event()
    with pytest.raises(KeyringTrouble, match=r"did not answer within 0\.1 seconds"):
        choose(kept, None, {}).token()


def test_a_token_that_cannot_be_taken_out_is_told_and_the_file_is_written(kept: Path, memory: Memory) -> None:
    memory.refuses = True
    saved = forget(kept, ["hammer-workspace"])
    assert read(kept).names == ()
    assert any("is still in it" in note for note in saved.notes)


def test_without_the_library_the_extra_is_named(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert keyring_store.available() is None
    with pytest.raises(KeyringTrouble, match="extra “keyring” is not installed"):
        keyring_store.fetch(path, "hammer-workspace")
    with pytest.raises(KeyringTrouble):
        save(path, replace(hammer, token_store="keyring"))
    assert not path.exists()


def test_only_a_real_keyring_counts(memory: Memory) -> None:
    assert keyring_store.available() == "Memory"
    from keyring.backends import fail, null

    for backend in (fail.Keyring(), null.Keyring()):
        keyring.set_keyring(backend)
        assert keyring_store.available() is None
