"""The setup: what its steps say of themselves, its first screen, and the command line around it.

What a step says of itself names no keys: a screen and a line have different ones. It is one module, as all
of it is there before the first frame.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from pathlib import Path


DASHBOARD = "https://accounts.myclickfunnels.com/account/teams"
"""The list of teams in the dashboard, where the way to the Developer Portal begins."""


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


TEAM = (
    "A team holds your workspaces. These are all teams that your token reaches: usually one, or many "
    "if it came from an authorisation (OAuth)."
)

WORKSPACE = (
    "A workspace is one business: its funnels, its products, its contacts, and a subdomain on which "
    "the API answers for it."
)


PROFILE = (
    "A profile is one workspace under a name of your choice. You can save many; the one saved last is "
    "the current one, which other tools use unless they are told another name."
)


HOME = "Every profile that is saved, the last used first, then every other workspace that their tokens reach."

DEMO = "This was the demo: its data and its token are invented, and work nowhere else."


def saved(profile: str, path: Path) -> str:
    """What was done, once the program has ended."""
    return f"Saved profile “{profile}” in {path}"
