"""How firmly a source stands to what it says: status, denials and what they deny, the date it was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.evaluation.matching import Pairs
from index.evaluation.pair import is_optional
from index.evaluation.spans import Record, listed
from index.evaluation.tally import Figures, Tally, precision_recall

NONE = "-"
"""Stands for a statement that the other side does not have."""
_DENIED = "denied"
_STATUS = "status by"


def count_statuses(gold: Sequence[Record], found: Sequence[Record], pairs: Pairs, tally: Tally) -> None:
    """Count statuses, dates and denial links of the paired statements of one text."""
    required = [(gold[row], found[column]) for row, column in pairs if not is_optional(gold[row])]
    for expected, one in required:
        right = one.get("status") in (expected.get("status"), *listed(expected.get("status_alt")))
        tally.add_checked("status", right=right)
        tally.add(_STATUS, str(expected.get("status")), str((expected if right else one).get("status")))
        if expected.get("date"):
            tally.add_checked("said date", right=expected["date"] == one.get("date"))
    paired_rows, paired_columns = {row for row, _ in pairs}, {column for _, column in pairs}
    for row, expected in enumerate(gold):
        if row not in paired_rows and not is_optional(expected):
            tally.add(_STATUS, str(expected.get("status")), NONE)
    for column, one in enumerate(found):
        if column not in paired_columns:
            tally.add(_STATUS, NONE, str(one.get("status")))
    _count_links(gold, found, pairs, tally)


def figures(tally: Tally) -> Figures:
    """The measures of status, denial and dates of statements."""
    table = confusion(tally)
    paired = [cell for cell in table if NONE not in cell[:2]]
    return {
        "statements.status_accuracy": tally.checked("status"),
        "statements.status_macro_f1": _mean_f1(table),
        "statements.status_macro_f1_matched": _mean_f1(paired),
        **_by_status(table, _DENIED, "statements.denial"),
        "statements.denial_link_recall": tally.checked("denial link"),
        "statements.date_accuracy": tally.checked("said date"),
    }


def confusion(tally: Tally) -> list[tuple[str, str, float]]:
    """Annotated status, predicted status, how often; a status as good as the annotated one counts as it."""
    return [(key[1], key[2], amount) for key, amount in sorted(tally.items()) if key[0] == _STATUS]


def _count_links(gold: Sequence[Record], found: Sequence[Record], pairs: Pairs, tally: Tally) -> None:
    """Count which annotated denials point to the statement they deny in the prediction too."""
    by_id = {one["id"]: row for row, one in enumerate(gold) if "id" in one}
    column_of = dict(pairs)
    for row, expected in enumerate(gold):
        if is_optional(expected):
            continue
        for target in listed(expected.get("denies")):
            if target in by_id:
                denial, claim = column_of.get(row), column_of.get(by_id[target])
                linked = (
                    denial is not None
                    and claim is not None
                    and found[claim].get("id") in listed(found[denial].get("denies"))
                )
                tally.add_checked("denial link", right=linked)


def _mean_f1(table: Iterable[tuple[str, str, float]]) -> float | None:
    """The mean of the F1 of each annotated status, rare ones weighing as much as common ones."""
    cells = list(table)
    statuses = sorted({gold for gold, _, _ in cells if gold != NONE})
    values = [_by_status(cells, status, "")[".f1"] or 0.0 for status in statuses]
    return sum(values) / len(values) if values else None


def _by_status(table: Iterable[tuple[str, str, float]], status: str, label: str) -> Figures:
    """Precision, recall and F1 of one status, end to end."""
    cells = list(table)
    return precision_recall(
        label,
        sum(amount for gold, found, amount in cells if gold == found == status),
        predicted=sum(amount for _, found, amount in cells if found == status),
        gold=sum(amount for gold, _, amount in cells if gold == status),
    )
