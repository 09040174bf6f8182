"""Steps 2 and 3: the team, and the workspace."""

from __future__ import annotations

from wizard.onboarding import step_texts
from wizard.onboarding.answers import Answers
from wizard.onboarding.flow import Back, Reply
from wizard.plain.dialogue import Dialogue, Turn
from wizard.plain.picker import Picker, Subject, described
from wizard.words import plain as plain_words

_TEAM_TEXT = ("team", "teams")
_WORKSPACE_TEXT = ("workspace", "workspaces")
"""One, and several."""

_TEAM = Subject(
    _TEAM_TEXT,
    "This token reaches no team. Go back with b, and give a token of your own team.",
    step_texts.TEAM,
)
_WORKSPACE = Subject(
    _WORKSPACE_TEXT,
    (
        "This team has no workspace yet. Create one in the ClickFunnels dashboard, or go back "
        "with b and choose "
        "another team."
    ),
    step_texts.WORKSPACE,
)


async def ask_team(dialogue: Dialogue, answers: Answers, *, forward: bool) -> Reply:
    """Give the answers with a team; the only one answers by itself, going on."""
    account = answers.account
    assert account
    picker = Picker(dialogue, account.teams, _TEAM, account.find_team, answers.team)
    if forward and (team := await picker.only()):
        dialogue.say(f"The only team of this token: {described(team)}.")
        return answers.with_team(team, is_only=True)
    choice = await picker.ask()
    if isinstance(choice, Turn):
        return Back(answers)
    dialogue.say(plain_words.chosen(plain_words.TITLE_TEAM, described(choice)))
    return answers.with_team(choice, is_only=False)


async def ask_workspace(dialogue: Dialogue, answers: Answers, *, forward: bool) -> Reply:
    """Give the answers with a workspace; the only one of the team answers by itself, going on."""
    account, team = answers.account, answers.team
    assert account
    assert team
    picker = Picker(
        dialogue,
        account.workspaces(team),
        _WORKSPACE,
        lambda typed: account.find_workspace(team, typed),
        answers.workspace,
    )
    if forward and (workspace := await picker.only()):
        dialogue.say(f"The only workspace of this team: {described(workspace)}.")
        return answers.with_workspace(workspace, is_only=True)
    choice = await picker.ask()
    if isinstance(choice, Turn):
        return Back(answers)
    dialogue.say(plain_words.chosen(plain_words.TITLE_WORKSPACE, described(choice)))
    return answers.with_workspace(choice, is_only=False)
