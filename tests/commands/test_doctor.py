"""`cfw doctor`: what it finds, and its report for support."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from command_support import Cfw, World
from proxying import no_resolver, nothing_listens

from wizard.config.paths import config_path
from wizard.config.permissions import repair_permissions
from wizard.config.reading import read
from wizard.config.saving import save
from wizard.onboarding.doctor.report import redacted
from wizard.sandbox import (
    DEMO_TOKEN,
    REVOKED_TOKEN,
    Access,
    InventedContacts,
    Platform,
    SandboxTeam,
    SandboxWorkspace,
)
from wizard.support.secret import Token

LINKS = [
    "file", "permissions", "schema", "profile", "token source", "DNS", "proxy", "connection", "TLS", "clock",
    "accounts host", "token", "team", "workspace", "workspace host", "contacts",
]  # fmt: skip


def marks(out: str) -> dict[str, str]:
    lines, _, _ = out.partition("\n\n")
    found = {line[2:18].strip(): line[0] for line in lines.splitlines() if line[0] != "–"}
    left_out = [link for link in LINKS if link not in found]
    assert all(link in lines for link in left_out)
    return found | dict.fromkeys(left_out, "–")


def test_everything_works(saved: Cfw) -> None:
    done = saved("doctor")
    assert done.status == 0
    assert done.out.endswith("\n\n✓ Everything works.\n")
    assert {link for link, mark in marks(done.out).items() if mark != "✓"} == {"TLS"}


@pytest.mark.parametrize(
    ("fault", "broken", "status"),
    [("token", "token", 4), ("network", "connection", 5), ("team", "team", 6), ("file", "schema", 1)],
)
def test_the_first_failure_is_named_and_later_checks_are_skipped(
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
    needs_a_profile = set(later) & set(LINKS[LINKS.index("token") :])
    assert "✓" not in {found[link] for link in needs_a_profile}
    assert set(found) == set(LINKS)


def test_saved_profiles_of_which_none_is_chosen(saved: Cfw) -> None:
    assert saved("forget", "hammer-workspace", "--yes").status == 0
    done = saved("doctor")
    assert "profile (none is chosen)" in done.out
    assert "✗ token source    No profile is chosen in" in done.out


def test_a_host_without_an_address_is_reported_at_dns(
    saved: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = config_path().read_text(encoding="utf-8").replace(world.url, "https://nowhere.invalid")
    config_path().write_text(text, encoding="utf-8")
    no_resolver(monkeypatch)
    done = saved("doctor")
    found = marks(done.out)
    assert (done.status, found["DNS"], found["TLS"], found["contacts"]) == (5, "✗", "–", "–")


def test_wide_permissions_are_found_but_not_changed(saved: Cfw) -> None:
    config_path().chmod(0o644)
    done = saved("doctor")
    assert (done.status, marks(done.out)["permissions"]) == (0, "!")
    assert stat.S_IMODE(config_path().stat().st_mode) == 0o644


GOOD_BEFORE_THE_FIRST_SAVE = {"DNS", "proxy", "connection", "clock", "accounts host"}


def test_before_the_first_save_the_network_is_checked(cfw: Cfw, world: World) -> None:
    done = cfw("doctor")
    assert done.status == 3
    found = marks(done.out)
    assert {link for link, mark in found.items() if mark == "✓"} == GOOD_BEFORE_THE_FIRST_SAVE
    assert {link for link, mark in found.items() if mark == "✗"} == {"token source"}
    assert "isn't there yet. Run `cfw` to create it." in done.out
    assert not config_path().parent.exists()


def test_before_the_first_save_the_token_of_the_environment_is_checked(
    cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLICKFUNNELS_API_TOKEN", DEMO_TOKEN)
    done = cfw("doctor", "--report", "report.txt")
    found = marks(done.out)
    good = {link for link, mark in found.items() if mark == "✓"}
    assert done.status == 0, done.out
    assert good == GOOD_BEFORE_THE_FIRST_SAVE | {"token source", "token"}
    assert found["workspace"] == "!"
    assert DEMO_TOKEN not in Path("report.txt").read_text(encoding="utf-8")


def test_the_only_workspace_of_a_token_is_checked_without_a_profile(
    cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.becomes(one_workspace())
    monkeypatch.setenv("CLICKFUNNELS_API_TOKEN", DEMO_TOKEN)
    done = cfw("doctor")
    found = marks(done.out)
    assert done.status == 0, done.out
    assert {link for link, mark in found.items() if mark != "✓"} == {
        "file", "permissions", "schema", "profile", "TLS"
    }  # fmt: skip


def one_workspace() -> Platform:
    only = SandboxWorkspace(42, "Hammer Workspace", "richstone", contacts=InventedContacts(42, 65))
    return Platform([SandboxTeam(3, "Northwind Coaching", workspaces=[only])], {DEMO_TOKEN: Access()})


@pytest.mark.parametrize(
    ("token", "link", "status"), [(REVOKED_TOKEN, "token", 4), ("two words", "token source", 2)]
)
def test_before_the_first_save_a_bad_token_of_the_environment_is_named(
    cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch, token: str, link: str, status: int
) -> None:
    monkeypatch.setenv("CLICKFUNNELS_API_TOKEN", token)
    done = cfw("doctor")
    found = marks(done.out)
    assert (done.status, found[link], found["accounts host"]) == (status, "✗", "✓")
    assert "CLICKFUNNELS_API_TOKEN" in done.out


def test_an_accounts_host_that_is_not_clickfunnels(
    cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def find_nothing(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})

    world.app = find_nothing
    done = cfw("doctor")
    found = marks(done.out)
    assert (done.status, found["connection"], found["accounts host"]) == (6, "✓", "✗")


def test_before_the_first_save_the_network_decides_the_exit_status(
    cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLICKFUNNELS_URL", f"http://127.0.0.1:{nothing_listens()}")
    done = cfw("doctor")
    assert (done.status, marks(done.out)["connection"]) == (5, "✗")


def test_a_folder_that_cannot_be_written_to_is_noticed_before_the_first_save(
    cfw: Cfw, world: World, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file" / "folder", Path("/proc/nothing-can-be-made-here")):
        done = cfw("doctor", "--config-dir", str(folder))
        found = marks(done.out)
        assert (done.status, found["file"], found["connection"]) == (1, "✗", "✓"), done.out
        assert f"{folder} can't be written to" in done.out


def test_a_folder_that_cannot_be_written_to_is_noticed_beside_a_file(
    saved: Cfw, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = PermissionError(errno.EACCES, "Permission denied")
    monkeypatch.setattr("wizard.onboarding.doctor.local.TemporaryFile", Mock(side_effect=refused))
    done = saved("doctor")
    assert (done.status, marks(done.out)["permissions"]) == (0, "!")
    assert "can't be written to, so nothing can be saved there" in done.out


def test_checking_leaves_no_files_behind(saved: Cfw) -> None:
    before = sorted(config_path().parent.iterdir())
    assert saved("doctor").status == 0
    assert sorted(config_path().parent.iterdir()) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize(("uid", "owner"), [(1, "daemon"), (4_242_424, "user 4242424")])
def test_a_file_of_another_user_is_reported(saved: Cfw, uid: int, owner: str) -> None:
    os.chown(config_path(), uid, -1)
    done = saved("doctor")
    assert marks(done.out)["permissions"] == "!"
    assert f"The file belongs to {owner}, not to you." in done.out
    os.chown(config_path().parent, uid, -1)
    assert f"The folder belongs to {owner}, not to you." in saved("doctor").out


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give folders away")
def test_a_folder_of_another_user_is_not_called_private(saved: Cfw) -> None:
    config_path().parent.chmod(0o755)
    os.chown(config_path().parent, 1, -1)
    assert not any("Now only you can" in one for one in repair_permissions(config_path()))


def test_the_report_contains_no_token_and_no_email(
    saved: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = read(config_path()).profiles["hammer-workspace"]
    team = profile.team._replace(name=f"jane.doe@example.com {DEMO_TOKEN}")
    save(config_path(), profile._replace(team=team))
    monkeypatch.setenv("HTTPS_PROXY", "http://jane:secret@127.0.0.1:9")
    done = saved("doctor", "--report", "report.txt")
    text = Path("report.txt").read_text(encoding="utf-8")
    assert stat.S_IMODE(Path("report.txt").stat().st_mode) == 0o600
    assert "✓ token: accepted" in text
    for secret in (DEMO_TOKEN, "jane.doe@example.com", "secret", str(Path.home())):
        assert secret not in text
    assert DEMO_TOKEN not in done.err


def test_anything_that_looks_like_a_token_is_hidden_too() -> None:
    text = redacted(
        "a@b.example VZeIl6IkzMQCdfSBQdvjSb7-KLllCKrE390QMKcmC6M tok-of-mine", [Token("tok-of-mine")]
    )
    assert text == "[email] [hidden] [token]"
