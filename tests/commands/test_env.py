"""`cfw env`, `cfw exec` and `cfw token`: the profile in use, safely quoted whatever the names contain."""

from __future__ import annotations

import json
import os
import shutil
import signal
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
from wizard.support.secret import Token

TOKEN = "an-invented-token-for-the-shells-0123456789"
HOSTILE = "x\"; $(touch pwned) 'é"
HAMMER = Profile(
    "hammer",
    Token(TOKEN),
    Team(3, HOSTILE),
    Workspace(42, HOSTILE, HOSTILE, "jWMWXZ"),
    "https://accounts.myclickfunnels.com/api/v2",
    "https://richstone.myclickfunnels.com/api/v2",
    datetime(2026, 11, 23, tzinfo=UTC),
)
NAMES = [
    "CLICKFUNNELS_API_TOKEN",
    "CLICKFUNNELS_TEAM_ID",
    "CLICKFUNNELS_WORKSPACE_ID",
    "CLICKFUNNELS_WORKSPACE_PUBLIC_ID",
    "CLICKFUNNELS_SUBDOMAIN",
    "CLICKFUNNELS_API_URL",
    "CLICKFUNNELS_ACCOUNTS_URL",
    "CLICKFUNNELS_PROFILE",
]
VALUES = {
    **dict.fromkeys(NAMES, ""),
    "CLICKFUNNELS_API_TOKEN": TOKEN,
    "CLICKFUNNELS_TEAM_ID": "3",
    "CLICKFUNNELS_WORKSPACE_ID": "42",
    "CLICKFUNNELS_WORKSPACE_PUBLIC_ID": "jWMWXZ",
    "CLICKFUNNELS_SUBDOMAIN": HOSTILE,
    "CLICKFUNNELS_API_URL": HAMMER.api_url,
    "CLICKFUNNELS_ACCOUNTS_URL": HAMMER.accounts_url,
    "CLICKFUNNELS_PROFILE": "hammer",
}
SHOW = f"import json, os; print(json.dumps([os.environ.get(n) for n in {NAMES}]))"


@pytest.fixture
def hammer(cfw: Cfw) -> Cfw:
    save(config_path(), HAMMER)
    return cfw


SHELLS = {
    "bash": ("sh", 'set -eu; . "$1"; exec "$2" -c "$3"'),
    "dash": ("sh", 'set -eu; . "$1"; exec "$2" -c "$3"'),
    "zsh": ("sh", 'set -eu; . "$1"; exec "$2" -c "$3"'),
    "bash with direnv": ("direnv", 'set -eu; watch_file() { :; }; . "$1"; exec "$2" -c "$3"'),
    "fish": ("fish", "source $argv[1]; exec $argv[2] -c $argv[3]"),
    "pwsh": ("powershell", ". $args[0]; & $args[1] -c $args[2]"),
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_reads_exactly_the_saved_values(hammer: Cfw, tmp_path: Path, shell: str) -> None:
    form, code = SHELLS[shell]
    program = shell.split(maxsplit=1)[0]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not on this machine")
    folder = tmp_path / "empty"
    folder.mkdir()
    script = tmp_path / ("variables.ps1" if form == "powershell" else "variables")
    script.write_text(hammer("env", "--format", form).out, encoding="utf-8")
    arguments = ["-NoProfile", "-Command"] if program == "pwsh" else ["-c"]
    filler = [] if program in ("fish", "pwsh") else [program]
    done = subprocess.run(
        [program, *arguments, code, *filler, str(script), sys.executable, SHOW],
        cwd=folder, capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert json.loads(done.stdout) == list(VALUES.values())
    assert list(folder.iterdir()) == [], "the name was run as a command"


def test_json_has_the_same_names_and_values(hammer: Cfw) -> None:
    assert json.loads(hammer("env", "--format", "json").out) == VALUES


def test_a_missing_value_is_set_to_nothing_so_that_no_old_one_remains(hammer: Cfw) -> None:
    save(config_path(), HAMMER._replace(workspace=HAMMER.workspace._replace(public_id=None)))
    assert "export CLICKFUNNELS_WORKSPACE_PUBLIC_ID=''\n" in hammer("env").out


def test_the_environment_token_wins(hammer: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLICKFUNNELS_API_TOKEN", "another-token-that-was-set-0123456789")
    assert hammer("token").out == "another-token-that-was-set-0123456789\n"


def test_the_token_alone(hammer: Cfw) -> None:
    assert hammer("token").out == f"{TOKEN}\n"


def test_a_profile_without_a_token(hammer: Cfw) -> None:
    save(config_path(), HAMMER._replace(token=None))
    done = hammer("token")
    assert (done.status, done.out) == (3, "")
    assert "No token is saved" in done.err


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wizard", *arguments],
        capture_output=True, text=True, check=False, env={**os.environ, **environ},
    )  # fmt: skip


def test_a_command_gets_the_variables_and_its_status_is_returned(hammer: Cfw) -> None:
    done = run("exec", "--", sys.executable, "-c", f"{SHOW}; raise SystemExit(7)")
    assert done.returncode == 7
    assert json.loads(done.stdout) == list(VALUES.values())


def test_two_shells_use_two_profiles_at_once(hammer: Cfw) -> None:
    save(config_path(), HAMMER._replace(name="anvil", workspace=Workspace(43, "Anvil", "anvil")))
    code = "import os; print(os.environ['CLICKFUNNELS_WORKSPACE_ID'])"
    one = run("exec", "--", sys.executable, "-c", code, CLICKFUNNELS_PROFILE="hammer")
    other = run("exec", "--", sys.executable, "-c", code, CLICKFUNNELS_PROFILE="anvil")
    assert (one.stdout, other.stdout) == ("42\n", "43\n")


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_a_signal_reaches_the_command(hammer: Cfw) -> None:
    code = (
        "import signal, sys; signal.signal(15, lambda *_: sys.exit(9)); print(1, flush=True); signal.pause()"
    )
    child = subprocess.Popen(
        [sys.executable, "-m", "wizard", "exec", "--", sys.executable, "-c", code],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout
    assert child.stdout.readline() == "1\n"
    child.send_signal(signal.SIGTERM)
    assert child.wait(20) == 9


@pytest.mark.parametrize(
    ("arguments", "status"), [(("exec",), 2), (("exec", "--"), 2), (("exec", "--", "no-such-command"), 127)]
)
def test_a_command_that_cannot_run(hammer: Cfw, arguments: tuple[str, ...], status: int) -> None:
    assert hammer(*arguments).status == status
    if os.name != "nt":  # a reader that goes away must not kill the process
        assert signal.getsignal(signal.SIGPIPE) is signal.SIG_IGN


def test_the_commands_own_options_are_passed_on(hammer: Cfw) -> None:
    done = run(
        "exec", "--profile", "hammer", "--", sys.executable, "-c", "import sys; print(sys.argv[1:])", "--help"
    )
    assert done.stdout == "['--help']\n"
