"""One error a cause, each in words for the person at the screen: what happened, and what to do next."""

from __future__ import annotations

from datetime import date
from enum import Enum

from wizard.support.safe_text import sanitize_line

_UNREADABLE_HINT = "Look for a newer version of this program, and check CLICKFUNNELS_URL if you set it."


class ApiError(Exception):
    """A request that brought no usable answer."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what} {hint}")
        self.what = what
        """What happened, as a sentence; it names the host, the setting or the answer at fault."""
        self.hint = hint
        """What to do next, as a sentence."""

    @property
    def brief(self) -> str:
        """What happened in a few words, where there is little room."""
        return self.what.removesuffix(".")


class TokenRejected(ApiError):
    """401: the token is unknown, or was revoked."""

    def __init__(self, variable: str = "") -> None:
        unset = f" Or unset {variable} to use a saved token, if there is one." if variable else ""
        super().__init__(
            f"ClickFunnels does not accept {_token(variable)}.",
            f"Copy it again from the Developer Portal: it may be incomplete or revoked.{unset}",
        )


class NotAllowed(ApiError):
    """403 as JSON: the token, or the team's plan, lacks a permission."""

    def __init__(self, said: str, variable: str = "", hint: str = "") -> None:
        super().__init__(
            f"ClickFunnels knows {_token(variable)} but does not allow this{_quoted(said)}.",
            hint
            or "Check that the team's plan includes API access, and what the token's application may do.",
        )
        self.api_message = said
        """ClickFunnels' own words, safe to show; empty where it gave none."""
        self.variable = variable
        """The environment variable that the token came from, if any."""


class Blocked(ApiError):
    """403 as a web page: the firewall before ClickFunnels answered, and never asked about the token."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The firewall before {host} blocked the request; the token is not the cause.",
            "Try again in a minute, without a VPN, or from another network.",
        )


class NotFound(ApiError):
    """404: a wrong id, the wrong host for it, or another team's record."""

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
    """Text that can't be an id, and was not sent."""

    def __init__(self, thing: str) -> None:
        super().__init__(thing)
        self.what = f"Nothing was sent: this can't be the id of a {thing}."
        self.hint = "An id is a number; a public id is a few letters."


class BadRequest(ApiError):
    """400 or 422: ClickFunnels does not take a parameter or a filter."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"ClickFunnels does not understand the question{_quoted(said)}.",
            "Check what you typed; if it looks right, this program may be older than the API.",
        )


class RateLimited(ApiError):
    """429, also after waiting: too many requests from this address."""

    def __init__(self, retry_after: str | None = None) -> None:
        super().__init__(
            "ClickFunnels asks to slow down: too many requests came from this network address.",
            "Wait a minute or two, then try again.",
        )
        self.retry_after = retry_after
        """The ``Retry-After`` header as it came, if it came."""

    @property
    def brief(self) -> str:
        """What happened in a few words."""
        return "ClickFunnels asks to slow down"


class ServiceTrouble(ApiError):
    """5xx, also after trying again: the fault is at ClickFunnels."""

    def __init__(self, status: int, retry_after: str | None = None) -> None:
        super().__init__(
            f"ClickFunnels is having trouble (it answered {status}).",
            "Try again in a few minutes; your token and your choices are fine.",
        )
        self.status = status
        self.retry_after = retry_after
        """The ``Retry-After`` header as it came, if it came."""


class NoConnection(ApiError):
    """Nothing answers at the address, or the connection broke."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"No connection to {host}.",
            "Check your network, and CLICKFUNNELS_URL if you set it; behind a proxy, set HTTPS_PROXY.",
        )


class ConnectionBroke(ApiError):
    """The other side ended the connection in the middle, also after trying again."""

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
    """No answer within the limit, also after trying again."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(
            f"{host} did not answer within {round(seconds, 1):g} seconds.",
            "Check your network; behind a company's proxy, set HTTPS_PROXY. Then try again.",
        )


class SentNothing(ApiError):
    """No byte came for as long as this program waits, whatever was tried meanwhile."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(
            f"Gave up: {host} sent nothing for {seconds:g} {'second' if seconds == 1 else 'seconds'}.",
            "Check your network, then try again; --timeout SECONDS sets how long to wait.",
        )


class ProxyTrouble(ApiError):
    """The proxy setting is wrong, or the proxy refuses the request."""


class Flaw(Enum):
    """Why a certificate can't be trusted."""

    ISSUER = "issuer"
    DATE = "date"
    NAME = "name"


class BadCertificate(ApiError):
    """The host's certificate can't be trusted, so nothing was sent."""

    def __init__(self, host: str, flaw: Flaw = Flaw.ISSUER, issuer: str | None = None) -> None:
        self.host, self.flaw = host, flaw
        by = f"“{issuer}”" if issuer else "an authority"
        says, hint = {
            Flaw.ISSUER: (
                f"it was issued by {by} that this machine does not trust",
                "If your company inspects traffic, add its certificate to the system's trust store, or to the"
                " file that SSL_CERT_FILE names, which replaces it. If not, someone may be listening in.",
            ),
            Flaw.DATE: (
                f"it has expired or is not valid yet (issued by {by})"
                if issuer
                else "it has expired or is not valid yet",
                f"Check this machine's date; it says {date.today()}.",
            ),
            Flaw.NAME: (
                f"it is for another host (issued by {by})" if issuer else "it is for another host",
                "Check CLICKFUNNELS_URL if you set it, and whether this network wants you to sign in first.",
            ),
        }[flaw]
        super().__init__(f"The certificate of {host} can't be trusted: {says}. The token was not sent.", hint)


class NoSecureConnection(ApiError):
    """Something answers at the address, but not with the TLS that https needs."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"No secure connection (TLS) to {host} comes about, so the token was not sent.",
            "Check CLICKFUNNELS_URL if you set it, and whether something on this network inspects traffic.",
        )


class BadCertificateFile(ApiError):
    """The trusted certificates that the environment names can't be used."""

    def __init__(self, variable: str, path: str) -> None:
        super().__init__(
            f"No certificates can be read from {variable} ({path}).",
            f"Correct or unset {variable}. Without it, the system's trusted certificates are used.",
        )


class Redirected(ApiError):
    """3xx: the API never redirects, so something in between answered; it is not followed."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"Something between here and {host} wants to send the request elsewhere; it was not followed.",
            "A hotel's or café's network may want you to sign in first: open any page in a browser.",
        )


class NotJson(ApiError):
    """Success was claimed, but the answer is no JSON."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} answered with something that is no data (perhaps a web page).",
            "A network may want you to sign in first: open any page in a browser. Then check"
            " CLICKFUNNELS_URL.",
        )


class UnexpectedShape(ApiError):
    """JSON came, but of another shape than the API's description says."""

    def __init__(self, host: str, expected: str) -> None:
        super().__init__(
            f"The answer of {host} is not what was expected: {expected}.",
            "Check CLICKFUNNELS_URL if you set it, and whether a newer version of this program is out.",
        )


class EndlessList(ApiError):
    """A list that claims a next page and sends what came before; `what` names the list and what was sent."""

    def __init__(self, what: str) -> None:
        super().__init__(
            sanitize_line(what),
            "Everything that came before is kept, but something may be missing. Try again later.",
        )


class Unordered(ApiError):
    """A list that keeps to no order, so that nobody can tell what is missing of it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"ClickFunnels sends the {name} in no order, so nobody can tell what is missing.",
            "Everything that came before is kept. Try again later.",
        )


class Unreadable(ApiError):
    """A list with records that can't be read; they are left out."""

    def __init__(self, name: str, count: int) -> None:
        records = "1 record" if count == 1 else f"{count:,} records"
        were = "was" if count == 1 else "were"
        super().__init__(f"{records} in the {name} could not be read and {were} left out.", _UNREADABLE_HINT)


class NothingReadable(ApiError):
    """A list of unreadable records only, so not an empty list."""

    def __init__(self, name: str, count: int) -> None:
        what = f"None of the {count:,} records in the {name} could be read."
        if count == 1:
            what = f"The only record in the {name} could not be read."
        super().__init__(what, _UNREADABLE_HINT)


class BadAddress(ApiError):
    """A host that must not get the token: `CLICKFUNNELS_URL` or a workspace's subdomain is no good."""


def _token(variable: str) -> str:
    return f"the token in {variable}" if variable else "this token"


def _quoted(said: str) -> str:
    return f" (it says: “{said}”)" if said else ""
