"""The sentences of the contact browser: how many contacts, which ones, and what is going on."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from wizard.account.access import cannot_read
from wizard.api.contact import Count
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import NotAllowed, Unreadable
from wizard.api.live_list import LoadState
from wizard.contacts.progress import contact_count
from wizard.tui.screens.contact_loader import BrowserState
from wizard.tui.widgets.notice import Message, Severity

KeyName = Callable[[str], str]
"""Returns what to call the key with this name in the configuration's `keys`."""


def count_line(state: BrowserState, key: KeyName) -> Content:
    """Say how many contacts are shown, in which order, and which ones."""
    selection = state.selection
    query, tags = selection.query, selection.tags
    if not state.loaded.contact_count and not query.is_filtered:
        return Content("")
    parts = [f"{_number(state)}, {_order(query)}"]
    if query.segment:
        parts.append(f"Segment: {query.segment.name}")
    if tags:
        parts.append(f"Tags: {', '.join(tag.name for tag in tags)}")
    elif query.tag_ids:
        parts.append("by tag")
    if query.is_active is not None:
        parts.append("active only" if query.is_active else "inactive only")
    if query.email_addresses or query.ids:
        parts.append(f"exactly {selection.asked}" if selection.asked else "by email or id")
    if state.is_masked:
        parts.append(f"personal data hidden: {key('mask')} shows it")
    return Content(" · ".join(parts))


def position(state: BrowserState, cursor: int) -> str:
    """Say in which row the cursor is, of how many if that's known; empty if there are none."""
    rows, gap = len(state.rows), None if state.matches is not None else state.loaded.gap
    if not rows or cursor == gap:
        return ""
    if state.matches is not None or state.loaded.is_complete:
        return f"row {cursor + 1:,} of {rows:,}"
    total = state.known_total
    from_end = rows - cursor
    if gap is None or cursor < gap:
        return f"row {cursor + 1:,}" + (f" of {_total(total)}" if total else "")
    if total and not total.is_at_least:
        return f"row {total.number - from_end + 1:,} of {total.number:,}"
    return f"{from_end:,} from the end" if from_end > 1 else "last row"


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
        what, hint = _no_match(state, key)
        return Severity.INFO, what, f"{hint} {unreadable}".strip()
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


def _no_match(state: BrowserState, key: KeyName) -> tuple[str, str]:
    """Say how much was searched without a match, and how to go on."""
    count, total = state.loaded.contact_count, state.known_total
    if state.enter == "look_up" and state.is_typing:
        go_on = f"Enter looks up {state.typed.strip()} at ClickFunnels."
    elif state.enter == "load_all":
        go_on = f"{'Enter' if state.is_typing else key('load_all')} searches all."
    else:
        go_on = ""
    if state.loaded.is_complete:
        what = f"Searched {contact_count(count)}: no match."
    else:
        what = f"Searched {count:,} of {_total(total)}." if total else f"Searched the first {count:,}."
    return f"{what} {go_on}".rstrip(), "" if "looks up" in go_on else _look_up_hint(key)


def _number(state: BrowserState) -> str:
    count, is_complete, total = state.loaded.contact_count, state.loaded.is_complete, state.known_total
    has_failed = state.loaded.status.state is LoadState.FAILED
    loaded = f"{count:,} of {_total(total)}" if total else f"{count:,} {'loaded' if has_failed else 'so far'}"
    if state.matches is not None:
        found = f"{len(state.matches):,}"
        return f"{found} of {contact_count(count)}" if is_complete else f"{found} found in {loaded}"
    if is_complete:
        return contact_count(count)
    return f"{loaded} loaded" if total else loaded


def _total(total: Count) -> str:
    return f"{'more than ' if total.is_at_least else ''}{total.number:,}"


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
    return (
        f"Enter looks up a full email address or id at ClickFunnels; {key('ask')} looks up a public id too."
    )
