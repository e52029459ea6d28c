"""How much the measures would differ with other texts of the same sort: 95 % intervals by resampling texts."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from index.evaluation.tally import Figures, Tally

Interval: TypeAlias = tuple[float, float]

_TAIL = 0.025


def intervals(
    tallies: Sequence[Tally], figures: Callable[[Tally], Figures], *, samples: int, seed: int
) -> Mapping[str, Interval]:
    """The interval of each measure. Texts, not statements, are drawn: those of one text hang together.

    One text alone says nothing about others: then there are no intervals.
    """
    if len(tallies) < 2:
        return {}
    drawn: defaultdict[str, list[float]] = defaultdict(list)
    numbers = random.Random(seed)
    for _ in range(samples):
        for name, value in figures(_resampled(tallies, numbers)).items():
            if value is not None:
                drawn[name].append(value)
    return {name: _middle(values) for name, values in drawn.items()}


def _resampled(tallies: Sequence[Tally], numbers: random.Random) -> Tally:
    """The counts of as many texts, drawn with replacement."""
    sample = Tally()
    for position, times in Counter(numbers.randrange(len(tallies)) for _ in tallies).items():
        sample.merge(tallies[position], times)
    return sample


def _middle(values: Sequence[float]) -> Interval:
    """The range that leaves 2.5 % of the values on either side."""
    ordered, last = sorted(values), len(values) - 1
    return ordered[int(_TAIL * last)], ordered[int((1 - _TAIL) * last + 0.5)]
