"""What is said about the contacts on the screen: how many, which, and what is going on."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from wizard.api.contact import Count
from wizard.api.errors import ApiError, NotAllowed
from wizard.api.live_list import State
from wizard.api.query import ContactQuery
from wizard.contacts.browsing.both_ends import BothEnds
from wizard.contacts.browsing.selection import Selection
from wizard.tui.widgets.notice import Mood, Notice
from wizard.words import access as access_words
from wizard.words import answers as answers_words
from wizard.words import contacts as words
from wizard.words import lists as lists_words
from wizard.words import nouns


@dataclass(frozen=True, slots=True)
class Situation:
    """How things stand in the browser."""

    contacts: BothEnds
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
        extras.append(words.tagged(tag.name))
    elif query.tag_ids:
        extras.append(words.BY_TAG)
    if query.is_active is not None:
        extras.append(words.ACTIVE if query.is_active else words.INACTIVE)
    if query.email_addresses or query.ids:
        extras.append(words.exactly(asked) if asked else words.ASKED_FOR)
    if now.is_masked:
        extras.append(words.masked())
    return Content(" · ".join(extras))


def tell(notice: Notice, now: Situation, error: ApiError | None) -> None:
    """Say what is going on, and what to do about it."""
    view = now.contacts.view
    error = error or view.error
    broken = now.contacts.broken
    left_out = answers_words.left_out(nouns.LIST_OF_CONTACTS, broken) if broken else ""
    if now.unknown:
        notice.say(Mood.CALM, words.unknown(now.unknown), words.asks())
    elif isinstance(error, NotAllowed) and now.when_refused:
        what = access_words.refused(access_words.CONTACTS, error.said, error.variable)
        notice.say(Mood.WARNING, what, now.when_refused)
    elif error:
        notice.say(Mood.ERROR, error.what, words.retry_hint(error.hint))
    elif now.course:
        notice.say(Mood.BUSY, words.loading_all(now.course), words.stops())
    elif now.none_holds:
        rest = "" if now.contacts.is_complete else f" {words.loads_all()}"
        hint = f"{words.asks()}{rest} {left_out}".rstrip()
        notice.say(Mood.CALM, words.none_holds(now.contacts.loaded), hint)
    elif view.state is State.LOADING:
        notice.say(Mood.BUSY, words.LOADING_MORE if view.count else words.LOADING)
    elif not now.contacts.loaded and now.selection.query.is_filtered:
        notice.say(Mood.CALM, _nobody(now.selection.query), lists_words.shows_all())
    elif not now.contacts.loaded:
        notice.say(Mood.GOOD, *words.NO_CONTACTS)
    elif left_out:
        notice.say(Mood.WARNING, left_out)
    else:
        notice.hush()


def _number(now: Situation) -> str:
    loaded, is_complete = now.contacts.loaded, now.contacts.is_complete
    if now.found is not None:
        return words.found(now.found, words.number(loaded) if is_complete else words.loaded(loaded))
    if is_complete:
        return words.number(loaded)
    if now.total:
        return words.loaded_of(loaded, now.total.number, is_at_least=now.total.is_at_least)
    has_failed = now.contacts.view.state is State.FAILED
    return words.loaded(loaded) if has_failed else words.loaded_more_follow(loaded)


def _order(query: ContactQuery) -> str:
    if query.sort_property == "updated_at":
        return words.LAST_UPDATED_FIRST if query.newest_first else words.LONGEST_NOT_UPDATED_FIRST
    return words.NEWEST_FIRST if query.newest_first else words.OLDEST_FIRST


def _nobody(query: ContactQuery) -> str:
    if query.email_addresses:
        return words.none_with_address(query.email_addresses)
    return words.none_with_id(query.ids) if query.ids else words.NONE_FITS
