"""Joins depend on the set of keys, never on their order."""

from __future__ import annotations

import pytest
from builders import EVIDENCE, article_of, local_actor
from hypothesis import given
from hypothesis import strategies as st

from index.actors.joining import ActorKey, affected, canonical_id, join, joining_keys
from index.actors.names import is_surname_only, surname_keys
from index.model import ActorClass, Affiliation, Article, Extraction, LocalActor, Mention, MentionKind, Span

PERSON, STATE = ActorClass.PERSON, ActorClass.STATE
KEYS = ("john kirby", "jack kirby", "kirby", "ursula von der leyen", "von der leyen", "leyen", "xi jinping", "xi")


def person(name: str) -> ActorKey:
    return ActorKey(PERSON, f"person:{name}")


@pytest.mark.parametrize(
    ("full", "surnames"),
    [
        ("john kirby", {"kirby"}),
        ("john f. kirby jr.", {"kirby"}),
        ("ursula von der leyen", {"leyen", "der leyen", "von der leyen"}),
        ("bashar al-assad", {"al-assad"}),
        ("xi jinping", {"jinping", "xi"}),
        ("kirby", set()),
        ("von der leyen", set()),
    ],
)
def test_a_full_name_can_be_met_by_its_surname(full: str, surnames: set[str]) -> None:
    assert surname_keys(f"person:{full}") == {f"person:{one}" for one in surnames}


@pytest.mark.parametrize(
    ("key", "alone"),
    [
        ("person:kirby", True),
        ("person:von der leyen", True),
        ("person:john kirby", False),
        ("organisation:kcna", False),
        ("person:", False),
    ],
)
def test_surnames_alone_are_told_from_full_names(key: str, alone: bool) -> None:
    assert is_surname_only(key) is alone


def test_a_surname_joins_the_only_person_who_bears_it() -> None:
    assert join([person("kirby")], ["person:john kirby"]) == {person("kirby"): person("john kirby")}


def test_a_surname_that_several_bear_stays_alone() -> None:
    assert join([person("kirby")], ["person:john kirby", "person:jack kirby"]) == {person("kirby"): person("kirby")}


def test_a_surname_that_nobody_bears_stays_alone() -> None:
    assert join([person("kirby")], ["person:ned price"]) == {person("kirby"): person("kirby")}


def test_an_organisation_is_never_joined_to_a_person() -> None:
    kirby = ActorKey(ActorClass.ORGANISATION, "person:kirby")
    assert join([kirby], ["person:john kirby"]) == {kirby: kirby}


@pytest.mark.parametrize("key", ["state:kp", "body:un", "place:crimea", "body:us-nsc"])
def test_a_table_actor_keeps_its_table_key(key: str) -> None:
    assert canonical_id(ActorKey(STATE, key)) == key


def test_other_actors_get_an_id_from_class_and_key() -> None:
    ids = {
        canonical_id(ActorKey(cls, key))
        for cls in (PERSON, STATE)
        for key in ("person:a", "place:atlantis", "state:a b")
    }
    assert len(ids) == 6
    assert all(len(id) == 16 for id in ids)


def test_a_full_name_affects_those_met_by_its_surname() -> None:
    assert affected([person("john kirby"), ActorKey(STATE, "state:kp")]) == {"person:kirby"}
    assert affected([person("kirby")]) == {"person:kirby"}


def actor_of(article: Article, name: str, cls: ActorClass, kind: MentionKind) -> tuple[LocalActor, Mention]:
    actor = local_actor(article, name, cls)
    return actor, Mention(actor=actor.id, span=Span(0, 1), kind=kind, evidence=EVIDENCE)


@pytest.mark.parametrize(
    ("cls", "kind", "is_same_elsewhere"),
    [
        (PERSON, MentionKind.NAME, True),
        (PERSON, MentionKind.NOMINAL, False),
        (PERSON, MentionKind.PRONOUN, False),
        (ActorClass.ORGANISATION, MentionKind.ACRONYM, True),
        (ActorClass.ORGANISATION, MentionKind.NOMINAL, False),
        (ActorClass.GROUP, MentionKind.NOMINAL, False),
        (ActorClass.WEAPON, MentionKind.NOMINAL, True),
    ],
)
def test_who_has_no_name_is_nobody_in_another_article(
    cls: ActorClass, kind: MentionKind, is_same_elsewhere: bool
) -> None:
    keys = set()
    for text in ("An official came.", "An official left."):
        article = article_of(text)
        actor, mention = actor_of(article, "official", cls, kind)
        extraction = Extraction(article=article.id, pipeline="p", actors=(actor,), mentions=(mention,))
        keys |= set(joining_keys(extraction).values())
    assert len(keys) == (1 if is_same_elsewhere else 2)


def test_a_group_without_a_name_is_the_same_where_it_belongs_to_the_same_state() -> None:
    keys = []
    for text, state in (("They came.", "state:us"), ("They left.", "state:us"), ("They sat.", "state:ir")):
        article = article_of(text)
        group, mention = actor_of(article, "officials", ActorClass.GROUP, MentionKind.NOMINAL)
        owner = local_actor(article, "State", STATE, state)
        extraction = Extraction(
            article=article.id,
            pipeline="p",
            actors=(group, owner),
            mentions=(mention,),
            affiliations=(Affiliation(member=group.id, of=owner.id, evidence=EVIDENCE),),
        )
        keys.append(joining_keys(extraction)[group.id])
    assert keys[0] == keys[1] != keys[2]


@given(st.sets(st.sampled_from(KEYS)), st.randoms())
def test_the_order_of_keys_changes_no_join(names: set[str], random: object) -> None:
    keys = [person(name) for name in sorted(names)]
    full = [key.key for key in keys]
    expected = join(keys, full)
    random.shuffle(keys)  # type: ignore[attr-defined]
    random.shuffle(full)  # type: ignore[attr-defined]
    assert join(keys, full) == expected
    assert set(expected.values()) <= set(expected)
