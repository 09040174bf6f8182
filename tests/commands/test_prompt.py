"""`cfw prompt`: the profile in a shell's prompt. The shells are asked what they would show."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_support import Cfw, Done
from test_env import HAMMER

from wizard.api.models import Team
from wizard.cli.help.manual_topics import PROMPTS
from wizard.config.paths import config_path
from wizard.config.saving import save

NAMES = (
    "Hammer Workspace",
    "$(touch pwned) `touch pwned` ${HOME}",
    r"50% %n \w \$ \\ \u %{x%} $",
    "é 🔨 'a\" #",
)
SHOWN = {
    "bash": 'PS1="$(cfw prompt --shell bash --format {team})"; printf %s "${PS1@P}"',
    "zsh": "setopt prompt_subst; print -rnP -- '$(cfw prompt --shell zsh --format {team})'",
    "zsh, when it is set": 'setopt prompt_subst; print -rnP -- "$(cfw prompt --shell zsh --format {team})"',
    "fish": "function fish_prompt; cfw prompt --shell fish --format '{team}'; end; echo -n (fish_prompt)",
}
SNIPPETS = [text.strip("`") for text in PROMPTS[1] if text.startswith("`") and not text.endswith(":")]


@pytest.fixture
def hammer(cfw: Cfw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cfw:
    """A saved profile, and `cfw` on PATH."""
    save(config_path(), HAMMER)
    (tmp_path / "cfw").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wizard "$@"\n')
    (tmp_path / "cfw").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return cfw


def shown(shell: str, code: str) -> str:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not on this machine")
    environ = {**os.environ, "LC_ALL": "C.UTF-8"}
    no_files = {"bash": "--norc", "zsh": "-f", "fish": "--no-config"}[shell]
    done = subprocess.run([shell, no_files, "-c", code], capture_output=True, check=True, env=environ)
    assert done.stderr == b""
    return done.stdout.decode()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("way", SHOWN)
def test_a_name_is_shown_as_it_is(hammer: Cfw, way: str, name: str) -> None:
    save(config_path(), HAMMER._replace(team=Team(3, name)))
    if "zsh" in way:
        name = name.replace("`", "'")
    wanted = name.replace(r"\$", "$").replace(r"\\", "\\") if "when" in way else name
    assert shown(way.partition(",")[0], SHOWN[way]) == wanted
    assert list(Path.cwd().iterdir()) == []


def test_the_lines_of_the_manual_work(hammer: Cfw) -> None:
    bash, prompt_command, zsh, zsh_prompt, fish, starship, *p10k = SNIPPETS
    here = Path.cwd().name
    code = f'{bash}\n{prompt_command}\neval "$PROMPT_COMMAND"; printf %s "${{PS1@P}}"'
    assert shown("bash", code).startswith("[hammer] ")
    assert f"{here} " in shown("bash", code)
    assert shown("zsh", f'{zsh}\n{zsh_prompt}\nprint -rnP -- "$PROMPT"').startswith("[hammer] ")
    assert shown("fish", f"{fish}\nfish_right_prompt") == "hammer\n"
    assert starship == 'custom.cfw = { command = "cfw prompt", when = true }'
    lines = "\n".join(p10k)
    assert shown("zsh", f"p10k() {{ print -r -- $@ }}\n{lines}\nprompt_cfw") == "segment -f cyan -t hammer\n"


def test_the_text_is_ones_own(hammer: Cfw) -> None:
    done = hammer("prompt", "--shell", "zsh", "--format", "%F{cyan}{profile}%f {team} {unknown}")
    assert done.out == "%F{cyan}hammer%f x\"; $%{%}(touch pwned) 'é {unknown}\n"


def test_it_shows_what_is_in_use(hammer: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    save(config_path(), HAMMER._replace(name="anvil"))
    assert hammer("prompt").out == "anvil\n"
    monkeypatch.setenv("CLICKFUNNELS_PROFILE", "hammer")
    assert hammer("prompt").out == "hammer\n"


@pytest.mark.parametrize("content", [None, b"", b"{torn", b"\xff", b'{"version": 99}'])
def test_it_is_silent_if_there_is_nothing_to_show(
    hammer: Cfw, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    if content is None:
        config_path().unlink()
    else:
        config_path().write_bytes(content)
    assert hammer("prompt", "--shell", "bash") == Done(0, "", "")


def test_it_is_silent_if_something_unknown_is_chosen(hammer: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLICKFUNNELS_API_TOKEN", "not a token at all")
    assert hammer("prompt").out == "hammer\n"
    monkeypatch.setenv("CLICKFUNNELS_PROFILE", "gone")
    assert hammer("prompt") == Done(0, "", "")
    monkeypatch.delenv("CLICKFUNNELS_PROFILE")
    Path(".clickfunnels.json").write_text("{torn")
    assert hammer("prompt") == Done(0, "", "")
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("wizard.config.paths.default_path", lambda: None)
    assert hammer("prompt") == Done(0, "", "")
