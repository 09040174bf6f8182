"""`cfw status`: what would be used here, where each value comes from, and whether the token works."""

from __future__ import annotations

import json

from wizard.config import Choice, choose, config_path
from wizard.config.paths import TOKEN_VARIABLE
from wizard.exits import DONE, FAILED, status_of
from wizard.options import Options

from .listing import profile_json
from .talk import DIM, GREEN, RED, YELLOW, note, paint

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from wizard.api.errors import ApiError
    from wizard.config import ConfigError

    Problem = ApiError | ConfigError | None

VALID, UNCHECKED = "valid", "could not check"


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
    note(f"Expected {expected}, but the choice is “{profile.name}”: {profile.workspace.name}.")
    return False


def _source(choice: Choice) -> str:
    return "configuration" if choice.chosen_by == "current" else choice.chosen_by


_TOKEN_SOURCES = {
    "environment": TOKEN_VARIABLE,
    "file": "configuration",
    "keyring": "keyring",
    "none": "nowhere: none is saved",
}


def _json(choice: Choice, state: str, problem: Problem) -> dict[str, object]:
    return {
        "path": str(choice.path),
        "profile": profile_json(choice.profile),
        "profile_source": _source(choice),
        "token_source": choice.token_source,
        "token_state": state,
        "token_problem": problem.what if problem else None,
    }


def _print(choice: Choice, state: str, problem: Problem) -> None:
    profile, source = choice.profile, _source(choice)
    workspace, team = profile.workspace, profile.team
    shown = {VALID: GREEN, UNCHECKED: YELLOW}.get(state, RED)
    rows = (
        ("profile", profile.name, source),
        ("team", f"{team.name} ({team.id})", "configuration"),
        ("workspace", f"{workspace.name} ({workspace.subdomain}, {workspace.id})", "configuration"),
        ("api", profile.api_url, "configuration"),
        ("token", paint(state, shown), _TOKEN_SOURCES[choice.token_source]),
        ("file", str(choice.path), ""),
    )
    for name, value, origin in rows:
        print(f"{name:10} {value}" + (paint(f"  from {origin}", DIM) if origin else ""))
    if problem:
        print(f"{'':10} {problem.what} {problem.hint}")
    elif state == UNCHECKED:
        print(f"{'':10} Not asked (--offline).")
