"""What `cfw env` was asked for: which variables with which values, in which format, into which file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from wizard.cli.options import Options
from wizard.config.errors import reason_for
from wizard.config.json_file import InvalidContent, read_text
from wizard.integrations.env_formats.formats import FILE_FORMATS
from wizard.integrations.env_names import MEANINGS, is_public, meaning_of, own_name
from wizard.integrations.env_text import names_in
from wizard.support.errors import UsageError


class EnvRequest(NamedTuple):
    """The options of `cfw env`, checked."""

    names: Mapping[str, str]
    """What each variable means, by its name, in the order to write them."""
    format: str
    output: Path | None
    template: str | None = None
    """The text of the file to fill in."""
    left_alone: tuple[str, ...] = ()
    """Names in the template that aren't filled in."""

    @property
    def has_token(self) -> bool:
        """Whether one of the variables is the token."""
        return "token" in self.names.values()

    def named(self, values: Mapping[str, str]) -> dict[str, str]:
        """Give the variables and their values, from the values by meaning."""
        return {name: values[meaning] for name, meaning in self.names.items()}


def read_request(options: Options) -> EnvRequest:
    """Check the options. Raises `UsageError`, also for a template that can't be read or filled in."""
    into_file = options.like is not None or options.output is not None
    form = options.format or ("dotenv" if into_file else "sh")
    if into_file and form not in FILE_FORMATS:
        raise UsageError(
            f"--like and --output can't be combined with --format {form}.",
            f"They are for lines NAME=VALUE: choose one of {', '.join(FILE_FORMATS)}.",
        )
    if options.gitignore and options.output is None:
        raise UsageError("--gitignore needs --output FILE, the file to ignore.", "")
    request = EnvRequest(dict(map(_named, options.names)), form, options.output)
    if options.like is not None:
        request = _like(options.like, request)
    elif not request.names:
        request = request._replace(names={own_name(meaning): meaning for meaning in MEANINGS})
    if not options.force:
        _refuse_published_token(request.names)
    return request


def read_env_file(path: Path) -> str:
    """Give the text of a file with plain LF. Raises `UsageError` if it isn't text or can't be read."""
    try:
        return read_text(path).replace("\r\n", "\n")
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}.", "") from None
    except OSError as error:
        raise UsageError(f"{path} can't be read: {reason_for(error)}.", "") from error
    except InvalidContent as error:
        raise UsageError(f"{path} can't be used: {error}.", "") from None


def _like(path: Path, request: EnvRequest) -> EnvRequest:
    """Fill in the names of a template that are ours, or that were given."""
    template = read_env_file(path)
    names = names_in(template)
    meanings = {name: request.names.get(name) or meaning_of(name) for name in names}
    ours = {name: meaning for name, meaning in meanings.items() if meaning}
    if not ours and not request.names:
        raise UsageError(
            f"{path} has no variable that is known to be for ClickFunnels.",
            "Say what is for what, such as --as MY_API_KEY=token.",
        )
    left_alone = tuple(name for name in names if name not in ours)
    return request._replace(names={**ours, **request.names}, template=template, left_alone=left_alone)


def _named(text: str) -> tuple[str, str]:
    """Read NAME=VALUE, what the variable NAME is for."""
    name, _, meaning = text.partition("=")
    meaning = meaning.lower().replace("_", "-")
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) or meaning not in MEANINGS:
        raise UsageError(
            "--as needs the name of a variable and what it's for, such as --as MY_API_KEY=token.",
            f"It can be for: {', '.join(MEANINGS)}.",
        )
    return name, meaning


def _refuse_published_token(names: Mapping[str, str]) -> None:
    for name, meaning in names.items():
        if meaning == "token" and is_public(name):
            raise UsageError(
                f"{name} would publish the token: because of its prefix, it's sent to every visitor.",
                "Use a name without that prefix, in code that runs on the server. --force writes it anyway.",
            )
