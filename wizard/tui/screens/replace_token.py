"""Replace the token of a saved profile."""

from __future__ import annotations

from textual.content import Content

from wizard.account.connection import hosts_of
from wizard.config.profile import Profile
from wizard.onboarding.answers import Answers
from wizard.onboarding.session import Session
from wizard.tui.screens.token import TokenScreen


class ReplaceTokenScreen(TokenScreen):
    """Paste another token for a saved profile. The reply has the account it belongs to, or is Back."""

    def __init__(self, session: Session, profile: Profile) -> None:
        """Use the profile's addresses. Raises `BadAddress` if they don't belong together."""
        super().__init__(Answers(), session._replace(hosts=hosts_of(profile)))
        self._profile = profile

    def step_line(self) -> None:
        """None: this isn't a step of the wizard."""

    def title_text(self) -> Content:
        """The question."""
        return Content(f"Paste another token for {self._profile.name}")

    @property
    def expected_workspace(self) -> str:
        """The profile's workspace: a token limited to one workspace must be limited to this one."""
        return str(self._profile.workspace.id)
