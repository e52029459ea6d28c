"""What is recorded comes back as it was: ids, offsets, every field; hypothesis makes the extractions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from builders import appearance_of, article_of, extraction_of, local_actor, published
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import (
    ActorClass,
    Affiliation,
    Amount,
    Article,
    Event,
    Evidence,
    Extraction,
    HedgeBy,
    LocalActor,
    Mention,
    MentionKind,
    Passage,
    QuoteType,
    Role,
    Span,
    Statement,
    Status,
    TimeExpression,
    content_id,
)
from index.records import Records

NAMES = ["John Kirby", "Ned Price", "KCNA", "Iran", "Zoë Ωmega", "ned price"]

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)
evidences = st.builds(
    Evidence, rule=st.sampled_from(["verb", "noun", "according to"]), confidence=st.floats(0, 1, allow_nan=False)
)


@st.composite
def extractions(draw: st.DrawFn) -> tuple[Article, Extraction]:
    article = article_of(draw(texts), draw(st.sampled_from([None, "en"])))
    size = len(article.text)
    spans = st.tuples(st.integers(0, size), st.integers(0, size)).map(lambda ends: Span(*sorted(ends)))
    maybe = st.none() | spans
    actors = tuple(
        local_actor(article, name, draw(st.sampled_from(ActorClass)))
        for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, unique_by=str.casefold))
    )
    some = st.sampled_from([actor.id for actor in actors])
    several = st.lists(some, unique=True, max_size=3).map(tuple)
    cuts = sorted(draw(st.sets(st.integers(0, size), min_size=2, max_size=5)) | {0, size})
    return article, Extraction(
        article=article.id,
        pipeline="hypothesis 1",
        passages=tuple(
            Passage(article=article.id, number=number, span=Span(*ends))
            for number, ends in enumerate(itertools.pairwise(cuts))
        ),
        actors=actors,
        mentions=tuple(
            draw(
                st.lists(
                    st.builds(Mention, actor=some, span=spans, kind=st.sampled_from(MentionKind), evidence=evidences),
                    max_size=6,
                )
            )
        ),
        statements=_statements(draw, article, spans, maybe, several),
        roles=tuple(
            draw(
                st.lists(
                    st.builds(
                        Role,
                        actor=some,
                        title=texts,
                        span=spans,
                        organisation=st.none() | some,
                        pattern=st.sampled_from(["compound", "apposition"]),
                        evidence=evidences,
                    ),
                    max_size=3,
                )
            )
        ),
        affiliations=tuple(
            draw(st.lists(st.builds(Affiliation, member=some, of=some, evidence=evidences), max_size=3))
        ),
        events=_events(draw, article, spans, maybe, some, several),
        times=tuple(
            draw(
                st.lists(
                    st.builds(TimeExpression, span=spans, value=st.just("2022-11-02"), evidence=evidences),
                    max_size=2,
                )
            )
        ),
        amounts=tuple(
            draw(
                st.lists(
                    st.builds(
                        Amount,
                        span=spans,
                        value=st.none() | st.just(">=31"),
                        unit=st.none() | st.just("shells"),
                        evidence=evidences,
                    ),
                    max_size=2,
                )
            )
        ),
    )


def _statements(
    draw: st.DrawFn,
    article: Article,
    spans: st.SearchStrategy[Span],
    maybe: st.SearchStrategy[Span | None],
    several: st.SearchStrategy[tuple[str, ...]],
) -> tuple[Statement, ...]:
    ids = [content_id("statement", article.id, number) for number in range(draw(st.integers(0, 3)))]
    return tuple(
        draw(
            st.builds(
                Statement,
                id=st.just(id),
                speakers=several,
                source=maybe,
                cue=maybe,
                content=st.lists(spans, min_size=1, max_size=3).map(tuple),
                quote_type=st.sampled_from(QuoteType),
                status=st.sampled_from(Status),
                private=st.booleans(),
                status_cue=maybe,
                hedge_by=st.none() | st.sampled_from(HedgeBy),
                addressee=maybe,
                said=st.none() | st.just("2022-11-02"),
                parent=st.none() | st.sampled_from(ids),
                denies=st.lists(st.sampled_from(ids), unique=True).map(tuple),
                evidence=evidences,
            )
        )
        for id in ids
    )


def _events(
    draw: st.DrawFn,
    article: Article,
    spans: st.SearchStrategy[Span],
    maybe: st.SearchStrategy[Span | None],
    some: st.SearchStrategy[str],
    several: st.SearchStrategy[tuple[str, ...]],
) -> tuple[Event, ...]:
    return tuple(
        draw(
            st.builds(
                Event,
                id=st.just(content_id("event", article.id, number)),
                predicate=st.just("SUPPLY"),
                root=st.just("AID"),
                trigger=spans,
                subjects=several,
                objects=several,
                theme=maybe,
                status=st.sampled_from(Status),
                attributed_to=several,
                denied_by=st.none() | some,
                negated=st.booleans(),
                date=st.none() | st.just("2022-11"),
                amount=maybe,
                place=st.none() | st.just("Crimea"),
                evidence=evidences,
            )
        )
        for number in range(draw(st.integers(0, 2)))
    )


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    with Records(tmp_path_factory.mktemp("archive") / "a.dossier", "create") as opened:
        yield opened
        assert opened.problems() == ()


def record(records: Records, article: Article, *readings: Extraction) -> None:
    with records.writer() as writer:
        source = writer.files.add_source("/news", "2022-11-09T10:00:00+00:00")
        for reading in readings:
            file = writer.files.begin_file(source, "/news/a.txt")
            writer.files.record(file, article, appearance_of(article, title="A title"))
            writer.extractions.record(reading, published("2022-11-03"))


@settings(max_examples=50, deadline=None)
@given(extractions())
def test_an_extraction_comes_back_as_it_was_recorded(records: Records, made: tuple[Article, Extraction]) -> None:
    article, extraction = made
    record(records, article, extraction)
    with records.view() as view:
        assert view.articles.extraction(article.id) == extraction
        assert view.articles.shelved([article.id])[article.id].text == article.text


@settings(max_examples=25, deadline=None)
@given(extractions())
def test_a_second_reading_replaces_the_first_without_a_trace(
    records: Records, made: tuple[Article, Extraction]
) -> None:
    article, extraction = made
    other = Extraction(article=article.id, pipeline="hypothesis 2")
    record(records, article, other, extraction, extraction)
    with records.view() as view:
        assert view.articles.extraction(article.id) == extraction


@settings(max_examples=25, deadline=None)
@given(extractions())
def test_every_line_shows_the_characters_of_its_spans(records: Records, made: tuple[Article, Extraction]) -> None:
    article, extraction = made
    record(records, article, extraction)
    with records.view() as view:
        lines = {line.id: line for line in view.lines.statements_of(article.id)}
        for statement in extraction.statements:
            line = lines[statement.id]
            assert line.content_printed == tuple(span.of(article.text) for span in statement.content)
            assert line.speaker_printed == (None if statement.source is None else statement.source.of(article.text))
            assert line.sentence == line.passage.span.of(article.text)
            assert line.span == statement.anchor
            assert line.private == statement.private
            begun = [one for one in extraction.passages if one.span.start <= line.span.start]
            assert line.passage == begun[-1]


def test_a_statement_is_about_the_actors_named_wholly_inside_its_content(records: Records) -> None:
    article = article_of("Iran said that Russia lies.")
    extraction = extraction_of(article)
    (statement,) = extraction.statements
    narrow = replace(statement, content=(Span(17, 26),))
    record(records, article, extraction)
    with records.view() as view:
        assert [ref.name for ref in view.lines.statements_of(article.id)[0].about] == ["Russia"]
    record(records, article, replace(extraction, statements=(narrow,)))
    with records.view() as view:
        assert view.lines.statements_of(article.id)[0].about == ()


def test_a_text_that_is_not_read_keeps_the_reason(records: Records) -> None:
    article = article_of("Kirby a dit oui.", "fr")
    record(records, article, extraction_of(article))
    with records.view() as view:
        assert view.articles.skipped(article.id) == "language: fr"


def test_null_characters_in_a_text_change_no_offset(records: Records) -> None:
    article = article_of("One\0two. John Kirby said that shells\0 came.")
    record(records, article, extraction_of(article))
    with records.view() as view:
        (line,) = view.lines.statements_of(article.id)
        assert line.content_printed == ("shells\0 came",)


def test_a_mention_of_an_unknown_actor_is_refused(records: Records) -> None:
    article = article_of()
    stranger = LocalActor(id="x", key="person:x", cls=ActorClass.PERSON, name="X")
    mention = Mention(
        actor=stranger.id, span=Span(0, 1), kind=MentionKind.NAME, evidence=Evidence(rule="r", confidence=1)
    )
    with pytest.raises(KeyError, match="x"):
        record(records, article, Extraction(article=article.id, pipeline="p", mentions=(mention,)))
