"""The setup: what its steps say of themselves, its first screen, and the command line around it.

What a step says of itself names no keys: a screen and a line have different ones. It is one module, as all
of it is there before the first frame.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = "ClickFunnels setup"

NAMES = ("Token", "Team", "Workspace", "Contacts", "Save")
"""What the steps are called, in their order."""

ALL_DONE = "All steps done"

DASHBOARD = "https://accounts.myclickfunnels.com/account/teams"
"""The list of teams in the dashboard, where the way to the Developer Portal begins."""

TOKEN_TITLE = "Paste your API token"

WAY_TO_TOKEN = (
    ("Open ", DASHBOARD, ""),
    ("Your team › ", "Team Settings › Developer Portal", ""),
    ("", "Add new platform application", ", fill it in, press Create"),
    ("Copy its ", "API access token", " and paste it here"),
)
"""What to do, one after another: the part that stands out, between what is before it and what is after it."""

PASTE_HERE = "Paste it here"

SHARING = (
    "The token opens all data of the team, and every admin of the team can see it. "
    "Share it only through a one-time secret, never by chat or email."
)

TOKEN = (
    "The access token is the key with which programs reach your data. A platform application of your "
    "team has one: Team Settings, Developer Portal, Add new platform application. Paste it as you have "
    "it, in a curl command or some JSON too.\n\n"
    "It is sent to ClickFunnels only, and saved at the last step only, in a file that nobody else on "
    "this machine can read."
)

DASHBOARD_OPENED = "Opened in your browser. If nothing came up, open the address by hand."

NO_TOKEN = "Nothing was sent: this is no token."
FIELD_IS_EMPTY = "Nothing was sent: the field is empty."

CHECKING = "Asking ClickFunnels about this token."
STOPPED = "Stopped. The token is still in the field."

TEAM = (
    "A team holds your workspaces. These are all teams that your token reaches: usually one, or many "
    "if it came from an authorisation (OAuth)."
)

WORKSPACE = (
    "A workspace is one business: its funnels, its products, its contacts, and a subdomain on which "
    "the API answers for it."
)

CONTACTS = "These are the contacts of the workspace you chose, straight from ClickFunnels."

PROFILE = (
    "A profile is one workspace under a name of your choice. You can save many; the one saved last is "
    "the current one, which other tools use unless they are told another name."
)

SAVE = (
    "This is the file as it will be, with the token masked. Nobody else on this machine can read it. "
    f"All else that it holds stays as it is.\n\n{PROFILE}"
)

HOME = "Every profile that is saved, the last used first, then every other workspace that their tokens reach."

DEMO = "This was the demo: its data and its token are invented, and work nowhere else."


def step_of(number: int, count: int) -> str:
    """Which step this is, where the names of all do not fit."""
    return f"Step {number} of {count}"


def other_token_title(profile: str) -> str:
    """The first step's title where it is about a profile that is saved."""
    return f"Paste another token for {profile}"


def offer(source: str, token: str) -> str:
    """A token that is at hand, after the key that takes it."""
    return f" uses {source} ({token})"


DEMO_NEEDS_EYES = (
    "The demo is there to be looked at.",
    "Run `cfw --demo` in a terminal, or `cfw --demo --plain`.",
)

NO_PIPE = "--token-stdin reads the token from a pipe.", "Such as: pbpaste | cfw setup --token-stdin"

STANDARD_INPUT = "standard input"
STANDARD_INPUT_HINT = "Pipe in the token alone, or run `cfw setup` without --token-stdin to be asked."
FILE_HINT = "Put the token alone in that file, or run `cfw setup` without --token-file to be asked."


def token_file(path: Path) -> str:
    """A file as the place of a token, at the beginning of a sentence."""
    return f"The token file {path}"


NOT_THERE = "there is no such file"
IS_FOLDER = "it is a folder"
NOT_ALLOWED = "you don't have permission to read it"
OTHER_REASON = "the disk or the system doesn't allow it"
"""Why a token's file cannot be read."""


def unreadable(path: Path, why: str) -> tuple[str, str]:
    """A file for the token that cannot be read."""
    return (
        f"The token file {path} cannot be read: {why}.",
        "Name a file with the token in it: --token-file FILE.",
    )


def pinned(path: Path, workspace_id: int, team_id: int) -> str:
    """A directory file that answers two of the questions."""
    return f"{path} names workspace {workspace_id} of team {team_id}."


def saved(profile: str, path: Path) -> str:
    """What was done, once the program has ended."""
    return f"Saved profile “{profile}” in {path}"


def old_tokens(profiles: str) -> str:
    """The team's other profiles, and the option that gives them the new token."""
    return f"Other profiles of this team have another token: {profiles}. --replace-token gives them this one."
