"""The values of a profile that other programs need, by what they mean, and as our own variables."""

from __future__ import annotations

from wizard.config.active_profile import ActiveProfile
from wizard.integrations.env_names import own_name


def values_by_meaning(choice: ActiveProfile) -> dict[str, str]:
    """Give the values by their names in `wizard.integrations.env_names.MEANINGS`; unknown ones are empty.

    Raises what `ActiveProfile.token` raises.
    """
    profile = choice.profile
    return {
        "token": choice.token().reveal(),
        "team-id": str(profile.team.id),
        "workspace-id": str(profile.workspace.id),
        "workspace-public-id": profile.workspace.public_id or "",
        "subdomain": profile.workspace.subdomain,
        "api-url": profile.api_url,
        "accounts-url": profile.accounts_url,
        "profile": profile.name,
    }


def variables(choice: ActiveProfile) -> dict[str, str]:
    """Give our own variables and their values. Raises what `ActiveProfile.token` raises."""
    return {own_name(meaning): value for meaning, value in values_by_meaning(choice).items()}
