"""A configuration file that cannot be used as it is: set aside only when the person says so."""

from __future__ import annotations

from wizard.config import ConfigError, Damaged, NewerVersion
from wizard.config.saving import set_aside
from wizard.plain.dialogue import Dialogue
from wizard.words import plain as words


async def set_aside_after_asking(dialogue: Dialogue, error: Damaged | NewerVersion) -> bool:
    """Ask whether to rename the file; True once it is out of the way."""
    dialogue.say(f"{error.what} {error.hint}")
    dialogue.say(words.CAN_BE_SET_ASIDE)
    agreed = await dialogue.agrees(words.SET_IT_ASIDE, words.SETTING_ASIDE, default=False, goes_back=False)
    if agreed is not True:
        return False
    try:
        aside = set_aside(error.path)
    except ConfigError as problem:
        dialogue.say(f"{problem.what} {problem.hint}")
        return False
    dialogue.say(words.kept_as(aside.name))
    return True
