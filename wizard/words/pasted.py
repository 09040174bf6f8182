"""What is said of a text in which a token is looked for."""

from __future__ import annotations

CURL = "a curl command"
HEADER = "an Authorization header"
BEARER = "text after “Bearer”"
JSON = "a JSON value"
SETTING = "a line of settings"
TEXT_AROUND = "the text around it"
SEVERAL_LINES = "several lines"

WEB_ADDRESS = "This is a web address. The token is the long text in the Developer Portal."
EMAIL_ADDRESS = "This is an email address, not a token."
MASKED = "These are the dots that hide a token. Use the copy button beside them instead."
SEVERAL_WORDS = "This is a text of several words; paste the token alone."
NO_TOKEN = "There is no token in it."
PLACEHOLDER = "This is a placeholder that stands for a token. Paste the token itself."
TOO_SHORT = "This is too short for a token."

BLANK = "a blank"


def found(length: int, ending: str, source: str) -> str:
    """What was found, as one line; its ending and its source may be empty."""
    parts = [f"{length} characters"]
    if ending:
        parts.append(f"ends in {ending}")
    if source:
        parts.append(f"taken from {source}")
    return ", ".join(parts)


def short(usual: int) -> str:
    """A soft remark on a token of fewer characters than the `usual` number."""
    return f"Tokens usually have {usual} characters; this one may be cut short."


def odd_character(position: int, name: str) -> str:
    """A character that no token has, `position` being 1 for the first."""
    return f"Character {position} is {name}, which no token has."


def invisible(code: str) -> str:
    """A character that cannot be seen, by its code such as ``U+00A0``."""
    return f"an invisible one ({code})"
