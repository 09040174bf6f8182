"""How the program talks: calmly, and with correct singulars and plurals."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

import wizard
from wizard.api.contact import Count
from wizard.api.errors import NothingReadable, Unreadable
from wizard.contacts.progress import contact_count, page_rate
from wizard.onboarding.doctor.local import schema_text
from wizard.onboarding.plan import others_stay
from wizard.plain.contacts_step import heading_of
from wizard.plain.numbered_list import more_follow

pytestmark = pytest.mark.system


ROOT = Path(wizard.__file__).parent

_UNREAD = (
    "Binding",
    "AssertionError",
    "AttributeError",
    "UnexpectedPage",
    "TypeError",
    "ValueError",
    "compile",
    "create_task",
    "debug",
    "filterwarnings",
    "info",
    "Thread",
)
"""Calls whose texts don't count: key labels, and what only programmers read."""

_WORDS = re.compile(r"(?:(?:[A-Za-z][a-z’']*|…)[,:;]? ){2,}(?:[A-Za-z][a-z’']*|…)")
"""Three words in a row; a placeholder counts as one."""

_SENTENCE = re.compile(r"[A-Z][^/]*[a-z]\.")
_CODE = re.compile(r"\(\)|\{\n")

_UNKIND = ("!", "please", "invalid", "oops", "you must")


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text in a module except docstrings, with its line; placeholders become “…”."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                continue
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)) if called in _UNREAD:
                continue
            case ast.Constant(value=str(text)):
                yield node.lineno, text
            case ast.JoinedStr(values=parts):
                pieces = [str(one.value) if isinstance(one, ast.Constant) else "…" for one in parts]
                yield node.lineno, "".join(pieces)
                for part in parts:
                    yield from texts(part)
                continue
        yield from texts(node)


def is_read(text: str) -> bool:
    """Whether this looks like text for people; code and formats rarely do."""
    runs = _WORDS.findall(text)
    has_words = any(len(run.split()) - run.count("…") > 1 for run in runs)
    return (has_words or bool(_SENTENCE.fullmatch(text))) and not _CODE.search(text)


def named(paths: Iterable[Path], is_wanted: Callable[[str], bool]) -> str:
    """The matching texts of some files, one per line with its location."""
    return "\n".join(
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in paths
        for line, text in texts(ast.parse(path.read_text(encoding="utf-8")))
        if is_wanted(text)
    )


def test_messages_are_calm_and_blame_nobody() -> None:
    ours = [
        path for path in ROOT.rglob("*.py") if "sandbox" not in path.parts
    ]  # the sandbox uses the API's messages
    found = named(ours, lambda text: is_read(text) and any(one in text.lower() for one in _UNKIND))
    assert not found, found


@pytest.mark.parametrize(
    "code",
    [
        'say("Nothing was saved")',
        'say(f"Kept as {name}")',
        'say("Saving.")',
        'say("it is "\n"too long")',
        "say(f\"{'it is empty' if not text else ''}\")",
        'UserError("what", f"{path} cannot be read.")',
    ],
)
def test_sentences_are_found_anywhere(code: str) -> None:
    assert any(is_read(text) for _, text in texts(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        'def f():\n    """Only a docstring of three words."""',
        'Binding("f3", "browse", "Keep the name")',
        'raise ValueError("this is for programmers")',
        're.compile("yes|no or none")',
        'get("application/json")',
        'moment.strftime("%Y-%m-%dT%H:%M:%SZ")',
        'f"{name}: {size:,} {unit}"',
    ],
)
def test_code_is_ignored(code: str) -> None:
    assert not any(is_read(text) for _, text in texts(ast.parse(code)))


@pytest.mark.parametrize(
    ("say", "of_one", "of_several"),
    [
        (
            lambda count: Unreadable("list of teams", count).what,
            "1 record in the list of teams could not be read and was left out.",
            "2,000 records in the list of teams could not be read and were",
        ),
        (
            lambda count: NothingReadable("list of teams", count).what,
            "The only record in the list of teams could not be read.",
            "None of the 2,000 records in the list of teams could be read.",
        ),
        (more_follow, "1 more follows.", "2,000 more follow."),
        (lambda count: heading_of(count, Count(count)), "Its only contact", "All its 2000 contacts"),
        (
            lambda count: heading_of(count, None),
            "The newest contact; more follow",
            "The newest 2000 contacts; more follow",
        ),
        (page_rate, "1 page a second", "2,000 pages a second"),
        (lambda count: contact_count(count, None), "1 contact", "2,000 contacts"),
        (lambda count: contact_count(1, count), "1 of 1 contact", "1 of 2,000 contacts"),
        (
            lambda count: heading_of(count, Count(9_000)),
            "The newest of 9,000",
            "The newest 2000 of 9,000",
        ),
        (
            others_stay,
            "The other profile stays as it is.",
            "The other 2000 profiles stay as they are.",
        ),
        (schema_text, "format 1, 1 profile", "format 1, 2000 profiles"),
    ],
)
def test_a_count_of_one_is_singular(say: Callable[[int], str], of_one: str, of_several: str) -> None:
    assert say(1).startswith(of_one)
    assert say(2_000).startswith(of_several)
