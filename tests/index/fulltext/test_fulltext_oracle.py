"""The same questions put to the index and to a few lines that look at every article."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import STAMP, article, read

from index.fulltext import FulltextIndex, IndexedArticle, Searcher
from index.fulltext.analysis import stem, words
from index.fulltext.dates import days
from index.fulltext.engine import query

VOCABULARY = [
    "shell",
    "shells",
    "shelling",
    "drone",
    "drones",
    "cease-fire",
    "ceasefire",
    "US",
    "us",
    "Kyiv's",
    "north",
]
DATES = [None, "2021", "2022-10", "2022-10-05", "2022-11-03"]


def _random_articles(seed: int) -> list[IndexedArticle]:
    dice = random.Random(seed)
    return [
        article(
            f"a{number:03}",
            " ".join(dice.choices(VOCABULARY, k=dice.randint(0, 12))),
            title=" ".join(dice.choices(VOCABULARY, k=dice.randint(0, 3))),
            outlet=dice.choice([None, "Reuters", "Kyiv Post"]),
            published=dice.choice(DATES),
        )
        for number in range(120)
    ]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Searcher, list[IndexedArticle]]]:
    """An index of several segments, with articles removed and replaced."""
    before, articles = _random_articles(1), _random_articles(2)
    index = FulltextIndex(tmp_path_factory.mktemp("oracle"))
    index.rebuild(before[:50], STAMP)
    index.update(before[50:80], (), STAMP)
    index.update(articles[30:80], [before[0].article, "never there"], STAMP)
    index.update(articles[:30], (), STAMP)
    index.update((), [one.article for one in articles[70:75]], STAMP)
    kept = articles[:70] + articles[75:80]
    with index.searcher() as searcher:
        yield searcher, kept


def _matches(tree: Any, one: IndexedArticle) -> bool:
    if isinstance(tree, query.Not):
        return not _matches(tree.query, one)
    if isinstance(tree, query.And):
        return all(_matches(child, one) for child in tree.subqueries)
    if isinstance(tree, query.Or | query.DisjunctionMax):
        return any(_matches(child, one) for child in tree.subqueries)
    if isinstance(tree, query.TermRange):
        span = days(one.published or "")
        return span is not None and span[0] <= tree.end and tree.start <= span[1]
    if isinstance(tree, query.Every):
        return True
    if tree.fieldname == "outlet":
        return f" {' '.join(tree.words)} " in f" {(one.outlet or '').lower()} "
    searched = {"words": (one.title, one.text), "title": (one.title,), "text": (one.text,)}[tree.fieldname]
    return any(_stands_in(tree, text) for text in searched)


def _stands_in(leaf: Any, text: str) -> bool:
    read_words = words(text)
    forms = [{*word.forms, *([word.joined] if word.joined else [])} for word in read_words]
    if isinstance(leaf, query.Term):
        return any(stem(form) == stem(leaf.text) for options in forms for form in options)
    if isinstance(leaf, query.Phrase):
        rows = range(len(forms) - len(leaf.words) + 1)
        return any(all(form in forms[at + shift] for shift, form in enumerate(leaf.words)) for at in rows)
    pattern = leaf.text if isinstance(leaf, query.Wildcard) else f"{leaf.text}*"
    return any(fnmatchcase(form, pattern) for options in forms for form in options)


def _leaves() -> st.SearchStrategy[str]:
    word = st.sampled_from(VOCABULARY)
    phrase = st.lists(word, min_size=1, max_size=3).map(lambda row: '"' + " ".join(row) + '"')
    other = st.sampled_from(
        ["sh*", "*rone*", "ceas*", "date:2022-10", "date:..2022-10-07", "outlet:kyiv", "outlet:reuters", "*"]
    )
    scoped = st.tuples(st.sampled_from(["title:", "text:"]), st.one_of(word, phrase)).map("".join)
    return st.one_of(word, phrase, other, scoped)


QUERIES = st.recursive(
    _leaves(),
    lambda part: st.one_of(
        st.tuples(part, st.sampled_from([" ", " AND ", " OR ", " -", " NOT "]), part).map("".join),
        part.map(lambda inner: f"({inner})"),
        part.map(lambda inner: f"(NOT ({inner}))"),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(text=QUERIES, any_words=st.booleans())
def test_the_index_finds_what_looking_at_every_article_finds(
    opened: tuple[Searcher, list[IndexedArticle]], text: str, any_words: bool
) -> None:
    searcher, articles = opened
    asked = read(text, any_words=any_words)
    expected = {one.article for one in articles if _matches(asked.tree, one)}
    assert searcher.matching(asked) == expected
    ranking = searcher.rank(asked, limit=1000)
    assert ranking.total == len(expected) == len(ranking.scored)
    assert [score for _, score in ranking.scored] == sorted((score for _, score in ranking.scored), reverse=True)
    assert searcher.rank(asked, limit=7, offset=3).scored == ranking.scored[3:10]
