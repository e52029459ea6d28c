"""Very long texts: read in sections, with offsets, ids and actors of one article."""

from __future__ import annotations

import pytest

from index.extraction.parsing.sections import LONGEST_SECTION, sections
from index.extraction.pipeline import Extractor
from index.model import Article

PARAGRAPH = "John Kirby said that Iran sold drones to Russia in 2022. Iran denied the claim.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        " " * 100_000,
        "x" * 100_000,
        "no full stop " * 9_000,
        "One. Two. " * 9_000,
        PARAGRAPH * 1_000,
        "\x00\n" * 50_000,
    ],
)
def test_sections_cover_the_text_without_gap_and_none_is_too_long(text: str) -> None:
    found = list(sections(text))
    assert "".join(section.of(text) for section in found) == text
    assert all(0 < len(section) <= LONGEST_SECTION for section in found) or text == ""


def test_a_text_of_the_length_of_an_article_is_one_section() -> None:
    assert len(list(sections("a" * LONGEST_SECTION))) == 1


def test_a_section_ends_between_paragraphs_else_between_sentences_else_between_words() -> None:
    for text, end in ((PARAGRAPH * 999, "\n\n"), ("We said so. " * 9_000, ". "), ("no full stop " * 9_000, " ")):
        assert all(section.of(text).endswith(end) for section in list(sections(text))[:-1])


def test_a_long_text_is_read_as_one_article(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.extraction.parsing.sections.LONGEST_SECTION", 1_000)
    times = 30
    article = Article.of(PARAGRAPH * times)
    read = next(extractor.extract([(article, None)]))
    short = next(extractor.extract([(Article.of(PARAGRAPH), None)]))
    assert {actor.key for actor in read.actors} == {actor.key for actor in short.actors}
    assert len({actor.id for actor in read.actors}) == len(read.actors)
    assert [passage.number for passage in read.passages] == list(range(2 * times))
    assert len(read.statements) == len({s.id for s in read.statements}) == times * len(short.statements)
    assert len(read.events) == len({e.id for e in read.events}) >= times
    for statement in read.statements:
        assert set(statement.denies) <= {s.id for s in read.statements}
        assert statement.cue is not None
        assert statement.cue.of(article.text) in {"said", "denied"}
    assert {m.span.of(article.text) for m in read.mentions} == {m.span.of(PARAGRAPH) for m in short.mentions}
    assert {t.span.of(article.text) for t in read.times} == {"2022"}
