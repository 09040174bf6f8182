"""The closing page: where the file is, and how other tools read it."""

from __future__ import annotations

from wizard.words.key_names import key

WHERE = "The file is "

WITH_A_COMMAND = "The same without a screen, the token piped in"
IN_A_SHELL = "In a shell, with jq"
IN_PYTHON = "In Python, where this program is installed"
WITH_THIS_PROGRAM = "With this program"
COMMANDS = (
    "cfw            # switch, or browse\n"
    "cfw status     # what is used here, and whether it works\n"
    "cfw env        # the choice as environment variables"
)

PATH = "the path"
COMMAND = "the command"
SHELL = "the shell lines"
PYTHON = "the python lines"


def explanation() -> str:
    """What F1 shows."""
    copying = ", ".join(map(key, ("copy_command", "copy_shell", "copy_python", "copy_path")))
    return (
        "All is saved. Below stands how scripts and other tools read it.\n\n"
        f"{copying} copy one of these texts or the path of the file; {key('show_copy')} shows what was "
        "copied, to select it by hand. Enter ends. `cfw` alone opens the list of all that is saved."
    )


def title(profile: str) -> str:
    """What was done."""
    return f"Saved as “{profile}”"


def copies(name: str) -> str:
    """The key of that name, which copies a text, after the text's heading."""
    return f"   {key(name)} copies"
