from __future__ import annotations

from typing import Any

import pytest
from annotating import Annotated
from measuring import figures, found

_TEXT = "The general said that the war will end soon. Iran denied it."
_CONTENT = "that the war will end soon"


def _named() -> Annotated:
    return Annotated(_TEXT).mention("general", "gen").mention("Iran", "ir")


def _gold(**fields: Any) -> Annotated:
    return _named().says("gen", _CONTENT, source="The general", cue="said", **fields)


def _scores(gold: Annotated, predicted: Annotated) -> dict[str, float | None]:
    measured = figures(gold, predicted)
    names = ("content_exact", "content_token", "pair", "strict", "strict_actor")
    return {name: measured[f"statements.{name}.f1"] for name in names}


@pytest.mark.parametrize(
    ("predicted", "exact", "token", "pair", "strict", "strict_actor"),
    [
        (_gold(), 1, 1, 1, 1, 1),
        (_named(), 0, 0, 0, 0, 0),
        (_named().says("gen", "the war will end soon.", source="general"), 1, 1, 1, 1, 1),
        (_named().says("gen", "the war will end", source="general"), 0, 8 / 9, 1, 0, 0),
        (_named().says("gen", "the war", source="general"), 0, 4 / 7, 0, 0, 0),
        (_named().says("ir", _CONTENT, source="Iran"), 1, 1, 0, 0, 0),
        (_named().says("ir", _CONTENT, source="general"), 1, 1, 1, 1, 0),
        (_named().says("gen", _CONTENT), 1, 1, 1, 0, 1),
        (_named().says("", _CONTENT), 1, 1, 0, 0, 0),
    ],
    ids=[
        "gold",
        "nothing",
        "that and full stop do not count",
        "a word less",
        "less than half",
        "another speaker",
        "right words, wrong actor",
        "no source span",
        "no source at all",
    ],
)
def test_statements_are_measured_with_growing_strictness(
    predicted: Annotated, exact: float, token: float, pair: float, strict: float, strict_actor: float
) -> None:
    assert _scores(_gold(), predicted) == pytest.approx(
        {"content_exact": exact, "content_token": token, "pair": pair, "strict": strict, "strict_actor": strict_actor}
    )


def test_a_reading_that_is_as_good_counts_as_the_content() -> None:
    shorter = _named().says("gen", "the war will end", source="The general")
    for alternative in ([_named().span("the war will end")], [[_named().span("the war will end")]]):
        assert _scores(_gold(content_alt=alternative), shorter)["strict"] == 1


def test_sources_that_neither_side_knows_agree() -> None:
    gold, predicted = _named().says("", _CONTENT), _named().says("", _CONTENT)
    assert found(gold, predicted, "statements.strict") == (1, 1)


def test_an_optional_statement_is_neither_missed_nor_spurious() -> None:
    gold = _gold().says("ir", "it", source="Iran", cue="denied", status="denied", optional=True)
    assert found(gold, _gold(), "statements.pair") == (1, 1)
    assert found(gold, gold, "statements.pair") == (1, 1)


def test_the_same_statement_twice_is_once_too_often() -> None:
    twice = _gold().says("gen", _CONTENT, source="The general", cue="said")
    assert found(_gold(), twice, "statements.pair") == (1 / 2, 1)


@pytest.mark.parametrize(
    ("gold", "status", "accuracy"),
    [
        (_gold(), "asserted", 1),
        (_gold(), "denied", 0),
        (_gold(), None, 0),
        (_gold(status_alt=["reported"]), "reported", 1),
    ],
)
def test_the_status_of_a_statement_found_is_right_or_as_good(
    gold: Annotated, status: str | None, accuracy: float
) -> None:
    measured = figures(gold, _gold(status=status))
    assert measured["statements.status_accuracy"] == accuracy
    assert measured["statements.status_macro_f1"] == accuracy


def test_statuses_weigh_alike_however_rare_they_are() -> None:
    gold = _gold().says("ir", "it", source="Iran", cue="denied", status="denied")
    measured = figures(gold, _gold())
    assert measured["statements.status_macro_f1"] == pytest.approx((1 + 0) / 2)
    assert measured["statements.status_macro_f1_matched"] == 1
    assert measured["statements.denial.r"] == 0


def test_a_denial_should_point_to_the_statement_it_denies() -> None:
    def text(denies: str | list[str] | None) -> Annotated:
        return _gold().says("ir", "it", source="Iran", cue="denied", status="denied", denies=denies)

    assert figures(text("q1"), text(["q1"]))["statements.denial_link_recall"] == 1
    assert figures(text("q1"), text(None))["statements.denial_link_recall"] == 0
    assert figures(text("q1"), _named())["statements.denial_link_recall"] == 0
    assert figures(text(None), text("q1"))["statements.denial_link_recall"] is None


def test_the_date_said_is_measured_where_the_text_gives_one() -> None:
    dated = _gold(date="2022-11-02")
    assert figures(dated, dated)["statements.date_accuracy"] == 1
    assert figures(dated, _gold())["statements.date_accuracy"] == 0
    assert figures(_gold(), dated)["statements.date_accuracy"] is None


def test_a_text_without_statements_should_stay_without() -> None:
    assert figures(_named(), _named())["statements.negatives_clean"] == 1
    assert figures(_named(), _gold())["statements.negatives_clean"] == 0
    assert figures(_gold(), _named())["statements.negatives_clean"] is None


def test_of_two_statements_with_the_same_content_the_one_with_the_same_cue_is_meant() -> None:
    text = "Kirby said and later claimed that it ended."
    gold = (
        Annotated(text)
        .mention("Kirby", "kirby")
        .says("kirby", "that it ended", source="Kirby", cue="said")
        .says("kirby", "that it ended", source="Kirby", cue="claimed", status="alleged")
    )
    predicted = Annotated(text).mention("Kirby", "1").says("1", "that it ended", source="Kirby", cue="claimed")
    assert figures(gold, predicted)["statements.status_accuracy"] == 0
