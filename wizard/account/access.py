"""What a token can read, as far as has been tried: the API doesn't say what a token is allowed to do."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from wizard.api.errors import ApiError, NotAllowed
from wizard.api.models import TokenGrant


class Permission(StrEnum):
    """Whether a token may read one kind of data; the values appear in JSON output."""

    ALLOWED = "allowed"
    NOT_ALLOWED = "not allowed"
    UNKNOWN = "not known"


class ReadResult(NamedTuple):
    """The result of trying to read one kind of data."""

    permission: Permission = Permission.UNKNOWN
    error: ApiError | None = None
    """Why it isn't allowed, or why trying didn't tell."""
    timed_out: bool = False
    """Whether ClickFunnels took too long to tell."""

    @property
    def problem(self) -> str | None:
        """Why it isn't allowed, or why trying didn't tell, as a sentence."""
        if self.error:
            return self.error.what
        return "ClickFunnels took too long." if self.timed_out else None

    @classmethod
    def failed(cls, error: ApiError) -> ReadResult:
        """Distinguish a refusal from errors that say nothing about the token."""
        return cls(Permission.NOT_ALLOWED if isinstance(error, NotAllowed) else Permission.UNKNOWN, error)

    @property
    def api_message(self) -> str:
        """What ClickFunnels said about a refusal; may be empty."""
        return self.error.api_message if isinstance(self.error, NotAllowed) else ""


ALLOWED, UNKNOWN = ReadResult(Permission.ALLOWED), ReadResult()


class Access(NamedTuple):
    """What a token can read."""

    teams: ReadResult = UNKNOWN
    workspaces: ReadResult = UNKNOWN
    contacts: ReadResult = UNKNOWN

    def items(self) -> Iterable[tuple[str, ReadResult]]:
        """Give each kind of data with its name."""
        return self._asdict().items()

    def named(self, permission: Permission) -> list[str]:
        """Give the names of the kinds of data with this permission."""
        return [name for name, result in self.items() if result.permission is permission]

    def warnings(self) -> tuple[str, ...]:
        """Say what the token can't read, in one sentence for each kind of data."""
        return tuple(
            cannot_read(name, one.error) for name, one in self.items() if isinstance(one.error, NotAllowed)
        )


NOTHING_TRIED = Access()


def describe_rights(grant: TokenGrant | None) -> str:
    """Say what a token may do. Only signing in tells; the API doesn't say it of any other token."""
    if grant is None:
        return "may have full access to the team"
    return f"{'read-only' if grant.is_read_only else grant.scope}, one workspace"


def cannot_read(name: str, error: NotAllowed) -> str:
    """Say that the token can't read the data called `name`, and what ClickFunnels says about it."""
    token = f"The token in {error.variable}" if error.variable else "This token"
    return f"{token} can't read {name}.{f' {quoted(error.api_message)}.' if error.api_message else ''}"


def quoted(api_message: str) -> str:
    """Quote what ClickFunnels says."""
    return f"ClickFunnels says: “{api_message}”"
