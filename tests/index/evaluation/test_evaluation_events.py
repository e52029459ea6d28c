from __future__ import annotations

from typing import Any

import pytest
from annotating import Annotated
from measuring import figures, found

_TEXT = "Israeli troops struck Syria; Iran and Qatar held talks."


def _named() -> Annotated:
    text = Annotated(_TEXT).mention("Israeli troops", "troops").mention("Israeli", "il")
    return text.mention("Syria", "sy").mention("Iran", "ir").mention("Qatar", "qa")


def _gold(**fields: Any) -> Annotated:
    return _named().event("troops", "ASSAULT", "sy", **fields).belongs("troops", "il")


@pytest.mark.parametrize(
    ("predicted", "typed", "lenient", "raised"),
    [
        (_gold(), 1, 1, 1),
        (_named(), 0, 0, 0),
        (_named().event("troops", "FIGHT", "sy"), 1, 1, 1),
        (_named().event("troops", "AID", "sy"), 0, 1, 0),
        (_named().event("sy", "ASSAULT", "troops"), 0, 0, 0),
        (_named().event("il", "ASSAULT", "sy"), 0, 0, 1),
        (_named().event("", "ASSAULT", "sy"), 0, 0, 0),
        (_named().event("troops", "ASSAULT", "sy qa"), 2 / 3, 2 / 3, 2 / 3),
        (_gold().event("troops", "ASSAULT", "sy"), 1, 1, 1),
    ],
    ids=[
        "gold",
        "nothing",
        "root of another version",
        "other root",
        "other way round",
        "the state for its troops",
        "no subject",
        "one object too many",
        "twice",
    ],
)
def test_events_are_measured_by_ends_and_root(
    predicted: Annotated, typed: float, lenient: float, raised: float
) -> None:
    measured = figures(_gold(), predicted)
    names = ("typed", "lenient", "rollup")
    assert [measured[f"relations.{name}.f1"] for name in names] == pytest.approx([typed, lenient, raised])


@pytest.mark.parametrize("predicted", ["ir qa | ", "qa ir | ", "ir | qa", "qa | ir"])
def test_talks_have_no_direction(predicted: str) -> None:
    subjects, objects = predicted.split("|")
    gold = _named().event("ir qa", "CONSULT", "")
    assert found(gold, _named().event(subjects, "CONSULT", objects), "relations.typed") == (1, 1)


def test_parties_to_an_agreement_are_joined_two_by_two() -> None:
    gold = _named().event("ir qa sy", "AGREE", "")
    assert found(gold, _named().event("ir", "AGREE", "qa"), "relations.typed") == pytest.approx((1, 1 / 3))


def test_another_root_may_be_as_good() -> None:
    assert found(_gold(plover_alt=["COERCE"]), _named().event("troops", "COERCE", "sy"), "relations.typed") == (1, 1)


def test_an_event_without_an_end_counts_everywhere_but_among_whole_ones() -> None:
    gold = _gold().event("", "ASSAULT", "qa")
    measured = figures(gold, _gold())
    assert measured["relations.typed.r"] == 1 / 2
    assert measured["relations.binary_typed.r"] == 1


def test_an_optional_event_is_neither_missed_nor_spurious() -> None:
    gold = _gold().event("ir", "ACCUSE", "qa", optional=True)
    assert found(gold, _gold(), "relations.typed") == (1, 1)
    assert found(gold, _gold().event("ir", "ACCUSE", "qa"), "relations.typed") == (1, 1)


def test_an_event_both_required_and_optional_is_required() -> None:
    gold = _named().event("troops", "ASSAULT", "sy", optional=True).event("troops", "ASSAULT", "sy")
    assert found(gold, _gold(), "relations.typed") == (1, 1)
    assert found(gold, _named(), "relations.typed") == (0, 0)


def test_details_are_asked_only_of_events_that_were_found() -> None:
    gold = _gold(attributed_to=["ir"], negated=True, status="alleged", status_alt=["reported"])
    right = figures(gold, _gold(attributed_to="ir", negated=True, status="reported"))
    wrong = figures(gold, _gold())
    none = figures(gold, _named())
    for detail in ("status", "negation", "attribution"):
        name = f"relations.{detail}_accuracy"
        assert (right[name], wrong[name], none[name]) == (1, 0, None)


def test_affiliations_in_a_circle_end() -> None:
    gold = _gold().belongs("il", "troops")
    assert found(gold, gold, "relations.rollup") == (1, 1)


def test_a_prediction_that_fits_two_events_is_the_required_one() -> None:
    gold = (
        _named().event("troops", "ASSAULT", "sy", plover_alt=["COERCE"], optional=True).event("troops", "COERCE", "sy")
    )
    assert found(gold, _named().event("troops", "COERCE", "sy"), "relations.typed") == (1, 1)
