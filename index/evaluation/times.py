"""Dates and amounts: spans that overlap, and their values."""

from __future__ import annotations

from index.evaluation.matching import best_pairs
from index.evaluation.pair import Pair, is_optional
from index.evaluation.spans import Record, listed, shared_length
from index.evaluation.tally import Figures, Tally, precision_recall, ratio

_FIELDS = {"times": "dates", "amounts": "amounts"}
"""Field of a record, and the name of its measures."""


def count(pair: Pair, tally: Tally) -> None:
    """Count the dates and amounts of one text."""
    for field in _FIELDS:
        expected, found = pair.expected(field), pair.found(field)
        pairs = best_pairs([[_likeness(gold, one) for one in found] for gold in expected])
        required = [(expected[row], found[column]) for row, column in pairs if not is_optional(expected[row])]
        tally.add_found(
            field,
            right=len(required),
            predicted=len(found) - (len(pairs) - len(required)),
            gold=sum(not is_optional(one) for one in expected),
        )
        tally.add(field, "value", amount=sum(_same_value(gold, one) for gold, one in required))


def figures(tally: Tally) -> Figures:
    """The measures of dates and amounts."""
    measured: Figures = {}
    for field, label in _FIELDS.items():
        values = tally[field, "value"]
        measured |= tally.found(field, f"{label}.span")
        measured[f"{label}.value_accuracy"] = ratio(values, tally[field, "right"])
        measured |= precision_recall(
            f"{label}.value", values, predicted=tally[field, "predicted"], gold=tally[field, "gold"]
        )
    return measured


def _likeness(gold: Record, found: Record) -> float:
    """Shared by covered length, with a little more for the same value; 0 without overlap."""
    shared = shared_length(gold, found)
    if not shared:
        return 0.0
    covered = max(gold["end"], found["end"]) - min(gold["start"], found["start"])
    return float(shared / covered + 0.01 * (gold.get("value") == found.get("value")))


def _same_value(gold: Record, found: Record) -> bool:
    """Whether the value is the annotated one or one as good."""
    value = found.get("value")
    return bool(value == gold.get("value") or (gold.get("value_alt") and value in listed(gold["value_alt"])))
