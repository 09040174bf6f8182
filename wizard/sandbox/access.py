"""Check which host a request was sent to and what its token can access."""

from __future__ import annotations

import ipaddress

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from wizard.sandbox.platform import Access, Platform

_FIREWALL_PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Access denied</title></head>
<body><h1>Sorry, you have been blocked</h1><p>You are unable to access this site.</p></body></html>
"""


def authorize(request: Request, platform: Platform) -> Access | Response:
    """Give what the request's token can access, or the response that refuses it.

    Without a ``User-Agent`` the firewall responds before the token is checked. Source: Getting Started guide.
    """
    if not request.headers.get("user-agent"):
        return HTMLResponse(_FIREWALL_PAGE, status_code=403)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    access = platform.tokens.get(token.strip())
    if scheme.lower() != "bearer" or access is None:
        return JSONResponse({"error": "API key missing or invalid"}, status_code=401)
    if not access.has_plan:
        return JSONResponse({"error": "Your plan does not include API access"}, status_code=403)
    return access


def missing_category(category: str) -> Response:
    """The response to a request outside the token's categories."""
    return JSONResponse(
        {"error": f"This access token does not have read access to {category}"}, status_code=403
    )


def no_lists() -> Response:
    """The response to a request for teams or workspaces, if the token is for single workspaces."""
    return JSONResponse({"error": "This access token is limited to one workspace"}, status_code=403)


def not_found() -> Response:
    """The response for an unknown id, the wrong host, and another team's record."""
    return JSONResponse({"error": "Not found: Record missing"}, status_code=404)


def subdomain_of(request: Request) -> str | None:
    """The host's first label; None if one address serves everything (an IP address, or localhost)."""
    host = request.url.hostname or ""
    if host == "localhost" or _is_address(host):
        return None
    return host.partition(".")[0].lower()


def is_accounts_host(request: Request) -> bool:
    """Whether this host serves teams and lists of workspaces."""
    return subdomain_of(request) in (None, "accounts")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
