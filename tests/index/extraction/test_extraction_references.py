"""Definite nouns that point back to an actor: offices, bodies, places, governments."""

from __future__ import annotations

import pytest
from what_was_read import Reader

from index.model import MentionKind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("President Ana Ruiz spoke. The president then left.", "president"),
        ("Spanish President Ana Ruiz spoke. The Spanish president then left.", "Spanish president"),
        ("Spanish President Ana Ruiz spoke. Spain's president then left.", "Spain's president"),
        ("Spanish President Ana Ruiz spoke. The president of Spain then left.", "president of Spain"),
        ("Spanish President Ana Ruiz spoke. The Spanish leader then left.", "Spanish leader"),
        ("President Ana Ruiz spoke. Spain's president then left.", "Spain's president"),
    ],
)
def test_an_office_is_the_person_who_holds_it_in_the_text(reader: Reader, text: str, words: str) -> None:
    read = reader(text)
    assert read.actor_of(words) == "person:ana ruiz"
    assert read.kind_of(words) is MentionKind.NOMINAL


def test_an_office_beside_a_name_is_found_again_without_it(reader: Reader) -> None:
    read = reader("The special counsel, Paul Grant, spoke. Norway asked the special counsel to go.")
    assert read.actor_of("special counsel", 2) == "person:paul grant"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Spanish President Ana Ruiz spoke. The Kenyan president left.", "Kenyan president"),
        ("Spanish Prime Minister Ana Ruiz spoke. The Spanish president left.", "Spanish president"),
    ],
)
def test_the_office_of_another_state_or_another_office_is_somebody_else(reader: Reader, text: str, words: str) -> None:
    assert reader(text).actor_of(words) != "person:ana ruiz"


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        (
            "The defence ministry opened an office. The ministry hired staff.",
            "ministry",
            "organisation:defence ministry",
        ),
        ("The Kenya Port Authority opened. The authority closed.", "authority", "organisation:kenya port authority"),
        ("Ships left the Panama Canal. The canal is old.", "canal", "place:panama canal"),
    ],
)
def test_a_noun_alone_is_the_actor_whose_name_ends_in_it(reader: Reader, text: str, words: str, key: str) -> None:
    assert reader(text).actor_of(words) == key


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The gas firm Nordgaz stopped.", "gas firm"),
        ("Nordgaz Energy, the Russian gas firm, stopped.", "Russian gas firm"),
        ("Nordgaz Energy stopped. The company sold its ships.", "company"),
    ],
)
def test_the_kind_of_a_body_is_the_body(reader: Reader, text: str, words: str) -> None:
    assert "nordgaz" in reader(text).actor_of(words)


def test_a_company_is_no_ministry_and_no_newspaper(reader: Reader) -> None:
    read = reader("Nordgaz Energy stopped. The Trade Ministry told Reuters. The company sold its ships.")
    assert "nordgaz" in read.actor_of("company")


def test_the_government_alone_is_that_of_the_state_in_question(reader: Reader) -> None:
    read = reader("Guatemala closed the road to Mexico. Guatemala sent police. The government then left.")
    assert read.actor_of("government") == "state:gt"


def test_the_government_of_a_text_without_a_state_is_a_body_of_its_own(reader: Reader) -> None:
    assert reader("The government left.").actor_of("government") == "organisation:government"


def test_the_holder_of_an_office_without_a_name_is_a_person_of_that_state(reader: Reader) -> None:
    read = reader("Norway left. The Kenyan president stayed.")
    assert read.actor_of("Kenyan president").startswith("person:")
    assert read.kind_of("Kenyan") is MentionKind.EMBEDDED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A rights organization in Haiti says that 70 people died.", "rights organization in Haiti"),
        ("Archaeologists with the Vienna Museum say that they found a grave.", "Archaeologists with the Vienna Museum"),
        ("A spokesman for Downing Street said that nothing had changed.", "spokesman for Downing Street"),
        ("A court in Ica, Peru, says that the law is void.", "court in Ica, Peru"),
        ("The suspect's lawyer says that the court erred.", "suspect's lawyer"),
    ],
)
def test_a_nameless_speaker_is_told_apart_by_place_body_and_owner(reader: Reader, text: str, words: str) -> None:
    read = reader(text)
    (statement,) = read.statements
    assert statement.speakers == (read.mention(words).actor,)
