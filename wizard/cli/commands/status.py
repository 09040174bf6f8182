"""`cfw status`: the profile in use, where each value comes from, and whether the token works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from wizard.account.access import Access, Permission, describe_rights, quoted
from wizard.api.models import TokenGrant
from wizard.cli.options import Options
from wizard.cli.profile_json import dump, profile_json
from wizard.cli.terminal import DIM, GREEN, RED, YELLOW, note, paint
from wizard.cli.token_status import UNCHECKED, VALID, TokenStatus
from wizard.cli.unsaved_token import unsaved_token
from wizard.config.active_profile import ActiveProfile, choose_profile
from wizard.config.paths import config_path
from wizard.onboarding.exit_status import DONE, FAILED, status_of

_TOKEN_SOURCES = {
    "environment": "CLICKFUNNELS_API_TOKEN",
    "file": "configuration",
    "keyring": "keyring",
    "command": "token command",
    "none": "nowhere: none is saved",
}

Row = tuple[str, str, str]
"""A label, a value, and where the value comes from."""


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
        _print(path, status)
        if options.offline:
            print(f"{'':10} Not asked (--offline).")
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


def _print(path: Path, status: TokenStatus) -> None:
    choice = status.choice
    colour = {VALID: GREEN, UNCHECKED: YELLOW}.get(status.state, RED)
    source = choice.token_source if choice else "environment"
    rows = [
        *(_choice_rows(choice) if choice else [("profile", "none", "")]),
        *(_change_rows(choice, status.changes) if choice else ()),
        ("token", paint(status.state, colour), _TOKEN_SOURCES[source]),
        *([("rights", describe_rights(_grant(choice)), "")] if source != "none" else []),
        *(_access_rows(status.access) if status.access else ()),
        ("file", str(path), ""),
    ]
    for label, value, origin in rows:
        print(f"{label:10} {value}" + (paint(f"  from {origin}", DIM) if origin else ""))
    if remark := status.problem or status.open_question:
        print(f"{'':10} {remark.message}")


def _grant(choice: ActiveProfile | None) -> TokenGrant | None:
    """How the token in use was obtained; one from the environment isn't the profile's."""
    return choice.profile.grant if choice and choice.token_source != "environment" else None


def _choice_rows(choice: ActiveProfile) -> Iterator[Row]:
    profile = choice.profile
    team, workspace = profile.team, profile.workspace
    origin = "configuration" if profile.name else choice.chosen_by
    yield ("profile", profile.name, _profile_source(choice)) if profile.name else ("profile", "none", "")
    yield "team", f"{team.name} ({team.id})", origin
    yield "workspace", f"{workspace.name} ({workspace.subdomain}, {workspace.id})", origin
    yield "api", profile.api_url, origin


def _profile_source(choice: ActiveProfile) -> str:
    return "configuration" if choice.chosen_by == "current" else choice.chosen_by


def _change_rows(choice: ActiveProfile, changes: Sequence[str]) -> Iterator[Row]:
    """What is no longer as it was saved, and how to update it."""
    for number, sentence in enumerate(changes):
        yield "" if number else "changed", paint(sentence, YELLOW), ""
    if changes:
        yield "", f"`cfw switch {choice.profile.name}` saves the current values.", ""


def _access_rows(access: Access) -> Iterator[Row]:
    """What the token can read."""
    colours = {Permission.ALLOWED: GREEN, Permission.NOT_ALLOWED: RED, Permission.UNKNOWN: YELLOW}
    label = "access"
    for name, one in access.items():
        detail = quoted(one.api_message) if one.api_message else one.problem
        value = f"{name}: {paint(one.permission, colours[one.permission])}{f' ({detail})' if detail else ''}"
        yield label, value, ""
        label = ""
