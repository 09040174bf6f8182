"""clickfunnels-wizard: a setup wizard for the ClickFunnels 2.0 API, and a reader of what it saved.

    import wizard

    profile = wizard.load()
    headers = {"Authorization": f"Bearer {profile.token.reveal()}"}

There is a ready httpx client too, which has the workspace's address, sends the token to ClickFunnels alone,
and follows no redirect:

    import asyncio
    import wizard

    async def main():
        async with wizard.client() as client:
            workspace = wizard.load().workspace
            answer = await client.get(f"workspaces/{workspace.id}/contacts")
            print([contact["email_address"] for contact in answer.json()][:2])

    asyncio.run(main())
"""

from __future__ import annotations

from wizard.support.version import __version__

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    import httpx

    from wizard.config import Profile

__all__ = ["__version__", "client", "load"]


def load(profile: str | None = None) -> Profile:
    """Give the profile named `profile`, or the one that the `cfw` command would choose here.

    That is the profile that `CLICKFUNNELS_PROFILE` names, else the one of the nearest `.clickfunnels.json`
    upward from the current folder, else the current one. The file is looked for where the wizard puts it;
    `CLICKFUNNELS_CONFIG_DIR` names another folder. The token is that of `CLICKFUNNELS_API_TOKEN` if set,
    else the saved one, from the file or the keyring. It shows only a mask until its `reveal()` is called;
    it is None in a profile that was saved without one.

    Raises `wizard.config.ConfigError`, each with sentences for people in `.what` and `.hint`, such as
    `NothingSaved`, `UnknownProfile`, `Damaged` or `KeyringTrouble`.
    """
    # Only here, so that `import wizard` costs other tools next to nothing.
    from wizard.config import choose_profile, config_path  # noqa: PLC0415

    return choose_profile(config_path(), profile).complete()


def client(profile: str | None = None) -> httpx.AsyncClient:
    """Give an httpx client for the workspace of `load(profile)`: base address, token and limits are set.

    Addresses without a host are taken below the workspace's base, such as `client.get("contacts/7")`.
    The token goes to the workspace's host and the accounts host alone, whatever address is asked for;
    redirects are not followed. Close it, or use it in an `async with`.

    Raises `wizard.config.ConfigError`, as `load` does, also where no token is saved; and
    `wizard.api.errors.BadAddress` for saved addresses that are not safe to send a token to.
    """
    from wizard.account.ready_client import ready_client  # noqa: PLC0415

    return ready_client(load(profile))
