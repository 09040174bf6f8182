"""`cfw find`: a contact in all workspaces of all saved tokens."""

from __future__ import annotations

import json

import pytest
from command_support import Cfw, World
from starlette.responses import JSONResponse

from wizard.config.paths import config_path
from wizard.sandbox import InventedContacts

IN_HAMMER = InventedContacts(42, 57)[55]
IN_EARLY_BIRD = InventedContacts(44, 25_000)[24_847]
"""A contact of a workspace that no profile is saved for."""


@pytest.mark.parametrize("typed", [IN_HAMMER["email_address"], str(IN_HAMMER["id"])])
def test_a_contact_is_found_by_email_and_by_id(saved: Cfw, typed: str) -> None:
    done = saved("find", typed)
    assert (done.status, done.err) == (0, "")
    (line,) = done.out.splitlines()
    for text in ("Hammer Workspace", "Northwind Coaching", "João Ribeiro", IN_HAMMER["email_address"]):
        assert text in line


def test_workspaces_without_a_profile_are_searched_too(saved: Cfw) -> None:
    done = saved("find", IN_EARLY_BIRD["email_address"], "--json")
    found = json.loads(done.out)
    assert list(found) == ["profile", "team", "workspace", "contact", "url"]
    assert (found["profile"], found["workspace"]["subdomain"]) == (None, "early-bird")
    assert found["contact"]["id"] == IN_EARLY_BIRD["id"]


def test_every_workspace_is_asked_once(saved: Cfw, world: World) -> None:
    before = len(world.asked)
    done = saved("find", "nobody@example.com")
    assert (done.status, done.out) == (6, "")
    assert "No workspace that your saved tokens can access has nobody@example.com." in done.err
    lists = [one for one in world.asked[before:] if "/contacts" in one]
    assert len(lists) == len(set(lists)) == 34


def test_what_could_not_be_asked_is_named_and_decides_if_nothing_is_found(saved: Cfw, world: World) -> None:
    world.refuse("/workspaces/44/contacts", JSONResponse({"error": "No Contacts"}, 403))
    missed = saved("find", IN_EARLY_BIRD["email_address"])
    assert missed.status == 5
    assert "Early Bird Club (44): " in missed.err
    assert "Not found, but 1 could not be asked: see above." in missed.err
    assert saved("find", IN_HAMMER["email_address"]).status == 0


def test_profiles_in_a_locked_keyring_are_skipped(saved: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    content = json.loads(config_path().read_text(encoding="utf-8"))
    content["profiles"]["chanoyu"].update(token=None, token_store="keyring")
    config_path().write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr("wizard.account.find_contacts.is_locked", lambda: True)
    done = saved("find", IN_HAMMER["email_address"])
    assert done.status == 0
    assert done.err == "Skipped chanoyu: the system's keyring is locked.\n"
    assert saved("find", "nobody@example.com").status == 5


@pytest.mark.parametrize("typed", ["ada", "ada@example.com,bob@example.com", ""])
def test_parts_of_names_cannot_be_looked_up(saved: Cfw, world: World, typed: str) -> None:
    asked = len(world.asked)
    done = saved("find", typed)
    assert (done.status, len(world.asked)) == (2, asked)
    assert "is neither a whole email address nor a contact's id." in done.err


def test_nothing_is_saved(cfw: Cfw) -> None:
    assert cfw("find", "ada@example.com").status == 3
