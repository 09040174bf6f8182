"""Find access tokens typed on a command line, where other programs and the shell's history see them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from wizard.account.switch_list import entries, find
from wizard.config.errors import ConfigError
from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.config.workspace_cache import read_workspace_cache
from wizard.support.errors import Ambiguous, NoMatch, UsageError
from wizard.support.pasted_token import FoundToken, find_token

_TOKEN = re.compile(r"(?<![\w/\\@.-])[A-Za-z0-9_-]{43}(?![\w/\\@.-])")
"""As many characters as a real token has, of the same kinds; not a part of a path or an address."""
_RUN = re.compile(r"[a-z]+|[A-Z]+|[0-9]+|[_-]+")
_FEWEST_RUNS = 18
"""Runs of the same kind of character: random text of this length has about 27, names have far fewer."""
_TOKEN_LIKE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w.~+/-]{24,}=*")
"""Long and mixed as tokens are, unlike file names and ids."""


def raise_for_real_tokens(typed: Iterable[object], config_dir: Path | None = None) -> None:
    """Raise `UsageError` for a word or value that looks like a real token and names nothing here."""
    if any(not _exists(text, config_dir) for text in _tokens_in(typed)):
        raise token_error(is_real=True)


def looks_like_token(text: str) -> bool:
    """Whether this may be a token, by a looser rule for words that are wrong anyway."""
    return isinstance(find_token(text), FoundToken) and bool(_TOKEN_LIKE.fullmatch(text))


def token_error(*, is_real: bool) -> UsageError:
    """Give the error for a token on the command line; a real one should be revoked."""
    hint = "Pipe it to `cfw setup --token-stdin`, use --token-file FILE, or set CLICKFUNNELS_API_TOKEN."
    if is_real:
        hint += (
            "\nIf that was a real token, revoke it in ClickFunnels: your team > Team Settings > Developer "
            "Portal."
        )
    return UsageError(
        "Tokens aren't accepted on the command line: other programs and your shell's history can see them.",
        hint,
    )


def _tokens_in(typed: Iterable[object]) -> Iterator[str]:
    for value in typed:
        if isinstance(value, list | tuple):
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
        find(entries(read(path), known.workspaces if known else ()), text)
    except (NoMatch, ConfigError):
        return False
    except Ambiguous:
        return True
    return True
