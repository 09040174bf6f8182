"""Look up the workspace of a token that has no profile."""

from __future__ import annotations

from wizard.cli.options import Options
from wizard.cli.session_factory import create_session, run_in_session
from wizard.cli.terminal import note
from wizard.cli.unsaved_token import UnsavedToken
from wizard.config.active_profile import ActiveProfile
from wizard.onboarding.session import Presets, Session
from wizard.onboarding.unsaved_workspace import choose_unsaved


def presets_of(unsaved: UnsavedToken) -> Presets:
    """Give the answers that the token and its options leave no question about."""
    return Presets(token=unsaved.token, team=unsaved.team, workspace=unsaved.workspace)


def look_up_workspace(unsaved: UnsavedToken, options: Options) -> ActiveProfile:
    """Ask ClickFunnels for the workspace. Raises what `choose_unsaved` raises."""
    session = create_session(options, presets_of(unsaved))
    return run_in_session(session, _look_up(session, unsaved))


async def _look_up(session: Session, unsaved: UnsavedToken) -> ActiveProfile:
    account = session.connect(unsaved.token)
    choice = await choose_unsaved(session, account, unsaved.chosen_by)
    note(*(error.what for error in account.unreadable_lists()))
    return choice
