"""`cfw switch`: another profile, from the jump list or by name."""

from __future__ import annotations

from datetime import UTC, datetime

from wizard.account.all_workspaces import FailedListing, account_of, list_workspaces
from wizard.account.switch_list import Entry, entries, find
from wizard.account.switching import Found, look_up, overrides, switch, switched_line
from wizard.api.errors import ApiError
from wizard.cli.commands import no_command
from wizard.cli.options import Options
from wizard.cli.prompts import confirm, note
from wizard.cli.session_factory import create_session
from wizard.config import ConfigError, Document, read
from wizard.config.active_profile import saved_token
from wizard.config.reading import find_profile
from wizard.config.workspace_cache import AccessibleWorkspace, read_workspace_cache, write_workspace_cache
from wizard.onboarding.exit_status import CANCELLED, DONE, UNREACHABLE, status_of
from wizard.onboarding.session import Session
from wizard.support import event_loop
from wizard.support.errors import NoMatch
from wizard.words import commands as words


def run(options: Options) -> int:
    """Switch to what is named; without a name, open the jump list."""
    if options.name is None:
        return no_command.run(options)
    session = create_session(options)
    document = read(session.path)
    if not document.profiles:
        find_profile(document, session.path)
    return event_loop.run(_switch(session, document, options))


async def _switch(session: Session, document: Document, options: Options) -> int:
    try:
        entry = await find_named(session, document, options.name)
        found = None
        if session.is_offline:
            note(words.NOT_CHECKED)
        else:
            found = await _check_or_say_how_to_do_without(session, document, entry)
            if not _confirm(entry, found, yes=options.yes):
                note("Nothing was changed.")
                return CANCELLED
    finally:
        await session.connect.close()
    saved = switch(session.path, entry, datetime.now(UTC), found)
    for text in saved.notes:
        note(text)
    print(switched_line(saved.document))
    for text in overrides(session.path, saved.document):
        note(text)
    return DONE


async def find_named(session: Session, document: Document, name: str) -> Entry:
    """Give the saved or reached entry called `name`; ClickFunnels is asked where it is not known here."""
    if name == "-":
        previous = next((entry for entry in entries(document) if entry.is_previous), None)
        if previous is None:
            raise NoMatch("previous profile", "-", [entry.title for entry in entries(document)])
        return previous
    known = read_workspace_cache(session.path)
    try:
        return find(entries(document, known.reached if known else ()), name)
    except NoMatch:
        if session.is_offline:
            raise
    reached, faults = await _fetch(session, document)
    raised: ApiError | ConfigError | None = None
    try:
        return find(entries(document, reached), name)
    except NoMatch:
        if not faults:
            raise
        raised = faults[0].error  # what was named may be where nobody could look
        raise raised from None
    finally:
        problems = (words.with_token_of(one.via, one.error.what) for one in faults if not _says(raised, one))
        for problem in dict.fromkeys(problems):
            note(problem)


def _says(error: ApiError | ConfigError | None, fault: FailedListing) -> bool:
    return error is not None and error.what == fault.error.what


async def _fetch(
    session: Session, document: Document
) -> tuple[list[AccessibleWorkspace], list[FailedListing]]:
    """Fetch the workspaces that the saved tokens can access, and keep the list when nothing went wrong."""
    reached: list[AccessibleWorkspace] = []
    faults: list[FailedListing] = []
    async for one in list_workspaces(session.path, document, session.connect):
        if isinstance(one, AccessibleWorkspace):
            reached.append(one)
        else:
            faults.append(one)
    if not faults:
        write_workspace_cache(session.path, reached, datetime.now(UTC))
    return reached, faults


async def _check_or_say_how_to_do_without(session: Session, document: Document, entry: Entry) -> Found:
    try:
        return await _check(session, document, entry)
    except ApiError as error:
        if status_of(error) == UNREACHABLE:
            note("Nothing was changed. --offline switches without asking ClickFunnels.")
        raise


async def _check(session: Session, document: Document, entry: Entry) -> Found:
    source = document.profiles[entry.via]
    token = saved_token(session.path, source)
    return await look_up(account_of(session.connect, source, token), entry)


def _confirm(entry: Entry, found: Found, *, yes: bool) -> bool:
    """Tell what is different, and whether to save it so; a new name alone does not stop a switch."""
    for sentence in found.changes(entry):
        note(sentence)
    if not found.has_moved(entry):
        return True
    return confirm(words.SAVE_AND_SWITCH, yes=yes)
