"""What the steps say of themselves, wherever they are asked. The keys that work there are not named here."""

from __future__ import annotations

DASHBOARD = "https://accounts.myclickfunnels.com/account/teams"
"""The list of teams in the dashboard, where the way to the Developer Portal begins."""

SHARING = (
    "The token opens all data of the team, and every admin of the team can see it. "
    "Share it only through a one-time secret, never by chat or email."
)

TOKEN = (
    "The access token is the key with which programs reach your ClickFunnels data.\n\n"
    "A platform application has one. You make it in the dashboard: your team, Team Settings, Developer "
    "Portal, Add new platform application. A team can have several, one for each program.\n\n"
    "Paste whatever you have: the token alone, a curl command, a line of a .env file, a piece of JSON. "
    "The token is found in it.\n\n"
    "It is sent to ClickFunnels only, and it is saved only at the last step, in a file that nobody else "
    "on this machine can read."
)

TEAM = (
    "A team holds your workspaces; people and tokens belong to a team.\n\n"
    "These are all teams that your token reaches: usually one, or many if it came from an "
    "authorisation (OAuth)."
)

WORKSPACE = (
    "A workspace is one business: its funnels, its products, its contacts. Each has a subdomain, and "
    "the API answers for it on that address."
)

CONTACTS = "These are the contacts of the workspace you chose, straight from ClickFunnels."

SAVE = (
    "This is the file as it will be, with the token masked; the real token goes into the file. Nobody "
    "else on this machine can read it.\n\n"
    "A profile is one workspace under a name of your choice. You can save many; the one saved last is "
    "the current one, which other tools use unless they are told another name.\n\n"
    "Other profiles in the file, and anything else in it, stay as they are."
)

HOME = (
    "Every profile that is saved, most recently used first, and below them every other workspace that "
    "their tokens reach."
)

DEMO = "This was the demo: its data and its token are invented, and work nowhere else."
