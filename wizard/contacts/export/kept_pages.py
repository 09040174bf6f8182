"""The pages of an export that have arrived so far, in a file."""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator
from itertools import pairwise
from typing import BinaryIO

from wizard.api.contact import ContactLine
from wizard.api.pagination import Page
from wizard.api.parsing import json_line, parse_contact_line
from wizard.contacts.export.id_ranges import IdRange, KnownIds

PAGE_MARK = b'{"clickfunnels_page":'
"""How the line after a page's contacts begins. It has the range of ids that the page covers."""

_LONGEST = 500
"""Contacts of a page that is answered from the file."""


class KeptPages:
    """Pages in the order of their arrival: a line of JSON for each new contact, then the range of ids.

    Contacts are listed by id, so a page covers all ids from its cursor to its last contact. What was there
    at the start (`load`) is given instead of asking ClickFunnels again (`find`).
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Keep pages in `stream`, from its current position on."""
        self._stream = stream
        self._end = stream.tell()
        self._ids, self._offsets = array("q"), array("q")
        self._lowest = sys.maxsize
        self._covered = KnownIds()
        self._at_start = KnownIds()
        self._order: list[int] = []

    @property
    def count(self) -> int:
        """How many contacts have arrived."""
        return len(self._ids)

    def estimate(self) -> int | None:
        """Estimate how many contacts the list has, from how far apart the known ones are.

        None while nothing is known about its end, or once there are no more gaps.
        """
        ranges = tuple(self._covered.ranges)  # another thread may ask
        pages = [(max(low, self._lowest), high) for low, high in ranges if low < high]
        covered = sum(high - low + 1 for low, high in pages)
        if len(ranges) < 2 or not covered:
            return None
        in_pages = len(self._ids) - (len(ranges) - len(pages))
        return round(in_pages / covered * (ranges[-1][1] - self._lowest + 1))

    def load(self, *, is_in_order: bool, newest_first: bool) -> None:
        """Read what is there, and drop an incomplete last line. Raises `OSError`.

        If `is_in_order` and no page says what it covers, it's the beginning of the list.
        """
        for line in self._stream:
            if not line.endswith(b"\n"):
                break
            try:
                match record := json.loads(line):
                    case {"clickfunnels_page": [int() as low, int() as high]}:
                        self._covered.add(low, high)
                        is_in_order = False
                    case _:
                        self._note(parse_contact_line(record).id, self._end)
            except ValueError:  # neither a page nor a contact
                break
            self._end += len(line)
        self._stream.seek(self._end)
        self._stream.truncate()
        if is_in_order and self._ids:
            self._cover(min(self._ids) if newest_first else 0, max(self._ids))
        self._at_start = KnownIds(list(self._covered.ranges))
        self._order = self._sorted()

    def find(self, after: str | None, *, newest_first: bool) -> Page[ContactLine] | None:
        """Give the page after a cursor, if it was there at the start.

        It leaves out the last contact before a gap, so that the next page, from ClickFunnels, isn't empty.
        """
        if after is None:
            start = None if newest_first else 0
        else:
            start = int(after) + (-1 if newest_first else 1) if after.isdecimal() else None
        known = None if start is None else self._at_start.around(start)
        if known is None or start is None:
            return None
        first = bisect_left(self._order, known[0] if newest_first else start, key=self._ids.__getitem__)
        last = bisect_right(self._order, start if newest_first else known[1], key=self._ids.__getitem__)
        places = self._order[first:last][::-1] if newest_first else self._order[first:last]
        places = places[:-1][:_LONGEST]
        if not places:
            return None
        lines = self.read(self._offsets[place] for place in places)
        items = tuple(parse_contact_line(json.loads(line)) for line in lines)
        return Page(items, str(items[-1].id))

    def add(self, after: str | None, page: Page[ContactLine], *, newest_first: bool) -> None:
        """Write the page after a cursor, so that it survives if the program is killed. Raises `OSError`."""
        self.add_found(page.items)
        if covered := _covered_by(after, page, newest_first=newest_first):
            self._cover(*covered)
        elif after and after.isdecimal() and (known := self._at_start.around(int(after))):
            self._at_start.ranges.remove(known)  # its contacts may be gone, and can't be cursors
        self._stream.flush()

    def add_found(self, items: Iterable[ContactLine]) -> None:
        """Write contacts from anywhere in the list."""
        for item in items:
            if not self._covered.around(item.id):
                self._note(item.id, self._end)
                self._write(item.line + b"\n")

    def last_ids(self, count: int, *, up_to: int) -> list[int]:
        """Give the `count` largest ids up to one of them, or fewer, in order."""
        return sorted(number for number in self._ids if number <= up_to)[-count:]

    def offsets(
        self, *, newest_first: bool, among: Container[int] | None = None, up_to: int = sys.maxsize
    ) -> array[int]:
        """Give where each contact is in the file, in the order of ids; only of those `among` some ids.

        Contacts after the id `up_to` are left out: they may be new, and others before them not known yet.
        """
        order = reversed(self._sorted()) if newest_first else self._sorted()
        wanted = (place for place in order if among is None or self._ids[place] in among)
        return array("q", (self._offsets[place] for place in wanted if self._ids[place] <= up_to))

    def read(self, offsets: Iterable[int]) -> Iterator[bytes]:
        """Give the lines at these places, without newlines."""
        for offset in offsets:
            self._stream.seek(offset)
            yield self._stream.readline().rstrip(b"\n")
        self._stream.seek(self._end)

    def _sorted(self) -> list[int]:
        """The places of all contacts, in the order of ids."""
        return sorted(range(len(self._ids)), key=self._ids.__getitem__)

    def _note(self, number: int, offset: int) -> None:
        self._ids.append(number)
        self._offsets.append(offset)
        self._lowest = min(number, self._lowest)
        self._covered.add(number, number)

    def _cover(self, low: int, high: int) -> None:
        self._covered.add(low, high)
        self._write(json_line({"clickfunnels_page": (low, high)}) + b"\n")

    def _write(self, line: bytes) -> None:
        self._stream.write(line)
        self._end += len(line)


def _covered_by(after: str | None, page: Page[ContactLine], *, newest_first: bool) -> IdRange | None:
    """The ids of which a page has all contacts; None if it isn't the page after the cursor."""
    ids = [item.id for item in page.items]
    if not ids or page.unreadable or not (page.next_cursor is None or page.ends_at_cursor):
        return None
    if after is None:
        start = ids[0] if newest_first else 0
    elif after.isdecimal():
        start = int(after) + (-1 if newest_first else 1)
        ids.insert(0, int(after))
    else:
        return None
    if any((later < one) != newest_first or later == one for one, later in pairwise(ids)):
        return None
    return min(start, ids[-1]), max(start, ids[-1])
