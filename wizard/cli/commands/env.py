"""`cfw env`: print the profile in use as environment variables, or write them into a `.env` file."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from wizard.cli.agent_check import refuse_for_agents
from wizard.cli.env_request import EnvRequest, read_request
from wizard.cli.options import Options
from wizard.cli.profile_selection import select_profile
from wizard.cli.profile_values import public_values
from wizard.cli.terminal import note
from wizard.integrations.env_formats.formats import assignment, write
from wizard.integrations.env_formats.github import mask_command
from wizard.integrations.env_text import filled_in
from wizard.support.secret import Token


def run(options: Options) -> None:
    """Print the variables in the syntax of their reader, or write them into a file."""
    request = read_request(options)
    choice = select_profile(options)
    values = public_values(choice)
    if request.has_token and not request.output and choice.token_source == "command":
        refuse_for_agents(options)
    token = choice.token() if request.has_token else None
    if token:
        values["token"] = token.reveal()
    if request.output:
        from wizard.cli.env_output import write_file  # noqa: PLC0415 - needed with --output only

        write_file(request.output, request, _lines(request, values), adds_to_gitignore=options.gitignore)
    elif token:
        _print_with_token(request, values, token, choice.path, options)
    else:
        print(_text(request, values, choice.path))
    if request.left_alone:
        note(f"Left alone: {', '.join(request.left_alone)}.")


def _print_with_token(
    request: EnvRequest, values: Mapping[str, str], token: Token, path: Path, options: Options
) -> None:
    """Print the variables; on a terminal, mask the token. Raises `UsageError` if an agent would read it."""
    refuse_for_agents(options, token)
    if sys.stdout.isatty() and not options.show:
        stand_in = f"{'0' * 8}{token.ending}"  # not every format can represent the mask
        text = _text(request, {**values, "token": stand_in}, path)
        note("On a terminal the token is masked; --show prints it. Scripts get it unmasked.")
        print(text.replace(stand_in, token.masked))
        return
    text = _text(request, values, path)
    if request.format == "github" and os.environ.get("GITHUB_ACTIONS") == "true":
        note(mask_command(token.reveal()))
    print(text)


def _text(request: EnvRequest, values: Mapping[str, str], path: Path) -> str:
    """The text to print, without its last line break."""
    if request.template is None:
        return write(request.format, request.named(values), path)
    text = filled_in(request.template, _lines(request, values), is_dotenv=request.format == "dotenv")
    return text.removesuffix("\n")


def _lines(request: EnvRequest, values: Mapping[str, str]) -> dict[str, str]:
    """The assignment of each variable."""
    return {name: assignment(request.format, name, value) for name, value in request.named(values).items()}
