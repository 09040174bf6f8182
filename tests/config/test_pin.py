"""The directory file: it is written, found from folders below, and never replaces a file that isn't ours."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from wizard.config.errors import BadPin, NotReadable
from wizard.config.paths import PIN_NAME
from wizard.config.pin import Pin, find_pin, read_pin
from wizard.config.pin_changes import remove_pin, write_pin

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")

NOT_OURS = {
    "empty": b"",
    "no JSON": b"not json",
    "torn": b'{"version": 1, "team_id": 3, "works',
    "no object": b"[1, 3, 42]",
    "somebody else's": b'{"workspace": "shop", "theme": "dark"}',
    "later version": b'{"version": 2, "team_id": 3, "workspace_id": 42}',
    "no version": b'{"team_id": 3, "workspace_id": 42}',
    "id as text": b'{"version": 1, "team_id": 3, "workspace_id": "42"}',
    "id as truth": b'{"version": 1, "team_id": true, "workspace_id": 42}',
    "id missing": b'{"version": 1, "team_id": 3}',
    "not UTF-8": b'{"version": 1, "team_id": 3, "x": "\xff"}',
    "too deep": b"[" * 100_000,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_pin_round_trips_and_contains_only_ids(project: Path) -> None:
    path = write_pin(project, 3, 42)
    assert path == project / PIN_NAME
    assert read_pin(project) == Pin(path, team_id=3, workspace_id=42)
    assert json.loads(path.read_bytes()) == {"version": 1, "team_id": 3, "workspace_id": 42}
    assert path.read_bytes().endswith(b"}\n")


def test_nothing_but_the_file_is_left_behind(project: Path) -> None:
    write_pin(project, 3, 42)
    assert names(project) == [PIN_NAME]
    write_pin(project, 3, 43)
    assert names(project) == [PIN_NAME]
    remove_pin(project)
    assert names(project) == []


@posix_only
@pytest.mark.parametrize("umask", [0o022, 0o077, 0o000])
def test_everybody_may_read_it_and_only_the_owner_write(project: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        path = write_pin(project, 3, 42)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o644


@posix_only
def test_the_projects_folder_keeps_its_permissions(project: Path) -> None:
    project.chmod(0o755)
    write_pin(project, 3, 42)
    assert project.stat().st_mode & 0o777 == 0o755


def test_a_pin_of_ours_is_overwritten(project: Path) -> None:
    write_pin(project, 3, 42)
    path = write_pin(project, 4, 43)
    assert read_pin(project) == Pin(path, team_id=4, workspace_id=43)


def test_removing_gives_the_path_only_once(project: Path) -> None:
    path = write_pin(project, 3, 42)
    assert remove_pin(project) == path
    assert read_pin(project) is None
    assert remove_pin(project) is None


def test_removing_only_removes_the_folders_own_pin(project: Path) -> None:
    write_pin(project, 3, 42)
    below = project / "below"
    below.mkdir()
    assert remove_pin(below) is None
    assert read_pin(project) is not None


@pytest.mark.parametrize("below", ["", "one", "one/two/three"])
def test_it_is_found_from_every_folder_below(project: Path, below: str) -> None:
    path = write_pin(project, 3, 42)
    folder = project / below
    folder.mkdir(parents=True, exist_ok=True)
    assert find_pin(folder) == Pin(path, team_id=3, workspace_id=42)


def test_it_is_not_found_from_above_or_beside(project: Path) -> None:
    for name in ("beside", "below"):
        (project / name).mkdir()
    write_pin(project / "below", 3, 42)
    assert find_pin(project) is None
    assert find_pin(project / "beside") is None


def test_the_nearest_of_nested_pins_wins(project: Path) -> None:
    inner = project / "inner"
    deepest = inner / "deepest"
    deepest.mkdir(parents=True)
    outer_path, inner_path = write_pin(project, 3, 42), write_pin(inner, 3, 43)
    assert find_pin(deepest) == find_pin(inner) == Pin(inner_path, team_id=3, workspace_id=43)
    assert find_pin(project) == Pin(outer_path, team_id=3, workspace_id=42)
    remove_pin(inner)
    assert find_pin(deepest) == Pin(outer_path, team_id=3, workspace_id=42)


def test_a_relative_folder_is_searched_upward_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pin(project, 3, 42)
    (project / "one" / "two").mkdir(parents=True)
    monkeypatch.chdir(project / "one")
    found = find_pin(Path("two"))
    assert found is not None
    assert found.workspace_id == 42


@pytest.mark.parametrize("data", NOT_OURS.values(), ids=NOT_OURS)
def test_an_invalid_pin_is_refused_and_not_changed(project: Path, data: bytes) -> None:
    path = project / PIN_NAME
    path.write_bytes(data)
    below = project / "below"
    below.mkdir()
    for action in (
        lambda: read_pin(project),
        lambda: find_pin(below),
        lambda: write_pin(project, 3, 42),
        lambda: remove_pin(project),
    ):
        with pytest.raises(BadPin) as caught:
            action()
        assert str(path) in caught.value.what
    assert path.read_bytes() == data
    assert names(project) == [PIN_NAME, "below"]


def test_a_damaged_pin_is_not_skipped_for_one_above(project: Path) -> None:
    write_pin(project, 3, 42)
    inner = project / "inner"
    inner.mkdir()
    (inner / PIN_NAME).write_text("broken")
    with pytest.raises(BadPin):
        find_pin(inner)


def test_an_error_does_not_repeat_the_files_content(project: Path) -> None:
    (project / PIN_NAME).write_text('{"version": "hammer-token-0123456789"}')
    with pytest.raises(BadPin) as caught:
        read_pin(project)
    assert "hammer-token" not in str(caught.value)


def test_a_folder_in_its_place_is_reported_and_not_changed(project: Path) -> None:
    (project / PIN_NAME).mkdir()
    for action in (lambda: read_pin(project), lambda: write_pin(project, 3, 42), lambda: remove_pin(project)):
        with pytest.raises(NotReadable):
            action()
    assert (project / PIN_NAME).is_dir()


def test_a_byte_order_mark_and_unknown_keys_are_read(project: Path) -> None:
    path = project / PIN_NAME
    path.write_bytes(b'\xef\xbb\xbf{"version": 1, "team_id": 3, "workspace_id": 42, "later": []}')
    assert read_pin(project) == Pin(path, team_id=3, workspace_id=42)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_pin_that_powershell_wrote_is_read(project: Path, encoding: str) -> None:
    (project / PIN_NAME).write_bytes('{"version": 1, "team_id": 3, "workspace_id": 42}\r\n'.encode(encoding))
    assert read_pin(project) == Pin(project / PIN_NAME, team_id=3, workspace_id=42)


@posix_only
def test_removing_a_linked_pin_leaves_no_dangling_link(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    real = write_pin(elsewhere, 3, 42)
    link = project / PIN_NAME
    link.symlink_to(real)
    assert remove_pin(project) == link
    assert not link.is_symlink()
