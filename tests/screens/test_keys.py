"""Keys: which ones there are, custom keys from the configuration, and where they are shown."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from support import (
    HAMMER,
    Screens,
    contacts_app,
    go_to,
    save_three,
    seen,
    shows,
    until,
    wizard_app,
)
from textual.binding import Binding
from textual.dom import DOMNode

import wizard.tui.screens
import wizard.tui.widgets
from wizard.config.saving import save
from wizard.sandbox import DEMO_TOKEN
from wizard.tui.keymap import USUAL
from wizard.tui.screens.confirm import ConfirmScreen
from wizard.tui.screens.help import HelpScreen
from wizard.tui.widgets.key_bar import KeyBar

TAKEN = {
    "ctrl+b": "tmux's prefix",
    "ctrl+a": "GNU screen's prefix",
    "ctrl+z": "suspends programs",
    "ctrl+h": "backspace in many terminals",
    "ctrl+i": "the same as Tab",
    "ctrl+j": "the same as Enter",
    "ctrl+m": "the same as Enter",
    "f10": "the menu of many terminals",
    "f11": "full screen in many terminals",
}


@pytest.fixture
def path(home: Path) -> Path:
    path = home / ".config/clickfunnels/config.json"
    save_three(path)
    return path


def with_keys(path: Path, keys: object) -> Path:
    path.write_text(json.dumps(json.loads(path.read_text()) | {"keys": keys}))
    return path


def bindings_by_class() -> list[tuple[type, Binding]]:
    for package in (wizard.tui.screens, wizard.tui.widgets):
        for module in iter_modules(package.__path__):
            import_module(f"{package.__name__}.{module.name}")

    def below(kind: type) -> set[type]:
        return {kind}.union(*(below(one) for one in kind.__subclasses__()))

    ours = [one for one in below(DOMNode) if one.__module__.startswith("wizard.")]
    return [
        (one, binding) for one in ours for binding in Binding.make_bindings(one.__dict__.get("BINDINGS", ()))
    ]


def bindings() -> list[Binding]:
    return [binding for _, binding in bindings_by_class()]


def test_the_schema_and_the_screens_have_the_same_names_for_keys() -> None:
    keys: dict[str, set[str]] = {}
    for binding in bindings():
        if binding.id:
            keys.setdefault(binding.id, set()).add(binding.key)
    assert keys == {name: set(usual.split(",")) for name, usual in USUAL.items()}
    schema = json.loads((Path(wizard.__file__).parent / "config/schema.json").read_text(encoding="utf-8"))
    assert list(schema["properties"]["keys"]["properties"]) == list(USUAL)


def test_no_key_is_one_that_terminals_keep_for_themselves() -> None:
    ours = {binding.key for binding in bindings() if binding.action != "suspend_process"}
    assert not TAKEN.keys() & ours


@pytest.mark.parametrize(
    "keeps",
    [
        "f1 ctrl+p ctrl+q",  # the terminals in editors; Gnome's terminal keeps F1
        "ctrl+g ctrl+n ctrl+o ctrl+p ctrl+q ctrl+s ctrl+t",  # zellij
        "f2 f3 f4 f5 f6 f7 f8 f9 f12",  # byobu
    ],
)
def test_a_key_that_some_terminals_keep_has_an_alternative(keeps: str) -> None:
    usual = {name: {*keys.split(",")} for name, keys in USUAL.items()}
    usual["go_on"].add("enter")
    usual["leave"].add("ctrl+c")
    assert [name for name, keys in usual.items() if not keys - {*keeps.split()}] == []


def test_a_key_means_the_same_thing_on_every_screen() -> None:
    """The same name, or the same verb: F5 copies an address here and a command there.

    Enter does what the screen is for, Esc and q lead out of it, and y and n answer a question.
    """
    meanings: dict[str, dict[str, str]] = {}
    for kind, binding in bindings_by_class():
        for key in {*binding.key.split(",")} - {"enter", "escape", "q"}:
            if kind is not ConfirmScreen or key not in ("y", "n"):
                verb = (binding.tooltip or binding.description).split()[0]
                meanings.setdefault(key, {})[binding.id or verb] = verb
    assert {key: named for key, named in meanings.items() if len(named) > 1 < len({*named.values()})} == {}


async def test_custom_keys_work_and_are_shown(path: Path) -> None:
    with_keys(path, {"browse": "alt+o", "filter": "f", "help": "alt+h"})
    async with wizard_app(path, opens_home=True).run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Alt+O Browse", "Alt+H Help")
        await pilot.press("f3")
        await pilot.press("alt+o")
        await shows(pilot, "57 contacts", "f Filter")
        await pilot.press("f")
        await shows(pilot, "Part of a name")
        await pilot.press("alt+h")
        await shows(pilot, "Alt+H Show all keys")


async def test_texts_name_custom_keys(path: Path) -> None:
    with_keys(path, {"other_token": "alt+x", "set_up": "f8, f9", "filter": "f", "mask": "question_mark"})
    async with wizard_app(path, opens_home=True).run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Rename")
        await pilot.press("f1")
        await shows(pilot, "Alt+X ", "F8, F9 ")
        await pilot.press("escape", "f3")
        await shows(pilot, "57 contacts")
        await pilot.press("f1")
        await shows(pilot, "f Filter")


async def test_custom_keys_apply_to_one_application_only(path: Path, tmp_path: Path) -> None:
    wizard_app(with_keys(path, {"leave": "f12"}))
    async with wizard_app(tmp_path / "config.json").run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, "Paste your API token")
        await pilot.press("escape")
        await shows(pilot, "This is the first step. Ctrl+Q leaves.")


@pytest.mark.parametrize(
    ("step", "keys", "said"),
    [
        ("token", "escape", "This is the first step. Ctrl+Q leaves."),
        ("token", "ctrl+t", "CLICKFUNNELS_API_TOKEN isn't set, so there is no token to use."),
        ("token", "f6", "This server doesn't offer signing in, or hasn't answered yet."),
        ("team", "ctrl+r", "Nothing has failed here, so there is nothing to try again."),
        ("save", "f12", "No keyring here can keep the token; `cfw token-store keyring` says why."),
        ("save", "ctrl+t", "No other profile of this team has another token."),
        ("home", "ctrl+r", "Nothing has failed here, so there is nothing to try again."),
        ("home", "z z z f3", "No workspace is highlighted."),
        ("home", "- end f2", ""),
        ("team", "f7", ""),
    ],
)
async def test_a_disabled_key_says_why(path: Path, step: str, keys: str, said: str) -> None:
    app = wizard_app(path, opens_home=step == "home", offered=None if step == "token" else DEMO_TOKEN)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        if step == "home":
            await shows(pilot, "Rename")
        else:
            await go_to(pilot, step)
        await pilot.press(*keys.split())
        await pilot.press(keys.rsplit(maxsplit=1)[-1])
        await pilot.pause()
        told = [one.message for one in app._notifications]
        assert told == [said] * bool(said)
        await until(pilot, lambda: not list(app._notifications), "the message to disappear")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("l", "All contacts are loaded."),
        ("v", "Nothing has been copied yet."),
        ("f4", "Press / and type an email address or id first."),
        ("ctrl+r", "Nothing has failed here, so there is nothing to try again."),
    ],
)
async def test_a_disabled_key_of_the_contact_browser_says_why(key: str, said: str) -> None:
    app = contacts_app("42")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await shows(pilot, "57 contacts, newest first")
        await pilot.press(key)
        await shows(pilot, said[:40])


async def test_renaming_a_workspace_without_a_profile_says_why_not(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(120, 40), notifications=True) as pilot:
        await shows(pilot, "not used yet")
        await pilot.press("end", "up", "f2")
        await shows(pilot, "This workspace has no profile yet.", "Enter switches")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"browze": "x"}, "keys.browze: there is no such name. Did you mean browse?"),
        ({"frobnicate": "x"}, "keys.frobnicate: there is no such name. `cfw schema` lists the names."),
        (
            {"filter": "hypercube"},
            "keys.filter: “hypercube” isn’t a key. Write it as f, f5, ctrl+n or alt+x.",
        ),
        ({"filter": ""}, "keys.filter: “” isn’t a key."),
        ({"filter": 7}, 'keys.filter must be a text in quotes, such as "f".'),
        ({"filter": "d"}, "keys.filter takes d from details."),
        ({"rename": "ctrl+q, f3"}, "keys.rename takes ctrl+q from leave."),
        ({"tag": "x", "active": "x"}, "keys.active takes x from tag."),
        ({"leave": "q"}, "keys.leave: q could no longer be typed."),
        (["f"], "keys in the configuration file must be an object in braces; the usual keys are used."),
    ],
)
async def test_an_invalid_custom_key_is_reported_and_ignored(path: Path, keys: object, said: str) -> None:
    usable = {"rename": "f6"} | keys if isinstance(keys, dict) else keys
    with_keys(path, usable)
    app = wizard_app(path, opens_home=True)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await shows(pilot, "Rename")
        await until(pilot, lambda: any(said in one.message for one in app._notifications), said)


def test_saving_keeps_custom_keys(path: Path) -> None:
    with_keys(path, {"filter": "f", "unheard-of": 7})
    save(path, HAMMER)
    assert json.loads(path.read_text())["keys"] == {"filter": "f", "unheard-of": 7}


@pytest.mark.parametrize("key", ["question_mark", "ctrl+underscore", "ctrl+slash"])
async def test_help_has_other_keys_than_f1(key: str) -> None:
    async with contacts_app("42").run_test(size=(80, 24)) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press(key)
        await shows(pilot, "The contacts of this workspace.")
        await pilot.press(key)
        await until(pilot, lambda: "The contacts of this workspace." not in seen(pilot))


@pytest.mark.parametrize("step", ["token", "team", "workspace"])
async def test_a_question_mark_in_an_empty_field_opens_the_help(path: Path, step: str) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, step)
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))


async def test_ctrl_v_says_which_keys_paste(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24), notifications=True) as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+v")
        await shows(pilot, "Most terminals paste with Ctrl+Shift+V")


async def test_a_notification_disappears_after_a_few_seconds(path: Path) -> None:
    async with contacts_app("42").run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("e")
        await shows(pilot, "Copied the email address")
        await until(pilot, lambda: "Copied" not in seen(pilot))


async def test_escape_clears_the_filter_before_it_goes_back(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "team")
        await pilot.press(*"zzz")
        await shows(pilot, "No team matches", "Esc Clear")
        await pilot.press("escape")
        await shows(pilot, "Choose a team", "5 teams")
        await pilot.press("escape")
        await shows(pilot, "Paste your API token")


async def test_a_question_mark_can_be_typed(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("a", "question_mark")
        await shows(pilot, "Nothing matches “a?”.")


async def test_a_narrow_key_bar_keeps_enter_escape_and_help(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(40, 15)) as pilot:
        await shows(pilot, "Enter Switch Esc Leave F1/? Help")
        await pilot.press("a")
        await shows(pilot, "Enter Switch Esc Clear F1/? Help")


def place(pilot: Screens, text: str) -> tuple[int, int]:
    y, line = next((y, line) for y, line in enumerate(seen(pilot).split("\n")) if text in line)
    region = pilot.app.screen.query_one(KeyBar).region
    return line.index(text) - region.x + 1, y - region.y


async def test_a_click_on_a_key_presses_it(path: Path) -> None:
    async with wizard_app(path).run_test(size=(40, 15)) as pilot:
        await go_to(pilot, "token")
        await shows(pilot, "F1/? Help")
        await pilot.click(KeyBar, offset=place(pilot, "F1/? Help"))
        await shows(pilot, "Programs use the access token")
        await pilot.click(KeyBar, offset=place(pilot, "Esc Close"))
        await until(pilot, lambda: "Programs use the access token" not in seen(pilot))


@pytest.mark.parametrize("key", ["ctrl+p", "f7"])
async def test_a_command_is_found_by_name_and_run(path: Path, key: str) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Rename", "^P Commands")
        await pilot.press(key)
        await shows(pilot, "Key: F2", "Theme", "Choose the colours")
        assert "Screenshot" not in seen(pilot)
        await pilot.press(*"rename")
        await until(pilot, lambda: "Key: F2" in seen(pilot) and "Key: F3" not in seen(pilot))
        await pilot.press("enter")
        await shows(pilot, "Rename hammer-workspace")


async def test_the_command_palette_leaves_out_what_does_not_work_now(path: Path) -> None:
    async with wizard_app(path).run_test(size=(120, 40)) as pilot:
        await go_to(pilot, "team")
        await pilot.press("ctrl+p")
        await shows(pilot, "Key: F1/?")
        assert "Key: ^R" not in seen(pilot)
        await shows(pilot, "Key: Enter, ^N", "Key: ^Q")
        await pilot.press("escape", "f1")
        await shows(pilot, "^R ")


@pytest.mark.parametrize("key", ["ctrl+p", "f1"])
async def test_letters_are_listed_as_keys_while_a_field_has_the_focus(key: str) -> None:
    async with contacts_app("42").run_test(size=(120, 60)) as pilot:
        await shows(pilot, "57 contacts", "t Tags")
        await pilot.press("slash", *"hina")
        await shows(pilot, "of 57 contacts")
        assert "t Tags" not in seen(pilot)
        await pilot.press(key)
        await shows(pilot, "Hide personal data", "Filter by tag")


async def test_a_command_on_a_letter_runs_while_a_field_has_the_focus() -> None:
    async with contacts_app("42").run_test(size=(120, 60)) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("slash", *"hina", "ctrl+p", *"by tag", "enter")
        await shows(pilot, "Filter by tags, or show a segment")


@pytest.mark.parametrize("package", ["base_app", "screens", "widgets"])
def test_every_key_has_words_for_the_help_and_the_command_palette(package: str) -> None:
    for kind, binding in bindings_by_class():
        if package in kind.__module__:
            assert binding.tooltip or binding.description, (kind.__qualname__, binding.key)


async def test_another_theme_is_chosen_by_name(path: Path) -> None:
    async with wizard_app(path).run_test(size=(120, 40)) as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+p", *"theme", "enter")
        await shows(pilot, "gruvbox")
        await pilot.press(*"clickfunnels-light", "enter")
        await until(pilot, lambda: pilot.app.theme == "clickfunnels-light")
