"""Draw terminal screens as SVG, still or animated, with no scripts and only the viewer's own fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, groupby
from typing import Any

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from rich.style import Style
from support import lines
from textual.app import App

WIDTH, HEIGHT, SIZE = 12, 24, 20
"""The size of a cell and of its font."""
BAR, EDGE = 40, 8
"""The height of the window's title bar, and the margin around the screen."""
FONTS = "'Fira Code',ui-monospace,SFMono-Regular,Menlo,'DejaVu Sans Mono',Consolas,monospace"

_BLOCKS = "▁▂▃▄▅▆▇█"
_PHRASE = re.compile(rf"[^\s─│╭╮╰╯{_BLOCKS}]+(?: [^\s─│╭╮╰╯{_BLOCKS}]+)*|─+|[│╭╮╰╯{_BLOCKS}]")
"""Text placed in one piece: words separated by single spaces, and parts of boxes."""
_LINES = {
    "─": "M{x} 12h{width}",
    "│": "M{middle} 0v24",
    "╭": "M{middle} 24v-6q0-6 6-6",
    "╮": "M{x} 12q6 0 6 6v6",
    "╰": "M{middle} 0v6q0 6 6 6",
    "╯": "M{x} 12q6 0 6-6v-6",
}
"""Fonts leave gaps between these characters, so they are drawn as shapes."""


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of the window around the screens, from the application's theme."""

    paper: str
    bar: str
    ink: str
    lights: tuple[str, str, str]

    @classmethod
    def of(cls, app: App[Any]) -> Look:
        """Take them from the theme."""
        theme = app.theme_variables
        lights = (theme["error"], theme["warning"], theme["success"])
        return cls(theme["background"], theme["panel"], theme["foreground"], lights)


@dataclass(frozen=True, slots=True)
class Frame:
    """A screen's rows as SVG at the origin, and how long to show them."""

    rows: tuple[str, ...]
    columns: int
    seconds: float


def frame_of(app: App[Any], seconds: float = 1) -> Frame:
    """Capture what the application shows now."""
    ink = Look.of(app).ink
    rows = tuple(_row(Segment.simplify(line), ink) for line in lines(app))
    return Frame(rows, app.screen.size.width, seconds)


def drawing(frames: Sequence[Frame], look: Look, title: str) -> str:
    """Draw one frame, or repeat several; with reduced motion, only the last one is shown."""
    columns, rows = frames[0].columns, len(frames[0].rows)
    width, height = columns * WIDTH + 2 * EDGE, rows * HEIGHT + BAR + EDGE
    different = dict.fromkeys(row for frame in frames for row in frame.rows if row)
    names = {row: f"r{number}" for number, row in enumerate(different)}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>svg{{font:{SIZE}px {FONTS}}}{_motion(frames)}</style>",
        "<defs>",
        *(f'<g id="{name}">{row}</g>' for row, name in names.items()),
        "</defs>",
        _window(width, height, look),
        f'<g transform="translate({EDGE} {BAR})">',
        f'<rect width="{columns * WIDTH}" height="{rows * HEIGHT}" fill="{look.paper}"/>',
    ]
    for number, frame in enumerate(frames):
        uses = (f'<use href="#{names[row]}" y="{y * HEIGHT}"/>' for y, row in enumerate(frame.rows) if row)
        parts.append(f'<g class="f" id="f{number}">{"".join(uses)}</g>')
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _motion(frames: Sequence[Frame]) -> str:
    """CSS rules that show each frame in turn, if there are several."""
    if len(frames) == 1:
        return ""
    ends = list(accumulate(frame.seconds for frame in frames))
    rules = [f".f{{visibility:hidden}}#f{len(frames) - 1}{{visibility:visible}}"]
    moving = [f".f{{animation:{ends[-1]:g}s step-end infinite}}"]
    for number, (start, end) in enumerate(zip([0, *ends], ends, strict=False)):
        moving.append(f"#f{number}{{animation-name:k{number}}}")
        first, last = (f"{100 * moment / ends[-1]:.3f}%" for moment in (start, end))
        hidden = "{visibility:hidden}"
        rules.append(f"@keyframes k{number}{{0%{hidden}{first}{{visibility:visible}}{last}{hidden}}}")
    return "\n".join(["", *rules, "@media (prefers-reduced-motion:no-preference){", *moving, "}"])


def _window(width: int, height: int, look: Look) -> str:
    lights = (
        f'<circle cx="{26 + 22 * n}" cy="20" r="7" fill="{fill}"/>' for n, fill in enumerate(look.lights)
    )
    edge = f'stroke="{look.ink}" stroke-opacity=".25"'
    frame = f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8" fill="{look.bar}" {edge}/>'
    name = (
        f'<text x="{width // 2}" y="27" text-anchor="middle" font-weight="bold" fill="{look.ink}">cfw</text>'
    )
    return frame + "".join(lights) + name


def _row(segments: Iterable[Segment], ink: str) -> str:
    """Draw one row at the origin: backgrounds first, then the text on them."""
    grounds, marks, column = [], [], 0
    for text, style, _ in segments:
        fill, ground = _colours(style or Style(), ink)
        width = cell_len(text)
        if ground:
            size = f'width="{width * WIDTH}" height="{HEIGHT}.2"'
            grounds.append(
                f'<rect x="{column * WIDTH}" {size} fill="{ground}" shape-rendering="crispEdges"/>'
            )
        if style and style.underline:
            marks.append(f'<path d="M{column * WIDTH} 21.5h{width * WIDTH}" stroke="{fill}"/>')
        for phrase in _PHRASE.finditer(text):
            at = (column + cell_len(text[: phrase.start()])) * WIDTH
            marks += _marks(phrase.group(), at, fill, _weight(style or Style()))
        column += width
    return "".join(grounds + marks)


def _marks(phrase: str, x: int, fill: str, weight: str) -> Iterator[str]:
    """Draw lines or words: characters of the same width in one piece, as wide as their cells."""
    if phrase[0] in _LINES:
        path = _LINES[phrase[0]].format(x=x, middle=x + WIDTH // 2, width=len(phrase) * WIDTH)
        yield f'<path d="{path}" stroke="{fill}" fill="none"/>'
        return
    if phrase in _BLOCKS:
        tall = (_BLOCKS.index(phrase) + 1) * HEIGHT // 8
        yield f'<rect x="{x}" y="{HEIGHT - tall}" width="{WIDTH}" height="{tall}" fill="{fill}"/>'
        return
    for is_wide, spans in groupby(split_graphemes(phrase)[0], key=lambda span: span[2] > 1):
        pieces = list(spans)
        width = sum(span[2] for span in pieces) * WIDTH
        piece = escape(phrase[pieces[0][0] : pieces[-1][1]], quote=False).replace(" ", "\N{NO-BREAK SPACE}")
        adjust = "" if is_wide else ' lengthAdjust="spacingAndGlyphs"'
        yield f'<text x="{x}" y="18" textLength="{width}"{adjust} fill="{fill}"{weight}>{piece}</text>'
        x += width


def _colours(style: Style, ink: str) -> tuple[str, str]:
    """Give the colours of the text and of its background, if it has one."""
    fill = style.color.triplet.hex if style.color and style.color.triplet else ink
    ground = style.bgcolor.triplet.hex if style.bgcolor and style.bgcolor.triplet else ""
    return (ground or ink, fill) if style.reverse else (fill, ground)


def _weight(style: Style) -> str:
    bold = ' font-weight="bold"' if style.bold else ""
    italic = ' font-style="italic"' if style.italic else ""
    return bold + italic + (' opacity=".6"' if style.dim else "")
