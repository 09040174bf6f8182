"""`cfw status`: what would be used here, where each value comes from, and whether the token works."""

from __future__ import annotations

import json
from pathlib import Path

from wizard.account.access import quoted
from wizard.cli.commands.list import profile_json
from wizard.cli.options import Options
from wizard.cli.profile_selection import token_without_profile
from wizard.cli.prompts import DIM, GREEN, RED, YELLOW, note, paint
from wizard.config import ActiveProfile, choose_profile, config_path
from wizard.onboarding.exit_status import DONE, FAILED, status_of

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wizard.account.access import Access
    from wizard.cli.commands.check import Checked

_PROFILE = "profile"
_CONFIGURATION = "configuration"
"""Where most values come from."""
_TOKEN_STATES = {
    "valid": "valid",
    "could not check": "could not check",
    "rejected": "rejected",
    "no access": "no access",
}
"""By the states' names in JSON."""
_TOKEN_SOURCES = {
    "environment": "CLICKFUNNELS_API_TOKEN",
    "file": "configuration",
    "keyring": "keyring",
    "none": "nowhere: none is saved",
}
_NONE_SAVED = "none"
"""In place of a profile's name."""
_NOT_ASKED = "Not asked (--offline)."

VALID, UNCHECKED = "valid", "could not check"
"""As JSON has them."""


def run(options: Options) -> int:
    """Print the choice; with `--expect`, fail unless it is the expected one."""
    path = config_path(options.config_dir)
    alone = token_without_profile(options)
    choice = None if alone else choose_profile(path, options.profile)
    checked = None
    if not options.offline:
        from wizard.cli.commands.check import check, check_alone  # noqa: PLC0415 - only who asks the network waits for it

        if alone:
            checked = check_alone(alone, options)
            choice = checked.choice
        elif choice:
            checked = check(choice, options)
    if options.json:
        print(json.dumps(_json(path, choice, checked), indent=2, ensure_ascii=False))
    else:
        _print(path, choice, checked)
    if options.expect is not None and not _is_expected(choice, options.expect):
        return FAILED
    return status_of(checked.problem) if checked and checked.problem else DONE


def _is_expected(choice: ActiveProfile | None, expected: str) -> bool:
    from wizard.account.switch_list import Entry, is_called  # noqa: PLC0415 - only a guard needs it

    if choice is None:
        note(f"Expected {expected}, but no workspace is chosen.")
        return False
    profile = choice.profile
    if is_called(Entry(profile.team, profile.workspace, profile.name, profile), expected):
        return True
    note(_not_expected(expected, profile.name, profile.workspace.name))
    return False


def _json(path: Path, choice: ActiveProfile | None, checked: Checked | None) -> dict[str, object]:
    problem = checked.problem if checked else None
    return {
        "path": str(path),
        "profile": profile_json(choice.profile) if choice else None,
        "profile_source": _source(choice) if choice else None,
        "token_source": choice.token_source if choice else "environment",
        "token_state": checked.state if checked else UNCHECKED,
        "token_problem": problem.what if problem else None,
        "changes": list(checked.changes) if checked else [],
        "access": _access_json(checked.access) if checked and checked.access else None,
    }


def _access_json(access: Access) -> dict[str, object]:
    return {
        name: {"state": tried.right, "problem": tried.error.what if tried.error else None}
        for name, tried in access
    }


def _source(choice: ActiveProfile) -> str:
    return "configuration" if choice.chosen_by == "current" else choice.chosen_by


def _print(path: Path, choice: ActiveProfile | None, checked: Checked | None) -> None:
    state = checked.state if checked else UNCHECKED
    shown = {VALID: GREEN, UNCHECKED: YELLOW}.get(state, RED)
    source = choice.token_source if choice else "environment"
    rows = [
        *(_chosen(choice) if choice else [(_PROFILE, _NONE_SAVED, "")]),
        *(_changes(choice, checked.changes) if choice and checked else ()),
        ("token", paint(_TOKEN_STATES[state], shown), _TOKEN_SOURCES[source]),
        *(_access(checked.access) if checked and checked.access else ()),
        ("file", str(path), ""),
    ]
    for name, value, origin in rows:
        print(f"{name:10} {value}" + (paint(f"  {_origin(origin)}", DIM) if origin else ""))
    if checked is None:
        print(f"{'':10} {_NOT_ASKED}")
    elif remark := checked.problem or checked.open_question:
        print(f"{'':10} {remark.what} {remark.hint}")


def _chosen(choice: ActiveProfile) -> Iterator[tuple[str, str, str]]:
    """The rows of a workspace: what, its value, and where that comes from."""
    profile = choice.profile
    team, workspace = profile.team, profile.workspace
    origin = _CONFIGURATION if profile.name else choice.chosen_by
    if profile.name:
        yield _PROFILE, profile.name, _source(choice)
    else:
        yield _PROFILE, _NONE_SAVED, ""
    yield "team", f"{team.name} ({team.id})", origin
    yield "workspace", f"{workspace.name} ({workspace.subdomain}, {workspace.id})", origin
    yield "api", profile.api_url, origin


def _changes(choice: ActiveProfile, changes: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """The rows of what is no longer as it was saved, and how to save it."""
    for number, sentence in enumerate(changes):
        yield "" if number else "changed", paint(sentence, YELLOW), ""
    if changes:
        yield "", f"`cfw switch {choice.profile.name}` saves it as it is now.", ""


def _access(access: Access) -> Iterator[tuple[str, str, str]]:
    """The rows of what the token can read."""
    for name, tried in access:
        style = {"allowed": GREEN, "not allowed": RED}.get(tried.right, YELLOW)
        detail = quoted(tried.api_message) if tried.api_message else tried.error.what if tried.error else ""
        first = "" if name != "teams" else "access"
        yield first, f"{name}: {paint(tried.right, style)}{f' ({detail})' if detail else ''}", ""


def _origin(source: str) -> str:
    """Where a value comes from."""
    return f"from {source}"


def _not_expected(expected: str, profile: str, workspace: str) -> str:
    """Another workspace would be used than the one that is wanted."""
    name = f"“{profile}”: " if profile else ""
    return f"Expected {expected}, but the choice is {name}{workspace}."
