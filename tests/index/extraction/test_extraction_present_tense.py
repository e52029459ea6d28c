"""Verbs in the present tense that the model takes for nouns."""

from __future__ import annotations

import pytest
from what_was_read import Reader, Said

READ = {
    "an order": (
        "The military issues an order, telling residents to leave their homes immediately.",
        Said("military", "telling", "residents to leave their homes immediately", "asserted"),
    ),
    "a clause with that": (
        "The Constitutional Government of Timor-Leste announces that expelled lawmaker Arnolfo Teves, now in Dili, "
        "will be deported.",
        Said(
            "East Timor",
            "announces",
            "that expelled lawmaker Arnolfo Teves, now in Dili, will be deported",
            "asserted",
        ),
    ),
    "the plain form behind several names": (
        "The governments of Kuwait, Qatar, Saudi Arabia, and the UAE report attacks targeting their territories.",
        Said(
            "Kuwait + Qatar + Saudi Arabia + United Arab Emirates",
            "report",
            "attacks targeting their territories",
            "asserted",
        ),
    ),
    "a verb that no lexicon has": (
        "A court in Rio de Janeiro, Brazil, nullifies a fine of more than $16 million imposed on Neymar over alleged "
        "violations linked to construction at his property, citing flaws in the inquiry.",
        Said("court", "citing", "flaws in the inquiry", "asserted"),
    ),
    "a name with a hyphen": (
        "South Korea opposition leader Lee Jae-myung calls for renewed talks with North Korea and emphasizes the need "
        "to stay ready.",
        Said("Lee Jae-myung", "emphasizes", "the need to stay ready", "asserted"),
    ),
    "two verbs of one sentence": (
        "Iranian president Masoud Pezeshkian apologizes for attacks on its neighbors and states that the council had "
        "agreed not to attack them.",
        Said("Masoud Pezeshkian", "states", "that the council had agreed not to attack them", "asserted"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_a_verb_that_looks_like_a_noun_is_a_verb(reader: Reader, text: str, expected: Said) -> None:
    assert expected in reader(text).said


def test_offsets_are_those_of_the_text_where_a_sentence_was_parsed_twice(reader: Reader) -> None:
    text = "Rain fell.\n\nThe military issues an order, telling residents to leave. Maria Lopez said that they left."
    read = reader(text)
    assert [said.content for said in read.said] == ["residents to leave", "that they left"]


@pytest.mark.parametrize(
    "text",
    [
        "The nonstop demands that come with government work.",
        "Reports and claims of the northern states.",
        "Maria Lopez, head of the Reports Unit of Lima.",
    ],
)
def test_a_noun_stays_a_noun(reader: Reader, text: str) -> None:
    assert reader(text).said == []
