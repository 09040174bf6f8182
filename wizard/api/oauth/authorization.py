"""One request for access: the address to open, the code that comes back, and the token it's exchanged for."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit

from oauthlib.oauth2 import WebApplicationClient

from wizard.api.errors import SignInDenied
from wizard.api.http_types import Http
from wizard.api.models import TokenGrant
from wizard.api.oauth.errors import (
    NotARedirect,
    NoTokenReturned,
    NotRevoked,
    ScopeRefused,
    SignInFailed,
    UnknownClient,
    WrongState,
)
from wizard.api.oauth.server import AuthorizationServer, json_object
from wizard.support.safe_text import sanitize_line
from wizard.support.secret import Token

READ_ONLY = "read"


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """What this program asks for, and the secrets that tie the answer to it."""

    server: AuthorizationServer
    client_id: str
    redirect_uri: str
    scope: str
    state: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)
    """The PKCE code verifier (RFC 7636)."""

    @property
    def url(self) -> str:
        """The address for the browser."""
        challenge = WebApplicationClient(self.client_id).create_code_challenge(self.verifier, "S256")
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": self.scope,
            "state": self.state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            "new_installation": "true",  # lets the person pick the workspace, as the official command does
        }
        joint = "&" if urlsplit(self.server.authorization_endpoint).query else "?"
        return f"{self.server.authorization_endpoint}{joint}{urlencode(asked)}"

    def is_answered_by(self, url: str) -> bool:
        """Whether the browser was sent to `url` in answer to this request."""
        return secrets.compare_digest(
            _parameter(url, "state").encode("utf-8", "replace"), self.state.encode()
        )

    def check_redirect(self, url: str) -> None:
        """Check that `url` is where the server sends the browser. Raises `NotARedirect` or `WrongState`."""
        if not (_parameter(url, "code") or _parameter(url, "error")):
            raise NotARedirect
        if not self.is_answered_by(url):
            raise WrongState


def read_code(request: AuthorizationRequest, url: str) -> str:
    """Give the code in the address that the browser was sent to.

    Raises `NotARedirect`, `WrongState`, `SignInDenied`, `ScopeRefused` or `SignInFailed`.
    """
    request.check_redirect(url)
    error = _parameter(url, "error")
    if error == "access_denied":
        raise SignInDenied
    if error == "invalid_scope":
        raise ScopeRefused(request.scope)
    if error:
        raise SignInFailed(_parameter(url, "error_description") or error)
    return _parameter(url, "code")


async def exchange(http: Http, request: AuthorizationRequest, code: str) -> tuple[Token, TokenGrant]:
    """Exchange a code for a token, and give how it was obtained.

    Raises `UnknownClient`, `SignInFailed` or `NoTokenReturned`, or an `ApiError` if the server can't be
    reached. The lifetime in the answer is ignored: ClickFunnels' OAuth guide says that tokens don't expire.
    """
    client = WebApplicationClient(request.client_id)
    body = client.prepare_request_body(
        code=code, redirect_uri=request.redirect_uri, code_verifier=request.verifier
    )
    response = await http.send_once("POST", request.server.token_endpoint, form=body)
    answer = json_object(response.text)
    if error := answer.get("error"):
        kind = UnknownClient if error == "invalid_client" else SignInFailed
        raise kind(str(answer.get("error_description") or error))
    if response.status != 200 or str(answer.get("token_type", "Bearer")).lower() != "bearer":
        raise NoTokenReturned(response.host)
    try:
        token = Token(str(answer.get("access_token") or ""))
    except ValueError:
        raise NoTokenReturned(response.host) from None
    granted = answer.get("scope")
    scope = " ".join(sanitize_line(granted).split()) if isinstance(granted, str) else ""
    return token, TokenGrant(scope or request.scope, request.client_id)


async def revoke(http: Http, server: AuthorizationServer, client_id: str, token: Token) -> None:
    """Revoke a token (RFC 7009). Raises `NotRevoked`, or an `ApiError` if the server can't be reached."""
    fields = {"token": token.reveal(), "token_type_hint": "access_token", "client_id": client_id}
    response = await http.send_once("POST", server.revocation_endpoint, form=urlencode(fields))
    if response.status != 200:
        raise NotRevoked(response.host)


def _parameter(url: str, name: str) -> str:
    """Give a parameter of the query, which may have it only once (RFC 6749 section 3.1)."""
    try:
        values = parse_qs(urlsplit(url.strip()).query).get(name, [])
    except ValueError:
        return ""
    return values[0] if len(values) == 1 else ""
