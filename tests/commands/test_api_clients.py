"""`cfw export postman` and the like: addresses and ids for API clients, and never the token."""

from __future__ import annotations

import json

import pytest
from command_support import Cfw
from test_env import HAMMER, HOSTILE, TOKEN

from wizard.config.paths import config_path
from wizard.config.saving import save

VALUES = {
    "team_id": "3",
    "workspace_id": "42",
    "workspace_public_id": "jWMWXZ",
    "subdomain": HOSTILE,
    "api_url": "https://richstone.myclickfunnels.com/api/v2",
    "accounts_url": "https://accounts.myclickfunnels.com/api/v2",
}


@pytest.fixture
def hammer(cfw: Cfw) -> Cfw:
    save(config_path(), HAMMER)
    return cfw


@pytest.mark.parametrize("target", ["postman", "bruno", "http-client", "vscode-rest"])
@pytest.mark.parametrize("token", [HAMMER.token, None])
def test_the_token_is_never_written(cfw: Cfw, target: str, token: object) -> None:
    save(config_path(), HAMMER._replace(token=HAMMER.token if token else None))
    done = cfw("export", target)
    assert done.status == 0
    assert TOKEN not in done.out + done.err
    assert VALUES["api_url"] in done.out


def test_postman(hammer: Cfw) -> None:
    environment = json.loads(hammer("export", "postman").out)
    assert (environment["name"], environment["_postman_variable_scope"]) == ("hammer", "environment")
    assert {one["key"]: one["value"] for one in environment["values"]} == {**VALUES, "token": ""}
    assert [one["key"] for one in environment["values"] if one["type"] == "secret"] == ["token"]
    assert all(one["enabled"] for one in environment["values"])


def test_bruno(hammer: Cfw) -> None:
    first, *lines, last = hammer("export", "bruno").out.splitlines()
    assert (first, last) == ("vars {", "}")
    read = dict(line.strip().split(": ", 1) for line in lines)
    assert read == {**VALUES, "token": "{{process.env.CLICKFUNNELS_API_TOKEN}}"}


def test_jetbrains_http_client(hammer: Cfw) -> None:
    assert json.loads(hammer("export", "http-client").out) == {"hammer": VALUES}
    assert json.loads(hammer("export", "http-client", "--private").out) == {"hammer": {"token": ""}}


def test_vscode_rest_client(hammer: Cfw) -> None:
    settings = json.loads(hammer("export", "vscode-rest").out)
    values = {**VALUES, "token": "CLICKFUNNELS_API_TOKEN"}
    assert settings == {"rest-client.environmentVariables": {"hammer": values}}
