"""Which profile is active, what selected it, and which token it gets."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

import wizard
from wizard.config.active_profile import choose_profile
from wizard.config.errors import (
    BadPin,
    BadToken,
    ConfigError,
    Damaged,
    ManyProfiles,
    NothingSaved,
    NoToken,
    PinNotSaved,
    UnknownProfile,
)
from wizard.config.paths import CONFIG_DIR_VARIABLE, PIN_NAME, PROFILE_VARIABLE, TOKEN_VARIABLE
from wizard.config.pin_changes import write_pin
from wizard.config.profile import Profile
from wizard.config.profile_changes import forget
from wizard.config.reading import read
from wizard.config.saving import save, update
from wizard.support.secret import Token

OTHER_TOKEN = "environment-token-9876543210-zyxwvu"


def profile_for(hammer: Profile, name: str, workspace_id: int, *, team_id: int = 3) -> Profile:
    return hammer._replace(
        name=name,
        token=Token(f"{name}-token-0123456789-abcdef"),
        team=hammer.team._replace(id=team_id),
        workspace=hammer.workspace._replace(id=workspace_id, team_id=team_id),
    )


@pytest.fixture
def shops(path: Path, hammer: Profile) -> Path:
    """A file with one profile per way of choosing; `stored` is the current one."""
    for number, name in enumerate(("asked", "named", "pinned-shop", "stored"), start=1):
        save(path, profile_for(hammer, name, number))
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project" / "deep" / "deeper"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize(
    ("name", "variable", "has_pin", "chosen", "chosen_by"),
    [
        ("asked", "named", True, "asked", "--profile"),
        (None, "named", True, "named", PROFILE_VARIABLE),
        (None, "", True, "pinned-shop", PIN_NAME),
        (None, None, True, "pinned-shop", PIN_NAME),
        (None, "named", False, "named", PROFILE_VARIABLE),
        (None, "", False, "stored", "current"),
        (None, None, False, "stored", "current"),
    ],
)
def test_the_nearest_setting_wins_here_and_in_load(
    shops: Path,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    name: str | None,
    variable: str | None,
    has_pin: bool,
    chosen: str,
    chosen_by: str,
) -> None:
    top = project.parent.parent
    if has_pin:
        write_pin(top, 3, 3)
    environ = {} if variable is None else {PROFILE_VARIABLE: variable}
    choice = choose_profile(shops, name, environ, project)
    assert choice.profile == read(shops).profiles[chosen]
    assert choice.chosen_by == (str(top / PIN_NAME) if chosen_by == PIN_NAME else chosen_by)
    assert choice.path == shops

    monkeypatch.chdir(project)
    monkeypatch.setenv(CONFIG_DIR_VARIABLE, str(shops.parent))
    for key, value in environ.items():
        monkeypatch.setenv(key, value)
    assert wizard.load(name) == choice.profile


@pytest.mark.parametrize(
    ("name", "variable", "words"),
    [
        ("askde", "named", "“askde”"),
        ("", "named", "“”"),
        (None, "asekd", f"“asekd”, named by {PROFILE_VARIABLE}"),
    ],
)
def test_an_unknown_name_is_reported_and_never_skipped(
    shops: Path, project: Path, *, name: str | None, variable: str, words: str
) -> None:
    write_pin(project, 3, 3)
    with pytest.raises(UnknownProfile) as caught:
        choose_profile(shops, name, {PROFILE_VARIABLE: variable}, project)
    assert words in caught.value.what
    assert ("Did you mean asked" in caught.value.hint) == bool(name or variable == "asekd")
    assert "asked, named, pinned-shop, stored" in caught.value.hint


def test_an_unknown_current_is_reported(shops: Path, project: Path) -> None:
    shops.write_text(shops.read_text().replace('"current": "stored"', '"current": "stord"'))
    with pytest.raises(UnknownProfile, match="Did you mean stored"):
        choose_profile(shops, None, {}, project)


@pytest.mark.parametrize(
    ("name", "environ"), [("asked", {}), (None, {PROFILE_VARIABLE: "asked"}), (None, {})]
)
@pytest.mark.parametrize("has_pin", [False, True])
def test_an_empty_configuration_is_reported(
    path: Path, project: Path, *, name: str | None, environ: dict[str, str], has_pin: bool
) -> None:
    if has_pin:
        write_pin(project, 3, 3)
    with pytest.raises(NothingSaved, match="Nothing is saved"):
        choose_profile(path, name, environ, project)
    assert not path.exists()


def test_without_a_current_profile_the_names_are_listed(shops: Path, project: Path) -> None:
    forget(shops, ["stored"])
    with pytest.raises(NothingSaved, match="asked, named, pinned-shop"):
        choose_profile(shops, None, {}, project)
    assert choose_profile(shops, "asked", {}, project).profile.name == "asked"


def test_a_damaged_file_is_reported_whatever_is_requested(shops: Path, project: Path) -> None:
    shops.write_text("{")
    with pytest.raises(Damaged):
        choose_profile(shops, "asked", {}, project)


def test_a_damaged_pin_is_reported_and_not_skipped(shops: Path, project: Path) -> None:
    (project / PIN_NAME).write_text("{}")
    with pytest.raises(BadPin):
        choose_profile(shops, None, {}, project)
    assert choose_profile(shops, "asked", {}, project).profile.name == "asked"


@pytest.mark.parametrize(("team_id", "workspace_id"), [(3, 99), (99, 3)])
def test_a_pin_without_a_profile_is_reported(
    shops: Path, project: Path, team_id: int, workspace_id: int
) -> None:
    pin_path = write_pin(project, team_id, workspace_id)
    with pytest.raises(PinNotSaved) as caught:
        choose_profile(shops, None, {}, project)
    assert f"{pin_path} asks for workspace {workspace_id} of team {team_id}" in caught.value.what


def test_of_two_profiles_for_the_pinned_workspace_the_current_one_wins(
    shops: Path, project: Path, hammer: Profile
) -> None:
    save(shops, profile_for(hammer, "twin", 3))
    write_pin(project, 3, 3)
    assert choose_profile(shops, None, {}, project).profile.name == "twin"
    update(shops, lambda document: document.switched_to("pinned-shop"))
    assert choose_profile(shops, None, {}, project).profile.name == "pinned-shop"
    update(shops, lambda document: document.switched_to("stored"))
    with pytest.raises(ManyProfiles, match="--profile: pinned-shop, twin"):
        choose_profile(shops, None, {}, project)
    assert choose_profile(shops, None, {PROFILE_VARIABLE: "twin"}, project).profile.name == "twin"


def test_a_workspace_of_the_same_number_in_another_team_is_not_the_pinned_one(
    shops: Path, project: Path, hammer: Profile
) -> None:
    save(shops, profile_for(hammer, "elsewhere", 3, team_id=4))
    write_pin(project, 3, 3)
    assert choose_profile(shops, None, {}, project).profile.name == "pinned-shop"


@pytest.mark.parametrize(
    "text",
    [
        OTHER_TOKEN,
        f"  {OTHER_TOKEN}\n",
        f"Bearer {OTHER_TOKEN}",
        f'"{OTHER_TOKEN}"',
        f"“{OTHER_TOKEN}”",
        f"Authorization: Bearer {OTHER_TOKEN}",
    ],
)
def test_the_token_in_the_environment_wins_and_is_cleaned_up_like_a_paste(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    save(path, hammer)
    before = path.read_bytes()
    choice = choose_profile(path, None, {TOKEN_VARIABLE: text})
    assert choice.token().reveal() == OTHER_TOKEN
    assert choice.token_source == "environment"
    assert choice.complete() == hammer._replace(token=Token(OTHER_TOKEN))
    assert choice.profile == hammer

    monkeypatch.setenv(TOKEN_VARIABLE, text)
    monkeypatch.setenv(CONFIG_DIR_VARIABLE, str(path.parent))
    assert wizard.load() == choice.complete()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "garbage",
    [
        "some words that are surely no token",
        "https://example.com/secret-place",
        "somebody@example.com",
        "tökenwithumlaut-0123456789",
        "your-api-token",
        "sh0rt",
        "   ",
    ],
)
def test_an_invalid_environment_token_is_reported_without_repeating_it(
    path: Path, hammer: Profile, garbage: str
) -> None:
    save(path, hammer)
    with pytest.raises(BadToken, match=TOKEN_VARIABLE) as caught:
        choose_profile(path, None, {TOKEN_VARIABLE: garbage})
    if garbage.strip():
        assert garbage not in "".join(traceback.format_exception(caught.value))
        assert not any(word in str(caught.value) for word in ("surely", "secret", "somebody", "ken-0"))


def test_the_message_about_an_empty_environment_token_is_a_sentence(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    with pytest.raises(BadToken) as caught:
        choose_profile(path, None, {TOKEN_VARIABLE: "   "})
    assert caught.value.what == f"{TOKEN_VARIABLE} was empty."


@pytest.mark.parametrize(
    ("change", "environ", "source"),
    [
        ({}, {}, "file"),
        ({}, {TOKEN_VARIABLE: ""}, "file"),
        ({}, {TOKEN_VARIABLE: OTHER_TOKEN}, "environment"),
        ({"token": None}, {}, "none"),
        ({"token": None}, {TOKEN_VARIABLE: OTHER_TOKEN}, "environment"),
        ({"token": None, "token_store": "keyring"}, {}, "keyring"),
        ({"token": None, "token_store": "keyring"}, {TOKEN_VARIABLE: OTHER_TOKEN}, "environment"),
    ],
)
def test_where_the_token_comes_from(
    path: Path, hammer: Profile, change: dict[str, object], environ: dict[str, str], source: str
) -> None:
    save(path, hammer._replace(**change))
    assert choose_profile(path, None, environ).token_source == source


def test_a_profile_without_a_token_loads_but_gives_none(
    path: Path, hammer: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(path, hammer._replace(token=None))
    choice = choose_profile(path, None, {})
    with pytest.raises(NoToken, match=f"hammer-workspace.*{TOKEN_VARIABLE}"):
        choice.token()
    monkeypatch.setenv(CONFIG_DIR_VARIABLE, str(path.parent))
    assert wizard.load().token is None
    monkeypatch.setenv(TOKEN_VARIABLE, OTHER_TOKEN)
    assert wizard.load().token == Token(OTHER_TOKEN)


def test_a_deleted_current_folder_is_not_a_crash(
    shops: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanished() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "cwd", vanished)
    assert choose_profile(shops, "asked", {}).profile.name == "asked"
    try:
        choice = choose_profile(shops, None, {})
    except ConfigError:
        return
    assert choice.profile.name == "stored"


@pytest.mark.parametrize("show", [str, repr])
@pytest.mark.parametrize("environ", [{}, {TOKEN_VARIABLE: OTHER_TOKEN}])
def test_nothing_shows_a_token(
    path: Path, hammer: Profile, show: Callable[[object], str], environ: dict[str, str]
) -> None:
    saved = save(path, hammer)
    choice = choose_profile(path, None, environ)
    for thing in (choice, choice.profile, choice.complete(), choice.token(), saved, read(path)):
        assert "hammer-token" not in show(thing)
        assert "environment-token" not in show(thing)


@pytest.mark.parametrize("name", [None, "hammer-workspce"])
def test_no_error_shows_a_token(path: Path, hammer: Profile, project: Path, name: str | None) -> None:
    save(path, hammer)
    write_pin(project, 3, 99)
    with pytest.raises((PinNotSaved, UnknownProfile)) as caught:
        choose_profile(path, name, {TOKEN_VARIABLE: OTHER_TOKEN}, project)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert "hammer-token" not in told
    assert "environment-token" not in told
