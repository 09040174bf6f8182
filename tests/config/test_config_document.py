"""The file's content: what is written, kept and refused."""

from __future__ import annotations

import copy
import itertools
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from wizard.api.models import Workspace
from wizard.config.document import EMPTY, Document, dump, parse
from wizard.config.errors import BadProfileName, Damaged, NewerVersion
from wizard.config.profile import Profile
from wizard.support.secret import Token

SCHEMA = json.loads(files("wizard.config").joinpath("schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

GOOD: dict[str, Any] = {
    "version": 1,
    "current": "shop",
    "previous": None,
    "profiles": {
        "shop": {
            "token": "secret-token-of-the-shop",
            "team": {"id": 3, "public_id": "JNzNaa", "name": "Team"},
            "workspace": {"id": 42, "public_id": None, "name": "Shop", "subdomain": "shop"},
            "accounts_url": "https://accounts.myclickfunnels.com/api/v2",
            "api_url": "https://shop.myclickfunnels.com/api/v2",
            "saved_at": "2026-11-23T09:30:00Z",
        }
    },
}


def good(change: Callable[[dict[str, Any]], object] = lambda raw: None) -> str:
    raw = copy.deepcopy(GOOD)
    change(raw)
    return json.dumps(raw)


def test_the_text_is_exactly_the_contract(hammer: Profile) -> None:
    assert dump(EMPTY.with_profile(hammer)) == (
        """{
  "version": 1,
  "current": "hammer-workspace",
  "previous": null,
  "profiles": {
    "hammer-workspace": {
      "token": "hammer-token-0123456789-abcdef",
      "team": {
        "id": 3,
        "public_id": "JNzNaa",
        "name": "Northwind Coaching"
      },
      "workspace": {
        "id": 42,
        "public_id": "jWMWXZ",
        "name": "Hammer Workspace",
        "subdomain": "richstone"
      },
      "accounts_url": "https://accounts.myclickfunnels.com/api/v2",
      "api_url": "https://richstone.myclickfunnels.com/api/v2",
      "saved_at": "2026-11-23T09:30:00Z"
    }
  }
}
"""
    )


def test_a_profile_round_trips(hammer: Profile) -> None:
    tokenless = hammer._replace(name="second", token=None)
    document = parse(dump(EMPTY.with_profile(hammer).with_profile(tokenless)))
    assert dict(document.profiles) == {"hammer-workspace": hammer, "second": tokenless}
    assert document.names == ("hammer-workspace", "second")


def test_letters_of_all_scripts_are_written_unescaped(hammer: Profile) -> None:
    named = hammer._replace(workspace=hammer.workspace._replace(name="Größe 日本 🔨"))
    text = dump(EMPTY.with_profile(named))
    assert '"Größe 日本 🔨"' in text
    assert parse(text).profiles["hammer-workspace"] == named


def test_the_time_is_written_in_utc(hammer: Profile) -> None:
    berlin = datetime(2026, 11, 23, 10, 30, 0, 5, tzinfo=timezone(timedelta(hours=1)))
    assert hammer._replace(saved_at=berlin).to_json(None)["saved_at"] == "2026-11-23T09:30:00Z"


def test_the_time_is_read_into_utc() -> None:
    def berlin(raw: dict[str, Any]) -> None:
        raw["profiles"]["shop"]["saved_at"] = "2026-11-23T10:30:00+01:00"

    saved_at = parse(good(berlin)).profiles["shop"].saved_at
    assert (saved_at, saved_at.tzinfo) == (datetime(2026, 11, 23, 9, 30, tzinfo=UTC), UTC)


def test_a_screen_shows_the_files_content_with_a_masked_token(hammer: Profile) -> None:
    assert hammer.token is not None
    shown = hammer.to_json(hammer.token.masked)
    written = json.loads(dump(EMPTY.with_profile(hammer)))["profiles"]["hammer-workspace"]
    assert shown.pop("token") == "••••••••abcdef"
    assert written.pop("token") == "hammer-token-0123456789-abcdef"
    assert shown == written


def test_no_repr_shows_a_token(hammer: Profile) -> None:
    document = EMPTY.with_profile(hammer)
    assert "hammer-token" not in repr(document) + str(document) + repr(hammer)


def test_names_are_sanitized_for_display_but_unchanged_in_the_file(hammer: Profile) -> None:
    def hostile(raw: dict[str, Any]) -> None:
        raw["profiles"]["shop"]["workspace"]["name"] = "Sh\x1b[31mop"

    document = parse(good(hostile))
    assert document.profiles["shop"].workspace.name == "Shop"
    kept = json.loads(dump(document.with_profile(hammer)))
    assert kept["profiles"]["shop"]["workspace"]["name"] == "Sh\x1b[31mop"


def test_current_and_previous_move(hammer: Profile) -> None:
    second, third = hammer._replace(name="second"), hammer._replace(name="third")
    steps = []
    document = EMPTY
    for profile in (hammer, second, second, third, hammer):
        document = document.with_profile(profile)
        steps.append((document.current, document.previous))
    assert steps == [
        ("hammer-workspace", None),
        ("second", "hammer-workspace"),
        ("second", "hammer-workspace"),
        ("third", "second"),
        ("hammer-workspace", "third"),
    ]


def test_a_document_is_immutable(hammer: Profile) -> None:
    before = parse(good())
    text = dump(before)
    before.with_profile(hammer._replace(name="shop"))
    assert dump(before) == text
    assert before.names == ("shop",)


def test_a_profile_with_a_bad_name_is_refused(hammer: Profile) -> None:
    with pytest.raises(BadProfileName):
        EMPTY.with_profile(hammer._replace(name="no blanks"))


UNKNOWN_KEYS = st.text(min_size=1).map(lambda key: f"x-{key}")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
UNKNOWN = st.dictionaries(UNKNOWN_KEYS, VALUES, max_size=3)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(top=UNKNOWN, profile=UNKNOWN, team=UNKNOWN, workspace=UNKNOWN)
def test_unknown_keys_are_kept_at_every_level(
    hammer: Profile, top: Any, profile: Any, team: Any, workspace: Any
) -> None:
    def add(raw: dict[str, Any]) -> None:
        raw.update(top)
        raw["profiles"]["shop"].update(profile)
        raw["profiles"]["shop"]["team"].update(team)
        raw["profiles"]["shop"]["workspace"].update(workspace)

    written = dump(parse(good(add)).with_profile(hammer._replace(name="shop")))
    after = json.loads(written)
    shop = after["profiles"]["shop"]
    for level, unknown in (
        (after, top),
        (shop, profile),
        (shop["team"], team),
        (shop["workspace"], workspace),
    ):
        assert {key: level[key] for key in unknown} == unknown
    assert shop["token"] == "hammer-token-0123456789-abcdef"
    assert dump(parse(written)) == written
    VALIDATOR.validate(after)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.from_regex(
        r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True, alphabet=st.characters(codec="ascii")
    ),
    token=st.none() | st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1).map(Token),
    number=st.integers(min_value=0),
    public_id=st.none() | st.text(st.characters(categories=["L", "Nd"])),
    moment=st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)),
)
def test_any_profile_round_trips_and_matches_the_schema(
    hammer: Profile, *, name: str, token: Token | None, number: int, public_id: str | None, moment: datetime
) -> None:
    profile = hammer._replace(
        name=name,
        token=token,
        workspace=hammer.workspace._replace(id=number, public_id=public_id),
        saved_at=moment.replace(microsecond=0),
    )
    text = dump(EMPTY.with_profile(profile))
    assert parse(text).profiles == {name: profile}
    VALIDATOR.validate(json.loads(text))


def test_a_lone_surrogate_in_an_unknown_key_is_kept() -> None:
    text = '{"version": 1, "profiles": {}, "x": "\\ud83d", "y": "\\ud83d\\ude00"}'
    written = dump(parse(text))
    written.encode("utf-8")
    assert json.loads(written) == json.loads(text)


def test_the_schema_is_valid_and_accepts_what_is_written(hammer: Profile) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for document in (EMPTY, EMPTY.with_profile(hammer), EMPTY.with_profile(hammer._replace(token=None))):
        VALIDATOR.validate(json.loads(dump(document)))


def shop(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Set a key of the profile; a dot separates levels."""

    def change(raw: dict[str, Any]) -> None:
        level = raw["profiles"]["shop"]
        *path, last = key.split(".")
        for part in path:
            level = level[part]
        level[last] = value

    return change


def without(key: str) -> Callable[[dict[str, Any]], None]:
    def change(raw: dict[str, Any]) -> None:
        *path, last = key.split(".")
        level: Any = raw
        for part in path:
            level = level[part]
        del level[last]

    return change


WRONG: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (without("version"), "version must be a whole number"),
    (lambda raw: raw.update(version="1"), "version must be a whole number"),
    (lambda raw: raw.update(version=True), "version must be a whole number"),
    (lambda raw: raw.update(version=0), "version must be 1"),
    (lambda raw: raw.update(current=3), "current must be a text in quotes"),
    (
        lambda raw: raw.update(current="no blanks"),
        "current isn't valid, as profile names can't contain spaces",
    ),
    (lambda raw: raw.update(previous=[]), "previous must be a text in quotes"),
    (without("profiles"), "profiles must be an object in braces"),
    (lambda raw: raw.update(profiles=[]), "profiles must be an object in braces"),
    (lambda raw: raw["profiles"].update({"-x": raw["profiles"]["shop"]}), "a profile's name isn't valid"),
    (lambda raw: raw["profiles"].update(other=None), "profiles.other must be an object in braces"),
    (shop("token", 5), "profiles.shop.token isn't a token"),
    (shop("token", ""), "profiles.shop.token isn't a token"),
    (shop("token", "secret token"), "profiles.shop.token isn't a token"),
    (shop("team", []), "profiles.shop.team must be an object in braces"),
    (without("profiles.shop.team"), "profiles.shop.team must be an object in braces"),
    (shop("team.id", "3"), "profiles.shop.team.id must be a whole number"),
    (shop("team.id", 3.5), "profiles.shop.team.id must be a whole number"),
    (shop("team.name", None), "profiles.shop.team.name must be a text in quotes"),
    (shop("team.public_id", 7), "profiles.shop.team.public_id must be a text in quotes"),
    (shop("workspace", "x"), "profiles.shop.workspace must be an object in braces"),
    (shop("workspace.id", None), "profiles.shop.workspace.id must be a whole number"),
    (without("profiles.shop.workspace.subdomain"), "profiles.shop.workspace.subdomain must be a text"),
    (shop("accounts_url", None), "profiles.shop.accounts_url must be a text in quotes"),
    (shop("api_url", 1), "profiles.shop.api_url must be a text in quotes"),
    (shop("saved_at", 1), "profiles.shop.saved_at must be a text in quotes"),
]


@pytest.mark.parametrize(("change", "problem"), WRONG, ids=[problem for _, problem in WRONG])
def test_wrong_types_are_named_and_the_schema_agrees(
    change: Callable[[dict[str, Any]], object], problem: str
) -> None:
    text = good(change)
    with pytest.raises(Damaged) as caught:
        parse(text)
    assert problem in caught.value.what
    assert "config.json" in caught.value.what
    assert "secret" not in str(caught.value)
    assert not VALIDATOR.is_valid(json.loads(text))


@pytest.mark.parametrize(
    "key", ["current", "previous", "profiles.shop.token", "profiles.shop.team.public_id"]
)
def test_a_nullable_key_may_be_absent_and_the_schema_agrees(key: str) -> None:
    text = good(without(key))
    VALIDATOR.validate(json.loads(text))
    assert parse(text).names == ("shop",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it is empty"),
        (" \r\n", "it is empty"),
        (good()[:-1], "it ends early at line 1, column"),
        (good()[:-9], "there is a mistake at line 1, column"),  # where the unterminated string begins
        ('{\n  "version": 1,\n  "current"', "it ends early at line 3, column 12"),
        ('{\n  "version" 1}', "there is a mistake at line 2, column 13"),
        ("{'version': 1}", "there is a mistake at line 1, column 2"),
        (good() + "}", "there is a mistake at line 1, column"),
        ("[]", "the file must be an object in braces"),
        ('"secret"', "the file must be an object in braces"),
        ("null", "the file must be an object in braces"),
        ('{"version": 1, "profiles": {}, "version": 1}', "the key “version” appears twice"),
        ('{"version": 1, "profiles": {"a": {}, "a": {}}}', "the key “a” appears twice"),
        ('{"version": 1, "profiles": {}, "x": [{"y": 1, "z": 2, "z": 3}]}', "the key “z” appears twice"),
        ('{"\\u001b[31mred": 1, "\\u001b[31mred": 2}', "the key “red” appears twice"),
        ('{"version": 1, "profiles": {}, "x": NaN}', "NaN isn't a number in JSON"),
        ('{"version": 1, "profiles": {}, "x": 1e999}', "a number that is too large"),
        ('{"version": 1, "profiles": {}, "x": ' + "9" * 5000 + "}", "a number that is too large"),
        ("[" * 200_000, "nested too deeply"),
        (good(shop("saved_at", "yesterday")), "profiles.shop.saved_at must be a time"),
        (good(shop("saved_at", "2026-11-23T09:30:00")), "profiles.shop.saved_at must be a time"),
        (good(shop("saved_at", "0001-01-01T00:00:00+10:00")), "profiles.shop.saved_at must be a time"),
    ],
    ids=itertools.count(),
)
def test_a_damaged_text_is_refused_with_the_place(text: str, problem: str) -> None:
    with pytest.raises(Damaged) as caught:
        parse(text)
    assert problem in caught.value.problem
    assert "secret" not in str(caught.value)


def test_a_newer_version_is_recognized_whatever_else_it_contains() -> None:
    with pytest.raises(NewerVersion) as caught:
        parse('{"version": 2, "profiles": "elsewhere"}')
    assert "format 2" in caught.value.what
    assert "Update" in caught.value.hint


def test_crlf_and_missing_workspace_team_are_read() -> None:
    document = parse(json.dumps(GOOD, indent=2).replace("\n", "\r\n"))
    assert document.profiles["shop"].workspace == Workspace(id=42, name="Shop", subdomain="shop", team_id=3)
    assert isinstance(document, Document)
