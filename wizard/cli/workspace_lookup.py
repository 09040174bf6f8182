"""Look up the workspace of a token that has no profile."""

from __future__ import annotations

from wizard.cli.options import Options
from wizard.cli.session_factory import create_session
from wizard.cli.terminal import note
from wizard.cli.unsaved_token import UnsavedToken
from wizard.config.active_profile import ActiveProfile
from wizard.onboarding.session import Presets
from wizard.onboarding.unsaved_workspace import choose_unsaved
from wizard.support import event_loop


def presets_of(unsaved: UnsavedToken) -> Presets:
    """Give the answers that the token and its options leave no question about."""
    return Presets(token=unsaved.token, team=unsaved.team, workspace=unsaved.workspace)


def look_up_workspace(unsaved: UnsavedToken, options: Options) -> ActiveProfile:
    """Ask ClickFunnels for the workspace. Raises what `choose_unsaved` raises."""
    return event_loop.run(_look_up(unsaved, options))


async def _look_up(unsaved: UnsavedToken, options: Options) -> ActiveProfile:
    session = create_session(options, presets_of(unsaved))
    try:
        account = session.connect(unsaved.token)
        choice = await choose_unsaved(session, account, unsaved.chosen_by)
        note(*(error.what for error in account.unreadable_lists()))
        return choice
    finally:
        await session.connect.close()
