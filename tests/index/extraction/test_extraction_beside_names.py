"""What stands beside names: offices that are told, joined and unlabelled; owners, kinds and things said of a name."""

from __future__ import annotations

import pytest
from what_was_read import Reader

from index.model import ActorClass, MentionKind


@pytest.mark.parametrize(
    ("text", "person", "title", "organisation"),
    [
        ("Norway appoints Anna Kovacs as prime minister.", "anna kovacs", "prime minister", None),
        ("Anna Kovacs was sworn in as the president of Norway.", "anna kovacs", "president", "state:no"),
        ("Anna Kovacs is the mayor of Lima.", "anna kovacs", "mayor", "place:lima"),
        ("Anna Kovacs left early. She served as attorney general.", "anna kovacs", "attorney general", None),
        ("Leader of Norway Anna Kovacs resigned on Monday.", "anna kovacs", "Leader", "state:no"),
        ("The chief of the Norwegian Navy, Erik Holm, left.", "erik holm", "chief", None),
        ("Texas governor Erik Holm left.", "erik holm", "governor", "place:texas"),
    ],
)
def test_an_office_that_is_told_is_a_role(
    reader: Reader, text: str, person: str, title: str, organisation: str | None
) -> None:
    roles = reader(text).roles
    assert [(who, what) for who, what, *_ in roles] == [(f"person:{person}", title)]
    if organisation is not None:
        assert roles[0][2] == organisation


@pytest.mark.parametrize(
    "text",
    [
        "Anna Kovacs is not the mayor of Lima.",
        "Anna Kovacs could serve as mayor.",
        "Norway wants to appoint Anna Kovacs as mayor.",
    ],
)
def test_an_office_that_nobody_got_is_no_role(reader: Reader, text: str) -> None:
    assert reader(text).roles == []


def test_two_offices_joined_before_one_name_are_both_held(reader: Reader) -> None:
    roles = reader("Former Norwegian finance minister and former party leader Erik Holm was detained.").roles
    assert {(who, what) for who, what, *_ in roles} == {
        ("person:erik holm", "Former finance minister"),
        ("person:erik holm", "former party leader"),
    }


def test_the_name_behind_a_long_office_is_a_person(reader: Reader) -> None:
    read = reader("Norwegian foreign ministry spokesperson Ebbe Vintervik says that talks go on.")
    assert read.actor_of("Ebbe Vintervik") == "person:ebbe vintervik"
    assert read.kind_of("Norwegian foreign ministry") is MentionKind.EMBEDDED


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("The Federal Government of Norway objected.", "Federal Government of Norway", "state:no"),
        ("The German-backed Norwegian government objected.", "German-backed Norwegian government", "state:no"),
        ("The Houthi rebels left.", "Houthi rebels", "body:houthis"),
        ("Erik Holm, the main suspect in the case, left.", "main suspect in the case", "person:erik holm"),
        ("The court released Norwegian national Erik Holm.", "Norwegian national", "person:erik holm"),
    ],
)
def test_what_a_name_is_called_stands_for_it(reader: Reader, text: str, words: str, actor: str) -> None:
    assert reader(text).actor_of(words) == actor


@pytest.mark.parametrize(
    ("text", "words", "cls"),
    [
        ("The Supreme Court of Norway objected.", "Supreme Court of Norway", ActorClass.ORGANISATION),
        ("A blast hit the Nordby metro station in Oslo.", "Nordby metro station", ActorClass.PLACE),
        ("The raid hit British bases in Cyprus.", "British bases", ActorClass.PLACE),
        ("The tanker Silver Gull sank off Norway.", "Silver Gull", ActorClass.WEAPON),
        ("Rebels hold Vesnyane, a village in the south.", "Vesnyane", ActorClass.PLACE),
    ],
)
def test_a_kind_or_an_owner_belongs_to_the_name(reader: Reader, text: str, words: str, cls: ActorClass) -> None:
    read = reader(text)
    actor = next(a for a in read.extraction.actors if a.id == read.mention(words).actor)
    assert actor.cls is cls


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("A fire broke out in Brussels. Trains to the city stopped.", "city", "Brussels"),
        ("Norway held the mayor of Lima. Later the mayor was released.", "mayor", "mayor of Lima"),
        ("The Court of Appeal met. The court adjourned.", "court", "Court of Appeal"),
        ("Nordby Air denied it. The US sanctioned Nordby.", "Nordby", "Nordby Air"),
    ],
)
def test_a_place_an_officer_or_a_firm_is_named_again(reader: Reader, text: str, words: str, name: str) -> None:
    read = reader(text)
    assert read.mention(words).actor == read.mention(name).actor


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The governments of Norway, Chile and Peru said the plan failed.", "Chile + Norway + Peru"),
        ("A committee report said the bridge was unsafe.", "committee"),
        ("A message sent from Erik Holm's account said the plan failed.", "Erik Holm"),
    ],
)
def test_a_record_speaks_for_its_maker(reader: Reader, text: str, speakers: str) -> None:
    assert {" + ".join(sorted(said.speakers.split(" + "))) for said in reader(text).said} == {speakers}


def test_whom_two_persons_share_a_surname_the_one_named_first_bears_it(reader: Reader) -> None:
    read = reader("Anna Kovacs died. Her son Peter Kovacs announced it on Monday. Kovacs was cremated at home.")
    assert read.actor_of("Kovacs") == "person:anna kovacs"


def test_an_office_told_of_a_pronoun_does_not_own_itself(reader: Reader) -> None:
    roles = reader("Erik Holm left. He became finance minister in May.").roles
    assert [(who, what) for who, what, *_ in roles] == [("person:erik holm", "finance minister")]
    assert roles[0][2] is None
