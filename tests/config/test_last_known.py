"""The last known list of what the tokens reach, beside the configuration file."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wizard.config import Profile
from wizard.config.changes import forget
from wizard.config.known import Known, Reached, read_known, write_known
from wizard.config.rights import repair_rights
from wizard.config.saving import save
from wizard.models import Team, Workspace

MOMENT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LIST = (
    Reached(
        Team(3, "Müller", "JNzNaa"), Workspace(42, "Hammer 🔨", "richstone", None, 3), "hammer-workspace"
    ),
    Reached(Team(4, "Other"), Workspace(44, "Long", "long", "abcdef", 4), "other"),
)


def test_what_is_written_is_read_and_for_its_owner_only(path: Path) -> None:
    write_known(path, LIST, MOMENT)
    assert read_known(path) == Known(MOMENT, LIST)
    kept = path.with_name("last-known.json")
    assert os.name == "nt" or stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"moment": "x", "reached": []}', '{"reached": [1]}'])
def test_a_list_that_cannot_be_read_is_none(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.with_name("last-known.json").write_text(text)
    assert read_known(path) is None


def test_a_place_that_cannot_be_written_is_passed_over(path: Path) -> None:
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.write_text("a file where the folder should be")
    write_known(path, LIST, MOMENT)
    assert read_known(path) is None


def test_forgetting_a_profile_forgets_what_it_reached(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    write_known(path, LIST, MOMENT)
    forget(path, [hammer.name])
    assert read_known(path) == Known(MOMENT, LIST[1:])


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_linked_file_has_its_list_beside_the_real_one(path: Path, hammer: Profile) -> None:
    real = path.parent.parent / "real" / "config.json"
    save(real, hammer)
    path.parent.mkdir()
    path.symlink_to(real)
    write_known(path, LIST, MOMENT)
    assert read_known(path) == read_known(real) == Known(MOMENT, LIST)


@pytest.mark.skipif(os.name == "nt", reason="rights are POSIX's")
def test_it_does_not_keep_the_folder_from_being_closed(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    write_known(path, LIST, MOMENT)
    path.parent.chmod(0o755)
    repair_rights(path)
    kept = {one.name for one in path.parent.iterdir()}
    assert "last-known.json" in kept
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
