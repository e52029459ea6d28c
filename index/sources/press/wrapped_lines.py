"""Paragraphs whose lines were broken at a fixed width, put together again; every other line end stays."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_WIDEST = 90
"""Exports break lines at 70 to 82 columns; longer lines were not broken at all."""
_NARROWEST = 55


def width_of(lines: Sequence[str]) -> int:
    """The width at which all lines of an export were broken; 0 where they were not: one of them is longer."""
    width = max((len(line.rstrip()) for line in lines if len(line.split(maxsplit=1)) > 1), default=0)
    return width if _NARROWEST <= width <= _WIDEST else 0


def unwrapped(lines: Sequence[str], width: int) -> str:
    """The lines as one text: a line end that only the width forced is a blank, blank lines are one between paragraphs.

    A line end was forced where the next word would not have fitted into the line. Nothing else is changed.
    """
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            paragraphs[-1].append(line.rstrip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join(_joined(paragraph, width) for paragraph in paragraphs if paragraph).strip()


def _joined(paragraph: Sequence[str], width: int) -> str:
    pieces = [paragraph[0]]
    for before, line in pairwise(paragraph):
        if width and _was_forced(before, line, width):
            pieces.append(" " + line.lstrip())
        else:
            pieces.append("\n" + line)
    return "".join(pieces)


def _was_forced(before: str, line: str, width: int) -> bool:
    """Whether the first word of `line` would have made `before` too wide."""
    return len(before) + 1 + len(line.split(maxsplit=1)[0]) > width
