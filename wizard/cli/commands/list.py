"""`cfw list`: the saved profiles, and what their tokens reach."""

from __future__ import annotations

import json
from collections.abc import Sequence

from wizard.cli.options import Options
from wizard.cli.profile_selection import token_without_profile
from wizard.cli.prompts import BOLD, DIM, note, paint
from wizard.config import Document, Profile, config_path, read
from wizard.config.paths import TOKEN_VARIABLE
from wizard.onboarding.exit_status import DONE, NOTHING_SAVED, status_of
from wizard.words import commands as commands_words

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from typing import Any

    from wizard.api.models import Team
    from wizard.config.workspace_cache import AccessibleWorkspace


def run(options: Options) -> int:
    """Print one line a profile, or JSON."""
    path = config_path(options.config_dir)
    document = read(path)
    if options.live and (document.profiles or token_without_profile(options)):
        from wizard.support import event_loop  # noqa: PLC0415 - its import is slow

        return event_loop.run(_list_live(options, document))
    if options.json:
        print(_dump(_saved_json(document)))
    elif options.names:
        print("".join(f"{name}\n" for name in document.names), end="")
    elif document.profiles:
        _print_profiles(document)
    else:
        note(f"Nothing is saved in {path} yet. Run `cfw` to connect this computer with ClickFunnels.")
    return DONE if document.profiles else NOTHING_SAVED


async def _list_live(options: Options, document: Document) -> int:
    from datetime import UTC, datetime  # noqa: PLC0415

    from wizard.account.all_workspaces import FailedListing, list_workspaces, list_workspaces_of  # noqa: PLC0415
    from wizard.api.errors import Unreadable  # noqa: PLC0415
    from wizard.cli.session_factory import create_session  # noqa: PLC0415
    from wizard.config.workspace_cache import AccessibleWorkspace, write_workspace_cache  # noqa: PLC0415

    session = create_session(options)
    reached: list[AccessibleWorkspace] = []
    faults: list[FailedListing] = []
    alone = None if document.profiles else token_without_profile(options)
    empty: dict[str, None] = {}

    def on_empty(via: str, team: Team | None) -> None:
        no_teams = _no_teams(via, is_variable=alone is not None)
        empty[f"The team {team.name} ({team.id}) has no workspace." if team else no_teams] = None

    found = (
        list_workspaces_of(TOKEN_VARIABLE, session.connect(alone.token), on_empty)
        if alone
        else list_workspaces(session.path, document, session.connect, on_empty)
    )
    try:
        async for one in found:
            if isinstance(one, AccessibleWorkspace):
                reached.append(one)
            else:
                faults.append(one)
    finally:
        await session.connect.close()
    faults.sort(key=lambda one: isinstance(one.error, Unreadable))  # the status is that of the worst
    reached.sort(key=lambda one: (one.team.id, one.workspace.id))
    if not faults and document.profiles:
        write_workspace_cache(session.path, reached, datetime.now(UTC))
    if options.json:
        live = {"reached": _reached_json(reached), "workspaces": _workspaces_json(document, reached)}
        print(_dump({**_saved_json(document), **live, "faults": _faults(faults)}))
    else:
        _print_reached(document, reached)
    for sentence in empty:
        note(sentence)
    if not faults:
        _tell_missing(document, reached)
    for fault in faults:
        problem = f"{fault.error.what} {fault.error.hint}"
        note(problem if alone else commands_words.with_token_of(fault.via, problem))
    worst = next((fault.error for fault in faults if not fault.has_saved), None)
    return status_of(worst) if worst else DONE


def _tell_missing(document: Document, reached: list[AccessibleWorkspace]) -> None:
    """Say which saved workspaces no saved token can access."""
    found = {one.workspace.id for one in reached}
    for name, profile in document.profiles.items():
        if profile.workspace.id not in found:
            note(
                f"The workspace of the profile “{name}”, {profile.workspace.name} "
                f"({profile.workspace.id}), isn't among those listed."
            )


def _print_profiles(document: Document) -> None:
    width = max(len(name) for name in document.names)
    for name, profile in document.profiles.items():
        mark = "*" if name == document.current else "-" if name == document.previous else " "
        workspace = profile.workspace
        rest = f"{workspace.name} ({workspace.subdomain}, {workspace.id}), {profile.team.name}"
        shown = paint(f"{name:{width}}", BOLD) if name == document.current else f"{name:{width}}"
        print(f"{mark} {shown}  {rest}")


def _print_reached(document: Document, reached: list[AccessibleWorkspace]) -> None:
    """Print each workspace once; which tokens can access it, where there are several tokens."""
    has_several_tokens = len({one.via for one in reached}) > 1
    team_id = None
    for one, tokens in _by_workspace(reached):
        if one.team.id != team_id:
            team_id = one.team.id
            print(paint(f"{one.team.name} ({team_id})", BOLD))
        names = _saved_as(document, one.workspace.id)
        mark = "*" if document.current in names else " "
        profiles = paint(f"  {_profiles(names)}", DIM) if names else ""
        via = paint(f"  {_tokens(tokens)}", DIM) if has_several_tokens else ""
        print(f"{mark} {one.workspace.name} ({one.workspace.subdomain}, {one.workspace.id}){profiles}{via}")


def _by_workspace(reached: list[AccessibleWorkspace]) -> list[tuple[AccessibleWorkspace, list[str]]]:
    """Each workspace once, with the profiles whose tokens can access it."""
    found: dict[int, tuple[AccessibleWorkspace, list[str]]] = {}
    for one in reached:
        found.setdefault(one.workspace.id, (one, []))[1].append(one.via)
    return [(one, sorted(set(tokens))) for one, tokens in found.values()]


def _saved_as(document: Document, workspace_id: int) -> list[str]:
    return [name for name, one in document.profiles.items() if one.workspace.id == workspace_id]


def profile_json(profile: Profile) -> dict[str, Any]:
    """A profile for scripts, without its token; one that isn't saved has no name and no time."""
    entry = profile.to_json(None)
    del entry["token"]
    entry.pop("token_store", None)
    if not profile.name:
        return {"name": None, **entry, "saved_at": None}
    return {"name": profile.name, **entry}


def _saved_json(document: Document) -> dict[str, Any]:
    profiles = [
        {**profile_json(one), "token_store": one.token_store if _has_token(one) else None}
        for one in document.profiles.values()
    ]
    return {"current": document.current, "previous": document.previous, "profiles": profiles}


def _has_token(profile: Profile) -> bool:
    return profile.token is not None or profile.token_store == "keyring"


def _reached_json(reached: list[AccessibleWorkspace]) -> list[dict[str, Any]]:
    return [{**_workspace_json(one), "via": one.via} for one in reached]


def _workspaces_json(document: Document, reached: list[AccessibleWorkspace]) -> list[dict[str, Any]]:
    return [
        {**_workspace_json(one), "profiles": _saved_as(document, one.workspace.id), "tokens": tokens}
        for one, tokens in _by_workspace(reached)
    ]


def _workspace_json(one: AccessibleWorkspace) -> dict[str, Any]:
    return {
        "team": {"id": one.team.id, "public_id": one.team.public_id, "name": one.team.name},
        "workspace": {
            "id": one.workspace.id,
            "public_id": one.workspace.public_id,
            "name": one.workspace.name,
            "subdomain": one.workspace.subdomain,
        },
    }


def _faults(faults: list[Any]) -> list[dict[str, str]]:
    return [{"via": one.via, "what": one.error.what, "hint": one.error.hint} for one in faults]


def _dump(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _profiles(names: Sequence[str]) -> str:
    """The profiles that a workspace is saved as."""
    return f"{'profile' if len(names) == 1 else 'profiles'} {', '.join(names)}"


def _tokens(names: Sequence[str]) -> str:
    """The profiles whose tokens can access a workspace."""
    return f"{'token' if len(names) == 1 else 'tokens'} of {', '.join(names)}"


def _no_teams(via: str, *, is_variable: bool) -> str:
    """The token of a profile, or in a variable, can access nothing."""
    return f"The token {f'in {via}' if is_variable else f'of “{via}”'} can't access any team."
