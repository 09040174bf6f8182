"""clickfunnels-wizard: a setup wizard for the ClickFunnels 2.0 API, and a reader of what it saved.

    >>> import wizard
    >>> profile = wizard.load()
    >>> profile.workspace.name
    'Hammer Workspace'
    >>> headers = {"Authorization": f"Bearer {profile.token.reveal()}"}

There are ready-made httpx clients, too. They know the workspace's address, send the token only to
ClickFunnels, and follow no redirects:

    >>> with wizard.client() as client:
    ...     response = client.get(f"workspaces/{profile.workspace.id}/contacts")
    >>> response.json()[0]["email_address"]
    'chloe.whitfield1@example.net'

`async_client` is the same for asyncio, `all_contacts` gives all contacts of the workspace, and
`wizard.sandbox.running` runs a ClickFunnels with invented data for your tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wizard.support.version import __version__

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    import httpx

    from wizard.api.contact import Contact
    from wizard.config.profile import Profile
    from wizard.support.secret import Token

__all__ = ["__version__", "all_contacts", "async_client", "client", "load"]


def load(profile: str | None = None) -> Profile:
    """Load the profile named `profile`, or the one that the `cfw` command would use here.

    That is the profile named by `CLICKFUNNELS_PROFILE`, or else the one for the nearest `.clickfunnels.json`
    in the current folder or above it, or else the current one. The file is read from the wizard's default
    folder, or from the one in `CLICKFUNNELS_CONFIG_DIR`. The token comes from `CLICKFUNNELS_API_TOKEN` if
    set, or else from the file, the keyring or a password manager. It prints as a mask; `reveal()` gives its
    value. It is None in a profile that was saved without one.

    Raises `wizard.config.ConfigError`, with sentences for people in `.what` and `.hint`. Its subclasses
    include `NothingSaved`, `UnknownProfile`, `Damaged` and `KeyringTrouble`.
    """
    # Imported here so that `import wizard` costs other programs next to nothing.
    from wizard.config.active_profile import choose_profile  # noqa: PLC0415
    from wizard.config.paths import config_path  # noqa: PLC0415

    return choose_profile(config_path(), profile).complete()


def client(profile: str | None = None) -> httpx.Client:
    """Make an httpx client for the workspace of `load(profile)`, with base URL, token and timeouts set.

    Relative URLs start at the workspace's base URL, as in `client.get("contacts/7")`. The token is only sent
    to the workspace's host and the accounts host, whatever URL is requested. Redirects aren't followed. Close
    the client, or use it in a `with`.

    Raises `wizard.config.ConfigError` like `load`, also if no token is saved; and
    `wizard.api.errors.BadAddress` if a token can't safely be sent to a saved address.
    """
    from wizard.api.ready_client import ready_client  # noqa: PLC0415

    chosen, token = _ready(profile)
    return ready_client(token, api_url=chosen.api_url, accounts_url=chosen.accounts_url)


def async_client(profile: str | None = None) -> httpx.AsyncClient:
    """Make the same client as `client` for programs with an event loop. Raises what `client` raises.

    >>> import asyncio, wizard
    >>> async def count_workspaces():
    ...     async with wizard.async_client() as client:
    ...         team = wizard.load().team
    ...         return len((await client.get(f"teams/{team.id}/workspaces")).json())
    >>> asyncio.run(count_workspaces())
    3
    """
    from wizard.api.ready_client import ready_async_client  # noqa: PLC0415

    chosen, token = _ready(profile)
    return ready_async_client(token, api_url=chosen.api_url, accounts_url=chosen.accounts_url)


async def all_contacts(
    profile: str | None = None, *, newest_first: bool = False
) -> AsyncGenerator[Contact, None]:
    """Give every contact of the workspace of `load(profile)` once, by id, while many pages load at once.

    >>> import asyncio, wizard
    >>> async def addresses():
    ...     return [contact.email_address async for contact in wizard.all_contacts()]
    >>> len(asyncio.run(addresses()))
    57

    Contacts without an id are left out. To stop early, wrap it in `contextlib.aclosing`, which cancels what
    is still loading. Raises what `client` raises, and a `wizard.api.errors.ApiError` if the list can't be
    loaded to its end; requests that fail temporarily are repeated first.
    """
    from contextlib import aclosing  # noqa: PLC0415

    from wizard.account.connection import Connector, account_of, hosts_of  # noqa: PLC0415
    from wizard.api.contact_query import ALL_CONTACTS  # noqa: PLC0415
    from wizard.api.parsing import parse_contact  # noqa: PLC0415
    from wizard.contacts.walking import all_contacts as walking  # noqa: PLC0415

    chosen, token = _ready(profile)
    connect = Connector(hosts_of(chosen))
    try:
        source = account_of(connect, chosen, token).contact_list(
            chosen.workspace, ALL_CONTACTS, parse_contact
        )
        async with aclosing(walking.all_contacts(source, newest_first=newest_first)) as batches:
            async for batch in batches:
                for contact in batch:
                    yield contact
    finally:
        await connect.close()


def _ready(profile: str | None) -> tuple[Profile, Token]:
    """Load a profile whose token can be sent. Raises `ConfigError` and `BadAddress`."""
    from wizard.account.connection import hosts_of  # noqa: PLC0415
    from wizard.config.errors import NoToken  # noqa: PLC0415

    chosen = load(profile)
    if chosen.token is None:
        raise NoToken(chosen.name)
    hosts_of(chosen)  # raises BadAddress
    return chosen, chosen.token
