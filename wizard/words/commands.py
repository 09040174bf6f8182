"""What the commands say that have little to say, and what several of them say alike."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from pathlib import Path

DEMO_TOKEN = "the demo’s token"

PREVIOUS_PROFILE = "previous profile"
NOTHING_CHANGED = "Nothing was changed."
NOT_CHECKED = "Not checked with ClickFunnels (--offline)."
SWITCH_OFFLINE = "Nothing was changed. --offline switches without asking ClickFunnels."
SAVE_AND_SWITCH = "Save the profile with that, and switch?"

EXPERIMENTAL = "Experimental: the format of that file is not published. The token stands in it in clear."


def with_token_of(profile: str, problem: str) -> str:
    """What went wrong, and with whose token."""
    return f"With the token of “{profile}”: {problem}"


def nobody_to_ask(question: str) -> tuple[str, str]:
    """A question needs an answer, and there is nobody to give one."""
    return f"Nobody can be asked here: {question}", "Run it in a terminal, or add --yes."


def yes_or_no(question: str) -> str:
    """Ask a question to which Enter says no."""
    return f"{question} [y/N]"


def pinned(workspace: str, subdomain: str, path: Path) -> str:
    """The directory's file is written."""
    return f"Pinned to {workspace} ({subdomain}) in {path}"


def unpinned(path: Path) -> str:
    """The directory's file is removed."""
    return f"Removed {path}"


def no_pin(name: str) -> str:
    """There is nothing to remove."""
    return f"There is no {name} in this directory."


def pin_above(path: Path) -> str:
    """A file further up still says what is used here."""
    return f"{path} holds for it; run `cfw unpin` in {path.parent}."


def exported_login(workspace: str, subdomain: str, path: Path) -> str:
    """The official command can use the workspace now."""
    return f"Exported {workspace} ({subdomain}) to {path}"


def log_not_writable(path: Path) -> tuple[str, str]:
    """The file for --debug cannot be opened."""
    return f"The log {path} cannot be written.", "Choose another file with --debug."
