"""What the contact browser says of one contact, and what its keys do."""

from __future__ import annotations

EXPLANATION = (
    "/ filters; Ctrl+S (or F4) then asks for one exact email or id.\n"
    "l loads all (Ctrl+L while typing), o turns the order.\n"
    "u sorts by update, t shows one tag, a active ones, m masks.\n"
    "d shows all of a contact, w opens it in the dashboard.\n"
    "e, i, j copy its email, id, JSON; v shows what was copied."
)
DETAILS_EXPLANATION = (
    "Everything that ClickFunnels knows of this contact; the arrow keys scroll.\n\n"
    "e, i, j copy its email, id, or all of it as JSON; v shows what was copied, to select it by hand. "
    "w opens the contact in the dashboard. m masks what is personal."
)
DETAILS_TITLE = "One contact"

FILTER = "Part of a name, email, phone or tag"

EMAIL, ID, WHOLE = "the email address", "the id", "the whole record as JSON"
"""What is copied."""

NO_EMAIL = "This contact has no email address."
NO_DASHBOARD = "There is no dashboard here: the data is invented."
IS_GONE = "This contact is no longer there."


def opened(url: str) -> str:
    """Where the browser was sent."""
    return f"Opened {url} in your browser."


def no_details(problem: str) -> str:
    """Only what the list knew is shown."""
    return f"The rest could not be fetched: {problem}"
