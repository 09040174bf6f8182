"""The five steps as lines of text, answered through a pipe."""

from __future__ import annotations

import asyncio
import json
import shlex
import sys
from pathlib import Path

import pytest
from plain_support import Converse, Failing, session_for
from spoilt import Spoilt, nothing_but, some
from support import CHANOYU, HAMMER, NOON, profile

from wizard.api.errors import ApiError
from wizard.api.models import Team, Workspace
from wizard.config.reading import read
from wizard.config.saving import save
from wizard.onboarding.flow import onboard
from wizard.onboarding.session import Presets
from wizard.onboarding.unattended import Unattended
from wizard.sandbox import (
    DEMO_TOKEN,
    ORDERS_TOKEN,
    REVOKED_TOKEN,
    TEAM_TOKEN,
    WORKSPACE_TOKEN,
    Access,
    Platform,
    SandboxTeam,
    SandboxWorkspace,
)
from wizard.support.errors import UserError
from wizard.support.secret import Token

ALL = (DEMO_TOKEN, "JNzNaa", "42", "y", "", "y")
"""Answers to every question: team 3, workspace 42, the suggested name."""


def many(teams: int) -> Platform:
    """A platform with this many teams, the first of which has one workspace."""
    workspaces = [SandboxWorkspace(9000, "Shop", "shop")]
    listed = [
        SandboxTeam(500 + n, f"Team {n:03}", workspaces=workspaces if n == 0 else ()) for n in range(teams)
    ]
    return Platform(listed, {DEMO_TOKEN: Access()})


def test_it_saves_the_same_file_as_a_setup_without_questions(
    converse: Converse, path: Path, tmp_path: Path
) -> None:
    done = converse(session_for(path), *ALL)
    assert done.status == 0
    assert done.out.startswith("ClickFunnels setup: saves to ")
    assert done.out.endswith(f"Saved profile “hammer-workspace” in {path}\n")
    other = tmp_path / "other" / "config.json"
    presets = Presets(Token(DEMO_TOKEN), team="3", workspace="42")
    asyncio.run(onboard(Unattended(session_for(other, presets=presets))))
    assert path.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_answers_may_come_in_windows_encodings(converse: Converse, path: Path, encoding: str) -> None:
    assert converse(session_for(path), *ALL[:-2], "shop", "y", encoding=encoding).status == 0
    assert read(path).current == "shop"


def test_bracketed_paste_markers_are_not_part_of_the_token(converse: Converse, path: Path) -> None:
    json = f'\x1b[200~{{"access_token":\n"{DEMO_TOKEN}"}}\x1b[201~'
    assert converse(session_for(path), json, *ALL[1:]).status == 0
    assert converse(session_for(path), f"^[[200~{DEMO_TOKEN}^[[201~", *ALL[1:]).status == 0


def test_each_step_says_its_number_and_its_title(converse: Converse, path: Path) -> None:
    done = converse(session_for(path), *ALL)
    for step in (
        "1 of 5: Paste your API token",
        "2 of 5: Choose a team",
        "3 of 5: Choose a workspace",
        "4 of 5: Your contacts",
        "5 of 5: Review and save",
    ):
        assert f"Step {step}" in done.text
    assert "Found a token: 43 characters, ends in -team1." in done.text
    assert "5 teams: 1. Northwind Coaching (id 3) 2. Agência São João (id 11)" in done.text
    assert "The newest 10 contacts; more follow:" in done.text
    assert "@example.com, tags: " in done.text
    assert (
        "The newest 20, since 27 Oct; newest 3 minutes ago; top tags: coaching call, customer, " in done.text
    )
    assert "{" not in done.out
    assert "cfw setup --token-stdin --team 3 --workspace 42 --profile hammer-workspace" in done.out


def test_the_review_lists_what_will_be_saved(converse: Converse, path: Path) -> None:
    save(path, CHANOYU)
    done = converse(session_for(path), *ALL)
    said = done.out.partition("This will be saved:\n")[2].partition("Save it?")[0]
    assert said.splitlines() == [
        f"File: {path}",
        "Profile name: hammer-workspace",
        "Team: Northwind Coaching (id 3)",
        "Workspace: Hammer Workspace (id 42)",
        "Subdomain: richstone",
        "Token: masked, ends in -team1",
        "Rights: may have full access to Northwind Coaching",
        "Token can read: teams, workspaces, contacts",
        "Token kept in: this file",
        "Effect: A new profile; it becomes the current one. The other profile stays as it is.",
    ]


def test_the_exact_json_is_shown_on_request(converse: Converse, path: Path) -> None:
    done = converse(session_for(path), *ALL[:5], "?", "j", "y")
    assert done.status == 0
    assert "Save it? (y or Enter yes, n no, j JSON, c password manager, b back, ? help)" in done.text
    assert "j shows the file exactly as it will be, as JSON" in done.text
    shown = json.loads(done.out[done.out.index("{\n") : done.out.index("\n}\n") + 2])
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert shown["profiles"]["hammer-workspace"].pop("token") == "••••••••-team1"
    assert saved["profiles"]["hammer-workspace"].pop("token") == DEMO_TOKEN
    assert shown == saved


def test_paragraphs_are_whole_lines_in_a_pipe(converse: Converse, path: Path) -> None:
    done = converse(
        session_for(path), "?", DEMO_TOKEN, "?", "11", "?", "128", "?", "n", "125", "y", "?", "", "?"
    )
    for beginning, end in (
        ("To get a token", "use a one-time secret."),
        ("API token (", "? help): "),
        ("Type a number from", "nothing saved."),
        ("Is ", "? help) "),
        ("y or Enter saves", "stays as it is."),
    ):
        assert any(line.startswith(beginning) and line.endswith(end) for line in done.out.splitlines())
    assert "\r" not in done.out
    assert "\x1b" not in done.out


@pytest.mark.parametrize("count", range(6))
def test_the_end_of_the_input_leaves_with_nothing_saved(converse: Converse, path: Path, count: int) -> None:
    done = converse(session_for(path), *ALL[:count])
    assert done.status == 130
    assert done.out.endswith("\nNothing was saved.\n")
    assert not path.exists()


@pytest.mark.parametrize(
    ("answers", "explanation"),
    [
        ((), "Programs use the access token"),
        (ALL[:1], "A team has one or more workspaces"),
        (ALL[:2], "A workspace is one business"),
        (ALL[:3], "These are the contacts of the workspace you chose"),
        (ALL[:4], "A profile is a workspace saved under a name you choose"),
        (ALL[:5], "A profile is a workspace saved under a name you choose"),
    ],
)
def test_a_question_mark_explains_and_asks_again(
    converse: Converse, path: Path, answers: tuple[str, ...], explanation: str
) -> None:
    before = converse(session_for(path), *answers).text.removesuffix("Nothing was saved.")
    asked = converse(session_for(path), *answers, "?").text.removesuffix("Nothing was saved.")
    assert explanation not in before
    assert explanation in asked
    assert asked.endswith(before[-18:])


@pytest.mark.parametrize(
    "typed",
    ["help", "\x1bOP", "\x1b[11~", "\x1b[[A", "\x1b[A\x1b[A", "\x1b\x1b[D", "\x1bh", "\x08"],
    ids=ascii,
)
@pytest.mark.parametrize(("count", "explanation"), [(0, "Programs use the access"), (5, "y or Enter saves")])
def test_help_and_function_keys_explain(
    converse: Converse, path: Path, typed: str, count: int, explanation: str
) -> None:
    done = converse(session_for(path), *ALL[:count], typed)
    assert explanation in done.text
    assert not path.exists()


def test_function_keys_are_not_part_of_an_answer(converse: Converse, path: Path) -> None:
    answers = ("\x1b[200~" + DEMO_TOKEN + "\x1b[201~", "\x1bOPlind\x1b[D", "\x1b[15~*", "\x1bOQ3", "b")
    done = converse(session_for(path), *answers)
    assert "1 of 5 teams: 1. Lindqvist & Daughters (id 14)" in done.text
    assert "Team: ひとつ工房 (id 12)." in done.text
    assert "matches" not in done.text


def test_a_token_that_cannot_read_contacts_can_be_saved(converse: Converse, path: Path) -> None:
    done = converse(session_for(path), ORDERS_TOKEN, "richstone", *ALL[3:])
    assert done.status == 0
    assert "This token can't read contacts. ClickFunnels says: “This access token does not" in done.text
    assert "You can save the token anyway. Is Hammer Workspace (richstone) the right" in done.text
    assert "Token can read: teams, workspaces Token can't read: contacts. ClickFunnels says:" in done.text


def test_a_token_for_one_workspace_asks_for_its_id(converse: Converse, path: Path) -> None:
    done = converse(session_for(path), WORKSPACE_TOKEN, "43", "", "42", "y", "", "y")
    assert done.status == 0
    assert "ClickFunnels says" not in done.after("Save it?")
    assert (
        "If the token is for one workspace only, type that workspace's id. Workspace id (b back" in done.text
    )
    assert (
        "ClickFunnels has no workspace with the id “43” that this token can access. Type the id of the"
        in done.text
    )
    assert "Nothing was typed. Type the id of the workspace that the token is for." in done.text
    assert "Step 2 of 5" not in done.text
    assert read(path).profiles["hammer-workspace"].team == Team(3, "Team 3")


def test_a_token_pasted_as_an_id_is_used_as_a_token_and_never_sent_in_an_address(
    converse: Converse, path: Path
) -> None:
    asked: list[str] = []

    def note(address: str) -> bool:
        asked.append(address)
        return False

    done = converse(
        session_for(path, server=Failing(1, note)), WORKSPACE_TOKEN, TEAM_TOKEN, "1", "y", "", "y"
    )
    assert done.status == 0
    assert not any(TEAM_TOKEN in address for address in asked)
    assert "Asking ClickFunnels for “demo" not in done.text


def test_going_back_from_a_workspace_given_by_id_leads_to_the_token(converse: Converse, path: Path) -> None:
    done = converse(session_for(path), WORKSPACE_TOKEN, "42", "b", "", "", "y", "", "y")
    assert done.status == 0
    assert "Workspace id (Enter keeps 42, b back, ? help):" in done.text
    done = converse(session_for(path), WORKSPACE_TOKEN, "b", TEAM_TOKEN, "42", "y", "", "y")
    assert done.status == 0
    assert read(path).profiles["hammer-workspace"].team.name == "Northwind Coaching"


def test_a_workspace_from_options_is_looked_up_by_its_id(converse: Converse, path: Path) -> None:
    presets = Presets(workspace="42")
    assert converse(session_for(path, presets=presets), WORKSPACE_TOKEN, "y", "", "y").status == 0


def test_a_team_whose_name_cannot_be_read_is_saved_with_a_note(path: Path) -> None:
    server = Failing(99, lambda address: address.startswith("/api/v2/teams/3?"), 404)
    presets = Presets(Token(DEMO_TOKEN), workspace="42")
    completed = asyncio.run(onboard(Unattended(session_for(path, server=server, presets=presets))))
    assert completed
    assert completed.saved.notes == ("The team's name could not be read, so it is saved as “Team 3”.",)
    assert read(path).profiles["hammer-workspace"].team.name == "Team 3"


@pytest.mark.parametrize("token", [DEMO_TOKEN, WORKSPACE_TOKEN])
def test_a_token_given_as_a_workspace_is_not_repeated(path: Path, token: str) -> None:
    presets = Presets(Token(token), workspace=TEAM_TOKEN)
    with pytest.raises((ApiError, UserError)) as caught:
        asyncio.run(onboard(Unattended(session_for(path, presets=presets))))
    assert TEAM_TOKEN not in f"{caught.value} {caught.value.what} {caught.value.hint}"


def test_an_answer_the_question_does_not_offer(converse: Converse, path: Path) -> None:
    done = converse(session_for(path, offered=DEMO_TOKEN), "maybe", "y", *ALL[1:5], "maybe")
    assert "Type y or n; ? explains. Use" in done.text
    assert "Type y, n, j, c or b; ? explains. Save it?" in done.text


def test_a_wrong_token_then_the_right_one(converse: Converse, path: Path) -> None:
    done = converse(session_for(path), "not one", REVOKED_TOKEN, *ALL)
    assert done.status == 0
    assert "Nothing was sent." in done.text
    assert "ClickFunnels does not accept this token." in done.text
    assert REVOKED_TOKEN not in done.out


def test_a_command_over_several_lines_is_one_paste(converse: Converse, path: Path) -> None:
    command = (
        f"curl 'https://example.com/api' \\\n -H 'Authorization: Bearer {DEMO_TOKEN}' \\\n -H 'Accept: x'"
    )
    done = converse(session_for(path), command, *ALL[1:])
    assert done.status == 0
    assert "taken from a curl command" in done.text


def test_json_over_several_lines_is_one_paste(converse: Converse, path: Path) -> None:
    text = json.dumps({"name": "x", "access_token": DEMO_TOKEN}, indent=2)
    assert converse(session_for(path), text, *ALL[1:]).status == 0


def test_a_token_from_the_environment_is_suggested_and_never_used_silently(
    converse: Converse, path: Path
) -> None:
    offered = converse(session_for(path, offered=DEMO_TOKEN))
    assert (
        "Use CLICKFUNNELS_API_TOKEN (43 characters, ends in -team1)? (y or Enter yes, n no, ? help)"
        in offered.text
    )
    assert "Asking ClickFunnels" not in offered.text
    assert "To get a token" not in offered.text
    assert converse(session_for(path, offered=DEMO_TOKEN), "y", *ALL[1:]).status == 0
    other = converse(session_for(path, offered=DEMO_TOKEN), "n", TEAM_TOKEN)
    assert "Fill it in, press Create, and copy its API access token." in other.text
    assert "The only team of this token: Northwind Coaching (id 3)." in other.text


def test_going_back_from_every_step_keeps_every_answer(converse: Converse, path: Path) -> None:
    back = ("b", "b", "b", "b")
    on = ("", "", "", "y", "", "y")
    done = converse(session_for(path), DEMO_TOKEN, "3. no such", "1", "42", "y", *back, *on)
    assert done.status == 0
    assert "Enter keeps the one that ends in -team1" in done.text
    assert "Enter keeps Northwind Coaching" in done.text
    assert "Enter keeps Hammer Workspace" in done.text
    assert read(path).profiles["hammer-workspace"].workspace.id == 42


def test_a_name_that_was_typed_is_kept_too(converse: Converse, path: Path) -> None:
    done = converse(session_for(path), *ALL[:4], "mine", "b", "b", "y", "", "y")
    assert done.status == 0
    assert list(read(path).profiles) == ["mine"]


def test_the_first_question_has_nothing_before_it(converse: Converse, path: Path) -> None:
    assert "This is the first question." in converse(session_for(path), "b").text


def test_steps_with_one_choice_are_skipped_in_both_directions(converse: Converse, path: Path) -> None:
    done = converse(session_for(path), DEMO_TOKEN, "12", "b")
    assert "The only workspace of this team: 茶の湯オンライン (chanoyu, id 200)." in done.text
    assert done.after("right workspace?").count("Step 2 of 5: Choose a team") == 1
    assert "Step 3" not in done.after("right workspace?")


def test_a_long_list_is_shown_twenty_at_a_time_and_narrowed(converse: Converse, path: Path) -> None:
    session = session_for(path, platform=many(45))
    done = converse(session, DEMO_TOKEN, "", "m", "m", "21", "b", "team 04", "*", "500")
    assert "45 teams. The first 20: 1. Team 000 (id 500)" in done.text
    assert "25 more follow. Team, number" in done.after("20. Team 019 (id 519)")
    assert "Teams 21 to 40 of 45: 21. Team 020 (id 520)" in done.text
    assert "40. Team 039 (id 539)" in done.after("20. Team 019 (id 519)")
    assert "45. Team 044 (id 544)" in done.after("40. Team 039 (id 539)")
    assert "That's all." in done.after("45. Team 044 (id 544)")
    assert "Team: Team 020 (id 520)." in done.text
    assert "Teams 41 to 45 of 45: 41. Team 040 (id 540)" in done.text
    assert "6 of 45 teams: 1. Team 040 (id 540)" in done.text
    assert "Team: Team 000 (id 500)." in done.after("6 of 45 teams:")


def test_a_number_that_was_not_shown_only_counts_as_an_id(converse: Converse, path: Path) -> None:
    done = converse(session_for(path, platform=many(45)), DEMO_TOKEN, "44", "nobody")
    assert "1 of 45 teams: 1. Team 044 (id 544)" in done.text
    assert "No team matches “nobody”." in done.text


def test_enter_takes_the_only_match(converse: Converse, path: Path) -> None:
    done = converse(session_for(path), DEMO_TOKEN, "lind", "")
    assert "1 of 5 teams: 1. Lindqvist & Daughters (id 14)" in done.text
    assert "Team: Lindqvist & Daughters (id 14)." in done.text


@pytest.mark.parametrize("typed", ["richstone", "jWMWXZ", "HAMMER WORKSPACE", "42"])
def test_an_exact_match_is_chosen_at_once(converse: Converse, path: Path, typed: str) -> None:
    assert (
        "Workspace: Hammer Workspace (richstone, id 42)."
        in converse(session_for(path), DEMO_TOKEN, "1", typed).text
    )


def test_a_team_without_workspaces(converse: Converse, path: Path) -> None:
    done = converse(session_for(path), DEMO_TOKEN, "13", "b", "3")
    assert "This team has no workspace yet." in done.text
    assert "Team: ひとつ工房 (id 12)." in done.text


def test_a_failed_check_is_explained_and_can_be_repeated(converse: Converse, path: Path) -> None:
    server = Failing(1, lambda address: address.startswith("/api/v2/teams?"))
    done = converse(session_for(path, server=server), DEMO_TOKEN, "", *ALL[1:])
    assert done.status == 0
    assert "ClickFunnels is having trouble (it answered 500)." in done.text
    assert "Enter tries the one that ends in -team1 again" in done.text


def test_after_a_failed_list_try_again_or_type_the_id(converse: Converse, path: Path) -> None:
    def is_list(address: str) -> bool:
        return address.startswith("/api/v2/teams/3/workspaces")

    again = converse(session_for(path, server=Failing(1, is_list)), DEMO_TOKEN, "JNzNaa", "r", "2")
    assert "having trouble" in again.text
    assert "Workspace: Nagel & Söhne 🔨 (nagel-soehne, id 43)." in again.text
    by_hand = converse(session_for(path, server=Failing(9, is_list)), DEMO_TOKEN, "JNzNaa", "999", "42")
    assert "Workspace, the workspace's id (r tries again" in by_hand.text
    assert "ClickFunnels has no workspace" in by_hand.text
    assert "Workspace: Hammer Workspace (richstone, id 42)." in by_hand.text


def test_a_list_that_breaks_off_continues_from_there(converse: Converse, path: Path) -> None:
    def is_second_page(address: str) -> bool:
        return "after=519" in address

    server = Failing(1, is_second_page, platform=many(45))
    done = converse(session_for(path, server=server), DEMO_TOKEN, "m", "r", "m", "m", "45")
    assert "having trouble" in done.text
    assert "That's all." not in done.text
    assert done.text.count("1. Team 000 (id 500)") == 2
    assert "Team: Team 044 (id 544)." in done.text
    by_id = Failing(9, is_second_page, platform=many(45))
    assert "Team: Team 044 (id 544)." in converse(session_for(path, server=by_id), DEMO_TOKEN, "544").text


def test_failed_contacts_can_be_tried_again(converse: Converse, path: Path) -> None:
    server = Failing(1, lambda address: "/contacts" in address)
    done = converse(session_for(path, server=server), *ALL[:3], "y", *ALL[3:])
    assert done.status == 0
    assert "Its contacts could not be loaded." in done.text
    assert "The newest 10 contacts" in done.after("Try again?")


def test_a_pause_is_reported_once(converse: Converse, path: Path) -> None:
    server = Failing(1, lambda address: address.startswith("/api/v2/teams?"), 429, **{"Retry-After": "1"})
    done = converse(session_for(path, server=server), *ALL)
    assert done.status == 0
    assert done.text.count("asks to slow down") == 1
    assert done.text.count("Waiting 1 s: ClickFunnels asks to slow down.") == 1


def test_the_contacts_of_the_demo_are_shown(converse: Converse, path: Path) -> None:
    done = converse(session_for(path, is_demo=True), *ALL)
    assert "The newest 10 contacts; more follow:" in done.text
    assert "João Ribeiro, joao.ribeiro56@example.com" in done.text
    assert "This was the demo" in done.text


def test_a_workspace_without_contacts(converse: Converse, path: Path) -> None:
    assert (
        "This workspace has no contacts yet" in converse(session_for(path), DEMO_TOKEN, "JNzNaa", "43").text
    )


def test_the_total_is_shown_if_it_is_known(converse: Converse, path: Path) -> None:
    assert "The newest 10 of 25,000 contacts:" in converse(session_for(path), DEMO_TOKEN, "JNzNaa", "44").text


def test_a_name_with_nothing_usable_in_it_becomes_the_suggested_one(converse: Converse, path: Path) -> None:
    done = converse(session_for(path), *ALL[:4], "!?", "y")
    assert "Will be saved as hammer-workspace." in done.text
    assert list(read(path).profiles) == ["hammer-workspace"]


def test_a_name_becomes_a_valid_one_as_on_the_screens(converse: Converse, path: Path) -> None:
    done = converse(session_for(path), *ALL[:4], "Two words", "y")
    assert "Will be saved as two-words. This will be saved:" in done.text
    assert list(read(path).profiles) == ["two-words"]


def test_answering_no_at_the_end_saves_nothing(converse: Converse, path: Path) -> None:
    done = converse(session_for(path), *ALL[:5], "n")
    assert "Nothing is saved yet." in done.text
    assert done.status == 130
    assert not path.exists()


def test_it_says_which_profile_it_replaces(converse: Converse, path: Path) -> None:
    save(path, CHANOYU)
    done = converse(session_for(path), *ALL[:4], "chanoyu", "n", "other", "y")
    assert "Replaces the profile of 茶の湯オンライン." in done.text
    assert "A new profile; it becomes the current one. The other profile stays as it is." in done.text
    assert list(read(path).profiles) == ["chanoyu", "other"]


@pytest.mark.parametrize("agrees", ["y", "n"])
def test_the_token_can_go_to_the_teams_other_profiles(converse: Converse, path: Path, agrees: str) -> None:
    save(path, HAMMER._replace(name="old", token=Token("an-older-token-of-the-same-team-0123456789x")))
    done = converse(session_for(path), *ALL[:4], "new", agrees, "y")
    assert done.status == 0
    assert "Give the token to this team’s other profiles too: old?" in done.text
    assert ("Token also for: old" in done.out) == (agrees == "y")
    token = read(path).profiles["old"].token
    assert token
    assert (token.reveal() == DEMO_TOKEN) == (agrees == "y")


def test_a_token_for_one_workspace_is_not_offered_to_other_profiles(converse: Converse, path: Path) -> None:
    save(path, HAMMER._replace(name="old", token=Token("an-older-token-of-the-same-team-0123456789x")))
    done = converse(session_for(path), WORKSPACE_TOKEN, "42", "y", "new", "y")
    assert done.status == 0
    assert "other profiles too" not in done.text


def test_the_keyring_is_offered_where_there_is_one(
    converse: Converse, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wizard.config.keyring_store.available", lambda: "Some Keyring")
    done = converse(session_for(path), *ALL[:5], "y", "n")
    assert (
        "Keep the token in Some Keyring, rather than in the file? (y yes, n or Enter no, b back, ? help)"
        in done.text
    )
    assert "Token kept in: the keyring" in done.out


def test_a_password_manager_can_keep_the_token(converse: Converse, path: Path, tmp_path: Path) -> None:
    for name, token in (("right", DEMO_TOKEN), ("wrong", TEAM_TOKEN)):
        (tmp_path / name).write_text(f"{token}\n")
    read_file = f"{shlex.quote(sys.executable)} -c 'import sys; print(open(sys.argv[1]).read().strip())'"
    right, wrong = (f"{read_file} {shlex.quote(str(tmp_path / name))}" for name in ("right", "wrong"))
    answers = "c", "", "c", "?", "an 'open quote", f"echo {DEMO_TOKEN}", "no-such-program", wrong, right
    done = converse(session_for(path), *ALL[:5], *answers, "j", "y")
    assert done.status == 0
    assert "j JSON, c password manager, b back, ? help)" in done.text
    for said in (
        "Examples:\nop read op://Work/ClickFunnels/token",
        "Type a program and its arguments, and close every quote.",
        "The token command contains the token itself.",
        "the program no-such-program isn't installed",
        f"It printed another token (••••••••{TEAM_TOKEN[-6:]}) than the one you gave.",
        f"Token comes from: {right}",
        '"token": null,',
    ):
        assert said in done.text + done.out
    saved = read(path).profiles["hammer-workspace"]
    assert (saved.token, saved.token_command) == (None, tuple(shlex.split(right)))
    assert DEMO_TOKEN not in path.read_text(encoding="utf-8")


def test_answers_from_options_are_not_asked_for(converse: Converse, path: Path) -> None:
    presets = Presets(Token(DEMO_TOKEN), team="3", workspace="42", profile_name="mine")
    done = converse(session_for(path, presets=presets), "y", "", "y")
    assert done.status == 0
    assert "Workspace: Hammer Workspace (richstone, id 42)." in done.text
    assert list(read(path).profiles) == ["mine"]


def test_a_wrong_option_is_explained_and_asked_for(converse: Converse, path: Path) -> None:
    presets = Presets(workspace="nowhere")
    done = converse(session_for(path, presets=presets), *ALL)
    assert done.status == 0
    assert "There is no workspace “nowhere”." in done.text


@pytest.mark.parametrize("text", ["{", '{"version": 999, "profiles": {}}'])
def test_a_file_that_cannot_be_used_is_set_aside_after_a_yes(
    converse: Converse, path: Path, text: str
) -> None:
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    left = converse(session_for(path), "n")
    assert (left.status, path.read_text(encoding="utf-8")) == (130, text)
    assert "Set it aside and go on? (y yes, n or Enter no, ? help)" in left.text
    assert "Step 1" not in left.text
    done = converse(session_for(path), "y", *ALL)
    assert done.status == 0
    (aside,) = path.parent.glob("config.damaged-*.json")
    assert aside.read_text(encoding="utf-8") == text
    assert f"Kept as {aside.name}." in done.text


def test_a_file_damaged_meanwhile_is_asked_about_before_saving(
    converse: Converse, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wizard.plain.program.read", lambda path: None)
    path.parent.mkdir()
    path.write_text("{", encoding="utf-8")
    done = converse(session_for(path), *ALL, "y", "", "y")
    assert done.status == 0
    assert "Set it aside" in done.text
    assert list(read(path).profiles) == ["hammer-workspace"]


def test_hostile_names_are_shown_as_text(converse: Converse, path: Path) -> None:
    workspaces = [
        SandboxWorkspace(7, "\x1b[31mRed\x07 \u202eevil\n9. Fake", "red"),
        SandboxWorkspace(8, "Two", "two"),
    ]
    platform = Platform(
        [SandboxTeam(1, "\x1b]0;title\x07Team", workspaces=workspaces)], {DEMO_TOKEN: Access()}
    )
    done = converse(session_for(path, platform=platform), DEMO_TOKEN, "\x1b[A", "1")
    assert "The only team of this token: Team (id 1)." in done.text
    assert "\n9. Fake" not in done.out


def test_an_existing_profile_of_the_workspace_is_updated(converse: Converse, path: Path) -> None:
    save(path, profile("mine", Team(3, "T"), Workspace(42, "Hammer Workspace", "richstone")))
    done = converse(session_for(path), *ALL)
    assert f"Updates this workspace’s profile of {NOON:%Y-%m-%d}." in done.text
    assert list(read(path).profiles) == ["mine"]


def test_unreadable_records_are_counted(converse: Converse, path: Path) -> None:
    server = Spoilt({"/teams": some, "/workspaces": some, "/contacts": some})
    done = converse(session_for(path, server=server), *ALL)
    assert done.status == 0
    for name in ("teams", "workspaces in Northwind Coaching", "contacts"):
        assert f"2 records in the list of {name} could not be read and were left out." in done.text


def test_the_only_readable_team_is_asked_about(converse: Converse, path: Path) -> None:
    server = Spoilt({"/teams": lambda rows: [*rows, "?"]}, many(1))
    done = converse(session_for(path, server=server), DEMO_TOKEN, "zzz")
    assert "The only team" not in done.out
    assert "1 record in the list of teams could not be read and was left out." in done.after("“zzz”")


def test_a_list_of_unreadable_records_is_not_called_empty(converse: Converse, path: Path) -> None:
    done = converse(session_for(path, server=Spoilt({"/teams": nothing_but})), DEMO_TOKEN)
    assert "None of the 3 records in the list of teams could be read." in done.text
    done = converse(session_for(path, server=Spoilt({"/workspaces": nothing_but})), *ALL)
    assert "None of the 3 records in the list of workspaces in" in done.text
    assert "has no workspace yet" not in done.text
    done = converse(session_for(path, server=Spoilt({"/contacts": nothing_but})), *ALL)
    assert "None of the 9 records in the list of contacts could be read." in done.text
    assert "no contacts yet" not in done.text
