"""Make the README's animated tour from the real program on the demo's data: python tests/tour.py"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from drawing import Frame, Look, drawing, frame_of
from pictures import FOLDER, SIZE, steady
from support import SHOWN_PATH, Screens, paste, shows, wizard_app

from wizard.sandbox import DEMO_TOKEN

NAME = "tour"
TITLE = "The five steps of cfw setup: token, team, workspace, contacts, save"
GLANCE, LOOK, READ, PAUSE = 0.18, 1.2, 2.2, 4.5
"""Seconds to show a typed letter, a familiar screen, a new screen, and the end."""


@dataclass(slots=True)
class Camera:
    """Captures a frame at each interesting moment."""

    pilot: Screens
    frames: list[Frame] = field(default_factory=list)

    def take(self, seconds: float) -> None:
        """Capture the screen and show it for this long."""
        self.frames.append(frame_of(self.pilot.app, seconds))

    async def type(self, *keys: str) -> None:
        """Press keys one by one and show each; show the result for longer."""
        for number, key in enumerate(keys, start=1):
            await self.pilot.press(key)
            self.take(LOOK if number == len(keys) else GLANCE)


async def _onboarding(camera: Camera) -> None:
    """Paste a token, choose a team and a workspace, look at the contacts, save."""
    pilot = camera.pilot
    await shows(pilot, "Paste your API token")
    camera.take(READ)
    await paste(pilot, DEMO_TOKEN)
    await shows(pilot, "43 characters")
    camera.take(READ)

    await pilot.press("enter")
    await shows(pilot, "Choose a team", "Lindqvist")
    camera.take(READ)
    await camera.type(*"sao")

    await pilot.press("enter")
    await shows(pilot, "Choose a workspace", "28 workspaces")
    camera.take(READ)
    await camera.type(*"smor")

    await pilot.press("enter")
    await shows(pilot, "Your contacts", "57 contacts, newest first")
    camera.take(READ)
    await camera.type("down", "down", "down")

    await pilot.press("enter")
    await shows(pilot, "Review and save")
    camera.take(READ)
    await pilot.press("enter")
    await shows(pilot, "Saved as")
    camera.take(PAUSE)


async def tour() -> str:
    """Give the SVG, the same every time."""
    with steady():
        app = wizard_app(SHOWN_PATH, offered=None, is_demo=True)
        async with app.run_test(size=SIZE) as pilot:
            camera = Camera(pilot)
            await _onboarding(camera)
            return drawing(camera.frames, Look.of(app), TITLE)


if __name__ == "__main__":
    (FOLDER / f"{NAME}.svg").write_text(asyncio.run(tour()), encoding="utf-8")
    print(f"screenshots/{NAME}.svg")
