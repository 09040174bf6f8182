"""`cfw contacts`: browse a workspace's contacts on a terminal, or export them to a file or a pipe."""

from __future__ import annotations

from wizard.account.account import Account
from wizard.api.contact_query import ContactQuery
from wizard.api.models import Team, Workspace
from wizard.cli.contacts_export import ContactsExport
from wizard.cli.contacts_target import query_of, target_of
from wizard.cli.options import Options
from wizard.cli.prompts import Interface, interface
from wizard.cli.session_factory import create_session
from wizard.contacts.export.columns import CUSTOM, FIELDS
from wizard.onboarding.exit_status import DONE
from wizard.onboarding.session import Session
from wizard.support.errors import UsageError
from wizard.support.wait_tracker import WAIT_TRACKER
from wizard.tui import terminal

_LONGEST = 4_000
"""Characters of all emails or ids together. They are sent in the URL, whose length servers limit."""


def run(options: Options) -> int:
    """Open the browser, or write the contacts."""
    if options.columns == "help":
        print("\n".join([*FIELDS, CUSTOM]))
        return DONE
    for option, values in (("--email", options.email), ("--id", options.id)):
        if sum(len(str(value)) + 1 for value in values) > _LONGEST:
            raise UsageError(f"There are too many values of {option}.", "Ask for them in several runs.")
    how = interface(options)
    shapes = (options.format, options.output, options.columns, options.excel or None, options.since)
    is_to_look_at = all(given is None for given in shapes) and options.has_header
    if is_to_look_at and options.limit is None and how is Interface.SCREENS:
        return _browse(create_session(options), options)
    if is_to_look_at and how is Interface.LINES:
        options.format, options.order = "table", options.order or "newest"
    return ContactsExport(create_session(options, is_patient=True), options).run()


def _browse(session: Session, options: Options) -> int:
    terminal.prepare()
    from wizard.tui.contacts_app import ContactsApp  # noqa: PLC0415 - Textual is only for the browser

    async def find() -> tuple[Account, Team, Workspace, ContactQuery]:
        target = await target_of(session, options)
        target.account.parallel = options.parallel
        query = await query_of(target, options, newest_first=options.order != "oldest")
        return target.account, target.team, target.workspace, query

    WAIT_TRACKER.listener = None  # the screen shows waits itself
    app = ContactsApp(session, find)
    app.run(mouse=terminal.has_mouse())
    if app.error:
        raise app.error
    return app.return_code or DONE
