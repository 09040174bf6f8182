"""The sentences of the contact browser: how many contacts, which ones, and what is going on."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from wizard.account.access import cannot_read
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import NotAllowed, Unreadable
from wizard.api.live_list import LoadState
from wizard.contacts.progress import contact_count
from wizard.tui.screens.contact_loader import BrowserState
from wizard.tui.widgets.notice import Message, Severity

KeyName = Callable[[str], str]
"""Returns what to call the key with this name in the configuration's `keys`."""


def count_line(state: BrowserState, key: KeyName) -> Content:
    """Say how many contacts are shown, which ones, and in which order."""
    query, tag, asked = state.selection.query, state.selection.tag, state.selection.asked
    if not state.loaded.contact_count and not query.is_filtered:
        return Content("")
    parts = [f"{_number(state)}, {_order(query)}"]
    if tag:
        parts.append(f"tag {tag.name}")
    elif query.tag_ids:
        parts.append("by tag")
    if query.segment:
        parts.append(f"segment {query.segment.name}")
    if query.is_active is not None:
        parts.append("active only" if query.is_active else "inactive only")
    if query.email_addresses or query.ids:
        parts.append(f"exactly {asked}" if asked else "by email or id")
    if state.is_masked:
        parts.append(f"masked: {key('mask')} unmasks")
    return Content(" · ".join(parts))


def status_message(state: BrowserState, key: KeyName, refused_hint: str = "") -> Message | None:
    """Say what is going on and what to do next: the severity, the sentence, and a hint. None if all is well.

    `refused_hint` replaces the error's own hint if the token can't read contacts.
    """
    loaded = state.loaded
    error = state.error
    unreadable = Unreadable(state.contacts.head.name, loaded.unreadable).what if loaded.unreadable else ""
    if state.not_found:
        what = f"ClickFunnels has no contact {state.not_found} in this workspace."
        return Severity.INFO, what, _look_up_hint(key)
    if isinstance(error, NotAllowed) and refused_hint:
        return Severity.WARNING, cannot_read("contacts", error), refused_hint
    if error:
        return Severity.ERROR, error.what, f"{error.hint} {key('retry')} tries again."
    if state.progress:
        return (
            Severity.BUSY,
            f"Loading all: {state.progress}.",
            f"{key('go_back')} stops; what has loaded stays.",
        )
    if state.matches is not None and state.matches.is_finished and not state.matches and loaded.contact_count:
        hint = _look_up_hint(key)
        if not loaded.is_complete:
            hint += f" {key('load_all')} or {key('load_all_typing')} loads all contacts."
        total = None if loaded.is_complete or not state.known_total else state.known_total.number
        what = f"Searched {contact_count(loaded.contact_count, total)}: no match."
        return Severity.INFO, what, f"{hint} {unreadable}".rstrip()
    if loaded.status.state is LoadState.LOADING:
        return Severity.BUSY, "Loading more." if loaded.status.count else "Loading.", ""
    if not loaded.contact_count and state.selection.query.is_filtered:
        return Severity.INFO, _nobody(state.selection.query), f"{key('go_back')} shows all again."
    if not loaded.contact_count:
        return (
            Severity.SUCCESS,
            "This workspace has no contacts yet.",
            "That’s fine: the connection works, and the first contact will show up here.",
        )
    return (Severity.WARNING, unreadable, "") if unreadable else None


def _number(state: BrowserState) -> str:
    count, is_complete = state.loaded.contact_count, state.loaded.is_complete
    if state.matches is not None:
        searched = contact_count(count) if is_complete else f"{count:,} loaded"
        return f"{len(state.matches):,} found in {searched}"
    if is_complete:
        return contact_count(count)
    if total := state.known_total:
        return f"{count:,} of {'more than ' if total.is_at_least else ''}{total.number:,} loaded"
    return f"{count:,} loaded" + ("" if state.loaded.status.state is LoadState.FAILED else ", more follow")


def _order(query: ContactQuery) -> str:
    if query.sort_property == "updated_at":
        return "most recently updated first" if query.newest_first else "least recently updated first"
    return "newest first" if query.newest_first else "oldest first"


def _nobody(query: ContactQuery) -> str:
    if query.email_addresses:
        return f"No contact has the email address {', '.join(query.email_addresses)}."
    if query.ids:
        return f"No contact has the id {', '.join(map(str, query.ids))}."
    return "No contact matches these filters."


def _look_up_hint(key: KeyName) -> str:
    return f"{key('ask')} asks ClickFunnels for one exact email address or id."
