"""The result of an evaluation, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from index.evaluation.bootstrap import Interval

_SHOWN_WORST = 10
_SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Mentions": {
        "mentions.span": "span",
        "mentions.span_cluster": "span and actor",
        "mentions.b3": "actors as clusters (B³)",
    },
    "Statements": {
        "statements.content_exact": "content, exact",
        "statements.content_token": "content, by word",
        "statements.pair": "half of content, and source",
        "statements.strict": "content and source, exact",
        "statements.strict_actor": "content exact, right actors",
        "statements.denial": "denials",
        "statements.denial_link_recall": "denial points to its claim",
        "statements.status_accuracy": "status, where found",
        "statements.status_macro_f1": "status, mean of classes",
        "statements.status_macro_f1_matched": "the same, where found",
        "statements.date_accuracy": "date said, where found",
        "statements.negatives_clean": "texts without any: kept clean",
    },
    "Roles and affiliations": {
        "roles.person_title": "person and title",
        "roles.person_title_org": "and organisation",
        "affiliations": "affiliations",
    },
    "Events": {
        "relations.typed": "ends and root",
        "relations.lenient": "ends only",
        "relations.rollup": "ends raised to their state",
        "relations.binary_typed": "both ends named",
        "relations.status_accuracy": "status, where found",
        "relations.negation_accuracy": "negation, where found",
        "relations.attribution_accuracy": "who says so, where found",
    },
    "Dates and amounts": {
        "dates.span": "dates",
        "dates.value": "dates with value",
        "dates.value_accuracy": "value, where found",
        "amounts.span": "amounts",
        "amounts.value": "amounts with value",
        "amounts.value_accuracy": "value, where found",
    },
}
_KIND = "mentions.recall_by_kind."
_HEADING = f"{'':34}{'P':>7}{'R':>7}{'F1':>7}   95 % of F1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure."""

    value: float | None
    """None where there was nothing to measure."""
    interval: Interval | None = None
    """The 95 % interval over texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextScore:
    """How well one text was read."""

    id: str
    score: float
    """The mean of its main measures (mentions with actor, statements, roles), 0 to 1."""
    mentions_missed: int
    mentions_spurious: int
    statements_missed: int
    statements_spurious: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How well predictions agree with gold."""

    texts: int
    missing: tuple[str, ...]
    """Texts without a prediction; they count as empty ones."""
    extra: tuple[str, ...]
    """Predictions without gold; they are left out."""
    other_text: tuple[str, ...]
    """Texts whose prediction was made from other characters."""
    expected: Mapping[str, int]
    """How many required annotations of each kind the gold has."""
    figures: Mapping[str, Figure]
    """By dotted name: `mentions.span.f1`."""
    statuses: Mapping[tuple[str, str], int]
    """(annotated, predicted) status and how often; "-" where the other side has no such statement."""
    worst: tuple[TextScore, ...]
    """All measurable texts, worst first."""

    def as_json(self) -> dict[str, Any]:
        """The result as plain values, measures nested by the parts of their names and rounded to 4 digits."""
        nested: dict[str, Any] = {}
        for name, figure in self.figures.items():
            *path, leaf = name.split(".")
            node = nested
            for part in path:
                node = node.setdefault(part, {})
            node[leaf] = {"value": _rounded(figure.value), "ci95": _rounded_interval(figure.interval)}
        return {
            "schema": 1,
            "texts": self.texts,
            "missing": list(self.missing),
            "extra": list(self.extra),
            "other_text": list(self.other_text),
            "expected": dict(self.expected),
            "measures": nested,
            "statuses": [
                {"gold": gold, "predicted": predicted, "count": count}
                for (gold, predicted), count in self.statuses.items()
            ],
            "worst": [_text_as_json(text) for text in self.worst[:_SHOWN_WORST]],
        }

    def as_text(self) -> str:
        """The result as a table for a terminal, worst texts last."""
        return "\n".join([*self._opening(), *self._tables(), *self._kinds(), *self._confusion(), *self._worst()])

    def _opening(self) -> Iterator[str]:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in self.expected.items() if count)
        yield f"{self.texts:,} texts with {kinds or 'nothing'} to find"
        for remark, names in (
            ("not predicted (counted as empty)", self.missing),
            ("predicted without gold (left out)", self.extra),
            ("made from other characters (offsets do not fit)", self.other_text),
        ):
            if names:
                yield f"{len(names):,} {remark}: {', '.join(names[:5])}{' …' if len(names) > 5 else ''}"

    def _tables(self) -> Iterator[str]:
        for section, labels in _SECTIONS.items():
            lines = [line for name, label in labels.items() if (line := self._line(name, label))]
            if lines:
                yield from ("", f"{section:34}{_HEADING[34:]}", *lines)

    def _line(self, name: str, label: str) -> str | None:
        """One measure; None where there was nothing to measure."""
        single = self.figures.get(name)
        main = single or self.figures.get(f"{name}.f1")
        if main is None or main.value is None:
            return None
        if single:
            values = f"{'':14}{main.value:>7.3f}"
        else:
            values = "".join(f"{self._value(f'{name}.{part}'):>7.3f}" for part in ("p", "r", "f1"))
        interval = f"   {main.interval[0]:.3f} to {main.interval[1]:.3f}" if main.interval else ""
        return f"  {label:32}{values}{interval}"

    def _kinds(self) -> Iterator[str]:
        kinds = [name for name in self.figures if name.startswith(_KIND)]
        if kinds:
            shares = (f"{name.removeprefix(_KIND)} {self._value(name):.3f}" for name in kinds)
            yield from ("", "Recall of mentions by kind", f"  {', '.join(shares)}")

    def _confusion(self) -> Iterator[str]:
        wrong = [(count, *pair) for pair, count in self.statuses.items() if pair[0] != pair[1]]
        if wrong:
            yield from ("", "Statuses that differ (annotated, predicted; - is none)")
            for count, gold, predicted in sorted(wrong, key=lambda cell: (-cell[0], cell[1:])):
                yield f"  {count:>4}  {gold:12} {predicted}"

    def _worst(self) -> Iterator[str]:
        flawed = [text for text in self.worst if text.score < 1][:_SHOWN_WORST]
        if flawed:
            yield from (
                "",
                f"{'Worst texts':32}{'score':>7}   missed and spurious",
            )
            for text in flawed:
                mentions = f"{text.mentions_missed:>4}{text.mentions_spurious:>4}"
                statements = f"{text.statements_missed:>4}{text.statements_spurious:>4}"
                yield f"  {text.id:30}{text.score:>7.3f}   mentions{mentions}   statements{statements}"

    def _value(self, name: str) -> float:
        return self.figures[name].value or 0.0


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _rounded_interval(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [round(end, 4) for end in interval]


def _text_as_json(text: TextScore) -> dict[str, Any]:
    return {
        "id": text.id,
        "score": round(text.score, 4),
        "mentions_missed": text.mentions_missed,
        "mentions_spurious": text.mentions_spurious,
        "statements_missed": text.statements_missed,
        "statements_spurious": text.statements_spurious,
    }
