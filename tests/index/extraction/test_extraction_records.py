"""What comes out at the end: frozen values with stable ids, their JSON record, and the version of the pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import builders
import pytest
import spacy
from what_was_read import TODAY, Reader

from index.extraction import pipeline
from index.extraction.interchange import to_record
from index.extraction.pipeline import Extractor, load_extractor, pipeline_version
from index.model import Article, DateBasis, Extraction, Published, Span
from index.settings import Settings

TEXT = (
    "Port closed after raid\n\n"
    "On Monday, Kenya accused Norway of shelling the port at Lamu, where at least 31 people died in 2019. “It may have "
    "been them,” Kenyan foreign minister Anna Berg told reporters. Norwegian forces denied the claim.\n\n"
    "“We shall see,” she said – naïve café 🚢 –, “who fired the cruise missiles.” Oslo declined to comment.\n"
)
DATE = Published(value=TODAY, basis=DateBasis.GIVEN)


def spans_in(value: object) -> Iterator[Span]:
    """Every span inside a value, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from spans_in(each)
    elif hasattr(value, "__dataclass_fields__"):
        for field in value.__dataclass_fields__:
            yield from spans_in(getattr(value, field))


def extract(extractor: Extractor, text: str, published: Published | None = DATE) -> Extraction:
    [extraction] = extractor.extract([(Article.of(text), published)])
    return extraction


def test_every_kind_of_record_is_read_from_the_text_of_these_tests(reader: Reader) -> None:
    extraction = reader(TEXT).extraction
    for kind in ("passages", "actors", "mentions", "statements", "roles", "affiliations", "times", "amounts"):
        assert getattr(extraction, kind), kind


def test_every_span_lies_inside_the_text_and_covers_something_printed(reader: Reader) -> None:
    spans = list(spans_in(reader(TEXT).extraction))
    assert len(spans) > 40
    for span in spans:
        printed = span.of(TEXT)
        assert span.end <= len(TEXT)
        assert printed
        assert printed == printed.strip()


def test_reading_a_text_again_gives_the_same_extraction(extractor: Extractor) -> None:
    assert extract(extractor, TEXT) == extract(extractor, TEXT)


def test_ids_do_not_depend_on_what_else_is_read(extractor: Extractor, reader: Reader) -> None:
    other = "Norway said the ships had left. Anna Berg denied it."
    both = list(extractor.extract([(Article.of(other), None), (Article.of(TEXT), DATE)]))
    assert both[1] == reader(TEXT).extraction


def test_ids_are_unique_and_every_reference_is_there(reader: Reader) -> None:
    extraction = reader(TEXT).extraction
    actors, statements = [a.id for a in extraction.actors], [s.id for s in extraction.statements]
    assert len(set(actors)) == len(actors)
    assert len(set(statements)) == len(statements)
    for statement in extraction.statements:
        assert set(statement.speakers) <= set(actors)
        assert {statement.parent} - {None} <= set(statements)
        assert set(statement.denies) <= set(statements)
    assert {m.actor for m in extraction.mentions} <= set(actors)
    assert {r.actor for r in extraction.roles} | {r.organisation for r in extraction.roles} <= {*actors, None}
    assert {i for a in extraction.affiliations for i in (a.member, a.of)} <= set(actors)


def test_the_same_words_in_two_articles_are_two_statements_and_two_local_actors(reader: Reader) -> None:
    one, two = reader.all(["Norway said the ships had left.", "Norway said the ships had left. It rained."])
    assert one.said == two.said
    assert one.statements[0].id != two.statements[0].id
    assert one.extraction.actors[0].key == two.extraction.actors[0].key
    assert one.extraction.actors[0].id != two.extraction.actors[0].id


def test_records_come_in_the_order_of_the_text(reader: Reader) -> None:
    extraction = reader(TEXT).extraction
    for spans in (
        [m.span.start for m in extraction.mentions],
        [s.anchor.start for s in extraction.statements],
        [p.span.start for p in extraction.passages],
    ):
        assert spans == sorted(spans)


def test_no_mention_is_there_twice(reader: Reader) -> None:
    rows = [(m.span, m.actor) for m in reader(TEXT).extraction.mentions]
    assert len(set(rows)) == len(rows)


def test_every_record_says_what_made_it_and_how_sure_it_is(reader: Reader) -> None:
    extraction = reader(TEXT).extraction
    rows = (*extraction.mentions, *extraction.statements, *extraction.roles, *extraction.times, *extraction.amounts)
    assert all(row.evidence.rule and 0 < row.evidence.confidence <= 1 for row in rows)


def test_an_extraction_is_frozen(reader: Reader) -> None:
    with pytest.raises(FrozenInstanceError):
        reader(TEXT).extraction.pipeline = "other"  # type: ignore[misc]


# --- interchange ---------------------------------------------------------------------------------------------------


def record_of(reader: Reader, *, why: bool = False) -> dict[str, Any]:
    extraction = reader(TEXT).extraction
    made = to_record(Article.of(TEXT), extraction, id="port", published=DATE, source="Daily Port", why=why)
    return json.loads(json.dumps(made))  # type: ignore[no-any-return]


def printed_in(value: object) -> Iterator[dict[str, Any]]:
    """Every object with offsets inside a record."""
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for each in value.values():
            yield from printed_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from printed_in(each)


def test_a_record_has_the_lists_of_the_gold_files(reader: Reader) -> None:
    record = record_of(reader)
    assert (record["id"], record["date"], record["source"], record["text"]) == ("port", TODAY, "Daily Port", TEXT)
    for name in ("sentences", "actors", "mentions", "statements", "roles", "affiliations", "relations", "times"):
        assert isinstance(record[name], list), name
    assert isinstance(record["amounts"], list)
    assert "skipped" not in record


FIELDS = {
    "sentences": {"id", "start", "end", "text"},
    "actors": {"id", "key", "name", "cls", "salient", "n_mentions"},
    "mentions": {"actor", "sentence", "start", "end", "text", "kind"},
    "statements": {
        *("id", "sentence", "source", "source_actors", "cue", "content", "qtype", "status", "status_cue", "hedge_by"),
        *("addressee", "date", "parent", "denies"),
    },
    "roles": {"actor", "sentence", "title", "role", "org", "pattern"},
    "affiliations": {"member", "of"},
    "times": {"sentence", "start", "end", "text", "value"},
    "amounts": {"sentence", "start", "end", "text", "value", "unit"},
}


@pytest.mark.parametrize(("name", "fields"), FIELDS.items(), ids=list(FIELDS))
def test_every_row_has_its_fields(reader: Reader, name: str, fields: set[str]) -> None:
    rows = record_of(reader)[name]
    assert rows
    for row in rows:
        assert row.keys() >= fields


def test_the_offsets_of_a_record_cut_out_just_the_words_it_states(reader: Reader) -> None:
    printed = list(printed_in(record_of(reader)))
    assert len(printed) > 40
    for each in printed:
        assert TEXT[each["start"] : each["end"]] == each["text"]


def test_a_row_names_the_sentence_in_which_it_stands(reader: Reader) -> None:
    record = record_of(reader)
    sentences = {s["id"]: s for s in record["sentences"]}
    for name in ("mentions", "times", "amounts"):
        for row in record[name]:
            sentence = sentences[row["sentence"]]
            assert sentence["start"] <= row["start"] < row["end"] <= sentence["end"]
    for statement in record["statements"]:
        start = (statement["cue"] or statement["content"][0])["start"]
        sentence = sentences[statement["sentence"]]
        assert sentence["start"] <= start < sentence["end"]


def test_a_record_holds_what_was_read(reader: Reader) -> None:
    record = record_of(reader)
    actors = {a["id"]: a for a in record["actors"]}
    [told] = [s for s in record["statements"] if s["cue"] and s["cue"]["text"] == "told"]
    assert [actors[a]["name"] for a in told["source_actors"]] == ["Anna Berg"]
    assert told["source"]["text"] == "Kenyan foreign minister Anna Berg"
    assert (told["qtype"], told["status"], told["hedge_by"]) == ("direct", "suspected", "speaker")
    assert told["status_cue"]["text"] == "may"
    assert told["addressee"]["text"] == "reporters"
    [accused] = [s for s in record["statements"] if s["cue"] and s["cue"]["text"] == "accused"]
    [denied] = [s for s in record["statements"] if s["cue"] and s["cue"]["text"] == "denied"]
    assert accused["date"] == "2024-05-13"
    assert len(denied["denies"]) == 1
    [role] = record["roles"]
    assert (actors[role["actor"]]["name"], role["title"], actors[role["org"]]["name"]) == (
        "Anna Berg",
        "foreign minister",
        "Kenya",
    )
    for actor in record["actors"]:
        assert actor["n_mentions"] == sum(m["actor"] == actor["id"] for m in record["mentions"])


def test_a_title_is_given_in_lower_case_and_its_span_as_printed(reader: Reader) -> None:
    text = "Prime Minister Ana Ruiz left Lima."
    record = to_record(Article.of(text), reader(text).extraction, id="x")
    [role] = record["roles"]
    assert (role["title"], role["role"]["text"]) == ("prime minister", "Prime Minister")


def test_rules_and_confidence_are_added_on_request(reader: Reader) -> None:
    plain, explained = record_of(reader), record_of(reader, why=True)
    for name in ("mentions", "statements", "roles", "affiliations", "times", "amounts"):
        assert all("rule" not in row for row in plain[name])
        assert all(row["rule"] and 0 < row["reading_confidence"] <= 1 for row in explained[name])


def test_a_text_that_was_not_read_says_why() -> None:
    article = Article.of("Rien ne va plus.")
    skipped = Extraction(article=article.id, pipeline="x", skipped="language: fr")
    record = to_record(article, skipped, id="fr")
    assert record["skipped"] == "language: fr"
    assert record["date"] is None
    assert not any(record[name] for name in FIELDS)


# --- pipeline ------------------------------------------------------------------------------------------------------


def test_extractions_come_lazily_and_in_the_order_given(extractor: Extractor) -> None:
    texts = ["Norway said no.", "", "Kenya said yes.", " ", "Peru left."]
    asked: list[str] = []

    def feed() -> Iterator[tuple[Article, Published | None]]:
        for text in texts:
            asked.append(text)
            yield Article.of(text), None

    extractions = list(extractor.extract(feed()))
    assert [e.article for e in extractions] == [Article.of(t).id for t in texts]
    assert asked == texts
    assert list(extractor.extract([])) == []


def test_the_same_article_twice_is_read_twice(extractor: Extractor) -> None:
    article = Article.of("Norway said the ships had left.")
    one, two = extractor.extract([(article, None), (article, None)])
    assert one == two


def test_the_date_of_publication_belongs_to_its_own_article(extractor: Extractor) -> None:
    article = Article.of("The port closed on Monday.")
    dates = [Published(value=v, basis=DateBasis.GIVEN) for v in ("2024-05-16", "2022-01-05")]
    values = [e.times[0].value for e in extractor.extract((article, date) for date in dates)]
    assert values == ["2024-05-13", "2022-01-03"]


def test_an_extraction_names_its_article_and_its_pipeline(extractor: Extractor, reader: Reader) -> None:
    extraction = reader(TEXT).extraction
    assert extraction.article == Article.of(TEXT).id
    assert extraction.pipeline == extractor.pipeline
    assert extraction.skipped is None


def test_a_loaded_extractor_has_the_version_that_is_known_without_loading(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.extraction.parsing.language.load_model", lambda _: spacy.blank("en"))
    assert load_extractor(settings).pipeline == pipeline_version(settings)
    assert settings.model in pipeline_version(settings)


def test_the_version_names_the_model(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    plain = builders.settings_in(tmp_path)
    other = Settings(archive=plain.archive, cache=plain.cache, log=plain.log, config=plain.config, model=str(folder))
    assert pipeline_version(other) != pipeline_version(plain)
    assert str(folder) in pipeline_version(other)


@pytest.mark.parametrize("changed", ["names.py", "data/cues.toml", "data/status.toml"])
def test_the_version_changes_with_a_stage_and_with_its_data(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    package = tmp_path / "extraction"
    (package / "data").mkdir(parents=True)
    for name in ("names.py", "data/cues.toml", "data/status.toml", "notes.txt"):
        (package / name).write_text("one")
    monkeypatch.setattr(pipeline, "files", lambda _: package)
    before = pipeline_version(settings)
    (package / "notes.txt").write_text("two")
    assert pipeline_version(settings) == before
    (package / changed).write_text("two")
    assert pipeline_version(settings) != before


def test_the_version_changes_with_the_tables(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pipeline_version(settings)
    monkeypatch.setattr(pipeline.gazetteer, "fingerprint", lambda: "other tables")
    assert pipeline_version(settings) != before


def test_loading_takes_the_model_of_the_settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(name: str) -> None:
        asked.append(name)
        raise LookupError(name)

    monkeypatch.setattr("index.extraction.parsing.language.load_model", refuse)
    with pytest.raises(LookupError):
        load_extractor(settings)
    assert asked == [settings.model]
