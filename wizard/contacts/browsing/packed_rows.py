"""Contacts as rows of a table, packed so that a million of them fit in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import overload

from wizard.api.contact import ContactRow, Tag
from wizard.support.matching import fold_once

_FIELD, _ITEM = "\t", "\x1f"
"""The separators between fields, and between tags. Sanitized text contains neither."""
_LINE = b"\n"
"""The separator between the three parts of a row: the searched text as `fold_once` returns it (empty if lower
case is all it takes), the searched text itself, and the rest."""
_FLAGS = {None: "", True: "1", False: "0"}
_IS_ACTIVE: dict[str, bool | None] = {"": None, "1": True, "0": False}


class PackedRows(Sequence[ContactRow]):
    """Rows that take about a fifth of a kilobyte each. New ones are only added at the end."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._tags: dict[str, Tag] = {}

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, index: int) -> ContactRow: ...

    @overload
    def __getitem__(self, index: slice) -> list[ContactRow]: ...

    def __getitem__(self, index: int | slice) -> ContactRow | list[ContactRow]:
        """Unpack one row, or several."""
        if isinstance(index, slice):
            return [self._unpack(packed) for packed in self._packed[index]]
        return self._unpack(self._packed[index])

    def extend(self, rows: Iterable[ContactRow]) -> None:
        """Add rows at the end."""
        self._packed.extend(map(self._pack, rows))

    def matching(self, words: Iterable[str], places: Iterable[int]) -> list[int]:
        """Return the places of rows with every word in their name, email, phone number or tags.

        The words must have no case or accents, as `fold_once` returns them.
        """
        packed = self._packed
        for word in words:
            part = word.encode()
            places = [
                place
                for place in places
                if part in (packed[place].partition(_LINE)[0] or packed[place].split(_LINE, 2)[1].lower())
            ]
        return list(places)

    def _pack(self, row: ContactRow) -> bytes:
        for tag in row.tags:
            self._tags.setdefault(tag.name, tag)
        searched = (row.name, row.email_address, row.phone_number, _ITEM.join(tag.name for tag in row.tags))
        rest = (str(row.id), _FLAGS[row.is_active], row.created_at or "", row.updated_at or "")
        text = _FIELD.join(searched)
        folded = "" if text.isascii() else fold_once(text)
        return f"{folded}\n{text}\n{_FIELD.join(rest)}".encode()

    def _unpack(self, packed: bytes) -> ContactRow:
        _, searched, rest = packed.decode().split("\n")
        name, email, phone, tags = searched.split(_FIELD)
        number, active, created_at, updated_at = rest.split(_FIELD)
        return ContactRow(
            int(number),
            name,
            email,
            phone,
            tuple(self._tags[tag] for tag in tags.split(_ITEM)) if tags else (),
            _IS_ACTIVE[active],
            created_at or None,
            updated_at or None,
        )
