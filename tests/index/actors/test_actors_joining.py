"""Joins depend on the set of local actors, never on their order; evidence decides, and doubt keeps apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from builders import EVIDENCE, article_of, local_actor
from hypothesis import given
from hypothesis import strategies as st

from index.actors.evidence import Traits, alike_offices, office
from index.actors.joining import canonical_id, codes, join, joining_keys
from index.actors.values import ActorKey, Join, Local, Target
from index.model import ActorClass, Affiliation, Article, Extraction, JoinRule, LocalActor, Mention, MentionKind, Span

PERSON, STATE, ORGANISATION = ActorClass.PERSON, ActorClass.STATE, ActorClass.ORGANISATION
NAMES = ("john kirby", "jack kirby", "kirby", "j kirby", "john f kirby", "xi jinping", "xi", "jon kirbi", "kirbi")
STATES = ("state:us", "state:no", "state:ke")


def person(
    name: str, article: str, *, of: str = "", title: str = "", around: Sequence[str] = (), live: bool = True
) -> Local:
    traits = Traits(
        owners=frozenset(filter(None, [of])),
        offices=frozenset(filter(None, [title])),
        around=frozenset((*around, *filter(None, [of]))),
    )
    return Local(id=(name, article), article=article, key=ActorKey(PERSON, f"person:{name}"), traits=traits, live=live)


def organisation(key: str, article: str, *, home: str | None = None, letters: Sequence[str] = ()) -> Local:
    around = frozenset([home] if home else [])
    traits = Traits(around=around, home=home, acronyms=frozenset(letters))
    return Local(id=(key, article), article=article, key=ActorKey(ORGANISATION, f"organisation:{key}"), traits=traits)


def joined(*locals: Local) -> dict[str, Join]:
    """By article."""
    return {str(id[1]): made for id, made in join(locals).items()}  # type: ignore[index]


def test_a_surname_joins_the_only_person_who_bears_it() -> None:
    made = joined(
        person("john kirby", "a", of="state:us", title="spokesperson"), person("kirby", "b", title="spokesperson")
    )
    assert made["b"].target == made["a"].target
    assert (made["b"].rule, made["b"].shared) == (JoinRule.ONLY, ("spokesperson",))


@pytest.mark.parametrize(
    ("known", "article", "is_meant"),
    [
        ({}, {}, False),
        ({"around": ["state:us"]}, {"around": ["state:us"]}, False),
        ({"of": "state:us"}, {"of": "state:us"}, False),
        ({"around": ["state:us", "body:nato"]}, {"around": ["state:us", "body:nato"]}, True),
        ({"around": ["body:nato"]}, {"around": ["body:nato"]}, False),
        ({"around": ["person:ned price", "body:nato"]}, {"around": ["person:ned price", "body:nato"]}, True),
        ({"of": "body:nato"}, {"of": "body:nato"}, True),
        ({"title": "spokesperson"}, {"title": "spokesperson of kenya"}, False),
        (
            {"title": "president", "around": ["state:us", "person:ned price"]},
            {"title": "secretary of state", "around": ["state:us", "person:ned price"]},
            False,
        ),
    ],
)
def test_the_only_bearer_of_a_surname_is_meant_where_the_article_tells_of_him(
    known: dict[str, Any], article: dict[str, Any], is_meant: bool
) -> None:
    made = joined(*(person("john kirby", f"a{n}", **known) for n in range(5)), person("kirby", "b", **article))
    assert (made["b"].target == made["a0"].target) is is_meant
    assert made["b"].rule is (JoinRule.ONLY if is_meant else JoinRule.UNSURE)
    assert [one.key.key for one in made["b"].among] == ([] if is_meant else ["person:john kirby"])


def test_the_one_whom_the_article_does_not_exclude_needs_ties_too() -> None:
    known = [person("john kirby", "a", of="state:us", title="spokesperson"), person("jack kirby", "b", of="state:ke")]
    beside = ["person:jack kirby", "person:ned price"]
    made = joined(
        *known, person("kirby", "c", around=beside), person("kirby", "d", title="spokesperson", around=beside)
    )
    assert made["c"].rule is JoinRule.UNSURE
    assert (made["d"].target, made["d"].rule) == (made["a"].target, JoinRule.CONTEXT)


def test_a_short_surname_of_other_letters_is_another_one() -> None:
    made = joined(person("imran khan", "a", title="prime minister"), person("kan", "b", title="prime minister"))
    assert made["b"] == Join(target=Target(ActorKey(PERSON, "person:kan")))


def test_a_surname_that_nobody_bears_stays_alone_and_in_no_doubt() -> None:
    made = joined(person("ned price", "a"), person("kirby", "b"))
    assert made["b"] == Join(target=Target(ActorKey(PERSON, "person:kirby")))


def test_a_surname_that_two_bear_is_told_by_nothing_to_be_unsure() -> None:
    made = joined(person("john kirby", "a"), person("jack kirby", "b"), person("kirby", "c"))
    assert made["c"].rule is JoinRule.UNSURE
    assert made["c"].target.key.key == "person:kirby"
    assert {target.key.key for target in made["c"].among} == {"person:john kirby", "person:jack kirby"}


def test_office_and_state_beside_a_surname_decide_between_two() -> None:
    of_us = [person("john kirby", f"u{n}", of="state:us", title="spokesperson") for n in range(3)]
    of_kenya = [person("jack kirby", f"k{n}", of="state:ke", title="farmer") for n in range(3)]
    made = joined(
        *of_us,
        *of_kenya,
        person("kirby", "x", of="state:ke", title="farmer"),
        person("kirby", "y", of="state:us", title="spokesperson"),
    )
    assert (made["x"].target.key.key, made["y"].target.key.key) == ("person:jack kirby", "person:john kirby")
    assert made["x"].rule is JoinRule.CONTEXT
    assert made["x"].shared == ("farmer", "state:ke")


def test_a_surname_stands_for_who_bears_it_in_far_more_articles() -> None:
    many = [person("john kirby", f"a{n:03}", around=["state:us"]) for n in range(60)]
    made = joined(*many, person("jack kirby", "b", around=["state:us"]), person("kirby", "c", around=["state:us"]))
    assert (made["c"].target.key.key, made["c"].rule) == ("person:john kirby", JoinRule.FAR)


def test_an_article_that_names_nobody_known_of_the_only_bearer_leaves_it_open() -> None:
    made = joined(person("john kirby", "a", around=["state:us"]), person("kirby", "b", around=["state:ke"]))
    assert made["b"].rule is JoinRule.UNSURE
    assert [target.key.key for target in made["b"].among] == ["person:john kirby"]


def test_a_surname_whose_bearer_the_article_names_beside_it_is_somebody_else() -> None:
    made = joined(
        person("john kirby", "a", around=["state:us"]), person("kirby", "b", around=["state:us", "person:john kirby"])
    )
    assert made["b"].target.key.key == "person:kirby"


def test_what_stands_alone_much_oftener_than_with_a_given_name_is_no_surname() -> None:
    beside = ["state:gb", "person:ned price"]
    alone = [person("glasgow", f"b{n}", around=beside) for n in range(9)]
    made = joined(person("ann glasgow", "a", around=beside), *alone)
    assert {made[f"b{n}"].target.key.key for n in range(9)} == {"person:glasgow"}


def test_other_spellings_go_to_the_most_frequent_one() -> None:
    made = joined(
        person("volodymyr zelenskyy", "a", title="president"),
        person("volodymyr zelenskyy", "b"),
        person("volodymyr zelensky", "c"),
        person("zelenskiy", "d", title="president"),
        person("zelensky", "e", title="president"),
    )
    assert {one.target.key.key for one in made.values()} == {"person:volodymyr zelenskyy"}
    assert [made[key].rule for key in "cde"] == [JoinRule.SPELLING, JoinRule.SPELLING, JoinRule.ONLY]


def test_forms_of_a_given_name_join_only_where_offices_agree() -> None:
    office_of = {"of": "state:us", "title": "president"}
    made = joined(person("joseph berg", "a", **office_of), person("joe berg", "b", **office_of))
    assert made["a"].target == made["b"].target
    assert {made["a"].rule, made["b"].rule} == {JoinRule.NAME, JoinRule.GIVEN}
    apart = joined(person("joseph berg", "a"), person("joe berg", "b"))
    assert apart["a"].target != apart["b"].target
    assert apart["b"].among or apart["a"].among


SENATE = {"of": "body:us-senate", "title": "senator"}


@pytest.mark.parametrize(
    ("known", "name", "common", "is_one"),
    [
        ("nikol pashinyan", "nicol pashinyan", {"of": "state:ir", "title": "foreign minister"}, False),
        ("nikol pashinyan", "nicol pashinyan", {"of": "body:us-senate"}, False),
        ("nikol pashinyan", "nicol pashinyan", SENATE, True),
        ("li keqiang", "li qiang", SENATE, False),
        ("kim jong-un", "kim jong-nam", SENATE, False),
        ("wang lijun", "wang lijuan", SENATE, False),
        ("jose maria aznar", "maria aznar", {"title": "senator", "of": "state:es"}, False),
        ("jose maria aznar", "maria aznar", SENATE, True),
        ("imran khan", "imran kan", {"title": "senator"}, False),
        ("imran khan", "imran kan", SENATE, True),
        ("joseph berg", "joe berg", {"of": "state:us"}, False),
        ("joseph berg", "joe berg", {"title": "senator"}, True),
        ("joseph berg", "joe berg", {"around": ["person:ned price"]}, False),
        ("john smith", "john a smith", {"of": "state:us", "around": ["place:ohio"]}, False),
        ("john smith", "john a smith", {"title": "senator"}, True),
        ("john smith", "john a smith", {"of": "body:us-senate"}, True),
        ("john smith", "john a smith", {"around": ["person:ned price"]}, True),
        ("george bush", "george h w bush", {"of": "state:us"}, False),
        ("ahmed khan", "ahmed raza khan", {"around": ["person:ned price"]}, False),
        ("ahmed khan", "ahmed raza khan", {"title": "senator"}, False),
        ("ahmed khan", "ahmed raza khan", {"title": "senator", "around": ["person:ned price"]}, True),
    ],
)
def test_forms_of_a_name_are_one_person_where_enough_is_in_common(
    known: str, name: str, common: dict[str, Any], is_one: bool
) -> None:
    made = joined(*(person(known, f"a{n}", **common) for n in range(3)), person(name, "b", **common))
    assert (made["b"].target == made["a0"].target) is is_one
    assert is_one or [one.key.key for one in made["b"].among] == [f"person:{known}"]


def test_an_office_of_another_state_keeps_forms_apart() -> None:
    for known, name in (("volodymyr zelensky", "volodymyr zelenskyy"), ("john smith", "john a smith")):
        made = joined(
            *(person(known, f"a{n}", of="state:us", title="senator") for n in range(3)),
            person(name, "b", of="state:ke", title="senator"),
        )
        assert made["b"].target != made["a0"].target


def test_a_name_between_two_with_different_middle_names_joins_neither() -> None:
    made = joined(
        *(person("george bush", f"a{n}", around=["state:us"]) for n in range(4)),
        *(person("george w bush", f"b{n}", around=["state:us"]) for n in range(3)),
        *(person("george h w bush", f"c{n}", around=["state:us"]) for n in range(3)),
    )
    assert len({one.target for one in made.values()}) == 3
    assert made["b0"].among


def test_two_of_one_name_with_offices_of_different_states_are_two_and_each_may_be_the_other() -> None:
    made = joined(
        person("john kirby", "a", of="state:us", title="spokesperson"),
        person("john kirby", "b", of="state:us", title="spokesperson"),
        person("john kirby", "c", of="state:ke", title="farmer"),
    )
    assert made["a"].target == made["b"].target == Target(ActorKey(PERSON, "person:john kirby"))
    assert made["c"].target.discriminator == "state:ke"
    assert (made["a"].among, made["c"].among) == ((made["c"].target,), (made["a"].target,))
    assert canonical_id(made["a"].target) != canonical_id(made["c"].target)


def test_two_surnames_with_offices_of_different_states_are_two() -> None:
    made = joined(
        person("kirby", "a", of="state:us", title="spokesperson"), person("kirby", "b", of="state:ke", title="farmer")
    )
    assert made["a"].target != made["b"].target


def test_one_who_changes_offices_of_one_state_stays_one() -> None:
    made = joined(
        person("john kerry", "a", of="state:us", title="senator"),
        person("john kerry", "b", of="state:us", title="secretary of state"),
    )
    assert made["a"].target == made["b"].target


def test_a_slip_in_one_article_makes_no_second_person() -> None:
    many = [person("astrid berg", f"a{n}", of="state:no", title="president") for n in range(6)]
    made = joined(*many, person("astrid berg", "b", of="state:ke", title="president", around=["state:no"]))
    assert len({one.target for one in made.values()}) == 1


@pytest.mark.parametrize(("around", "persons"), [(["state:no"], 1), ([], 2)])
def test_another_office_in_one_article_is_a_slip_where_it_names_the_state_of_the_others(
    around: Sequence[str], persons: int
) -> None:
    many = [person("astrid berg", f"a{n}", of="state:no", title="president") for n in range(6)]
    made = joined(*many, person("astrid berg", "b", of="state:ke", title="farmer", around=around))
    assert len({one.target for one in made.values()}) == persons


@pytest.mark.parametrize(("edwards", "meant"), [(3, "ted berg"), (30, "edward berg")])
def test_a_short_given_name_joins_the_one_of_two_that_is_far_more_frequent(edwards: int, meant: str) -> None:
    made = joined(
        *(person("edward berg", f"a{n}", title="senator") for n in range(edwards)),
        *(person("theodore berg", f"b{n}", title="senator") for n in range(3)),
        person("ted berg", "c", title="senator"),
    )
    assert made["c"].target.key.key == f"person:{meant}"


def test_a_junior_is_never_his_father() -> None:
    made = joined(person("donald trump", "a", title="president"), person("trump jr", "b", title="president"))
    assert made["b"] == Join(target=Target(ActorKey(PERSON, "person:trump jr")))


def test_what_is_hidden_is_joined_and_changes_no_join() -> None:
    shown = [person("john kirby", "a", title="spokesperson"), person("kirby", "b", title="spokesperson")]
    hidden = [person("jack kirby", "c", live=False), person("kirby", "d", title="spokesperson", live=False)]
    with_hidden = joined(*shown, *hidden)
    assert {key: with_hidden[key] for key in "ab"} == joined(*shown)
    assert with_hidden["d"].target == with_hidden["a"].target


def test_an_institution_belongs_to_the_state_that_the_article_is_mostly_about() -> None:
    made = joined(
        organisation("supreme court@state:ke", "a"),
        organisation("supreme court@?b", "b", home="state:ke"),
        organisation("supreme court@?c", "c", home="state:no"),
    )
    assert (made["b"].target, made["b"].rule) == (made["a"].target, JoinRule.OWNER)
    assert made["c"].target.key.key == "organisation:supreme court@?c"


def test_letters_stand_for_the_name_that_another_article_prints_before_them() -> None:
    made = joined(
        organisation("harbour workers league", "a", letters=["hwl"]), organisation("hwl", "b", letters=["hwl"])
    )
    assert (made["b"].target, made["b"].rule) == (made["a"].target, JoinRule.ACRONYM)


@pytest.mark.parametrize("key", ["state:kp", "body:un", "place:crimea", "body:us-nsc"])
def test_a_table_actor_keeps_its_table_key(key: str) -> None:
    assert canonical_id(Target(ActorKey(STATE, key))) == key


def test_other_actors_get_an_id_from_class_key_and_discriminator() -> None:
    ids = {
        canonical_id(Target(ActorKey(cls, key), discriminator))
        for cls in (PERSON, STATE)
        for key in ("person:a", "place:atlantis", "state:a b")
        for discriminator in ("", "state:ke")
    }
    assert len(ids) == 12
    assert all(len(id) == 16 for id in ids)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("john kirby", "kirby"),
        ("volodymyr zelensky", "zelenskyy"),
        ("kim jong-un", "kim"),
        ("xi jinping", "jinping"),
        ("bashar al-assad", "assad"),
    ],
)
def test_a_full_name_and_what_it_may_be_called_are_of_one_family(one: str, other: str) -> None:
    full, short = (codes(ActorKey(PERSON, f"person:{name}")) for name in (one, other))
    assert full & short


def test_states_and_unnamed_persons_are_of_no_family() -> None:
    assert not codes(ActorKey(STATE, "state:kp"))
    assert not codes(ActorKey(PERSON, "person:guard@a1b2"))


@pytest.mark.parametrize(
    ("title", "compared"),
    [
        ("Former Foreign Minister", "foreign minister"),
        ("spokesman", "spokesperson"),
        ("acting premier", "prime minister"),
    ],
)
def test_offices_are_compared_without_their_time_and_the_holder_s_sex(title: str, compared: str) -> None:
    assert office(title) == compared
    assert alike_offices(office(title), f"{compared} of kenya")


def actor_of(article: Article, name: str, cls: ActorClass, kind: MentionKind) -> tuple[LocalActor, Mention]:
    actor = local_actor(article, name, cls)
    return actor, Mention(actor=actor.id, span=Span(0, 1), kind=kind, evidence=EVIDENCE)


@pytest.mark.parametrize(
    ("cls", "kind", "is_same_elsewhere"),
    [
        (PERSON, MentionKind.NAME, True),
        (PERSON, MentionKind.NOMINAL, False),
        (PERSON, MentionKind.PRONOUN, False),
        (ORGANISATION, MentionKind.ACRONYM, True),
        (ORGANISATION, MentionKind.NOMINAL, False),
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


locals_of_some_articles = st.lists(
    st.builds(
        person,
        st.sampled_from(NAMES),
        st.sampled_from("abcdefgh"),
        of=st.sampled_from(("", *STATES)),
        title=st.sampled_from(("", "spokesperson", "president")),
        around=st.lists(st.sampled_from((*STATES, "person:ned price")), unique=True),
        live=st.booleans(),
    ),
    unique_by=lambda local: local.id,
    max_size=12,
)


@given(locals_of_some_articles, st.randoms())
def test_the_order_of_local_actors_changes_no_join(locals: list[Local], random: object) -> None:
    expected = join(locals)
    random.shuffle(locals)  # type: ignore[attr-defined]
    assert join(locals) == expected


@given(locals_of_some_articles)
def test_hidden_articles_change_no_join(locals: list[Local]) -> None:
    live = [local for local in locals if local.live]
    whole = join(locals)
    assert {id: whole[id] for id in join(live)} == join(live)


@given(locals_of_some_articles)
def test_a_family_is_joined_the_same_alone_and_with_all_others(locals: list[Local]) -> None:
    whole = join(locals)
    for code in {code for local in locals for code in codes(local.key)}:
        family = [local for local in locals if code in codes(local.key)]
        forms = {form for local in family for form in codes(local.key)}
        alone = join(local for local in locals if not forms.isdisjoint(codes(local.key)))
        assert {local.id: alone[local.id] for local in family} == {local.id: whole[local.id] for local in family}
