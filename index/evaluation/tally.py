"""Named counts of one text or of many, and the ratios made of them. All measures are computed from counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

Key: TypeAlias = tuple[str, ...]
Figures: TypeAlias = dict[str, float | None]
"""Measures by dotted name ("mentions.span.f1"); None where there is nothing to measure."""


class Tally(dict[Key, float]):
    """Counts by name; what was never counted is 0."""

    def __missing__(self, key: Key) -> float:
        return 0.0

    def add(self, *key: str, amount: float = 1) -> None:
        """Count `amount` more of `key`."""
        self[key] += amount

    def add_found(self, name: str, *, right: float, predicted: float, gold: float) -> None:
        """Count a comparison of two sets: members in both, members predicted, members expected."""
        self.add(name, "right", amount=right)
        self.add(name, "predicted", amount=predicted)
        self.add(name, "gold", amount=gold)

    def add_checked(self, name: str, *, right: bool) -> None:
        """Count one yes-or-no question, and whether it was answered rightly."""
        self.add(name, "asked")
        self.add(name, "right", amount=right)

    def merge(self, counts: Mapping[Key, float], times: int = 1) -> None:
        """Add all of `counts`, `times` over."""
        for key, amount in counts.items():
            self[key] += times * amount

    def found(self, name: str, label: str) -> Figures:
        """Precision, recall and F1 of `add_found`, named `label`.p, .r and .f1."""
        return precision_recall(label, self[name, "right"], predicted=self[name, "predicted"], gold=self[name, "gold"])

    def checked(self, name: str) -> float | None:
        """The share of `add_checked` questions answered rightly."""
        return ratio(self[name, "right"], self[name, "asked"])


def total(tallies: Iterable[Tally]) -> Tally:
    """The counts of all texts together."""
    whole = Tally()
    for tally in tallies:
        whole.merge(tally)
    return whole


def ratio(part: float, whole: float) -> float | None:
    """`part / whole`, None when there is no whole."""
    return part / whole if whole else None


def f1(precision: float, recall: float) -> float:
    """The harmonic mean, 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def precision_recall(label: str, right: float, *, predicted: float, gold: float) -> Figures:
    """Precision, recall and F1; nothing predicted and nothing expected is undefined, not perfect."""
    if not predicted and not gold:
        return {f"{label}.p": None, f"{label}.r": None, f"{label}.f1": None}
    precision, recall = ratio(right, predicted) or 0.0, ratio(right, gold) or 0.0
    return {f"{label}.p": precision, f"{label}.r": recall, f"{label}.f1": f1(precision, recall)}
