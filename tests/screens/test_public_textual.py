"""The screens work with Textual's public names only, compared with the Textual that is installed."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from textual.app import App
from textual.message_pump import MessagePump
from textual.reactive import Reactive

import wizard.tui

ROOT = Path(wizard.tui.__file__).parent
MODULES = {
    ".".join(["wizard", "tui", *path.relative_to(ROOT).with_suffix("").parts]).removesuffix(".__init__"): path
    for path in ROOT.rglob("*.py")
}

ALLOWED = {(App, "_fatal_error"), (App, "_handle_exception")}
"""Textual's crash report prints local variables, so it would show a token, and no public way changes that."""


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def private_names_of(kind: type) -> Iterator[str]:
    """The private names of a class: in its body, and what its methods assign to `self`."""
    yield from filter(is_private, vars(kind))
    tree = tree_of(Path(inspect.getfile(kind)))
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__:
            yield from (one.attr for one in own_attributes(node) if isinstance(one.ctx, ast.Store))


def own_attributes(tree: ast.AST) -> Iterator[ast.Attribute]:
    """Private attributes of `self` and `cls` in some code."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name) if is_private(name):
                yield node


@cache
def privates_of_textual(kind: type) -> dict[str, type]:
    """The private names of Textual's classes that a class derives from, and which one has it."""
    stock = [one for one in kind.__mro__ if one.__module__.startswith("textual.")]
    return {name: one for one in reversed(stock) for name in private_names_of(one)}


def our_classes() -> list[type]:
    for module in MODULES:
        import_module(module)

    def below(kind: type) -> set[type]:
        return {kind}.union(*(below(one) for one in kind.__subclasses__()))

    return sorted(
        (one for one in below(MessagePump) if one.__module__.startswith("wizard.tui.")),
        key=lambda kind: kind.__qualname__,
    )


def defined_in(code: ast.ClassDef) -> Iterator[str]:
    """The names that the body of a class defines."""
    for node in code.body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=targets):
                yield from (one.id for one in targets if isinstance(one, ast.Name))


def code_of(kind: type) -> ast.ClassDef:
    tree = tree_of(MODULES[kind.__module__])
    return next(one for one in ast.walk(tree) if isinstance(one, ast.ClassDef) and one.name == kind.__name__)


@pytest.mark.parametrize("kind", our_classes(), ids=lambda kind: kind.__qualname__)
def test_no_private_name_of_a_textual_class_is_used_overridden_or_shadowed(kind: type) -> None:
    theirs = privates_of_textual(kind)
    code = code_of(kind)
    ours = {*filter(is_private, defined_in(code)), *(one.attr for one in own_attributes(code))}
    assert {name for name in ours & theirs.keys() if (theirs[name], name) not in ALLOWED} == set()


@pytest.mark.parametrize("kind", our_classes(), ids=lambda kind: kind.__qualname__)
def test_no_reactive_of_a_textual_class_is_overridden(kind: type) -> None:
    stock = [one for one in kind.__mro__ if one.__module__.startswith("textual.")]
    theirs = {name for one in stock for name, value in vars(one).items() if isinstance(value, Reactive)}
    assert set(defined_in(code_of(kind))) & theirs == set()


@pytest.mark.parametrize("module", sorted(MODULES))
def test_nothing_private_is_imported_or_reached_into(module: str) -> None:
    found = []
    for node in ast.walk(tree_of(MODULES[module])):
        match node:
            case ast.Import(names=names):
                parts = [part for one in names for part in one.name.split(".")]
                found += [part for part in parts if is_private(part) or part == "gc"]
            case ast.ImportFrom(module=str(origin), names=names):
                parts = [*origin.split("."), *(one.name for one in names)]
                found += [part for part in parts if is_private(part) or part == "gc"]
            case ast.Attribute(value=ast.Name(id="sys"), attr="modules"):
                found.append("sys.modules")
            case ast.Attribute(value=ast.Name(id="self" | "cls" | "os")):
                pass
            case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=name):
                is_allowed = name in {allowed for _, allowed in ALLOWED}
                found += [name] if is_private(name) and not is_allowed else []
            case ast.Attribute(attr=name) if is_private(name) and name != "_replace":  # a named tuple's
                found.append(name)
    assert found == []
