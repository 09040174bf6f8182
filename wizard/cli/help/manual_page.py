"""The manual page, cfw(1), in man(7) macros: from the parser, the bindings, and the texts beside this."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from wizard.cli.help import manual_texts as texts
from wizard.cli.help import manual_topics as topics
from wizard.cli.help.command_help import sentence
from wizard.cli.help.command_texts import COMMANDS
from wizard.cli.help.keys import keys_by_place
from wizard.cli.parser_classes import Parser, commands_of
from wizard.support.version import __version__

_ESCAPES = str.maketrans({"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"})
"""Characters that mean something to roff, or that it prints as letters no shell understands."""

_FIRST_STEPS = ("setup", "switch", "contacts", "env", "exec")
"""The commands whose first example is in the page's own section of examples."""


def manual_page(parser: argparse.ArgumentParser) -> str:
    """Give the page for `man -l -`, from a parser that has all commands."""
    commands = commands_of(parser)
    shared = set.intersection(*(_names(one) for one in commands.values()))
    lines = [*_top(), *_options(parser, shared), ".SH COMMANDS"]
    for name, command in commands.items():
        lines += _command(name, command, shared)
    return "\n".join([*lines, *_rest()]) + "\n"


def _top() -> Iterator[str]:
    yield f'.TH CFW 1 {texts.CHANGED} "clickfunnels\\-wizard {__version__}" "User Commands"'
    yield from (".nh", ".ad l")  # hyphenate no name, stretch no space
    yield ".SH NAME"
    yield "cfw, clickfunnels\\-wizard \\- set up access to the ClickFunnels 2.0 API"
    yield ".SH SYNOPSIS"
    yield "\\fBcfw\\fR [\\fIOPTION\\fR ...] [\\fICOMMAND\\fR ...]"
    yield ".SH DESCRIPTION"
    yield from _paragraphs(texts.DESCRIPTION)


def _options(parser: argparse.ArgumentParser, shared: set[str]) -> Iterator[str]:
    yield ".SH OPTIONS"
    yield "Before or after a command:"
    yield from _arguments(parser, _names(parser) - shared)
    yield ".PP"
    yield "Without a command:"
    yield from _arguments(parser, shared)


def _command(name: str, parser: Parser, shared: set[str]) -> Iterator[str]:
    text, examples = parser.explained or COMMANDS[name]
    own = [one for one in parser._actions if not shared & {*one.option_strings}]
    own.sort(key=lambda one: not one.option_strings)
    yield f".SS {_escaped(name)}"
    yield " ".join([_bold(f"cfw {name}"), *map(_in_synopsis, own)])
    yield ".PP"
    yield _text(f"{sentence(parser.description or '')} {text}")
    yield from _arguments(parser, shared)
    yield from (".PP", "Examples:")
    yield from _examples(examples)
    for target, its_parser in commands_of(parser).items():
        yield from _command(f"{name} {target}", its_parser, shared | _names(parser))


def _rest() -> Iterator[str]:
    yield from _topic(topics.KEYS)
    for place, rows in keys_by_place():
        yield f".SS {_escaped(place)}"
        yield from _list(rows)
    yield from _topic(topics.EXPORTS)
    yield from _topic(topics.LINES)
    yield from _topic(topics.VARIABLES)
    yield from _topic(topics.AGENTS)
    yield from _topic(topics.PROMPTS)
    yield from _topic(topics.CONFIGURATION)
    yield ".SH ENVIRONMENT"
    yield from _list(texts.ENVIRONMENT)
    yield ".SH FILES"
    yield from _list(texts.FILES)
    yield ".SH EXIT STATUS"
    yield from _list((str(status), sentence(means)) for status, means in texts.STATUSES)
    yield ".SH EXAMPLES"
    yield from _examples(COMMANDS[name][1][0] for name in _FIRST_STEPS)
    for topic in (topics.TROUBLE, topics.NETWORK, topics.SECURITY):
        yield from _topic(topic)


def _topic(topic: topics.Topic) -> Iterator[str]:
    title, paragraphs = topic
    yield f".SH {title}"
    yield from _paragraphs(paragraphs)


def _names(parser: argparse.ArgumentParser) -> set[str]:
    return {name for action in parser._actions for name in action.option_strings}


def _arguments(parser: argparse.ArgumentParser, without: set[str]) -> Iterator[str]:
    for action in parser._actions:
        if not (isinstance(action, argparse._SubParsersAction) or without & {*action.option_strings}):
            yield from (".TP", _typed(action), _text(sentence(action.help or "")))


def _typed(action: argparse.Action) -> str:
    """What a person types: literal words in bold, placeholders in italics."""
    value = f"\\fI{_escaped(str(action.metavar))}\\fR"
    if action.choices and not action.metavar:
        value = "|".join(_bold(str(choice)) for choice in action.choices)
    names = ", ".join(map(_bold, action.option_strings))
    return names if action.nargs == 0 else f"{names} {value}".lstrip()


def _in_synopsis(action: argparse.Action) -> str:
    """The same with the brackets and dots of a synopsis."""
    typed = _typed(action)
    if action.option_strings:
        return f"[{typed}]"
    return {"?": f"[{typed}]", "*": f"[{typed} ...]", "...": f"{typed} ..."}.get(str(action.nargs), typed)


def _examples(examples: Iterable[tuple[str, str]]) -> Iterator[str]:
    for line, does in examples:
        yield from (".TP", _bold(line), _text(sentence(does)))


def _list(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, text in rows:
        yield from (".TP", _bold(name), _text(text))


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    yield "\n.PP\n".join(map(_text, texts))


def _text(text: str) -> str:
    """Lines of prose; text in backticks is bold."""
    parts = enumerate(re.split(r"`(.*?)`", text))
    marked = "".join(_bold(part) if index % 2 else _escaped(part) for index, part in parts)
    lines = wrap(marked, 78, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"\\&{line}" if line.startswith(".") else line for line in lines)


def _bold(text: str) -> str:
    return f"\\fB{_escaped(text)}\\fR"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
