"""What is said about the contacts on the screen: how many, which, and what is going on."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from wizard.api.errors import ApiError
from wizard.api.query import ContactQuery
from wizard.browsing.both_ends import BothEnds
from wizard.contact import Count, Tag
from wizard.listing import State
from wizard.waiting import seconds
from wizard.widgets.notice import Mood, Notice


@dataclass(frozen=True, slots=True)
class Situation:
    """How things stand in the browser."""

    contacts: BothEnds
    query: ContactQuery
    found: int | None
    """How many loaded ones hold what is typed; None where nothing is."""
    asked: str
    """What ClickFunnels was asked for."""
    unknown: str
    """What ClickFunnels was asked for and does not have."""
    tag: Tag | None
    total: Count | None
    """How many there are, where ClickFunnels tells."""
    is_masked: bool
    course: str | None
    """How the loading of everything goes."""


def counted(now: Situation) -> Content:
    """How many contacts are shown, which, and in which order."""
    if not now.contacts.loaded and not now.query.is_filtered:
        return Content("")
    parts = [_number(now), _order(now.query)]
    text = ", ".join(parts)
    extras = []
    if now.tag:
        extras.append(f"tag {now.tag.name}")
    elif now.query.tag_ids:
        extras.append("by tag")
    if now.query.is_active is not None:
        extras.append("only active ones" if now.query.is_active else "only inactive ones")
    if now.query.email_addresses or now.query.ids:
        extras.append(f"exactly {now.asked}" if now.asked else "only those asked for")
    if now.is_masked:
        extras.append("masked: m shows them")
    return Content(" · ".join([text, *extras]))


def tell(notice: Notice, now: Situation, error: ApiError | None) -> None:
    """Say what is going on, and what to do about it."""
    view = now.contacts.view
    error = error or view.error
    if now.unknown:
        notice.say(Mood.CALM, f"ClickFunnels has no contact {now.unknown} in this workspace.", _ASK_HINT)
    elif error:
        notice.say(Mood.ERROR, error.what, f"{error.hint} Ctrl+R tries again.")
    elif view.wait:
        notice.say(Mood.BUSY, view.wait.reason, f"Trying again in {seconds(view.wait)}.")
    elif now.course:
        notice.say(Mood.BUSY, f"Loading all: {now.course}.", "Esc stops it and keeps what has come.")
    elif now.found == 0:
        loaded = f"{now.contacts.loaded:,}"
        rest = "" if now.contacts.is_complete else " l or Ctrl+L loads all of them."
        notice.say(Mood.CALM, f"None of the {loaded} loaded ones holds that.", f"{_ASK_HINT}{rest}")
    elif view.state is State.LOADING:
        notice.say(Mood.BUSY, "Loading more." if view.count else "Loading.")
    elif not now.contacts.loaded and now.query.is_filtered:
        notice.say(Mood.CALM, _nobody(now), "Esc shows all again.")
    elif not now.contacts.loaded:
        notice.say(
            Mood.GOOD,
            "This workspace has no contacts yet, and that is fine.",
            "The connection works; the first contact will show up here.",
        )
    elif view.broken:
        notice.say(Mood.WARNING, f"{view.broken} contacts could not be read, and are left out.")
    else:
        notice.hush()


_ASK_HINT = "Ctrl+S asks ClickFunnels for exactly one email address or id."


def _number(now: Situation) -> str:
    loaded, is_complete = now.contacts.loaded, now.contacts.is_complete
    if now.found is not None:
        there = f"{loaded:,} contact{'' if loaded == 1 else 's'}" if is_complete else f"{loaded:,} loaded"
        return f"{now.found:,} found in {there}"
    if is_complete:
        return f"{loaded:,} contact{'' if loaded == 1 else 's'}"
    if now.total:
        more_than = "more than " if now.total.is_at_least else ""
        return f"{loaded:,} of {more_than}{now.total.number:,} loaded"
    return f"{loaded:,} loaded{'' if now.contacts.view.state is State.FAILED else ', more follow'}"


def _order(query: ContactQuery) -> str:
    if query.sort_property == "updated_at":
        return "last updated first" if query.newest_first else "last updated longest ago first"
    return "newest first" if query.newest_first else "oldest first"


def _nobody(now: Situation) -> str:
    if now.query.email_addresses:
        return f"No contact has the email address {', '.join(now.query.email_addresses)}."
    if now.query.ids:
        return f"No contact has the id {', '.join(map(str, now.query.ids))}."
    return "No contact fits these filters."
