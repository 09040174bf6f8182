"""Names of profiles: valid, invalid and suggested ones."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wizard.api.models import Workspace
from wizard.config.errors import BadProfileName
from wizard.config.profile import Profile
from wizard.config.profile_names import check_profile_name, suggest_profile_name, to_profile_name


@pytest.mark.parametrize("name", ["a", "7", "Hammer.Shop_2-x", "a" * 64, "a..", "CON"])
def test_good_names_are_given_back(name: str) -> None:
    assert check_profile_name(name) == name


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "the profile name is empty"),
        ("a" * 65, "profile names have at most 64 characters; this one has 65"),
        ("two words", "profile names can't contain spaces"),
        ("name\n", "profile names can't contain spaces"),
        ("café", "profile names can't contain “é”"),
        ("a/b", "profile names can't contain “/”"),
        ("a\x00b", "profile names can't contain invisible characters"),
        ("a\u202eb", "profile names can't contain invisible characters"),
        (".hidden", "profile names start with a letter or a digit, not with “.”"),
        ("-x", "profile names start with a letter or a digit, not with “-”"),
        ("__proto__", "profile names start with a letter or a digit, not with “_”"),
    ],
)
def test_bad_names_are_refused_with_the_reason(name: str, reason: str) -> None:
    with pytest.raises(BadProfileName) as caught:
        check_profile_name(name)
    assert caught.value.reason == reason
    assert caught.value.what == f"{reason[0].upper()}{reason[1:]}."


@pytest.mark.parametrize(
    ("name", "subdomain", "proposed"),
    [
        ("Hammer Workspace", "richstone", "hammer-workspace"),
        ("  Café & Crème, Ltd. 2.0 ", "cafe", "cafe-creme-ltd-2-0"),
        ("Straße", "x", "strasse"),
        ("ﬁne", "x", "fine"),
        ("日本語", "nihon", "nihon"),
        ("", "Rich_Stone", "rich-stone"),
        ("…", "", "workspace-42"),
        ("a" * 63 + " b", "x", "a" * 63),
        ("a" * 200, "x", "a" * 64),
    ],
)
def test_a_name_is_based_on_the_workspace(name: str, subdomain: str, proposed: str) -> None:
    assert suggest_profile_name(Workspace(id=42, name=name, subdomain=subdomain), {}) == proposed


def others(profile: Profile, *names: str) -> dict[str, Profile]:
    """Profiles of other workspaces."""
    return {
        name: profile._replace(name=name, workspace=profile.workspace._replace(id=1000 + number))
        for number, name in enumerate(names)
    }


def test_a_workspace_keeps_its_profiles_name(hammer: Profile) -> None:
    mine = hammer._replace(name="Mine")
    renamed = hammer.workspace._replace(name="Something Else")
    assert suggest_profile_name(renamed, {**others(hammer, "something-else"), "Mine": mine}) == "Mine"


@pytest.mark.parametrize(
    ("taken", "proposed"),
    [
        (["hammer-workspace"], "hammer-workspace-richstone"),
        (["Hammer-Workspace"], "hammer-workspace-richstone"),
        (["hammer-workspace", "hammer-workspace-richstone"], "hammer-workspace-2"),
        (["hammer-workspace", "hammer-workspace-richstone", "hammer-workspace-2"], "hammer-workspace-3"),
        (["hammer-workspace-2"], "hammer-workspace"),
    ],
)
def test_a_taken_name_gets_an_ending(hammer: Profile, taken: list[str], proposed: str) -> None:
    assert suggest_profile_name(hammer.workspace, others(hammer, *taken)) == proposed


def test_a_long_name_is_cut_so_that_the_ending_fits(hammer: Profile) -> None:
    workspace = Workspace(id=42, name="a" * 54 + " " + "b" * 40, subdomain="rich-stone")
    taken = others(hammer, "a" * 54 + "-" + "b" * 9)
    assert suggest_profile_name(workspace, taken) == "a" * 53 + "-rich-stone"
    taken |= others(hammer, "a" * 53 + "-rich-stone")
    assert suggest_profile_name(workspace, taken) == "a" * 54 + "-" + "b" * 7 + "-2"
    wordy = workspace._replace(subdomain="c" * 31 + "-" + "d" * 50)
    assert suggest_profile_name(wordy, taken) == "a" * 32 + "-" + "c" * 31


def test_a_subdomain_like_the_name_is_not_repeated(hammer: Profile) -> None:
    shop = Workspace(id=42, name="Shop", subdomain="shop")
    assert suggest_profile_name(shop, others(hammer, "shop")) == "shop-2"


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(max_size=90) | st.text("Ab -", min_size=60, max_size=90),
    subdomain=st.text(max_size=90) | st.text("cd-", min_size=30, max_size=90),
    number=st.integers(min_value=1),
)
def test_every_suggestion_is_valid_and_free(hammer: Profile, name: str, subdomain: str, number: int) -> None:
    workspace = Workspace(id=number, name=name, subdomain=subdomain)
    taken: dict[str, Profile] = {}
    for other in (-1, -2, -3):
        proposed = suggest_profile_name(workspace, taken)
        assert check_profile_name(proposed) not in taken
        taken[proposed] = hammer._replace(workspace=workspace._replace(id=other))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("my-shop", "my-shop"),
        ("My_Shop.2", "My_Shop.2"),
        ("my shop", "my-shop"),
        ("  Café São Paulo! ", "cafe-sao-paulo"),
        (".hidden", "hidden"),
        ("x" * 70, "x" * 64),
    ],
)
def test_what_is_typed_becomes_the_closest_valid_name(typed: str, name: str) -> None:
    assert to_profile_name(typed, "other") == name
    assert check_profile_name(name) == name


@pytest.mark.parametrize("typed", ["", " ", "!?", "茶の湯"])
def test_what_no_name_can_be_made_of_becomes_the_one_suggested(typed: str) -> None:
    assert to_profile_name(typed, "acme") == "acme"
