from __future__ import annotations

import pytest
from annotating import Annotated
from measuring import figures, found

_TEXT = "Kirby spoke. The US sent him; he left."


def _gold() -> Annotated:
    return (
        Annotated(_TEXT)
        .mention("Kirby", "kirby")
        .mention("US", "us", kind="acronym")
        .mention("him", "kirby", kind="pronoun")
        .mention("he", "kirby", nth=2, kind="pronoun", optional=True)
    )


@pytest.mark.parametrize(
    ("predicted", "span", "with_actor"),
    [
        (_gold(), (1, 1), (1, 1)),
        (Annotated(_TEXT), (0, 0), (0, 0)),
        (Annotated(_TEXT).mention("he", "x", nth=2), (0, 0), (0, 0)),
        (Annotated(_TEXT).mention("Kirby", "1").mention("The US", "2"), (1, 2 / 3), (1, 2 / 3)),
        (Annotated(_TEXT).mention("Kirby", "1").mention("US", "2").mention("left", "3"), (2 / 3,) * 2, (2 / 3,) * 2),
        (Annotated(_TEXT).mention("Kirby", "1").mention("him", "2").mention("US", "3"), (1, 1), (2 / 3,) * 2),
        (Annotated(_TEXT).mention("Kirby", "1").mention("him", "1").mention("US", "1"), (1, 1), (2 / 3,) * 2),
    ],
    ids=["gold", "nothing", "only optional", "one missed", "one missed, one spurious", "actor split", "actors merged"],
)
def test_mentions_are_counted_by_span_and_by_span_with_actor(
    predicted: Annotated, span: tuple[float, float], with_actor: tuple[float, float]
) -> None:
    assert found(_gold(), predicted, "mentions.span") == pytest.approx(span)
    assert found(_gold(), predicted, "mentions.span_cluster") == pytest.approx(with_actor)


def test_actor_ids_need_not_be_the_same_on_both_sides() -> None:
    swapped = Annotated(_TEXT).mention("Kirby", "us").mention("him", "us").mention("US", "kirby")
    assert found(_gold(), swapped, "mentions.span_cluster") == (1, 1)


def test_clusters_are_measured_by_what_each_span_shares_with_its_own() -> None:
    merged = Annotated(_TEXT).mention("Kirby", "1").mention("him", "1").mention("US", "1")
    assert found(_gold(), merged, "mentions.b3") == pytest.approx(((2 / 3 + 2 / 3 + 1 / 3) / 3, 1))
    split = Annotated(_TEXT).mention("Kirby", "1").mention("him", "2").mention("US", "3")
    assert found(_gold(), split, "mentions.b3") == pytest.approx((1, (1 / 2 + 1 / 2 + 1) / 3))


def test_recall_is_told_apart_by_kind() -> None:
    measured = figures(_gold(), Annotated(_TEXT).mention("Kirby", "1").mention("US", "2"))
    kinds = {name.rpartition(".")[2]: value for name, value in measured.items() if "recall_by_kind" in name}
    assert kinds == {"name": 1, "acronym": 1, "pronoun": 0}


def test_nothing_expected_and_nothing_found_is_undefined() -> None:
    measured = figures(Annotated(_TEXT), Annotated(_TEXT))
    assert measured["mentions.span.f1"] is None
    assert measured["mentions.b3.f1"] is None


def test_something_found_where_nothing_is_expected_is_wrong() -> None:
    assert found(Annotated(_TEXT), Annotated(_TEXT).mention("Kirby", "1"), "mentions.span") == (0, 0)


def test_a_merged_actor_counts_as_the_one_with_more_of_its_mentions() -> None:
    gold = Annotated(_TEXT).mention("US", "a").mention("Kirby", "b").mention("him", "b")
    merged = Annotated(_TEXT).mention("US", "1").mention("Kirby", "1").mention("him", "1")
    assert found(gold, merged, "mentions.span_cluster") == pytest.approx((2 / 3, 2 / 3))


def test_one_span_may_stand_for_two_actors() -> None:
    both = Annotated(_TEXT).mention("him", "kirby").mention("him", "us").mention("Kirby", "kirby").mention("US", "us")
    assert found(both, both, "mentions.span_cluster") == (1, 1)
    first = Annotated(_TEXT).mention("him", "kirby").mention("Kirby", "kirby").mention("US", "us")
    assert found(both, first, "mentions.b3") == (1, 1)
