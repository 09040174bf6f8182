"""A configuration file that is a link, as with dotfiles managers: only the file itself is at its target."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from wizard.config import locking
from wizard.config.backups import MAX_VERSIONS
from wizard.config.document import EMPTY
from wizard.config.errors import Locked
from wizard.config.locking import LockTimeout, exclusive_access, lock_by_path
from wizard.config.paths import PIN_NAME, config_path, lock_file
from wizard.config.pin_changes import remove_pin, write_pin
from wizard.config.profile import Profile
from wizard.config.profile_changes import forget, undo
from wizard.config.reading import read, versions
from wizard.config.saving import save, set_aside
from wizard.config.workspace_cache import AccessibleWorkspace, read_workspace_cache, write_workspace_cache
from wizard.support.secret import Token

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")

SECOND = "second-token-0123456789-abcdef"


@pytest.fixture
def dotfiles(tmp_path: Path) -> Path:
    folder = tmp_path / "dotfiles"
    folder.mkdir()
    return folder


@pytest.fixture
def link(dotfiles: Path) -> Path:
    """The usual configuration file, as a link."""
    path = config_path()
    path.parent.mkdir(parents=True, mode=0o700)
    path.symlink_to(dotfiles / "clickfunnels.json")
    return path


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def with_token(folder: Path, token: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and token.encode() in path.read_bytes()]


def test_only_the_file_itself_is_where_the_link_leads(link: Path, dotfiles: Path, hammer: Profile) -> None:
    save(link, hammer)
    save(link, hammer._replace(name="second"))
    write_workspace_cache(
        link, [AccessibleWorkspace(hammer.team, hammer.workspace, hammer.name)], hammer.saved_at
    )
    assert link.is_symlink()
    assert names(dotfiles) == ["clickfunnels.json"]
    assert {"config.backup-1.json", "last-known.json"} <= set(names(link.parent))
    assert read_workspace_cache(link)
    assert all(path.lstat().st_mode & 0o077 == 0 for path in link.parent.iterdir() if not path.is_symlink())
    assert undo(link).document.names == (hammer.name,)


def test_versions_beside_the_target_are_moved_and_can_be_restored(
    link: Path, dotfiles: Path, hammer: Profile
) -> None:
    real = dotfiles / "clickfunnels.json"
    for name in ("one", "two", "three"):  # as when versions were kept beside the real file
        save(real, hammer._replace(name=name))
    (dotfiles / "clickfunnels.json.lock").touch()
    kept = [version.document for version in versions(real, EMPTY)]
    moments = [version.replaced_at for version in versions(real, EMPTY)]
    assert [version.document for version in versions(link, EMPTY)] == kept

    save(link, hammer._replace(name="four"))
    assert names(dotfiles) == ["clickfunnels.json"]
    assert [version.document for version in versions(link, EMPTY)][1:] == kept
    assert [version.replaced_at for version in versions(link, EMPTY)][1:] == moments
    assert undo(link, 3).document.names == ("one",)


def test_versions_from_both_places_are_in_order_and_not_too_many(
    link: Path, dotfiles: Path, hammer: Profile
) -> None:
    real = dotfiles / "clickfunnels.json"
    moment = 1_700_000_000
    for number in range(9):
        path = link if number % 2 else real
        save(path, hammer._replace(name=f"name-{number}"))
        for folder, stem in ((link.parent, "config"), (dotfiles, "clickfunnels")):
            for version in folder.glob(f"{stem}.backup-*.json"):
                if version.stat().st_mtime > moment + 1_000:
                    os.utime(version, (moment + number, moment + number))
    for number in range(3):
        save(link, hammer._replace(name=f"last-{number}"))
    found = [len(version.document.names) for version in versions(link, EMPTY)]
    assert found == sorted(found, reverse=True)
    assert len(found) == MAX_VERSIONS
    assert names(dotfiles) == ["clickfunnels.json"]


@pytest.mark.parametrize("through_the_link", [True, False])
def test_a_forgotten_token_is_in_no_version_through_any_link(
    link: Path, dotfiles: Path, hammer: Profile, tmp_path: Path, *, through_the_link: bool
) -> None:
    real = dotfiles / "clickfunnels.json"
    for path in (real, link, real):
        save(path, hammer._replace(name="second", token=Token(SECOND)))
        save(path, hammer)
    assert len(with_token(tmp_path, SECOND)) > 1
    forget(link if through_the_link else real, ["second"])
    assert with_token(tmp_path, SECOND) == []
    assert "second" in undo(link).document.names


def test_versions_move_to_another_disk(
    link: Path, dotfiles: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = dotfiles / "clickfunnels.json"
    save(real, hammer)
    save(real, hammer._replace(name="second"))
    (version,) = versions(real, EMPTY)
    rename = Path.replace

    def on_one_disk(path: Path, to: Path) -> Path:
        if path.parent != to.parent:
            raise OSError(errno.EXDEV, "another disk")
        return rename(path, to)

    monkeypatch.setattr(Path, "replace", on_one_disk)
    save(link, hammer._replace(name="third"))
    assert names(dotfiles) == ["clickfunnels.json"]
    assert versions(link, EMPTY)[1] == version
    real.write_text("torn")
    aside = set_aside(link)
    assert (aside.parent, aside.read_text()) == (link.parent, "torn")
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert names(dotfiles) == []


@pytest.fixture
def other_link(tmp_path: Path, dotfiles: Path) -> Path:
    path = tmp_path / "other" / "config.json"
    path.parent.mkdir(mode=0o700)
    path.symlink_to(dotfiles / "clickfunnels.json")
    return path


def test_every_link_to_one_file_shares_a_lock(
    link: Path, other_link: Path, dotfiles: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(link, hammer)
    monkeypatch.setattr(locking, "LOCK_TIMEOUT", 0.0)
    ways = (link, other_link, dotfiles / "clickfunnels.json")
    for holder in ways:
        with exclusive_access(holder, lock_file(holder)):
            for way in ways:
                with pytest.raises(Locked):
                    save(way, hammer._replace(name="second"))
    for way in ways:
        save(way, hammer._replace(name="second"))


WRITER = """
import sys
from pathlib import Path
from wizard.config.reading import read
from wizard.config.saving import update

path, name = Path(sys.argv[1]), sys.argv[2]
for number in range(10):
    def change(document):
        one = next(iter(document.profiles.values()))
        return document.with_entry(one._replace(name=f"{name}-{number}"))
    update(path, change)
"""


def test_writers_through_different_links_lose_nothing(
    link: Path, other_link: Path, dotfiles: Path, hammer: Profile
) -> None:
    save(link, hammer)
    ways = {"link": link, "other": other_link, "real": dotfiles / "clickfunnels.json"}
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(way), name]) for name, way in ways.items()]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0]
    assert set(read(link).names) == {hammer.name} | {f"{name}-{one}" for name in ways for one in range(10)}


def test_a_pin_leaves_no_lock_in_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "project"
    project.mkdir()
    seen = []
    monkeypatch.setattr(locking, "LOCK_TIMEOUT", 0.0)
    with exclusive_access(project / PIN_NAME):
        seen += names(project)
        with pytest.raises(Locked):
            write_pin(project, 3, 42)
    write_pin(project, 3, 42)
    assert (seen, names(project)) == ([], [PIN_NAME])
    remove_pin(project)
    assert names(project) == []


def test_where_folders_cannot_be_locked_our_own_file_is_the_lock(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles" / "config.json"
    with lock_by_path(target, 0):
        (lock,) = (config_path().parent / "locks").iterdir()
        assert json.dumps(str(target)) not in lock.read_text()
        with pytest.raises(LockTimeout), lock_by_path(target, 0):
            pass
        with lock_by_path(target.with_name("other.json"), 0):
            pass
    with lock_by_path(target, 0):
        pass
    assert not target.parent.exists()
