"""Who is the same in all articles depends on the articles alone: not on their order, nor on when joins were made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from builders import appearance_of, article_of, extraction_of
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answers import ActorRow
from index.model import JoinRule
from index.records import Records, View
from index.sync.joining import join_actors, notes_of

TEXTS = (
    "The spokesman John Kirby said that shells came.",
    "The spokesman Kirby said that Iran lies. Kirby suspected that Russia pays.",
    "Jack Kirby met Ned Price.",
    "Price denied that he met Kirby.",
    "Kirby met John Kirby in North Korea.",
    "KIRBY said that DPRK lies.",
    "Pyongyang denied that Xi came. Xi Jinping said that he did.",
    "Xi met Price.",
    "The spokesman Jon Kirbi said that Kirbi met J. Kirby in Iran.",
    "Jack Kirby met John F. Kirby in Russia.",
    "Kirby met Volodymyr Zelenskyy. Zelensky met Volodymyr Zelensky in Ukraine.",
    "Volodymyr Zelenskyy said that NATO met in Ukraine.",
    "The president Xi Jin-ping met Ned Price.",
    "The president Xi Jinping met Ned Price.",
    "The president Jinping met Ned Price.",
    "Xi Jin-ping said that Xi Jinpin met Jinpin in Iran.",
)


def place(text: str) -> str:
    return f"/news/{article_of(text).id}.txt"


def record(records: Records, text: str, *, joined: bool) -> None:
    article = article_of(text)
    locator = place(text)
    with records.writer() as writer:
        source = writer.files.add_source("/news", "2022-11-09T10:00:00+00:00")
        file = writer.files.begin_file(source, locator)
        writer.files.record(file, article, appearance_of(article, locator))
        extraction = extraction_of(article)
        writer.extractions.record(extraction, None, notes_of(extraction, text))
        if joined:
            join_actors(writer)


def remove(records: Records, text: str, *, joined: bool) -> None:
    with records.writer() as writer:
        writer.files.remove_file(place(text))
        if joined:
            join_actors(writer)


def clear(records: Records) -> None:
    for text in TEXTS:
        remove(records, text, joined=False)
    join(records)


def join(records: Records) -> None:
    with records.writer() as writer:
        join_actors(writer)


def joins(view: View) -> tuple[dict[tuple[str, str], str], tuple[ActorRow, ...], list[object]]:
    """For each live article's own actor the canonical one; the list of actors with all counts; reasons and doubts."""
    local = {
        (citation.article, actor.key): ref.id
        for citation in view.articles.newest(None, 0)
        for actor, ref in view.articles.actors(citation.article)
    }
    rows = view.actors.rows("", None)
    return local, rows, [(view.actors.joined(row.actor.id), view.actors.doubts(row.actor.id)) for row in rows]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Records, Records]]:
    folder = tmp_path_factory.mktemp("archives")
    with Records(folder / "a.dossier", "create") as one, Records(folder / "b.dossier", "create") as other:
        yield one, other


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(TEXTS), unique=True).flatmap(
        lambda chosen: st.tuples(st.just(chosen), st.permutations(chosen), st.sets(st.sampled_from(TEXTS)))
    ),
    st.lists(st.booleans(), min_size=2 * len(TEXTS), max_size=2 * len(TEXTS)),
)
def test_order_removals_and_moments_of_joining_change_nothing(
    pair: tuple[Records, Records], drawn: tuple[Sequence[str], Sequence[str], set[str]], moments: Sequence[bool]
) -> None:
    chosen, permuted, passing = drawn
    plain, disturbed = pair
    clear(plain)
    clear(disturbed)
    for text in chosen:
        record(plain, text, joined=False)
    join(plain)
    when = iter(moments)
    extra = sorted(passing - set(chosen))
    for text in (*extra, *permuted):
        record(disturbed, text, joined=next(when))
    for text in extra:
        remove(disturbed, text, joined=next(when))
    join(disturbed)
    with plain.view() as one, disturbed.view() as other:
        assert joins(one) == joins(other)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with Records(tmp_path / "a.dossier", "create") as opened:
        yield opened


def actors(records: Records) -> dict[str, int]:
    with records.view() as view:
        return {row.actor.name: row.actor.articles for row in view.actors.rows("", None)}


def test_a_surname_joins_a_full_name_that_comes_later_and_leaves_when_a_second_comes(records: Records) -> None:
    record(records, TEXTS[1], joined=True)
    assert actors(records) == {"Iran": 1, "Kirby": 1, "Russia": 1}
    record(records, TEXTS[0], joined=True)
    assert actors(records)["John Kirby"] == 2
    record(records, TEXTS[2], joined=True)
    assert {name: count for name, count in actors(records).items() if "Kirby" in name} == {
        "Jack Kirby": 1,
        "John Kirby": 1,
        "Kirby": 1,
    }
    remove(records, TEXTS[2], joined=True)
    assert actors(records)["John Kirby"] == 2
    assert "Kirby" not in actors(records)


def test_counts_tell_statements_by_and_about_an_actor(records: Records) -> None:
    record(records, "Iran said that Iran met Russia. Russia denied that Iran came.", joined=True)
    with records.view() as view:
        counts = {row.actor.name: (row.said, row.about) for row in view.actors.rows("", None)}
    assert counts == {"Iran": (1, 1), "Russia": (1, 1)}


def test_another_spelling_joins_and_says_why(records: Records) -> None:
    record(records, TEXTS[11], joined=True)
    record(records, "Volodymyr Zelensky met Price in Ukraine.", joined=True)
    with records.view() as view:
        (row,) = view.actors.rows("zelensk", None)
        (name,) = view.actors.joined(row.actor.id)
    assert row.actor.articles == 2
    assert (name.rule, name.articles) == (JoinRule.SPELLING, 1)
    assert {row.actor.name, name.name} == {"Volodymyr Zelenskyy", "Volodymyr Zelensky"}


def test_a_name_that_may_be_two_people_is_listed_with_both_and_each_knows_of_it(records: Records) -> None:
    for text in (TEXTS[0], TEXTS[2], TEXTS[1]):
        record(records, text, joined=True)
    with records.view() as view:
        rows = {row.actor.name: row for row in view.actors.rows("kirby", None)}
        doubts = view.actors.doubts(rows["John Kirby"].actor.id)
    assert {ref.name for ref in rows["Kirby"].perhaps} == {"John Kirby", "Jack Kirby"}
    assert [(doubt.actor.name, doubt.articles) for doubt in doubts] == [("Kirby", 1)]


def test_a_name_without_its_surname_follows_the_full_name_that_others_spell_otherwise(records: Records) -> None:
    record(records, TEXTS[13], joined=True)
    record(records, TEXTS[14], joined=True)
    assert actors(records)["Xi Jinping"] == 2
    for text in (TEXTS[12], TEXTS[15]):
        record(records, text, joined=True)
    assert actors(records)["Xi Jin-ping"] == 4
    assert "Jinping" not in actors(records)


def test_a_given_name_alone_is_looked_at_again_where_the_surname_comes_last(
    pair: tuple[Records, Records],
) -> None:
    at_once, one_by_one = pair
    clear(at_once)
    clear(one_by_one)
    texts = (TEXTS[13], TEXTS[14], "Jinping Xi met Ned Price.", "Jinping Xi left.")
    for text in texts:
        record(one_by_one, text, joined=True)
        record(at_once, text, joined=False)
    join(at_once)
    with at_once.view() as one, one_by_one.view() as other:
        assert joins(one) == joins(other)
    for text in texts:
        remove(one_by_one, text, joined=True)
        remove(at_once, text, joined=True)


def test_the_reason_shown_is_the_fullest_of_those_kept(records: Records) -> None:
    for text in (
        "The spokesman John Kirby met Ned Price in Iran.",
        "The spokesman Kirby met Ned Price in Iran.",
        "The spokesman Kirby left.",
    ):
        record(records, text, joined=True)
    with records.view() as view:
        (row,) = view.actors.rows("john kirby", None)
        (name,) = view.actors.joined(row.actor.id)
    assert (name.rule, name.articles) == (JoinRule.ONLY, 2)
    assert set(name.shared) == {"spokesperson", "person:ned price", "state:ir"}


def test_every_local_actor_has_a_rule_whatever_came_before(records: Records) -> None:
    for text in TEXTS:
        record(records, text, joined=True)
    with records.writer() as writer:
        keys = [("state", "state:ir"), ("person", "person:kirby"), ("person", "person:ned price")]
        assert all(row.rule for row in writer.joins.locals_with(keys))


def test_a_doubt_of_a_hidden_article_is_kept_by_nobody(records: Records) -> None:
    for text in TEXTS[:3]:
        record(records, text, joined=True)
    record(records, "Kirby left.", joined=True)
    remove(records, "Kirby left.", joined=True)
    with records.writer() as writer:
        doubts = {row.live: row.perhaps for row in writer.joins.locals_with([("person", "person:kirby")])}
    assert (doubts[0], doubts[1] == "[]") == ("[]", False)


def test_a_shorter_name_that_comes_leaves_the_doubts_of_full_names_as_they_are(records: Records) -> None:
    for text in ("Xi Jinpin left.", "Xi Jinpin came.", "Xi Jinping came.", "Jinping came."):
        record(records, text, joined=True)
    with records.writer() as writer:
        (row,) = writer.joins.locals_with([("person", "person:xi jinping")])
    assert row.perhaps != "[]"


def test_one_more_article_rewrites_nothing_of_other_families(records: Records) -> None:
    for text in TEXTS:
        record(records, text, joined=False)
    join(records)
    with records.writer() as writer:
        before = {
            row.id: row for row in writer.joins.locals_with([("person", "person:price"), ("person", "person:xi")])
        }
    record(records, "Sergey Lavrov met Iran.", joined=True)
    with records.writer() as writer:
        assert not writer.joins.changed_keys()
        after = {row.id: row for row in writer.joins.locals_with([("person", "person:price"), ("person", "person:xi")])}
    assert after == before
