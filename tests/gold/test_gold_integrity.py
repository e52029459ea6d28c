from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.evaluation import evaluate, read_gold
from index.model import ActorClass, MentionKind, QuoteType, Status

_FOLDER = Path(__file__).parent
_OPTIONAL_FIELDS = ("mentions", "statements", "roles", "relations", "times", "amounts")
_OWN = read_gold(_FOLDER / "own.jsonl")
_SEED = read_gold(_FOLDER / "seed.jsonl")
_TEXTS = pytest.mark.parametrize("gold", [*_OWN, *_SEED], ids=lambda record: record["id"])
_FILES = pytest.mark.parametrize("gold", [_OWN, _SEED], ids=["own", "seed"])


@_FILES
def test_gold_scored_against_itself_is_perfect(gold: list[dict[str, Any]]) -> None:
    figures = evaluate(gold, gold, samples=0).figures
    assert {name: figure.value for name, figure in figures.items() if figure.value not in (None, 1.0)} == {}


def test_leaving_out_what_is_optional_is_perfect_too() -> None:
    required = [
        {**text, **{field: [one for one in text[field] if not one.get("optional")] for field in _OPTIONAL_FIELDS}}
        for text in _OWN
    ]
    figures = evaluate(_OWN, required, samples=0).figures
    assert {name: figure.value for name, figure in figures.items() if figure.value not in (None, 1.0)} == {}


def test_own_texts_are_short_and_some_say_nothing() -> None:
    assert len(_OWN) == 14
    assert all(50 <= len(text["text"].split()) <= 120 for text in _OWN)
    assert [text["id"] for text in _OWN if not text["statements"]] == ["own-04", "own-07", "own-13"]


def test_every_status_a_statement_can_have_occurs() -> None:
    seen = {status for text in [*_OWN, *_SEED] for one in text["statements"] for status in _statuses(one)}
    assert seen == set(Status) - {Status.HYPOTHETICAL}


def test_the_seed_is_kept_without_its_text() -> None:
    line = (_FOLDER / "seed.jsonl").read_text(encoding="utf-8")
    assert '"text"' not in line
    assert _SEED[0]["text"].startswith("US North Korea")


@_TEXTS
def test_every_character_stands_in_one_sentence(gold: dict[str, Any]) -> None:
    covered = [0] * len(gold["text"])
    for sentence in gold["sentences"]:
        for position in range(sentence["start"], sentence["end"]):
            covered[position] += 1
    assert all(
        times == 1 or (times == 0 and character.isspace())
        for times, character in zip(covered, gold["text"], strict=True)
    )


@_TEXTS
def test_spans_neither_begin_nor_end_with_a_blank_or_inside_a_word(gold: dict[str, Any]) -> None:
    text = gold["text"]
    for span in _spans(gold):
        start, end = span["start"], span["end"]
        assert span["text"] == span["text"].strip()
        assert not (text[start].isalnum() and text[start - 1 : start].isalnum()), span
        assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum()), span


@_TEXTS
def test_annotations_stand_in_the_sentence_they_name(gold: dict[str, Any]) -> None:
    sentences = {sentence["id"]: sentence for sentence in gold["sentences"]}
    for field in ("mentions", "statements", "roles", "affiliations", "relations", "times", "amounts"):
        for one in gold[field]:
            anchor = _anchor(one)
            sentence = sentences[one["sentence"]]
            assert sentence["start"] <= anchor["start"] < anchor["end"] <= sentence["end"], one["id"]


@_TEXTS
def test_ids_are_unique_and_what_they_refer_to_exists(gold: dict[str, Any]) -> None:
    for field in ("sentences", "actors", "mentions", "statements", "roles", "affiliations", "relations"):
        ids = [one["id"] for one in gold[field]]
        assert len(set(ids)) == len(ids), field
    actors = {actor["id"] for actor in gold["actors"]}
    assert set(_actors_referred_to(gold)) <= actors
    statements = {one["id"]: one for one in gold["statements"]}
    for one in statements.values():
        assert {one["parent"], one["denies"], one["denied_by"]} <= {None, *statements}
        if one["denies"]:
            assert statements[one["denies"]]["denied_by"] == one["id"]


@_TEXTS
def test_labels_are_those_of_the_model(gold: dict[str, Any]) -> None:
    assert {actor["cls"] for actor in gold["actors"]} <= set(ActorClass)
    assert {mention["kind"] for mention in gold["mentions"]} <= set(MentionKind)
    assert {one["qtype"] for one in gold["statements"]} <= set(QuoteType)
    statuses = {status for one in [*gold["statements"], *gold["relations"]] for status in _statuses(one)}
    assert statuses <= set(Status)


def _statuses(one: dict[str, Any]) -> list[str]:
    return [one["status"], *one.get("status_alt", [])]


def _anchor(one: dict[str, Any]) -> dict[str, Any]:
    """The span that shows an annotation."""
    spans = (one, one.get("trigger"), one.get("cue"), one.get("evidence"), *one.get("content", []))
    return next(span for span in spans if span and "start" in span)


def _actors_referred_to(gold: dict[str, Any]) -> Iterator[str]:
    for mention in gold["mentions"]:
        yield mention["actor"]
    for statement in gold["statements"]:
        yield from statement["source_actors"]
    for role in gold["roles"]:
        yield from filter(None, (role["actor"], role["org"]))
    for affiliation in gold["affiliations"]:
        yield from (affiliation["member"], affiliation["of"])
    for event in gold["relations"]:
        yield from (*event["subject"], *event["object"], *event["attributed_to"])
        yield from filter(None, [event["denied_by"]])


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "start" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _spans(part)
