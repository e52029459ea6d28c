"""Rows of the benchmark's table, and the intervals of measures whose scorer gives none."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Record = dict[str, Any]
One = TypeVar("One")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure with its interval; `first` is the first prototype's, `reach` what was aimed at."""

    of: str
    measure: str
    value: float | None
    interval: tuple[float, float] | None = None
    first: str = ""
    reach: str = ""
    digits: int = 1

    def __str__(self) -> str:
        value = "–" if self.value is None else f"{self.value:,.{self.digits}f}"
        interval = " to ".join(f"{end:,.{self.digits}f}" for end in self.interval or ())
        return f"{self.of:24}{self.measure:44}{value:>9}  {interval:<18}{self.first:>9}{self.reach:>9}"


HEADING = f"{'set':24}{'measure':44}{'figure':>9}  {'95 %':<18}{'first':>9}{'reach':>9}"


def percent(value: float | None) -> float | None:
    """A share as F1 is printed."""
    return None if value is None else 100 * value


def percents(interval: Sequence[float] | None) -> tuple[float, float] | None:
    """An interval of shares."""
    return None if interval is None else (100 * interval[0], 100 * interval[1])


def records(path: Path) -> list[Record]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def by_id(rows: Iterable[Record]) -> dict[str, Record]:
    """Records as the scorers take them."""
    return {row["id"]: row for row in rows}


def resampled(
    units: Sequence[One], measures: Callable[[Sequence[One]], Mapping[str, float]], *, samples: int = 500
) -> Mapping[str, tuple[float, float]]:
    """The 95 % interval of each measure, texts (or whatever hangs together) drawn with replacement."""
    numbers = random.Random(7)
    drawn = [measures([numbers.choice(units) for _ in units]) for _ in range(samples)]
    return {name: _middle(sorted(one[name] for one in drawn)) for name in drawn[0]}


def _middle(values: Sequence[float]) -> tuple[float, float]:
    return values[int(0.025 * len(values))], values[int(0.975 * len(values))]


def blocks(units: Sequence[One], number: int) -> Iterator[Sequence[One]]:
    """The units dealt out like cards."""
    return (units[start::number] for start in range(number))
