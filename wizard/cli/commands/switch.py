"""`cfw switch`: make another profile the current one, by name or from the list."""

from __future__ import annotations

from wizard.account.switch_list import Entry
from wizard.account.switching import (
    NOT_CHECKED,
    SAVE_AND_SWITCH,
    Found,
    look_up,
    overrides,
    switch,
    switched_line,
)
from wizard.api.errors import ApiError
from wizard.cli.commands import no_command
from wizard.cli.named_workspace import find_named
from wizard.cli.options import Options
from wizard.cli.prompts import confirm
from wizard.cli.session_factory import create_session, run_in_session
from wizard.cli.terminal import note
from wizard.config.document import Document
from wizard.config.reading import read_saved
from wizard.onboarding.exit_status import CANCELLED, DONE, UNREACHABLE, status_of
from wizard.onboarding.session import Session


def run(options: Options) -> int:
    """Switch to what is named; without a name, open the list."""
    if options.name is None:
        return no_command.run(options)
    session = create_session(options)
    document = read_saved(session.path)
    entry, found = run_in_session(session, _find_and_check(session, document, options.name))
    if found is None:
        note(NOT_CHECKED)
    elif not _may_switch(entry, found, yes=options.yes):
        note("Nothing was changed.")
        return CANCELLED
    saved = switch(session.path, entry, session.now(), found)
    note(*saved.notes)
    print(switched_line(saved.document))
    note(*overrides(session.path, saved.document))
    return DONE


async def _find_and_check(session: Session, document: Document, name: str) -> tuple[Entry, Found | None]:
    """Find what is named, and what it's like at ClickFunnels now unless offline."""
    entry = await find_named(session, document, name)
    return entry, None if session.is_offline else await _check(session, document, entry)


async def _check(session: Session, document: Document, entry: Entry) -> Found:
    try:
        return await look_up(await session.account_of(document.profiles[entry.via]), entry)
    except ApiError as error:
        if status_of(error) == UNREACHABLE:
            note("Nothing was changed. --offline switches without asking ClickFunnels.")
        raise


def _may_switch(entry: Entry, found: Found, *, yes: bool) -> bool:
    """Say what has changed, and ask if the saved address or team no longer works."""
    note(*found.changes(entry))
    return not found.has_moved(entry) or confirm(SAVE_AND_SWITCH, yes=yes)
