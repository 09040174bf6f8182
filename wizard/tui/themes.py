"""The colours of the screens: two themes of our own, the terminal's own colours, and which one is used."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

from wizard.support.errors import UsageError
from wizard.support.safe_text import sanitize_line

VARIABLE = "CLICKFUNNELS_THEME"

_MANY_COLOURS = ("256color", "kitty")
"""Endings of the names of terminals that show more than sixteen colours."""


def _quiet(theme: Theme, *, muted: str, row: str) -> Theme:
    """Complete a theme of one accent, in which each text has a colour of its own: none is a blend."""
    colours = {
        "text": theme.foreground,
        "text-muted": muted,
        "text-disabled": muted,
        "text-accent": theme.primary,
        "text-warning": theme.warning,
        "text-error": theme.error,
        "text-success": theme.success,
        "primary-muted": row,
    }
    return replace(
        theme,
        accent=theme.primary,
        panel=theme.surface,
        variables={name: colour for name, colour in colours.items() if colour},
    )


def _terminals_own(name: str, accent: str, warning: str) -> Theme:
    """Give Textual's theme of the sixteen colours that the terminal itself defines, with one accent."""
    usual = BUILTIN_THEMES[name]
    return replace(usual, primary=accent, accent=accent, warning=warning)


DARK = _quiet(
    Theme(
        "clickfunnels-dark",
        primary="#8ab4f8",
        foreground="#e4e6eb",
        background="#15171c",
        surface="#1e2128",
        warning="#e5bf73",
        error="#f2979c",
        success="#8ccf9c",
    ),
    muted="#a3aab7",
    row="#2a2f50",
)
LIGHT = _quiet(
    Theme(
        "clickfunnels-light",
        primary="#1b5fb8",
        foreground="#23262c",
        background="#fbfaf8",
        surface="#f0efec",
        warning="#7d5000",
        error="#b3261e",
        success="#1d6b3c",
        dark=False,
    ),
    muted="#596069",
    row="#d5e3f6",
)
ANSI_DARK = _terminals_own("ansi-dark", "ansi_cyan", "ansi_yellow")
ANSI_LIGHT = _terminals_own("ansi-light", "ansi_blue", "ansi_magenta")
ANSI = replace(_terminals_own("ansi-dark", "ansi_magenta", "ansi_red"), name="ansi", success="ansi_default")
"""For an unknown background: the ones of the sixteen that are readable on both black and white."""

THEMES: Mapping[str, Theme] = BUILTIN_THEMES | {
    theme.name: theme for theme in (DARK, LIGHT, ANSI_DARK, ANSI_LIGHT, ANSI)
}
"""All themes by name: Textual's, some of them changed, and our own."""


def chosen(environ: Mapping[str, str] = os.environ, remembered: str = "") -> str:
    """Return the name of the theme to use: the one that is set, the one `remembered`, or one of our own.

    Without colours, or with few, it's one that suits the terminal, whatever is remembered.

    Raises `UsageError` if the one that is set doesn't exist.
    """
    name = environ.get(VARIABLE, "")
    if name == "ansi" or (not name and ("NO_COLOR" in environ or _has_few_colours(environ))):
        return {True: ANSI_DARK, False: ANSI_LIGHT, None: ANSI}[_is_dark(environ)].name
    if not name and remembered in THEMES:
        return remembered
    if not name:
        return (LIGHT if _is_dark(environ) is False else DARK).name
    if name not in THEMES:
        names = ", ".join(sorted(THEMES))
        raise UsageError(
            f"{VARIABLE} is set to “{sanitize_line(name)}”, which isn’t a theme.", f"Choose one of: {names}."
        )
    return name


def _is_dark(environ: Mapping[str, str]) -> bool | None:
    """Whether the background is dark; terminals that say so do it in COLORFGBG, as in ``15;0``."""
    if environ.get("TERM") == "linux":
        return True
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    if not background.isdecimal():
        return None
    return background not in ("7", "9", "10", "11", "12", "13", "14", "15")


def _has_few_colours(environ: Mapping[str, str]) -> bool:
    """Whether the terminal shows sixteen colours at most. Windows sets no TERM, and shows all."""
    terminal = environ.get("TERM", "")
    if not terminal or environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return False
    return terminal.rpartition("-")[2] not in _MANY_COLOURS
