"""Find access tokens among the words of a command line, so that no message repeats them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from wizard.account.switch_list import entries, find
from wizard.config import ConfigError, config_path, read
from wizard.config.workspace_cache import read_workspace_cache
from wizard.support.errors import Ambiguous, NoMatch, UsageError
from wizard.words import wrong_arguments as words

_TOKEN = re.compile(r"(?<![\w/\\@.-])[A-Za-z0-9_-]{43}(?![\w/\\@.-])")
"""As many characters as a token has, of those that it is made of; not a part of a path or an address."""
_RUN = re.compile(r"[a-z]+|[A-Z]+|[0-9]+|[_-]+")
_FEWEST_RUNS = 18
"""Runs of the same kind of character: random text of this length has about 27, names have far fewer."""


def refuse_real_tokens(typed: Iterable[object], config_dir: Path | None = None) -> None:
    """Raise `UsageError` for a word or value that looks like a real token and names nothing that exists."""
    if any(not _exists(text, config_dir) for text in _tokens_in(typed)):
        raise UsageError(*words.token_on_the_command_line(is_real=True))


def _tokens_in(typed: Iterable[object]) -> Iterator[str]:
    for value in typed:
        if isinstance(value, list):
            yield from _tokens_in(value)
        elif isinstance(value, str | Path):
            yield from filter(_is_random, _TOKEN.findall(str(value)))


def _is_random(text: str) -> bool:
    return len(_RUN.findall(text)) >= _FEWEST_RUNS and text not in (text.lower(), text.upper())


def _exists(text: str, config_dir: Path | None) -> bool:
    """Whether this is the name of a file, a program, a profile or a workspace."""
    if Path(text).exists() or shutil.which(text):
        return True
    try:
        path = config_path(config_dir)
        known = read_workspace_cache(path)
        find(entries(read(path), known.reached if known else ()), text)
    except (NoMatch, ConfigError):
        return False
    except Ambiguous:
        return True
    return True
