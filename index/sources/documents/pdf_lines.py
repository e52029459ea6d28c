"""The lines of a PDF's pages as they stand on paper: text, place and size of letters, in the order of the file."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_LONGEST_READING = 60.0
"""Seconds for a whole file; a page of news takes hundredths of one, a page made to take long would never end."""
_MOST_CHARACTERS = 20_000_000


class TooMuch(Exception):
    """The pages so far took all the time or text that one file may have."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. Lines go down as `y` does, however the page is turned."""

    text: str
    x: float
    y: float
    size: float


class Budget:
    """What may still be spent on one file; asked at every operation of a page."""

    def __init__(self, seconds: float = _LONGEST_READING) -> None:
        self._deadline = time.monotonic() + seconds
        self._characters = 0
        self._operations = 0

    def operation(self, *_: object) -> None:
        """Count one operation. Raises TooMuch; pypdf passes over that within a form, and the next operation raises."""
        self._operations += 1
        if self._operations % 1024 == 0 or self._characters > _MOST_CHARACTERS:
            self.check()

    def text(self, characters: int) -> None:
        """Count characters that were read."""
        self._characters += characters

    def check(self) -> None:
        """Raise TooMuch where nothing is left."""
        if time.monotonic() > self._deadline or self._characters > _MOST_CHARACTERS:
            raise TooMuch


def lines_of(page: Any, budget: Budget) -> list[Line]:
    """The lines of a page in the order in which the file has them. Raises TooMuch, and whatever pypdf raises."""
    collected = _Lines(budget)
    page.extract_text(visitor_operand_before=budget.operation, visitor_text=collected.add)
    collected.end()
    return collected.lines


class _Lines:
    """Puts the pieces that pypdf tells of together to lines."""

    def __init__(self, budget: Budget) -> None:
        self.lines: list[Line] = []
        self._parts: list[str] = []
        self._place = (0.0, 0.0, 0.0)
        self._budget = budget

    def add(self, text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        """A piece of text with the matrices that were in force where it begins."""
        self._budget.text(len(text))
        for number, part in enumerate(text.split("\n")):
            if number:
                self.end()
            if part.strip() and not any(map(str.strip, self._parts)):
                self._place = _placed(cm, tm, size)
            self._parts.append(part)

    def end(self) -> None:
        """The line is complete."""
        text = " ".join("".join(self._parts).split())
        if text:
            self.lines.append(Line(text, *self._place))
        self._parts = []


def _placed(cm: Sequence[float], tm: Sequence[float], size: float) -> tuple[float, float, float]:
    """Where a piece stands on the page turned upright, and how high its letters are."""
    across, up = _turned(tm[0], tm[1], cm), _turned(tm[2], tm[3], cm)
    x, y = _turned(tm[4], tm[5], cm)
    x, y = x + cm[4], y + cm[5]
    height = abs(size) * math.hypot(*up)
    if abs(across[0]) >= abs(across[1]):
        return (x, y, height) if across[0] >= 0 else (-x, -y, height)
    return (y, -x, height) if across[1] > 0 else (-y, x, height)


def _turned(x: float, y: float, matrix: Sequence[float]) -> tuple[float, float]:
    return x * matrix[0] + y * matrix[2], x * matrix[1] + y * matrix[3]
