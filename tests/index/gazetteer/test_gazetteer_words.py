"""Titles, honorifics, weapons and nouns for groups."""

import pytest

from index.gazetteer import fingerprint, given_names, groups, honorifics, title_modifiers, titles, weapons
from index.model import ActorClass


@pytest.mark.parametrize(
    "title",
    [
        "minister",
        "spokesperson",
        "spokesman",
        "president",
        "general",
        "ambassador",
        "chief",
        "director",
        "vice director",
    ],
)
def test_heads_of_role_phrases_are_titles(title: str) -> None:
    assert title in titles()


def test_titles_are_lower_case_and_modifiers_are_kept_apart() -> None:
    assert all(title == title.lower() for title in titles())
    assert {"former", "deputy", "acting"} <= title_modifiers()
    assert "former" not in titles()


def test_honorifics_come_with_and_without_their_full_stop() -> None:
    assert {"Mr", "Mr.", "Gen", "Gen.", "Lt. Gen.", "Sen."} <= honorifics()


@pytest.mark.parametrize(
    ("noun", "cls", "salient"),
    [
        ("military", ActorClass.ORGANISATION, True),
        ("police", ActorClass.ORGANISATION, True),
        ("government", ActorClass.ORGANISATION, True),
        ("officials", ActorClass.GROUP, True),
        ("operatives", ActorClass.GROUP, True),
        ("individuals", ActorClass.GROUP, True),
        ("companies", ActorClass.GROUP, True),
        ("reporters", ActorClass.GROUP, False),
        ("civilians", ActorClass.GROUP, False),
    ],
)
def test_a_group_noun_says_what_kind_of_actor_it_makes(noun: str, cls: ActorClass, salient: bool) -> None:
    assert (groups()[noun].cls, groups()[noun].salient) == (cls, salient)


@pytest.mark.parametrize(
    ("form", "counts_as", "named"),
    [
        ("drone", "drones", False),
        ("FPV drones", "drones", True),
        ("UAV", "drones", True),
        ("artillery shells", "artillery shells", False),
        ("artillery munitions", "artillery shells", False),
        ("ballistic missiles", "ballistic missiles", False),
        ("HIMARS", "HIMARS", True),
        ("Leopard 2 tanks", "Leopard 2", True),
        ("Shahed-136", "Shahed-136", True),
        ("F-16s", "F-16", True),
        ("infantry rockets", "infantry rockets", False),
    ],
)
def test_a_weapon_counts_as_its_kind(form: str, counts_as: str, named: bool) -> None:
    assert (weapons()[form].counts_as, weapons()[form].named) == (counts_as, named)


def test_no_table_of_words_has_a_bad_line() -> None:
    assert all(noun == noun.lower().strip() and noun for noun in groups())
    assert all(form == form.strip() and form for form in weapons())


def test_what_a_weapon_counts_as_is_a_weapon_of_the_table() -> None:
    assert {weapon.counts_as for weapon in weapons().values()} <= set(weapons())


def test_the_fingerprint_is_stable_within_a_version() -> None:
    assert fingerprint() == fingerprint()
    assert len(fingerprint()) == 8


def test_a_given_name_is_of_women_or_of_men() -> None:
    names = given_names()
    assert names["Anna"] is True
    assert names["Paul"] is False
    assert "Kim" not in names
