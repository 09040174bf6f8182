"""Invented contacts: any number of them, each made on demand and the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, TypeVar, overload
from uuid import UUID

from wizard.sandbox.record import Record

T = TypeVar("T")

_FIRST_DAY = datetime(2023, 2, 1, 9, 0, tzinfo=UTC)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_IDS_A_WORKSPACE = 1_000_000
_MINUTES = 1_000_000
"""Time between the first contact and the last: nearly two years."""

_GIVEN = (
    ("Zoë", "zoe"), ("Jürgen", "juergen"), ("Amélie", "amelie"), ("José", "jose"), ("Łucja", "lucja"),
    ("Nguyễn", "nguyen"), ("美咲", "misaki"), ("伟", "wei"), ("지우", "jiu"), ("مريم", "maryam"),
    ("יעל", "yael"), ("Олена", "olena"), ("Νίκος", "nikos"), ("प्रिया", "priya"), ("Ada", "ada"),
    ("Björk", "bjork"), ("Grace", "grace"), ("Tunde", "tunde"), ("Ian", "ian"), ("Siobhán", "siobhan"),
    ("🦊 Foxy", "foxy"), ("👩‍🚀 Sally", "sally"), ("[VIP] Max", "max"),
)  # fmt: skip
_FAMILY = (
    ("Lindström", "lindstroem"), ("Müller", "mueller"), ("O'Neil", "oneil"), ("Gonçalves", "goncalves"),
    ("山田", "yamada"), ("王", "wang"), ("김", "kim"), ("الخطيب", "alkhatib"), ("כהן", "cohen"),
    ("Шевченко", "shevchenko"), ("Παππάς", "pappas"), ("शर्मा", "sharma"), ("Okafor", "okafor"),
    ("Smith", "smith"), ("Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh", "wolfe"),
)  # fmt: skip
_ZONES = ("Pacific Time (US & Canada)", "Berlin", "Tokyo", "Jerusalem", "Brasilia", None)
_TAGS = (
    ("customer", "#2E9E5B"), ("webinar 2026", "#3B6FD4"), ("VIP ⭐", "#E0A100"),
    ("[test] do not mail", "#C0392B"), ("顧客", "#8E44AD"), ("newsletter", "#7F8C8D"),
)  # fmt: skip
_SOURCES = ("webinar", "podcast", "friend", "Trade fair São Paulo")


class InventedContacts(Sequence[Record]):
    """The contacts of a workspace, sorted by id. Their ids have gaps, like real ones.

    Ids are `apart` on average. Contacts were last updated at any time after they were created; those that
    are `imported`, when they were created.
    """

    def __init__(self, workspace_id: int, count: int, *, apart: int = 7, imported: bool = False) -> None:
        self._workspace_id = workspace_id
        self._count = count
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

    def updated_at(self, index: int) -> int:
        """Give when a contact was updated, in minutes since the first one was created."""
        created = _MINUTES // self._count * index
        return created if self._imported else created + self.id_at(index) * 31 % 9_000 * 60

    def _make(self, index: int) -> Record:
        number = self.id_at(index)
        given, latin_given = _pick(_GIVEN, number)
        family, latin_family = _pick(_FAMILY, number // 3)
        created = _FIRST_DAY + timedelta(minutes=_MINUTES // self._count * index)
        has_email = index % 19 != 7
        unsubscribed = index % 13 == 4
        return {
            "id": number,
            "public_id": None if index % 29 == 11 else public_id(number),
            "workspace_id": self._workspace_id,
            "anonymous": (None, 0)[index % 2],
            "email_address": f"{latin_given}.{latin_family}.{index + 1}@example.com" if has_email else None,
            "first_name": None if index % 17 == 5 else given,
            "last_name": None if index % 11 == 3 else family,
            "phone_number": f"+1555{index:07d}" if index % 3 else None,
            "time_zone": _pick(_ZONES, number),
            "uuid": _uuid(number),
            "unsubscribed_at": _time(created + timedelta(days=3)) if unsubscribed else None,
            "last_notification_email_sent_at": None,
            "email_suppression_reason": None,
            "is_active": has_email and not unsubscribed,
            "fb_url": None,
            "twitter_url": None,
            "instagram_url": f"https://social.example.com/{latin_given}" if index % 7 == 2 else None,
            "linkedin_url": None,
            "website_url": None,
            "created_at": _time(created),
            "updated_at": _time(_FIRST_DAY + timedelta(minutes=self.updated_at(index))),
            "tags": [
                {key: tag[key] for key in ("id", "public_id", "name", "color")}
                | {"applied_at": _time(created)}
                for position, tag in enumerate(invented_tags(self._workspace_id))
                if number >> position & 3 == 3
            ],
            "custom_attributes": {"source": _pick(_SOURCES, number), "seats": str(index % 9)}
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
            "created_at": _time(_FIRST_DAY),
            "updated_at": _time(_FIRST_DAY),
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
        "utm_source": _pick(("google", "newsletter", "partner"), number),
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


def _pick(choices: Sequence[T], number: int) -> T:
    return choices[(number * 2_654_435_761 >> 9) % len(choices)]


def _time(moment: datetime) -> str:
    return f"{moment.replace(tzinfo=None).isoformat()}.000Z"
