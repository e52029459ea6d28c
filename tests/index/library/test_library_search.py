"""Searching a library: what is found, what is marked, what is counted, what is said when nothing is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import SHELLS, make_library, settings_in, sync_with_fake
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import DossierError, QueryError
from index.fulltext import Query, parse
from index.library import Library

SHIPPED, ANSWER, DRONES = "Shells shipped to Russia", "Pyongyang answers", "Drones over Ukraine"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("library")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("shells", [SHIPPED]),
        ("SHELL", [SHIPPED]),
        ('"sent drones"', [DRONES]),
        ("russia -drones", [SHIPPED]),
        ("dealings OR experts", [ANSWER, DRONES]),
        ("deal*", [ANSWER]),
        ("actor:kirby", [SHIPPED, DRONES]),
        ('actor:"Democratic People\'s Republic of Korea"', [SHIPPED, ANSWER]),
        ('actor:"state:kp" drones', [ANSWER]),
        ("status:denied", [SHIPPED, ANSWER, DRONES]),
        ("status:claims", [DRONES]),
        ('status:"no comment"', [ANSWER]),
        ('outlet:"Evening Post"', [ANSWER]),
        ("date:2022-10", [DRONES]),
        ("date:2022-11.. iran", [ANSWER]),
        ("DPRK", [SHIPPED, ANSWER]),
        ("alias:off DPRK", [SHIPPED]),
        ("title:drones", [DRONES]),
    ],
)
def test_a_query_finds_the_articles_it_means(library: Library, query: str, titles: list[str]) -> None:
    answer = library.search(query)
    assert sorted(hit.citation.title for hit in answer.hits) == sorted(titles)
    assert answer.total == len(titles)


def test_names_of_the_same_actor_can_be_switched_off(library: Library) -> None:
    assert [hit.citation.title for hit in library.search("DPRK", aliases=False).hits] == [SHIPPED]


def test_any_of_the_words_may_do(library: Library) -> None:
    assert library.search("dealings experts").total == 0
    assert library.search("dealings experts", any_words=True).total == 2


@pytest.mark.parametrize("query", ["shells", "DPRK", '"north korea"', "russ* -drones", "kirby"])
def test_highlights_are_offsets_in_the_passages_own_text(library: Library, query: str) -> None:
    for hit in library.search(query).hits:
        text = library.open_article(hit.citation.article).text
        for passage in hit.passages:
            assert passage.highlights
            assert passage.text == passage.passage.span.of(text)
            assert all(span.of(passage.text).strip() for span in passage.highlights)


def test_what_is_marked_is_what_was_asked_for(library: Library) -> None:
    (hit,) = library.search('shells "north korea"', aliases=False).hits
    marked = {span.of(passage.text) for passage in hit.passages for span in passage.highlights}
    assert marked == {"Shells", "shells", "North Korea"}
    assert [span.of(hit.citation.title) for span in hit.title_highlights] == ["Shells"]


def test_passages_of_all_matching_articles_are_counted_whatever_is_shown(library: Library) -> None:
    whole = library.search("russia")
    assert whole.passage_total == sum(len(hit.passages) for hit in whole.hits)
    part = library.search("russia", limit=1)
    assert (len(part.hits), part.total, part.passage_total) == (1, 3, whole.passage_total)
    assert [library.search("russia", offset=first).passage_total for first in (1, 3)] == [whole.passage_total] * 2


def test_a_query_by_outlet_or_date_alone_has_hits_without_passages(library: Library) -> None:
    answer = library.search("date:2022-10")
    assert {hit.passages for hit in answer.hits} == {()}
    assert answer.passage_total == 0


def test_hits_come_in_the_order_asked_for_and_page_by_page(library: Library) -> None:
    newest = [hit.citation.title for hit in library.search("russia", sort="newest").hits]
    assert newest == [ANSWER, SHIPPED, DRONES]
    assert [hit.citation.title for hit in library.search("russia", sort="oldest").hits] == newest[::-1]
    pages = [library.search("russia", sort="newest", limit=1, offset=page).hits[0] for page in range(3)]
    assert [hit.citation.title for hit in pages] == newest


def test_facets_count_matching_articles(library: Library) -> None:
    facets = dict(library.search("russia", facets=True).facets)
    counts = {name: {value.label: value.count for value in values} for name, values in facets.items()}
    assert counts["actors"]["Russia"] == 3
    assert counts["actors"]["John Kirby"] == 2
    assert counts["outlets"] == {"Daily Wire": 2, "Evening Post": 1}
    assert counts["months"] == {"2022-10": 1, "2022-11": 2}
    assert counts["status"]["denied"] == 3


@pytest.mark.parametrize("kind", ["actors", "outlets", "months", "status"])
def test_narrowing_by_a_facet_finds_as_many_articles_as_it_counts(library: Library, kind: str) -> None:
    field = {"actors": "actor", "outlets": "outlet", "months": "date", "status": "status"}[kind]
    for value in dict(library.search("russia", facets=True).facets)[kind]:
        assert library.search(f'russia {field}:"{value.value}"').total == value.count


def test_a_misspelt_word_is_answered_with_a_query_that_finds_something(library: Library) -> None:
    answer = library.search("shels russia")
    assert answer.total == 0
    assert answer.suggestions
    assert all(library.search(suggestion).total for suggestion in answer.suggestions)


@pytest.mark.parametrize(
    ("query", "marked"),
    [("actor:nobody", "nobody"), ("shells status:sure", "sure"), ("date:soon", "soon"), ("(shells", "(")],
)
def test_a_query_that_cannot_be_read_is_marked_where_it_fails(library: Library, query: str, marked: str) -> None:
    with pytest.raises(QueryError) as caught:
        library.search(query)
    assert marked in query[caught.value.start : caught.value.end]
    assert str(caught.value)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='abkor "()*:-’US\x1b\0', max_size=24))
def test_every_string_is_answered_or_refused_with_a_position(library: Library, query: str) -> None:
    refusal = None
    try:
        answer = library.search(query, facets=True)
    except QueryError as error:
        refusal = error
    if refusal:
        assert 0 <= refusal.start <= refusal.end <= len(query)
    else:
        assert len(answer.hits) <= answer.total <= 3


def test_the_us_is_not_the_word_us(tmp_path: Path) -> None:
    stories = {"us": "The United States said that it knows.", "we": "They told us and the group that it rains."}
    with make_library(tmp_path, stories) as library:
        assert [hit.citation.title for hit in library.search("US").hits] == [stories["us"]]
        assert [hit.citation.title for hit in library.search("us").hits] == [stories["we"]]


def test_articles_in_other_languages_are_searchable_though_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "fr"
    folder.mkdir()
    (folder / "a.jsonl").write_text('{"text": "Kirby a dit que les obus partent.", "language": "fr"}\n', "utf-8")
    with make_library(tmp_path, SHELLS, paths=[folder]) as library:
        (hit,) = library.search("obus").hits
        opened = library.open_article(hit.citation.article)
        assert (opened.skipped, opened.statements) == ("language: fr", ())
        assert [passage.highlights for passage in hit.passages]


def test_a_sync_that_ends_while_a_query_is_read_does_not_disturb_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse_slowly(*args: Any, **options: Any) -> Query:
        (tmp_path / "news" / "new.txt").write_text("Russia denied that it paid.", encoding="utf-8")
        sync_with_fake(settings_in(tmp_path))
        return parse(*args, **options)

    with make_library(tmp_path) as library:
        monkeypatch.setattr("index.library.searching.parse", parse_slowly)
        assert library.search("russia").total == 3
        monkeypatch.undo()
        assert library.search("russia").total == 4


def test_errors_of_a_closed_library_are_ours(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    library.search("russia")
    library.close()
    library.close()
    with pytest.raises(DossierError):
        library.overview()


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("status:disputes", {"denied": 3}),
        ("status:claims OR status:doubts", {"claimed": 1}),
        ("status:claims -status:disputes", {}),
        ("actor:kirby status:disputes", {"denied": 2}),
        ("actor:dprk date:2022-11-08", {"Pyongyang": 1, "North Korea": 1}),
        ("status:disputes experts", {"experts": 1}),
        ("outlet:wire", {}),
    ],
)
def test_filters_without_words_show_the_sentences_they_mean(
    library: Library, query: str, marked: dict[str, int]
) -> None:
    answer = library.search(query)
    passages = [passage for hit in answer.hits for passage in hit.passages]
    found = [span.of(passage.text) for passage in passages for span in passage.highlights]
    assert {word: found.count(word) for word in found} == marked
    assert answer.passage_total == len(passages)
