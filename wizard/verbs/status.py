"""`cfw status`: what would be used here, where each value comes from, and whether the token works."""

from __future__ import annotations

import json

from wizard.config import Choice, choose, config_path
from wizard.exits import DONE, FAILED, status_of
from wizard.options import Options
from wizard.words import status as words

from .listing import profile_json
from .talk import DIM, GREEN, RED, YELLOW, note, paint

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from wizard.api.errors import ApiError
    from wizard.config import ConfigError

    Problem = ApiError | ConfigError | None

VALID, UNCHECKED = "valid", "could not check"
"""As JSON has them."""


def run(options: Options) -> int:
    """Print the choice; with `--expect`, fail unless it is the expected one."""
    choice = choose(config_path(options.config_dir), options.profile)
    state, problem = UNCHECKED, None
    if not options.offline:
        from .check import check  # noqa: PLC0415 - only who asks the network waits for it

        state, problem = check(choice, options)
    if options.json:
        print(json.dumps(_json(choice, state, problem), indent=2, ensure_ascii=False))
    else:
        _print(choice, state, problem)
    if options.expect is not None and not _is_expected(choice, options.expect):
        return FAILED
    return status_of(problem) if problem else DONE


def _is_expected(choice: Choice, expected: str) -> bool:
    from wizard.entries import Entry, is_called  # noqa: PLC0415 - only a guard needs it

    profile = choice.profile
    if is_called(Entry(profile.team, profile.workspace, profile.name, profile), expected):
        return True
    note(words.not_expected(expected, profile.name, profile.workspace.name))
    return False


def _json(choice: Choice, state: str, problem: Problem) -> dict[str, object]:
    return {
        "path": str(choice.path),
        "profile": profile_json(choice.profile),
        "profile_source": "configuration" if choice.chosen_by == "current" else choice.chosen_by,
        "token_source": choice.token_source,
        "token_state": state,
        "token_problem": problem.what if problem else None,
    }


def _print(choice: Choice, state: str, problem: Problem) -> None:
    profile = choice.profile
    workspace, team = profile.workspace, profile.team
    shown = {VALID: GREEN, UNCHECKED: YELLOW}.get(state, RED)
    rows = (
        (words.PROFILE, profile.name, words.profile_source(choice.chosen_by)),
        (words.TEAM, f"{team.name} ({team.id})", words.CONFIGURATION),
        (
            words.WORKSPACE,
            f"{workspace.name} ({workspace.subdomain}, {workspace.id})",
            words.CONFIGURATION,
        ),
        (words.API, profile.api_url, words.CONFIGURATION),
        (words.TOKEN, paint(words.TOKEN_STATES[state], shown), words.TOKEN_SOURCES[choice.token_source]),
        (words.FILE, str(choice.path), ""),
    )
    for name, value, origin in rows:
        print(f"{name:10} {value}" + (paint(f"  {words.origin(origin)}", DIM) if origin else ""))
    if problem:
        print(f"{'':10} {problem.what} {problem.hint}")
    elif state == UNCHECKED:
        print(f"{'':10} {words.NOT_ASKED}")
