"""Wrap text at words, counted in terminal cells."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells


def wrap(text: str, width: int, hang: int) -> Iterator[str]:
    """Give the lines of each paragraph, broken at spaces; all but its first are indented by `hang`.

    Unlike `textwrap`, this counts terminal cells: a Chinese character takes two.
    """
    for paragraph in text.split("\n"):
        line, indent = "", ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line != indent else line + word
            if cell_len(longer) <= width:
                line = longer
                continue
            if line != indent:
                yield line
            indent = " " * hang
            *full, last = chop_cells(word, width - hang) or [""]
            yield from (indent + piece for piece in full)
            line = indent + last
        yield line
