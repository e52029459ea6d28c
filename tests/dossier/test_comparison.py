"""Which passages of two articles speak of the same."""

from __future__ import annotations

from builders import article_of, extraction_of
from hypothesis import given
from hypothesis import strategies as st

from dossier.comparison import PairKind, align, to_json
from index.answers import ActorRef, Citation, OpenedArticle

LEFT = "North Korea sent shells to Russia. Ned Price warned Iran about drones. The weather was fine."
RIGHT = (
    "Nothing happened at sea. Iran rejected what Ned Price warned of: drones. Russia got shells, North Korea denied."
)


def opened(text: str) -> OpenedArticle:
    """An article opened for reading, as the fake extractor reads it; statements left out."""
    article = article_of(text)
    read = extraction_of(article)
    citation = Citation(
        article=article.id,
        title=text.split(".")[0],
        outlet=None,
        published=None,
        url=None,
        byline=None,
        locator="/news/a.txt",
        note=None,
        appearances=1,
        statements=0,
    )
    return OpenedArticle(
        citation=citation,
        text=text,
        passages=read.passages,
        actors=tuple((local, ActorRef(id=local.key, name=local.name, cls=local.cls)) for local in read.actors),
        mentions=read.mentions,
        statements=(),
        skipped=None,
    )


def numbers(left: str, right: str) -> list[tuple[int | None, int | None]]:
    """The passage numbers of each pair."""
    return [
        (pair.left.passage.number if pair.left else None, pair.right.passage.number if pair.right else None)
        for pair in align(opened(left), opened(right)).pairs
    ]


def test_passages_about_the_same_actors_are_paired_in_any_order() -> None:
    assert numbers(LEFT, RIGHT) == [(None, 0), (0, 2), (1, 1), (2, None)]


def test_passages_without_a_shared_actor_stay_alone_however_many_words_they_share() -> None:
    pairs = align(
        opened("The grain harvest was good this year."), opened("The grain harvest was good this year.")
    ).pairs
    assert [pair.kind for pair in pairs] == [PairKind.ONLY_LEFT, PairKind.ONLY_RIGHT]


def test_an_actor_in_every_passage_pairs_nothing_by_itself() -> None:
    left = "Russia harvested much wheat. Russia opened a museum. Russia sang."
    right = "Russia lost three ships. Russia fined a bank. Russia slept."
    assert all(pair.kind is not PairKind.BOTH for pair in align(opened(left), opened(right)).pairs)


def test_the_more_telling_partner_wins() -> None:
    left = "Ned Price warned Iran."
    right = "Iran sold oil. Ned Price warned Iran again. Iran bought wheat."
    assert (0, 1) in numbers(left, right)


def test_shared_actors_are_named_with_the_most_telling_first() -> None:
    pair = next(p for p in align(opened(LEFT), opened(RIGHT)).pairs if p.left and p.left.passage.number == 1)
    assert [actor.name for actor in pair.shared] == ["Iran", "Ned Price"]
    assert 0.2 <= pair.likeness <= 1


def test_actors_are_told_apart_by_the_side_that_names_them() -> None:
    comparison = align(opened("Russia met Iran."), opened("Iran met Ukraine."))
    assert [actor.name for actor in comparison.shared_actors] == ["Iran"]
    assert [actor.name for actor in comparison.only_left_actors] == ["Russia"]
    assert [actor.name for actor in comparison.only_right_actors] == ["Ukraine"]


def test_an_article_beside_itself_pairs_every_passage_that_names_somebody() -> None:
    comparison = align(opened(LEFT), opened(LEFT))
    both = [pair for pair in comparison.pairs if pair.kind is PairKind.BOTH]
    assert [(p.left and p.left.text) == (p.right and p.right.text) for p in both] == [True, True]
    assert all(round(pair.likeness, 6) == 1 for pair in both)


def test_offsets_in_json_lead_to_the_text() -> None:
    comparison = align(opened(LEFT), opened(RIGHT))
    written = to_json(comparison)
    assert written["schema"] == 1
    for pair in written["pairs"]:  # type: ignore[attr-defined]
        for side, text in (("left", LEFT), ("right", RIGHT)):
            if pair[side]:
                assert text[pair[side]["start"] : pair[side]["end"]] == pair[side]["text"]


SENTENCES = st.lists(
    st.sampled_from(
        ["Russia met Iran.", "Iran sold drones.", "Ned Price spoke of Russia.", "It rained.", "Ukraine won.", "US aid."]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(SENTENCES, SENTENCES)
def test_every_passage_is_shown_once_and_the_left_ones_in_reading_order(left: str, right: str) -> None:
    shown = numbers(left, right)
    assert [i for i, _ in shown if i is not None] == list(range(len(opened(left).passages)))
    assert sorted(j for _, j in shown if j is not None) == list(range(len(opened(right).passages)))
    assert numbers(left, right) == shown
