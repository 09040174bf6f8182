"""What can go wrong while someone signs in with the browser, one class per cause."""

from __future__ import annotations

from wizard.api.errors import SignInError
from wizard.support.safe_text import sanitize_line

_PASTE_INSTEAD = "Paste a token from the Developer Portal instead."


class SignInNotOffered(SignInError):
    """The server doesn't offer it, or not the way this program needs it."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} does not offer signing in with a browser.", _PASTE_INSTEAD)


class RegistrationRefused(SignInError):
    """The server doesn't register this program as a client."""

    def __init__(self, host: str, reason: str = "") -> None:
        super().__init__(f"{host} refused to register this program{_reason(reason)}.", _PASTE_INSTEAD)


class SignInTimedOut(SignInError):
    """Nobody finished signing in within the deadline."""

    def __init__(self, minutes: int) -> None:
        super().__init__(
            f"Nobody finished signing in within {minutes} minutes.",
            "Sign in again. If the browser shows an error, paste a token instead.",
        )


class WrongState(SignInError):
    """The address in hand belongs to another attempt, or isn't from ClickFunnels at all."""

    def __init__(self) -> None:
        super().__init__(
            "That address is not from this sign-in.",
            "Use the browser tab that was opened last, or sign in again.",
        )


class NotARedirect(SignInError):
    """What was pasted isn't the address that the browser was sent to."""

    def __init__(self) -> None:
        super().__init__(
            "That is not the address the browser ends at.",
            "Copy all of its address bar; it begins with http://localhost.",
        )


class SignInFailed(SignInError):
    """The server answered with an error: an expired code, a wrong clock, a client it no longer knows."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(
            f"ClickFunnels did not complete the sign-in{_reason(reason)}.",
            "Sign in again, and check that this computer's clock is right.",
        )


class ScopeRefused(SignInError):
    """The server doesn't give what was asked for."""

    def __init__(self, scope: str) -> None:
        super().__init__(
            f"ClickFunnels does not give the permissions “{sanitize_line(scope)[:100]}”.",
            "Sign in with others: --scope takes read, write, delete, admin and mcp, separated by spaces.",
        )


class UnknownClient(SignInFailed):
    """The server no longer knows the client that this program registered."""


class NoTokenReturned(SignInError):
    """The server's answer has no token that this program can use."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} completed the sign-in, but its answer has no token.", _PASTE_INSTEAD)


class NotRevoked(SignInError):
    """A token could not be revoked."""

    def __init__(self, host: str, reason: str = "") -> None:
        super().__init__(
            f"{host} did not revoke the token{_reason(reason)}, so the profile stays.",
            "Try again, or remove the application in ClickFunnels and use `cfw forget` without --revoke.",
        )


class PortInUse(SignInError):
    """No port on this machine is free for the browser's answer."""

    def __init__(self) -> None:
        super().__init__(
            "This machine has no free port for the browser's answer.",
            "Close other programs that sign in with a browser, then try again.",
        )


def _reason(text: str) -> str:
    return f" (“{sanitize_line(text)[:100]}”)" if text else ""
