"""What is said about the contacts on the screen: how many, which, and what is going on."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from wizard.account.access import cannot_read
from wizard.api.contact import Count
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import ApiError, NotAllowed, Unreadable
from wizard.api.list_names import LIST_OF_CONTACTS
from wizard.api.live_list import LoadState
from wizard.contacts.browsing.selection import Selection
from wizard.contacts.browsing.two_ended_list import TwoEndedList
from wizard.tui.widgets.notice import Mood, Notice
from wizard.words import contacts as words
from wizard.words import key_names as key_names_words
from wizard.words import lists as lists_words


@dataclass(frozen=True, slots=True)
class Situation:
    """How things stand in the browser."""

    contacts: TwoEndedList
    selection: Selection
    found: int | None
    """How many loaded ones are known to hold what is typed; None where nothing is."""
    none_holds: bool
    """Whether there are loaded ones, and all have been looked through in vain."""
    unknown: str
    """What ClickFunnels was asked for and does not have."""
    total: Count | None
    """How many there are, where ClickFunnels tells."""
    is_masked: bool
    course: str | None
    """How the loading of everything goes."""
    when_refused: str
    """What to do where the token can't read contacts, instead of the error's own hint."""


def counted(now: Situation) -> Content:
    """How many contacts are shown, which, and in which order."""
    query, tag, asked = now.selection.query, now.selection.tag, now.selection.asked
    if not now.contacts.loaded and not query.is_filtered:
        return Content("")
    extras = [f"{_number(now)}, {_order(query)}"]
    if tag:
        extras.append(f"tag {tag.name}")
    elif query.tag_ids:
        extras.append("by tag")
    if query.is_active is not None:
        extras.append("only active ones" if query.is_active else "only inactive ones")
    if query.email_addresses or query.ids:
        extras.append(f"exactly {asked}" if asked else "only those asked for")
    if now.is_masked:
        extras.append(f"masked: {key_names_words.key('mask')} shows them")
    return Content(" · ".join(extras))


def tell(notice: Notice, now: Situation, error: ApiError | None) -> None:
    """Say what is going on, and what to do about it."""
    view = now.contacts.status
    error = error or view.error
    broken = now.contacts.unreadable
    left_out = Unreadable(LIST_OF_CONTACTS, broken).what if broken else ""
    if now.unknown:
        notice.say(Mood.CALM, f"ClickFunnels has no contact {now.unknown} in this workspace.", _asks())
    elif isinstance(error, NotAllowed) and now.when_refused:
        what = cannot_read("contacts", error)
        notice.say(Mood.WARNING, what, now.when_refused)
    elif error:
        notice.say(Mood.ERROR, error.what, f"{error.hint} {key_names_words.key('retry')} tries again.")
    elif now.course:
        notice.say(
            Mood.BUSY,
            f"Loading all: {now.course}.",
            f"{key_names_words.key('go_back')} stops it and keeps what has come.",
        )
    elif now.none_holds:
        rest = "" if now.contacts.is_complete else f" {_loads_all()}"
        hint = f"{_asks()}{rest} {left_out}".rstrip()
        notice.say(Mood.CALM, words.none_holds(now.contacts.loaded), hint)
    elif view.state is LoadState.LOADING:
        notice.say(Mood.BUSY, "Loading more." if view.count else "Loading.")
    elif not now.contacts.loaded and now.selection.query.is_filtered:
        notice.say(Mood.CALM, _nobody(now.selection.query), lists_words.shows_all())
    elif not now.contacts.loaded:
        notice.say(
            Mood.GOOD,
            "This workspace has no contacts yet, and that is fine.",
            "The connection works; the first contact will show up here.",
        )
    elif left_out:
        notice.say(Mood.WARNING, left_out)
    else:
        notice.hush()


def _number(now: Situation) -> str:
    loaded, is_complete = now.contacts.loaded, now.contacts.is_complete
    if now.found is not None:
        return _found(now.found, words.number(loaded) if is_complete else _loaded(loaded))
    if is_complete:
        return words.number(loaded)
    if now.total:
        return _loaded_of(loaded, now.total.number, is_at_least=now.total.is_at_least)
    has_failed = now.contacts.status.state is LoadState.FAILED
    return _loaded(loaded) if has_failed else f"{loaded:,} loaded, more follow"


def _order(query: ContactQuery) -> str:
    if query.sort_property == "updated_at":
        return "last updated first" if query.newest_first else "last updated longest ago first"
    return "newest first" if query.newest_first else "oldest first"


def _nobody(query: ContactQuery) -> str:
    if query.email_addresses:
        return f"No contact has the email address {', '.join(query.email_addresses)}."
    return (
        f"No contact has the id {', '.join(map(str, query.ids))}."
        if query.ids
        else "No contact fits these filters."
    )


def _asks() -> str:
    """The key that asks for what the loaded ones do not hold."""
    return f"{key_names_words.key('ask')} asks ClickFunnels for exactly one email address or id."


def _loads_all() -> str:
    """The keys that load what is not there yet."""
    return f"{key_names_words.key('load_all')} or {key_names_words.key('load_all_typing')} loads all of them."


def _loaded(count: int) -> str:
    """How many have come so far."""
    return f"{count:,} loaded"


def _loaded_of(count: int, total: int, *, is_at_least: bool) -> str:
    """How many have come so far, of how many; `is_at_least` where there may be more."""
    return f"{count:,} of more than {total:,} loaded" if is_at_least else f"{count:,} of {total:,} loaded"


def _found(count: int, there: str) -> str:
    """How many hold what is typed, in how many."""
    return f"{count:,} found in {there}"
