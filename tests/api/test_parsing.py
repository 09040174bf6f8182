"""Parsing the API's JSON: unknown, missing and malformed fields lose one field at most."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.api import parsing
from wizard.api.contact import Contact, Tag
from wizard.api.models import Team, Workspace
from wizard.api.parsing import UnreadableRecord

HOSTILE = "\x1b]0;owned\x07\x1b[31mEvil\x1b[0m \u202ename\x00\u200b\r\nnext"
HARMLESS = "Evil name next"


@pytest.mark.parametrize(
    ("raw", "team"),
    [
        ({"id": 3, "name": "Team", "public_id": "JNzNaa"}, Team(3, "Team", "JNzNaa")),
        ({"id": "3", "name": "Team", "public_id": None}, Team(3, "Team")),
        ({"id": 3}, Team(3, "Team 3")),
        ({"id": 3, "name": None}, Team(3, "Team 3")),
        ({"id": 3, "name": ""}, Team(3, "Team 3")),
        ({"id": 3, "name": " \x1b[1m "}, Team(3, "Team 3")),
        ({"id": 3, "name": 7}, Team(3, "7")),
        ({"id": 3, "name": "[/foo]", "memberships": [{"id": 1}], "new": {}}, Team(3, "[/foo]")),
        ({"id": 3, "name": HOSTILE}, Team(3, HARMLESS)),
        ({"id": 2**60, "name": "Big"}, Team(2**60, "Big")),
    ],
)
def test_team(raw: object, team: Team) -> None:
    assert parsing.parse_team(raw) == team


@pytest.mark.parametrize(
    ("raw", "workspace"),
    [
        (
            {"id": 42, "name": "Shop", "subdomain": "shop", "public_id": "jWM", "team_id": 3},
            Workspace(42, "Shop", "shop", "jWM", 3),
        ),
        (
            {"id": "42", "name": "Shop", "subdomain": "shop", "team_id": "3"},
            Workspace(42, "Shop", "shop", None, 3),
        ),
        ({"id": 42}, Workspace(42, "Workspace 42", "")),
        ({"id": 42, "name": None, "subdomain": None, "team_id": None}, Workspace(42, "Workspace 42", "")),
        ({"id": 42, "name": HOSTILE, "subdomain": "a\x1b[0mb"}, Workspace(42, HARMLESS, "")),
        ({"id": 42, "name": "Shop", "subdomain": "s", "team_id": True}, Workspace(42, "Shop", "s")),
    ],
)
def test_workspace(raw: object, workspace: Workspace) -> None:
    assert parsing.parse_workspace(raw) == workspace


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        ({"id": 1, "name": "VIP", "color": "#fe0"}, Tag(1, "VIP", "#fe0")),
        ({"id": "1"}, Tag(1, "Tag 1")),
        ({"id": 1, "name": HOSTILE, "color": "\x1b[0m"}, Tag(1, HARMLESS)),
    ],
)
def test_tag(raw: object, tag: Tag) -> None:
    assert parsing.parse_tag(raw) == tag


def test_contact_with_everything() -> None:
    contact = parsing.parse_contact(
        {
            "id": 5,
            "public_id": "abc",
            "workspace_id": 42,
            "email_address": "ada@example.com",
            "first_name": "Ada",
            "last_name": "Lovelace",
            "phone_number": "+44 1",
            "created_at": "2026-01-01T00:00:00Z",
            "tags": [{"id": 1, "name": "VIP"}, {"name": "without an id"}, None, 7],
            "custom_attributes": {"size": "L", "age": 36, "ok": True, "none": None},
            "time_zone": "Pacific Time (US & Canada)",
            "visits": 0,
            "unsubscribed_at": None,
            "twitter_url": "",
            "address": {"city": "London", "geo": {"lat": 51.5}, "zip": None},
            "topics": ["a", None, "", "b"],
        }
    )
    assert contact == Contact(
        id=5,
        public_id="abc",
        email_address="ada@example.com",
        first_name="Ada",
        last_name="Lovelace",
        phone_number="+44 1",
        created_at="2026-01-01T00:00:00Z",
        tags=(Tag(1, "VIP"),),
        custom_attributes={"size": "L", "age": "36", "ok": "yes", "none": ""},
        other_fields={
            "time_zone": "Pacific Time (US & Canada)",
            "visits": "0",
            "address.city": "London",
            "address.geo.lat": "51.5",
            "topics": "a, b",
        },
    )
    assert contact.name == "Ada Lovelace"


def test_contact_with_nothing_but_an_id() -> None:
    assert parsing.parse_contact({"id": 5}) == Contact(id=5)
    assert Contact(id=5).name == ""


@pytest.mark.parametrize(
    ("fields", "email"),
    [
        ({"email_address": "new@example.com"}, "new@example.com"),
        ({"email": "old@example.com"}, "old@example.com"),
        ({"email_address": "new@example.com", "email": "old@example.com"}, "new@example.com"),
        ({"email_address": None, "email": "old@example.com"}, "old@example.com"),
        ({"email_address": None, "email": None}, None),
        ({}, None),
    ],
)
def test_the_older_field_name_of_the_email_address(fields: dict[str, Any], email: str | None) -> None:
    contact = parsing.parse_contact({"id": 1, **fields})
    assert contact.email_address == email
    assert "email" not in contact.other_fields


@pytest.mark.parametrize(("value", "shown"), [(None, None), (0, "0"), (1, "1"), (False, "no"), (True, "yes")])
def test_all_types_of_the_anonymous_field(value: object, shown: str | None) -> None:
    assert parsing.parse_contact({"id": 1, "anonymous": value}).other_fields.get("anonymous") == shown


@pytest.mark.parametrize("value", [None, [], "text", 7, [{"a": 1}]])
def test_malformed_custom_attributes_lose_no_other_field(value: object) -> None:
    contact = parsing.parse_contact({"id": 1, "first_name": "Ada", "custom_attributes": value, "tags": value})
    assert (contact.first_name, contact.custom_attributes, contact.tags) == ("Ada", {}, ())


def test_parsed_records_are_immutable() -> None:
    contact = parsing.parse_contact({"id": 1, "custom_attributes": {"a": "b"}, "c": "d"})
    for mapping in (contact.custom_attributes, contact.other_fields):
        with pytest.raises(TypeError):
            mapping["a"] = "x"  # type: ignore[index]


@pytest.mark.parametrize(
    "make", [parsing.parse_team, parsing.parse_workspace, parsing.parse_tag, parsing.parse_contact]
)
@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "text",
        7,
        {},
        {"name": "x"},
        *({"id": wrong} for wrong in (None, "", "abc", "-1", "1.5", "²", "9" * 20, True, 1.5, [], {})),
    ],
)
def test_a_record_without_an_id_is_unreadable(make: Any, raw: object) -> None:
    with pytest.raises(UnreadableRecord):
        make(raw)


def test_an_unreadable_record_never_loses_its_page() -> None:
    raw = [{"id": 1}, None, {"name": "no id"}, "x", {"id": "2"}]
    assert [team.id for team in parsing.parse_each(parsing.parse_team, raw)] == [1, 2]


@pytest.mark.parametrize("raw", [None, {}, "abc", 7])
def test_json_that_is_not_a_list_has_no_records(raw: object) -> None:
    assert list(parsing.parse_each(parsing.parse_team, raw)) == []


def test_a_deeply_nested_field_loses_one_record_at_most() -> None:
    bottomless: dict[str, Any] = {}
    for _ in range(20_000):
        bottomless = {"x": bottomless}
    raw = [{"id": 1, "deep": bottomless}, {"id": 2, "first_name": "Ada"}]
    assert parsing.parse_contact(raw[1]) in list(parsing.parse_each(parsing.parse_contact, raw))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
FIELDS = st.sampled_from(
    ["id", "name", "public_id", "subdomain", "tags", "custom_attributes", "email", "email_address", "x"]
)


@pytest.mark.parametrize(
    "make", [parsing.parse_team, parsing.parse_workspace, parsing.parse_tag, parsing.parse_contact]
)
@given(fields=st.dictionaries(FIELDS, JSON))
def test_any_json_gives_sanitized_text_or_an_unreadable_record(make: Any, fields: dict[str, Any]) -> None:
    try:
        made = make(json.loads(json.dumps(fields)))
    except UnreadableRecord:
        return
    shown = repr(made).replace("mappingproxy", "")
    assert not any(unicodedata.category(character) == "Cc" for character in shown)
    assert not any("\u202a" <= character <= "\u202e" for character in shown)


@pytest.mark.parametrize("name", ["a\x9b2Jb\u202ec\x1b]52;c;eA==\x07\x7f", "a\x7fb\x1bc"])
def test_json_escapes_control_characters(name: str) -> None:
    raw = {"id": 7, "first_name": name}
    for shown in (parsing.parse_details(raw).json, parsing.parse_contact_line(raw).line.decode()):
        assert not set(shown) & set("\x9b\u202e\x1b\x07\x7f")
        assert json.loads(shown) == raw


@pytest.mark.parametrize("code", [0x7F, 0x85, 0xAD, 0x34F, 0x200B, 0x202E, 0x2066, 0xFEFF, 0xFFF9, 0xE0041])
@pytest.mark.parametrize("beside", ["", "é"])
def test_json_lines_escape_characters_that_cannot_be_seen(code: int, beside: str) -> None:
    line = parsing.json_line({"name": beside + chr(code)}).decode()
    assert chr(code) not in line
    assert json.loads(line) == {"name": beside + chr(code)}
