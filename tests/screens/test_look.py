"""The look: choosing a theme, states without colours, help, motion, copying."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from rich.cells import cell_len
from support import SHOWN_PATH, Screens, contacts_app, go_to, lines, seen, shows, until, wizard_app
from test_snapshots import SCENES
from textual.content import Content
from textual.screen import Screen

from wizard.support.errors import UsageError
from wizard.tui.app import WizardApp
from wizard.tui.screens import (
    browse,
    contact_details,
    contacts,
    done,
    picker,
    save,
    switch_workspace,
    token,
)
from wizard.tui.themes import ANSI, ANSI_DARK, ANSI_LIGHT, DARK, LIGHT, THEMES, VARIABLE, chosen
from wizard.tui.widgets.columns import fitted
from wizard.tui.widgets.marks import PLAIN, USUAL, marks_for
from wizard.tui.widgets.record_table import RecordTable

FULL = {"TERM": "xterm-256color"}


@pytest.mark.parametrize(
    ("environ", "theme"),
    [
        ({}, DARK.name),
        (FULL, DARK.name),
        (FULL | {"COLORFGBG": "15;0"}, DARK.name),
        (FULL | {"COLORFGBG": "0;15"}, LIGHT.name),
        (FULL | {"COLORFGBG": "0;default;7"}, LIGHT.name),
        (FULL | {"COLORFGBG": "nonsense"}, DARK.name),
        (FULL | {"NO_COLOR": "1"}, ANSI.name),
        (FULL | {"NO_COLOR": "1", "COLORFGBG": "0;15"}, ANSI_LIGHT.name),
        ({"TERM": "linux"}, ANSI_DARK.name),
        ({"TERM": "screen"}, ANSI.name),
        ({"TERM": "xterm", "COLORFGBG": "15;0"}, ANSI_DARK.name),
        ({"TERM": "screen", "COLORTERM": "truecolor"}, DARK.name),
        ({"TERM": "xterm-kitty"}, DARK.name),
        (FULL | {VARIABLE: "nord"}, "nord"),
        (FULL | {VARIABLE: "nord", "NO_COLOR": "1"}, "nord"),
        (FULL | {VARIABLE: LIGHT.name, "COLORFGBG": "15;0"}, LIGHT.name),
        (FULL | {VARIABLE: "ansi"}, ANSI.name),
        (FULL | {VARIABLE: "ansi", "COLORFGBG": "0;15"}, ANSI_LIGHT.name),
    ],
)
def test_the_theme_suits_the_terminal_unless_one_is_set(environ: Mapping[str, str], theme: str) -> None:
    assert chosen(environ) == theme
    assert theme in THEMES


def test_an_unknown_theme_is_an_error_that_lists_all_themes() -> None:
    with pytest.raises(UsageError) as caught:
        chosen({VARIABLE: "nrod\x1b[31m"})
    assert caught.value.what == "CLICKFUNNELS_THEME is set to “nrod”, which isn’t a theme."
    for name in ("ansi", DARK.name, LIGHT.name, "nord", "textual-light"):
        assert name in caught.value.hint


async def test_one_of_textuals_themes_can_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "gruvbox")
    async with wizard_app(SHOWN_PATH).run_test() as pilot:
        await go_to(pilot, "token")
        assert pilot.app.screen.styles.background.hex == THEMES["gruvbox"].background.upper()  # type: ignore[union-attr]


def drawn(pilot: Screens) -> list[tuple[str, bool, bool]]:
    """Each piece of text with its style; asserts that it has no colour."""
    screen = pilot.app.screen
    pieces = []
    for strip in lines(pilot.app):
        for segment in strip.apply_filter(pilot.app._filters[-1], screen.styles.background):
            assert segment.style is not None
            assert segment.style.color is None or segment.style.color.is_default
            assert segment.style.bgcolor is None or segment.style.bgcolor.is_default
            pieces.append((segment.text, bool(segment.style.bold), bool(segment.style.reverse)))
    return pieces


async def test_states_can_be_told_apart_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = wizard_app(SHOWN_PATH)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "team")
        await shows(pilot, "✓ Token ─ ● Team ─ ○ Workspace")
        pieces = drawn(pilot)
        assert ("› ", True, True) in pieces
        assert ("● Team", True, False) in pieces
        assert ("T", False, True) in pieces, "the cursor, on the first letter of the placeholder"
        await pilot.press("ctrl+q")
        await shows(pilot, "Leave without saving?")
        assert {
            text.strip(): reverse for text, _, reverse in drawn(pilot) if text.strip() in ("Stay", "Leave")
        } == {"Stay": True, "Leave": False}


async def test_in_sixteen_colours_the_highlighted_row_has_a_single_colour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, "ansi")
    async with contacts_app("42").run_test(size=(80, 24)) as pilot:
        await shows(pilot, "57 contacts", "● customer")
        table = pilot.app.screen.query_one(RecordTable)
        current, other = table.render_line(1), table.render_line(4)
        assert len({segment.style and segment.style.color for segment in current}) == 1
        assert len({segment.style and segment.style.color for segment in other}) > 1


async def test_notifications_use_the_terminals_own_colours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, "ansi")
    async with wizard_app(SHOWN_PATH).run_test(size=(80, 24), notifications=True) as pilot:
        await go_to(pilot, "token")
        await pilot.press("escape")
        await shows(pilot, "This is the first step.")
        (style,) = [
            one.style for line in lines(pilot.app) for one in line if "This is the first step." in one.text
        ]
        assert style
        assert all(colour is None or colour.is_default for colour in (style.color, style.bgcolor))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
@pytest.mark.parametrize(
    "scene", ["token", "team", "workspace", "contacts", "contacts-filtered", "save", "done", "team-leaving"]
)
async def test_focus_moves_in_reading_order(scene: str, size: tuple[int, int]) -> None:
    make_app, walk = SCENES[scene]
    async with make_app().run_test(size=size) as pilot:
        await walk(pilot)
        places = [(widget.region.y, widget.region.x) for widget in pilot.app.screen.focus_chain]
        assert places
        assert places == sorted(places)


def test_a_joined_emoji_is_as_wide_as_its_parts() -> None:
    assert fitted("👩‍💻 Code", 12) == "👩💻 Code   "
    assert fitted("क्‍ष", 4).startswith("क्‍ष"), "joiners inside words are kept"


@pytest.mark.parametrize(
    ("encoding", "terminal", "marks"),
    [
        ("utf-8", "xterm-256color", USUAL),
        ("UTF8", "", USUAL),
        ("utf-8", "linux", PLAIN),
        ("iso8859-1", "xterm", PLAIN),
        ("ascii", "xterm", PLAIN),
    ],
)
def test_marks_fit_the_terminal(encoding: str, terminal: str, marks: object) -> None:
    assert marks_for(encoding, terminal) is marks


def test_plain_marks_are_one_ascii_cell_each_and_states_differ() -> None:
    for marks in (USUAL, PLAIN):
        values = [getattr(marks, name) for name in marks.__slots__]
        assert all(cell_len(value) == 1 for value in values)
        assert len({marks.done, marks.here, marks.ahead, marks.wrong}) == 4
    assert all(getattr(PLAIN, name).isascii() for name in PLAIN.__slots__)


@pytest.mark.parametrize(
    "screen",
    [
        token.TokenScreen,
        picker.PickerScreen,
        contacts.ContactsScreen,
        save.SaveScreen,
        switch_workspace.SwitchScreen,
        done.DoneScreen,
        contact_details.DetailsScreen,
        browse.BrowseScreen,
        browse.ContactsOnlyScreen,
    ],
)
def test_the_help_explains_a_screen_in_a_few_lines(screen: type[Screen[object]]) -> None:
    assert screen.HELP
    lines = Content(screen.HELP).wrap(64)
    assert 1 <= len([line for line in lines if line.plain.strip()]) <= 7


@pytest.mark.parametrize(("set_to", "level"), [(None, "none"), ("full", "full")])
def test_nothing_moves_unless_animations_are_enabled(
    set_to: str | None, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TEXTUAL_ANIMATIONS", raising=False)
    if set_to:
        monkeypatch.setenv("TEXTUAL_ANIMATIONS", set_to)
    app = wizard_app(SHOWN_PATH)
    assert WizardApp(app._session).animation_level == level


async def test_copied_text_can_be_shown_without_anything_beside_it() -> None:
    app = contacts_app("42")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("v")
        await shows(pilot, "57 contacts")
        await pilot.press("e")
        await until(pilot, lambda: "v shows it to select by hand" in str(list(app._notifications)))
        assert app.clipboard == "rafael.conceicao57@example.com"
        await pilot.press("v")
        await shows(pilot, "Hold Shift")
        assert "rafael.conceicao57@example.com" in [line.strip() for line in seen(pilot).split("\n")]
        await pilot.press("escape")
        await shows(pilot, "57 contacts")
