"""Variables as commands of a shell."""

from __future__ import annotations

import re

from wizard.integrations.env_formats.refusal import CannotRepresent

_NUSHELL_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_READ_BY_CMD = re.compile(r'[^ -~]|["!]')
"""No printable ASCII, which depends on the code page; the quote; and what delayed expansion removes."""


def sh(name: str, value: str) -> str:
    """Give a line for a POSIX shell."""
    return f"export {name}={sh_quoted(value)}"


def sh_quoted(value: str) -> str:
    """Quote for a POSIX shell: nothing but the quote itself is special inside single quotes (POSIX 2.2.2)."""
    return "'" + value.replace("'", "'\\''") + "'"


def fish(name: str, value: str) -> str:
    """Give a line for fish."""
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"set -gx {name} '{quoted}'"


def powershell(name: str, value: str) -> str:
    """Give a line for PowerShell, where every kind of single quote ends a string unless it's doubled."""
    quoted = "".join(one * 2 if one in "'‘’‚‛" else one for one in value)
    return f"$env:{name} = '{quoted}'"


def nushell(name: str, value: str) -> str:
    """Give a line for a script of Nushell, whose double quotes know these escapes and no variables."""
    quoted = "".join(_NUSHELL_ESCAPES.get(one, one) for one in value)
    return f'$env.{name} = "{quoted}"'


def cmd(name: str, value: str) -> str:
    """Give a line for a batch file. Raises `CannotRepresent`."""
    if found := _READ_BY_CMD.search(value):
        kind = f"the character {found[0]}" if found[0] in '"!' else "a character that isn't printable ASCII"
        raise CannotRepresent("A batch file", name, f"it contains {kind}")
    return f'set "{name}={value.replace("%", "%%")}"'
