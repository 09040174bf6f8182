"""Programs on Windows: find them safely, and start batch files without letting cmd.exe read the arguments."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from wizard.support.errors import UsageError

_READ_BY_CMD = re.compile(r'["%&|<>^!\x00-\x08\x0a-\x1f]')
"""What means something to cmd.exe, some of it even inside quotes (CVE-2024-24576)."""

_SAFE_UNQUOTED = re.compile(r"[\w#$*+./:?@\\~-]+")


def find_program(name: str) -> str | None:
    """Give the absolute path of a program, looked for on PATH with the endings of PATHEXT.

    The current directory, which Windows searches first, is left out, and so are relative folders on PATH.
    """
    folder, base = os.path.split(name)
    listed = [folder] if folder else os.environ.get("PATH", "").split(os.pathsep)
    folders = [str(Path(one).absolute()) for one in listed if folder or Path(one).is_absolute()]
    # `which` puts the current directory first: since Python 3.12 unless this variable is set, before that
    # unless it's listed. It's listed last, and what is found there has a relative path.
    os.environ["NoDefaultCurrentDirectoryInExePath"] = "1"  # noqa: SIM112 - as Windows spells it
    found = shutil.which(base, path=os.pathsep.join([*folders, os.curdir]))
    return found if found and Path(found).is_absolute() else None


def command_line(program: str, arguments: Sequence[str]) -> Sequence[str] | str:
    """Give what `subprocess.Popen` takes to start `program`.

    Windows runs a batch file with cmd.exe, which parses the command line in its own way: arguments are quoted
    for it. Raises `UsageError` for those that no quotes protect.
    """
    if not program.rstrip(". ").lower().endswith((".bat", ".cmd")):
        return [program, *arguments]
    for number, argument in enumerate(arguments, 1):
        if found := _READ_BY_CMD.search(argument):
            raise UsageError(*_batch_argument(Path(program).name, number, found[0]))
    return " ".join([f'"{program}"', *(_quoted(one) for one in arguments)])


def _quoted(argument: str) -> str:
    """Quote where needed; backslashes before the last quote are doubled, as programs undo it."""
    if _SAFE_UNQUOTED.fullmatch(argument):
        return argument
    trailing = argument[len(argument.rstrip("\\")) :]
    return f'"{argument}{trailing}"'


def _batch_argument(name: str, number: int, character: str) -> tuple[str, str]:
    """An argument of a batch file that cmd.exe would read as something else, and what to do about it."""
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return (
        f"{name} is a batch file, and cmd.exe would misread the character {shown} in argument {number}.",
        "Nothing was run. Leave the character out, or run the program that the batch file starts.",
    )
