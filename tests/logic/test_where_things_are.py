"""Where things are in `wizard`, from top to bottom: nothing imports upward, not even where it is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import wizard

ROOT = Path(wizard.__file__).parent

LAYERS = (
    ("__main__ cli", "from the command line to an exit status"),
    ("verbs", "the commands, one file each"),
    (
        "arguments completion manual parsers typed_tokens wrong_arguments",
        "the parser, and what is made from it",
    ),
    ("app contacts_app", "which screen comes next"),
    ("base_app", "what all applications share"),
    ("screens", "the screens, one file each"),
    ("widgets", "the pieces that screens are made of"),
    ("plain", "the same steps and the jump list as lines of text, without Textual"),
    ("keymap themes driver quick_start", "keys of one's own, colours, what is our own of Textual"),
    ("unattended", "the five steps without a screen"),
    ("doctor", "the chain of checks"),
    ("switching", "a switch, after a look at the workspace"),
    ("unsaved", "the workspace of a token without a profile"),
    ("reach", "what the saved tokens reach, which fills the jump list"),
    ("entries", "the jump list"),
    ("answering", "answers known beforehand, found in the live lists"),
    ("flow plan", "the five steps, back and forth, and what will be written"),
    ("run given", "what one run works with, and the answers given beforehand"),
    ("connect", "from tokens to their accounts"),
    ("export", "contacts into files and pipes: formats, and the unfinished part of a file"),
    ("access", "what a token can read, as far as it was tried"),
    ("account", "what a token reaches, loaded once"),
    ("browsing", "rows that take little room, both ends of a list, filtering, masking"),
    ("listing progress", "a list while it loads, and how far it has come"),
    ("walking", "a whole list, many pages at once; what is promised of it stands in its `__init__`"),
    ("debugging exits statuses", "the log, and the exit status of each error"),
    ("api waiting", "ClickFunnels over HTTP, the only place that knows httpx"),
    ("config", "the configuration file, which profile is meant, where its token is"),
    ("errors when pasted", "refusals in words, moments in words, tokens in pastes"),
    ("models contact matching secret clean terminal_stream", "records, filtering, tokens, safe text"),
    (
        "options once unwaited waits snippets decoding windows_streams",
        "small things that know nothing of the rest",
    ),
    ("sandbox", "the ClickFunnels in a box"),
    ("words", "all that people read, for a translator to find; errors and help have places of their own"),
)
"""Modules and packages that may know of each other, and of all below them; and what they are."""

PLACES = {name: place for place, (names, _) in enumerate(LAYERS) for name in names.split()}


def test_everything_has_a_place() -> None:
    there = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert set(PLACES) == there - {"__init__"}
    assert len(PLACES) == sum(len(names.split()) for names, _ in LAYERS)


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_imports_upward(path: Path) -> None:
    here = path.relative_to(ROOT).with_suffix("").parts[0]
    if here != "__init__":  # what other programs import is made of everything
        assert [name for name in imported(path) if PLACES[name] < PLACES[here]] == []


def imported(path: Path) -> Iterator[str]:
    """The modules and packages right below `wizard` that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            package = ["wizard", *path.relative_to(ROOT).parts[: -node.level]]
            names = [".".join([*package, *(node.module or alias.name).split(".")]) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            top, _, below = name.partition(".")
            if top == "wizard" and (module := below.partition(".")[0]) in PLACES:
                yield module
