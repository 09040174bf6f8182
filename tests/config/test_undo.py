"""Earlier versions of the file: which are kept, what is removed from them, and how to restore one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from wizard.api.models import Workspace
from wizard.config.backups import MAX_VERSIONS
from wizard.config.errors import Damaged, NoSuchVersion, NothingSaved, SameVersion
from wizard.config.profile import Profile
from wizard.config.profile_changes import forget, rename, replace_tokens, undo
from wizard.config.reading import read, versions
from wizard.config.saving import save, set_aside, update
from wizard.support.secret import Token

OTHER = Token("other-token-9876543210-zyxwvuts")


@pytest.fixture
def nagel(hammer: Profile) -> Profile:
    """Another workspace with its own token."""
    return hammer._replace(name="nagel", token=OTHER, workspace=Workspace(43, "Nagel", "nagel"))


def kept(path: Path) -> list[Path]:
    return sorted(path.parent.glob("config.backup-*.json"))


def everything(path: Path) -> str:
    """The text of all files in the folder."""
    return "\n".join(entry.read_text(encoding="utf-8") for entry in path.parent.iterdir())


def test_the_previous_version_is_restored_and_restored_back(
    path: Path, hammer: Profile, nagel: Profile
) -> None:
    save(path, hammer)
    before = path.read_bytes()
    save(path, nagel)
    after = path.read_bytes()
    undo(path)
    assert path.read_bytes() == before
    undo(path)
    assert path.read_bytes() == after
    undo(path)
    assert path.read_bytes() == before


def test_the_last_versions_are_kept_and_any_can_be_restored(path: Path, hammer: Profile) -> None:
    for number in range(MAX_VERSIONS + 5):
        save(path, hammer._replace(name=f"p{number}"))
    assert len(kept(path)) == MAX_VERSIONS
    found = versions(path, read(path))
    assert [version.document.current for version in found] == [f"p{n}" for n in range(13, 3, -1)]
    assert undo(path, 10).document.current == "p4"
    assert len(kept(path)) == MAX_VERSIONS


def test_a_save_without_changes_keeps_no_version(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    assert kept(path) == []
    update(path, lambda document: document)
    assert kept(path) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_the_owner_can_open_a_version(path: Path, hammer: Profile, nagel: Profile) -> None:
    save(path, hammer)
    save(path, nagel)
    assert [entry.stat().st_mode & 0o777 for entry in kept(path)] == [0o600]


def test_a_forgotten_token_is_nowhere_any_more(path: Path, hammer: Profile, nagel: Profile) -> None:
    save(path, hammer)
    save(path, nagel)
    save(path, hammer._replace(name="third"))
    assert OTHER.reveal() in everything(path)
    forget(path, ["nagel"])
    assert OTHER.reveal() not in everything(path)
    back = undo(path).document.profiles["nagel"]
    assert (back.token, back.workspace.id) == (None, 43)
    assert back.token_store == "file"


def test_forgetting_all_leaves_no_token_at_all(path: Path, hammer: Profile, nagel: Profile) -> None:
    save(path, hammer)
    save(path, nagel)
    forget(path, ["nagel", hammer.name])
    assert "hammer-token" not in everything(path)
    assert "other-token" not in everything(path)


def test_a_token_that_another_profile_uses_stays(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    save(path, hammer._replace(name="second"))
    forget(path, [hammer.name])
    assert undo(path).document.profiles[hammer.name].token == hammer.token


def test_a_rename_can_be_undone_with_its_token(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    rename(path, hammer.name, "new")
    assert undo(path).document.profiles == {hammer.name: hammer}


def test_a_replaced_token_can_be_undone(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    replace_tokens(path, [hammer.name], OTHER)
    assert undo(path).document.profiles[hammer.name].token == hammer.token


def test_an_unreadable_version_is_skipped_and_then_deleted(
    path: Path, hammer: Profile, nagel: Profile
) -> None:
    save(path, hammer)
    save(path, nagel)
    (only,) = kept(path)
    only.write_text("{ torn", encoding="utf-8")
    with pytest.raises(NoSuchVersion, match="no earlier version"):
        undo(path)
    forget(path, ["nagel"])
    assert "torn" not in everything(path)


def test_a_deleted_file_is_restored(path: Path, hammer: Profile, nagel: Profile) -> None:
    save(path, hammer)
    save(path, nagel)
    set_aside(path)
    assert undo(path).document.names == (hammer.name,)


def test_nothing_to_restore_is_reported(path: Path, hammer: Profile) -> None:
    with pytest.raises(NothingSaved):
        undo(path)
    assert not path.parent.exists()
    save(path, hammer)
    with pytest.raises(NoSuchVersion, match="no earlier version") as caught:
        undo(path)
    assert "cfw undo" not in str(caught.value)
    save(path, hammer._replace(name="second"))
    with pytest.raises(NoSuchVersion, match="there is one"):
        undo(path, 2)
    assert read(path).current == "second"


def test_unknown_keys_are_restored_too(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    content = json.loads(path.read_bytes()) | {"later": {"kept": [1.5, "ü"]}}
    path.write_text(json.dumps(content), encoding="utf-8")
    forget(path, [hammer.name])
    undo(path)
    assert json.loads(path.read_bytes())["later"] == {"kept": [1.5, "ü"]}


def test_two_links_into_one_folder_have_separate_versions(
    path: Path, tmp_path: Path, hammer: Profile, nagel: Profile
) -> None:
    for number, profile in ((1, hammer), (2, nagel)):
        link = tmp_path / f"home{number}" / "config.json"
        link.parent.mkdir()
        link.symlink_to(tmp_path / "dotfiles" / f"cfw{number}.json")
        save(link, profile)
        save(link, profile._replace(name="second"))
    assert undo(tmp_path / "home1" / "config.json").document.names == (hammer.name,)
    assert undo(tmp_path / "home2" / "config.json").document.names == (nagel.name,)


def test_a_damaged_file_recommends_undo_only_where_a_version_is_kept(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    whole = path.read_bytes()
    path.write_text("{ torn", encoding="utf-8")
    with pytest.raises(Damaged) as caught:
        read(path)
    assert "cfw undo" not in caught.value.hint
    path.write_bytes(whole)
    save(path, hammer._replace(name="second"))
    for damage in (b"{ torn", b"\xff\xfe\xfa", b'{"version": 1}'):
        path.write_bytes(damage)
        with pytest.raises(Damaged) as caught:
            read(path)
        assert "restore the previous version with `cfw undo`" in caught.value.hint


def test_a_version_equal_to_the_current_one_is_not_reported_as_restored(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    forget(path, [hammer.name])
    save(path, hammer)
    after = path.read_bytes()
    with pytest.raises(SameVersion, match="nothing was changed"):
        undo(path)
    assert path.read_bytes() == after
