"""Say what is wrong with a command line and what was probably meant, without repeating a token."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from wizard.cli.leaked_tokens import looks_like_token, raise_for_real_tokens, token_error
from wizard.cli.options import Options
from wizard.cli.parser_classes import Parser, Rejected, commands_of, with_all_below
from wizard.support.errors import UsageError
from wizard.support.safe_text import sanitize_line

_SIMILAR, _MISSPELLED = 0.7, 0.8
"""How similar two options are if one may be meant, or certainly is meant, by the other; from 0 to 1."""
_PASSES_ON = "exec"
"""The command that hands its further words to another program."""
_SECRET_NAMES = re.compile(r"token|secret|bearer|api-?key|password")
_INVALID_CHOICE = re.compile(
    r"argument (?P<name>\S+): invalid choice: (?P<typed>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
    r" \((?:choose from )?(?P<choices>.*)\)",
    re.DOTALL,
)
_IN_OUR_WORDS = (
    (r"argument (\S+): expected one argument", "{} needs a value."),
    (r"argument (\S+): not allowed with argument (\S+)", "{} can't be combined with {}."),
    (r"argument (\S+): (.+)", "{}: {}."),
    (r"the following arguments are required: (.+)", "`{prog}` needs more arguments: {}."),
)
"""What argparse says, and what people read instead."""


def check(
    parser: Parser,
    arguments: Sequence[str],
    options: Options,
    unknown: Sequence[str],
    rejected: Rejected | None,
) -> None:
    """Raise `UsageError` for a word that looks like a real token, is unknown, or made argparse give up.

    `parser` has all commands. `options` and `unknown` are what was read, unless it was `rejected`.
    """
    if rejected is None:
        raise_for_real_tokens([*_values(options), unknown], options.config_dir)
        if not unknown:
            return
    every_option = {option for one in with_all_below(parser) for option in one.option_names()}
    _raise_for_token_options(list(_own_words(arguments)), every_option)
    if rejected is None:
        reader = parser
        for name in filter(None, (options.command, options.target)):
            reader = commands_of(reader)[name]
        raise _unknown(reader.prog, unknown, reader.option_names())
    typed = _typed_command(rejected.message)
    if typed is not None:
        raise _unknown_command(typed, commands_of(parser))
    raise _rejected(rejected, arguments)


def _values(options: Options) -> Iterator[object]:
    """The values of all options; of another program's command line only its name."""
    for name, value in vars(options).items():
        yield value[: 2 if value[0] == "--" else 1] if name == "words" and value else value


def _own_words(arguments: Sequence[str]) -> Iterator[str]:
    """The arguments up to those that are for another program."""
    passes_on = False
    for word in arguments:
        if word == "--" or (passes_on and not word.startswith("-")):
            return
        passes_on = passes_on or word == _PASSES_ON
        yield word


def _raise_for_token_options(words: Sequence[str], options: Collection[str]) -> None:
    """Raise `UsageError` for a token, or for an option that doesn't exist but would take one."""
    raise_for_real_tokens(words)
    for place, word in enumerate(words):
        option, has_value, value = word.partition("=")
        if not has_value:
            value = words[place + 1] if place + 1 < len(words) else ""
        if option.startswith("-") and option not in options and _is_for_a_token(option, options):
            raise token_error(is_real=looks_like_token(value) or looks_like_token(option))


def _is_for_a_token(option: str, options: Collection[str]) -> bool:
    """Whether this was probably meant to pass a token, rather than being a misspelled other option."""
    name = option.lstrip("-").lower()
    means_a_secret = _SECRET_NAMES.search(name) or get_close_matches(name, ("token",), 1, _SIMILAR)
    return bool(means_a_secret) and not get_close_matches(option, options, 1, _MISSPELLED)


def _unknown_command(typed: str, commands: Collection[str]) -> UsageError:
    if _has_token(typed):
        return token_error(is_real=True)
    near = get_close_matches(typed.lower(), commands, 1)
    hint = f"Did you mean `cfw {near[0]}`?" if near else "`cfw --help` lists the commands."
    return UsageError(f"There is no command “{sanitize_line(typed)}”. {hint}", "")


def _unknown(command: str, typed: Sequence[str], options: Collection[str]) -> UsageError:
    """The error for words that `command` doesn't take."""
    if any(_has_token(word) for word in typed):
        return token_error(is_real=True)
    option = next((word.partition("=")[0] for word in typed if word.startswith("-")), None)
    if option is None:
        return UsageError(f"`{command}` doesn't take “{sanitize_line(typed[0])}”.", _see_help(command))
    what = f"`{command}` has no option {sanitize_line(option)}."
    near = get_close_matches(option.lower(), options, 1, _SIMILAR)
    return UsageError(f"{what} Did you mean {near[0]}?", "") if near else UsageError(what, _see_help(command))


def _rejected(error: Rejected, arguments: Sequence[str]) -> UsageError:
    """The error for arguments that argparse rejects, in our words."""
    if any(looks_like_token(part) and part in error.message for word in arguments for part in _parts(word)):
        return token_error(is_real=True)
    match = _INVALID_CHOICE.fullmatch(error.message)
    if match is None:
        return UsageError(_in_our_words(error), _see_help(error.prog))
    typed = str(ast.literal_eval(match["typed"]))
    choices = [choice.strip(" '\"") for choice in match["choices"].split(",")]
    near = get_close_matches(typed.lower(), choices, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return UsageError(
        f"{match['name']} can't be “{sanitize_line(typed)}”.{hint}", f"Choose one of: {', '.join(choices)}."
    )


def _in_our_words(error: Rejected) -> str:
    message = sanitize_line(error.message)
    for pattern, words in _IN_OUR_WORDS:
        if match := re.fullmatch(pattern, message):
            return words.format(*match.groups(), prog=error.prog)
    return f"{error.prog}: {message}."


def _typed_command(message: str) -> str | None:
    """What was typed as the command, if that is what argparse's message is about."""
    match = _INVALID_CHOICE.fullmatch(message)
    return str(ast.literal_eval(match["typed"])) if match and match["name"] == "COMMAND" else None


def _parts(word: str) -> tuple[str, str]:
    """The whole word, and what follows its equals sign."""
    return word, word.partition("=")[2]


def _has_token(word: str) -> bool:
    return any(looks_like_token(part) for part in _parts(word))


def _see_help(command: str) -> str:
    return f"`{command} --help` explains what it takes."
