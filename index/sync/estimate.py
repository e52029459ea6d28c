"""How much text is still to be read, guessed from sizes of files: articles of one source are often much longer than
those of the next, so that counting them says little about the time they take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

AGAIN = "again"
"""In place of a format: recorded articles that are read again."""
USUAL = 3000
"""Characters of an article of which nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A file that is about to be read."""

    locator: str
    format: str
    size: int
    """In bytes, as it lies there: packed where it is packed."""
    articles: int


class Estimate:
    """Characters that are still to be read. What a byte is worth is learned for each format while it is read."""

    def __init__(self) -> None:
        self._left: Counter[str] = Counter()
        self._read: Counter[str] = Counter()
        self._characters: Counter[str] = Counter()
        self._shares: dict[str, tuple[str, int]] = {}

    def expect(self, files: Iterable[Expected], again: int = 0) -> None:
        """So much is to be read; `again` counts recorded articles."""
        for file in files:
            share = max(file.size // max(file.articles, 1), 1)
            self._shares[file.locator] = file.format, share
            self._left[file.format] += share * max(file.articles, 1)
        self._left[AGAIN] += again

    def took(self, locator: str, characters: int | None, *, again: bool = False) -> None:
        """One article of the file was read, or known; None: it could not be read, and says nothing about others."""
        format, share = (AGAIN, 1) if again else self._share(locator)
        self._left[format] -= share
        if characters is not None:
            self._read[format] += share
            self._characters[format] += characters

    def left(self) -> float:
        """Characters that are still to be read."""
        return sum(max(left, 0) * self._worth(format) for format, left in self._left.items())

    def _share(self, locator: str) -> tuple[str, int]:
        file = locator if locator in self._shares else locator.rpartition("#")[0]
        return self._shares.get(file, ("", 0))

    def _worth(self, format: str) -> float:
        if self._read[format]:
            return self._characters[format] / self._read[format]
        return USUAL if format == AGAIN else 1.0
