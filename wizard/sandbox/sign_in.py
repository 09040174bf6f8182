"""Signing in with the browser, as the accounts host offers it: OAuth 2.1 with PKCE and dynamic registration.

Sources: RFC 8414 (metadata), RFC 7591 (registration), RFC 6749 (codes and tokens), RFC 7636 (PKCE), RFC 7009
(revocation), and ClickFunnels' OAuth guide.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from wizard.sandbox.access import is_accounts_host, not_found
from wizard.sandbox.platform import Access, Platform

SCOPES = ("admin", "read", "write", "delete", "mcp")

_LOOPBACK = re.compile(r"http://localhost:\d{1,5}/\S*")
"""The only redirects without TLS. Doorkeeper accepts this name, and no IP address."""


@dataclass(frozen=True)
class _Client:
    name: str
    redirect_uris: tuple[str, ...]


@dataclass(frozen=True)
class _Grant:
    """What a code can be exchanged for, once."""

    client_id: str
    redirect_uri: str
    challenge: str
    scope: str
    access: Access
    workspace_url: str


class SignInServer:
    """Registers clients, asks for consent on a page with the workspaces, and issues and revokes tokens."""

    def __init__(self, platform: Platform, tokens: dict[str, Access]) -> None:
        """Offer the workspaces of `platform`, and add the tokens that are issued to `tokens`."""
        self._platform = platform
        self._tokens = tokens
        self._issued: set[str] = set()
        self._clients: dict[str, _Client] = {}
        self._grants: dict[str, _Grant] = {}

    def routes(self) -> list[BaseRoute]:
        """The endpoints, all on the accounts host."""
        return [
            Route("/.well-known/oauth-authorization-server", self._metadata, methods=["GET"]),
            Route("/oauth/register", self._register, methods=["POST"]),
            Route("/oauth/authorize", self._ask, methods=["GET"]),
            Route("/oauth/authorize", self._decide, methods=["POST"]),
            Route("/oauth/token", self._token, methods=["POST"]),
            Route("/oauth/revoke", self._revoke, methods=["POST"]),
        ]

    async def _metadata(self, request: Request) -> Response:
        if not is_accounts_host(request):
            return not_found()
        base = str(request.base_url).rstrip("/")
        return JSONResponse(
            {
                "issuer": base,
                **{
                    f"{name}_endpoint": f"{base}/oauth/{path}"
                    for name, path in (
                        ("authorization", "authorize"),
                        ("token", "token"),
                        ("revocation", "revoke"),
                        ("registration", "register"),
                    )
                },
                "scopes_supported": SCOPES,
                "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code"],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["none"],
            }
        )

    async def _register(self, request: Request) -> Response:
        try:
            wanted = json.loads(await request.body())
            uris = tuple(str(uri) for uri in wanted["redirect_uris"])
            name = str(wanted.get("client_name", ""))
        except (ValueError, KeyError, TypeError, AttributeError):
            return _refused("invalid_client_metadata")
        if not uris or not all(_LOOPBACK.fullmatch(uri) or uri.startswith("https://") for uri in uris):
            return _refused("invalid_redirect_uri")
        client_id = secrets.token_urlsafe(32)
        self._clients[client_id] = _Client(name, uris)
        return JSONResponse(
            {
                "client_id": client_id,
                "client_name": name,
                "redirect_uris": uris,
                "grant_types": ["authorization_code"],
                "token_endpoint_auth_method": "none",
            },
            status_code=201,
        )

    async def _ask(self, request: Request) -> Response:
        """Show the consent page. Nothing is sent to a redirect address that isn't the client's."""
        asked = dict(request.query_params)
        refused = self._check(asked)
        return refused or HTMLResponse(self._page(asked))

    async def _decide(self, request: Request) -> Response:
        asked = await _form(request)
        refused = self._check(asked)
        if refused:
            return refused
        state = {"state": asked["state"]} if "state" in asked else {}
        chosen = [
            (team, workspace)
            for team in self._platform.teams
            for workspace in team.workspaces
            if str(workspace.id) == asked.get("workspace_id")
        ]
        if asked.get("decision") != "allow" or not chosen:
            return _redirect(asked["redirect_uri"], {"error": "access_denied", **state})
        team, workspace = chosen[0]
        code = secrets.token_urlsafe(32)
        self._grants[code] = _Grant(
            asked["client_id"],
            asked["redirect_uri"],
            asked["code_challenge"],
            asked.get("scope", "read"),
            Access(frozenset({team.id}), workspace_ids=frozenset({workspace.id}), is_signed_in=True),
            f"https://{workspace.subdomain}.myclickfunnels.com",
        )
        return _redirect(asked["redirect_uri"], {"code": code, **state})

    async def _token(self, request: Request) -> Response:
        sent = await _form(request)
        if sent.get("client_id") not in self._clients:
            return _refused("invalid_client", status=401)
        if sent.get("grant_type") != "authorization_code":
            return _refused("unsupported_grant_type")
        grant = self._grants.pop(sent.get("code", ""), None)
        is_same = (
            grant
            and (grant.client_id, grant.redirect_uri) == (sent["client_id"], sent.get("redirect_uri"))
            and grant.challenge == _challenge(sent.get("code_verifier", ""))
        )
        if not grant or not is_same:
            return _refused("invalid_grant")
        token = secrets.token_urlsafe(32)
        self._tokens[token] = grant.access
        self._issued.add(token)
        return JSONResponse(
            {
                "access_token": token,
                "token_type": "Bearer",
                "scope": grant.scope,
                "expires_in": 7200,
                "workspace_url": grant.workspace_url,
            },
            headers={"Cache-Control": "no-store"},
        )

    async def _revoke(self, request: Request) -> Response:
        """Revoke a token that was issued here. An unknown one is a success too (RFC 7009 section 2.2)."""
        sent = await _form(request)
        if sent.get("client_id") not in self._clients:
            return _refused("invalid_client", status=401)
        token = sent.get("token", "")
        if token in self._issued:
            self._issued.remove(token)
            del self._tokens[token]
        return JSONResponse({})

    def _check(self, asked: Mapping[str, str]) -> Response | None:
        """Give the response to a request that can't be granted."""
        client = self._clients.get(asked.get("client_id", ""))
        uri = asked.get("redirect_uri", "")
        if client is None or uri not in client.redirect_uris:
            problem = (
                "This application isn't registered here, or its redirect address isn't the registered one."
            )
            return HTMLResponse(_html("Can't sign in", f"<p>{problem}</p>"), status_code=400)
        error = None
        if asked.get("response_type") != "code":
            error = "unsupported_response_type"
        elif not asked.get("code_challenge") or asked.get("code_challenge_method") != "S256":
            error = "invalid_request"
        elif not set(asked.get("scope", "").split()) <= set(SCOPES):
            error = "invalid_scope"
        if not error:
            return None
        return _redirect(uri, {"error": error, **({"state": asked["state"]} if "state" in asked else {})})

    def _page(self, asked: Mapping[str, str]) -> str:
        hidden = "".join(
            f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
            for name, value in asked.items()
        )
        workspaces = "".join(
            f'<option value="{workspace.id}">{html.escape(f"{workspace.name} · {team.name}")}</option>'
            for team in self._platform.teams
            for workspace in team.workspaces
        )
        name = html.escape(self._clients[asked["client_id"]].name)
        scope = html.escape(asked.get("scope", "read"))
        return _html(
            f"Let {name} access a workspace?",
            f"<p>It asks for: <strong>{scope}</strong></p>"
            f'<form method="post">{hidden}'
            f'<label>Workspace <select name="workspace_id">{workspaces}</select></label> '
            '<button name="decision" value="allow">Allow</button> '
            '<button name="decision" value="deny">Deny</button></form>',
        )


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


async def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode("utf-8", "replace")))


def _redirect(uri: str, answer: Mapping[str, Any]) -> Response:
    return RedirectResponse(f"{uri}?{urlencode(answer)}", status_code=302)


def _refused(error: str, status: int = 400) -> Response:
    return JSONResponse({"error": error}, status_code=status)


def _html(title: str, body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{title} · sandbox</title></head><body><h1>{title}</h1>{body}"
        "<p>This is a sandbox. Its workspaces and contacts are invented.</p></body></html>"
    )
