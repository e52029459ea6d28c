"""In which order lines stand, and who is left out of lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import appearance_of, article_of, extraction_of

from index.records import Records
from index.sync.joining import join_actors


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with Records(tmp_path / "a.dossier", "create") as opened:
        yield opened


def record(records: Records, text: str, date: str, **changes: object) -> None:
    """An article published on that day, read by the patterns of the fake extractor, its statements changed."""
    article, locator = article_of(text), f"/news/{text}.txt"
    extraction = extraction_of(article)
    statements = tuple(replace(one, **changes) for one in extraction.statements)  # type: ignore[arg-type]
    with records.writer() as writer:
        file = writer.files.begin_file(writer.files.add_source("/news", "2022-11-09T10:00:00+00:00"), locator)
        writer.files.record(file, article, appearance_of(article, locator, date=date))
        writer.extractions.record(replace(extraction, statements=statements), None)
        join_actors(writer)


def test_the_day_on_which_something_was_said_counts_before_that_of_its_publication(records: Records) -> None:
    record(records, "Iran said that it rains.", "2022-11-09", said="2022-11-01")
    record(records, "Iran said that it snows.", "2022-11-05")
    record(records, "Iran said that it hails.", "2022-11-03", said="2022-11-07")
    record(records, "Iran said that it thaws.", "2022-11-04", said="PAST_REF")
    with records.view() as view:
        said = [line.content_printed[0].split()[-1] for line in view.lines.said_by("state:ir")]
    assert said == ["hails", "snows", "thaws", "rains"]


def test_unspecific_actors_are_no_facet(records: Records) -> None:
    article = article_of("Iran said that Russia met Ukraine.")
    extraction = extraction_of(article)
    actors = tuple(replace(one, salient=one.name != "Russia") for one in extraction.actors)
    with records.writer() as writer:
        file = writer.files.begin_file(writer.files.add_source("/news", "2022-11-09T10:00:00+00:00"), "/news/a.txt")
        writer.files.record(file, article, appearance_of(article))
        writer.extractions.record(replace(extraction, actors=actors), None)
        join_actors(writer)
    with records.view() as view:
        facets = dict(view.articles.facets([article.id], 9))
        (shown,) = view.actors.in_articles([article.id], 9).values()
    assert {value.label for value in facets["actors"]} == {actor.name for actor in shown} == {"Iran", "Ukraine"}
