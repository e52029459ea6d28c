"""Names of persons in their parts, and two names as forms of one."""

from __future__ import annotations

import pytest

from index.actors.names import is_full_name, is_surname_only, name_of
from index.actors.persons import relation
from index.actors.spelling import alike, plain, same_given, skeleton, sounded
from index.model import JoinRule


@pytest.mark.parametrize(
    ("key", "given", "surname"),
    [
        ("john kirby", ("john",), "kirby"),
        ("john f kirby jr", ("john", "f"), "kirby"),
        ("ursula von der leyen", ("ursula",), "leyen"),
        ("von der leyen", (), "leyen"),
        ("bashar al-assad", ("bashar",), "assad"),
        ("kim jong-un", ("jongun",), "kim"),
        ("kim jong un", ("jongun",), "kim"),
        ("norway astrid berg", ("astrid",), "berg"),
        ("jean-noël barrot", ("jeannoel",), "barrot"),
        ("kirby", (), "kirby"),
        ("- ed", (), "ed"),
        ("kim -", (), "kim"),
        ("kim --", (), "kim"),
        ("ed -", (), "ed"),
        ("-", (), "person:-"),
        ("", (), "person:"),
    ],
)
def test_a_name_falls_into_given_names_and_surname(key: str, given: tuple[str, ...], surname: str) -> None:
    name = name_of(f"person:{key}")
    assert (name.given, name.surname) == (given, surname)


@pytest.mark.parametrize(
    ("key", "full", "surname_only"),
    [
        ("person:john kirby", True, False),
        ("person:j kirby", False, False),
        ("person:kirby", False, True),
        ("person:von der leyen", False, True),
        ("person:kenyan railways", False, False),
        ("person:israel berg", True, False),
        ("person:guard@a1b2", False, False),
        ("organisation:kcna", False, False),
        ("person:", False, False),
    ],
)
def test_full_names_are_told_from_surnames_and_from_what_is_no_name(key: str, full: bool, surname_only: bool) -> None:
    assert (is_full_name(key), is_surname_only(key)) == (full, surname_only)


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("volodymyr zelensky", "volodymyr zelenskyy", JoinRule.SPELLING),
        ("kim jong un", "kim jong-un", JoinRule.SPELLING),
        ("abdel fattah al-sisi", "abdel-fattah el-sisi", JoinRule.SPELLING),
        ("viktor orbán", "viktor orban", JoinRule.SPELLING),
        ("denmark mette frederiksen", "mette frederiksen", JoinRule.SPELLING),
        ("john kirby", "john f kirby", JoinRule.MIDDLE),
        ("joseph biden", "joe biden", JoinRule.GIVEN),
        ("vladimir zelensky", "volodymyr zelenskyy", JoinRule.GIVEN),
        ("abbas araghchi", "abbas araqchi", JoinRule.LIKE),
        ("tayyip erdogan", "recep tayyip erdoğan", JoinRule.LIKE),
        ("imran khan", "imran kan", JoinRule.LIKE),
        ("lou berg", "lu berg", JoinRule.LIKE),
        ("iwan petrow", "ivan petrov", JoinRule.LIKE),
        ("yaroslaw berg", "yaroslav berg", JoinRule.SPELLING),
        ("li keqiang", "li qiang", JoinRule.UNSURE),
        ("kim jong-un", "kim jong-nam", JoinRule.UNSURE),
        ("wang lijun", "wang lijuan", JoinRule.UNSURE),
        ("li shouwen", "li shuwen", JoinRule.UNSURE),
        ("kim jong-un", "kim jong-il", None),
        ("john kirby", "jack kirby", None),
        ("christian lindner", "christine lindner", None),
        ("daniel smith", "danielle smith", None),
        ("gabriel berg", "gabrielle berg", None),
        ("simon weil", "simone weil", None),
        ("emil berg", "emily berg", None),
        ("bernard berg", "bernardette berg", None),
        ("jane berg", "janet berg", None),
        ("mario lopez", "marie lopez", None),
        ("marina petrova", "maria petrova", None),
        ("andrei petrov", "andrew petrov", None),
        ("donald trump jr", "donald trump sr", None),
        ("george w bush", "george h w bush", None),
        ("donald trump", "donald trump jr", None),
        ("paul grant", "paula grant", None),
        ("ivan berg", "ivana berg", None),
        ("j berg", "jan berg", None),
        ("maria lopez", "mario lopez", None),
        ("jan van berg", "jan von berg", None),
        ("hunter biden", "joe biden", None),
    ],
)
def test_two_names_are_forms_of_one_by_rules_about_their_words(one: str, other: str, rule: JoinRule | None) -> None:
    names = name_of(f"person:{one}"), name_of(f"person:{other}")
    assert relation(*names) is rule
    assert relation(*reversed(names)) is rule


@pytest.mark.parametrize(
    ("one", "other"), [("zelenskiy", "zelensky"), ("shoygu", "shoigu"), ("korolyov", "korolev"), ("ghani", "gani")]
)
def test_spellings_of_one_sound_sound_alike(one: str, other: str) -> None:
    assert sounded(one) == sounded(other)
    assert skeleton(one) == skeleton(other)


def test_words_are_compared_without_accents_and_apostrophes() -> None:
    assert plain("O’Brien Łódź Müller-Ğ") == "obrien lodz muller-g"


def test_short_words_and_other_genders_are_never_alike() -> None:
    assert not alike("jon", "john")
    assert not alike("erik", "erika")
    assert alike("araghchi", "araqchi")


def test_a_short_form_may_belong_to_two_given_names() -> None:
    assert same_given("ted", "edward")
    assert same_given("ted", "theodore")
    assert not same_given("edward", "theodore")
