"""Step 4: show the workspace's newest contacts, as proof that it's the right workspace."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from wizard.account.access import cannot_read
from wizard.account.account import Account
from wizard.api.contact import ContactRow, Count
from wizard.api.contact_query import NEWEST_FIRST
from wizard.api.errors import ApiError, NotAllowed
from wizard.api.live_list import LoadState, LoadStatus
from wizard.api.models import Workspace
from wizard.onboarding.answers import Answers
from wizard.onboarding.flow import Back, Reply
from wizard.plain.dialogue import Dialogue
from wizard.plain.loading import wait_until_loaded

_EXPLANATION = (
    "These are the contacts of the workspace you chose, straight from ClickFunnels. If you know them, it's "
    "the right workspace: y or Enter continues. If not, n or b goes back to choose another one. No contact "
    "is saved. `cfw contacts` shows all of them later."
)

_SHOWN = 10

_COUNT_SECONDS = 2
"""How long to wait for the total number, which is only nice to know."""


async def ask_contacts(dialogue: Dialogue, answers: Answers, now: Callable[[], datetime]) -> Reply:
    """Show the newest contacts and ask whether it's the right workspace."""
    account, workspace = answers.account, answers.workspace
    assert account
    assert workspace
    while True:
        both_ends = account.contacts(workspace, NEWEST_FIRST)
        contacts = both_ends.head
        contacts.load(_SHOWN)
        counting = asyncio.create_task(_count(account, workspace), name="count contacts")
        view = await wait_until_loaded(dialogue, contacts, f"Loading the contacts of {workspace.name}.")
        await asyncio.wait({counting}, timeout=_COUNT_SECONDS if view.count else 0)
        total = counting.result() if counting.done() else None
        counting.cancel()
        _show(dialogue, view, contacts.items[:_SHOWN], total)
        if (summary := both_ends.summary).is_telling:
            is_all = view.state is LoadState.COMPLETE
            dialogue.say(f"{summary.texts(now(), is_all=is_all, joint='; ')[-1]}.")
        if contacts.unreadable_error:
            dialogue.say(contacts.unreadable_error.what)
        if isinstance(view.error, NotAllowed):
            dialogue.say(cannot_read("contacts", view.error))
            dialogue.say("You can save the token anyway.")
        elif view.error:
            dialogue.say(view.error.message)
            if await dialogue.confirm("Try again?", _EXPLANATION, default=True, goes_back=False):
                continue
        question = f"Is {workspace.name} ({workspace.subdomain}) the right workspace?"
        is_right = await dialogue.confirm(question, _EXPLANATION, default=True)
        return answers if is_right else Back(answers)


async def _count(account: Account, workspace: Workspace) -> Count | None:
    with suppress(ApiError):
        return await account.count(workspace)
    return None


def _show(dialogue: Dialogue, view: LoadStatus, rows: Sequence[ContactRow], total: Count | None) -> None:
    """Say a line for each contact."""
    if not rows:
        dialogue.say(
            "Its contacts could not be loaded."
            if view.error
            else "This workspace has no contacts yet. That's fine: the connection works."
        )
        return
    if view.state is LoadState.COMPLETE:
        total = Count(view.count, is_at_least=False)
    dialogue.say(f"{heading_of(len(rows), total)}:")
    for row in rows:
        dialogue.say(_describe(row), hang=4)


def heading_of(shown: int, total: Count | None) -> str:
    """Say how many contacts are shown, out of how many if that's known."""
    newest = "The newest" if shown == 1 else f"The newest {shown}"
    if total is None:
        return f"{newest} {'contact' if shown == 1 else 'contacts'}; more follow"
    if total.is_at_least:
        return f"{newest} of more than {total.number:,} contacts"
    if total.number > shown:
        return f"{newest} of {total.number:,} contacts"
    return "Its only contact" if shown == 1 else f"All its {shown} contacts, newest first"


def _describe(row: ContactRow) -> str:
    """A contact in one line: whichever of name, email, phone, tags and date it has."""
    tags = f"tags: {' · '.join(tag.name for tag in row.tags)}" if row.tags else ""
    added = f"added {row.created_at[:10]}" if row.created_at else ""
    parts = (row.name, row.email_address, row.phone_number, tags, added)
    return ", ".join(filter(None, parts)) or f"contact {row.id}"
