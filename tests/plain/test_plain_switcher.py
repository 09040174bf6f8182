"""The workspace switcher as lines of text: by number, by name, and back to the previous one."""

from __future__ import annotations

from pathlib import Path

import pytest
from plain_support import Converse, Failing, session_for
from spoilt import Spoilt, some
from support import CHANOYU, HAMMER, profile, save_three

from wizard.api.models import Workspace
from wizard.config.reading import read
from wizard.config.saving import save
from wizard.sandbox import DEMO_TOKEN, REVOKED_TOKEN
from wizard.support.secret import Token


@pytest.fixture
def saved(path: Path) -> Path:
    """Three profiles: hammer-workspace is current, chanoyu was before."""
    save_three(path)
    return path


def test_profiles_are_listed_and_looking_changes_nothing(converse: Converse, saved: Path) -> None:
    before = saved.read_bytes()
    done = converse(session_for(saved, opens_home=True), "b")
    assert done.status == 130
    assert "Switch workspace. Now: Hammer Workspace, Northwind Coaching." in done.text
    assert (
        "1. hammer-workspace: Hammer Workspace (richstone, id 42), Northwind Coaching, current, "
        "full access 2. chanoyu: 茶の湯オンライン (chanoyu, id 200), ひとつ工房, previous, used 2 days ago, "
        "full access 3. nagel" in done.text
    )
    assert done.out.endswith("Nothing was changed.\n")
    assert saved.read_bytes() == before


@pytest.mark.parametrize("typed", ["-", "previous", "2", "chanoyu", "茶の湯オンライン", "200"])
def test_one_answer_switches(converse: Converse, saved: Path, typed: str) -> None:
    done = converse(session_for(saved, opens_home=True), typed)
    assert done.status == 0
    assert done.out.endswith("Switched to “chanoyu”: 茶の湯オンライン (chanoyu), team ひとつ工房\n")
    assert read(saved).current == "chanoyu"


def test_a_profile_called_previous_is_switched_to_by_its_name(converse: Converse, saved: Path) -> None:
    save(saved, CHANOYU._replace(name="previous"))
    save(saved, HAMMER)
    converse(session_for(saved, opens_home=True), "chanoyu")
    assert converse(session_for(saved, opens_home=True), "previous").status == 0
    assert read(saved).current == "previous"


def test_part_of_a_name_finds_a_workspace_that_was_never_used(converse: Converse, saved: Path) -> None:
    done = converse(session_for(saved, opens_home=True), "cafe", "")
    assert done.status == 0
    assert "1. Café Müller (cafe-mueller, id 103), Agência São João, not used yet" in done.text
    assert "1 of 34 workspaces: 1. Café Müller" in done.text
    assert "(Enter switches to Café Müller, - previous, n new setup, b leave, ? help)" in done.text
    assert read(saved).current == "cafe-muller"


def test_more_shows_what_the_tokens_can_access_with_the_numbers_going_on(
    converse: Converse, saved: Path
) -> None:
    done = converse(session_for(saved, opens_home=True), "", "m", "4")
    assert done.status == 0
    assert "3 workspaces so far: 1. hammer-workspace" in done.text
    assert "4. Early Bird Club (early-bird, id 44), Northwind Coaching, not used yet" in done.text
    assert read(saved).current == "early-bird-club"


def test_the_cached_list_is_shown_the_next_time(converse: Converse, saved: Path) -> None:
    converse(session_for(saved, opens_home=True), "", "b")
    done = converse(session_for(saved, opens_home=True, is_offline=True), "4")
    assert done.status == 0
    assert read(saved).current == "early-bird-club"


def test_no_match_is_reported(converse: Converse, saved: Path) -> None:
    done = converse(session_for(saved, opens_home=True), "no such thing", "?", "b")
    assert "Nothing matches “no such thing”. n sets up another token or team." in done.text
    assert "Every saved profile, last used first" in done.text


def test_without_a_previous_profile_it_says_so(converse: Converse, path: Path) -> None:
    save(path, HAMMER)
    assert "There is no previous profile yet." in converse(session_for(path, opens_home=True), "-", "b").text


def test_a_new_setup_starts_from_the_list_and_back_returns_to_it(converse: Converse, saved: Path) -> None:
    done = converse(
        session_for(saved, opens_home=True), "n", "b", "n", DEMO_TOKEN, "JNzNaa", "44", "y", "", "y"
    )
    assert done.status == 0
    assert done.text.count("Switch workspace.") == 2
    assert read(saved).current == "early-bird-club"
    assert len(read(saved).profiles) == 4


@pytest.mark.parametrize("agrees", ["y", "n"])
def test_a_changed_workspace_is_asked_about(converse: Converse, path: Path, agrees: str) -> None:
    save(path, profile("chanoyu", CHANOYU.team, Workspace(200, "Old Name", "old-tea")))
    save(path, HAMMER)
    done = converse(session_for(path, opens_home=True), "-", agrees, "b")
    assert "Its subdomain is now chanoyu; it was old-tea." in done.text
    assert read(path).current == ("chanoyu" if agrees == "y" else "hammer-workspace")
    assert read(path).profiles["chanoyu"].workspace.subdomain == ("chanoyu" if agrees == "y" else "old-tea")


def test_a_deleted_workspace_is_reported_and_nothing_changes(converse: Converse, path: Path) -> None:
    save(path, profile("chanoyu", CHANOYU.team, Workspace(999, "Gone", "gone")))
    save(path, HAMMER)
    done = converse(session_for(path, opens_home=True), "-", "b")
    assert "The workspace “Gone” (999) was deleted" in done.text
    assert read(path).current == "hammer-workspace"


@pytest.mark.parametrize("agrees", ["y", "n"])
def test_a_workspace_that_cannot_be_checked_is_asked_about(
    converse: Converse, saved: Path, agrees: str
) -> None:
    server = Failing(99, lambda address: True)
    done = converse(session_for(saved, opens_home=True, server=server), "-", agrees, "b")
    assert "having trouble" in done.text
    assert "Switch anyway? (y yes, n or Enter no, ? help)" in done.text
    assert read(saved).current == ("chanoyu" if agrees == "y" else "hammer-workspace")


def test_a_rejected_token_ends_the_switch_without_a_question(converse: Converse, path: Path) -> None:
    save(path, CHANOYU._replace(token=Token(REVOKED_TOKEN)))
    save(path, HAMMER)
    done = converse(session_for(path, opens_home=True), "-", "b")
    assert "ClickFunnels does not accept this token." in done.text
    assert "Switch anyway" not in done.text


def test_a_failing_token_is_reported_and_the_others_are_listed(converse: Converse, path: Path) -> None:
    save(path, CHANOYU._replace(token=Token(REVOKED_TOKEN)))
    save(path, HAMMER)
    done = converse(session_for(path, opens_home=True), "cafe", "*", "b")
    assert "With the token of “chanoyu”: ClickFunnels does not accept this token." in done.text
    assert "Café Müller" in done.text
    assert "r tries again" in done.text


def test_a_failed_list_can_be_fetched_again(converse: Converse, saved: Path) -> None:
    server = Failing(1, lambda address: address.startswith("/api/v2/teams?"))
    done = converse(session_for(saved, opens_home=True, server=server), "cafe", "r", "cafe", "")
    assert done.status == 0
    assert "With the token of “" in done.text
    assert read(saved).current == "cafe-muller"


def test_offline_nothing_is_requested(converse: Converse, saved: Path) -> None:
    server = Failing(99, lambda address: True)
    done = converse(session_for(saved, opens_home=True, is_offline=True, server=server), "cafe", "-")
    assert done.status == 0
    assert "ClickFunnels is having trouble" not in done.text


def test_unreadable_records_are_reported(converse: Converse, saved: Path) -> None:
    done = converse(session_for(saved, opens_home=True, server=Spoilt({"/teams": some})), "zzz", "b")
    assert "records in the list of teams could not be read and were left out." in done.text
