"""`cfw status`: the profile in use, where each value comes from, and whether the token works."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wizard.account.access import Access, Permission, describe_rights, quoted
from wizard.api.models import TokenGrant
from wizard.cli.options import Options
from wizard.cli.profile_json import dump, profile_json
from wizard.cli.report_lines import print_line, print_verdict
from wizard.cli.terminal import note
from wizard.cli.token_status import UNCHECKED, VALID, TokenStatus
from wizard.cli.unsaved_token import unsaved_token
from wizard.config.active_profile import ActiveProfile, choose_profile
from wizard.config.paths import config_path
from wizard.onboarding.doctor.finding import Mark
from wizard.onboarding.exit_status import DONE, FAILED, status_of

_TOKEN_SOURCES = {
    "environment": "CLICKFUNNELS_API_TOKEN",
    "file": "configuration",
    "keyring": "keyring",
    "command": "token command",
    "none": "nowhere: none is saved",
}

_MARKS = {VALID: Mark.GOOD, UNCHECKED: Mark.DOUBTFUL}
_ACCESS_MARKS = {Permission.ALLOWED: Mark.GOOD, Permission.NOT_ALLOWED: Mark.BAD}


def run(options: Options) -> int:
    """Print the profile in use; with `--expect`, fail unless it's the expected one."""
    path = config_path(options.config_dir)
    used = unsaved_token(options) or choose_profile(path, options.profile)
    if options.offline:
        status = TokenStatus(used if isinstance(used, ActiveProfile) else None, UNCHECKED)
    else:
        from wizard.cli.token_check import check_token  # noqa: PLC0415 - asyncio takes long to import

        status = check_token(used, options)
    if options.json:
        print(dump(_json(path, status)))
    else:
        _print(path, status, is_offline=options.offline)
    if options.expect is not None and not _is_expected(status.choice, options.expect):
        return FAILED
    return status_of(status.problem) if status.problem else DONE


def _is_expected(choice: ActiveProfile | None, expected: str) -> bool:
    from wizard.account.switch_list import Entry, is_called  # noqa: PLC0415 - only this option needs it

    if choice is None:
        note(f"Expected {expected}, but no workspace is chosen.")
        return False
    profile = choice.profile
    if is_called(Entry.of(profile), expected):
        return True
    workspace = profile.workspace.name
    in_use = f"“{profile.name}” ({workspace})" if profile.name else workspace
    note(f"Expected {expected}, but {in_use} is in use.")
    return False


def _json(path: Path, status: TokenStatus) -> dict[str, object]:
    choice = status.choice
    return {
        "path": str(path),
        "profile": profile_json(choice.profile) if choice else None,
        "profile_source": _profile_source(choice) if choice else None,
        "token_source": choice.token_source if choice else "environment",
        "token_state": status.state,
        "token_problem": status.problem.what if status.problem else None,
        "changes": list(status.changes),
        "access": _access_json(status.access) if status.access else None,
    }


def _access_json(access: Access) -> dict[str, object]:
    return {name: {"state": one.permission, "problem": one.problem} for name, one in access.items()}


def _print(path: Path, status: TokenStatus, *, is_offline: bool) -> None:
    choice = status.choice
    source = choice.token_source if choice else "environment"
    if choice:
        _print_choice(choice)
        _print_changes(status.changes)
    else:
        print_line("profile", "none")
    print_line("token", status.state, _MARKS.get(status.state, Mark.BAD), origin=_TOKEN_SOURCES[source])
    if source != "none":
        print_line("rights", describe_rights(_grant(choice)))
    if status.access:
        _print_access(status.access)
    print_line("file", str(path))
    _print_verdict(status, is_offline=is_offline)


def _print_verdict(status: TokenStatus, *, is_offline: bool) -> None:
    choice = status.choice
    if status.problem:
        mark = Mark.DOUBTFUL if status.state == UNCHECKED else Mark.BAD
        print_verdict(mark, status.problem.what, status.problem.hint)
    elif status.open_question:
        print_verdict(Mark.DOUBTFUL, status.open_question.what, status.open_question.hint)
    elif is_offline:
        print_verdict(Mark.DOUBTFUL, "Not asked (--offline).", "run `cfw status` to ask ClickFunnels.")
    elif status.changes and choice and choice.profile.name:
        first = f"`cfw switch {choice.profile.name}` saves the current values."
        print_verdict(Mark.DOUBTFUL, "The token works, but something changed at ClickFunnels.", first)
    else:
        name = choice.profile.workspace.name if choice else "ClickFunnels"
        print_verdict(Mark.GOOD, f"Ready to use {name}.")


def _grant(choice: ActiveProfile | None) -> TokenGrant | None:
    """How the token in use was obtained; one from the environment isn't the profile's."""
    return choice.profile.grant if choice and choice.token_source != "environment" else None


def _print_choice(choice: ActiveProfile) -> None:
    profile = choice.profile
    team, workspace = profile.team, profile.workspace
    origin = "configuration" if profile.name else choice.chosen_by
    print_line("profile", profile.name or "none", origin=_profile_source(choice) if profile.name else "")
    print_line("team", f"{team.name} ({team.id})", origin=origin)
    print_line("workspace", f"{workspace.name} ({workspace.subdomain}, {workspace.id})", origin=origin)
    print_line("api", profile.api_url, origin=origin)


def _profile_source(choice: ActiveProfile) -> str:
    return "configuration" if choice.chosen_by == "current" else choice.chosen_by


def _print_changes(changes: Sequence[str]) -> None:
    """Print what is no longer as it was saved."""
    for sentence in changes:
        print_line("changed", sentence, Mark.DOUBTFUL)


def _print_access(access: Access) -> None:
    """Print what the token can read: in one line what it can, then what it can't and why."""
    if allowed := access.named(Permission.ALLOWED):
        print_line("can read", ", ".join(allowed), Mark.GOOD)
    for name, one in access.items():
        if one.permission is Permission.ALLOWED:
            continue
        detail = quoted(one.api_message) if one.api_message else one.problem
        text = f"{one.permission}{f' ({detail})' if detail else ''}"
        print_line(name, text, _ACCESS_MARKS.get(one.permission, Mark.DOUBTFUL))
