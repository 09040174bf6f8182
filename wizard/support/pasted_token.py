"""Find the access token in a paste: alone, quoted, or in a header, a command, a settings file or JSON."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from wizard.support.secret import Token

_MASKED_TOKEN = "These dots hide the token. Use the copy button next to them instead."

USUAL_LENGTH = 43
"""Characters in a platform application's token; only used for a hint. Source: Getting Started guide."""

_QUOTES = str.maketrans("“”„‟«»‘’‚‛′″", '""""""\'\'\'\'\'"')
_INVISIBLE = "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
_PASTE_MARKS = r"(?:(?:\x1b|\^\[)?\[|\x9b)20[01]~"
_BARE_PASTE_MARKS = r"(?s)^\s*200~(.*)201~\s*$"
_BEARER = r"""(?i)(?P<quote>["']?)(?P<header>\bAuthorization\s*["']?\s*[:=]\s*["']?\s*)?\bBearer\s+"""
_JSON_VALUE = r"""(?s)["'](?P<name>[\w.-]+)["']\s*:\s*(?P<quote>["'])(?P<value>.*?)(?P=quote)"""
_SETTING = (
    r"""(?m)^[ \t]*(?:export\s+|set\s+|\$env:)?(?P<name>[A-Za-z_][\w.-]*)"""
    r"""[ \t]*[=:][ \t]*(?P<value>\S.*?)[ \t]*$"""
)
_TELLING_NAMES = (
    ("clickfunnels", "token"),
    ("cf", "token"),
    ("access", "token"),
    ("token",),
    ("clickfunnels",),
    ("key",),
)
"""Words in the name of a setting that contains a token, the most specific first."""
_CURL = r"\bcurl\b"
_PLACEHOLDER = (
    r"(?i)\$\{?\w+\}?|%\w+%|<[^>]*>|\{\{?[^}]*\}\}?|\[[^\]]*\]|x{4,}|\.{3,}"
    r"|(?:your|my|the)?[-_ ]?(?:api|access)[-_ ]?(?:access[-_ ]?)?(?:token|key)(?:[-_ ]?here)?"
)
_MASKED = r".{0,8}[•●∙·*…]{4,}.{0,8}"
_TOKEN68 = r"[A-Za-z0-9._~+/-]+=*"
"""What a token may contain: RFC 6750, section 2.1."""
_TOKEN_IN_TEXT = r"(?<![\w/@.-])(?=[\w-]*[0-9])(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{24,}(?![\w/@.-])"
_SHORTEST = 8
_LONGEST = 4_096
"""Servers refuse longer headers."""
_SHORTEST_ALONE = 24
"""Fewest characters for text to count as a token when nothing says it is one."""


class FoundToken(NamedTuple):
    """A token, and what it was found in."""

    token: Token
    source: str = ""
    """Such as “a curl command”; empty if the text was the token alone."""

    @property
    def summary(self) -> str:
        """One line about what was found. It shows only the end of the token."""
        parts = [f"{len(self.token)} characters"]
        if self.token.ending:
            parts.append(f"ends in {self.token.ending}")
        if self.source:
            parts.append(f"taken from {self.source}")
        return ", ".join(parts)

    @property
    def doubt(self) -> str:
        """A remark if the token is unusually short; otherwise empty."""
        if len(self.token) >= USUAL_LENGTH:
            return ""
        return f"Tokens usually have {USUAL_LENGTH} characters; this one may be incomplete."


class NotAToken(NamedTuple):
    """Text that contains no token."""

    reason: str
    """Why not, as a sentence that doesn't repeat the text; empty if there is no text."""


def find_token(text: str) -> FoundToken | NotAToken:
    """Find the token in `text`: alone, wrapped, quoted, or in a header, a command, a setting or JSON."""
    plain = re.sub(_INVISIBLE, "", without_paste_marks(text)).translate(_QUOTES).strip()
    for find in (_from_bearer, _from_json, _from_setting):
        found = find(plain)
        if found is not None:
            value, source = found
            return _checked(value, source)
    return _from_bare(plain)


def token_in_answer(text: str) -> FoundToken | None:
    """Find a token that was given as another answer by mistake; names and ids don't count."""
    reading = find_token(text)
    if isinstance(reading, FoundToken) and (reading.source or len(reading.token) >= _SHORTEST_ALONE):
        return reading
    return None


def without_paste_marks(text: str) -> str:
    """Remove the marks that terminals send around a paste, even incomplete ones."""
    return re.sub(_BARE_PASTE_MARKS, r"\1", re.sub(_PASTE_MARKS, "", text))


def _from_bearer(text: str) -> tuple[str, str] | None:
    match = re.search(_BEARER, text)
    if match is None:
        return None
    rest = text[match.end() :]
    is_curl = bool(re.search(_CURL, text[: match.start()]))
    quotes = re.findall(r"[\"']", match["header"] or "")
    opening = match["quote"] or (quotes[-1] if quotes else "")
    if opening and opening in rest:
        value = rest[: rest.index(opening)]
    elif is_curl or opening:
        value = rest.split(None, 1)[0] if rest.split() else ""
    else:
        value = rest
    source = (
        "a curl command"
        if is_curl
        else "an Authorization header"
        if match["header"]
        else "text after “Bearer”"
    )
    return re.sub(r"\\\s*\n|\s", "", value), source


def _from_json(text: str) -> tuple[str, str] | None:
    value = _most_telling(_JSON_VALUE, text)
    return (value, "a JSON value") if value is not None else None


def _from_setting(text: str) -> tuple[str, str] | None:
    value = _most_telling(_SETTING, text)
    if value is None:
        return None
    return _unquoted(re.sub(r"[ \t]+#.*$", "", value).rstrip(";,")), "a line of settings"


def _most_telling(pattern: str, text: str) -> str | None:
    """The value whose name most likely belongs to a token, ignoring names like ``token_type``."""
    found = [(match["name"].lower(), match["value"]) for match in re.finditer(pattern, text)]
    for telling in _TELLING_NAMES:
        for name, value in found:
            if all(word in name for word in telling) and not name.endswith("type"):
                return value
    return None


def _from_bare(text: str) -> FoundToken | NotAToken:
    if not text:
        return NotAToken("")
    text = _unquoted(text)
    if re.match(r"(?:https?|ftp)://|www\.", text, re.I):
        return NotAToken("This is a web address. The token is the long text in the Developer Portal.")
    if re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", text):
        return NotAToken("This is an email address, not a token.")
    if re.fullmatch(_MASKED, text):
        return NotAToken(_MASKED_TOKEN)
    if re.search(r"\S[ \t]+\S", text) and not re.fullmatch(_PLACEHOLDER, text):
        inside = set(re.findall(_TOKEN_IN_TEXT, text))
        if len(inside) == 1:
            return _checked(inside.pop(), "the text around it")
        return NotAToken("These are several words. Paste the token alone.")
    return _checked("".join(text.split()), "several lines" if "\n" in text else "")


def _checked(value: str, source: str) -> FoundToken | NotAToken:
    value = _unquoted(value)
    if not value:
        return NotAToken("The token is missing." if source else "")
    if re.fullmatch(_PLACEHOLDER, value):
        return NotAToken("This is a placeholder. Paste the token itself.")
    if re.fullmatch(_MASKED, value):
        return NotAToken(_MASKED_TOKEN)
    allowed = re.match(_TOKEN68, value)
    length = allowed.end() if allowed else 0
    if length < len(value):
        return NotAToken(f"Character {length + 1} is {_describe(value[length])}, which tokens can't contain.")
    if len(value) < _SHORTEST:
        return NotAToken("This is too short to be a token.")
    if len(value) > _LONGEST:
        return NotAToken("This is too long to be a token.")
    return FoundToken(Token(value), source)


def _describe(character: str) -> str:
    name = unicodedata.name(character, "")
    code = f"U+{ord(character):04X}"
    if not character.isprintable():
        return f"an invisible character ({code})"
    if character == " ":
        return "a space"
    if character.isascii():
        return f"“{character}”"
    return f"“{character}” ({code} {name.lower()})" if name else f"“{character}” ({code})"


def _unquoted(text: str) -> str:
    while len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'`":
        text = text[1:-1].strip()
    return text.strip("\"'`").strip()
