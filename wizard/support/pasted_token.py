"""Find the access token in a paste: alone, or in settings, code, a command, JSON or a copied page."""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from wizard.support.pasted_names import Likelihood, likelihood
from wizard.support.pasted_place import NOWHERE, PastedPlace, find_place
from wizard.support.pasted_values import NamedValue, named_values, unquoted
from wizard.support.secret import Token

_MASKED_TOKEN = "These dots hide the token. Use the copy button next to them instead."

USUAL_LENGTH = 43
"""Characters in a platform application's token; only used for a hint. Source: Getting Started guide."""

_QUOTES = str.maketrans("“”„‟«»‘’‚‛′″", '""""""\'\'\'\'\'"')
_INVISIBLE = "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
_PASTE_MARKS = r"(?:(?:\x1b|\^\[)?\[|\x9b)20[01]~"
_BARE_PASTE_MARKS = r"(?s)^\s*200~(.*)201~\s*$"
_BEARER = r"""(?xi)
    (?P<quote>["'`]?)
    (?P<header> \b Authorization \s* (?: ["'`] \s* \]? \s* )? (?: [:=] >? | , ) \s*
        (?P<header_quote>["'`]?) \s* )?
    \b Bearer \s+
"""
_CURL = r"\bcurl(?:\.exe)?\b"
_CARET = r"\^(\n|.)"
"""What cmd on Windows wants before quotes and line breaks."""
_PLACEHOLDER = (
    r"(?i)\$\{?\w+\}?|\$env:\w+|%\w+%|<[^>]*>|\{\{?[^}]*\}\}?|\$\{[^}]*\}|\[[^\]]*\]|x{4,}|\.{3,}|change[-_]?me"
    r"|(?:process|import|os|env|config|settings|self|this|secrets|vars|args)\.[\w.]+"  # code that reads it
    r"|(?:your|my|the)?[-_ ]?(?:api|access)[-_ ]?(?:access[-_ ]?)?(?:token|key)(?:[-_ ]?here)?"
)
_MASKED = r".{0,8}[•●∙·*…]{4,}.{0,8}"
_TOKEN68 = r"[A-Za-z0-9._~+/-]+=*"
"""What a token may contain: RFC 6750, section 2.1."""
_WRAPPED_TOKEN = r"[A-Za-z0-9._~+/-]+(?:\s*\n\s*[A-Za-z0-9._~+/-]+)*=*\s*"
_TOKEN_IN_TEXT = r"(?<![\w/@.=-])[\w-]{24,4096}+(?![/@.])"
_RANDOM = r"(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9._~+/=-]{20,}"
"""Long and mixed, as real tokens are."""
MOST_SEARCHED = 100_000
"""Characters of a paste that are searched, so that no paste takes longer than a second."""

_SHORTEST = 8
_LONGEST = 4_096
"""Servers refuse longer headers."""
_SHORTEST_ALONE = 24
"""Fewest characters for text to count as a token when nothing says it is one."""
_MOST_HEADERS = 50
_MOST_CHOICES = 4
"""How many of several tokens are named."""


class FoundToken(NamedTuple):
    """A token, and what it was found in."""

    token: Token
    source: str = ""
    """Such as “a curl command”; empty if the text was the token alone."""
    place: PastedPlace = NOWHERE
    """What the rest of the text is about."""
    command: tuple[str, ...] = ()
    """What printed it, if a password manager's command did."""

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
    """Text that contains no token, or several."""

    reason: str
    """Why not, as a sentence that doesn't repeat the text; empty if there is no text."""
    choices: tuple[FoundToken, ...] = ()
    """The tokens that it contains, if it's unclear which one is meant."""


def command_for(text: str) -> str:
    """Give the command that reads a 1Password reference (``op://…``); empty for any other text."""
    reference = unquoted(without_paste_marks(text))
    if not re.fullmatch(r"op://[^\n/]+(?:/[^\n/]+){2,3}", reference):
        return ""
    return f"op read --no-newline {shlex.quote(reference)}"


class _Candidate(NamedTuple):
    """A value that may be the token."""

    likelihood: Likelihood
    value: str
    source: str

    @property
    def rank(self) -> tuple[bool, bool, Likelihood]:
        """How good it is, the lowest being best. A header is as good as a name that says ClickFunnels."""
        is_named = self.likelihood <= Likelihood.NAMED
        return not is_named, not re.fullmatch(_RANDOM, self.value), max(self.likelihood, Likelihood.NAMED)

    def __repr__(self) -> str:
        return f"_Candidate({self.likelihood!r}, {self.source!r})"


def find_token(text: str) -> FoundToken | NotAToken:
    """Find the token in `text`: alone, wrapped, quoted, or in a header, settings, code, JSON or a page.

    A header, or a name that says ClickFunnels, counts most.
    """
    if is_cut := len(text) > MOST_SEARCHED:
        text = text[:MOST_SEARCHED]
    plain = re.sub(_INVISIBLE, "", without_paste_marks(text)).translate(_QUOTES).strip()
    if "^" in plain and re.search(_CURL, plain):
        plain = re.sub(_CARET, r"\1", plain)
    values = list(named_values(plain))
    found = _best([*_in_headers(plain), *_in_settings(values)], plain)
    place = find_place(plain, values)
    if isinstance(found, FoundToken):
        return found._replace(place=place)
    if found.choices:
        return found._replace(choices=tuple(one._replace(place=place) for one in found.choices))
    return NotAToken("This is too long to search. Paste the token alone.") if is_cut else found


def token_in_answer(text: str) -> FoundToken | None:
    """Find a token that was given as another answer by mistake; names and ids don't count."""
    reading = find_token(text)
    if isinstance(reading, FoundToken) and (reading.source or len(reading.token) >= _SHORTEST_ALONE):
        return reading
    return None


def without_paste_marks(text: str) -> str:
    """Remove the marks that terminals send around a paste, even incomplete ones.

    Most terminals end a pasted line with a carriage return, as Enter does; that becomes a line feed.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(_BARE_PASTE_MARKS, r"\1", re.sub(_PASTE_MARKS, "", lines))


def _in_headers(text: str) -> Iterator[_Candidate]:
    """Give what follows each “Bearer”."""
    is_curl = bool(re.search(_CURL, text))
    for match in islice(re.finditer(_BEARER, text), _MOST_HEADERS):
        value = _header_value(text, match.end(), match["header_quote"] or match["quote"])
        source = "an Authorization header" if match["header"] else "text after “Bearer”"
        yield _Candidate(Likelihood.HEADER, value, "a curl command" if is_curl else source)


def _header_value(text: str, start: int, quote: str) -> str:
    """Give what follows up to the closing quote; without one, the word, or the rest of a wrapped token."""
    rest = text[start : start + 2 * _LONGEST]
    if quote and quote in rest:
        return re.sub(r"\\\s*\n|\s", "", rest[: rest.index(quote)])
    if wrapped := re.fullmatch(_WRAPPED_TOKEN, rest):
        return "".join(wrapped[0].split())
    return rest.split(None, 1)[0] if rest.strip() else ""


def _in_settings(values: list[NamedValue]) -> Iterator[_Candidate]:
    for name, value in values:
        likely = likelihood(name)
        if likely is not None and (value or likely is Likelihood.NAMED) and not re.match(_BEARER, value):
            yield _Candidate(likely, value, f"“{name}”")


def _best(candidates: list[_Candidate], text: str) -> FoundToken | NotAToken:
    """Choose among the candidates; if none can be a token, search the text, or say what is wrong."""
    readings = [
        (one, _checked(one.value, one.source)) for one in sorted(candidates, key=lambda one: one.rank)
    ]
    usable = [(one, found) for one, found in readings if isinstance(found, FoundToken)]
    named = [one for one, _ in readings if one.likelihood is Likelihood.NAMED]
    if usable and (not named or usable[0][0].likelihood <= Likelihood.NAMED):
        best = usable[0][0].rank
        if best[-1] is Likelihood.NOT_OURS:
            return NotAToken("None of these keys is for ClickFunnels. Paste the token alone.")
        return _one_of([found for one, found in usable if one.rank == best])
    unusable = next((found for _, found in readings if isinstance(found, NotAToken)), None)
    is_definite = any(one.likelihood <= Likelihood.NAMED for one, _ in readings)
    bare = _from_bare(text)
    return bare if unusable is None or (isinstance(bare, FoundToken) and not is_definite) else unusable


def _one_of(found: list[FoundToken]) -> FoundToken | NotAToken:
    """Give the only token, or say which ones there are."""
    choices = tuple({one.token: one for one in reversed(found)}.values())[::-1]
    if len(choices) == 1:
        return choices[0]
    names = [f"{one.source} ({one.token.masked})" for one in choices[:_MOST_CHOICES]]
    more = f" and {len(choices) - _MOST_CHOICES} more" if len(choices) > _MOST_CHOICES else ""
    listed = f"{', '.join(names)}{more}" if more else f"{', '.join(names[:-1])} and {names[-1]}"
    return NotAToken(f"This contains several tokens: {listed}. Paste the right one alone.", choices)


def _from_bare(text: str) -> FoundToken | NotAToken:
    if not text:
        return NotAToken("")
    text = unquoted(text)
    if command_for(text):
        return NotAToken(
            "This is a 1Password reference. `cfw setup --token-command` gets the token with op read."
        )
    if re.match(r"(?:https?|ftp)://|www\.", text, re.I):
        return NotAToken("This is a web address. The token is the long text in the Developer Portal.")
    if re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", text):
        return NotAToken("This is an email address, not a token.")
    if re.fullmatch(_MASKED, text):
        return NotAToken(_MASKED_TOKEN)
    if re.search(r"\S[ \t]+\S", text) and not re.fullmatch(_PLACEHOLDER, text):
        inside = {word for word in re.findall(_TOKEN_IN_TEXT, text) if re.fullmatch(_RANDOM, word)}
        if len(inside) == 1:
            return _checked(inside.pop(), "the text around it")
        return NotAToken("These are several words. Paste the token alone.")
    return _checked("".join(text.split()), "several lines" if "\n" in text else "")


def _checked(value: str, source: str) -> FoundToken | NotAToken:
    value = unquoted(value)
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
