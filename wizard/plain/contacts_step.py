"""Step 4: the workspace's newest contacts, as proof that it is the right workspace."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from wizard.account.access import cannot_read
from wizard.api.contact import ContactRow, Count
from wizard.api.contact_query import NEWEST_FIRST
from wizard.api.errors import ApiError, NotAllowed
from wizard.api.live_list import LoadState, LoadStatus
from wizard.onboarding.answers import Answers
from wizard.onboarding.flow import Back, Reply
from wizard.onboarding.session import Session
from wizard.plain.dialogue import Dialogue
from wizard.plain.waiting import wait_for
from wizard.words import plain_steps as plain_steps_words
from wizard.words import plain_steps as words

_CONTACTS_KEYS = (
    "If they are yours, it is the right workspace: y or Enter goes on. If not, n or b goes back, to choose "
    "another one. Nothing of this is saved. `cfw contacts` shows all of them later."
)
_MASKED = "In the demo names, emails and phone numbers are masked, so the contacts are not listed."
_CONTACTS = "These are the contacts of the workspace you chose, straight from ClickFunnels."

_SHOWN = 10

_SECONDS = 2
"""How long the number of all is waited for: it is a courtesy."""

_EXPLANATION = f"{_CONTACTS} {_CONTACTS_KEYS}"


async def ask_contacts(dialogue: Dialogue, session: Session, answers: Answers) -> Reply:
    """Show the newest contacts and ask whether they are the right ones."""
    assert answers.account
    assert answers.workspace
    workspace = answers.workspace
    while True:
        contacts = answers.account.contacts(workspace, NEWEST_FIRST).head
        contacts.load(_SHOWN)
        counting = asyncio.create_task(_count(answers), name="count contacts")
        view = await wait_for(dialogue, contacts, f"Loading the contacts of {workspace.name}.")
        await asyncio.wait({counting}, timeout=_SECONDS if view.count else 0)
        total = counting.result() if counting.done() else None
        counting.cancel()
        _show(dialogue, view, contacts.items[:_SHOWN], total, is_masked=session.is_demo)
        if contacts.unreadable_error:
            dialogue.say(contacts.unreadable_error.what)
        if isinstance(view.error, NotAllowed):
            dialogue.say(cannot_read("contacts", view.error))
            dialogue.say("You can save the token all the same.")
        elif view.error:
            dialogue.say(f"{view.error.what} {view.error.hint}")
            if await dialogue.agrees("Try again?", _EXPLANATION, default=True, goes_back=False):
                continue
        question = f"Is {workspace.name} ({workspace.subdomain}) the right workspace?"
        agreed = await dialogue.agrees(question, _EXPLANATION, default=True)
        return answers if agreed is True else Back(answers)


async def _count(answers: Answers) -> Count | None:
    assert answers.account
    assert answers.workspace
    with suppress(ApiError):
        return await answers.account.count(answers.workspace)
    return None


def _show(
    dialogue: Dialogue, view: LoadStatus, rows: Sequence[ContactRow], total: Count | None, *, is_masked: bool
) -> None:
    """Say what there is: a line for each, or one for all where none is to be recognised."""
    if not rows:
        dialogue.say(
            "Its contacts could not be loaded."
            if view.error
            else "This workspace has no contacts yet, and that is fine: the connection works."
        )
        return
    heading = _heading(view, len(rows), total)
    if is_masked:
        days = sorted(row.created_at[:10] for row in rows if row.created_at)
        dialogue.say(_masked_contacts(heading, days))
        return
    dialogue.say(f"{heading}:")
    for row in rows:
        dialogue.say(_described(row), hang=4)


def _heading(view: LoadStatus, shown: int, total: Count | None) -> str:
    """How many there are, and which are shown."""
    if view.state is LoadState.COMPLETE and view.count == shown:
        return words.all_contacts(shown)
    if view.state is LoadState.COMPLETE:
        return words.newest_of(shown, view.count)
    if total:
        of_total = _newest_of_more_than if total.is_at_least else words.newest_of
        return of_total(shown, total.number)
    return words.newest(shown)


def _described(row: ContactRow) -> str:
    """A contact in one line: what there is of name, email, phone, and the day it was added."""
    added = f"added {row.created_at[:10]}" if row.created_at else ""
    parts = (row.name, row.email_address, row.phone_number, added)
    return ", ".join(text for text in parts if text) or f"contact {row.id}"


def _newest_of_more_than(shown: int, total: int) -> str:
    """There are so many that ClickFunnels does not count them all."""
    return f"{plain_steps_words._newest(shown)} of more than {total:,} contacts"


def _masked_contacts(heading: str, days: Sequence[str]) -> str:
    """Contacts that are not told one by one, after one of the headings; the `days` on which they came."""
    if not days:
        return f"{heading}. {_MASKED}"
    first, last = days[0], days[-1]
    came = f"Added on {first}." if first == last else f"Added between {first} and {last}."
    return f"{heading}. {came} {_MASKED}"
