"""The command on the wizard's last page does the same as the wizard."""

from __future__ import annotations

import json
import os
import shlex
from typing import Any

import pytest
from command_support import Cfw, World

from wizard.account.connection import Connector
from wizard.api.hosts import Hosts
from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.onboarding.answers import Answers
from wizard.onboarding.plan import plan_of
from wizard.onboarding.session import Session
from wizard.sandbox import DEMO_TOKEN, TEAM_TOKEN
from wizard.support.secret import Token


def content() -> dict[str, Any]:
    """The file's content without the times of saving."""
    loaded: dict[str, Any] = json.loads(config_path().read_text(encoding="utf-8"))
    for entry in loaded["profiles"].values():
        del entry["saved_at"]
    return loaded


@pytest.mark.parametrize("replaces_token", [False, True])
def test_both_write_the_same_file(saved: Cfw, world: World, replaces_token: bool) -> None:
    before = config_path().read_bytes()
    hosts = Hosts(world.url)
    session = Session(config_path(), hosts, Connector(hosts))
    document = read(config_path())
    old = document.profiles["nagel-sohne"]
    answers = Answers(account=session.connect(Token(TEAM_TOKEN)))
    answers = answers.with_team(old.team, is_only=False).with_workspace(old.workspace, is_only=False)
    plan = plan_of(session, document, answers, "nagel-again", replaces_token=replaces_token)
    plan.save()
    by_plan = content()
    config_path().write_bytes(before)

    setting, program, *arguments = shlex.split(plan.command())
    assert (setting, program) == (f"CLICKFUNNELS_URL={os.environ['CLICKFUNNELS_URL']}", "cfw")
    assert saved(*arguments, stdin=TEAM_TOKEN).status == 0
    assert content() == by_plan
    assert by_plan["current"] == "nagel-again"
    tokens = [entry["token"] for entry in by_plan["profiles"].values()]
    kept = TEAM_TOKEN if replaces_token else DEMO_TOKEN
    assert tokens == [kept, DEMO_TOKEN, kept, TEAM_TOKEN]
    assert TEAM_TOKEN not in plan.command()
