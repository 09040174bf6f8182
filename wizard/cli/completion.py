"""Completion scripts for shells, made from the parser. Profile names come from `cfw list --names`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from wizard.cli.parser_classes import commands_of

_NAMES = "cfw list --names 2>/dev/null"
_PROFILES, _PATHS = ("NAME", "PROFILE"), ("FILE", "FOLDER")


@dataclass(frozen=True, slots=True)
class Command:
    """A command as a shell completes it."""

    name: str
    help: str
    options: tuple[argparse.Action, ...]
    words: tuple[tuple[str, ...], ...]
    """The choices for each of its positional arguments that has choices."""
    takes_profiles: bool
    """Whether a positional argument is the name of a profile."""


def completion(shell: str, parser: argparse.ArgumentParser) -> str:
    """Give the script for "bash", "zsh" or "fish"."""
    return _SHELLS[shell](list(_commands(parser)), _options(parser))


def _commands(parser: argparse.ArgumentParser) -> Iterator[Command]:
    """Each command, with the arguments of its targets."""
    for name, command in commands_of(parser).items():
        targets = commands_of(command).values()
        options = {_long(option): option for one in (*targets, command) for option in _options(one)}
        places = (_choices(command), tuple(word for one in targets for word in _choices(one)))
        words = tuple(filter(None, places))
        takes_profiles = any(one.metavar in _PROFILES for one in _positionals(command))
        yield Command(name, command.description or "", tuple(options.values()), words, takes_profiles)


def _choices(parser: argparse.ArgumentParser) -> tuple[str, ...]:
    return tuple(str(word) for one in _positionals(parser) for word in one.choices or ())


def _positionals(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [one for one in parser._actions if not one.option_strings]


def _options(parser: argparse.ArgumentParser) -> tuple[argparse.Action, ...]:
    return tuple(action for action in parser._actions if action.option_strings)


def _long(action: argparse.Action) -> str:
    return action.option_strings[-1]


def _bash(commands: list[Command], options: tuple[argparse.Action, ...]) -> str:
    """Set COMPREPLY for the word under the cursor. Profile names contain no character special to a shell."""
    cases = "\n".join(
        f'    {one.name}) words="{" ".join([*map(_long, one.options), *chain(*one.words)])}"'
        + (f" names=$({_NAMES})" if one.takes_profiles else "")
        + " ;;"
        for one in commands
    )
    values = "\n".join(
        f"    {_long(action)}) COMPREPLY=($({_bash_value(action)})); return ;;"
        for action in _with_values(commands, options)
    )
    first = " ".join([*map(_long, options), *(one.name for one in commands)])
    return f"""\
_cfw() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} words="{first}" names="" one
  COMPREPLY=()
  case $before in
{values}
  esac
  for one in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $one in
{cases}
    *) continue ;;
    esac
    break
  done
  COMPREPLY=($(compgen -W "$words $names" -- "$word"))
}}
complete -F _cfw cfw clickfunnels-wizard
"""


def _bash_value(action: argparse.Action) -> str:
    if action.choices:
        return f'compgen -W "{" ".join(map(str, action.choices))}" -- "$word"'
    if action.metavar in _PROFILES:
        return f'compgen -W "$({_NAMES})" -- "$word"'
    return 'compgen -f -- "$word"' if action.metavar in _PATHS else "true"


def _zsh(commands: list[Command], options: tuple[argparse.Action, ...]) -> str:
    """Use zsh's completion system; the first word that is a command decides what follows."""
    first = " ".join(map(_zsh_option, options))
    verbs = "\n".join(f"    {_quoted(f'{one.name}:{one.help}')}" for one in commands)
    cases = "\n".join(
        f"      {one.name}) _arguments {' '.join(map(_zsh_option, one.options))}{_zsh_words(one)} ;;"
        for one in commands
    )
    return f"""\
#compdef cfw clickfunnels-wizard
_cfw() {{
  local context state line
  local -a verbs
  verbs=(
{verbs}
  )
  _arguments -C {first} '1:command:->verb' '*::argument:->rest'
  case $state in
    verb) _describe command verbs ;;
    rest)
      case $line[1] in
{cases}
      esac ;;
  esac
}}
_cfw_names() {{
  local -a names
  names=(${{(f)"$({_NAMES})"}})
  compadd -a names
}}
if [ "$funcstack[1]" = _cfw ]; then _cfw "$@"; else compdef _cfw cfw clickfunnels-wizard; fi
"""


def _zsh_option(action: argparse.Action) -> str:
    text = f"{_long(action)}[{(action.help or '').replace('[', '(').replace(']', ')').replace(':', ' -')}]"
    return _quoted(text if action.nargs == 0 else f"{text}:value:{_zsh_value(action)}")


def _zsh_value(action: argparse.Action) -> str:
    if action.choices:
        return f"({' '.join(map(str, action.choices))})"
    if action.metavar in _PROFILES:
        return "_cfw_names"
    return "_files" if action.metavar in _PATHS else ""


def _zsh_words(command: Command) -> str:
    names = " '*:profile:_cfw_names'" if command.takes_profiles else ""
    words = enumerate(command.words, 1)
    return "".join(f" '{place}:value:({' '.join(choices)})'" for place, choices in words) + names


def _fish(commands: list[Command], options: tuple[argparse.Action, ...]) -> str:
    """Write one line per completion. `-f` leaves files out."""
    no_verb = "not __fish_seen_subcommand_from " + " ".join(one.name for one in commands)
    lines = ["complete -c cfw -f", "complete -c clickfunnels-wizard -w cfw"]
    lines += [_fish_option(option, no_verb) for option in options]
    for one in commands:
        here = f"__fish_seen_subcommand_from {one.name}"
        lines.append(f"complete -c cfw -n {_quoted(no_verb)} -a {one.name} -d {_quoted(one.help)}")
        lines += [_fish_option(option, here) for option in one.options]
        if one.words:
            lines.append(f"complete -c cfw -n {_quoted(here)} -a {_quoted(' '.join(chain(*one.words)))}")
        if one.takes_profiles:
            lines.append(f"complete -c cfw -n {_quoted(here)} -a {_quoted(f'({_NAMES})')}")
    return "\n".join(lines) + "\n"


def _fish_option(action: argparse.Action, when: str) -> str:
    line = f"complete -c cfw -n {_quoted(when)} -l {_long(action)[2:]} -d {_quoted(action.help or '')}"
    if action.choices:
        return f"{line} -x -a {_quoted(' '.join(map(str, action.choices)))}"
    if action.metavar in _PROFILES:
        return f"{line} -x -a {_quoted(f'({_NAMES})')}"
    if action.metavar in _PATHS:
        return f"{line} -r -F"
    return line if action.nargs == 0 else f"{line} -x"


def _with_values(commands: list[Command], options: tuple[argparse.Action, ...]) -> list[argparse.Action]:
    every = (option for group in (options, *(one.options for one in commands)) for option in group)
    return list({_long(option): option for option in every if option.nargs != 0}.values())


def _quoted(text: str) -> str:
    """Quote for bash, zsh and fish; no help text contains a backslash."""
    return "'" + text.replace("'", "'\\''") + "'"


_SHELLS: dict[str, Callable[[list[Command], tuple[argparse.Action, ...]], str]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
}
