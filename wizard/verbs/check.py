"""Whether the choice's token works: one request for its workspace."""

from __future__ import annotations

import asyncio

from wizard import unwaited
from wizard.api.errors import ApiError, NotAllowed, NotFound, TokenRejected
from wizard.config import Choice, ConfigError
from wizard.options import Options
from wizard.reach import account_of

from .runs import run_of
from .status import UNCHECKED, VALID


def check(choice: Choice, options: Options) -> tuple[str, ApiError | ConfigError | None]:
    """Give the token's state, and what is wrong with it or with the check."""
    try:
        unwaited.run(_ask(choice, options))
    except TokenRejected as error:
        return "rejected", error
    except (NotAllowed, NotFound) as error:
        return "no access", error
    except (ApiError, ConfigError) as error:
        return UNCHECKED, error
    return VALID, None


async def _ask(choice: Choice, options: Options) -> None:
    run = run_of(options)
    try:
        token = await asyncio.to_thread(choice.token)
        account = account_of(run.connect, choice.profile, token)
        await account.workspace(str(choice.profile.workspace.id))
    finally:
        await run.connect.close()
