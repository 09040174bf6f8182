"""The links of the chain that doctor checks, and what it finds out about each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wizard.support.errors import ExplainedError


class Link(StrEnum):
    """The links of the chain, in the order they are checked."""

    FILE = "file"
    PERMISSIONS = "permissions"
    SCHEMA = "schema"
    PROFILE = "profile"
    TOKEN_SOURCE = "token source"
    DNS = "DNS"
    PROXY = "proxy"
    CONNECTION = "connection"
    TLS = "TLS"
    CLOCK = "clock"
    ACCOUNTS_HOST = "accounts host"
    TOKEN = "token"
    TEAM = "team"
    WORKSPACE = "workspace"
    WORKSPACE_HOST = "workspace host"
    CONTACTS = "contacts"


class Mark(StrEnum):
    """The state of a link."""

    GOOD = "✓"
    DOUBTFUL = "!"
    BAD = "✗"
    SKIPPED = "–"


@dataclass(frozen=True, slots=True)
class Finding:
    """One link of the chain."""

    link: Link
    mark: Mark
    text: str
    error: ExplainedError | None = None


def good(link: Link, text: str) -> Finding:
    """Give the finding for a link that works."""
    return Finding(link, Mark.GOOD, text)


def doubtful(link: Link, text: str) -> Finding:
    """Give the finding for a link that works, but not as expected."""
    return Finding(link, Mark.DOUBTFUL, text)


def skipped(link: Link, text: str = "") -> Finding:
    """Give the finding for a link that wasn't checked, and why, unless that's clear from the others."""
    return Finding(link, Mark.SKIPPED, text)


def bad(link: Link, error: ExplainedError) -> Finding:
    """Give the finding for a link that fails with `error`."""
    return Finding(link, Mark.BAD, error.message, error)
