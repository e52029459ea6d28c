"""What a check finds: named and counted, with examples that hold ids and numbers, never words of an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

EXAMPLES = 3
"""Examples that are kept of each finding."""

Remedy: TypeAlias = Literal["restore", "reread", "repair", "sync", "permissions"]
"""What helps: a backup; reading articles again; making derived parts anew; the next sync; the owner of the files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One kind of thing that is not as it must be."""

    name: str
    """Which check found it."""
    count: int
    examples: tuple[str, ...]
    remedy: Remedy
    articles: tuple[str, ...] = ()
    """Those that reading again would mend, all of them."""


class Tally:
    """Counts what one check finds, and keeps the first examples."""

    def __init__(self, name: str, remedy: Remedy) -> None:
        self.name = name
        self._remedy: Remedy = remedy
        self._count = 0
        self._examples: list[str] = []
        self._articles: dict[str, None] = {}

    def add(self, example: str, *, article: str | None = None) -> None:
        """One more."""
        self._count += 1
        if len(self._examples) < EXAMPLES:
            self._examples.append(example)
        if article is not None and self._remedy == "reread":
            self._articles[article] = None

    def finding(self) -> Iterator[Finding]:
        """The finding, where there is any."""
        if self._count:
            yield Finding(
                name=self.name,
                count=self._count,
                examples=tuple(self._examples),
                remedy=self._remedy,
                articles=tuple(self._articles),
            )


def found(name: str, remedy: Remedy, examples: Iterable[str]) -> Iterator[Finding]:
    """The finding of a check that gives one example after the other."""
    tally = Tally(name, remedy)
    for example in examples:
        tally.add(example)
    yield from tally.finding()
