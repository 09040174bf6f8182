"""clickfunnels-wizard: a setup wizard for the ClickFunnels 2.0 API, and a reader of what it saved.

    import wizard

    profile = wizard.load()
    headers = {"Authorization": f"Bearer {profile.token.reveal()}"}

There is also a ready-made httpx client. It knows the workspace's address, sends the token only to
ClickFunnels, and follows no redirects:

    import asyncio
    import wizard

    async def main():
        async with wizard.client() as client:
            workspace = wizard.load().workspace
            response = await client.get(f"workspaces/{workspace.id}/contacts")
            print([contact["email_address"] for contact in response.json()][:2])

    asyncio.run(main())
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wizard.support.version import __version__

if TYPE_CHECKING:
    import httpx

    from wizard.config.profile import Profile

__all__ = ["__version__", "client", "load"]


def load(profile: str | None = None) -> Profile:
    """Load the profile named `profile`, or the one that the `cfw` command would use here.

    That is the profile named by `CLICKFUNNELS_PROFILE`, or else the one for the nearest `.clickfunnels.json`
    in the current folder or above it, or else the current one. The file is read from the wizard's default
    folder, or from the one in `CLICKFUNNELS_CONFIG_DIR`. The token comes from `CLICKFUNNELS_API_TOKEN` if
    set, or else from the file or the keyring. It prints as a mask; `reveal()` gives its value. It is None in
    a profile that was saved without one.

    Raises `wizard.config.ConfigError`, with sentences for people in `.what` and `.hint`. Its subclasses
    include `NothingSaved`, `UnknownProfile`, `Damaged` and `KeyringTrouble`.
    """
    # Imported here so that `import wizard` costs other programs next to nothing.
    from wizard.config.active_profile import choose_profile  # noqa: PLC0415
    from wizard.config.paths import config_path  # noqa: PLC0415

    return choose_profile(config_path(), profile).complete()


def client(profile: str | None = None) -> httpx.AsyncClient:
    """Make an httpx client for the workspace of `load(profile)`, with base URL, token and timeouts set.

    Relative URLs start at the workspace's base URL, as in `client.get("contacts/7")`. The token is only sent
    to the workspace's host and the accounts host, whatever URL is requested. Redirects aren't followed. Close
    the client, or use it in an `async with`.

    Raises `wizard.config.ConfigError` like `load`, also if no token is saved; and
    `wizard.api.errors.BadAddress` if a token can't safely be sent to a saved address.
    """
    from wizard.account.connection import hosts_of  # noqa: PLC0415
    from wizard.api.ready_client import ready_client  # noqa: PLC0415
    from wizard.config.errors import NoToken  # noqa: PLC0415

    chosen = load(profile)
    if chosen.token is None:
        raise NoToken(chosen.name)
    hosts_of(chosen)  # raises BadAddress
    return ready_client(chosen.token, api_url=chosen.api_url, accounts_url=chosen.accounts_url)
