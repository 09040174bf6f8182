"""All text has a contrast of at least 4.5 to 1 with its background, as WCAG 2 requires at level AA.

The contrast is computed from what is drawn, placeholders and cursors included. Not checked are:
- spaces, borders, rules and scroll bars, which aren't text;
- the dots of tags, which have a colour from ClickFunnels and are next to the tag's name;
- what is behind a dialog, which can't be used at that moment and is faded on purpose;
- the themes that use the terminal's own colours, which aren't known here.
"""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.style import Style
from support import Screens, contacts_app, lines, seen, shows
from test_snapshots import SCENES
from textual.constants import DIM_FACTOR
from textual.filter import dim_style
from textual.screen import ModalScreen

from wizard.tui.themes import DARK, LIGHT, VARIABLE

ENOUGH = 4.5
NO_TEXT = set(" ─│╭╮╰╯▁▂▃▄▅▆▇█▔▎▊▌▐●")
SHOWN = (
    "token-nonsense",
    "token-checking",
    "token-rejected",
    "token-explained",
    "team",
    "team-no-match",
    "team-leaving",
    "workspace-failed",
    "contacts",
    "contacts-tags",
    "contacts-filtered",
    "contacts-gap",
    "contacts-none",
    "save",
    "save-no-name",
    "done",
)
OURS = (DARK.name, LIGHT.name)
TEXTUALS = ("textual-dark", "nord", "gruvbox", "solarized-light", "catppuccin-latte")
"""A selection of Textual's themes; textual-light and atom-one-light are too light to pass."""


def luminance(channels: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in channels]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(style: Style) -> float:
    assert style.color is not None
    assert style.bgcolor is not None
    assert style.color.triplet is not None
    assert style.bgcolor.triplet is not None
    lights = sorted((luminance(style.color.triplet), luminance(style.bgcolor.triplet)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def faint(pilot: Screens) -> list[str]:
    """All text on the screen with too little contrast, and the contrast it has."""
    screen = pilot.app.screen
    box = screen.query(".box").first().region if isinstance(screen, ModalScreen) else screen.region
    found = []
    for y, strip in enumerate(lines(pilot.app)):
        x = 0
        for text, style, _ in strip:
            start, x = x, x + cell_len(text)
            if not text.strip("".join(NO_TEXT)) or y not in box.line_range or start not in box.column_range:
                continue
            assert style is not None
            drawn = dim_style(style, screen.styles.background, DIM_FACTOR) if style.dim else style
            if (ratio := contrast(drawn)) < ENOUGH:
                found.append(f"{ratio:.2f}  {text.strip()}")
    return found


@pytest.fixture(autouse=True)
def usual_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/home/you/.config")


@pytest.mark.parametrize("theme", OURS)
@pytest.mark.parametrize("scene", SHOWN)
async def test_text_has_enough_contrast_in_our_themes(
    scene: str, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, theme)
    make_app, walk = SCENES[scene]
    async with make_app().run_test(size=(120, 40)) as pilot:
        await walk(pilot)
        assert len(seen(pilot).split()) > 20
        assert not faint(pilot)


@pytest.mark.parametrize("theme", TEXTUALS)
async def test_text_has_enough_contrast_in_textuals_themes(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, theme)
    make_app, walk = SCENES["token-rejected"]
    async with make_app().run_test(size=(120, 40)) as pilot:
        await walk(pilot)
        assert not faint(pilot)


@pytest.mark.parametrize("theme", OURS)
async def test_notifications_have_enough_contrast(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, theme)
    app = contacts_app("42")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await shows(pilot, "57 contacts")
        for severity in ("information", "warning", "error"):
            app.notify("Something is said.", title=severity, severity=severity)  # type: ignore[arg-type]
        await shows(pilot, "information", "warning", "error")
        assert not faint(pilot)
