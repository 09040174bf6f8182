"""Completion scripts for shells, made from the parser. Profile names come from `cfw list --names`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from wizard.cli.parser_classes import commands_of

_NAMES = "cfw list --names 2>/dev/null"
_PROFILES, _PATHS = ("NAME", "PROFILE"), ("FILE", "FOLDER")


@dataclass(frozen=True, slots=True)
class Command:
    """A command, or a target of one, as a shell completes it."""

    name: str
    help: str
    options: tuple[argparse.Action, ...]
    words: tuple[str, ...]
    """The choices of its positional arguments: for a command with targets, their names."""
    takes_profiles: bool
    """Whether a positional argument is the name of a profile."""
    targets: tuple[Command, ...] = ()


def completion(shell: str, parser: argparse.ArgumentParser) -> str:
    """Give the script for "bash", "zsh" or "fish"."""
    return _SHELLS[shell](list(_commands(parser)), _options(parser))


def _commands(parser: argparse.ArgumentParser) -> Iterator[Command]:
    for name, command in commands_of(parser).items():
        positionals = [one for one in command._actions if not one.option_strings]
        choices = tuple(str(word) for one in positionals for word in one.choices or ())
        takes_profiles = any(one.metavar in _PROFILES for one in positionals)
        targets = tuple(_commands(command))
        yield Command(name, command.description or "", _options(command), choices, takes_profiles, targets)


def _options(parser: argparse.ArgumentParser) -> tuple[argparse.Action, ...]:
    return tuple(action for action in parser._actions if action.option_strings)


def _long(action: argparse.Action) -> str:
    return action.option_strings[-1]


def _bash(commands: list[Command], options: tuple[argparse.Action, ...]) -> str:
    """Set COMPREPLY for the word under the cursor. Profile names contain no character special to a shell."""
    by_path = {one.name: one for one in commands}
    by_path |= {f"{one.name} {target.name}": target for one in commands for target in one.targets}
    cases = "\n".join(
        f'    "{path.rpartition(" ")[0]} {one.name}") command="{path}"'
        f' words="{" ".join([*map(_long, one.options), *one.words])}"'
        + (f" names=$({_NAMES})" if one.takes_profiles else "")
        + " ;;"
        for path, one in by_path.items()
    )
    taken = {"": options, **{path: one.options for path, one in by_path.items()}}
    values = "\n".join(_bash_values(taken))
    first = " ".join([*map(_long, options), *(one.name for one in commands)])
    return f"""\
_cfw() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} words="{first}"
  local names="" one command=""
  COMPREPLY=()
  for one in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$command $one" in
{cases}
    esac
  done
  case "$command $before" in
{values}
  esac
  COMPREPLY=($(compgen -W "$words $names" -- "$word"))
}}
complete -F _cfw cfw clickfunnels-wizard
"""


def _bash_values(taken: Mapping[str, Iterable[argparse.Action]]) -> Iterator[str]:
    """The cases for options with values, by command; one case if the option means the same everywhere."""
    values: dict[str, dict[str, str]] = {}
    for path, options in taken.items():
        for option in options:
            if option.nargs != 0:
                values.setdefault(_long(option), {})[path] = _bash_value(option)
    for name, by_path in values.items():
        is_same = len(set(by_path.values())) == 1
        for path, value in list(by_path.items())[: 1 if is_same else None]:
            pattern = f'*" {name}"' if is_same else f'"{path} {name}"'
            yield f"    {pattern}) COMPREPLY=($({value})); return ;;"


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
        f"      {one.name}) _arguments {' '.join(map(_zsh_option, _all_options(one)))}{_zsh_words(one)} ;;"
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


def _all_options(command: Command) -> Iterable[argparse.Action]:
    """The options of a command and of all its targets, which zsh completes alike."""
    every = (option for one in (*command.targets, command) for option in one.options)
    return {_long(option): option for option in every}.values()


def _zsh_words(command: Command) -> str:
    places = (command.words, tuple(word for target in command.targets for word in target.words))
    words = [f" '{place}:value:({' '.join(choices)})'" for place, choices in enumerate(places, 1) if choices]
    return "".join(words) + (" '*:profile:_cfw_names'" if command.takes_profiles else "")


def _fish(commands: list[Command], options: tuple[argparse.Action, ...]) -> str:
    """Write one line per completion. `-f` leaves files out."""
    no_verb = "not __fish_seen_subcommand_from " + " ".join(one.name for one in commands)
    lines = ["complete -c cfw -f", "complete -c clickfunnels-wizard -w cfw"]
    lines += [_fish_option(option, no_verb) for option in options]
    for one in commands:
        here = f"__fish_seen_subcommand_from {one.name}"
        lines.append(f"complete -c cfw -n {_quoted(no_verb)} -a {one.name} -d {_quoted(one.help)}")
        no_target = f"not __fish_seen_subcommand_from {' '.join(one.words)}" if one.targets else ""
        lines += _fish_command(one, f"{here}; and {no_target}" if one.targets else here)
        for target in one.targets:
            lines += _fish_command(target, f"{here}; and __fish_seen_subcommand_from {target.name}")
    return "\n".join(lines) + "\n"


def _fish_command(command: Command, here: str) -> Iterator[str]:
    for option in command.options:
        yield _fish_option(option, here)
    if command.words:
        yield f"complete -c cfw -n {_quoted(here)} -a {_quoted(' '.join(command.words))}"
    if command.takes_profiles:
        yield f"complete -c cfw -n {_quoted(here)} -a {_quoted(f'({_NAMES})')}"


def _fish_option(action: argparse.Action, when: str) -> str:
    line = f"complete -c cfw -n {_quoted(when)} -l {_long(action)[2:]} -d {_quoted(action.help or '')}"
    if action.choices:
        return f"{line} -x -a {_quoted(' '.join(map(str, action.choices)))}"
    if action.metavar in _PROFILES:
        return f"{line} -x -a {_quoted(f'({_NAMES})')}"
    if action.metavar in _PATHS:
        return f"{line} -r -F"
    return line if action.nargs == 0 else f"{line} -x"


def _quoted(text: str) -> str:
    """Quote for bash, zsh and fish; no help text contains a backslash."""
    return "'" + text.replace("'", "'\\''") + "'"


_SHELLS: dict[str, Callable[[list[Command], tuple[argparse.Action, ...]], str]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
}
