"""Roles, nominals, affiliations and pronouns: how actors are referred to besides their names."""

from __future__ import annotations

import pytest
from what_was_read import Reader

from index.model import MentionKind


@pytest.mark.parametrize(
    ("text", "person", "title", "organisation", "pattern"),
    [
        ("Spanish Prime Minister Ana Ruiz left.", "ana ruiz", "Prime Minister", "state:es", "compound"),
        ("French president Luc Marchand left.", "luc marchand", "president", "state:fr", "compound"),
        (
            "US State Department spokesperson Carla Mendes left.",
            "carla mendes",
            "spokesperson",
            "body:us-state-department",
            "compound",
        ),
        ("NATO Secretary General Erik Holm visited Warsaw.", "erik holm", "Secretary General", "body:nato", "compound"),
        ("Norway's foreign minister Erik Holm left.", "erik holm", "foreign minister", "state:no", "compound"),
        (
            "Anna Kovacs, the Hungarian foreign minister, left Vienna.",
            "anna kovacs",
            "foreign minister",
            "state:hu",
            "apposition",
        ),
        ("The foreign minister, Anna Kovacs, left Vienna.", "anna kovacs", "foreign minister", None, "apposition"),
        (
            "Ned Osborne, a spokesman for NATO, left.",
            "ned osborne",
            "spokesman",
            "body:nato",
            "apposition",
        ),
        ("Prime Minister Ana Ruiz left Lima.", "ana ruiz", "Prime Minister", None, "compound"),
        (
            "The acting defence secretary Paul Grant left Lima.",
            "paul grant",
            "acting defence secretary",
            None,
            "compound",
        ),
        ("Former president Juha Lehto left Lima.", "juha lehto", "Former president", None, "compound"),
    ],
)
def test_a_title_beside_a_name_is_a_role_with_its_office(
    reader: Reader, text: str, person: str, title: str, organisation: str | None, pattern: str
) -> None:
    assert reader(text).roles == [(f"person:{person}", title, organisation, pattern)]


def test_a_role_phrase_is_a_mention_of_the_person_with_the_state_embedded(reader: Reader) -> None:
    read = reader("Spanish Prime Minister Ana Ruiz left. Anna Kovacs, the Hungarian foreign minister, stayed.")
    assert read.actor_of("Spanish Prime Minister") == "person:ana ruiz"
    assert read.actor_of("Hungarian foreign minister") == "person:anna kovacs"
    assert {read.kind_of("Spanish"), read.kind_of("Hungarian")} == {MentionKind.EMBEDDED}
    assert read.kind_of("Spanish Prime Minister") is MentionKind.NOMINAL


def test_a_role_is_where_its_title_stands(reader: Reader) -> None:
    read = reader("Spanish Prime Minister Ana Ruiz left.")
    [role] = read.extraction.roles
    assert read.of(role.span) == "Prime Minister"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("A spokesperson for Anna Berg said no.", []),
        ("A former adviser to President Ana Ruiz left.", [("person:ana ruiz", "President", None, "compound")]),
        (
            "A former adviser to Spanish President Ana Ruiz left.",
            [("person:ana ruiz", "President", "state:es", "compound")],
        ),
    ],
)
def test_the_title_of_somebodys_man_is_not_his_own(reader: Reader, text: str, roles: list[object]) -> None:
    assert reader(text).roles == roles


def test_whose_officer_he_is_to_the_writer_is_no_part_of_the_title(reader: Reader) -> None:
    [role] = reader("Our retiring senator, Paul Grant, met his deputy.").roles
    assert role[1] == "retiring senator"


def test_a_body_called_after_a_person_is_salient_with_the_person_embedded(reader: Reader) -> None:
    read = reader("The Trump administration left.")
    assert {a.key: a.salient for a in read.extraction.actors}[read.actor_of("Trump administration")] is True
    assert read.kind_of("Trump") is MentionKind.EMBEDDED


def test_a_title_keeps_what_a_hyphen_joins_to_it(reader: Reader) -> None:
    [role] = reader("The court banned far-right presidential candidate Ion Popescu from the vote.").roles
    assert role[1] == "far-right presidential candidate"


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz left Lima.",
        "The president left. Ana Ruiz stayed.",
        "Ana Ruiz, 54, left Lima.",
        "Ana Ruiz, a long way from Lima, wept.",
    ],
)
def test_a_name_without_a_title_beside_it_has_no_role(reader: Reader, text: str) -> None:
    assert reader(text).roles == []


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("The Turkish government rejected the plan.", "Turkish government", "state:tr"),
        ("The government of Sudan signed the truce.", "government of Sudan", "state:sd"),
        ("The Turkish regime rejected the plan.", "Turkish regime", "state:tr"),
    ],
)
def test_the_government_of_a_state_is_the_state(reader: Reader, text: str, words: str, key: str) -> None:
    read = reader(text)
    assert read.actor_of(words) == key
    assert read.kind_of(words) is MentionKind.NOMINAL


def test_the_military_of_a_state_is_one_organisation_of_that_state(reader: Reader) -> None:
    read = reader("The Ukrainian military shot down a drone. Ukrainian forces advanced. Polish troops watched.")
    assert read.actor_of("Ukrainian military") == read.actor_of("Ukrainian forces") != "state:ua"
    assert read.actor_of("Polish troops") != read.actor_of("Ukrainian forces")
    assert (read.actor_of("Ukrainian forces"), "state:ua") in read.affiliations
    assert (read.actor_of("Polish troops"), "state:pl") in read.affiliations


def test_forces_that_somebody_else_backs_are_not_the_military(reader: Reader) -> None:
    read = reader("Syrian forces advanced. US-backed Syrian forces fled.")
    assert read.actor_of("Syrian forces") != read.actor_of("US-backed Syrian forces")


def test_officials_of_a_state_are_a_group_that_belongs_to_it(reader: Reader) -> None:
    read = reader("Cambodian officials left. Two Cambodian officials stayed.")
    assert read.actor_of("Cambodian officials") == read.actor_of("Cambodian officials", 2)
    assert read.actor_of("Cambodian officials") != "state:kh"
    assert read.affiliations == {(read.actor_of("Cambodian officials"), "state:kh")}
    assert read.kind_of("Cambodian") is MentionKind.EMBEDDED


def test_a_ministry_belongs_to_its_state(reader: Reader) -> None:
    read = reader("The Peruvian foreign ministry praised the vote.")
    assert (read.actor_of("Peruvian foreign ministry"), "state:pe") in read.affiliations


def test_an_organisation_with_a_state_in_its_name_belongs_to_it(reader: Reader) -> None:
    read = reader("The Kenya Port Authority opened the gates.")
    assert (read.actor_of("Kenya Port Authority"), "state:ke") in read.affiliations
    assert read.kind_of("Kenya") is MentionKind.EMBEDDED


def test_forces_of_two_states_belong_to_both(reader: Reader) -> None:
    read = reader("US and South Korean forces held drills.")
    [group] = {member for member, _ in read.affiliations}
    assert read.affiliations == {(group, "state:us"), (group, "state:kr")}


def test_a_body_belongs_to_the_one_that_the_table_names(reader: Reader) -> None:
    read = reader("The United Nations opened. The UN Security Council met.")
    assert read.affiliations == {("body:un-security-council", "body:un")}


def test_who_is_named_with_a_party_belongs_to_it(reader: Reader) -> None:
    read = reader("Maria Lopez of the Green Party won. Juan Lopez left his party, the Rural League.")
    assert (read.actor_of("Maria Lopez"), read.actor_of("Green Party")) in read.affiliations
    assert (read.actor_of("Juan Lopez"), read.actor_of("Rural League")) in read.affiliations


def test_an_organ_of_state_belongs_to_the_only_state_that_the_text_names(reader: Reader) -> None:
    read = reader("The National Assembly met in Nairobi, Kenya.")
    assert (read.actor_of("National Assembly"), "state:ke") in read.affiliations
    several = reader("The National Assembly met envoys of Kenya and Chile.")
    assert not {owner for body, owner in several.affiliations if body == several.actor_of("National Assembly")}
    rebels = reader("The Northern Liberation Army left Nairobi, Kenya.")
    assert not {owner for body, owner in rebels.affiliations if body == rebels.actor_of("Northern Liberation Army")}


def test_who_is_for_a_state_does_not_belong_to_it(reader: Reader) -> None:
    assert reader("A pro-Beijing candidate won. Pro-Russian rebels fled.").affiliations == set()


def test_a_group_of_no_country_is_not_salient(reader: Reader) -> None:
    read = reader("Reporters waited outside. Cambodian officials left.")
    salient = {a.key: a.salient for a in read.extraction.actors}
    assert salient[read.actor_of("Reporters")] is False
    assert salient[read.actor_of("Cambodian officials")] is True


def test_numbers_and_quantifiers_stay_outside_a_nominal(reader: Reader) -> None:
    read = reader("Two Cambodian officials left. Several Peruvian soldiers stayed. The rebels ran.")
    words = {w for w, _, _ in read.mentions}
    assert {"Cambodian officials", "Peruvian soldiers", "rebels"} <= words


def test_weapons_of_a_state_are_its_own_with_the_state_embedded(reader: Reader) -> None:
    read = reader("Pakistani drones hit the depot. A drone fell.")
    assert read.kind_of("Pakistani") is MentionKind.EMBEDDED
    assert read.actor_of("Pakistani drones") != read.actor_of("drone")


@pytest.mark.parametrize(
    ("text", "pronoun", "key"),
    [
        ("Maria Lopez visited Oslo. She met the king.", "She", "person:maria lopez"),
        ("Paul Grant visited Oslo. People cheered him.", "him", "person:paul grant"),
        ("Norway opened the port. It will stay open.", "It", "state:no"),
        ("Norway opened the port. Its ships left.", "Its", "state:no"),
        ("Norway said it would leave.", "it", "state:no"),
        ("Rebels seized the town. They left at night.", "They", "group:rebels"),
        ("Maria Lopez said she had seen the ships.", "she", "person:maria lopez"),
        ("Paul Grant thanked his staff.", "his", "person:paul grant"),
    ],
)
def test_a_pronoun_stands_for_the_nearest_actor_that_fits(reader: Reader, text: str, pronoun: str, key: str) -> None:
    read = reader(text)
    assert read.actor_of(pronoun) == key
    assert read.kind_of(pronoun) is MentionKind.PRONOUN


@pytest.mark.parametrize(
    "text",
    [
        "It is raining in Norway.",
        "Norway left. It is clear that the port will close.",
        "Norway left. It seems that the port will close.",
    ],
)
def test_the_it_that_stands_for_nothing_is_no_mention(reader: Reader, text: str) -> None:
    assert reader(text).at("It") == []


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("In his speech on Monday, Paul Grant thanked Juan Perez.", "his", "person:paul grant"),
        ("Norway slept. After it invaded Peru, Chile paid.", "it", "state:cl"),
        ("Peru paid. In a drive in the country's east, Chilean soldiers won.", "country", "state:cl"),
    ],
)
def test_a_phrase_in_front_points_to_the_subject_behind_it(reader: Reader, text: str, words: str, key: str) -> None:
    assert reader(text).actor_of(words) == key


def test_a_possessive_is_his_who_is_to_act(reader: Reader) -> None:
    read = reader("Chile urged Peru to open its border. Norway accused Chile of closing its ports.")
    assert read.actor_of("its", 1) == "state:pe"
    assert read.actor_of("its", 2) == "state:cl"


def test_it_is_no_actor_where_a_thing_fits_better(reader: Reader) -> None:
    read = reader("Ships of Norway reached the port. The storm closed the harbour. It lasted for days.")
    assert read.at("It") == []


def test_one_weapon_is_not_they(reader: Reader) -> None:
    assert reader("A bomb went off near their truck.").at("their") == []


def test_who_speaks_is_no_thing(reader: Reader) -> None:
    read = reader("Norway opened the port. The storm closed the harbour. It said that nobody was hurt.")
    assert read.actor_of("It") == "state:no"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway is a nation at sea.", "nation"),
        ("The pact gives it the power to act.", "power"),
        ("Two passengers on board fell ill.", "board"),
    ],
)
def test_words_for_bodies_that_mean_something_else_are_no_actors(reader: Reader, text: str, words: str) -> None:
    assert reader(text).at(words) == []


def test_he_is_no_state_and_it_is_no_person(reader: Reader) -> None:
    read = reader("Norway sent Paul Grant to Lima. He left. It paid.")
    assert read.at("He") == ["person:paul grant"]
    assert read.at("It") == ["state:no"]


def test_a_person_called_she_is_not_called_he_later(reader: Reader) -> None:
    read = reader("Anna Berg opened the talks. She left. Paul Grant and Anna Berg met. He slept.")
    assert read.actor_of("He") == "person:paul grant"


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Chile closed the mine. The country needs the money.", "country", "state:cl"),
        ("Saudi Arabia closed the mine. The kingdom needs the money.", "kingdom", "state:sa"),
        ("The Northern River Alliance signed. The group later left.", "group", "northern river alliance"),
    ],
)
def test_a_definite_noun_stands_for_the_actor_named_before(reader: Reader, text: str, words: str, key: str) -> None:
    read = reader(text)
    assert read.actor_of(words).endswith(key)
    assert read.kind_of(words) is MentionKind.NOMINAL


@pytest.mark.parametrize(
    "text",
    [
        "Chile closed the mine. A country needs money.",
        "Chile closed the mine. The poorest country needs money.",
        "The country needs money.",
    ],
)
def test_a_noun_that_points_elsewhere_or_nowhere_is_not_the_actor_named_before(reader: Reader, text: str) -> None:
    read = reader(text)
    assert not [key for words, key, _ in read.mentions if words == "country"]


def test_a_pronoun_far_from_every_name_stays_unresolved(reader: Reader) -> None:
    read = reader("Paul Grant spoke. Nothing happened. Rain fell. The sun came out. The day ended. He left.")
    assert read.at("He") == []


@pytest.mark.parametrize(
    ("text", "title", "state"),
    [
        ("Chile says that it will reply, after foreign minister Ana Soto met envoys.", "foreign minister", "state:cl"),
        ("Norway's parliament backs defence minister Jan Berg.", "defence minister", "state:no"),
        ("President Ana Soto of Chile spoke in Norway.", "President", "state:cl"),
        ("Kenya fined the firm. It was praised by Interior Minister Ana Soto.", "Interior Minister", "state:ke"),
        ("A court in Lima, Peru, heard former president Juan Soto.", "former president", "state:pe"),
        ("Chile thanked Norwegian president Jan Berg and finance minister Eva Dahl.", "finance minister", "state:no"),
    ],
)
def test_an_office_of_state_belongs_to_the_state_that_the_text_implies(
    reader: Reader, text: str, title: str, state: str
) -> None:
    read = reader(text)
    assert [read.key(r.organisation) for r in read.extraction.roles if r.title == title] == [state]


def test_two_presidents_in_one_text_are_not_of_one_state(reader: Reader) -> None:
    read = reader("After President Ana Soto refused, Norwegian President Jan Berg spoke of Chile.")
    assert [read.key(r.organisation) for r in read.extraction.roles] == ["state:cl", "state:no"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kenya's Interior Minister Ana Soto spoke.", "Interior Minister"),
        ("US Secretary of State Maria Lopez spoke.", "Secretary of State"),
        ("The United Nations spoke. Its envoy, Jan Berg, left the port.", "envoy"),
    ],
)
def test_a_title_is_whole_and_nothing_but_the_title(reader: Reader, text: str, title: str) -> None:
    assert [r.title for r in reader(text).extraction.roles] == [title]


@pytest.mark.parametrize(
    ("text", "member", "owner"),
    [
        ("Chile's National Assembly met on Monday.", "National Assembly", "Chile"),
        ("The military of South Korea left the island.", "military", "South Korea"),
        ("Prosecutors in Kenya charged the man.", "Prosecutors in Kenya", "Kenya"),
        ("A court in Chile freed two guards.", "court in Chile", "Chile"),
        ("The army expelled citizens of Brazil, Chile and Peru.", "citizens of Brazil, Chile and Peru", "Peru"),
        ("Latvia said that its border guards had left.", "border guards", "Latvia"),
        ("A Chilean soldier was hurt.", "Chilean soldier", "Chile"),
    ],
)
def test_a_body_belongs_to_the_state_beside_it(reader: Reader, text: str, member: str, owner: str) -> None:
    read = reader(text)
    names = {actor.id: actor.name for actor in read.extraction.actors}
    assert (read.mention(member).actor, owner) in [(a.member, names[a.of]) for a in read.extraction.affiliations]


def test_a_civilian_belongs_to_no_state(reader: Reader) -> None:
    assert reader("A Syrian woman and two Haitian nationals were hurt.").extraction.affiliations == ()


def test_who_heads_a_body_belongs_to_it(reader: Reader) -> None:
    read = reader("Norway praised Maria Lopez, who heads the Kenyan navy.")
    names = {actor.id: actor.name for actor in read.extraction.actors}
    assert ("Maria Lopez", "Kenyan navy") in [(names[a.member], names[a.of]) for a in read.extraction.affiliations]
