"""Tell from a setting's name how likely its value is a ClickFunnels token."""

from __future__ import annotations

import re
from enum import IntEnum


class Likelihood(IntEnum):
    """How likely it is, the most likely first."""

    HEADER = 0
    """It's in an Authorization header."""
    NAMED = 1
    """Its name says that it's ClickFunnels' token."""
    ACCESS_TOKEN = 2
    TOKEN = 3
    CLICKFUNNELS = 4
    """Its name says ClickFunnels, and nothing else that it could be."""
    KEY = 5
    NOT_OURS = 6
    """A key or token of another service."""


_WORD = r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])"
_NOT_A_SECRET = (
    r"base|client|csrf|domain|email|endpoint|expires|expiry|file|host|id|length|name|path|public|publishable"
    r"|refresh|scope|store|subdomain|type|uri|url|user|version|webhook|xsrf"
)
_NOT_CLICKFUNNELS_ITSELF = r"account|env|environment|locale|region|team|workspace"
_OTHER_SERVICES = (
    r"airtable|algolia|anthropic|app|aws|azure|cloudflare|database|db|discord|django|facebook|firebase|gcp"
    r"|gemini|gh|github|gitlab|google|hubspot|jwt|mailchimp|mailgun|mapbox|netlify|notion|npm|openai|paypal"
    r"|postmark|pusher|pypi|redis|sendgrid|sentry|session|shopify|signing|slack|stripe|supabase|telegram"
    r"|twilio|vercel|zapier"
)


def likelihood(name: str) -> Likelihood | None:
    """Give how likely the value is a token; None if the name is that of something else.

    Projects call it ``CLICKFUNNELS_API_KEY``, ``_API_TOKEN`` or ``_ACCESS_TOKEN``, also behind prefixes.
    """
    lower = name.lower()
    words = {word.lower() for word in re.findall(_WORD, name)}

    def names(pattern: str) -> bool:
        return any(re.fullmatch(pattern, word) for word in words)

    is_ours = "clickfunnels" in lower or "cf" in words
    is_token = "token" in lower
    is_key = names(r"key|bearer|pat") or lower.endswith("apikey")
    if lower == "key" or names(_NOT_A_SECRET):
        return None
    if is_ours and (is_token or is_key):
        return Likelihood.NAMED
    if is_ours and not names(_NOT_CLICKFUNNELS_ITSELF):
        return Likelihood.CLICKFUNNELS
    if (is_token or is_key) and names(_OTHER_SERVICES):
        return Likelihood.NOT_OURS
    if is_token:
        return Likelihood.ACCESS_TOKEN if "access" in lower else Likelihood.TOKEN
    return Likelihood.KEY if is_key else None
