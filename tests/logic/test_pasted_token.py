"""Tokens in whatever people have on their clipboard."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.support.pasted_token import FoundToken, NotAToken, find_token

TOKEN = "VZeIl6IkzMQCdfSBQdvjSb7-KLllCKrE390QMKcmC6M"
"""The revoked token in the public Getting Started guide."""

FORMS: dict[str, tuple[str, str]] = {
    "alone": ("{}", ""),
    "between blanks": ("  \t{}\r\n", ""),
    "after a line break": ("\n\n{}", ""),
    "in quotes": ('"{}"', ""),
    "in single quotes": ("'{}'", ""),
    "in curly quotes": ("“{}”", ""),
    "in backticks": ("`{}`", ""),
    "after a byte order mark": ("\ufeff{}\u200b", ""),
    "between the marks of a paste": ("\x1b[200~{}\x1b[201~", ""),
    "between marks that were typed": ("^[[200~{}^[[201~\n", ""),
    "between marks without their beginning": ("[200~{}[201~", ""),
    "between what a shell leaves of marks": (" 200~{}201~", ""),
    "between marks of eight bits": ("\x9b200~{}\x9b201~", ""),
    "after half of the marks": ("\x1b[200~{}\n", ""),
    "header between marks": ("\x1b[200~Authorization: Bearer {}\x1b[201~", "an Authorization header"),
    "json between marks": ('\x1b[200~{{"access_token":\n"{}"}}\x1b[201~', "“access_token”"),
    "bearer": ("Bearer {}", "text after “Bearer”"),
    "header": ("Authorization: Bearer {}", "an Authorization header"),
    "header in quotes": ("'authorization: bearer {}'", "an Authorization header"),
    "header in python": ('headers = {{"Authorization": "Bearer {}", "A": "b"}}', "an Authorization header"),
    "curl": ("curl https://a.example -H 'Authorization: Bearer {}' -d x=1", "a curl command"),
    "curl with double quotes": ('curl -H "Authorization: Bearer {}" https://a.example', "a curl command"),
    "curl over lines": (
        "curl --request GET \\\n  --header 'accept: x' \\\n  --header 'Authorization: Bearer {}' \\\n  --url https://a",
        "a curl command",
    ),
    ".env": ("CLICKFUNNELS_API_TOKEN={}", "“CLICKFUNNELS_API_TOKEN”"),
    ".env with more": ("A_KEY=aaaaaaaaaaaaaaaa\nCF_TOKEN='{}'  # ours\nDEBUG=1\n", "“CF_TOKEN”"),
    "export": ('export API_TOKEN="{}"', "“API_TOKEN”"),
    "yaml": ("token: {}", "“token”"),
    "json": ('{{"token_type": "Bearer", "access_token": "{}"}}', "“access_token”"),
    "a piece of json": ('"api_token": "{}",', "“api_token”"),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_token_is_found_and_its_source_is_named(form: str) -> None:
    text, source = FORMS[form]
    found = find_token(text.format(TOKEN))
    assert isinstance(found, FoundToken)
    assert (found.token.reveal(), found.source) == (TOKEN, source)
    assert found.summary.startswith("43 characters, ends in KcmC6M")
    assert found.doubt == ""


@pytest.mark.parametrize("width", [7, 20, 42])
def test_a_token_wrapped_over_lines_is_joined(width: int) -> None:
    lines = [TOKEN[start : start + width] for start in range(0, len(TOKEN), width)]
    joined = "\n".join(lines)
    for text in (joined, "\r\n  ".join(lines), f"curl -H 'Authorization: Bearer {joined}' x"):
        found = find_token(text)
        assert isinstance(found, FoundToken)
        assert found.token.reveal() == TOKEN


letters = st.text(string.ascii_letters + string.digits + "-_", min_size=24, max_size=80)


@given(letters.filter(lambda text: any(c.isdigit() for c in text) and text[0].isalnum()))
def test_any_token_is_found_in_any_form(token: str) -> None:
    for text, _ in FORMS.values():
        found = find_token(text.format(token))
        assert isinstance(found, FoundToken)
        assert found.token.reveal() == token


@given(st.text(max_size=200))
def test_any_text_is_handled_and_no_message_repeats_it(text: str) -> None:
    reading = find_token(text)
    if isinstance(reading, NotAToken):
        assert len(text) < 20 or text.strip() not in reading.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", ""),
        ("  \n ", ""),
        (TOKEN[:10] + "é" + TOKEN[10:], "Character 11 is “é” (U+00E9 latin small letter e with acute)"),
        (TOKEN[:3] + "\x07" + TOKEN[3:], "Character 4 is an invisible character (U+0007)"),
        (TOKEN + "{", "Character 44 is “{”"),
        ("https://accounts.myclickfunnels.com/account/teams", "web address"),
        ("someone@example.com", "email address"),
        ("••••••••••••", "These dots hide the token"),
        ("Bearer ••••••••••••", "These dots hide the token"),
        ("$CLICKFUNNELS_API_TOKEN", "placeholder"),
        ("curl -H 'Authorization: Bearer <token>' x", "placeholder"),
        ("YOUR_API_TOKEN", "placeholder"),
        ("please send me the token", "several words"),
        ("short", "too short"),
        ("x1" * 10_000, "too long"),
    ],
)
def test_text_that_is_not_a_token_is_described(text: str, reason: str) -> None:
    reading = find_token(text)
    assert isinstance(reading, NotAToken)
    assert reason in reading.reason
    assert bool(reading.reason) == bool(reason)


def test_one_token_inside_a_sentence_is_taken_but_two_are_not() -> None:
    found = find_token(f"Hi, the token is {TOKEN} as you asked")
    assert isinstance(found, FoundToken)
    assert found.source == "the text around it"
    assert isinstance(find_token(f"either {TOKEN} or {TOKEN[::-1]}"), NotAToken)


def test_an_unusual_length_is_only_a_warning() -> None:
    found = find_token(TOKEN[:-3])
    assert isinstance(found, FoundToken)
    assert "incomplete" in found.doubt
    assert isinstance(find_token(TOKEN * 2), FoundToken)
