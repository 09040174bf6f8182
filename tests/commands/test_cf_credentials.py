"""`cfw export cf`: the credentials file of ClickFunnels' own command line."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from command_support import Cfw, World

from wizard.config.cf_cli import credentials_path
from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.config.saving import save
from wizard.sandbox import (
    DEMO_TOKEN,
)


@pytest.fixture
def cloud(cfw: Cfw, world: World) -> Cfw:
    """A saved profile with the addresses of the real ClickFunnels."""
    cfw("setup", "--token-stdin", "--workspace", "42", stdin=DEMO_TOKEN)
    profile = read(config_path()).profiles["hammer-workspace"]
    save(
        config_path(),
        profile._replace(
            accounts_url="https://accounts.myclickfunnels.com/api/v2",
            api_url="https://richstone.myclickfunnels.com/api/v2",
        ),
    )
    return cfw


ENTRY = {
    "subdomain": "richstone",
    "workspace_id": 42,
    "access_token": DEMO_TOKEN,
    "public_id": "jWMWXZ",
    "name": "Hammer Workspace",
}


@pytest.mark.parametrize("where", ["CF_CLI_CONFIG_DIR", "XDG_CONFIG_HOME", "HOME"])
def test_the_credentials_are_where_the_official_command_looks(
    cloud: Cfw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    chosen = {
        "CF_CLI_CONFIG_DIR": tmp_path / "cf-cli" / "credentials.json",
        "XDG_CONFIG_HOME": Path.home() / ".config" / "cf" / "credentials.json",
        "HOME": Path.home() / ".config" / "cf" / "credentials.json",
    }[where]
    folder = config_path().parent
    if where == "CF_CLI_CONFIG_DIR":
        monkeypatch.setenv(where, str(tmp_path / "cf-cli"))
    if where == "HOME":
        monkeypatch.delenv("XDG_CONFIG_HOME")
    done = cloud("export", "cf", "--config-dir", str(folder))
    assert done.status == 0, done.err
    assert json.loads(chosen.read_text(encoding="utf-8")) == {"accounts": [ENTRY]}
    assert stat.S_IMODE(chosen.stat().st_mode) == 0o600
    assert stat.S_IMODE(chosen.parent.stat().st_mode) == 0o700
    assert "Experimental" in done.err


def test_other_entries_and_unknown_keys_stay(
    cloud: Cfw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CF_CLI_CONFIG_DIR", str(tmp_path))
    other = {"subdomain": "other", "workspace_id": 7, "access_token": "t", "public_id": None, "name": "o"}
    old = {"workspace_id": 42, "subdomain": "old", "access_token": "old", "color": "red"}
    old |= {"host": "example.com", "client_id": "c", "token_type": "Bearer", "scope": "read"}
    twice = {**ENTRY, "api_base_url": "http://127.0.0.1:4010", "access_token": "u"}
    path = tmp_path / "credentials.json"
    path.write_text(json.dumps({"default": 1, "accounts": [old, other, twice]}))
    assert cloud("export", "cf").status == 0
    assert json.loads(path.read_text()) == {
        "default": 1, "accounts": [other, {**ENTRY, "color": "red"}]
    }  # fmt: skip


@pytest.mark.parametrize("content", ["{torn", "[]", '{"accounts": {}}', "\xff"])
def test_a_file_with_other_content_is_left_alone(
    cloud: Cfw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.setenv("CF_CLI_CONFIG_DIR", str(tmp_path))
    path = tmp_path / "credentials.json"
    path.write_bytes(content.encode("latin-1"))
    done = cloud("export", "cf")
    assert done.status == 1
    assert "Nothing was changed" in done.err
    assert path.read_bytes() == content.encode("latin-1")


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("https://richstone.example.com/api/v2", {"host": "example.com"}),
        ("https://richstone.example.com/v3", {"api_base_url": "https://richstone.example.com/v3"}),
        (
            "https://richstone.example.com:8/api/v2",
            {"api_base_url": "https://richstone.example.com:8/api/v2"},
        ),
    ],
)
def test_another_address_is_stored_as_the_official_command_reads_it(
    cloud: Cfw, address: str, keys: dict[str, str]
) -> None:
    profile = read(config_path()).profiles["hammer-workspace"]
    accounts = address.replace("richstone", "accounts")
    save(config_path(), profile._replace(accounts_url=accounts, api_url=address))
    assert cloud("export", "cf").status == 0
    (account,) = json.loads(credentials_path().read_text())["accounts"]
    assert account == ENTRY | keys


def test_an_address_that_is_no_subdomain_is_stored_whole(
    saved: Cfw, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CF_CLI_CONFIG_DIR", str(tmp_path))
    for _ in range(2):
        assert saved("export", "cf").status == 0
    (account,) = json.loads((tmp_path / "credentials.json").read_text())["accounts"]
    assert account == {**ENTRY, "api_base_url": read(config_path()).profiles["hammer-workspace"].api_url}
    assert account["api_base_url"].startswith(world.url)
