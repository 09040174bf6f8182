"""What is wrong with the arguments of a command, and what was probably meant."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from wizard.cli.leaked_tokens import refuse_real_tokens
from wizard.support.errors import UsageError
from wizard.support.pasted_token import FoundToken, find_token
from wizard.support.safe_text import sanitize_line
from wizard.words import wrong_arguments as words

_ALIKE, _MISSPELLED = 0.7, 0.8
"""How alike two options are of which one may be meant, or surely is, by the other; from 0 to 1."""
_SECRET_NAMES = re.compile(r"token|secret|bearer|api-?key|password")
_REAL = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w.~+/-]{24,}=*")
"""As long and mixed as real tokens are, and file names and ids are not."""
_INVALID_CHOICE = re.compile(
    r"argument (?P<name>\S+): invalid choice: (?P<typed>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
    r" \((?:choose from )?(?P<choices>.*)\)",
    re.DOTALL,
)


def refuse_tokens(arguments: Sequence[str], options: Collection[str], passes_on: Collection[str]) -> None:
    """Raise `UsageError` for a token among the arguments, whose text is not repeated.

    `options` are all there are; `passes_on` names the commands whose further words are another program's.
    """
    ours = list(_ours(arguments, passes_on))
    refuse_real_tokens(ours)
    for place, word in enumerate(ours):
        option, has_value, value = word.partition("=")
        if not has_value:
            value = ours[place + 1] if place + 1 < len(ours) else ""
        if option.startswith("-") and option not in options and _is_for_a_token(option, options):
            is_real = _is_token(value) or _is_token(option)
            raise UsageError(*words.token_on_the_command_line(is_real=is_real))


def unknown_command(typed: str, commands: Collection[str]) -> UsageError:
    """Give the error for a command that there is not."""
    if _has_token(typed):
        return UsageError(*words.token_on_the_command_line(is_real=True))
    near = get_close_matches(typed.lower(), commands, 1)
    return UsageError(_unknown_command(sanitize_line(typed), near[0] if near else None), "")


def unknown_words(command: str, typed: Sequence[str], options: Collection[str]) -> UsageError:
    """Give the error for what `command` takes neither as an option nor otherwise."""
    if any(_has_token(word) for word in typed):
        return UsageError(*words.token_on_the_command_line(is_real=True))
    option = next((word.partition("=")[0] for word in typed if word.startswith("-")), None)
    if option is None:
        return UsageError(f"`{command}` doesn't take “{sanitize_line(typed[0])}”.", _see_help(command))
    near = get_close_matches(option.lower(), options, 1, _ALIKE)
    if near:
        return UsageError(_unknown_option(command, sanitize_line(option), near[0]), "")
    return UsageError(_unknown_option(command, sanitize_line(option)), _see_help(command))


def rejected(command: str, message: str, arguments: Sequence[str]) -> UsageError:
    """Give the error for arguments that the parser rejects with this message."""
    if any(_is_token(part) and part in message for word in arguments for part in _parts(word)):
        return UsageError(*words.token_on_the_command_line(is_real=True))
    match = _INVALID_CHOICE.fullmatch(message)
    if match is None:
        return UsageError(f"{command}: {sanitize_line(message)}.", _see_help(command))
    typed = str(ast.literal_eval(match["typed"]))
    choices = [choice.strip(" '\"") for choice in match["choices"].split(",")]
    near = get_close_matches(typed.lower(), choices, 1)
    return UsageError(
        _wrong_choice(match["name"], sanitize_line(typed), near[0] if near else None),
        f"Choose one of: {', '.join(choices)}.",
    )


def typed_command(message: str) -> str | None:
    """Give what was typed as the command, where that is what the parser's message is about."""
    match = _INVALID_CHOICE.fullmatch(message)
    return str(ast.literal_eval(match["typed"])) if match and match["name"] == "COMMAND" else None


def _ours(arguments: Sequence[str], passes_on: Collection[str]) -> Iterator[str]:
    """The arguments up to those that are another program's."""
    is_passed_on = False
    for word in arguments:
        if word == "--" or (is_passed_on and not word.startswith("-")):
            return
        is_passed_on = is_passed_on or word in passes_on
        yield word


def _is_for_a_token(option: str, options: Collection[str]) -> bool:
    """Whether somebody may have meant to pass a token with this, rather than misspelled another option."""
    name = option.lstrip("-").lower()
    means_a_secret = _SECRET_NAMES.search(name) or get_close_matches(name, ("token",), 1, _ALIKE)
    return bool(means_a_secret) and not get_close_matches(option, options, 1, _MISSPELLED)


def _parts(word: str) -> tuple[str, str]:
    """The whole word, and what follows the equals sign in it."""
    return word, word.partition("=")[2]


def _has_token(word: str) -> bool:
    return any(_is_token(part) for part in _parts(word))


def _is_token(text: str) -> bool:
    return isinstance(find_token(text), FoundToken) and bool(_REAL.fullmatch(text))


def _unknown_command(typed: str, near: str | None) -> str:
    """A command that there is not, and what was probably meant."""
    hint = f"Did you mean `cfw {near}`?" if near else "`cfw --help` lists the commands."
    return f"There is no command “{typed}”. {hint}"


def _unknown_option(command: str, option: str, near: str | None = None) -> str:
    """An option that a command does not have, and what was probably meant."""
    hint = f" Did you mean {near}?" if near else ""
    return f"`{command}` has no option {option}.{hint}"


def _wrong_choice(name: str, typed: str, near: str | None) -> str:
    """A value that is none of those that an option takes."""
    hint = f" Did you mean {near}?" if near else ""
    return f"{name} can't be “{typed}”.{hint}"


def _see_help(command: str) -> str:
    """Where everything is explained."""
    return f"`{command} --help` explains what it takes."
