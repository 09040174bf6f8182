"""Revoke, at ClickFunnels, the tokens of profiles that someone signed in for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wizard.account.connection import Connector, hosts_of
from wizard.api.oauth.authorization import revoke
from wizard.api.oauth.server import discover
from wizard.config.active_profile import saved_token
from wizard.config.document import Document
from wizard.config.profile import Profile


async def revoke_tokens(connect: Connector, path: Path, profiles: Sequence[Profile]) -> None:
    """Revoke each token once; profiles whose token was pasted are left out.

    Raises `NotRevoked`, `SignInNotOffered` or an `ApiError` for the first one that can't be revoked, and what
    `saved_token` raises.
    """
    revoked = set()
    for profile in profiles:
        token = saved_token(path, profile)
        if profile.grant and token not in revoked:
            server = await discover(connect.open(), hosts_of(profile).accounts)
            await revoke(connect.open(), server, profile.grant.client_id, token)
            revoked.add(token)


def sharing_token(document: Document, path: Path, profiles: Sequence[Profile]) -> list[str]:
    """Name the other profiles that have the same token as one of these."""
    tokens = [saved_token(path, one) for one in profiles if one.grant]
    names = {one.name for one in profiles}
    return [one.name for one in document.profiles.values() if one.name not in names and one.token in tokens]
