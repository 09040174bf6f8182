"""`cfw env --like`, `--as` and `--output`: the names that a project uses, in its own `.env` file."""

from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from command_support import Cfw
from env_readers import python_dotenv
from test_env import HAMMER, TOKEN

from wizard.config.paths import config_path
from wizard.config.saving import save

EXAMPLE = """\
# Database
DATABASE_URL=postgres://localhost/x   # local

# ClickFunnels
export CLICKFUNNELS_API_KEY=your-key-here # from the Developer Portal
APP_CLICKFUNNELS_WORKSPACE_SUBDOMAIN="acme # 1"	# the "shop"
NEXT_PUBLIC_CLICKFUNNELS_WORKSPACE_ID=  # its number
CLICKFUNNELS_API_BASE='https://acme.myclickfunnels.com/api/v2'
#CLICKFUNNELS_TEAM_ID=
CERT="-----BEGIN
CLICKFUNNELS_TEAM_ID=7
-----END"
CLICKFUNNELS_API_TOKENS=another thing
"""
FILLED_IN = f"""\
# Database
DATABASE_URL=postgres://localhost/x   # local

# ClickFunnels
export CLICKFUNNELS_API_KEY={TOKEN} # from the Developer Portal
APP_CLICKFUNNELS_WORKSPACE_SUBDOMAIN=richstone	# the "shop"
NEXT_PUBLIC_CLICKFUNNELS_WORKSPACE_ID=42  # its number
CLICKFUNNELS_API_BASE=https://richstone.myclickfunnels.com/api/v2
#CLICKFUNNELS_TEAM_ID=
CERT="-----BEGIN
CLICKFUNNELS_TEAM_ID=7
-----END"
CLICKFUNNELS_API_TOKENS=another thing
"""


@pytest.fixture
def hammer(cfw: Cfw) -> Cfw:
    save(config_path(), HAMMER._replace(workspace=HAMMER.workspace._replace(subdomain="richstone")))
    Path(".env.example").write_bytes(EXAMPLE.replace("\n", "\r\n").encode())
    return cfw


@pytest.fixture
def repository(hammer: Cfw) -> Cfw:
    if shutil.which("git") is None:
        pytest.skip("git is not on this machine")
    subprocess.run(["git", "init", "--quiet"], check=True)
    return hammer


def test_the_names_of_a_template_are_filled_in_and_the_rest_stays(hammer: Cfw, tmp_path: Path) -> None:
    done = hammer("env", "--like", ".env.example")
    assert done.out == FILLED_IN
    assert done.err == "Left alone: DATABASE_URL, CERT, CLICKFUNNELS_API_TOKENS.\n"
    assert python_dotenv(done.out, tmp_path)["CLICKFUNNELS_API_KEY"] == TOKEN


def test_names_of_ones_own(hammer: Cfw) -> None:
    assert (
        hammer("env", "--as", "KEY=token", "--as", "TEAM=team_id").out
        == f"export KEY='{TOKEN}'\nexport TEAM='3'\n"
    )
    done = hammer("env", "--like", ".env.example", "--as", "DATABASE_URL=subdomain", "--as", "NEW=team-id")
    assert "\nDATABASE_URL=richstone   # local\n" in done.out
    assert done.out.endswith("another thing\nNEW=3\n")
    assert "DATABASE_URL" not in done.err


def test_a_file_is_merged_and_only_its_owner_can_read_it(hammer: Cfw) -> None:
    path = Path(".env")
    path.write_text("A=1\nCLICKFUNNELS_API_KEY='old'\n# end")
    path.chmod(0o644)
    for _ in range(2):
        done = hammer("env", "--like", ".env.example", "--output", ".env")
        assert done.out.startswith("Wrote .env: CLICKFUNNELS_API_KEY, APP_CLICKFUNNELS_WORKSPACE_SUBDOMAIN, ")
        assert TOKEN not in done.out + done.err
        assert path.read_text() == (
            f"A=1\nCLICKFUNNELS_API_KEY={TOKEN}\n# end\nAPP_CLICKFUNNELS_WORKSPACE_SUBDOMAIN=richstone\n"
            "NEXT_PUBLIC_CLICKFUNNELS_WORKSPACE_ID=42\n"
            "CLICKFUNNELS_API_BASE=https://richstone.myclickfunnels.com/api/v2\n"
        )
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_file_is_the_whole_template(hammer: Cfw) -> None:
    assert hammer("env", "--like", ".env.example", "--output", "new.env").status == 0
    assert Path("new.env").read_bytes() == FILLED_IN.encode()
    assert stat.S_IMODE(Path("new.env").stat().st_mode) == 0o600


def test_docker_gets_neither_quotes_nor_export(hammer: Cfw) -> None:
    done = hammer("env", "--like", ".env.example", "--format", "docker")
    assert f"\nCLICKFUNNELS_API_KEY={TOKEN}\n" in done.out


def test_git_is_told_to_ignore_the_file(repository: Cfw) -> None:
    Path(".gitignore").write_text("*.pyc")
    done = repository("env", "--output", ".env")
    assert done.err == "git would commit .env, which contains the token. --gitignore prevents that.\n"
    assert "Added .env to " in repository("env", "--output", ".env", "--gitignore").out
    assert Path(".gitignore").read_text() == "*.pyc\n/.env\n"
    again = repository("env", "--output", ".env", "--gitignore")
    assert (again.out.count("\n"), again.err) == (1, "")


def test_without_a_repository_there_is_nothing_to_ignore(hammer: Cfw) -> None:
    done = hammer("env", "--output", ".env", "--gitignore")
    assert done.status == 0
    assert done.err == "There is no git repository here, so no .gitignore was changed.\n"
    assert not Path(".gitignore").exists()


def test_a_file_that_is_in_git_already(repository: Cfw) -> None:
    Path(".env").write_text("A=1\n")
    subprocess.run(["git", "add", ".env"], check=True)
    done = repository("env", "--output", ".env", "--gitignore")
    assert "`git rm --cached .env` makes git forget it." in done.err


def test_a_file_without_the_token_may_be_committed(repository: Cfw) -> None:
    assert repository("env", "--as", "SHOP=subdomain", "--output", "shop.env").err == ""


@pytest.mark.parametrize("prefix", ["NEXT_PUBLIC_", "VITE_", "REACT_APP_", "NUXT_PUBLIC_"])
def test_a_token_isnt_published_unless_forced(hammer: Cfw, prefix: str) -> None:
    Path(".env.example").write_text(f"{prefix}CLICKFUNNELS_API_KEY=\n")
    for arguments in (("--like", ".env.example"), ("--as", f"{prefix}KEY=token")):
        done = hammer("env", *arguments)
        assert (done.status, done.out) == (2, "")
        assert "sent to every visitor" in done.err
        assert TOKEN in hammer("env", *arguments, "--force").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--like", "nothing"), "There is no file nothing."),
        (("--like", "."), ". can't be read: it's a folder."),
        (("--like", "empty"), "has no variable that is known to be for ClickFunnels"),
        (("--like", ".env.example", "--format", "sh"), "can't be combined with --format sh"),
        (("--output", ".env", "--format", "json"), "choose one of dotenv, docker, systemd"),
        (("--gitignore",), "--gitignore needs --output"),
        (("--as", "A"), "--as needs the name of a variable"),
        (("--as", "A B=token"), "--as needs the name of a variable"),
        (("--as", "A=secret"), "It can be for: token, "),
        (("--as", f"A={TOKEN}"), "--as needs"),
        (("--output", "no/folder/.env"), "There is no folder "),
    ],
)
def test_what_cannot_be_done_is_said(hammer: Cfw, arguments: tuple[str, ...], says: str) -> None:
    Path("empty").write_text("A=1\n")
    done = hammer("env", *arguments)
    assert (done.status, done.out) == (2, "")
    assert says in done.err
    assert TOKEN not in done.err


def test_a_value_that_the_format_cannot_represent_leaves_the_file_alone(hammer: Cfw) -> None:
    save(config_path(), HAMMER)
    Path(".env").write_text("A=1\n")
    for arguments in ((), ("--output", ".env")):
        done = hammer("env", "--format", "dotenv", *arguments)
        assert (done.status, done.out) == (2, "")
        assert "can't represent the value of CLICKFUNNELS_SUBDOMAIN" in done.err
    assert Path(".env").read_text() == "A=1\n"
