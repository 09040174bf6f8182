"""Where the file is."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from wizard.config.errors import ConfigError
from wizard.config.paths import config_path


def test_the_default_folder(home: Path) -> None:
    path = config_path()
    assert path == platformdirs.user_config_path("clickfunnels", appauthor=False) / "config.json"
    assert home in path.parents


def test_the_variable_names_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLICKFUNNELS_CONFIG_DIR", str(tmp_path / "elsewhere"))
    assert config_path() == tmp_path / "elsewhere" / "config.json"


def test_the_callers_folder_wins(tmp_path: Path) -> None:
    environ = {"CLICKFUNNELS_CONFIG_DIR": str(tmp_path / "elsewhere")}
    assert config_path(tmp_path / "mine", environ) == tmp_path / "mine" / "config.json"


def test_an_empty_variable_is_the_same_as_unset() -> None:
    assert config_path(environ={"CLICKFUNNELS_CONFIG_DIR": ""}) == config_path(environ={})


def test_a_tilde_is_the_home_folder(home: Path) -> None:
    assert config_path(environ={"CLICKFUNNELS_CONFIG_DIR": "~/cf"}) == home / "cf" / "config.json"
    assert config_path(Path("~/cf")) == home / "cf" / "config.json"


def test_a_relative_folder_starts_at_the_current_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert config_path(environ={"CLICKFUNNELS_CONFIG_DIR": "here"}) == tmp_path / "here" / "config.json"


def test_a_missing_home_folder_is_reported_with_its_setting() -> None:
    with pytest.raises(ConfigError) as caught:
        config_path(environ={"CLICKFUNNELS_CONFIG_DIR": "~nobody-of-this-name/cf"})
    assert "~nobody-of-this-name/cf" in caught.value.what
    assert "CLICKFUNNELS_CONFIG_DIR" in caught.value.what
    with pytest.raises(ConfigError, match="--config-dir"):
        config_path(Path("~nobody-of-this-name"))
