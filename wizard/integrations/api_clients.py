"""Environments for API clients: the addresses and ids of a workspace, and never the token itself."""

from __future__ import annotations

import json
from collections.abc import Mapping

TOKEN_VARIABLE = "CLICKFUNNELS_API_TOKEN"
"""The environment variable that clients read the token from, if they can."""


def postman(name: str, values: Mapping[str, str]) -> str:
    """Give a Postman environment. Its token is an empty secret: Postman reads no environment variables.

    Source: https://github.com/api-evangelist/postman, postman-environment-schema.json.
    """
    variables = [
        {"key": key, "value": value, "type": "default", "enabled": True} for key, value in values.items()
    ]
    token = {"key": "token", "value": "", "type": "secret", "enabled": True}
    return _json({"name": name, "values": [*variables, token], "_postman_variable_scope": "environment"})


def bruno(values: Mapping[str, str]) -> str:
    """Give an environment of a Bruno collection; its name is that of its file.

    Bruno reads the token's variable from the `.env` beside the collection. Source: usebruno/bruno,
    packages/bruno-lang/v2/src/jsonToEnv.js.
    """
    token = f"{{{{process.env.{TOKEN_VARIABLE}}}}}"
    lines = [f"  {key}: {value}\n" for key, value in {**values, "token": token}.items()]
    return f"vars {{\n{''.join(lines)}}}\n"


def http_client(name: str, values: Mapping[str, str]) -> str:
    """Give the `http-client.env.json` of JetBrains' editors. It has no token.

    Whether that file or the private one wins isn't certain, so no name is in both.
    """
    return _json({name: dict(values)})


def private_http_client(name: str) -> str:
    """Give the `http-client.private.env.json` beside it, with an empty token to fill in."""
    return _json({name: {"token": ""}})


def vscode_rest(name: str, values: Mapping[str, str]) -> str:
    """Give settings for the REST Client of VS Code, where `{{$processEnv %token}}` is then the token.

    The value of `token` is the name of the environment variable. Source: Huachao/vscode-restclient, README.
    """
    return _json({"rest-client.environmentVariables": {name: {**values, "token": TOKEN_VARIABLE}}})


def _json(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
