"""`cfw find`: find a contact in all workspaces of all saved tokens."""

from __future__ import annotations

from contextlib import aclosing

from wizard.account.find_contacts import FoundContact, NotSearched, find_contacts, query_for
from wizard.api.contact_query import ContactQuery
from wizard.api.parsing import json_line
from wizard.cli.options import Options
from wizard.cli.report_lines import Column, Table
from wizard.cli.session_factory import create_session, run_in_session
from wizard.cli.terminal import note
from wizard.config.document import Document
from wizard.config.errors import NothingSaved
from wizard.config.profile import place_to_json
from wizard.config.reading import read
from wizard.onboarding.exit_status import DONE, NOT_ALLOWED, UNREACHABLE
from wizard.onboarding.session import Session

_COLUMNS = (
    Column("Workspace"),
    Column("Team", rank=2),
    Column("Name"),
    Column("Email"),
    Column("Added", rank=1),
    Column("Id", rank=3),
    Column("Dashboard", rank=4),
)
_WIDTHS = (20, 18, 18, 26, 10, 9, 40)
"""Cells: rows are printed as they arrive, so the longest text isn't known."""


def run(options: Options) -> int:
    """Print one line for each contact as it's found."""
    session, query = create_session(options), query_for(options.contact)
    document = read(session.path)
    if not document.profiles:
        raise NothingSaved(session.path)
    return run_in_session(session, _find(session, document, query, options))


async def _find(session: Session, document: Document, query: ContactQuery, options: Options) -> int:
    table: Table | None = None
    failures: list[NotSearched] = []
    count = 0
    async with aclosing(find_contacts(session.path, document, session.connect, query)) as arriving:
        async for one in arriving:
            if isinstance(one, NotSearched):
                failures.append(one)
                note(one.why)
                continue
            count += 1
            if options.json:
                print(json_line(_json(one, document)).decode(), flush=True)
            else:
                table = table or Table(_COLUMNS, _WIDTHS)
                table.row(_cells(one))
    if count:
        return DONE
    if failures:
        note(f"Not found, but {len(failures)} could not be asked: see above.")
        return UNREACHABLE
    note(f"No workspace that your saved tokens can access has {options.contact}.")
    return NOT_ALLOWED


def _cells(found: FoundContact) -> tuple[str, ...]:
    contact = found.contact
    return (
        found.workspace.name,
        found.team.name,
        contact.name,
        contact.email_address or "",
        (contact.created_at or "")[:10],
        str(contact.id),
        found.url or "",
    )


def _json(found: FoundContact, document: Document) -> dict[str, object]:
    contact, profiles = found.contact, document.profiles.values()
    return {
        "profile": next((one.name for one in profiles if one.workspace.id == found.workspace.id), None),
        **place_to_json(found.team, found.workspace),
        "contact": {
            "id": contact.id,
            "public_id": contact.public_id,
            "first_name": contact.first_name,
            "last_name": contact.last_name,
            "email_address": contact.email_address,
            "created_at": contact.created_at,
        },
        "url": found.url,
    }
