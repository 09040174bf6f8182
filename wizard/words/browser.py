"""What the contact browser says of one contact, and what its keys do."""

from __future__ import annotations

from wizard.words.key_names import key, keys

DETAILS_TITLE = "One contact"

FILTER = "Part of a name, email, phone or tag"

EMAIL, ID, WHOLE = "the email address", "the id", "the whole record as JSON"
"""What is copied."""

ALL_LOADED = "All contacts are loaded."
NOTHING_COPIED = "Nothing has been copied yet."
NONE_MARKED = "No contact is marked in the list."
NO_EMAIL = "This contact has no email address."
NO_DASHBOARD = "There is no dashboard here: the data is invented."
IS_GONE = "This contact is no longer there."


def explanation() -> str:
    """What F1 shows of the list."""
    return (
        f"{key('filter')} filters; {keys('ask')} then asks for one exact email or id.\n"
        f"{key('load_all')} loads all ({key('load_all_typing')} while typing), "
        f"{key('turn_order')} turns the order.\n"
        f"{key('by_update')} sorts by update, {key('tag')} shows one tag, {key('active')} active ones, "
        f"{key('mask')} masks.\n"
        f"{key('details')} shows all of a contact, {key('open')} opens it in the dashboard.\n"
        f"{_copying()} copy its email, id, JSON; {key('show_copy')} shows what was copied."
    )


def details_explanation() -> str:
    """What F1 shows of one contact."""
    return (
        "Everything that ClickFunnels knows of this contact; the arrow keys scroll.\n\n"
        f"{_copying()} copy its email, id, or all of it as JSON; {key('show_copy')} shows what was copied, "
        f"to select it by hand. {key('open')} opens the contact in the dashboard. "
        f"{key('mask')} masks what is personal."
    )


def _copying() -> str:
    return ", ".join(map(key, ("copy_email", "copy_id", "copy_json")))


def opened(url: str) -> str:
    """Where the browser was sent."""
    return f"Opened {url} in your browser."


def no_details(problem: str) -> str:
    """Only what the list knew is shown."""
    return f"The rest could not be fetched: {problem}"
