"""The file ``NAME.since``: which contacts an export to NAME had last, for the next one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from wizard.api.contact_query import ContactQuery
from wizard.api.parsing import json_line
from wizard.config.atomic_write import write_atomically
from wizard.support.errors import UsageError

MOST_IDS = 20
"""How many ids to save: what the API can look up in one request."""


class SinceFile:
    """The ids of the newest contacts of the previous export to a file, next to that file.

    Two files can't be replaced at the same moment. So what will be true is announced before the export is
    written, with a digest of it: if the program is killed, the next one sees which of the two is true.
    """

    def __init__(self, target: Path, workspace_id: int, query: ContactQuery) -> None:
        self._target = target
        self._path = target.with_name(f"{target.name}.since")
        everything = query._replace(newest_first=False).params()  # the order doesn't matter
        self._about = {"clickfunnels_since": 1, "workspace": workspace_id, **everything}

    def read(self) -> tuple[int, ...] | None:
        """Give the ids in order, none for a list without contacts; None if there was no export before.

        Raises `UsageError` if that was an export of something else, and `OSError`.
        """
        try:
            saved = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except (ValueError, RecursionError):
            saved = None
        match saved:
            case {"ids": ids, "then": {"ids": new, "sha256": digest}, **rest} if rest == self._about:
                return _ids(new if digest == self._digest() else ids)
            case {"ids": ids, **rest} if rest == self._about:
                return _ids(ids)
        raise UsageError(
            f"{self._path} is from an export of another workspace, or with other filters.",
            "Choose another file with --output, or delete it to export all contacts.",
        )

    def announced(self, pieces: Iterable[bytes], ids: Sequence[int]) -> Iterator[bytes]:
        """Give the pieces of an export that ends with `ids`, and announce it after the last one.

        Raises `OSError`.
        """
        digest = hashlib.sha256()
        for piece in pieces:
            digest.update(piece)
            yield piece
        try:
            before = self.read()
        except UsageError:
            before = None
        self._write(ids=before, then={"ids": ids, "sha256": digest.hexdigest()})

    def save(self, ids: Sequence[int]) -> None:
        """Save the ids of an export that has been written. Raises `OSError`."""
        self._write(ids=ids)

    def _write(self, **content: object) -> None:
        write_atomically(self._path, json_line({**self._about, **content}).decode() + "\n")

    def _digest(self) -> str | None:
        try:
            with self._target.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError:
            return None


def _ids(raw: object) -> tuple[int, ...] | None:
    return tuple(one for one in raw if isinstance(one, int)) if isinstance(raw, list) else None
