"""Changes to saved profiles, and the cached list of workspaces."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from wizard.api.models import Team, Workspace
from wizard.config.errors import BadProfileName, UnknownProfile
from wizard.config.paths import CACHE_NAME
from wizard.config.profile import Profile
from wizard.config.profile_changes import forget, move_tokens, rename, replace_tokens, same_team
from wizard.config.reading import find_profile, read
from wizard.config.saved import Saved
from wizard.config.saving import save, update
from wizard.config.workspace_cache import (
    AccessibleWorkspace,
    CachedWorkspaces,
    read_workspace_cache,
    write_workspace_cache,
)
from wizard.support.secret import Token

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
MOMENT = datetime(2026, 11, 24, 8, 15, tzinfo=UTC)
NEW = Token("new-token-9876543210-zyxwvuts")


@pytest.fixture
def three(path: Path, hammer: Profile) -> Path:
    """`one`, `two` and `three`, with unknown keys; `three` is current and `two` is previous."""
    for name in ("one", "two", "three"):
        save(path, hammer._replace(name=name, token=Token(f"{name}-token-0123456789-abcdef")))
    content = json.loads(path.read_bytes())
    content["later"] = {"kept": True}
    for entry in content["profiles"].values():
        entry["color"] = "blue"
        entry["team"]["plan"] = ["a", 1.5]
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def raw(path: Path) -> dict[str, Any]:
    return json.loads(path.read_bytes())


@pytest.mark.parametrize(
    ("old", "current", "previous", "order"),
    [
        ("one", "three", "two", ["new", "two", "three"]),
        ("two", "three", "new", ["one", "new", "three"]),
        ("three", "new", "two", ["one", "two", "new"]),
    ],
)
def test_a_rename_changes_the_name_everywhere_and_nothing_else(
    three: Path, *, old: str, current: str, previous: str, order: list[str]
) -> None:
    before = raw(three)
    saved = rename(three, old, "new")
    after = raw(three)
    assert (after["current"], after["previous"]) == (current, previous)
    assert list(after["profiles"]) == order
    assert list(after["profiles"].values()) == list(before["profiles"].values())
    assert after["later"] == before["later"]
    assert saved.document == read(three)
    assert find_profile(read(three), three, "new").name == "new"


def test_a_rename_to_the_same_name_changes_nothing(three: Path) -> None:
    before = raw(three)
    rename(three, "two", "two")
    assert raw(three) == before
    assert read(three).names == ("one", "two", "three")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda path: rename(path, "one", "two"), BadProfileName),
        (lambda path: rename(path, "one", ""), BadProfileName),
        (lambda path: rename(path, "one", "two words"), BadProfileName),
        (lambda path: rename(path, "one", "-one"), BadProfileName),
        (lambda path: rename(path, "one", "x" * 65), BadProfileName),
        (lambda path: rename(path, "on", "new"), UnknownProfile),
        (lambda path: forget(path, ["one", "on"]), UnknownProfile),
        (lambda path: replace_tokens(path, ["one", "on"], NEW), UnknownProfile),
        (lambda path: move_tokens(path, ["on"], "file"), UnknownProfile),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_an_impossible_change_is_reported_and_the_file_unchanged(
    three: Path, change: Callable[[Path], Saved], error: type[Exception]
) -> None:
    before = three.read_bytes()
    with pytest.raises(error) as caught:
        change(three)
    assert three.read_bytes() == before
    assert "-token-" not in str(caught.value)


@pytest.mark.parametrize(
    ("names", "current", "previous"),
    [
        (["one"], "three", "two"),
        (["two"], "three", None),
        (["three"], None, "two"),
        (["one", "three"], None, "two"),
        (["one", "two", "three"], None, None),
        ([], "three", "two"),
    ],
)
def test_forgetting_removes_the_named_profiles_and_selects_no_other(
    three: Path, names: list[str], current: str | None, previous: str | None
) -> None:
    before = raw(three)
    saved = forget(three, names)
    after = raw(three)
    assert (after["current"], after["previous"]) == (current, previous)
    left = {name: entry for name, entry in before["profiles"].items() if name not in names}
    assert json.dumps(after["profiles"]) == json.dumps(left)
    assert after["later"] == before["later"]
    assert saved.document == read(three)
    assert not any(f"{name}-token" in three.read_text() for name in names)


def test_a_replaced_token_is_all_that_changes(three: Path) -> None:
    expected = raw(three)
    for name in ("one", "three"):
        expected["profiles"][name]["token"] = NEW.reveal()
    saved = replace_tokens(three, ["one", "three"], NEW)
    assert json.dumps(raw(three)) == json.dumps(expected)
    assert saved.document == read(three)


def test_same_team_lists_the_other_profiles_with_another_token(path: Path, hammer: Profile) -> None:
    others = {
        "other-token": {"token": NEW},
        "no-token": {"token": None},
        "same-token": {},
        "other-team": {"token": NEW, "team": hammer.team._replace(id=4)},
        "other-address": {"token": NEW, "accounts_url": "https://accounts.example.com/api/v2"},
    }
    for name, change in others.items():
        save(path, hammer._replace(name=name, **change))
    document = save(path, hammer).document
    assert same_team(document, hammer) == ["other-token", "no-token"]


def test_a_token_can_be_replaced_for_the_whole_team(path: Path, hammer: Profile) -> None:
    save(path, hammer._replace(name="second", token=Token("second-token-0123456789")))
    document = save(path, hammer._replace(token=NEW)).document
    saved = replace_tokens(path, same_team(document, document.profiles[hammer.name]), NEW)
    assert {profile.token for profile in read(path).profiles.values()} == {NEW}
    assert saved.document.current == hammer.name
    assert same_team(saved.document, saved.document.profiles[hammer.name]) == []


def test_the_time_of_use_is_kept_in_whole_seconds_of_utc(path: Path, hammer: Profile) -> None:
    assert "used_at" not in raw_after_save(path, hammer)
    used = datetime(2026, 11, 24, 10, 15, 0, 999, tzinfo=timezone(timedelta(hours=2)))
    assert raw_after_save(path, hammer._replace(used_at=used))["used_at"] == "2026-11-24T08:15:00Z"
    assert find_profile(read(path), path).used_at == MOMENT


def raw_after_save(path: Path, profile: Profile) -> dict[str, Any]:
    save(path, profile)
    return raw(path)["profiles"][profile.name]


@pytest.mark.parametrize(
    ("used_at", "last_used"),
    [
        (None, datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        (MOMENT, MOMENT),
        (datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
    ],
)
def test_the_last_use_is_the_later_of_saving_and_switching(
    hammer: Profile, used_at: datetime | None, last_used: datetime
) -> None:
    assert hammer._replace(used_at=used_at).last_used == last_used


def test_a_save_returns_the_files_content_even_when_a_time_of_use_is_removed(
    path: Path, hammer: Profile
) -> None:
    save(path, hammer._replace(used_at=MOMENT))
    assert save(path, hammer).document.profiles == read(path).profiles


@pytest.mark.parametrize(
    ("name", "current", "previous"),
    [("one", "one", "three"), ("two", "two", "three"), ("three", "three", "two")],
)
def test_switching_remembers_the_previous_profile(
    three: Path, name: str, current: str, previous: str
) -> None:
    before = raw(three)
    update(three, lambda document: document.switched_to(name))
    assert raw(three) == {**before, "current": current, "previous": previous}


def test_switching_back_and_forth(three: Path) -> None:
    for expected in ("two", "three", "two"):
        update(three, lambda document: document.switched_to(document.previous or ""))
        assert read(three).current == expected


@pytest.fixture
def reached() -> list[AccessibleWorkspace]:
    team = Team(3, "Richard’s Team \N{HAMMER}", "JNzNaa")
    return [
        AccessibleWorkspace(team, Workspace(42, "Hammer", "richstone", "jWMWXZ", 3), "hammer-workspace"),
        AccessibleWorkspace(Team(4, "Other"), Workspace(43, "Ünïcode", "other", None, 4), "other"),
    ]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_cached_list_is_read_back(path: Path, reached: list[AccessibleWorkspace], count: int) -> None:
    write_workspace_cache(path, reached[:count], MOMENT)
    assert read_workspace_cache(path) == CachedWorkspaces(MOMENT, tuple(reached[:count]))


def test_a_later_list_replaces_the_earlier_one(path: Path, reached: list[AccessibleWorkspace]) -> None:
    write_workspace_cache(path, reached, MOMENT)
    write_workspace_cache(path, reached[1:], MOMENT + timedelta(days=1))
    assert read_workspace_cache(path) == CachedWorkspaces(MOMENT + timedelta(days=1), tuple(reached[1:]))


def test_caching_does_not_touch_the_configuration(three: Path, reached: list[AccessibleWorkspace]) -> None:
    before = three.read_bytes()
    write_workspace_cache(three, reached, MOMENT)
    assert three.read_bytes() == before
    assert "-token-" not in three.with_name(CACHE_NAME).read_text()


@posix_only
def test_only_the_owner_can_open_the_list(path: Path, reached: list[AccessibleWorkspace]) -> None:
    before = os.umask(0)
    try:
        write_workspace_cache(path, reached, MOMENT)
    finally:
        os.umask(before)
    assert path.with_name(CACHE_NAME).stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        b'{"reached": []}',
        b'{"moment": "yesterday", "reached": []}',
        b'{"moment": "2026-11-24T08:15:00Z", "reached": 5}',
        b'{"moment": "2026-11-24T08:15:00Z", "reached": {"a": 1}}',
        b'{"moment": "2026-11-24T08:15:00Z", "reached": [{"team": {"id": 3, "name": "T"}}]}',
    ],
)
def test_an_unreadable_list_counts_as_missing(path: Path, data: bytes | None) -> None:
    path.parent.mkdir()
    if data is not None:
        path.with_name(CACHE_NAME).write_bytes(data)
    assert read_workspace_cache(path) is None


def test_a_list_that_cannot_be_written_is_ignored(path: Path, reached: list[AccessibleWorkspace]) -> None:
    path.parent.touch()  # a file instead of the folder
    write_workspace_cache(path, reached, MOMENT)
    assert path.parent.is_file()
    assert read_workspace_cache(path) is None


@posix_only
def test_the_list_is_found_if_the_configuration_is_a_link(
    path: Path, tmp_path: Path, reached: list[AccessibleWorkspace]
) -> None:
    real = tmp_path / "dotfiles" / "clickfunnels.json"
    real.parent.mkdir()
    path.parent.mkdir(mode=0o700)
    path.symlink_to(real)
    write_workspace_cache(path, reached, MOMENT)
    assert read_workspace_cache(path) == CachedWorkspaces(MOMENT, tuple(reached))


@posix_only
def test_the_list_counts_as_a_file_of_this_program(
    path: Path, hammer: Profile, reached: list[AccessibleWorkspace]
) -> None:
    save(path, hammer)
    write_workspace_cache(path, reached, MOMENT)
    path.parent.chmod(0o755)
    (note,) = save(path, hammer).notes
    assert "Now only you can" in note
    assert path.parent.stat().st_mode & 0o777 == 0o700
