"""What lists say about a profile: when it was last used, and what its token may do."""

from __future__ import annotations

from datetime import datetime

from wizard.config.profile import Profile
from wizard.support.times import ago


def last_used(profile: Profile, now: datetime, *, is_current: bool) -> str:
    """Say when a profile was last switched to or saved; the current one is in use now."""
    return "now" if is_current else ago(profile.last_used, now)


def token_state(profile: Profile) -> str:
    """Say in two words what a profile's saved token may do, as far as that's known without asking."""
    if not profile.kept_in:
        return "none saved"
    return "read-only" if profile.grant and profile.grant.is_read_only else "full access"
