"""What the contact browser says of one contact, and what its keys do."""

from __future__ import annotations

from wizard.words.key_names import key, keys

EMAIL, ID, WHOLE = "the email address", "the id", "the whole record as JSON"
"""What is copied."""


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


def _copying() -> str:
    return ", ".join(map(key, ("copy_email", "copy_id", "copy_json")))
