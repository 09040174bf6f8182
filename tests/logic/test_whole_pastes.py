"""Whole files, pages and pieces of code on the clipboard: the right token, and what else they say."""

from __future__ import annotations

import json
import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.support.pasted_place import PastedPlace
from wizard.support.pasted_token import FoundToken, NotAToken, find_token

TOKEN = "VZeIl6IkzMQCdfSBQdvjSb7-KLllCKrE390QMKcmC6M"
OTHER = "9f2KqWmZt7Yx_LrB4sVnC8dHjP1aGuE6oTiN3bXcQ0k"
STRIPE = "sk_live_51H8xKqWmZt7YxLrB4sVnC8dHjP1aGuE6oTiN3bXc"

DOTENV = f"""\
# acme's shop
APP_KEY=base64:{OTHER}=
STRIPE_SECRET_KEY={STRIPE}
CLICKFUNNELS_SUBDOMAIN=acme
CLICKFUNNELS_WORKSPACE_ID=4711
CLICKFUNNELS_TEAM_ID=12
# CLICKFUNNELS_API_KEY={OTHER}
CLICKFUNNELS_API_KEY="{TOKEN}" # production
"""
POSTMAN = json.dumps(
    {
        "name": "ClickFunnels",
        "values": [
            {"key": "subdomain", "value": "acme", "type": "default", "enabled": True},
            {"key": "access_token", "value": OTHER, "type": "secret", "enabled": False},
            {"key": "access_token", "value": TOKEN, "type": "secret", "enabled": True},
        ],
        "_postman_variable_scope": "environment",
    },
    indent=1,
)
PORTAL = f"""\
Developer Portal
Platform Applications
My integration\tEdit
UID
{OTHER}
Secret
{OTHER[::-1]}
API access token

{TOKEN}
Copy
Created 2 days ago https://accounts.myclickfunnels.com/account/teams/12/applications
"""

PASTES: dict[str, tuple[str, PastedPlace]] = {
    ".env": (DOTENV, PastedPlace("12", "4711", "acme")),
    ".env of Windows": (DOTENV.replace("\n", "\r\n"), PastedPlace("12", "4711", "acme")),
    ".env of a browser program": (
        f"VITE_CLICKFUNNELS_API_URL=https://acme.myclickfunnels.com/api/v2\nVITE_CLICKFUNNELS_ACCESS_TOKEN={TOKEN}",
        PastedPlace(subdomain="acme"),
    ),
    "Postman environment": (POSTMAN, PastedPlace(subdomain="acme")),
    "a piece of it": (POSTMAN[POSTMAN.rindex('"access_token"') - 10 :], PastedPlace()),
    "Bruno environment": (
        f"vars {{\n  host: https://acme.myclickfunnels.com/api/v2\n  ~token: {OTHER}\n  token: {TOKEN}\n}}\n",
        PastedPlace(subdomain="acme"),
    ),
    "Bruno YAML": (
        f"name: x\nvariables:\n  - name: api_token\n    value: {TOKEN}\n  - name: team_id\n    value: 12\n",
        PastedPlace(team="12"),
    ),
    "HTTP file": (
        f"@host = https://acme.myclickfunnels.com/api/v2\n@token = {TOKEN}\n\n### Contacts\n"
        "GET {{host}}/workspaces/4711/contacts\nAuthorization: Bearer {{token}}\nAccept: application/json\n",
        PastedPlace(workspace_id="4711", subdomain="acme"),
    ),
    "HTTP request": (
        f"GET /api/v2/teams/12 HTTP/1.1\nHost: a.example\nAuthorization: Bearer {TOKEN}\nAccept: */*\n\n",
        PastedPlace(team="12"),
    ),
    "Python": (
        f'import os, requests\n\nTOKEN = os.environ.get("CF_TOKEN", "{TOKEN}")\nSUBDOMAIN = "acme"\n'
        'requests.get(url, headers={"Authorization": f"Bearer {TOKEN}"})\n',
        PastedPlace(subdomain="acme"),
    ),
    "Python with a type": (f'api_token: str = "{TOKEN}"\nclient = Client(token=api_token)\n', PastedPlace()),
    "Python with an argument": (
        f'client = Client(token="{TOKEN}", workspace_id="4711")',
        PastedPlace("", "4711"),
    ),
    "JavaScript": (
        f"const accessToken = `{TOKEN}`;\nfetch(`https://${{sub}}.myclickfunnels.com/api/v2/teams`, {{\n"
        "  headers: { Authorization: `Bearer ${accessToken}` },\n});",
        PastedPlace(),
    ),
    "JavaScript template": (
        f"fetch(url, {{ headers: {{ 'Authorization': `Bearer {TOKEN}`, 'X-Request-Key': '{OTHER}' }} }})",
        PastedPlace(),
    ),
    "PHP": (
        f"<?php\ndefine('CLICKFUNNELS_API_KEY', '{TOKEN}');\n$config = ['subdomain' => 'acme'];\n"
        "curl_setopt($ch, CURLOPT_HTTPHEADER, ['Authorization: Bearer ' . CLICKFUNNELS_API_KEY]);\n",
        PastedPlace(subdomain="acme"),
    ),
    "PHP array": (f"'clickfunnels' => [\n 'token' => '{TOKEN}',\n 'team_id' => '12',\n],", PastedPlace("12")),
    "PowerShell": (
        f'$env:CLICKFUNNELS_API_TOKEN = "{TOKEN}"\n$env:CLICKFUNNELS_SUBDOMAIN = "acme"\n'
        'irm $uri -Headers @{ Authorization = "Bearer $env:CLICKFUNNELS_API_TOKEN" }',
        PastedPlace(subdomain="acme"),
    ),
    "cmd": (f'set "CF_API_TOKEN={TOKEN}"\r\nset CF_SUBDOMAIN=acme\r\n', PastedPlace(subdomain="acme")),
    "setx": (f"setx CLICKFUNNELS_API_TOKEN {TOKEN}", PastedPlace()),
    "fish": (f"set -gx CLICKFUNNELS_API_TOKEN '{TOKEN}'", PastedPlace()),
    "curl of Windows": (
        f'curl "https://acme.myclickfunnels.com/api/v2/workspaces/4711" ^\r\n'
        f'  -H ^"authorization: Bearer {TOKEN}^" ^\r\n  -H ^"x-csrf-token: {OTHER}^"',
        PastedPlace(workspace_id="4711", subdomain="acme"),
    ),
    "curl with another token in it": (
        f"curl -H 'Authorization: Bearer {TOKEN}' -d '{{\"token\": \"{OTHER}\"}}' https://a.example",
        PastedPlace(),
    ),
    "the Developer Portal": (PORTAL, PastedPlace(team="12")),
    "a table of it": (f"Name\tAPI\nAPI access token\t{TOKEN}\nUID\t{OTHER}\n", PastedPlace()),
    "Dockerfile": (f"FROM python\nENV CLICKFUNNELS_API_KEY {TOKEN}\n", PastedPlace()),
}


@pytest.mark.parametrize("form", PASTES)
def test_the_right_token_is_picked_and_the_rest_says_where(form: str) -> None:
    text, place = PASTES[form]
    from_a_terminal = text.replace("\r\n", "\n").replace("\n", "\r")
    for pasted in (text, from_a_terminal):
        found = find_token(pasted)
        assert isinstance(found, FoundToken), found
        assert found.token.reveal() == TOKEN
        assert found.place == place
        assert TOKEN not in repr(found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"CLICKFUNNELS_SUBDOMAIN=acme\nSTRIPE_KEY={STRIPE}\nCLICKFUNNELS_API_KEY=\n", "missing"),
        (f"CLICKFUNNELS_API_KEY=<your key>\nSOME_TOKEN={OTHER}", "placeholder"),
        ("CLICKFUNNELS_SUBDOMAIN=acme-workspace-of-mine\n", "Character"),
        (f"STRIPE_SECRET_KEY={STRIPE}\nGITHUB_TOKEN={OTHER}\n", "None of these keys is for ClickFunnels"),
        ("const token = process.env.CLICKFUNNELS_API_KEY;\n", "placeholder"),
        (f"curl -H 'Authorization: Bearer $TOKEN' -H 'Idempotency: {OTHER}' x", "placeholder"),
        (f"DB_PASSWORD={OTHER}\nDB_USER = me\n", "several words"),
        (" " * 5_000_000 + TOKEN, "too long to search"),
    ],
)
def test_nothing_else_stands_in_for_a_token_that_is_missing(text: str, reason: str) -> None:
    reading = find_token(text)
    assert isinstance(reading, NotAToken)
    assert reason in reading.reason


def test_several_tokens_that_are_equally_likely_are_named() -> None:
    reading = find_token(f"CLICKFUNNELS_KEY_LIVE={TOKEN}\nCLICKFUNNELS_KEY_TEST={OTHER}\n")
    assert isinstance(reading, NotAToken)
    assert reading.reason == (
        "This contains several tokens: “CLICKFUNNELS_KEY_LIVE” (••••••••KcmC6M) and “CLICKFUNNELS_KEY_TEST” "
        "(••••••••bXcQ0k). Paste the right one alone."
    )
    assert [one.token.reveal() for one in reading.choices] == [TOKEN, OTHER]
    same = find_token(f"CLICKFUNNELS_KEY={TOKEN}\nCLICKFUNNELS_API_TOKEN={TOKEN}\n")
    assert isinstance(same, FoundToken)


NOISE = st.lists(
    st.one_of(
        st.builds(
            "{}={}".format,
            st.sampled_from(
                ["DEBUG", "STRIPE_SECRET_KEY", "GITHUB_TOKEN", "SESSION_SECRET", "CLICKFUNNELS_SUBDOMAIN"]
            ),
            st.text(string.ascii_letters + string.digits, min_size=1, max_size=60),
        ),
        st.text(string.printable, max_size=40).filter(lambda line: not set("\r\n\v\f\"'`^") & set(line)),
    ),
    max_size=8,
)


@given(
    NOISE,
    NOISE,
    st.sampled_from(["CLICKFUNNELS_API_KEY={}", "export CF_ACCESS_TOKEN='{}'", '"clickfunnelsToken": "{}",']),
)
def test_nothing_around_an_obvious_token_is_picked_instead(
    before: list[str], after: list[str], line: str
) -> None:
    found = find_token("\n".join([*before, line.format(TOKEN), *after]))
    assert isinstance(found, FoundToken), found
    assert found.token.reveal() == TOKEN


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        " ",
        "\n",
        '"',
        "{",
        '"a":"',
        "TOKEN=x\n",
        "Bearer ",
        'Bearer "x',
        f"{TOKEN} ",
        "name: x\nvalue",
        "curl ^",
        "x=`",
    ],
)
def test_a_paste_of_four_megabytes_takes_bounded_time(piece: str) -> None:
    began = time.process_time()
    find_token(piece * (4_000_000 // len(piece)))
    assert time.process_time() - began < 3
