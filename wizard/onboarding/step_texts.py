"""What the steps say about themselves, on screens and line by line alike: titles and explanations.

No text names a key: screens and lines have different ones.
"""

from __future__ import annotations

from wizard.onboarding.answers import Step

TITLES = {
    Step.TOKEN: "Paste your API token",
    Step.TEAM: "Choose a team",
    Step.WORKSPACE: "Choose a workspace",
    Step.CONTACTS: "Your contacts",
    Step.SAVE: "Review and save",
}

TEAMS_PAGE = "https://accounts.myclickfunnels.com/account/teams"
"""The list of teams in the dashboard: the way to the Developer Portal starts here."""

DEVELOPER_PORTAL = "your team > Team Settings > Developer Portal"
"""Where the dashboard creates and revokes tokens."""

SHARING = (
    "A pasted token gives full access to your team's data, and every admin can see it. "
    "Don't send it by chat or email; use a one-time secret."
)

TOKEN = (
    "Programs use the access token to read your data. You find one in a platform application of your "
    "team: Team Settings, Developer Portal, Add new platform application. Paste it as you have it, even "
    "inside a curl command or JSON.\n\n"
    "It is only sent to ClickFunnels, and only saved in the last step, to a file that nobody else on this "
    "machine can read."
)

TEAM = (
    "A team has one or more workspaces. These are the teams this token can access: usually one, or many "
    "if the token came from an authorization (OAuth)."
)

WORKSPACE = (
    "A workspace is one business: its funnels, its products, its contacts, and the subdomain of its API."
)

PROFILE = (
    "A profile is a workspace saved under a name you choose. You can save many. The last one saved is the "
    "current profile: other tools use it unless you name another."
)

TOKEN_COMMAND = (
    "A password manager can keep the token. The profile then contains a command instead, which is run "
    "without a shell whenever the token is needed, and has to print the token alone. Examples:\n"
    "op read op://Work/ClickFunnels/token\n"
    "rbw get ClickFunnels"
)

DEMO = "This was the demo: its data and its token are made up, and work nowhere else."
