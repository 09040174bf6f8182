"""The closing page: where the file is, and how other tools read it."""

from __future__ import annotations

EXPLANATION = (
    "All is saved. Below stands how scripts and other tools read it.\n\n"
    "c, s, y, p copy one of these texts or the path of the file; v shows what was copied, to select it "
    "by hand. Enter ends. `cfw` alone opens the list of all that is saved."
)

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


def title(profile: str) -> str:
    """What was done."""
    return f"Saved as “{profile}”"


def copies(key: str) -> str:
    """The key that copies a text, after the text's heading."""
    return f"   {key} copies"
