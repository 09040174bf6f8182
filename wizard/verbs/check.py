"""Whether the token works: one request for its workspace."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from wizard import unwaited
from wizard.account import Account
from wizard.api.errors import ApiError, NotAllowed, NotFound, TokenRejected
from wizard.config import Choice, ConfigError
from wizard.errors import Unanswered
from wizard.given import Given
from wizard.options import Options
from wizard.reach import account_of
from wizard.run import Run
from wizard.unsaved import choose_unsaved

from .chosen import TokenAlone
from .runs import run_of

VALID, REJECTED, NO_ACCESS, UNCHECKED = "valid", "rejected", "no access", "could not check"
"""As JSON has them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What ClickFunnels said."""

    choice: Choice | None
    """None where a token has no profile, and its workspace isn't known."""
    state: str
    problem: ApiError | ConfigError | None = None
    """What is wrong with the token, or with the check."""
    open_question: Unanswered | None = None
    """Why the workspace of a token without a profile isn't known."""


def check(choice: Choice, options: Options) -> Checked:
    """Check the token of the choice."""
    return unwaited.run(_check(choice, run_of(options)))


def check_alone(alone: TokenAlone, options: Options) -> Checked:
    """Check a token without a profile. Raises `NoMatch` or `Ambiguous` for a workspace it doesn't find."""
    given = Given(token=alone.token, team=alone.team, workspace=alone.workspace)
    return unwaited.run(_check_alone(run_of(options, given), alone.chosen_by))


async def _check(choice: Choice, run: Run) -> Checked:
    try:
        token = await asyncio.to_thread(choice.token)
        return await _ask(choice, account_of(run.connect, choice.profile, token))
    except (ApiError, ConfigError) as error:
        return Checked(choice, _state(error), error)
    finally:
        await run.connect.close()


async def _check_alone(run: Run, chosen_by: str) -> Checked:
    try:
        choice, _ = await choose_unsaved(run, chosen_by)
    except Unanswered as error:
        return Checked(None, VALID, open_question=error)
    except ApiError as error:
        return Checked(None, _state(error), error)
    else:
        return Checked(choice, VALID)
    finally:
        await run.connect.close()


async def _ask(choice: Choice, account: Account) -> Checked:
    await account.workspace(str(choice.profile.workspace.id))
    return Checked(choice, VALID)


def _state(error: ApiError | ConfigError) -> str:
    if isinstance(error, TokenRejected):
        return REJECTED
    return NO_ACCESS if isinstance(error, NotAllowed | NotFound) else UNCHECKED
