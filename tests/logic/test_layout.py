"""The rooms of `wizard`: each one imports only from lower floors, and there are no import cycles."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import wizard

ROOT = Path(wizard.__file__).parent

FLOORS = {
    "cli": 8,
    "tui": 7,
    "plain": 7,
    "onboarding": 6,
    "account": 5,
    "contacts": 4,
    "config": 3,
    "api": 2,
    "support": 1,
    "sandbox": 1,
    "integrations": 2,
}
"""The rooms, and the floor each one is on."""

LONGEST = 300
"""Lines of the longest module allowed."""

IMPORT_LATE = {
    "wizard": "importing the package costs other programs next to nothing",
    "wizard.account.account": "walking through a list is needed when all its contacts are wanted",
    "wizard.account.connection": "httpx is needed once a connection opens",
    "wizard.cli.commands.contacts": "Textual is needed for the browser only",
    "wizard.cli.commands.env": "writing a file is needed with --output only",
    "wizard.cli.commands.list": "asyncio is needed for live lists only",
    "wizard.cli.commands.setup": "screens and lines ask their own questions",
    "wizard.cli.commands.status": "asyncio is needed to check a token",
    "wizard.cli.command_arguments": "only `export` has targets",
    "wizard.cli.conversation": "screens need Textual, lines don't",
    "wizard.cli.main": "the log is needed with --debug and after a crash",
    "wizard.cli.parser": "wrong arguments and the manual page are rare",
    "wizard.cli.parser_classes": "its texts are needed for --help only",
    "wizard.cli.profile_selection": "asyncio is needed to look up a workspace",
    "wizard.cli.session_factory": "the demo needs the sandbox",
    "wizard.config.active_profile": "few tokens are in the environment or the keyring",
    "wizard.config.keyring_store": "keyring is optional",
    "wizard.config.locking": "filelock is needed to save",
    "wizard.config.reading": "similar names are needed for a wrong one only",
    "wizard.sandbox.server": "uvicorn is optional",
    "wizard.tui.app": "each screen is imported when it's shown",
    "wizard.tui.base_app": "the help is imported when it's shown; the driver can't be imported on Windows",
    "wizard.sandbox.local_server": "uvicorn is optional",
    "wizard.tui.screens.done": "one key needs the contact browser",
    "wizard.tui.screens.contact_browser": "the dialog to export is imported when it's shown",
    "wizard.tui.screens.token": "the dialog to sign in is imported when it's shown",
    "wizard.tui.screens.profile_changes": "revoking and the token step are only needed by some keys",
    "wizard.tui.screens.switch_workspace": "two keys need the contact browser and the search for contacts",
}
"""The modules with imports inside functions, and why. In any other module, imports go at the top."""

MODULES = {
    ".".join(["wizard", *path.relative_to(ROOT).with_suffix("").parts]).removesuffix(".__init__"): path
    for path in ROOT.rglob("*.py")
}


def imported(module: str) -> Iterator[str]:
    """The modules of `wizard` that a module imports: at its top, in functions, or for types only."""
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*parents, *([node.module] if node.module else [])])
            for alias in node.names:
                names = (f"{origin}.{alias.name}", origin)
                yield from (name for name in names if name in MODULES and name != module)


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_the_root_contains_only_what_other_programs_import_and_the_entry_point() -> None:
    assert {path.name for path in ROOT.glob("*.py")} == {"__init__.py", "__main__.py"}
    assert {path.parent.name for path in ROOT.glob("*/__init__.py")} == set(FLOORS)


@pytest.mark.parametrize("module", sorted(name for name in MODULES if room_of(name) in FLOORS))
def test_a_module_imports_only_from_its_own_room_and_lower_floors(module: str) -> None:
    own = room_of(module)
    rooms = {room_of(name): name for name in imported(module) if name != "wizard"}
    assert [name for room, name in rooms.items() if room != own and FLOORS[room] >= FLOORS[own]] == []


def test_there_are_no_import_cycles() -> None:
    packages = {name for name, path in MODULES.items() if path.name == "__init__.py"}
    graph = {name: {other for other in imported(name) if other not in packages} for name in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_can_be_read_in_one_sitting(module: str) -> None:
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_imports_go_at_the_top_of_a_module() -> None:
    def imports_late(path: Path) -> bool:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [
            node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        return any(
            isinstance(node, ast.Import | ast.ImportFrom) for one in functions for node in ast.walk(one)
        )

    assert {module for module, path in MODULES.items() if imports_late(path)} == IMPORT_LATE.keys()


def test_only_the_package_root_imports_anything_for_its_types_alone() -> None:
    texts = {module: path.read_text(encoding="utf-8") for module, path in MODULES.items()}
    assert [module for module, text in texts.items() if "TYPE_CHECKING" in text] == ["wizard"]


@pytest.mark.parametrize(("library", "rooms"), [("httpx", {"", "api"}), ("textual", {"tui"})])
def test_one_room_knows_the_library(library: str, rooms: set[str]) -> None:
    """The package root names httpx too, in a type only."""

    def imports_it(path: Path) -> bool:
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
        names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
        return any(name.partition(".")[0] == library for name in names)

    assert {room_of(module) for module, path in MODULES.items() if imports_it(path)} == rooms
