"""Where a walk gets its pages from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol, TypeVar

from wizard.api.http_client import OnWait
from wizard.api.pagination import Page


class Listed(Protocol):
    """A record that can be walked: its id gives the order, its times tell where others may be."""

    @property
    def id(self) -> int:
        """The API's numeric id."""

    @property
    def created_at(self) -> str | None:
        """When it was added: ISO 8601, in UTC."""

    @property
    def updated_at(self) -> str | None:
        """When it was last updated: ISO 8601, in UTC."""


T = TypeVar("T", bound=Listed)


class Source(Protocol[T]):
    """One list of contacts, whichever filters hold for it. Every method may raise an `ApiError`."""

    async def page(
        self, after: str | None, *, newest_first: bool, by_update: bool = False, on_wait: OnWait | None = None
    ) -> Page[T]:
        """Fetch the page after the contact with this id, ordered by id or by the last update."""

    async def existing(self, ids: Collection[int]) -> set[int]:
        """Tell which of these ids, twenty at most, are in the list."""
