"""Whether to offer signing in with the browser."""

from __future__ import annotations

from wizard.api.errors import ApiError
from wizard.api.oauth.server import discover
from wizard.onboarding.session import Session


async def is_sign_in_offered(session: Session) -> bool:
    """Ask the accounts host, which knows nothing of the token. Without an answer it isn't offered.

    A server in this process can only be signed in to if it serves its pages to a browser too.
    """
    if session.connect.is_in_process:
        return session.serve_consent is not None
    try:
        await discover(session.connect.open(), session.hosts.accounts)
    except ApiError:
        return False
    return True
