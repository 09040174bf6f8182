"""What other programs get from `wizard.load()`, and how little it costs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import wizard
from wizard.config.errors import ConfigError, Damaged, NewerVersion, NothingSaved, UnknownProfile
from wizard.config.paths import config_path
from wizard.config.profile import Profile
from wizard.config.saving import save

HEAVY = {"textual", "httpx", "filelock", "starlette"}
"""What a program that only reads must never wait for."""


@pytest.fixture
def path(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file, in the folder from the environment variable."""
    monkeypatch.setenv("CLICKFUNNELS_CONFIG_DIR", str(path.parent))
    return path


def test_it_loads_the_current_profile_or_the_named_one(path: Path, hammer: Profile) -> None:
    second = hammer._replace(name="second", token=None)
    save(path, hammer)
    save(path, second)
    assert wizard.load() == second
    assert wizard.load("hammer-workspace") == hammer
    token = wizard.load("hammer-workspace").token
    assert token is not None
    assert "hammer-token" not in f"{token} {token!r}"
    assert token.reveal() == "hammer-token-0123456789-abcdef"


def test_without_the_variable_the_default_folder_is_read(hammer: Profile) -> None:
    save(config_path(), hammer)
    assert wizard.load() == hammer


def test_nothing_saved_points_to_the_wizard(path: Path) -> None:
    for name in (None, "shop"):
        with pytest.raises(NothingSaved) as caught:
            wizard.load(name)
        assert str(path) in caught.value.what
        assert "`cfw`" in caught.value.hint
    assert not path.parent.exists()


def test_if_no_profile_is_chosen_the_error_lists_them(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    raw = json.loads(path.read_bytes())
    path.write_text(json.dumps({**raw, "current": None}))
    with pytest.raises(NothingSaved) as caught:
        wizard.load()
    assert "No profile is chosen" in caught.value.what
    assert "hammer-workspace" in caught.value.hint


def test_an_unknown_profile_error_lists_similar_and_saved_ones(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    save(path, hammer._replace(name="Anvil"))
    with pytest.raises(UnknownProfile) as caught:
        wizard.load("HAMMER-workspce\x1b[31m")
    assert caught.value.what == "There is no profile “HAMMER-workspce”."
    assert caught.value.hint == "Did you mean hammer-workspace? Saved profiles: hammer-workspace, Anvil."
    with pytest.raises(UnknownProfile) as caught:
        wizard.load("zzz")
    assert caught.value.hint == "Saved profiles: hammer-workspace, Anvil."


def test_a_current_profile_that_is_gone_is_unknown(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    raw = json.loads(path.read_bytes())
    path.write_text(json.dumps({**raw, "current": "gone"}))
    with pytest.raises(UnknownProfile, match="“gone”"):
        wizard.load()


@pytest.mark.parametrize(("text", "error"), [("{", Damaged), ('{"version": 9}', NewerVersion)])
def test_an_invalid_file_is_reported(path: Path, text: str, error: type[ConfigError]) -> None:
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(error) as caught:
        wizard.load()
    assert str(path) in caught.value.what


def imported_by(code: str) -> set[str]:
    """Run the code in a new Python and give the names of all modules it imported."""
    script = f"import sys; before = set(sys.modules); {code}; print(*(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(wizard.__file__).parents[1])},
    )
    return set(done.stdout.split())


def test_importing_costs_next_to_nothing() -> None:
    modules = imported_by("import wizard")
    assert "wizard" in modules
    assert not modules & (
        HEAVY | {"dataclasses", "json", "platformdirs", "wizard.config", "wizard.api.models"}
    )


def test_loading_imports_nothing_heavy_and_nothing_that_writes(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    modules = imported_by("import wizard; assert wizard.load().name == 'hammer-workspace'")
    assert "wizard.config.reading" in modules
    assert not modules & (HEAVY | {"wizard.config.saving", "asyncio"})


def test_the_package_says_that_it_is_typed() -> None:
    assert Path(wizard.__file__).with_name("py.typed").is_file()
