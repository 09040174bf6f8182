"""A configuration file that cannot be used as it is: set aside only when the person says so."""

from __future__ import annotations

from wizard.config import ConfigError, Damaged, NewerVersion
from wizard.config.saving import set_aside
from wizard.plain.dialogue import Dialogue


async def set_aside_after_asking(dialogue: Dialogue, error: Damaged | NewerVersion) -> bool:
    """Ask whether to rename the file; True once it is out of the way."""
    dialogue.say(f"{error.what} {error.hint}")
    dialogue.say("It can be set aside: renamed, kept where it is, with nothing in it changed.")
    agreed = await dialogue.agrees(
        "Set it aside and go on?",
        (
            "Set aside means renamed: the file is kept where it is, with nothing in it changed, "
            "and a new one is "
            "begun. No leaves it alone."
        ),
        default=False,
        goes_back=False,
    )
    if agreed is not True:
        return False
    try:
        aside = set_aside(error.path)
    except ConfigError as problem:
        dialogue.say(f"{problem.what} {problem.hint}")
        return False
    dialogue.say(f"Kept as {aside.name}.")
    return True
