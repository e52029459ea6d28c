"""Plain text for people: wrapped to a width, and marked only where a terminal shows marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.text import one_line
from index.model import Span

NARROW, WIDE = 40, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How wide text may run, and whether marks can be seen."""

    width: int = 80
    styled: bool = False

    def bold(self, text: str) -> str:
        """`text` in bold where that can be seen."""
        return f"\x1b[1m{text}\x1b[22m" if self.styled else text

    def marked(self, text: str) -> str:
        """`text` as a search hit where that can be seen."""
        return f"\x1b[1;7m{text}\x1b[22;27m" if self.styled else text

    def paragraph(self, text: str, *, indent: str = "", first: str | None = None, marks: Iterable[Span] = ()) -> str:
        """`text` made visible and wrapped, every line indented; `first` stands in place of the first indent.

        `marks` are offsets in `text`.
        """
        shown = one_line(text)
        spans = tuple(marks)
        lines = []
        for number, line in enumerate(wrapped(shown, max(self.width - cells(indent), 16))):
            lead = first if first is not None and number == 0 else indent
            lines.append(lead + self._mark(shown, line, spans))
        return "\n".join(lines) or (first or indent).rstrip()

    def _mark(self, shown: str, line: Span, marks: Sequence[Span]) -> str:
        parts, at = [], line.start
        for mark in sorted(marks):
            start, end = max(mark.start, at), min(mark.end, line.end)
            if start < end:
                parts += [shown[at:start], self.marked(shown[start:end])]
                at = end
        return "".join([*parts, shown[at : line.end]])


def cells(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, width: int) -> str:
    """`text` filled with spaces up to a number of columns."""
    return text + " " * (width - cells(text))


def shortened(text: str, width: int) -> str:
    """`text` in at most `width` columns; for names and paths, never for what somebody said."""
    if cells(text) <= width:
        return text
    while cells(text) > width - 1:
        text = text[:-1]
    return text + "…"


def wrapped(text: str, width: int) -> list[Span]:
    """The lines of `text` at most `width` columns wide, broken at spaces, else inside a word that is too long."""
    lines: list[Span] = []
    start = end = 0
    used = 0
    for word in _words(text):
        wide = cells(text[word.start : word.end])
        gap = cells(text[end : word.start])
        if end > start and used + gap + wide <= width:
            end, used = word.end, used + gap + wide
            continue
        if end > start:
            lines.append(Span(start, end))
        start = word.start
        for at in range(word.start, word.end):
            if cells(text[start : at + 1]) > width:
                lines.append(Span(start, at))
                start = at
        end, used = word.end, cells(text[start : word.end])
    if end > start:
        lines.append(Span(start, end))
    return lines


def _words(text: str) -> list[Span]:
    words, start = [], None
    for at, character in enumerate(f"{text} "):
        if character == " ":
            if start is not None:
                words.append(Span(start, at))
            start = None
        elif start is None:
            start = at
    return words


def table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset(), limit: int = WIDE) -> list[str]:
    """Rows as columns of even width; the columns in `right` end flush."""
    widths = [min(max(cells(cell) for cell in column), limit) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        fitted = [shortened(cell, width) for cell, width in zip(row, widths, strict=True)]
        filled = [
            " " * (width - cells(cell)) + cell if number in right else padded(cell, width)
            for number, (cell, width) in enumerate(zip(fitted, widths, strict=True))
        ]
        lines.append("  ".join(filled).rstrip())
    return lines
