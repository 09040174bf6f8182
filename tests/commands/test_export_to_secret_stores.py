"""`cfw export github` and the like: stand-ins for the programs record their arguments and input."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from command_support import Cfw, World

from wizard.sandbox import DEMO_TOKEN

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are scripts for a POSIX shell")

STAND_IN = f"""#!{sys.executable}
import json, os, sys, pathlib
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps([sys.argv[1:], sys.stdin.read()]))
print("said something about", {DEMO_TOKEN!r})
sys.exit(int(os.environ.get("STAND_IN_STATUS", "0")))
"""


@pytest.fixture
def programs(cfw: Cfw, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH, and a saved profile."""
    assert cfw("setup", "--token-stdin", "--workspace", "42", stdin=DEMO_TOKEN).status == 0
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str) -> None:
    program = folder / name
    program.write_text(STAND_IN)
    program.chmod(0o755)


@pytest.mark.parametrize(
    ("target", "program", "expected"),
    [
        ("github --repo acme/shop", "gh", "secret set CLICKFUNNELS_API_TOKEN --repo acme/shop"),
        ("github --repo acme/shop --env live --as KEY", "gh", "secret set KEY --repo acme/shop --env live"),
        ("vercel", "vercel", "env add CLICKFUNNELS_API_TOKEN production --force"),
        ("wrangler --name shop", "wrangler", "secret put CLICKFUNNELS_API_TOKEN --name shop"),
        ("fly --app shop --stage", "fly", "secrets set CLICKFUNNELS_API_TOKEN=- --stage --app shop"),
        (
            "doppler --project shop --config prd",
            "doppler",
            "secrets set CLICKFUNNELS_API_TOKEN --no-interactive --silent --project shop --config prd",
        ),
    ],
)
def test_the_token_goes_to_standard_input_only(
    cfw: Cfw, programs: Path, target: str, program: str, expected: str
) -> None:
    put(programs, program)
    shown = cfw("export", *target.split(), "--dry-run")
    assert shown.status == 0
    assert f"Would run: {program} {expected}\n" in shown.out
    assert not (programs / f"{program}.json").exists()
    done = cfw("export", *target.split())
    assert done.status == 0
    assert f"Running: {program} {expected}\n" in done.err
    assert "Stored the token for Hammer Workspace as " in done.out
    assert json.loads((programs / f"{program}.json").read_text()) == [expected.split(), DEMO_TOKEN]
    assert DEMO_TOKEN not in shown.out + shown.err + done.out + done.err


def test_a_failure_shows_what_the_program_said_without_the_token(
    cfw: Cfw, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(programs, "vercel")
    monkeypatch.setenv("STAND_IN_STATUS", "3")
    done = cfw("export", "vercel")
    assert done.status == 1
    assert "vercel failed with status 3.\nsaid something about ••••••••-team1" in done.err


def test_a_name_that_a_framework_publishes_is_refused(cfw: Cfw, programs: Path) -> None:
    put(programs, "vercel")
    done = cfw("export", "vercel", "--as", "NEXT_PUBLIC_CLICKFUNNELS_TOKEN")
    assert done.status == 2
    assert "it's sent to every visitor" in done.err
    assert not (programs / "vercel.json").exists()


def test_a_program_in_the_current_folder_is_not_run(
    cfw: Cfw, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(Path.cwd(), "gh")
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", str(programs)]))
    done = cfw("export", "github", "--repo", "acme/shop")
    assert done.status == 1
    assert "The program gh isn't installed" in done.err
    assert "https://cli.github.com" in done.err
    assert not Path("gh.json").exists()
