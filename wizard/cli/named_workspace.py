"""Find a workspace by what was typed: among what is saved, then among what the saved tokens can access."""

from __future__ import annotations

from wizard.account.all_workspaces import fetch_workspaces, token_problem
from wizard.account.switch_list import Entry, entries, find
from wizard.api.errors import ApiError
from wizard.cli.terminal import note
from wizard.config.document import Document
from wizard.config.errors import ConfigError
from wizard.config.workspace_cache import read_workspace_cache
from wizard.onboarding.session import Session
from wizard.support.errors import NoMatch, NoPreviousProfile


async def find_named(session: Session, document: Document, name: str) -> Entry:
    """Give the entry called `name`: a profile, or a workspace that a saved token can access.

    Asks ClickFunnels if the name isn't known here. Raises `NoMatch`, `Ambiguous`, or why it couldn't be
    looked for everywhere.
    """
    if name == "-":
        previous = next((entry for entry in entries(document) if entry.is_previous), None)
        if previous is None:
            raise NoPreviousProfile
        return previous
    known = read_workspace_cache(session.path)
    try:
        return find(entries(document, known.workspaces if known else ()), name)
    except NoMatch:
        if session.is_offline:
            raise
    reached, faults, _ = await fetch_workspaces(session.path, document, session.connect, session.now())
    raised: ApiError | ConfigError | None = None
    try:
        return find(entries(document, reached), name)
    except NoMatch:
        if not faults:
            raise
        raised = faults[0].error  # the name may be one that couldn't be listed
        raise raised from None
    finally:
        others = [fault for fault in faults if raised is None or fault.error.what != raised.what]
        for problem in dict.fromkeys(token_problem(fault.via, fault.error.what) for fault in others):
            note(problem)
