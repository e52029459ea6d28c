from __future__ import annotations

import pytest
from annotating import Annotated
from measuring import figures, found

_TEXT = "On Tuesday at least 31 people, last month 12, fled."
_GOLD = Annotated(_TEXT).time("Tuesday", "2022-11-01").amount("at least 31", ">=31")


@pytest.mark.parametrize(
    ("predicted", "span", "value"),
    [
        (_GOLD, (1, 1), (1, 1)),
        (Annotated(_TEXT), (0, 0), (0, 0)),
        (Annotated(_TEXT).time("On Tuesday", "2022-11-01").amount("31", "31"), (1, 1), (1, 0)),
        (Annotated(_TEXT).time("Tuesday", "2022-11-08").amount("31", ">=31"), (1, 1), (0, 1)),
    ],
    ids=["gold", "nothing", "other value of the amount", "other value of the date"],
)
def test_dates_and_amounts_are_found_by_overlap_and_then_compared_by_value(
    predicted: Annotated, span: tuple[float, float], value: tuple[float, float]
) -> None:
    measured = figures(_GOLD, predicted)
    assert (measured["dates.span.f1"], measured["amounts.span.f1"]) == span
    assert (measured["dates.value.f1"], measured["amounts.value.f1"]) == value


def test_another_value_may_be_as_good() -> None:
    gold = Annotated(_TEXT).time("last month", "2022-10", value_alt=["P1M"])
    assert figures(gold, Annotated(_TEXT).time("last month", "P1M"))["dates.value_accuracy"] == 1


def test_an_optional_date_is_neither_missed_nor_spurious() -> None:
    gold = Annotated(_TEXT).time("Tuesday", "2022-11-01").time("last month", "2022-10", optional=True)
    assert found(gold, _GOLD, "dates.span") == (1, 1)
    assert found(gold, gold, "dates.span") == (1, 1)


def test_one_wide_span_finds_only_one_date() -> None:
    gold = Annotated(_TEXT).time("Tuesday", "2022-11-01").time("last month", "2022-10")
    assert found(gold, Annotated(_TEXT).time(_TEXT, "2022-10"), "dates.value") == (1, 1 / 2)


def test_of_two_readings_of_a_date_the_one_with_the_right_value_is_meant() -> None:
    gold = Annotated(_TEXT).time("Tuesday", "2022-11-01")
    twice = Annotated(_TEXT).time("Tuesday", "2022-11-08").time("Tuesday", "2022-11-01")
    assert found(gold, twice, "dates.value") == (1 / 2, 1)
