from __future__ import annotations

import json

from annotating import Annotated

from index.evaluation import Evaluation, evaluate


def _text(name: str, *, right: bool) -> dict[str, object]:
    text = Annotated("Kirby said that the war ends.", name)
    text.mention("Kirby", "kirby").says("kirby", "that the war ends" if right else "ends", source="Kirby")
    return text.record


def _evaluation(samples: int = 200) -> Evaluation:
    gold = [_text(name, right=True) for name in ("one", "two", "three")]
    return evaluate(
        gold, [_text("one", right=True), _text("two", right=False), _text("other", right=True)], samples=samples
    )


def test_texts_that_do_not_belong_together_are_named() -> None:
    evaluation = _evaluation()
    assert (evaluation.texts, evaluation.missing, evaluation.extra) == (3, ("three",), ("other",))
    assert evaluation.expected["statements"] == 3


def test_a_missing_text_counts_as_an_empty_prediction() -> None:
    measured = _evaluation().figures
    assert measured["statements.content_exact.p"].value == 1 / 2
    assert measured["statements.content_exact.r"].value == 1 / 3


def test_a_prediction_made_from_other_characters_is_pointed_out() -> None:
    assert evaluate([_text("one", right=True)], [{"id": "one", "text": "Kerby"}], samples=0).other_text == ("one",)
    assert evaluate([_text("one", right=True)], [{"id": "one"}], samples=0).other_text == ()


def test_texts_are_listed_worst_first() -> None:
    worst = _evaluation().worst
    assert [text.id for text in worst] == ["three", "two", "one"]
    assert (worst[0].mentions_missed, worst[0].statements_missed, worst[0].statements_spurious) == (1, 1, 0)
    assert (worst[1].mentions_missed, worst[1].statements_missed, worst[1].statements_spurious) == (0, 1, 1)
    assert worst[2].score == 1


def test_intervals_hold_the_value_and_depend_on_the_seed_alone() -> None:
    evaluation = _evaluation()
    figure = evaluation.figures["statements.content_exact.r"]
    assert figure.value is not None
    assert figure.interval is not None
    assert 0 <= figure.interval[0] < figure.value < figure.interval[1] <= 1
    assert evaluation.figures == _evaluation().figures


def test_one_text_or_no_samples_give_no_interval() -> None:
    one = evaluate([_text("one", right=True)], [_text("one", right=True)])
    for evaluation in (one, _evaluation(samples=0)):
        assert all(figure.interval is None for figure in evaluation.figures.values())


def test_the_report_for_programs_nests_measures_and_can_be_written_as_json() -> None:
    report = _evaluation().as_json()
    assert report["schema"] == 1
    assert report["measures"]["statements"]["content_exact"]["r"]["value"] == 0.3333
    assert report["measures"]["relations"]["typed"]["f1"] == {"value": None, "ci95": None}
    assert {"gold": "asserted", "predicted": "-", "count": 2} in report["statuses"]
    assert json.loads(json.dumps(report)) == report


def test_the_report_for_people_shows_what_was_measured_and_nothing_else() -> None:
    report = _evaluation().as_text()
    assert "3 texts with 3 mentions, 3 statements to find" in report
    assert "1 not predicted (counted as empty): three" in report
    assert "content, exact" in report
    assert "0.500  0.333  0.400" in report
    assert "Events" not in report
    assert report.index("\n  three ") < report.index("\n  two ")
    assert max(map(len, report.splitlines())) <= 80


def test_a_perfect_prediction_has_no_worst_texts() -> None:
    gold = [_text("one", right=True)]
    assert "Worst" not in evaluate(gold, gold).as_text()


def test_no_texts_give_an_empty_report() -> None:
    assert evaluate([], []).as_text() == "0 texts with nothing to find"
