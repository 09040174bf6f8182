"""Invented contacts: any number of them, each made on demand and the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, overload
from uuid import UUID

from wizard.sandbox.growth import NEWEST, joined_at
from wizard.sandbox.names import invented_name
from wizard.sandbox.record import Record, pick

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_IDS_A_WORKSPACE = 1_000_000
_FOUNDED = "2023-02-01T09:00:00.000Z"

_ZONES = ("Pacific Time (US & Canada)", "Berlin", "Tokyo", "Madrid", "Brasilia", None)
_TAGS = (
    ("customer", "#2E9E5B"), ("webinar 2026", "#3B6FD4"), ("VIP ⭐", "#E0A100"),
    ("do not mail", "#C0392B"), ("coaching call", "#8E44AD"), ("newsletter", "#7F8C8D"),
)  # fmt: skip
_SOURCES = ("Spring webinar", "podcast", "a friend", "Instagram", "trade fair São Paulo")
_GOALS = ("launch my first course", "fill my classes", "sell abroad", "more time for family")
_DOMAINS = ("example.com", "example.com", "example.org", "example.net")


class InventedContacts(Sequence[Record]):
    """The contacts of a workspace, sorted by id. Their ids have gaps, like real ones.

    Ids are `apart` on average. Contacts were last updated at any time after they were created; those that
    are `imported`, when they were created.
    """

    def __init__(
        self,
        workspace_id: int,
        count: int,
        *,
        apart: int = 7,
        imported: bool = False,
        newest: datetime = NEWEST,
    ) -> None:
        """The last contact joins at `newest`, and nothing is updated later."""
        self._workspace_id = workspace_id
        self._count = count
        self._newest = newest
        self._apart = apart
        self._imported = imported

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...

    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        """Make one contact or several."""
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(self._count))]
        if not -self._count <= index < self._count:
            raise IndexError(index)
        return self._make(index % self._count)

    def id_at(self, index: int) -> int:
        """Give the id of a contact without making it."""
        return self._workspace_id * _IDS_A_WORKSPACE + self._apart * index + index * 3 % (self._apart - 2)

    def updated_at(self, index: int) -> datetime:
        """Give when a contact was updated, without making it."""
        return self._updated(index, joined_at(index, self._count, self._newest))

    def _updated(self, index: int, created: datetime) -> datetime:
        if self._imported:
            return created
        since = (self._newest - created).total_seconds()
        return created + timedelta(seconds=round(since * (self.id_at(index) * 31 % 9_000 / 9_000)))

    def _make(self, index: int) -> Record:
        number = self.id_at(index)
        (given, latin_given), (family, latin_family) = invented_name(number)
        created = joined_at(index, self._count, self._newest)
        has_email = index % 19 != 7
        email = f"{latin_given}.{latin_family}{index + 1}@{pick(_DOMAINS, number)}"
        unsubscribed = index % 13 == 4
        return {
            "id": number,
            "public_id": None if index % 29 == 11 else public_id(number),
            "workspace_id": self._workspace_id,
            "anonymous": (None, 0)[index % 2],
            "email_address": email if has_email else None,
            "first_name": None if index % 17 == 5 else given,
            "last_name": None if index % 11 == 3 else family,
            "phone_number": f"+1555{index:07d}" if index % 3 else None,
            "time_zone": pick(_ZONES, number),
            "uuid": _uuid(number),
            "unsubscribed_at": _time(created + timedelta(minutes=2)) if unsubscribed else None,
            "last_notification_email_sent_at": None,
            "email_suppression_reason": None,
            "is_active": has_email and not unsubscribed,
            "fb_url": None,
            "twitter_url": None,
            "instagram_url": f"https://social.example.com/{latin_given}" if index % 7 == 2 else None,
            "linkedin_url": None,
            "website_url": None,
            "created_at": _time(created),
            "updated_at": _time(self._updated(index, created)),
            "tags": [
                {key: tag[key] for key in ("id", "public_id", "name", "color")}
                | {"applied_at": _time(created)}
                for position, tag in enumerate(invented_tags(self._workspace_id))
                if number >> position & 3 == 3
            ],
            "custom_attributes": {
                "source": pick(_SOURCES, number),
                "goal": pick(_GOALS, number // 5),
                "seats": str(index % 9),
            }
            if index % 4 == 1
            else {},
            "visits": _visits(number, created) if index % 5 == 0 else None,
        }


@cache
def invented_tags(workspace_id: int) -> list[Record]:
    """Give the contact tags of a workspace."""
    return [
        {
            "id": workspace_id * 100 + position,
            "public_id": public_id(workspace_id * 100 + position),
            "workspace_id": workspace_id,
            "name": name,
            "color": color,
            "created_at": _FOUNDED,
            "updated_at": _FOUNDED,
        }
        for position, (name, color) in enumerate(_TAGS)
    ]


def public_id(number: int) -> str:
    """Give six letters unique to the number, like ClickFunnels' public ids."""
    mixed = number * 0x9E3779B1 % 52**6
    return "".join(_LETTERS[mixed // 52**place % 52] for place in range(6))


def _visits(number: int, moment: datetime) -> dict[str, Any]:
    visit = {
        "uuid": _uuid(number + 1),
        "utm_source": pick(("google", "newsletter", "partner"), number),
        "utm_medium": "cpc",
        "utm_campaign": "spring",
        "utm_term": None,
        "utm_content": None,
        "ip": "192.0.2.1",
        "user_agent": "Mozilla/5.0",
        "referrer": "https://search.example.com/",
        "referring_domain": "search.example.com",
        "landing_page": "https://shop.example.com/welcome",
        "browser": "Firefox",
        "os": "Linux",
        "device_type": "desktop",
        "started_at": _time(moment),
        "created_at": _time(moment),
        "updated_at": _time(moment),
    }
    return {"first_visit": visit, "last_visit": None, "last_visit_with_utm": visit}


def _uuid(number: int) -> str:
    return str(UUID(int=number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128, version=4))


def _time(moment: datetime) -> str:
    return f"{moment.replace(tzinfo=None).isoformat()}.000Z"
