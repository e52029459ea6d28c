"""Sentences as newsrooms write them, on which parsers stumble: each row was misread once."""

from __future__ import annotations

import pytest
from what_was_read import Reader, Said

MISREAD = {
    "a clause with a gap, whose cue the tagger takes for a noun": (
        "Norway listed the ships and crews that Kenya and Chad claim have carried arms.",
        Said("Kenya + Chad", "claim", "the ships and crews … have carried arms", "alleged"),
    ),
    "a lead-in belongs to the reporting clause": (
        "In a long speech on Monday, Maria Lopez said, “We will never leave the port to them.”",
        Said("Maria Lopez", "said", "“We will never leave the port to them.”", "asserted"),
    ),
    "a semicolon makes a sentence of its own": (
        "Most of the sailors were Dutch; the ministry confirmed two of them had died.",
        Said("ministry", "confirmed", "two of them had died", "asserted"),
    ),
    "a subject that looks like the object of the cue": (
        "Maria Lopez warned the bill could cause chaos abroad.",
        Said("Maria Lopez", "warned", "the bill could cause chaos abroad", "suspected"),
    ),
    "a comment in the middle of a clause": (
        "The museum, Maria Lopez said, would make visitors uneasy.",
        Said("Maria Lopez", "said", "The museum … would make visitors uneasy", "asserted"),
    ),
    "a source in the middle of a clause": (
        "One child was, according to the fire service, among the dead.",
        Said("fire service", "according to", "One child was … among the dead", "asserted"),
    ),
    "a curly apostrophe": (
        "Maria Lopez said the crews hadn’t left and the ships don’t sail.",
        Said("Maria Lopez", "said", "the crews hadn’t left and the ships don’t sail", "asserted"),
    ),
    "a claim that its denial takes up": (
        "Kenya accuses Chad of shelling the port, which Chad denies.",
        Said("Chad", "denies", "Chad of shelling the port", "denied"),
    ),
    "a warning whose source hangs on the verb": (
        "Chad has received warnings from Norway not to arm the rebels.",
        Said("Norway", "warnings", "not to arm the rebels", "asserted"),
    ),
    "a second report behind an and": (
        "Kenya said the port was closed and added that the ships had left.",
        Said("Kenya", "added", "that the ships had left", "asserted"),
    ),
    "a date between the accused and the charge": (
        "Kenya accused Norway on Monday of shelling the port at Lamu.",
        Said("Kenya", "accused", "Norway … of shelling the port at Lamu", "alleged"),
    ),
    "what is not likely": (
        "Norway said the port is not likely to close.",
        Said("Norway", "said", "the port is not likely to close", "doubted"),
    ),
    "a name whose long apposition hides it from the verb": (
        "Kenya sent rockets to Chad for use by the rebels, Daniel Okoro, a spokesman for the council, said on Monday.",
        Said("Daniel Okoro", "said", "Kenya sent rockets to Chad for use by the rebels", "asserted"),
    ),
    "a title with the state before the name": (
        "President of Ukraine Volodymyr Zelenskyy said the port was closed.",
        Said("Volodymyr Zelenskyy", "said", "the port was closed", "asserted"),
    ),
    "what is made to appear": (
        "The crates are made to appear as though they were empty, Daniel Okoro said.",
        Said("Daniel Okoro", "said", "The crates are made to appear as though they were empty", "asserted"),
    ),
    "a contrast inside the sentence": (
        "Kenya said that Chad had opened fire, while Chad denied the charge.",
        Said("Kenya", "said", "that Chad had opened fire", "asserted"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), MISREAD.values(), ids=MISREAD)
def test_a_sentence_of_a_newsroom_is_read_as_it_is_meant(reader: Reader, text: str, expected: Said) -> None:
    assert expected in reader(text).said


@pytest.mark.parametrize(
    "text",
    [
        "Guards denied entry to eleven drivers.",
        "Norway denied the ship access to the port.",
        "Maria Lopez, who speaks for the council, left the port.",
        "The conflict threatens to spread.",
        "Kenya did not call for a truce.",
        "Kenya does not want to close the port.",
        "Daniel Okoro dismissed Valentina Kazakova from her post.",
    ],
)
def test_a_word_of_saying_that_says_nothing_makes_no_statement(reader: Reader, text: str) -> None:
    assert reader(text).said == []


def test_who_speaks_outside_a_quotation_is_not_somebody_named_inside_it(reader: Reader) -> None:
    read = reader("Daniel Okoro met the crews. “No captain can give such orders,” he declared.")
    assert [said.speakers for said in read.said] == ["Daniel Okoro"]


def test_a_name_beside_a_title_is_a_person_even_where_the_model_sees_a_body(reader: Reader) -> None:
    read = reader(
        "The head of the migration service of Kenya, Valentina Kazakova, confirmed the number to journalists."
    )
    assert [said.speakers for said in read.said] == ["Valentina Kazakova"]


def test_a_given_name_with_a_hyphen_stays_whole(reader: Reader) -> None:
    read = reader("South Korea's president Yoon Suk-yeol said that talks had failed.")
    assert [said.speakers for said in read.said] == ["Yoon Suk-yeol"]


def test_a_speaker_that_no_name_explains_keeps_his_line(reader: Reader) -> None:
    (said,) = reader("He said that the ships had left.").said
    assert said == Said("", "said", "that the ships had left", "asserted")


def test_a_quotation_is_one_statement_over_all_its_sentences_and_both_sides_of_the_cue(reader: Reader) -> None:
    read = reader("“The port is ours. It stays ours,” Maria Lopez said. “Nobody will take it from us.”")
    assert read.said == [
        Said("Maria Lopez", "said", "“The port is ours. It stays ours,” … “Nobody will take it from us.”", "asserted")
    ]


def test_a_date_right_behind_the_cue_dates_the_statement(reader: Reader) -> None:
    (statement,) = reader("Maria Lopez said on Monday the vote was stolen.").statements
    assert statement.said == "2024-05-13"


def test_a_state_that_shares_its_name_with_people_is_the_state_where_nobody_has_that_name(reader: Reader) -> None:
    read = reader("Jordan condemned the raid, while Chad denied the claim.")
    assert [read.actor_of("Jordan"), read.actor_of("Chad")] == ["state:jo", "state:td"]


def test_a_seat_stands_for_its_body_even_where_the_state_is_not_named(reader: Reader) -> None:
    assert reader("The Pentagon said that the raid had failed.").actor_of("Pentagon").startswith("body:us-")


def test_a_former_office_stays_former(reader: Reader) -> None:
    (role,) = reader("Former Finnish president Juha Lehto left.").extraction.roles
    assert role.title == "Former president"


def test_an_object_pronoun_is_not_the_subject_of_its_verb(reader: Reader) -> None:
    read = reader("Juan Perez praised Paul Grant. He blamed him for nothing.")
    assert read.actor_of("He") != read.actor_of("him")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway did not say that the ships had left.", "withheld"),
        ("Norway did not claim that the ships had left.", "withheld"),
        ("Norway did not deny that the ships had left.", "withheld"),
        ("Norway does not believe that the ships have left.", "doubted"),
        ("Norway does not doubt that the ships have left.", "asserted"),
    ],
)
def test_what_a_source_did_not_say_is_never_put_into_its_mouth(reader: Reader, text: str, status: str) -> None:
    (said,) = reader(text).said
    assert said.status == status
    assert said.cue is not None
    assert said.cue.startswith("not ")
