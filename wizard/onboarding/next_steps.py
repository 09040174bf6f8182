"""What to do once a profile is saved: commands, and what they are for."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from wizard.config.errors import NoHome
from wizard.config.paths import config_path
from wizard.onboarding.flow import Completed
from wizard.onboarding.session import NextStep, Outcome, Session


def next_steps(session: Session) -> tuple[NextStep, ...]:
    """Give commands that use what was saved; after the demo, only those that don't need it."""
    if session.is_demo:
        return (
            NextStep("cfw setup", "set up a workspace of your own"),
            NextStep("cfw contacts --demo", "browse the demo's contacts"),
        )
    folder = "" if _is_usual(session.path) else f" --config-dir {shlex.quote(str(session.path.parent))}"
    env = f"cfw env{folder}"
    is_windows = os.name == "nt"
    into_shell = (
        f"{env} --format powershell | Out-String | Invoke-Expression" if is_windows else f'eval "$({env})"'
    )
    return (
        NextStep(f"cfw{folder}", "switch workspace"),
        NextStep(f"cfw contacts{folder}", "browse its contacts"),
        NextStep(into_shell, "use it in this shell"),
    )


def _is_usual(path: Path) -> bool:
    """Whether commands find the file without being told where it is."""
    try:
        return path == config_path()
    except NoHome:
        return False


def aligned(steps: tuple[NextStep, ...], width: int) -> list[str]:
    """Give a line for each step, with the purposes below one another.

    If that takes more than `width` cells, each purpose has a line of its own, below its command.
    """
    column = max(len(step.command) for step in steps)
    lines = [f"{step.command:{column}}   {step.purpose}" for step in steps]
    if max(map(len, lines)) <= width:
        return lines
    return [line for step in steps for line in (step.command, f"  {step.purpose}")]


def outcome_of(session: Session, completed: Completed) -> Outcome:
    """Give what is printed after a profile was saved."""
    line = "That was the demo. Nothing was kept." if session.is_temporary else completed.line
    return Outcome(line, completed.saved.notes, next_steps(session))
