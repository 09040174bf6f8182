"""What the parts of a contact are called."""

from __future__ import annotations

NAME = "Name"
EMAIL = "Email"
PHONE = "Phone"
TAGS = "Tags"
UPDATED = "Updated"
ADDED = "Added"
"""Columns of the table."""

EMAIL_FIELD = "email"
PHONE_FIELD = "phone"
ACTIVE_FIELD = "active"
ADDED_FIELD = "added"
UPDATED_FIELD = "updated"
ID_FIELD = "id"
"""Lines of the details, beside those that have the API's names."""

YES = "yes"
NO = "no"

CAME_FROM = "Came from"
LAST_VISIT = "Last visit"
LAST_CAMPAIGN = "Last visit with a campaign"
CUSTOM_ATTRIBUTES = "Custom attributes"
OTHER_FIELDS = "Other fields"


def nameless(number: int) -> str:
    """A contact without a name and an email address."""
    return f"Contact {number}"
