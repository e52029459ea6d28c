"""Near-copies in what a library answers: they fold in a search, and are counted for what they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import Story, make_library
from copied_texts import ADDED, BRIEFS, CUT, RETITLED, WIRE

from dossier.profile import assemble
from index.answers import ArticleHit
from index.library import Library

STORIES: dict[str, str | Story] = {
    "wire": Story(title="Freighter leaves", outlet="Wire", published="2022-11-02", text=WIRE),
    "cut": Story(title="Freighter gone", outlet="Post", published="2022-11-03", text=CUT),
    "added": Story(title="Freighter leaves Halden", outlet="Courier", published="2022-11-05", text=ADDED),
    "retitled": Story(title="A ship by night", outlet="Star", published="2022-11-04", text=RETITLED),
    "brief": Story(title="Ministry", outlet="Wire", published="2022-11-06", text="The deputy minister went home."),
    "pool": Story(title="Pool", outlet="Wire", published="2022-11-07", text=BRIEFS[1]),
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with make_library(tmp_path, STORIES) as opened:
        yield opened


def under(hit: ArticleHit) -> tuple[str, list[str | None]]:
    return hit.citation.title, [copy.citation.outlet for copy in hit.copies]


def test_copies_stand_under_the_original_and_the_total_says_how_many(library: Library) -> None:
    answer = library.search("deputy minister")
    assert (answer.total, answer.copies, answer.rows) == (5, 3, 2)
    assert sorted(map(under, answer.hits)) == [("Freighter leaves", ["Post", "Star", "Courier"]), ("Ministry", [])]
    assert answer.passage_total == sum(len(hit.passages) for hit in answer.hits)


def test_a_copy_says_how_much_it_differs(library: Library) -> None:
    (hit,) = library.search("reporters department").hits
    cut, retitled, added = hit.copies
    assert cut.citation.copy_of == retitled.citation.copy_of == hit.citation.article
    assert 0.05 < added.differs < 0.1 < cut.differs
    assert not added.figures
    assert hit.citation.copies == 3


def test_where_the_original_does_not_match_the_earliest_copy_that_does_stands_for_it(library: Library) -> None:
    (hit,) = library.search("dockers invited").hits
    assert (hit.citation.title, hit.copies) == ("Freighter leaves Halden", ())
    (hit,) = library.search('"moored" OR "lit and guarded" OR "nobody gave"').hits
    assert under(hit) == ("A ship by night", ["Courier"])


def test_copies_can_be_listed_like_all_others(library: Library) -> None:
    answer = library.search("deputy minister", fold=False)
    assert (len(answer.hits), answer.total, answer.copies) == (5, 5, 0)
    assert all(hit.copies == () for hit in answer.hits)


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_of_folded_hits_neither_repeat_nor_leave_out(library: Library, sort: str) -> None:
    pages = [library.search("the", limit=1, offset=place, sort=sort).hits for place in range(4)]  # type: ignore[arg-type]  # parametrized
    found = [hit.citation.title for page in pages for hit in page]
    assert sorted(found) == ["Freighter leaves", "Ministry", "Pool"]
    assert found == [hit.citation.title for hit in library.search("the", limit=9, sort=sort).hits]  # type: ignore[arg-type]  # parametrized


def test_facets_count_every_article_that_matches(library: Library) -> None:
    facets = dict(library.search("deputy minister", facets=True).facets)
    assert {value.value: value.count for value in facets["outlets"]} == {"Wire": 2, "Post": 1, "Star": 1, "Courier": 1}


def test_a_line_that_copies_repeat_is_told_once_with_the_original(tmp_path: Path) -> None:
    corrected = WIRE.replace("any shipment was expected", "any shipment of arms was expected")
    stories: dict[str, str | Story] = {
        "wire": Story(title="First", outlet="Wire", published="2022-11-02", text=WIRE),
        "added": Story(title="Second", outlet="Courier", published="2022-11-05", text=ADDED),
        "other": Story(title="Third", outlet="Star", published="2022-11-04", text=corrected),
        "alone": Story(title="Fourth", outlet="Post", published="2022-11-06", text="Novik denied that it rains."),
    }
    with make_library(tmp_path, stories) as library:
        novik = library.find_actor("Novik")
        lines = library.said_by(novik.id)
        profile = assemble(library, novik.id)
    assert [(line.citation.title, [copy.title for copy in line.copies]) for line in lines] == [
        ("Fourth", []),
        ("Third", []),
        ("First", ["Second"]),
    ]
    assert (len(profile.articles), profile.copies, profile.outlets) == (4, 2, ("Courier", "Post", "Star", "Wire"))


def test_a_role_that_copies_repeat_is_told_once(tmp_path: Path) -> None:
    text = WIRE.replace("Its spokesman called", "The spokesman Emil Vasko called")
    stories: dict[str, str | Story] = {
        "wire": Story(title="First", outlet="Wire", published="2022-11-02", text=text),
        "post": Story(title="Second", outlet="Post", published="2022-11-03", text=text.replace("hurried", "hasty")),
    }
    with make_library(tmp_path, stories) as library:
        (role,) = library.roles(library.find_actor("Emil Vasko").id)
    assert (role.citation.title, [copy.title for copy in role.copies]) == ("First", ["Second"])
