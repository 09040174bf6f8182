"""`cfw list --live`: fetch and print every workspace that the saved tokens can access."""

from __future__ import annotations

from typing import Any

from wizard.account.all_workspaces import (
    EmptyListing,
    FailedListing,
    Fetched,
    fetch_workspaces,
    fetch_workspaces_of,
    token_problem,
)
from wizard.api.errors import Unreadable
from wizard.cli.options import Options
from wizard.cli.profile_json import dump, saved_json
from wizard.cli.report_lines import Column, print_table
from wizard.cli.session_factory import create_session, run_in_session
from wizard.cli.terminal import note
from wizard.cli.unsaved_token import UnsavedToken, unsaved_token
from wizard.config.document import Document
from wizard.config.paths import TOKEN_VARIABLE
from wizard.config.profile import place_to_json
from wizard.config.workspace_cache import AccessibleWorkspace
from wizard.onboarding.exit_status import DONE, status_of
from wizard.onboarding.session import Session

_COLUMNS = (
    Column(""),
    Column("Workspace"),
    Column("Team", rank=1),
    Column("Subdomain", rank=5),
    Column("Id", rank=4),
    Column("Profile", rank=2),
    Column("Token of", rank=3),
)


def list_live(options: Options, document: Document) -> int:
    """Print the workspaces, or JSON, and what went wrong. Fetches them with the saved tokens, if any."""
    unsaved = None if document.profiles else unsaved_token(options)
    session = create_session(options)
    reached, faults, empty = run_in_session(session, _fetch(session, document, unsaved))
    faults.sort(key=lambda one: isinstance(one.error, Unreadable))  # the worst one decides the status
    reached.sort(key=lambda one: (one.team.id, one.workspace.id))
    if options.json:
        print(dump({**saved_json(document), **_live_json(document, reached, faults)}))
    else:
        _print(document, reached)
    note(*dict.fromkeys(_nothing_in(one, is_saved=not unsaved) for one in empty))
    if not faults:
        _note_missing(document, reached)
    for fault in faults:
        note(fault.error.message if unsaved else token_problem(fault.via, fault.error.message))
    worst = next((fault.error for fault in faults if not fault.has_saved), None)
    return status_of(worst) if worst else DONE


async def _fetch(session: Session, document: Document, unsaved: UnsavedToken | None) -> Fetched:
    if unsaved:
        return await fetch_workspaces_of(TOKEN_VARIABLE, session.connect(unsaved.token))
    return await fetch_workspaces(session.path, document, session.connect, session.now())


def _nothing_in(one: EmptyListing, *, is_saved: bool) -> str:
    if one.team:
        return f"The team {one.team.name} ({one.team.id}) has no workspace."
    owner = f"of “{one.via}”" if is_saved else f"in {one.via}"
    return f"The token {owner} can't access any team."


def _note_missing(document: Document, reached: list[AccessibleWorkspace]) -> None:
    """Say which saved workspaces no saved token can access."""
    found = {one.workspace.id for one in reached}
    for name, profile in document.profiles.items():
        if profile.workspace.id not in found:
            note(
                f"The workspace of the profile “{name}”, {profile.workspace.name} "
                f"({profile.workspace.id}), isn't among those listed."
            )


def _print(document: Document, reached: list[AccessibleWorkspace]) -> None:
    """Print each workspace once, with its profiles; and which tokens can access it, if there are several."""
    if not reached:
        return
    has_several_tokens = len({one.via for one in reached}) > 1
    rows: list[tuple[str, ...]] = []
    current = None
    for one, tokens in _by_workspace(reached):
        names = _saved_as(document, one.workspace.id)
        if document.current in names:
            current = len(rows)
        rows.append(
            (
                "*" if document.current in names else "-" if document.previous in names else "",
                one.workspace.name,
                one.team.name,
                one.workspace.subdomain,
                str(one.workspace.id),
                ", ".join(names),
                ", ".join(tokens),
            )
        )
    columns = _COLUMNS if has_several_tokens else _COLUMNS[:-1]
    print_table(columns, [row[: len(columns)] for row in rows], bold=current)


def _by_workspace(reached: list[AccessibleWorkspace]) -> list[tuple[AccessibleWorkspace, list[str]]]:
    """Each workspace once, with the profiles whose tokens can access it."""
    found: dict[int, tuple[AccessibleWorkspace, list[str]]] = {}
    for one in reached:
        found.setdefault(one.workspace.id, (one, []))[1].append(one.via)
    return [(one, sorted(set(tokens))) for one, tokens in found.values()]


def _saved_as(document: Document, workspace_id: int) -> list[str]:
    return [name for name, one in document.profiles.items() if one.workspace.id == workspace_id]


def _live_json(
    document: Document, reached: list[AccessibleWorkspace], faults: list[FailedListing]
) -> dict[str, Any]:
    return {
        "reached": [{**place_to_json(one.team, one.workspace), "via": one.via} for one in reached],
        "workspaces": [
            {
                **place_to_json(one.team, one.workspace),
                "profiles": _saved_as(document, one.workspace.id),
                "tokens": tokens,
            }
            for one, tokens in _by_workspace(reached)
        ],
        "faults": [{"via": one.via, "what": one.error.what, "hint": one.error.hint} for one in faults],
    }
