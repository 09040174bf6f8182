"""Find other programs safely, and on Windows start batch files without letting cmd.exe read the arguments."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

from wizard.support.errors import UsageError

_READ_BY_CMD = re.compile(r'["%&|<>^!\x00-\x08\x0a-\x1f]')
"""Characters special to cmd.exe, some of them even inside quotes (CVE-2024-24576)."""

_SAFE_UNQUOTED = re.compile(r"[\w#$*+./:?@\\~-]+")


def find_program(name: str) -> str | None:
    """Give the absolute path of a program on PATH, with the endings of PATHEXT.

    Leaves out the current directory, which Windows would search first, and relative folders on PATH.
    """
    folder, base = os.path.split(name)
    listed = [folder] if folder else os.environ.get("PATH", "").split(os.pathsep)
    folders = [str(Path(one).absolute()) for one in listed if folder or Path(one).is_absolute()]
    # `which` searches the current directory first: since Python 3.12 unless this variable is set, before that
    # unless it's listed. So it's listed last, and anything found there has a relative path.
    os.environ["NoDefaultCurrentDirectoryInExePath"] = "1"  # noqa: SIM112 - the spelling of Windows
    found = shutil.which(base, path=os.pathsep.join([*folders, os.curdir]))
    return found if found and Path(found).is_absolute() else None


def split_command(text: str) -> tuple[str, ...]:
    """Split a command line into words as a shell would, without running one. Raises `ValueError`."""
    words = shlex.split(text, posix=os.name != "nt")
    if not words or not words[0]:
        raise ValueError("there is no command")
    return tuple(word.strip('"') for word in words) if os.name == "nt" else tuple(words)


def command_line(program: str, arguments: Sequence[str]) -> Sequence[str] | str:
    """Give the command line for `subprocess.Popen` to start `program`.

    Windows runs a batch file with cmd.exe, which parses the command line its own way, so arguments are quoted
    for it. Raises `UsageError` for arguments that no quoting can protect.
    """
    if not program.rstrip(". ").lower().endswith((".bat", ".cmd")):
        return [program, *arguments]
    for number, argument in enumerate(arguments, 1):
        if found := _READ_BY_CMD.search(argument):
            character = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
            raise UsageError(
                f"{Path(program).name} is a batch file, and cmd.exe would misread the character {character} "
                f"in argument {number}.",
                "Nothing was run. Leave that character out, or run the program that the batch file starts.",
            )
    return " ".join([f'"{program}"', *(_quoted(one) for one in arguments)])


def _quoted(argument: str) -> str:
    """Quote if needed. Backslashes before the last quote are doubled, because programs halve them."""
    if _SAFE_UNQUOTED.fullmatch(argument):
        return argument
    trailing = argument[len(argument.rstrip("\\")) :]
    return f'"{argument}{trailing}"'
