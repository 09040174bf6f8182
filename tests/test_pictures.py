"""The README's pictures show the screens as they are."""

from __future__ import annotations

import pytest
from pictures import FOLDER, PICTURES, picture


@pytest.mark.parametrize("name", PICTURES)
async def test_the_picture_is_not_stale(name: str) -> None:
    drawn = await picture(name)
    kept = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert kept == drawn, "the screens changed: run python tests/pictures.py, and look at what it makes"


def test_no_other_picture_lies_about() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(PICTURES)
