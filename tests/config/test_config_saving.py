"""Saving the file: permissions, links, locks, and what remains when something fails."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filelock import FileLock

from wizard.config import locking
from wizard.config.document import EMPTY, Document
from wizard.config.errors import Damaged, Locked, NewerVersion, NothingSaved, NotReadable, NotWritable
from wizard.config.json_file import MAX_DEPTH
from wizard.config.permissions import repair_permissions
from wizard.config.profile import Profile
from wizard.config.reading import read
from wizard.config.saving import save, set_aside, update

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
MOMENT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def names(folder: Path) -> list[str]:
    """The files in the folder, without the lock and earlier versions."""
    others = (entry.name for entry in folder.iterdir() if entry.suffix != ".lock")
    return sorted(name for name in others if ".backup-" not in name)


def test_no_file_is_an_empty_document(path: Path) -> None:
    assert read(path) == EMPTY
    assert not path.parent.exists()


def test_what_is_saved_is_read_back(path: Path, hammer: Profile) -> None:
    saved = save(path, hammer)
    assert saved.path == path
    assert saved.notes == ()
    assert saved.document.current == "hammer-workspace"
    assert read(path) == saved.document
    assert read(path).profiles["hammer-workspace"] == hammer
    assert path.read_bytes().endswith(b"}\n")
    assert b"\r" not in path.read_bytes()
    assert names(path.parent) == ["config.json"]


@posix_only
def test_only_the_owner_can_open_it_whatever_the_umask(path: Path, hammer: Profile) -> None:
    before = os.umask(0)
    try:
        save(path, hammer)
    finally:
        os.umask(before)
    assert mode(path.parent) == 0o700
    assert mode(path) == 0o600
    lock = path.with_name("config.json.lock")
    assert not lock.exists() or mode(lock) == 0o600  # filelock before 4.0 deletes it


@posix_only
def test_the_temporary_file_is_closed_to_others_from_its_first_moment(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int]] = []
    fsync = os.fsync

    def watch(descriptor: int) -> None:
        seen.extend((name, mode(path.parent / name)) for name in names(path.parent))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watch)
    save(path, hammer)
    (temporary, permissions), *after = seen
    assert temporary.startswith(".config.json.")
    assert permissions == 0o600
    assert after == [("config.json", 0o600)]  # the folder is synced after the file was replaced


@posix_only
def test_permissions_that_are_too_wide_are_repaired_and_reported(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    path.parent.chmod(0o755)
    path.chmod(0o644)
    folder_note, file_note = save(path, hammer).notes
    assert mode(path.parent) == 0o700
    assert mode(path) == 0o600
    assert str(path.parent) in folder_note
    assert f"{path}," in file_note
    assert save(path, hammer).notes == ()


@posix_only
def test_permissions_can_be_repaired_without_writing(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    before = path.stat()
    path.chmod(0o640)
    (note,) = repair_permissions(path)
    assert mode(path) == 0o600
    assert "could open" in note
    assert path.stat().st_ino == before.st_ino
    assert repair_permissions(path) == ()
    assert repair_permissions(path.parent / "none" / "config.json") == ()


@posix_only
def test_a_chosen_folder_with_other_files_is_not_changed(path: Path, hammer: Profile) -> None:
    path.parent.mkdir()
    path.parent.chmod(0o755)
    (path.parent / "notes.txt").touch()
    (note,) = save(path, hammer).notes
    assert mode(path.parent) == 0o755
    assert mode(path) == 0o600
    assert str(path.parent) in note
    assert "permissions were not changed" in note


@posix_only
def test_our_own_files_do_not_count_as_other_files(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    set_aside(path, MOMENT)
    (path.parent / ".config.json.abc.tmp").touch()  # what may remain after a power cut
    path.parent.chmod(0o755)
    (note,) = save(path, hammer).notes
    assert mode(path.parent) == 0o700
    assert "Now only you can" in note


@posix_only
def test_the_default_folder_is_repaired_even_with_other_files(home: Path, hammer: Profile) -> None:
    from wizard.config.paths import config_path

    path = config_path()
    path.parent.mkdir(parents=True)
    path.parent.chmod(0o755)
    (path.parent / "notes.txt").touch()
    (note,) = save(path, hammer).notes
    assert mode(path.parent) == 0o700
    assert "Now only you can" in note


@posix_only
def test_permissions_that_cannot_be_changed_are_reported(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(path, hammer)
    path.chmod(0o644)

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(errno.EPERM, "no")

    monkeypatch.setattr(os, "chmod", refuse)
    (note,) = repair_permissions(path)
    assert "could not be changed" in note


@posix_only
def test_a_link_is_followed_and_stays_a_link(path: Path, tmp_path: Path, hammer: Profile) -> None:
    real = tmp_path / "dotfiles" / "clickfunnels.json"
    real.parent.mkdir()
    path.parent.mkdir(mode=0o700)
    path.symlink_to(real)
    assert save(path, hammer).path == real
    second = save(path, hammer._replace(name="second"))
    assert path.is_symlink()
    assert read(real) == read(path) == second.document
    assert second.document.names == ("hammer-workspace", "second")
    assert names(real.parent) == ["clickfunnels.json"]
    assert mode(real) == 0o600


@posix_only
def test_a_loop_of_links_is_reported(path: Path, hammer: Profile) -> None:
    path.parent.mkdir(mode=0o700)
    path.symlink_to(path)
    with pytest.raises(NotReadable, match="form a loop"):
        read(path)
    with pytest.raises(NotReadable, match="form a loop"):
        save(path, hammer)


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from wizard.config.profile import Profile
from wizard.config.saving import save
from wizard.api.models import Team, Workspace
from wizard.support.secret import Token

print("ready", flush=True)
sys.stdin.readline()
for number in range(10):
    save(Path(sys.argv[1]), Profile(
        f"{sys.argv[2]}-{number}", Token("t"), Team(1, "T"), Workspace(number, "W", "w"),
        "https://a", "https://b", datetime.now(UTC)))
"""


def test_writers_at_the_same_time_take_turns(path: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), f"writer{number}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:  # so that all of them start together
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    assert set(read(path).names) == {
        f"writer{writer}-{number}" for writer in range(4) for number in range(10)
    }
    assert names(path.parent) == ["config.json"]


def test_a_lock_held_by_another_program_is_reported(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(path, hammer)
    before = path.read_bytes()
    monkeypatch.setattr(locking, "LOCK_TIMEOUT", 0.0)
    with FileLock(f"{path}.lock"):
        with pytest.raises(Locked, match=r"config\.json"):
            save(path, hammer._replace(name="second"))
        with pytest.raises(Locked):
            set_aside(path, MOMENT)
    assert path.read_bytes() == before
    save(path, hammer._replace(name="second"))
    assert read(path).current == "second"


@pytest.mark.parametrize("call", ["replace", "fsync"])
@pytest.mark.parametrize(
    ("number", "words", "next_step"),
    [
        (errno.EACCES, "you don't have permission", "who owns"),
        (errno.EPERM, "you don't have permission", "who owns"),
        (errno.EROFS, "the disk is read-only", "--config-dir"),
        (errno.ENOSPC, "the disk is full", "Free some space"),
        (errno.EDQUOT, "the disk is full", "Free some space"),
        (errno.EIO, "the system doesn't allow it", "Check the disk"),
    ],
)
def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    path: Path,
    hammer: Profile,
    monkeypatch: pytest.MonkeyPatch,
    *,
    call: str,
    number: int,
    words: str,
    next_step: str,
) -> None:
    save(path, hammer)
    before = path.read_bytes()

    def fail(*args: object) -> None:
        raise OSError(number, "the system's words")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(NotWritable) as caught:
        save(path, hammer._replace(name="second"))
    assert path.read_bytes() == before
    assert names(path.parent) == ["config.json"]
    assert words in caught.value.what
    assert str(path) in caught.value.what
    assert next_step in caught.value.hint
    assert "system's words" not in str(caught.value)


def test_an_interruption_leaves_the_old_file_and_nothing_else(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(path, hammer)
    before = path.read_bytes()

    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save(path, hammer._replace(name="second"))
    assert path.read_bytes() == before
    assert names(path.parent) == ["config.json"]


def test_while_others_finish_one_after_another_it_waits_for_its_turn(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(path, hammer)
    hold, others = locking.lock_by_file, [hammer._replace(name=f"other-{number}") for number in range(3)]

    def busy(lock: Path, seconds: float) -> AbstractContextManager[None]:
        monkeypatch.setattr(locking, "lock_by_file", hold)
        if others:
            save(path, others.pop())
            monkeypatch.setattr(locking, "lock_by_file", busy)
            raise locking.LockTimeout
        return hold(lock, seconds)

    monkeypatch.setattr(locking, "lock_by_file", busy)
    save(path, hammer._replace(name="last"))
    assert set(read(path).names) == {"hammer-workspace", "other-0", "other-1", "other-2", "last"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locks")
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_disk_without_locks_links_and_permissions_works(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    import fcntl

    def refusing(number: int) -> Callable[..., None]:
        def refuse(*args: object, **options: object) -> None:
            raise OSError(number, "no")

        return refuse

    monkeypatch.setattr(fcntl, "flock", refusing(number))
    for call in ("link", "symlink", "chmod", "fchmod"):
        monkeypatch.setattr(os, call, refusing(errno.EPERM))
    save(path, hammer)
    save(path, hammer._replace(name="second"))
    assert set(read(path).names) == {"hammer-workspace", "second"}
    assert not list(path.parent.glob("*.locked"))


@contextmanager
def somebody_else() -> Iterator[None]:
    """Be a user without root's privileges."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can be another user for a while")
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can enter and write to."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


def test_a_folder_that_belongs_to_root_is_reported(open_folder: Path, hammer: Profile) -> None:
    path = open_folder / "roots" / "config.json"
    save(path, hammer)
    before = path.read_bytes()
    with somebody_else(), pytest.raises(NotWritable, match="you don't have permission"):
        save(path, hammer)
    path.parent.chmod(0o755)
    path.chmod(0o644)
    with somebody_else(), pytest.raises(NotWritable, match="you don't have permission") as caught:
        save(path, hammer._replace(name="second"))
    assert "who owns" in caught.value.hint
    assert path.read_bytes() == before


def test_a_file_that_root_made_in_our_folder_is_replaced_by_ours(open_folder: Path, hammer: Profile) -> None:
    path = open_folder / "ours" / "config.json"
    with somebody_else():
        save(path, hammer)
    os.chown(path, 0, 0)
    path.chmod(0o644)
    with somebody_else():
        save(path, hammer._replace(name="second"))
        assert set(read(path).names) == {"hammer-workspace", "second"}
    assert (path.stat().st_uid, path.stat().st_mode & 0o777) == (65_534, 0o600)


def test_a_folder_that_cannot_be_made_is_reported(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(NotWritable, match="permission"):
        save(path, hammer)


def test_a_file_in_the_folders_place_is_reported(path: Path, hammer: Profile) -> None:
    path.parent.touch()
    with pytest.raises(NotWritable, match="there is a file where a folder should be"):
        save(path, hammer)
    with pytest.raises(NotReadable, match="there is a file where a folder should be"):
        read(path)


def test_a_folder_in_the_files_place_is_reported(path: Path, hammer: Profile) -> None:
    path.mkdir(parents=True)
    for action in (lambda: read(path), lambda: save(path, hammer)):
        with pytest.raises(NotReadable, match="cannot be read"):
            action()


def test_a_file_without_read_permission_is_reported(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> int:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(NotReadable, match="you don't have permission"):
        read(path)


def test_a_disk_that_cannot_sync_folders_works(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync, calls = os.fsync, []

    def fail_second(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 1:
            raise OSError(errno.EINVAL, "no")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fail_second)
    save(path, hammer)
    assert read(path).current == "hammer-workspace"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", Damaged),
        (b'{"version": 1, "prof', Damaged),
        (b"[]", Damaged),
        (b'{"version": 1, "profiles": {}, "profiles": {}}', Damaged),
        (b'{"version": 1, "current": 5, "profiles": {}}', Damaged),
        (b'{"version": 1,\n "profiles": {}, "x": "\xff"}', Damaged),
        ('{"version": 1, "profiles": {}}'.encode("utf-16")[:-1], Damaged),
        ('{"version": 1, "profiles": {}, "x": "é"}'.encode("latin-1"), Damaged),
        (b'{"version": 2, "profiles": {}}', NewerVersion),
    ],
)
def test_an_invalid_file_is_never_overwritten(
    path: Path, hammer: Profile, data: bytes, error: type[Exception]
) -> None:
    path.parent.mkdir(mode=0o700)
    path.write_bytes(data)
    with pytest.raises(error, match=r"chosen.config\.json"):
        save(path, hammer)
    assert path.read_bytes() == data
    assert names(path.parent) == ["config.json"]


def test_a_text_nested_too_deeply_to_write_is_never_overwritten(path: Path, hammer: Profile) -> None:
    path.parent.mkdir(mode=0o700)
    text = '{"version": 1, "profiles": {}, "x": ' + "[" * 300 + "]" * 300 + "}"
    path.write_text(text, encoding="utf-8")
    nested = json.loads(text)["x"]

    def deepen(document: Document) -> Document:
        """Give a text that some Pythons can write and others can't read."""
        deep = nested
        for _ in range(MAX_DEPTH):
            deep = [deep]
        return Document({**document.raw, "x": deep}, document.profiles)

    with pytest.raises(Damaged, match=r"config\.json .* nested too deeply"):
        update(path, deepen)
    assert path.read_text(encoding="utf-8") == text
    assert names(path.parent) == ["config.json"]
    save(path, hammer)
    assert json.loads(path.read_bytes())["x"] == nested


def test_how_deep_a_file_may_be_nested_is_the_same_for_every_python(path: Path, hammer: Profile) -> None:
    path.parent.mkdir(mode=0o700)
    for depth in (MAX_DEPTH - 1, MAX_DEPTH, 5_000, 100_000):
        text = f'{{"version": 1, "profiles": {{}}, "x": {"[" * depth}{"]" * depth}}}'
        path.write_text(text, encoding="utf-8")
        if depth < MAX_DEPTH:
            save(path, hammer)
            assert json.loads(path.read_bytes())["x"] == json.loads(text)["x"]
        else:
            with pytest.raises(Damaged, match="nested too deeply"):
                read(path)
            with pytest.raises(Damaged, match="nested too deeply"):
                save(path, hammer)
            assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_that_an_editor_on_windows_wrote_is_read_and_saved_as_utf_8(
    path: Path, hammer: Profile, encoding: str
) -> None:
    save(path, hammer._replace(name="second"))
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert read(path).names == ("second",)
    save(path, hammer)
    assert set(json.loads(path.read_bytes().decode("utf-8"))["profiles"]) == {"second", hammer.name}


def test_the_line_of_a_bad_byte_is_reported(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b'{"version": 1,\n"profiles":\n{"\xff": 1}}')
    with pytest.raises(Damaged, match="line 3 is not UTF-8"):
        read(path)


def test_a_byte_order_mark_and_crlf_are_read_and_removed_by_the_next_save(
    path: Path, hammer: Profile
) -> None:
    path.parent.mkdir(mode=0o700)
    path.write_bytes(b'\xef\xbb\xbf{\r\n  "version": 1,\r\n  "x": "kept",\r\n  "profiles": {}\r\n}\r\n')
    assert read(path).names == ()
    save(path, hammer)
    assert path.read_bytes().startswith(b'{\n  "version": 1,\n  "x": "kept",\n')


def test_an_update_that_gives_up_changes_nothing(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    before = path.read_bytes()

    def give_up(document: Document) -> Document:
        raise LookupError

    with pytest.raises(LookupError):
        update(path, give_up)
    assert path.read_bytes() == before
    assert names(path.parent) == ["config.json"]


def test_a_damaged_file_is_set_aside_and_a_new_one_can_start(path: Path, hammer: Profile) -> None:
    path.parent.mkdir(mode=0o700)
    path.write_text("torn")
    path.chmod(0o644)
    aside = set_aside(path, MOMENT)
    assert aside == path.with_name("config.damaged-20261123T093000Z.json")
    assert aside.read_text() == "torn"
    assert not path.exists()
    if os.name != "nt":
        assert mode(aside) == 0o600
    assert save(path, hammer).document.names == ("hammer-workspace",)
    assert aside.read_text() == "torn"


def test_setting_aside_never_overwrites(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    kept = []
    for text in ("first", "second", "third"):
        path.write_text(text)
        kept.append(set_aside(path, MOMENT))
    assert [aside.read_text() for aside in kept] == ["first", "second", "third"]
    assert [aside.name for aside in kept] == [
        "config.damaged-20261123T093000Z.json",
        "config.damaged-20261123T093000Z-2.json",
        "config.damaged-20261123T093000Z-3.json",
    ]


def test_setting_aside_a_missing_file_is_reported(path: Path) -> None:
    with pytest.raises(NothingSaved):
        set_aside(path, MOMENT)
    assert names(path.parent) == []


def test_a_failed_setting_aside_leaves_the_file_where_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir(mode=0o700)
    path.write_text("torn")

    def fail(*args: object) -> None:
        raise OSError(errno.EROFS, "no")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(NotWritable, match="read-only"):
        set_aside(path, MOMENT)
    assert path.read_text() == "torn"
    assert names(path.parent) == ["config.json"]


@posix_only
def test_setting_aside_follows_a_link(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "clickfunnels.json"
    real.parent.mkdir()
    real.write_text("torn")
    path.parent.mkdir(mode=0o700)
    path.symlink_to(real)
    aside = set_aside(path, MOMENT)
    assert aside.parent == path.parent  # the other folder may be a repository, and the file contains tokens
    assert names(real.parent) == []
    assert aside.read_text() == "torn"
    assert read(path) == EMPTY
