"""The data files of the extraction: complete, readable, and used as they are written."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

from index.extraction.lexicons.cues import acts, answering, hedges, lexicon
from index.model import Status


def test_every_verb_is_a_lower_case_lemma_with_a_shape() -> None:
    for verb, cue in lexicon().verbs.items():
        assert cue.shapes, verb
        assert verb == verb.lower()


def test_statuses_that_a_cue_can_give_are_all_there() -> None:
    given = {status for cue in lexicon().verbs.values() for status in cue.shapes.values()}
    assert given >= {Status.ASSERTED, Status.ALLEGED, Status.SUSPECTED, Status.DOUBTED, Status.DENIED}


def test_verbs_of_the_trade_stand_as_they_should() -> None:
    verbs = lexicon().verbs
    assert verbs["say"].shapes["clause"] is Status.ASSERTED
    assert verbs["claim"].shapes["clause"] is Status.ALLEGED
    assert verbs["accuse"].shapes["of"] is Status.ALLEGED
    assert verbs["deny"].shapes["clause"] is Status.DENIED
    assert verbs["reject"].shapes["object"] is Status.DENIED


def test_a_refusal_needs_a_verb_that_refuses_and_one_that_is_refused() -> None:
    assert {"decline", "refuse"} <= lexicon().refusing
    assert {"comment", "say", "confirm"} <= lexicon().refused
    assert not lexicon().refusing & lexicon().refused


def test_what_a_denial_points_to_is_answered_by_verbs_that_report() -> None:
    known = set(lexicon().verbs)
    for noun, cues in answering().cues.items():
        assert cues & known, noun
    assert not answering().own_part & set(lexicon().nouns)
    assert not acts().dismissed & set(answering().pointers)


def test_hedges_weaken_or_turn_and_never_strengthen() -> None:
    weak = {Status.ALLEGED, Status.SUSPECTED, Status.DOUBTED, Status.DENIED}
    assert set(hedges().words.values()) <= weak
    assert {status for _, status in hedges().phrases} <= weak
    assert all(phrase == phrase.lower() for phrase, _ in hedges().phrases)
    assert {"may", "might", "could"} <= hedges().modals


def test_no_cue_stands_twice() -> None:
    table = tomllib.loads((files("index.extraction") / "data" / "cues.toml").read_text(encoding="utf-8"))
    verbs = Counter(
        (verb, shape) for group in table["verbs"] for verb in group["verbs"].split() for shape in group["takes"]
    )
    nouns = Counter(noun for group in table["nouns"].values() for noun in group.split())
    adjectives = Counter(word for group in table["adjectives"].values() for word in group.split())
    assert [word for counted in (verbs, nouns, adjectives) for word, times in counted.items() if times > 1] == []
