"""What an authorization server offers, as it says itself."""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from wizard.api.hosts import origin_of
from wizard.api.http_types import Http
from wizard.api.oauth.errors import RegistrationRefused, SignInNotOffered

CLIENT_NAME = "clickfunnels-wizard"

_LONGEST_CLIENT_ID = 500
"""Characters. It becomes part of the address that people may have to copy."""

_METADATA_PATH = ".well-known/oauth-authorization-server"


class AuthorizationServer(NamedTuple):
    """The endpoints of a server that registers native applications and supports PKCE."""

    authorization_endpoint: str
    token_endpoint: str
    registration_endpoint: str
    revocation_endpoint: str


async def discover(http: Http, accounts_url: str) -> AuthorizationServer:
    """Ask the accounts host what it offers (RFC 8414).

    Raises `SignInNotOffered` if that isn't enough, or if an endpoint is on another host: the token would go
    there. Raises an `ApiError` if the host can't be reached.
    """
    origin = origin_of(accounts_url)
    response = await http.send_once("GET", f"{origin}{_METADATA_PATH}")
    metadata = json_object(response.text)
    endpoints = [
        metadata.get(f"{name}_endpoint") for name in ("authorization", "token", "registration", "revocation")
    ]
    is_enough = (
        response.status == 200
        and str(metadata.get("issuer", "")).rstrip("/") == origin.rstrip("/")
        and "S256" in _texts(metadata.get("code_challenge_methods_supported"))
        and "authorization_code" in _texts(metadata.get("grant_types_supported", ["authorization_code"]))
        and all(isinstance(url, str) and _is_on(url, origin) for url in endpoints)
    )
    if not is_enough:
        raise SignInNotOffered(response.host)
    return AuthorizationServer(*map(str, endpoints))


async def register(http: Http, server: AuthorizationServer, redirect_uri: str) -> str:
    """Register this program as a public client (RFC 7591) and give its client id.

    Raises `RegistrationRefused`, or an `ApiError` if the server can't be reached.
    """
    response = await http.send_once(
        "POST",
        server.registration_endpoint,
        json={
            "client_name": CLIENT_NAME,
            "redirect_uris": [redirect_uri],
            "grant_types": ["authorization_code"],
            "response_types": ["code"],
            "token_endpoint_auth_method": "none",
            "application_type": "native",
        },
    )
    answer = json_object(response.text)
    client_id = answer.get("client_id")
    is_usable = isinstance(client_id, str) and 0 < len(client_id) <= _LONGEST_CLIENT_ID
    if response.status not in (200, 201) or not is_usable:
        raise RegistrationRefused(
            response.host, str(answer.get("error_description") or answer.get("error") or "")
        )
    return str(client_id)


def json_object(text: str) -> dict[str, Any]:
    """Give the JSON object in a response; an empty one if it contains anything else."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _texts(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _is_on(url: str, origin: str) -> bool:
    """Whether a URL is on this origin. It will be printed, so it must be visible ASCII (RFC 3986)."""
    try:
        return all("!" <= letter <= "~" for letter in url) and urlsplit(url)[:2] == urlsplit(origin)[:2]
    except ValueError:
        return False
