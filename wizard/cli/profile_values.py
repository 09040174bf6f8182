"""The values of a profile that other programs need, by what they mean, and as our own variables."""

from __future__ import annotations

from wizard.config.active_profile import ActiveProfile
from wizard.integrations.env_names import own_name


def public_values(choice: ActiveProfile) -> dict[str, str]:
    """Give the values but for the token; unknown ones are empty.

    Their names are those in `wizard.integrations.env_names.MEANINGS`.
    """
    profile = choice.profile
    return {
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
    values = {"token": choice.token().reveal(), **public_values(choice)}
    return {own_name(meaning): value for meaning, value in values.items()}
