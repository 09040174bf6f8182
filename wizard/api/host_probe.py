"""What a host shows of itself before it hears a token: TLS, who issued its certificate, its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from wizard.api.certificate_issuer import issuer_of
from wizard.api.errors import ApiError, TokenRejected
from wizard.api.list_names import LIST_OF_TEAMS
from wizard.api.responses import parse_response


@dataclass(frozen=True, slots=True)
class HostProbe:
    """What came back."""

    address: str | None
    """The address that was connected to: the host's, or the proxy's."""
    tls: str | None
    """TLS's version; None without TLS."""
    issuer: str | None
    clock: datetime | None
    """The time at the host, an aware time; None if it didn't say."""
    fault: ApiError | None
    """What is wrong with the answer, apart from its missing a token."""

    @classmethod
    def of(cls, response: httpx.Response) -> HostProbe:
        """Read it from an answer."""
        stream = response.extensions.get("network_stream")  # there is none inside this very process
        ours = stream and stream.get_extra_info("ssl_object")
        peer = stream and stream.get_extra_info("server_addr")
        return cls(
            address=str(peer[0]) if peer else None,
            tls=ours.version() if ours else None,
            issuer=issuer_of(ours.getpeercert(binary_form=True) or b"") if ours else None,
            clock=_time(response.headers.get("Date", "")),
            fault=_fault(response),
        )


def _fault(response: httpx.Response) -> ApiError | None:
    try:
        parse_response(response, b"[]", LIST_OF_TEAMS)
    except TokenRejected:
        return None
    except ApiError as error:
        return error
    return None


def _time(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
