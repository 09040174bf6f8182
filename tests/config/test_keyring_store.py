"""Tokens in a keyring. The tests use their own backend, never the system's."""

from __future__ import annotations

import importlib
import json
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Literal

import pytest

import wizard
from wizard.config import keyring_store as store
from wizard.config.active_profile import choose_profile
from wizard.config.errors import KeyringTrouble, NoToken
from wizard.config.paths import CONFIG_DIR_VARIABLE
from wizard.config.profile import Profile
from wizard.config.profile_changes import forget, move_tokens, rename, replace_tokens, undo
from wizard.config.reading import read
from wizard.config.saving import save
from wizard.support.secret import Token

keyring = pytest.importorskip("keyring")

Store = Literal["file", "keyring"]

HAMMER = "hammer-token-0123456789-abcdef"
OTHER = "other-token-9876543210-zyxwvuts"
LIMIT = 0.2
posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows links need privileges")


class Memory(keyring.backend.KeyringBackend):
    """Keeps entries in this process, or does what a test wants instead."""

    priority: ClassVar[float] = 5
    name = "Memory Keyring"

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.refused: set[str] = set()
        self.hanging: set[str] = set()
        self.go_on = threading.Event()
        self.touched: list[tuple[str, str]] = []

    def get_password(self, service: str, username: str) -> str | None:
        self._begin("get", service, username)
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._begin("set", service, username, password)
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._begin("delete", service, username)
        del self.entries[service, username]

    def _begin(self, action: str, *words: str) -> None:
        self.touched.append(words[:2])
        if action in self.hanging:
            self.go_on.wait()
            raise RuntimeError("nobody waits for this any more")
        if action in self.refused:
            raise RuntimeError(f"cannot {action} {' '.join(words)}")


keyring.backend.KeyringBackend._classes.discard(Memory)  # keyring must never select it itself


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> Iterator[Memory]:
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)  # so that the previous backend is restored
    backend = Memory()
    keyring.set_keyring(backend)
    yield backend
    backend.go_on.set()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the keyring's timeout to a fraction of a second."""
    monkeypatch.setattr(store, "SECONDS", LIMIT)
    monkeypatch.setattr(store, "SECONDS_TO_LOOK", LIMIT)
    if store._use.__defaults__ != (None,):  # a default that was taken from SECONDS at import
        monkeypatch.setattr(store._use, "__defaults__", (LIMIT,))


@pytest.fixture
def kept(path: Path, hammer: Profile, vault: Memory) -> Profile:
    """The profile `hammer-workspace`, saved with its token in the keyring."""
    profile = hammer._replace(token_store="keyring")
    save(path, profile)
    return profile


def entry(path: Path, name: str = "hammer-workspace") -> tuple[str, str]:
    return store.SERVICE, store.entry_name(path, name)


def raw(path: Path, name: str = "hammer-workspace") -> dict[str, object]:
    return json.loads(path.read_bytes())["profiles"][name]


def assert_shows_no_token(error: BaseException) -> None:
    told = "".join(traceback.format_exception(error)) + repr(error)
    assert HAMMER not in told
    assert OTHER not in told


def test_a_token_goes_into_the_keyring_and_not_into_the_file(
    path: Path, kept: Profile, vault: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = path.read_text()
    assert '"token": null' in text
    assert '"token_store": "keyring"' in text
    assert HAMMER not in text
    assert vault.entries == {entry(path): HAMMER}
    monkeypatch.setenv(CONFIG_DIR_VARIABLE, str(path.parent))
    assert wizard.load() == kept


def test_reading_and_listing_do_not_ask_the_keyring(path: Path, kept: Profile, vault: Memory) -> None:
    vault.touched.clear()
    assert read(path).profiles == {kept.name: kept._replace(token=None)}
    assert choose_profile(path, None, {}).token_source == "keyring"
    assert choose_profile(path, None, {"CLICKFUNNELS_API_TOKEN": OTHER}).token() == Token(OTHER)
    assert vault.touched == []


def test_a_save_without_the_token_leaves_the_entry(path: Path, kept: Profile, vault: Memory) -> None:
    save(path, kept._replace(token=None))
    assert vault.entries == {entry(path): HAMMER}


def test_tokens_move_into_the_keyring_and_back(path: Path, hammer: Profile, vault: Memory) -> None:
    save(path, hammer)
    save(path, hammer._replace(name="second", token=Token(OTHER)))
    before = path.read_bytes()

    move_tokens(path, ["hammer-workspace", "second"], "keyring")
    assert vault.entries == {entry(path): HAMMER, entry(path, "second"): OTHER}
    for name, token in (("hammer-workspace", HAMMER), ("second", OTHER)):
        assert (raw(path, name)["token"], raw(path, name)["token_store"]) == (None, "keyring")
        assert choose_profile(path, name, {}).token() == Token(token)
    assert read(path).current == "second"

    move_tokens(path, ["hammer-workspace", "second"], "file")
    assert vault.entries == {}
    assert path.read_bytes() == before


def test_only_the_named_profiles_are_moved(path: Path, hammer: Profile, vault: Memory) -> None:
    save(path, hammer)
    save(path, hammer._replace(name="second", token=Token(OTHER)))
    move_tokens(path, ["second"], "keyring")
    assert vault.entries == {entry(path, "second"): OTHER}
    assert raw(path)["token"] == HAMMER
    assert "token_store" not in raw(path)


def test_moving_to_where_the_token_is_changes_nothing(path: Path, kept: Profile, vault: Memory) -> None:
    before = path.read_bytes()
    move_tokens(path, [kept.name], "keyring")
    assert path.read_bytes() == before
    assert vault.entries == {entry(path): HAMMER}


def test_a_profile_without_a_token_has_nothing_to_move(path: Path, hammer: Profile, vault: Memory) -> None:
    save(path, hammer._replace(token=None))
    before = path.read_bytes()
    with pytest.raises(NoToken):
        move_tokens(path, [hammer.name], "keyring")
    assert path.read_bytes() == before
    assert vault.entries == {}


def test_saving_the_token_in_the_file_removes_it_from_the_keyring(
    path: Path, kept: Profile, vault: Memory
) -> None:
    save(path, kept._replace(token=Token(OTHER), token_store="file"))
    assert vault.entries == {}
    assert raw(path)["token"] == OTHER


def test_a_renamed_profile_keeps_its_token(path: Path, kept: Profile, vault: Memory) -> None:
    rename(path, kept.name, "shop")
    assert vault.entries == {entry(path, "shop"): HAMMER}
    assert choose_profile(path, "shop", {}).token() == Token(HAMMER)


def test_a_rename_to_the_same_name_keeps_the_token(path: Path, kept: Profile, vault: Memory) -> None:
    rename(path, kept.name, kept.name)
    assert vault.entries == {entry(path): HAMMER}


def test_a_replaced_token_goes_where_the_old_one_was(path: Path, kept: Profile, vault: Memory) -> None:
    replace_tokens(path, [kept.name], Token(OTHER))
    assert vault.entries == {entry(path): OTHER}
    assert raw(path)["token"] is None


def test_forgetting_removes_our_entry_and_touches_no_other(
    path: Path, kept: Profile, vault: Memory, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / "config.json"
    save(elsewhere, kept)
    save(path, kept._replace(name="second"))
    vault.entries["mail", "somebody"] = "a password"
    vault.entries["mail", store.entry_name(path, kept.name)] = "a password"
    vault.entries[store.SERVICE, "somebody"] = "by hand"
    others = dict(vault.entries)
    del others[entry(path)]
    vault.touched.clear()
    forget(path, [kept.name])
    assert vault.entries == others
    assert set(vault.touched) == {entry(path)}
    assert choose_profile(elsewhere, None, {}).token() == Token(HAMMER)


def test_forgetting_works_even_if_the_entry_is_gone(path: Path, kept: Profile, vault: Memory) -> None:
    vault.entries.clear()
    assert forget(path, [kept.name]).notes == ()
    assert read(path).names == ()


@pytest.mark.parametrize("trouble", ["refused", "hanging"])
@pytest.mark.usefixtures("impatient")
def test_a_token_that_could_not_be_removed_is_reported(
    path: Path, kept: Profile, vault: Memory, trouble: str
) -> None:
    getattr(vault, trouble).add("delete")
    (note,) = forget(path, [kept.name]).notes
    assert "The token of “hammer-workspace” is still in it." in note
    assert HAMMER not in note
    assert read(path).names == ()


def test_files_in_different_places_do_not_share_an_entry(
    path: Path, kept: Profile, vault: Memory, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / "config.json"
    save(elsewhere, kept._replace(token=Token(OTHER)))
    assert choose_profile(path, None, {}).token() == Token(HAMMER)
    assert choose_profile(elsewhere, None, {}).token() == Token(OTHER)


@posix_only
def test_a_linked_file_has_the_entry_of_the_real_one(
    path: Path, kept: Profile, vault: Memory, tmp_path: Path
) -> None:
    link = tmp_path / "link" / "config.json"
    link.parent.mkdir(mode=0o700)
    link.symlink_to(path)
    assert choose_profile(link, None, {}).token() == Token(HAMMER)
    rename(link, kept.name, "shop")
    assert vault.entries == {entry(path, "shop"): HAMMER}


@pytest.mark.parametrize("trouble", ["refused", "hanging"])
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("action", ["save", "move", "rename", "replace"])
def test_a_keyring_that_refuses_the_token_leaves_the_file_unchanged(
    path: Path, hammer: Profile, vault: Memory, *, action: str, trouble: str
) -> None:
    save(path, hammer._replace(name="in-keyring", token_store="keyring"))
    save(path, hammer)
    before, entries = path.read_bytes(), dict(vault.entries)
    getattr(vault, trouble).add("set")
    with pytest.raises(KeyringTrouble) as caught:
        match action:
            case "save":
                save(path, hammer._replace(name="second", token_store="keyring"))
            case "move":
                move_tokens(path, [hammer.name], "keyring")
            case "rename":
                rename(path, "in-keyring", "renamed")
            case "replace":
                replace_tokens(path, [hammer.name, "in-keyring"], Token(OTHER))
    assert ("refused" if trouble == "refused" else f"within {LIMIT:g} seconds") in caught.value.what
    assert_shows_no_token(caught.value)
    assert path.read_bytes() == before
    assert vault.entries == entries


@pytest.mark.parametrize("is_new", [True, False])
def test_a_keyring_that_stores_nothing_is_reported_before_the_file_loses_the_token(
    path: Path, hammer: Profile, vault: Memory, monkeypatch: pytest.MonkeyPatch, *, is_new: bool
) -> None:
    save(path, hammer)
    before = path.read_bytes()
    monkeypatch.setattr(vault, "set_password", lambda *_: None)
    with pytest.raises(KeyringTrouble, match="didn't return it") as caught:
        if is_new:
            save(path, hammer._replace(name="second", token_store="keyring"))
        else:
            move_tokens(path, [hammer.name], "keyring")
    assert_shows_no_token(caught.value)
    assert path.read_bytes() == before


def test_a_move_that_fails_halfway_leaves_no_token_behind_in_the_keyring(
    path: Path, hammer: Profile, vault: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(path, hammer)
    save(path, hammer._replace(name="second", token=Token(OTHER)))
    before = path.read_bytes()
    put = vault.set_password

    def refuse_the_second(service: str, username: str, password: str) -> None:
        if password == OTHER:
            raise RuntimeError("full")
        put(service, username, password)

    monkeypatch.setattr(vault, "set_password", refuse_the_second)
    with pytest.raises(KeyringTrouble):
        move_tokens(path, ["hammer-workspace", "second"], "keyring")
    assert path.read_bytes() == before
    assert vault.entries == {}


@pytest.mark.parametrize("action", ["load", "move", "rename"])
@pytest.mark.parametrize("trouble", ["refused", "hanging", "forgotten", "garbage"])
@pytest.mark.usefixtures("impatient")
def test_a_token_that_the_keyring_does_not_return_is_reported_and_the_file_unchanged(
    path: Path, kept: Profile, vault: Memory, *, action: str, trouble: str
) -> None:
    before = path.read_bytes()
    match trouble:
        case "refused" | "hanging":
            getattr(vault, trouble).add("get")
        case "forgotten":
            vault.entries.clear()
        case "garbage":
            vault.entries[entry(path)] = f"{HAMMER} and more words"
    words = {
        "refused": "refused",
        "hanging": "did not answer",
        "forgotten": "no token",
        "garbage": "isn't a token",
    }
    with pytest.raises(KeyringTrouble, match=words[trouble]) as caught:
        match action:
            case "load":
                choose_profile(path, None, {}).complete()
            case "move":
                move_tokens(path, [kept.name], "file")
            case "rename":
                rename(path, kept.name, "shop")
    assert_shows_no_token(caught.value)
    assert path.read_bytes() == before


def test_a_real_keyring_is_named(vault: Memory) -> None:
    assert store.available() == "Memory Keyring"


@pytest.mark.parametrize("kind", ["fail", "null"])
def test_a_backend_that_stores_nothing_does_not_count(
    path: Path, hammer: Profile, vault: Memory, kind: str
) -> None:
    keyring.set_keyring(importlib.import_module(f"keyring.backends.{kind}").Keyring())
    assert store.available() is None
    with pytest.raises(KeyringTrouble, match="no system keyring") as caught:
        save(path, hammer._replace(token_store="keyring"))
    assert_shows_no_token(caught.value)
    assert not path.exists()


class Weak(Memory):
    """A backend that exists but that the library doesn't recommend."""

    priority: ClassVar[float] = 0.5
    name = "Weak Keyring"
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.entries = self.kept


keyring.backend.KeyringBackend._classes.discard(Weak)


@pytest.fixture
def looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library find a keyring from its settings, as it does when a program starts."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    Weak.kept.clear()


@pytest.mark.usefixtures("looks_again")
@pytest.mark.parametrize("setting", ["variable", "file"])
def test_a_selected_backend_is_used_whatever_its_priority(
    path: Path, hammer: Profile, home: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    name = f"{Weak.__module__}.Weak"
    if setting == "variable":
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    else:
        monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
        monkeypatch.setattr(keyring.core, "_config_path", lambda: home / "keyringrc.cfg")
        (home / "keyringrc.cfg").write_text(f"[backend]\ndefault-keyring={name}\n")
    assert store.available() == "Weak Keyring"
    save(path, hammer._replace(token_store="keyring"))
    assert HAMMER not in path.read_text()
    assert choose_profile(path).token() == Token(HAMMER)


@pytest.mark.usefixtures("looks_again")
@pytest.mark.parametrize(
    ("backend", "what", "next_step"),
    [
        (
            "keyring.backends.fail.Keyring",
            "PYTHON_KEYRING_BACKEND turns it off",
            "Change PYTHON_KEYRING_BACKEND",
        ),
        (
            "keyring.backends.null.Keyring",
            "PYTHON_KEYRING_BACKEND turns it off",
            "Change PYTHON_KEYRING_BACKEND",
        ),
        ("keyring.backends.nonsense.Keyring", "names “keyring.backends.nonsense.Keyring”", "Correct PYTHON_"),
        ("keyring.backends.null.Nonsense", "names “keyring.backends.null.Nonsense”", "Correct PYTHON_"),
        ("nonsense", "PYTHON_KEYRING_BACKEND names “nonsense”", "Correct PYTHON_KEYRING_BACKEND"),
        ("", "PYTHON_KEYRING_BACKEND names “”", "unset it"),
    ],
)
def test_a_setting_that_selects_no_keyring_is_named(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch, backend: str, what: str, next_step: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    assert store.available() is None
    with pytest.raises(KeyringTrouble) as caught:
        save(path, hammer._replace(token_store="keyring"))
    assert what in caught.value.what
    assert next_step in caught.value.hint
    assert not path.exists()


@pytest.mark.usefixtures("looks_again")
@pytest.mark.parametrize(
    ("found", "what", "next_step"),
    [
        (None, "no program here offers one", "Install or start one"),
        (Weak, "only keyring here is Weak Keyring", "Set PYTHON_KEYRING_BACKEND="),
    ],
)
def test_a_system_without_a_secure_keyring_is_reported(
    path: Path,
    hammer: Profile,
    monkeypatch: pytest.MonkeyPatch,
    found: type[Memory] | None,
    what: str,
    next_step: str,
) -> None:
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    monkeypatch.setattr(keyring.backend, "get_all_keyring", lambda: [found()] if found else [])
    assert store.available() is None
    with pytest.raises(KeyringTrouble) as caught:
        save(path, hammer._replace(token_store="keyring"))
    assert what in caught.value.what
    assert next_step in caught.value.hint


@pytest.mark.usefixtures("looks_again")
def test_an_empty_chain_is_not_reported_as_turned_off(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.chainer.ChainerBackend")
    monkeypatch.setattr(keyring.backend, "get_all_keyring", list)
    with pytest.raises(KeyringTrouble, match="no program here offers one"):
        save(path, hammer._replace(token_store="keyring"))


@pytest.mark.usefixtures("impatient")
def test_each_keyring_error_has_its_own_message(
    path: Path, kept: Profile, vault: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: str) -> str:
        raise keyring.errors.KeyringLocked(HAMMER)

    told = set()
    for trouble in ("locked", "refused", "hanging", "not installed", "gone"):
        with monkeypatch.context() as patch, pytest.raises(KeyringTrouble) as caught:
            match trouble:
                case "locked":
                    patch.setattr(vault, "get_password", locked)
                case "refused":
                    patch.setattr(vault, "refused", {"get"})
                case "hanging":
                    patch.setattr(vault, "hanging", {"get"})
                case "not installed":
                    patch.setitem(sys.modules, "keyring", None)
                case "gone":
                    patch.setattr(vault, "entries", {})
            choose_profile(path).token()
        assert_shows_no_token(caught.value)
        told.add((caught.value.what, caught.value.hint))
    assert len({what for what, _ in told}) == len({hint for _, hint in told}) == 5
    assert any(what == "The system's keyring is locked." for what, _ in told)


def test_a_chain_is_named_after_a_real_keyring(vault: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    null = importlib.import_module("keyring.backends.null").Keyring()
    chain = importlib.import_module("keyring.backends.chainer").ChainerBackend
    monkeypatch.setattr(chain, "backends", [null, vault])
    keyring.set_keyring(chain())
    assert store.available() == "Memory Keyring"
    monkeypatch.setattr(chain, "backends", [null])
    assert store.available() is None


@pytest.mark.usefixtures("impatient")
def test_a_keyring_that_hangs_does_not_count(
    path: Path, hammer: Profile, vault: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang() -> None:
        vault.go_on.wait()

    monkeypatch.setattr(keyring, "get_keyring", hang)
    assert store.available() is None
    with pytest.raises(KeyringTrouble):
        save(path, hammer._replace(token_store="keyring"))
    assert not path.exists()
    assert vault.touched == []


def test_without_the_package_keyring_the_extra_is_named(
    path: Path, hammer: Profile, kept: Profile, vault: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert store.available() is None
    with pytest.raises(KeyringTrouble, match="extra “keyring” is not installed"):
        choose_profile(path, None, {}).token()
    with pytest.raises(KeyringTrouble, match="extra “keyring” is not installed") as caught:
        save(path, hammer._replace(name="second", token_store="keyring"))
    assert_shows_no_token(caught.value)
    assert path.read_bytes() == before


def test_a_file_without_keyring_tokens_needs_no_keyring(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    save(path, hammer)
    rename(path, hammer.name, "shop")
    assert choose_profile(path, None, {}).token() == Token(HAMMER)
    assert forget(path, ["shop"]).notes == ()


def test_a_token_that_went_into_the_keyring_is_in_no_version_of_the_file(
    path: Path, hammer: Profile, vault: Memory
) -> None:
    save(path, hammer)
    move_tokens(path, [hammer.name], "keyring")
    assert all(HAMMER.encode() not in entry.read_bytes() for entry in path.parent.iterdir())
    undo(path)
    assert choose_profile(path).token() == Token(HAMMER)


def test_a_rename_of_a_profile_in_the_keyring_can_be_undone(
    path: Path, hammer: Profile, vault: Memory
) -> None:
    save(path, hammer._replace(token_store="keyring"))
    rename(path, hammer.name, "new")
    undo(path)
    assert choose_profile(path).profile.name == hammer.name
    assert choose_profile(path).token() == Token(HAMMER)
    assert len(vault.entries) == 1


@pytest.mark.parametrize(("first", "then"), [("file", "keyring"), ("keyring", "file")])
def test_undoing_a_move_moves_the_token_back_and_again(
    path: Path,
    hammer: Profile,
    vault: Memory,
    first: Literal["file", "keyring"],
    then: Literal["file", "keyring"],
) -> None:
    save(path, hammer._replace(token_store=first))
    move_tokens(path, [hammer.name], then)
    for store_now in (first, then, first):
        profile = undo(path).document.profiles[hammer.name]
        assert profile.token_store == store_now
        assert choose_profile(path).token() == Token(HAMMER)
        assert len(vault.entries) == (store_now == "keyring")


def test_undoing_a_rename_and_a_move_at_once(path: Path, hammer: Profile, vault: Memory) -> None:
    save(path, hammer)
    rename(path, hammer.name, "new")
    move_tokens(path, ["new"], "keyring")
    undo(path, 2)
    assert choose_profile(path).profile.name == hammer.name
    assert choose_profile(path).profile.token == Token(HAMMER)
    assert vault.entries == {}


def test_a_move_whose_token_the_keyring_has_lost_is_not_undone(
    path: Path, hammer: Profile, vault: Memory
) -> None:
    save(path, hammer)
    move_tokens(path, [hammer.name], "keyring")
    vault.entries.clear()
    before = path.read_bytes()
    with pytest.raises(KeyringTrouble):
        undo(path)
    assert path.read_bytes() == before


def test_undoing_a_move_out_of_the_keyring_keeps_it(path: Path, hammer: Profile, vault: Memory) -> None:
    save(path, hammer._replace(token_store="keyring"))
    move_tokens(path, [hammer.name], "file")
    undo(path)
    assert choose_profile(path).token() == Token(HAMMER)
    forget(path, [hammer.name])
    undo(path)
    with pytest.raises(NoToken):
        choose_profile(path).token()
