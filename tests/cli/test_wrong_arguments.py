"""Wrong arguments get a suggestion, and a token among them is never repeated."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import HAMMER

from wizard.cli.main import run_command
from wizard.cli.parser import read_arguments
from wizard.config.saving import save
from wizard.support.errors import UsageError

TOKEN = "an-invented-token-0123456789-abcdefghijklmno"
REAL_LOOKING = "VZeIl6IkzMQCdfSBQdvjSb7-KLllCKrE390QMKcmC6M"
"""A made-up token of 43 random characters, like a real one."""
NOT_ACCEPTED = "Tokens aren't accepted on the command line"


def wrong(*arguments: str) -> UsageError:
    with pytest.raises(UsageError) as caught:
        read_arguments(arguments)
    return caught.value


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("swtich", "switch"), ("contcts", "contacts"), ("Status", "status"), ("tokenstore", "token-store")],
)
def test_the_closest_command_is_suggested_in_one_line(
    capsys: pytest.CaptureFixture[str], typed: str, meant: str
) -> None:
    assert run_command([typed, "--offline"]) == 2
    err = capsys.readouterr().err
    assert err == f"There is no command “{typed}”. Did you mean `cfw {meant}`?\n"


def test_a_wrong_choice_lists_the_valid_ones() -> None:
    assert wrong("completion", "zhs").hint == "Choose one of: bash, zsh, fish."


def test_help_is_suggested_if_nothing_is_similar() -> None:
    assert wrong("frobnicate").what == "There is no command “frobnicate”. `cfw --help` lists the commands."


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("contacts --formt csv", "`cfw contacts` has no option --formt. Did you mean --format?"),
        ("contacts --formt=csv", "`cfw contacts` has no option --formt. Did you mean --format?"),
        ("setup --token-stdn", "`cfw setup` has no option --token-stdn. Did you mean --token-stdin?"),
        ("setup --tokn-file x", "`cfw setup` has no option --tokn-file. Did you mean --token-file?"),
        ("--versoin", "`cfw` has no option --versoin. Did you mean --version?"),
        ("status --frobnicate", "`cfw status` has no option --frobnicate."),
        ("contacts --format cvs", "--format can't be “cvs”. Did you mean csv?"),
        ("completion zhs", "shell can't be “zhs”. Did you mean zsh?"),
        ("list all", "`cfw list` doesn't take “all”."),
        ("contacts --limit 0", "--limit: “0” isn't a whole number above 0."),
        ("contacts --limit", "--limit needs a value."),
        ("--timeout soon", "--timeout: “soon” isn't a number of seconds above 0."),
        (
            "setup --token-stdin --token-file x",
            "--token-file can't be combined with --token-stdin.",
        ),
        ("token-store", "`cfw token-store` needs more arguments: store, NAME."),
    ],
)
def test_other_mistakes_are_named_without_a_page_of_usage(words: str, says: str) -> None:
    error = wrong(*words.split())
    assert error.what == says
    assert "usage" not in error.hint


@pytest.mark.parametrize(
    "words",
    [
        "--token {}",
        "--token={}",
        "setup --token {}",
        "setup --token={}",
        "contacts --token {} --format csv",
        "switch --token {}",
        "setup --api-key {}",
        "setup --access-token={}",
        "setup --workspace 42 --tokens {}",
        "setup --tokn {}",
        "setup --tok={}",
        "contacts --tkoen {}",
    ],
)
@pytest.mark.parametrize("value", ["abc", TOKEN])
def test_a_token_in_an_unknown_option_is_refused_and_not_repeated(
    capsys: pytest.CaptureFixture[str], words: str, value: str
) -> None:
    assert run_command(words.format(value).split()) == 2
    said = capsys.readouterr()
    assert NOT_ACCEPTED in said.err
    assert "--token-stdin" in said.err
    assert value not in said.err + said.out
    assert ("revoke it" in said.err) == (value == TOKEN)


@pytest.mark.parametrize(
    "words",
    [
        "{}",
        "setup {}",
        "list {}",
        "token-store {}",
        "contacts --limit {}",
        "contacts --{}",
        "contacts --x={}",
    ],
)
def test_a_token_in_a_wrong_place_is_not_repeated_either(
    capsys: pytest.CaptureFixture[str], words: str
) -> None:
    assert run_command(words.format(TOKEN).split()) == 2
    said = capsys.readouterr()
    assert TOKEN not in said.err + said.out
    assert "revoke it" in said.err


@pytest.mark.parametrize(
    "words",
    [
        "setup --token-file {}",
        "setup --token-file={}",
        "setup --token-stdin={}",
        "setup --team {}",
        "setup CLICKFUNNELS_API_TOKEN={}",
        "setup token={}",
        "setup Authorization:{}",
        "setup --workspace {} --token-store nonsense",
        "contacts {}",
        "contacts --tag {}",
        "contacts --output {}",
        "switch {}",
        "forget acme {}",
        "pin {}",
        "status --profile {}",
        "--profile={} status",
        "exec {}",
        "exec -- {}",
        "exec --token {} -- ls",
        "exec --timeout {} ls",
    ],
)
def test_a_real_looking_token_is_refused_wherever_it_is_typed(
    capsys: pytest.CaptureFixture[str], words: str
) -> None:
    assert run_command(words.format(REAL_LOOKING).split()) == 2
    said = capsys.readouterr()
    assert NOT_ACCEPTED in said.err
    assert "revoke it" in said.err
    assert REAL_LOOKING not in said.err + said.out


def test_the_name_of_an_existing_file_is_not_taken_for_a_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(REAL_LOOKING).touch()
    assert read_arguments(["setup", "--token-file", REAL_LOOKING]).token_file == Path(REAL_LOOKING)
    assert read_arguments(["setup", "--token-file", f"./{'x' * 43}"]).command == "setup"


def test_a_profiles_name_is_not_taken_for_a_token(tmp_path: Path) -> None:
    folder = ["--config-dir", str(tmp_path)]
    assert NOT_ACCEPTED in wrong("switch", REAL_LOOKING, *folder).what
    save(tmp_path / "config.json", HAMMER._replace(name=REAL_LOOKING))
    assert read_arguments(["switch", REAL_LOOKING, *folder]).name == REAL_LOOKING


@pytest.mark.parametrize(
    "name",
    [
        "Webinar2026_Registered_ButNotAttended_Group",
        "hammer-workspace-of-the-richstone-team-2026",
        "contacts_2026-11-29_Richstone-Ltd_newest-1st",
        "f47ac10b-58cc-4372-a567-0e02b2c3d479-000001",
    ],
)
def test_long_names_are_not_taken_for_tokens(name: str) -> None:
    assert read_arguments(["contacts", name, "--tag", name]).name == name


@pytest.mark.parametrize(
    "words",
    [
        "exec -- tool --token abc",
        "exec tool --token abc",
        "exec -- --token",
        f"exec tool --token {REAL_LOOKING}",
        f"exec -- tool TOKEN={REAL_LOOKING}",
    ],
)
def test_arguments_for_another_program_are_not_checked(words: str) -> None:
    assert read_arguments(words.split()).command == "exec"


def test_a_control_sequence_among_the_arguments_is_not_repeated() -> None:
    assert "\x1b" not in wrong("\x1b[2Jswitch").what + wrong("list", "--\x1b]0;x\x07").what
