"""`cfw doctor` and `cfw export cf`."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from verbs_support import Cfw, World

from wizard.api.errors import NameNotFound
from wizard.api.hosts import Hosts
from wizard.config import config_path, read
from wizard.config.saving import save
from wizard.connect import Connector
from wizard.doctor import examine
from wizard.doctor.report import redacted
from wizard.sandbox import DEMO_TOKEN, REVOKED_TOKEN, create_app
from wizard.secret import Token

LINKS = [
    "file", "permissions", "schema", "profile", "token source", "DNS", "proxy", "connection", "TLS", "clock",
    "accounts host", "token", "team", "workspace", "workspace host", "contacts",
]  # fmt: skip


def marks(out: str) -> dict[str, str]:
    return {line[2:18].strip(): line[0] for line in out.splitlines()}


def test_a_chain_that_holds(saved: Cfw) -> None:
    done = saved("doctor")
    assert done.status == 0
    assert list(marks(done.out)) == LINKS
    assert {link for link, mark in marks(done.out).items() if mark != "✓"} == {"TLS"}


@pytest.mark.parametrize(
    ("fault", "broken", "status"),
    [("token", "token", 4), ("network", "connection", 5), ("team", "team", 6), ("file", "schema", 1)],
)
def test_the_broken_link_is_named_and_the_later_ones_skipped(
    saved: Cfw, world: World, fault: str, broken: str, status: int
) -> None:
    text = config_path().read_text(encoding="utf-8")
    match fault:
        case "token":
            text = text.replace(DEMO_TOKEN, REVOKED_TOKEN)
        case "network":
            text = text.replace(world.url, "http://127.0.0.1:9")
        case "team":
            text = text.replace('"id": 3,', '"id": 99,')
        case _:
            text = text[:-20]
    config_path().write_text(text, encoding="utf-8")
    done = saved("doctor")
    found = marks(done.out)
    assert (done.status, found[broken]) == (status, "✗")
    later = LINKS[LINKS.index(broken) + 1 :]
    assert "✓" not in {mark for link, mark in found.items() if link in later and link in LINKS[8:]}
    assert set(found) == set(LINKS)


async def test_a_host_without_an_address_is_a_fault_of_dns(
    saved: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = config_path().read_text(encoding="utf-8").replace(world.url, "https://nowhere.invalid")
    config_path().write_text(text, encoding="utf-8")

    async def nothing(base: str) -> int:
        raise NameNotFound(base)

    monkeypatch.setattr("wizard.doctor.network.resolve", nothing)
    findings = [one async for one in examine(config_path(), None, Connector(Hosts(), create_app()))]
    found = {one.link: one.mark for one in findings}
    assert (found["DNS"], found["TLS"], found["contacts"]) == ("✗", "–", "–")


def test_rights_that_are_too_wide_are_found_and_left(saved: Cfw) -> None:
    config_path().chmod(0o644)
    done = saved("doctor")
    assert (done.status, marks(done.out)["permissions"]) == (0, "!")
    assert stat.S_IMODE(config_path().stat().st_mode) == 0o644


def test_nothing_saved_yet(cfw: Cfw) -> None:
    done = cfw("doctor")
    assert done.status == 1
    assert list(marks(done.out)) == LINKS
    assert marks(done.out)["file"] == "✗"
    assert marks(done.out)["contacts"] == "–"


def test_the_report_holds_no_token_and_no_email(
    saved: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = read(config_path()).profiles["hammer-workspace"]
    team = replace(profile.team, name=f"jane.doe@example.com {DEMO_TOKEN}")
    save(config_path(), replace(profile, team=team))
    monkeypatch.setenv("HTTPS_PROXY", "http://jane:secret@127.0.0.1:9")
    done = saved("doctor", "--report", "report.txt")
    text = Path("report.txt").read_text(encoding="utf-8")
    assert stat.S_IMODE(Path("report.txt").stat().st_mode) == 0o600
    assert "✓ token: accepted" in text
    for secret in (DEMO_TOKEN, "jane.doe@example.com", "secret", str(Path.home())):
        assert secret not in text
    assert DEMO_TOKEN not in done.err


def test_what_looks_like_a_token_is_hidden_too() -> None:
    text = redacted(
        "a@b.example VZeIl6IkzMQCdfSBQdvjSb7-KLllCKrE390QMKcmC6M tok-of-mine", [Token("tok-of-mine")]
    )
    assert text == "[email] [hidden] [token]"


@pytest.fixture
def cloud(cfw: Cfw, world: World) -> Cfw:
    """A profile of the real ClickFunnels, as far as its addresses go."""
    cfw("setup", "--token-stdin", "--workspace", "42", stdin=DEMO_TOKEN)
    profile = read(config_path()).profiles["hammer-workspace"]
    save(
        config_path(),
        replace(
            profile,
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
    elsewhere = {**ENTRY, "host": "example.com", "access_token": "u"}
    old = {"workspace_id": 42, "subdomain": "old", "access_token": "old", "color": "red"}
    path = tmp_path / "credentials.json"
    path.write_text(json.dumps({"default": 1, "accounts": [other, elsewhere, old]}))
    assert cloud("export", "cf").status == 0
    assert json.loads(path.read_text()) == {
        "default": 1, "accounts": [other, elsewhere, {**ENTRY, "color": "red"}]
    }  # fmt: skip


@pytest.mark.parametrize("content", ["{torn", "[]", '{"accounts": {}}', "\xff"])
def test_a_file_that_is_something_else_is_left_alone(
    cloud: Cfw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.setenv("CF_CLI_CONFIG_DIR", str(tmp_path))
    path = tmp_path / "credentials.json"
    path.write_bytes(content.encode("latin-1"))
    done = cloud("export", "cf")
    assert done.status == 1
    assert "Nothing was changed" in done.err
    assert path.read_bytes() == content.encode("latin-1")


def test_a_host_that_has_no_place_in_it_is_refused(saved: Cfw, tmp_path: Path) -> None:
    done = saved("export", "cf")
    assert done.status == 1
    assert "no place for 127.0.0.1" in done.err
