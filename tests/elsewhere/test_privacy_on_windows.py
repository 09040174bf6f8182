"""Who can open files on a faked Windows, according to their access control lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from proxying import no_resolver
from support import HAMMER, NAGEL
from windows_os import AccessLists

from wizard.cli.main import run_command
from wizard.config import permissions
from wizard.config.pin_changes import write_pin
from wizard.config.saving import save, set_aside
from wizard.config.windows_acl import Entry, Security, unexpected_accounts
from wizard.contacts.export.partial_file import PartialFile
from wizard.onboarding.doctor.local import ONLY_YOU

ME, SOMEBODY = "S-1-5-21-1-2-3-1001", "S-1-5-21-1-2-3-1002"
SYSTEM, ADMINISTRATORS, EVERYONE, USERS = "S-1-5-18", "S-1-5-32-544", "S-1-1-0", "S-1-5-32-545"
ALLOW, DENY, ALLOW_IF = 0x00, 0x01, 0x09
FOR_CHILDREN_ONLY = 0x0B


def allow(*sids: str) -> list[Entry]:
    return [Entry(ALLOW, 0, sid) for sid in sids]


@pytest.mark.parametrize(
    ("security", "names"),
    [
        (Security(ME, allow(ME, SYSTEM, ADMINISTRATORS)), ()),
        (Security(ADMINISTRATORS, allow(ME, "S-1-3-4")), ()),
        (Security(ME, []), ()),
        (Security(ME, allow(ME, EVERYONE)), ("Everyone",)),
        (Security(ME, allow(USERS, ME, "S-1-5-11")), ("Users", "Authenticated Users")),
        (Security(ME, allow(ME, SOMEBODY)), (SOMEBODY,)),
        (Security(ME, [*allow(ME), Entry(ALLOW_IF, 0, USERS)]), ("Users",)),
        (Security(ME, [*allow(ME), Entry(DENY, 0, USERS)]), ()),
        (Security(ME, [*allow(ME), Entry(ALLOW, FOR_CHILDREN_ONLY, "S-1-3-0")]), ()),
        (Security(ME, [*allow(ME), Entry(ALLOW, FOR_CHILDREN_ONLY, USERS)]), ()),
        (Security(ME, None), ("Everyone",)),
        (Security(SOMEBODY, allow(ME)), (SOMEBODY,)),
        (Security(SOMEBODY, allow(SOMEBODY)), (SOMEBODY,)),
    ],
)
def test_other_accounts_with_access_are_named(security: Security, names: tuple[str, ...]) -> None:
    assert unexpected_accounts(security, ME) == names


def test_new_files_are_closed_while_they_are_empty(on_windows: AccessLists, tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.json"
    save(path, HAMMER)
    save(path, NAGEL)
    assert on_windows.closed[path.parent] == 0
    temporary = [one for one in on_windows.closed if one.suffix == ".tmp"]
    assert len(temporary) == 3, "the file twice, and its previous version"
    assert not any(on_windows.closed[one] for one in temporary)


def test_a_file_that_others_could_open_is_closed_and_reported(
    on_windows: AccessLists, tmp_path: Path
) -> None:
    path = tmp_path / "config.json"
    save(path, HAMMER)
    on_windows.open_to[path] = ("Users",)
    saved = save(path, NAGEL)
    assert path in on_windows.closed
    assert [note for note in saved.notes if "could open the file" in note]


def test_a_chosen_folder_with_other_files_is_reported_and_not_changed(
    on_windows: AccessLists, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("of somebody else")
    on_windows.open_to[tmp_path] = ("Users",)
    saved = save(tmp_path / "config.json", HAMMER)
    assert tmp_path not in on_windows.closed
    assert [note for note in saved.notes if "can look into the folder" in note]


def test_a_list_that_cannot_be_changed_is_reported(
    on_windows: AccessLists, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.json"
    save(path, HAMMER)
    on_windows.open_to[path] = ("Users",)

    def refuse(path: Path) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("wizard.config.windows_acl.restrict", refuse)
    assert "could not be changed" in permissions.repair_permissions(path)[0]


def test_a_disk_without_access_control_lists_works(
    on_windows: AccessLists,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    no_resolver(monkeypatch)
    on_windows.is_supported = False
    save(tmp_path / "config.json", HAMMER)
    run_command(["doctor", "--config-dir", str(tmp_path)])
    assert "the system doesn’t say who can open the file and its folder" in capsys.readouterr().out


def test_doctor_names_who_else_can_open_the_file_or_its_folder(
    on_windows: AccessLists,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    no_resolver(monkeypatch)
    path = tmp_path / "config.json"
    save(path, HAMMER)
    run_command(["doctor", "--config-dir", str(tmp_path)])
    assert ONLY_YOU in capsys.readouterr().out
    on_windows.open_to = {path: ("Users",), tmp_path: ("Everyone", "Users")}
    run_command(["doctor", "--config-dir", str(tmp_path)])
    assert "Users, Everyone can open the file or its folder" in capsys.readouterr().out


def test_a_log_is_closed(on_windows: AccessLists, tmp_path: Path) -> None:
    log = tmp_path / "log"
    run_command(["--debug", str(log), "path"])
    assert on_windows.closed[log] == 0


def test_an_export_is_closed_unless_it_replaces_an_open_file(on_windows: AccessLists, tmp_path: Path) -> None:
    target = tmp_path / "contacts.csv"

    def export() -> list[Path]:
        on_windows.closed.clear()
        with PartialFile(target, {}) as part:
            part.begin()
            part.finish(iter([b"x"]))
        return [one for one in on_windows.closed if one.suffix == ".tmp"]

    assert export()
    assert export(), "it was closed before"
    target.chmod(0o666)  # the mode Windows reports for every file
    on_windows.open_to[target] = ("Users",)
    assert not export(), "somebody gave others access"


def test_a_damaged_file_is_closed_before_it_is_set_aside(on_windows: AccessLists, tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_text("damaged")
    set_aside(path)
    assert path in on_windows.closed


def test_a_directorys_file_stays_readable_for_everybody(on_windows: AccessLists, tmp_path: Path) -> None:
    write_pin(tmp_path, 3, 42)
    assert not [one for one in on_windows.closed if "clickfunnels.json" in one.name]
