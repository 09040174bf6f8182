"""Errors about certificates and secure connections."""

from __future__ import annotations

from datetime import date
from enum import Enum

from wizard.api.errors import ApiError


class Flaw(Enum):
    """Why a certificate can't be trusted."""

    ISSUER = "issuer"
    DATE = "date"
    NAME = "name"


class BadCertificate(ApiError):
    """The host's certificate isn't trusted, so nothing was sent."""

    def __init__(self, host: str, flaw: Flaw = Flaw.ISSUER, issuer: str | None = None) -> None:
        """Name the `issuer`, if it's known."""
        self.host, self.flaw = host, flaw
        by = f"“{issuer}”" if issuer else "an authority"
        issued_by = f" (issued by “{issuer}”)" if issuer else ""
        problem, hint = {
            Flaw.ISSUER: (
                f"it was issued by {by} that this machine does not trust",
                "If your company inspects traffic, add its certificate to the system's trust store, or to the"
                " file that SSL_CERT_FILE names, which replaces it. If not, someone may be listening in.",
            ),
            Flaw.DATE: (
                f"it has expired or is not valid yet{issued_by}",
                f"Check this machine's date; it says {date.today()}.",
            ),
            Flaw.NAME: (
                f"it is for another host{issued_by}",
                "Check CLICKFUNNELS_URL if you set it, and whether this network wants you to sign in first.",
            ),
        }[flaw]
        super().__init__(
            f"The certificate of {host} can't be trusted: {problem}. The token was not sent.", hint
        )


class NoSecureConnection(ApiError):
    """Something answers at the address, but doesn't speak TLS."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"Could not make a secure connection (TLS) to {host}, so the token was not sent.",
            "Check CLICKFUNNELS_URL if you set it, and whether something on this network inspects traffic.",
        )


class BadCertificateFile(ApiError):
    """The file or folder of trusted certificates that the environment names can't be read."""

    def __init__(self, variable: str, path: str) -> None:
        super().__init__(
            f"{variable} ({path}) contains no readable certificates.",
            f"Correct or unset {variable}. Without it, the system's trusted certificates are used.",
        )
