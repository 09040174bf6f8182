"""`cfw snippet`: each snippet runs in its interpreter, if that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from command_support import Cfw

from wizard.api.models import Team, Workspace
from wizard.config.paths import config_path
from wizard.config.profile import Profile
from wizard.config.saving import save
from wizard.integrations.snippets import LANGUAGES
from wizard.support.secret import Token

pytestmark = pytest.mark.system


TOKEN = "an-invented-token-for-the-readers-012345678"
HOSTILE = "x\"; $(touch pwned) 'é"
HAMMER = Profile(
    "hammer",
    Token(TOKEN),
    Team(3, HOSTILE),
    Workspace(42, HOSTILE, "richstone"),
    "https://accounts.myclickfunnels.com/api/v2",
    "https://richstone.myclickfunnels.com/api/v2",
    datetime(2026, 11, 23, tzinfo=UTC),
)
URL = "https://richstone.myclickfunnels.com/api/v2/workspaces/42/contacts"
RUN = {
    "sh": (["sh"], "sh", 'printf "%s\\n" "$token"\n'),
    "python": ([sys.executable], "py", "print(token)\n"),
    "node": (["node"], "cjs", "console.log(token);\n"),
    "ruby": (["ruby"], "rb", "puts token\n"),
    "php": (["php"], "php", 'echo "$token\\n";\n'),
    "go": (["go", "run"], "go", "fmt.Println(token)"),
}


@pytest.fixture
def saved(cfw: Cfw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cfw:
    """Two profiles, of which hammer is current, and `cfw` on PATH."""
    save(config_path(), HAMMER._replace(name="anvil", workspace=Workspace(43, "Anvil", "anvil")))
    save(config_path(), HAMMER)
    shim = tmp_path / "bin" / "cfw"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wizard "$@"\n')
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{shim.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GOCACHE", "/tmp/cfw-go-cache")
    return cfw


def read(cfw: Cfw, tmp_path: Path, language: str) -> subprocess.CompletedProcess[str]:
    command, suffix, show = RUN[language]
    for program in (command[0], *(["jq"] if language == "sh" else [])):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine")
    text = cfw("snippet", language).out
    text = text.replace("_ = token", show) if language == "go" else text + show
    script = tmp_path / f"reader.{suffix}"
    script.write_text(text, encoding="utf-8")
    return subprocess.run([*command, str(script)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_and_the_token(saved: Cfw, tmp_path: Path, language: str) -> None:
    done = read(saved, tmp_path, language)
    assert sorted(done.stdout.split()) == sorted([URL, TOKEN]), done.stderr
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_environment_chooses_the_profile_and_the_token(
    saved: Cfw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("CLICKFUNNELS_PROFILE", "anvil")
    monkeypatch.setenv("CLICKFUNNELS_API_TOKEN", "another-token-0123456789")
    done = read(saved, tmp_path, language)
    assert "/workspaces/43/contacts\n" in done.stdout, done.stderr
    assert "another-token-0123456789\n" in done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_profile_is_an_error(
    saved: Cfw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("CLICKFUNNELS_PROFILE", "nobody")
    done = read(saved, tmp_path, language)
    assert done.returncode != 0
    assert "nobody" in done.stderr + done.stdout


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "python"])
def test_a_token_that_is_not_in_the_file_comes_from_the_command(
    saved: Cfw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    save(config_path(), HAMMER._replace(token=None))
    (tmp_path / "bin" / "cfw").write_text(
        f'#!/bin/sh\n[ "$1" = path ] && echo "{config_path()}" || echo "kept for $3"\n'
    )
    done = read(saved, tmp_path, language)
    assert "kept for hammer" in done.stdout, done.stderr
