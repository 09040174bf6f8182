"""The README's pictures are up to date, show no token, and load nothing."""

from __future__ import annotations

import re

import pytest
import tour
from pictures import FOLDER, PICTURES, picture

from wizard.sandbox import DEMO_TOKEN, REVOKED_TOKEN

pytestmark = pytest.mark.system


ALL = (*PICTURES, tour.NAME)
LARGEST = 300_000
"""Maximum size of a README picture, in bytes."""


def kept(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PICTURES)
async def test_the_picture_is_not_stale(name: str) -> None:
    drawn = await picture(name)
    assert kept(name) == drawn, "the screens changed: run python tests/pictures.py and look at the result"


async def test_the_tour_is_not_stale() -> None:
    drawn = await tour.tour()
    assert kept(tour.NAME) == drawn, "the screens changed: run python tests/tour.py and look at the result"


def test_there_are_no_unused_pictures() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_no_picture_shows_a_token(name: str) -> None:
    assert not [token for token in (DEMO_TOKEN, REVOKED_TOKEN) if token in kept(name)]


@pytest.mark.parametrize("name", ALL)
def test_a_picture_is_small_and_loads_nothing(name: str) -> None:
    """A README shows it as an image, which can't run scripts or fetch fonts."""
    svg = kept(name)
    assert len(svg.encode()) < LARGEST
    assert not re.search(r"url\(|@import|@font-face|<script|<image|href=\"[^#]", svg)


def test_the_tour_repeats_but_respects_reduced_motion() -> None:
    still, _, moving = kept(tour.NAME).partition("@media (prefers-reduced-motion:no-preference)")
    assert "@keyframes" in still
    assert "animation" not in still
    assert "infinite" in moving


def test_the_tour_goes_through_every_step() -> None:
    shown = kept(tour.NAME).replace("\N{NO-BREAK SPACE}", " ")
    places = [
        "Paste your API token",
        "Choose a team",
        "Choose a workspace",
        "Your contacts",
        "Review and save",
    ]
    found = [shown.index(f">{place}<") for place in [*places, "Saved as “smorgas-catering”"]]
    assert found == sorted(found)
