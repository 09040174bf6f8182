"""`cfw status`: what would be used here, where each value comes from, and whether the token works."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import dataclass

from wizard.api.errors import ApiError, NotAllowed, NotFound, TokenRejected
from wizard.config import Choice, ConfigError, choose, config_path
from wizard.config.choice import TOKEN_VARIABLE
from wizard.entries import Entry, is_called
from wizard.exits import DONE, FAILED, status_of

from .listing import profile_json
from .talk import DIM, GREEN, RED, YELLOW, note, paint

VALID, REJECTED, NO_ACCESS, UNCHECKED = "valid", "rejected", "no access", "could not check"


@dataclass(frozen=True, slots=True)
class TokenState:
    """What is known of the token."""

    state: str
    error: ApiError | ConfigError | None = None


def run(options: Namespace) -> int:
    """Print the choice; with `--expect`, fail unless it is the expected one."""
    choice = choose(config_path(options.config_dir), options.profile)
    state = _check(choice, options)
    if options.json:
        print(json.dumps(_json(choice, state), indent=2, ensure_ascii=False))
    else:
        _print(choice, state)
    if options.expect is not None and not _is(choice, options.expect):
        workspace = choice.profile.workspace
        note(f"Expected {options.expect}, but the choice is “{choice.profile.name}”: {workspace.name}.")
        return FAILED
    return status_of(state.error) if state.error else DONE


def _check(choice: Choice, options: Namespace) -> TokenState:
    if options.offline:
        return TokenState(UNCHECKED)
    import asyncio  # noqa: PLC0415 - its import is slow

    try:
        asyncio.run(_ask(choice, options))
    except TokenRejected as error:
        return TokenState(REJECTED, error)
    except (NotAllowed, NotFound) as error:
        return TokenState(NO_ACCESS, error)
    except (ApiError, ConfigError) as error:
        return TokenState(UNCHECKED, error)
    return TokenState(VALID)


async def _ask(choice: Choice, options: Namespace) -> None:
    import asyncio  # noqa: PLC0415

    from wizard.reach import account_of  # noqa: PLC0415

    from .runs import run_of  # noqa: PLC0415

    run = run_of(options)
    try:
        token = await asyncio.to_thread(choice.token)
        account = account_of(run.connect, choice.profile, token)
        await account.workspace(str(choice.profile.workspace.id))
    finally:
        await run.connect.close()


def _is(choice: Choice, expected: str) -> bool:
    profile = choice.profile
    return is_called(Entry(profile.team, profile.workspace, profile.name, profile), expected)


def _source(choice: Choice) -> str:
    return "configuration" if choice.chosen_by == "current" else choice.chosen_by


_TOKEN_SOURCES = {
    "environment": TOKEN_VARIABLE,
    "file": "configuration",
    "keyring": "keyring",
    "none": "nowhere: none is saved",
}


def _json(choice: Choice, state: TokenState) -> dict[str, object]:
    return {
        "path": str(choice.path),
        "profile": profile_json(choice.profile),
        "profile_source": _source(choice),
        "token_source": choice.token_source,
        "token_state": state.state,
        "token_problem": state.error.what if state.error else None,
    }


def _print(choice: Choice, state: TokenState) -> None:
    profile, source = choice.profile, _source(choice)
    workspace, team = profile.workspace, profile.team
    shown = {VALID: GREEN, UNCHECKED: YELLOW}.get(state.state, RED)
    rows = (
        ("profile", profile.name, source),
        ("team", f"{team.name} ({team.id})", "configuration"),
        ("workspace", f"{workspace.name} ({workspace.subdomain}, {workspace.id})", "configuration"),
        ("api", profile.api_url, "configuration"),
        ("token", paint(state.state, shown), _TOKEN_SOURCES[choice.token_source]),
        ("file", str(choice.path), ""),
    )
    for name, value, origin in rows:
        print(f"{name:10} {value}" + (paint(f"  from {origin}", DIM) if origin else ""))
    if state.error:
        print(f"{'':10} {state.error.what} {state.error.hint}")
    elif state.state == UNCHECKED:
        print(f"{'':10} Not asked (--offline).")
