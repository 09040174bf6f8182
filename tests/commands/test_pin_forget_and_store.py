"""`cfw pin`, `cfw unpin`, `cfw forget` and `cfw token-store`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_support import Cfw

from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.sandbox import DEMO_TOKEN


def test_a_pin_contains_only_ids_and_applies_below_it(saved: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    done = saved("pin", "chanoyu")
    assert done.status == 0
    assert json.loads(Path(".clickfunnels.json").read_text()) == {
        "version": 1, "team_id": 12, "workspace_id": 200
    }  # fmt: skip
    below = Path("src/deep")
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert json.loads(saved("status", "--json", "--offline").out)["profile"]["name"] == "chanoyu"
    done = saved("unpin")
    assert done.status == 3
    assert "run `cfw unpin` in" in done.err
    monkeypatch.chdir("../..")
    assert saved("unpin").status == 0
    assert [path.name for path in Path().iterdir()] == ["src"]


def test_without_a_name_the_profile_in_use_is_pinned(saved: Cfw) -> None:
    assert "Pinned to Hammer Workspace (richstone)" in saved("pin").out


def test_pinning_something_unsaved_is_refused(saved: Cfw) -> None:
    assert saved("pin", "eclair-studio").status == 3
    assert list(Path().iterdir()) == []


def test_a_pinned_workspace_without_a_profile_is_an_error_everywhere(saved: Cfw) -> None:
    Path(".clickfunnels.json").write_text('{"version": 1, "team_id": 11, "workspace_id": 101}')
    done = saved("env")
    assert (done.status, done.out) == (3, "")
    assert "Run `cfw setup` here" in done.err


def test_forgetting_says_that_the_token_still_works(saved: Cfw) -> None:
    done = saved("forget", "chanoyu", "nagel-sohne", "--yes")
    assert (done.status, done.out) == (0, "Forgot chanoyu, nagel-sohne.\n")
    assert "still works at ClickFunnels until it is revoked there: https://" in done.err
    document = read(config_path())
    assert (document.names, document.current, document.previous) == (
        ("hammer-workspace",),
        "hammer-workspace",
        None,
    )


def test_forgetting_needs_a_confirmation(saved: Cfw) -> None:
    before = config_path().read_bytes()
    done = saved("forget", "chanoyu")
    assert done.status == 1
    assert "--yes" in done.err
    assert config_path().read_bytes() == before


def test_forgetting_the_current_profile_leaves_no_current_one(saved: Cfw) -> None:
    done = saved("forget", "hammer-workspace", "--yes")
    assert "There is no current profile now" in done.err
    assert saved("env").status == 3


def test_forgetting_all(saved: Cfw) -> None:
    saved("list", "--live")
    known = config_path().with_name("last-known.json")
    assert "Hammer Workspace" in known.read_text(encoding="utf-8")
    assert saved("forget", "--all", "--yes").status == 0
    assert DEMO_TOKEN not in config_path().read_text(encoding="utf-8")
    assert "Hammer Workspace" not in known.read_text(encoding="utf-8")
    assert saved("list").status == 3


@pytest.mark.parametrize("store", ["file", "keyring"])
def test_without_a_saved_token_there_is_nothing_to_move(saved: Cfw, store: str) -> None:
    document = json.loads(config_path().read_text(encoding="utf-8"))
    for entry in document["profiles"].values():
        entry["token"] = None
    config_path().write_text(json.dumps(document), encoding="utf-8")
    assert saved("token-store", store, "--all").out == "Nothing was changed: no profile has a saved token.\n"


@pytest.mark.parametrize("arguments", [(), ("chanoyu", "--all")])
def test_forgetting_needs_names_or_all(saved: Cfw, arguments: tuple[str, ...]) -> None:
    assert saved("forget", *arguments, "--yes").status == 2


def test_an_unknown_name_forgets_nothing(saved: Cfw) -> None:
    before = config_path().read_bytes()
    assert saved("forget", "chanoyu", "nobody", "--yes").status == 3
    assert config_path().read_bytes() == before


def test_without_a_keyring_the_token_stays_in_the_file(saved: Cfw) -> None:
    before = config_path().read_bytes()
    done = saved("token-store", "keyring")
    assert done.status == 1
    assert "keyring" in done.err
    assert config_path().read_bytes() == before
    assert (
        saved(
            "setup", "--token-stdin", "--workspace", "42", "--token-store", "keyring", stdin=DEMO_TOKEN
        ).status
        == 1
    )
    assert config_path().read_bytes() == before


FILE_KEYRING = """
import json, os, pathlib
from keyring.backend import KeyringBackend

class FileKeyring(KeyringBackend):
    priority = 5
    name = "a keyring of the test"
    path = pathlib.Path(os.environ["TEST_KEYRING"])

    def _read(self):
        return json.loads(self.path.read_text()) if self.path.exists() else {}

    def get_password(self, service, username):
        return self._read().get(f"{service}|{username}")

    def set_password(self, service, username, password):
        self.path.write_text(json.dumps({**self._read(), f"{service}|{username}": password}))

    def delete_password(self, service, username):
        kept = self._read()
        del kept[f"{service}|{username}"]
        self.path.write_text(json.dumps(kept))
"""


def test_every_command_works_with_tokens_in_a_keyring(
    saved: Cfw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("keyring")
    (tmp_path / "file_keyring.py").write_text(FILE_KEYRING)
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps({"someone else|x": "y"}))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "file_keyring.FileKeyring")
    monkeypatch.setenv("TEST_KEYRING", str(kept))

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "wizard", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("token-store", "keyring", "--all")
    assert DEMO_TOKEN not in config_path().read_text(encoding="utf-8")
    assert len(json.loads(kept.read_text())) == 4
    assert run("token") == f"{DEMO_TOKEN}\n"
    assert json.loads(run("status", "--json"))["token_source"] == "keyring"
    run("switch", "iles-surf")
    entry = json.loads(config_path().read_text(encoding="utf-8"))["profiles"]["iles-surf-school"]
    assert (entry["token"], entry["token_store"]) == (None, "keyring")
    run("forget", "chanoyu", "--yes")
    assert len(json.loads(kept.read_text())) == 4
    run("token-store", "file", "--all")
    assert json.loads(kept.read_text()) == {"someone else|x": "y"}
    assert run("token") == f"{DEMO_TOKEN}\n"
