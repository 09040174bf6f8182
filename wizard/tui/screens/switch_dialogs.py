"""The questions the workspace switcher asks before it changes anything."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.account.switching import SAVE_AND_SWITCH
from wizard.api.errors import ApiError
from wizard.tui.screens.confirm import ConfirmScreen


def confirm_unchecked_switch(error: ApiError) -> ConfirmScreen:
    """Ask whether to switch although ClickFunnels couldn't be asked about the workspace."""
    return ConfirmScreen(
        "Switch without checking?",
        f"{error.what}\n\nSo it's unknown whether the workspace still exists.",
        yes="Switch",
        no="Stay",
    )


def confirm_changed_workspace(changes: Sequence[str]) -> ConfirmScreen:
    """Ask whether to switch to a workspace that changed since it was saved."""
    return ConfirmScreen(
        "Something changed at ClickFunnels",
        "\n".join((*changes, "", SAVE_AND_SWITCH)),
        yes="Save and switch",
        no="Stay",
    )


def confirm_forget(profile: str) -> ConfirmScreen:
    """Ask whether to remove a profile."""
    return ConfirmScreen(
        f"Forget {profile}?",
        "This removes the profile from this computer. Its token keeps working until you revoke it at "
        "ClickFunnels: your team > Team Settings > Developer Portal.",
        yes="Forget it",
        no="Keep it",
    )


def confirm_token_for_team(profiles: Sequence[str]) -> ConfirmScreen:
    """Ask whether a new token replaces those of the team's other profiles, too."""
    return ConfirmScreen(
        "Use it for the team’s other profiles, too?",
        f"The new token can also replace the token of {', '.join(profiles)}.",
        yes="All of them",
        no="Only this one",
    )
