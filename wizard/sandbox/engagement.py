"""Email engagement of invented contacts: ClickFunnels adds it to a contact if asked to expand it."""

from __future__ import annotations

from starlette.requests import Request

from wizard.sandbox.record import Record


def expanded(request: Request, contact: Record) -> Record:
    """Give a contact with the fields that a request asks to expand."""
    if "email_engagement" not in request.query_params.getlist("expand[]"):
        return contact
    number, sent = contact["id"], contact.get("updated_at") if contact.get("email_address") else None
    engagement = {
        "last_email_sent_at": sent,
        "last_email_opened_at": sent if number % 3 else None,
        "last_email_clicked_at": sent if number % 7 == 0 else None,
    }
    return {**contact, "email_engagement": engagement}
