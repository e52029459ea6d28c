"""The tables of states, bodies and places: complete, consistent, and read as they are printed."""

from collections import defaultdict

import pytest

from index.gazetteer import bodies, doubtful, forms, normalised, places, shared, states, table_actor
from index.model import ActorClass, MentionKind

NAME, ACRONYM, DEMONYM, METONYM = MentionKind.NAME, MentionKind.ACRONYM, MentionKind.DEMONYM, MentionKind.METONYM
LIVING = [state for state in states() if not state.historical]
EVERYONE = (*states(), *bodies(), *places())


def test_all_members_of_the_united_nations_and_six_others_are_listed() -> None:
    assert len(LIVING) == 193 + len({"va", "ps", "tw", "xk", "ck", "nu"})


def test_keys_are_unique_and_say_their_class() -> None:
    keys = [actor.key for actor in EVERYONE]
    assert len(keys) == len(set(keys))
    assert {actor.cls for actor in states()} == {ActorClass.STATE}
    assert {actor.cls for actor in bodies()} == {ActorClass.ORGANISATION}
    assert {actor.cls for actor in places()} == {ActorClass.PLACE}


def test_state_keys_are_two_lower_case_letters() -> None:
    assert all(len(state.key) == 8 and state.key[6:].isalpha() and state.key.islower() for state in states())


@pytest.mark.parametrize("state", LIVING, ids=lambda state: state.key)
def test_every_living_state_has_a_demonym_and_a_capital(state) -> None:
    assert state.capitals
    assert state.demonyms or state.key == "state:va", "only the Vatican has no word for its people"


def test_historical_states_have_no_capital_so_that_moscow_is_russia_alone() -> None:
    assert {state.name for state in states() if state.historical} == {
        "Soviet Union",
        "Yugoslavia",
        "East Germany",
        "Czechoslovakia",
    }
    assert not any(state.capitals for state in states() if state.historical)


def test_no_two_actors_claim_one_form_unless_it_is_listed_as_shared() -> None:
    claims = defaultdict(set)
    for surface, readings in forms().items():
        claims[surface] |= {reading.key for reading in readings}
    twice = {surface: keys for surface, keys in claims.items() if len(keys) > 1}
    assert twice == {surface: set(keys) for surface, keys in shared().items()}


def test_every_doubtful_form_is_in_the_tables() -> None:
    assert set(doubtful()) <= set(forms())


def test_every_owner_is_in_the_tables() -> None:
    assert all(table_actor(actor.of) for actor in EVERYONE if actor.of)


def test_no_form_is_empty_padded_or_written_with_curly_apostrophes() -> None:
    for surface in forms():
        assert surface == normalised(surface).strip() != ""
        assert "  " not in surface


def test_no_actor_lists_one_form_twice() -> None:
    for actor in EVERYONE:
        listed = [actor.name, *actor.names, *actor.acronyms, *actor.demonyms]
        assert len(listed) == len(set(listed)), actor.key


def test_demonyms_begin_with_a_capital_letter_except_ni_vanuatu() -> None:
    small = {word for actor in EVERYONE for word in actor.demonyms if not word[0].isupper()}
    assert {word.split()[0] for word in small} <= {"ni-Vanuatu", "eastern", "western", "sub-Saharan"}


@pytest.mark.parametrize(
    ("surface", "key", "kind"),
    [
        ("United States", "state:us", NAME),
        ("United States of America", "state:us", NAME),
        ("America", "state:us", NAME),
        ("US", "state:us", ACRONYM),
        ("U.S.", "state:us", ACRONYM),
        ("USA", "state:us", ACRONYM),
        ("Americans", "state:us", DEMONYM),
        ("Washington", "state:us", METONYM),
        ("White House", "state:us", METONYM),
        ("Russian Federation", "state:ru", NAME),
        ("Russians", "state:ru", DEMONYM),
        ("Moscow", "state:ru", METONYM),
        ("Kremlin", "state:ru", METONYM),
        ("Kyiv", "state:ua", METONYM),
        ("Kiev", "state:ua", METONYM),
        ("Ukrainians", "state:ua", DEMONYM),
        ("People's Republic of China", "state:cn", NAME),
        ("PRC", "state:cn", ACRONYM),
        ("Beijing", "state:cn", METONYM),
        ("Democratic People's Republic of Korea", "state:kp", NAME),
        ("DPRK", "state:kp", ACRONYM),
        ("North Koreans", "state:kp", DEMONYM),
        ("Pyongyang", "state:kp", METONYM),
        ("ROK", "state:kr", ACRONYM),
        ("Seoul", "state:kr", METONYM),
        ("Blue House", "state:kr", METONYM),
        ("Islamic Republic of Iran", "state:ir", NAME),
        ("Tehran", "state:ir", METONYM),
        ("Jerusalem", "state:il", METONYM),
        ("Israelis", "state:il", DEMONYM),
        ("Palestinians", "state:ps", DEMONYM),
        ("Taipei", "state:tw", METONYM),
        ("Britain", "state:gb", NAME),
        ("Britons", "state:gb", DEMONYM),
        ("UK", "state:gb", ACRONYM),
        ("Downing Street", "state:gb", METONYM),
        ("Whitehall", "state:gb", METONYM),
        ("Türkiye", "state:tr", NAME),
        ("Ankara", "state:tr", METONYM),
        ("UAE", "state:ae", ACRONYM),
        ("Emirati", "state:ae", DEMONYM),
        ("Burma", "state:mm", NAME),
        ("Quai d'Orsay", "state:fr", METONYM),
        ("EU", "body:eu", ACRONYM),
        ("UN Security Council", "body:un-security-council", NAME),
        ("NATO", "body:nato", NAME),
        ("IAEA", "body:iaea", ACRONYM),
        ("Pentagon", "body:us-defense-department", METONYM),
        ("State Department", "body:us-state-department", NAME),
        ("US State Department", "body:us-state-department", NAME),
        ("U.S. State Department", "body:us-state-department", NAME),
        ("US Department of Defense", "body:us-defense-department", NAME),
        ("United States Department of Defense", "body:us-defense-department", NAME),
        ("Iranian Revolutionary Guard Corps", "body:irgc", NAME),
        ("US Congress", "body:us-congress", NAME),
        ("US National Security Council", "body:us-nsc", NAME),
        ("Russian State Duma", "body:state-duma", NAME),
        ("Knesset", "body:knesset", NAME),
        ("Houthi", "body:houthis", DEMONYM),
        ("KCNA", "body:kcna", ACRONYM),
        ("Crimea", "place:crimea", NAME),
        ("Latin American", "place:latin-america", DEMONYM),
    ],
)
def test_a_printed_form_stands_for(surface: str, key: str, kind: MentionKind) -> None:
    assert [(form.key, form.kind) for form in forms()[surface]] == [(key, kind)]


@pytest.mark.parametrize("surface", ["us", "Us", "who", "Who", "kyiv", "turkey", "male", "Male", "GB", "car"])
def test_ordinary_words_are_no_forms(surface: str) -> None:
    assert surface not in forms()


def test_a_capital_is_marked_as_a_city_and_a_seat_is_not() -> None:
    assert forms()["Moscow"][0].city
    assert not forms()["Kremlin"][0].city


def test_a_city_state_is_a_name_first_and_a_city_too() -> None:
    (singapore,) = forms()["Singapore"]
    assert singapore.kind is NAME
    assert singapore.city


def test_shared_forms_give_the_likelier_actor_first() -> None:
    assert [form.key for form in forms()["Korean"]] == ["state:kr", "state:kp"]
    assert [form.key for form in forms()["Congo"]] == ["state:cd", "state:cg"]


def test_doubtful_forms_are_marked() -> None:
    assert forms()["Jordan"][0].doubtful
    assert not forms()["Jordanian"][0].doubtful


def test_curly_apostrophes_are_looked_up_straight_at_the_same_length() -> None:
    printed = "Democratic People’s Republic of Korea"
    assert forms()[normalised(printed)][0].key == "state:kp"
    assert len(normalised(printed)) == len(printed)


def test_news_media_are_flagged() -> None:
    media = {body.name for body in bodies() if body.medium}
    assert {"Reuters", "Associated Press", "Korean Central News Agency", "TASS", "Xinhua", "BBC"} <= media
    assert len(media) >= 80
    assert "NATO" not in media


def test_national_bodies_name_their_state() -> None:
    owners = {body.name: body.of for body in bodies()}
    assert owners["US State Department"] == "state:us"
    assert owners["Israel Defense Forces"] == "state:il"
    assert owners["Islamic Revolutionary Guard Corps"] == "state:ir"
    assert owners["UN Security Council"] == "body:un"


def test_an_unknown_key_is_none() -> None:
    assert table_actor("state:zz") is None
