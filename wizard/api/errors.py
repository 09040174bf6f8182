"""One error class per cause, each with sentences for people: what happened and what to do next."""

from __future__ import annotations

from wizard.support.errors import ExplainedError
from wizard.support.safe_text import sanitize_line

_UNREADABLE_HINT = "Look for a newer version of this program, and check CLICKFUNNELS_URL if you set it."


class ApiError(ExplainedError):
    """A request without a usable response."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what, hint)
        self.retry_after: str | None = None
        """The ``Retry-After`` header, if there was one."""

    @property
    def brief(self) -> str:
        """What happened in a few words, for small places."""
        return self.what.removesuffix(".")


class TokenRejected(ApiError):
    """401: the token is unknown or was revoked."""

    def __init__(self, variable: str = "") -> None:
        unset = f" Or unset {variable} to use a saved token, if there is one." if variable else ""
        super().__init__(
            f"ClickFunnels does not accept {_token(variable)}.",
            f"Copy it again from the Developer Portal: it may be incomplete or revoked.{unset}",
        )


class NotAllowed(ApiError):
    """403 as JSON: the token, or the team's plan, lacks a permission."""

    def __init__(self, api_message: str, variable: str = "", hint: str = "") -> None:
        super().__init__(
            f"ClickFunnels knows {_token(variable)} but does not allow this{_quoted(api_message)}.",
            hint
            or "Check that the team's plan includes API access, and what the token's application may do.",
        )
        self.api_message = api_message
        """What ClickFunnels said about it, sanitized; empty if it gave no reason."""
        self.variable = variable
        """The environment variable the token came from, if any."""


class Blocked(ApiError):
    """403 as a web page: a firewall rejected the request before ClickFunnels saw the token."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The firewall in front of {host} blocked the request; the token is not the cause.",
            "Try again in a minute, without a VPN, or from another network.",
        )


class NotFound(ApiError):
    """404: a wrong id, the wrong host, or another team's record."""

    def __init__(self, thing: str, variable: str = "", hint: str = "") -> None:
        usual = (
            "Check CLICKFUNNELS_URL if you set it, and the id if you gave one: it may be deleted, or "
            "belong to another team."
        )
        if variable:
            usual = (
                "That token may belong to another account: unset it to use a saved one, if there is one. "
                "Also check CLICKFUNNELS_URL if you set it, and the id if you gave one."
            )
        super().__init__(f"ClickFunnels has no {thing} that {_token(variable)} can access.", hint or usual)


class NotAnId(NotFound):
    """Text that can't be an id, so it wasn't sent."""

    def __init__(self, thing: str) -> None:
        super().__init__(thing)
        self.what = f"That can't be the id of a {thing}, so nothing was sent."
        self.hint = "An id is a number; a public id is a few letters."


class BadRequest(ApiError):
    """400 or 422: ClickFunnels rejected a parameter or a filter."""

    def __init__(self, api_message: str) -> None:
        super().__init__(
            f"ClickFunnels rejected the request{_quoted(api_message)}.",
            "Check what you typed; if it looks right, this program may be older than the API.",
        )


class RateLimited(ApiError):
    """429, even after retries: too many requests from this address."""

    def __init__(self, retry_after: str | None = None) -> None:
        super().__init__(
            "ClickFunnels asks to slow down: too many requests came from this network address.",
            "Wait a minute or two, then try again.",
        )
        self.retry_after = retry_after

    @property
    def brief(self) -> str:
        """What happened in a few words."""
        return "ClickFunnels asks to slow down"


class ServiceTrouble(ApiError):
    """5xx, even after retries: a problem at ClickFunnels."""

    def __init__(self, status: int, retry_after: str | None = None) -> None:
        super().__init__(
            f"ClickFunnels is having trouble (it answered {status}).",
            "Try again in a few minutes; your token and your choices are fine.",
        )
        self.status = status
        self.retry_after = retry_after


class OutOfTime(ServiceTrouble):
    """503 for a filtered request that was slow for another reason than its filter; retried once."""


class FilterTooSlow(ApiError):
    """422 for a filter that takes too long. It isn't retried, because that would fail too."""

    def __init__(self, api_message: str) -> None:
        super().__init__(
            f"This filter takes ClickFunnels too long{_quoted(api_message)}.",
            "Choose another segment, or make this one simpler in the dashboard: text that must contain "
            "something is slow, equal texts, tags and dates are fast.",
        )


class NotFiltered(ApiError):
    """Contacts that the segment can't have selected: the answer isn't filtered by it."""

    def __init__(self, segment: str, contact_id: int) -> None:
        super().__init__(
            f"ClickFunnels sent contact {contact_id}, which doesn't match the segment {segment}, so this "
            "may be an unfiltered list.",
            "Nothing more was read. Check the segment in the dashboard, then try again.",
        )


class NoConnection(ApiError):
    """Nothing answers at the address."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"No connection to {host}.",
            "Check your network, and CLICKFUNNELS_URL if you set it; behind a proxy, set HTTPS_PROXY.",
        )


class ConnectionBroke(ApiError):
    """The connection was closed in the middle of a request, even after retries."""

    def __init__(self, host: str) -> None:
        super().__init__(f"The connection to {host} broke off.", "Check your network, then try again.")


class NameNotFound(ApiError):
    """DNS has no address for the host."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The name {host} cannot be found (DNS).",
            "Check your network and, if you set it, CLICKFUNNELS_URL.",
        )


class TimedOut(ApiError):
    """No response within the timeout, even after retries."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(
            f"{host} did not answer within {round(seconds, 1):g} seconds.",
            "Check your network; behind a company's proxy, set HTTPS_PROXY. Then try again.",
        )


class SentNothing(ApiError):
    """No byte arrived within the program's timeout, over all retries."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(
            f"Gave up: {host} sent nothing for {seconds:g} {'second' if seconds == 1 else 'seconds'}.",
            "Check your network, then try again; --timeout SECONDS sets how long to wait.",
        )


class ProxyTrouble(ApiError):
    """The proxy setting is wrong, or the proxy refuses the request."""


class Redirected(ApiError):
    """3xx: the API never redirects, so this came from something in between and isn't followed."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"Something between here and {host} redirected the request, and that was not followed.",
            "A hotel's or café's network may want you to sign in first: open any page in a browser.",
        )


class NotJson(ApiError):
    """A success status, but the body isn't JSON."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} did not answer with JSON, but perhaps with a web page.",
            "A network may want you to sign in first: open any page in a browser. Then check"
            " CLICKFUNNELS_URL.",
        )


class UnexpectedShape(ApiError):
    """JSON that doesn't have the documented structure."""

    def __init__(self, host: str, problem: str) -> None:
        super().__init__(
            f"{host} sent an unexpected response: {problem}.",
            "Check CLICKFUNNELS_URL if you set it, and whether a newer version of this program is out.",
        )


class EndlessList(ApiError):
    """A list that repeats its pages forever; `what` says which list, and what was repeated."""

    def __init__(self, what: str) -> None:
        super().__init__(
            sanitize_line(what),
            "Everything loaded so far is kept, but something may be missing. Try again later.",
        )


class Unordered(ApiError):
    """A list that isn't in its documented order, so records may be missing."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"ClickFunnels sent the {name} out of order, so some records may be missing.",
            "Everything loaded so far is kept. Try again later.",
        )


class Unreadable(ApiError):
    """A list with records that can't be read and are left out."""

    def __init__(self, name: str, count: int) -> None:
        records = "1 record" if count == 1 else f"{count:,} records"
        were = "was" if count == 1 else "were"
        super().__init__(f"{records} in the {name} could not be read and {were} left out.", _UNREADABLE_HINT)


class NothingReadable(ApiError):
    """A list in which no record can be read. (It isn't empty.)"""

    def __init__(self, name: str, count: int) -> None:
        what = f"None of the {count:,} records in the {name} could be read."
        if count == 1:
            what = f"The only record in the {name} could not be read."
        super().__init__(what, _UNREADABLE_HINT)


class BadAddress(ApiError):
    """An address the token must not be sent to, from `CLICKFUNNELS_URL` or a workspace's subdomain."""


class SignInError(ApiError):
    """Signing in with the browser did not give a token."""


class SignInDenied(SignInError):
    """The person, or the server in their place, denied access."""

    def __init__(self) -> None:
        super().__init__(
            "Access was denied in the browser.",
            "Sign in again to allow it. Only an admin of the team may be able to.",
        )


def _token(variable: str) -> str:
    return f"the token in {variable}" if variable else "this token"


def _quoted(api_message: str) -> str:
    return f" (it says: “{api_message}”)" if api_message else ""
