"""Names: what the tables know, what the model proposes, and one text that agrees with itself."""

from __future__ import annotations

import pytest
from what_was_read import Reader

from index.model import ActorClass, MentionKind

NAME, ACRONYM, METONYM = MentionKind.NAME, MentionKind.ACRONYM, MentionKind.METONYM
DEMONYM, EMBEDDED = MentionKind.DEMONYM, MentionKind.EMBEDDED


@pytest.mark.parametrize(
    ("text", "words", "key", "kind"),
    [
        ("Norway signed the pact.", "Norway", "state:no", NAME),
        ("The DPRK signed the pact.", "DPRK", "state:kp", ACRONYM),
        ("The U.S. signed the pact.", "U.S.", "state:us", ACRONYM),
        ("Great Britain signed the pact.", "Great Britain", "state:gb", NAME),
        ("The Democratic Republic of the Congo signed.", "Democratic Republic of the Congo", "state:cd", NAME),
        ("Norwegian timber is dear.", "Norwegian", "state:no", DEMONYM),
        ("South Korean timber is dear.", "South Korean", "state:kr", DEMONYM),
        ("NATO signed the pact.", "NATO", "body:nato", ACRONYM),
        ("The European Union signed the pact.", "European Union", "body:eu", NAME),
        ("The UN Security Council met.", "UN Security Council", "body:un-security-council", NAME),
        ("Hamas signed the pact.", "Hamas", "body:hamas", NAME),
        ("The US State Department praised the vote.", "US State Department", "body:us-state-department", NAME),
        ("The People’s Republic of China signed.", "People’s Republic of China", "state:cn", NAME),
    ],
)
def test_a_form_of_the_tables_is_its_actor(reader: Reader, text: str, words: str, key: str, kind: MentionKind) -> None:
    read = reader(text)
    assert read.actor_of(words) == key
    if key not in {"body:nato"}:  # whether NATO counts as name or acronym is the table's affair
        assert read.kind_of(words) is kind


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Kremlin signed the pact.", "state:ru"),
        ("Downing Street rejected the offer.", "state:gb"),
        ("Moscow rejected the offer.", "state:ru"),
        ("Beijing warned Tokyo against the sale.", "state:cn"),
        ("Kyiv denied the claim.", "state:ua"),
        ("Talks between Moscow and Warsaw have failed.", "state:ru"),
        ("Iran provided Moscow with drones.", "state:ru"),
        ("The aid to Kyiv was cut.", "state:ua"),
        ("A pro-Beijing candidate won.", "state:cn"),
    ],
)
def test_a_seat_or_a_capital_that_acts_is_the_government(reader: Reader, text: str, key: str) -> None:
    read = reader(text)
    assert (key, "metonym") in {(actor, kind) for _, actor, kind in read.mentions}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Officials in Moscow met the delegation.", "Moscow"),
        ("A delegation travelled to Beijing on Monday.", "Beijing"),
        ("Rebels attacked Khartoum at dawn.", "Khartoum"),
        ("The blast near Kabul killed two.", "Kabul"),
        ("Warsaw, Poland, will host the talks.", "Warsaw"),
        ("The mayors of Kyiv opened the bridge.", "Kyiv"),
        ("The ferry is late for Jakarta.", "Jakarta"),
        ("She runs the London branch of a bakery.", "London"),
        ("A balloon was seen over Abu Dhabi.", "Abu Dhabi"),
        ("Rebels reached the capital, Mogadishu.", "Mogadishu"),
    ],
)
def test_a_capital_where_something_happens_is_a_place(reader: Reader, text: str, words: str) -> None:
    read = reader(text)
    actor = next(a for a in read.extraction.actors if a.id == read.mention(words).actor)
    assert actor.cls is ActorClass.PLACE
    assert read.kind_of(words) is NAME


def test_acronyms_are_told_from_words_by_their_capitals(reader: Reader) -> None:
    read = reader("Norway told us that the US and who knows who else had left. It said so.")
    assert read.at("us") == []
    assert read.at("US") == ["state:us"]
    assert read.at("who") == []


def test_a_state_inside_the_name_of_its_department_is_not_who_acts(reader: Reader) -> None:
    for text in ("The US State Department praised the vote.", "The French Defense Ministry praised the vote."):
        states = {(words, kind) for words, key, kind in reader(text).mentions if key.startswith("state:")}
        assert states <= {("US", "embedded"), ("French", "embedded")}
        assert all(said.speakers not in {"United States", "France"} for said in reader(text).said)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jordan Hayes met the king.", "person:jordan hayes"),
        ("Chad Brown met the king.", "person:chad brown"),
        ("Israel Katz met the king.", "person:israel katz"),
    ],
)
def test_a_state_or_city_inside_a_persons_name_is_no_mention(reader: Reader, text: str, name: str) -> None:
    assert {key for _, key, _ in reader(text).mentions if not key.startswith("group")} == {name}


def test_people_of_a_state_are_a_group_and_not_the_state(reader: Reader) -> None:
    read = reader("Kenyans cheered in the streets. Kenyan farmers cheered too. Britons and Georgians voted.")
    for people in ("Kenyans", "Britons", "Georgians"):
        assert read.actor_of(people).startswith("group:")
    assert read.actor_of("Kenyan") == "state:ke"


def test_articles_honorifics_and_possessives_stay_outside_a_name(reader: Reader) -> None:
    read = reader(
        "Mr. Anders Berg met Dr. Ellen Strand at the Hanseatic Bank. Ellen Strand's bank and the Kremlin's men."
    )
    words = [w for w, _, _ in read.mentions]
    assert {"Ellen Strand", "Kremlin"} <= set(words)
    assert not any(w.startswith(("Mr", "Dr", "the ", "The ")) or w.endswith(("'s", "’s")) for w in words)


def test_a_surname_alone_is_the_person_named_in_full_before(reader: Reader) -> None:
    read = reader("Maria Lopez joined the talks in Oslo. Lopez left early. Reporters followed Lopez home.")
    assert [key for words, key, _ in read.mentions if "Lopez" in words] == ["person:maria lopez"] * 3


def test_a_surname_before_the_full_name_is_the_same_person(reader: Reader) -> None:
    read = reader("Osborne praises the army\n\nNed Osborne praised the army on Friday. Osborne then left.")
    assert [key for words, key, _ in read.mentions if "Osborne" in words] == ["person:ned osborne"] * 3


def test_two_people_with_one_surname_stay_two(reader: Reader) -> None:
    read = reader("Maria Lopez met Carlos Lopez. Maria Lopez left. Carlos Lopez stayed.")
    assert [key for words, key, _ in read.mentions if "Lopez" in words] == [
        "person:maria lopez",
        "person:carlos lopez",
        "person:maria lopez",
        "person:carlos lopez",
    ]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Donald J. Trump", "Donald Trump"),
        ("Kim Jong Un", "Kim"),
        ("Anna Maria Berg", "Berg"),
        ("Mohammed bin Salman", "bin Salman"),
    ],
)
def test_a_shorter_form_of_a_name_is_the_same_person(reader: Reader, full: str, short: str) -> None:
    read = reader(f"{full} opened the port on Friday. Later {short} left the town.")
    people = [key for words, key, _ in read.mentions if key.startswith("person:")]
    assert len(people) == 2
    assert len(set(people)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr Anders Berg and Dr. Ellen Strand arrived.", "Anders Berg"),
        ("Judge Amy Berman Jackson met President Enrique Pena Nieto.", "Amy Berman Jackson"),
    ],
)
def test_a_name_that_the_model_cut_is_whole(reader: Reader, text: str, words: str) -> None:
    assert reader(text).actor_of(words) == f"person:{words.casefold()}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Secretary of State Joan Miller left.", "State"),
        ("The ship left at 04:00 UTC and Norway paid.", "UTC"),
    ],
)
def test_a_word_of_a_title_or_an_hour_names_nobody(reader: Reader, text: str, words: str) -> None:
    assert reader(text).at(words) == []


@pytest.mark.parametrize(
    ("text", "words", "cls"),
    [
        ("Shelling hit the village of Jaramana on Monday.", "village of Jaramana", ActorClass.PLACE),
        ("Rebels are in Walikale, North Kivu, again.", "Walikale", ActorClass.PLACE),
        ("The gas firm Nordgaz stopped.", "Nordgaz", ActorClass.ORGANISATION),
        ("The raid on Tartus Governorate failed.", "Tartus Governorate", ActorClass.PLACE),
        ("Shells fell on Odesa.", "Odesa", ActorClass.PLACE),
        ("Norway seized the chip manufacturer Nexperia.", "Nexperia", ActorClass.ORGANISATION),
        ("Rain fell on Central Lampung Regency for days.", "Central Lampung Regency", ActorClass.PLACE),
        ("It shot down Vorland Airlines Flight 8243.", "Vorland Airlines Flight 8243", ActorClass.WEAPON),
        ("Drones hit the carrier USS Harry S. Truman.", "USS Harry S. Truman", ActorClass.WEAPON),
    ],
)
def test_the_words_beside_a_name_say_what_it_is(reader: Reader, text: str, words: str, cls: ActorClass) -> None:
    read = reader(text)
    assert next(a for a in read.extraction.actors if a.id == read.mention(words).actor).cls is cls


def test_a_constitution_is_no_organisation(reader: Reader) -> None:
    read = reader("The United States Constitution and Twitter differ.")
    classes = {a.name: a.cls for a in read.extraction.actors}
    assert classes["United States Constitution"] is ActorClass.EVENT
    assert classes["Twitter"] is ActorClass.ORGANISATION


def test_a_creed_that_only_describes_is_no_actor(reader: Reader) -> None:
    assert reader("Islamic militants left.").at("Islamic") == []


def test_one_surname_of_two_people_goes_by_its_form_of_address(reader: Reader) -> None:
    read = reader("Hillary Clinton spoke. Bill Clinton signed the pact. Mrs. Clinton left. Mr. Clinton stayed.")
    assert read.actor_of("Clinton", 1) == "person:hillary clinton"
    assert read.actor_of("Clinton", 2) == "person:bill clinton"


def test_a_surname_alone_is_the_person_who_bears_it_most(reader: Reader) -> None:
    read = reader("Carlos Lopez spoke. Lopez met Ned Osborne. Lopez left. Maria Lopez, his wife, fell ill. Lopez wept.")
    assert read.actor_of("Lopez", 3) == "person:carlos lopez"


def test_a_place_inside_another_name_is_no_mention(reader: Reader) -> None:
    assert reader("The Atlantic Council met in Oslo.").at("Atlantic") == []


def test_a_surname_in_square_brackets_is_the_person(reader: Reader) -> None:
    read = reader("President Trump spoke. “I told [Trump] so,” wrote Paul Grant.")
    assert read.actor_of("Trump", 2) == read.actor_of("Trump", 1)


def test_a_pope_is_no_one_who_has_that_name_among_others(reader: Reader) -> None:
    read = reader("Cardinal Robert Francis Prevost met Pope Francis.")
    assert read.actor_of("Francis") == "person:francis"


def test_a_surname_that_is_an_ordinary_word_is_told_by_its_place(reader: Reader) -> None:
    read = reader("Prime Minister Theresa May met Paul Grant. May has left Oslo. Grant may follow.")
    assert read.actor_of("May") == "person:theresa may"
    assert read.at("may") == []


def test_an_acronym_in_brackets_is_the_actor_named_before_it_and_again_later(reader: Reader) -> None:
    read = reader("The Northern River Alliance (NRA) signed a truce. The NRA later left. “NRA men fled,” said Norway.")
    assert read.actor_of("NRA", 1) == read.actor_of("Northern River Alliance")
    assert read.actor_of("NRA", 2) == read.actor_of("Northern River Alliance")
    assert read.kind_of("NRA", 2) is ACRONYM


def test_a_bracket_after_a_name_that_is_no_acronym_defines_nothing(reader: Reader) -> None:
    read = reader("Maria Lopez (Lima) met Juan Perez (centre). Lima is hot.")
    assert read.actor_of("Lima", 2) != "person:maria lopez"


def test_one_string_has_one_class_in_a_text(reader: Reader) -> None:
    read = reader(
        "Vorland Energy sold gas. The Vorland Energy board met. Vorland Energy fell. Shares of Vorland Energy rose."
    )
    classes = {a.cls for a in read.extraction.actors if a.key.endswith("vorland energy")}
    assert len(classes) == 1


def test_one_state_has_one_actor_whatever_it_is_called(reader: Reader) -> None:
    read = reader("North Korea fired a rocket. The DPRK said so. Pyongyang warned Seoul. North Korean TV was off.")
    assert len([a for a in read.extraction.actors if a.key == "state:kp"]) == 1
    assert [words for words, key, _ in read.mentions if key == "state:kp"] == [
        "North Korea",
        "DPRK",
        "Pyongyang",
        "North Korean",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru fired cruise missiles at the depot.", "cruise missiles"),
        ("Peru bought two battle tanks.", "battle tanks"),
        ("Peru sent artillery shells by train.", "artillery shells"),
        ("Peru shot down a drone.", "drone"),
    ],
)
def test_a_weapon_is_a_mention_without_its_number(reader: Reader, text: str, words: str) -> None:
    assert reader(text).actor_of(words).startswith("weapon:")


@pytest.mark.parametrize(
    ("text", "words", "owner"),
    [
        ("Iranian jets bombed the depot.", "Iranian jets", "state:ir"),
        ("United Arab Emirates (UAE) warplanes hit it.", "United Arab Emirates (UAE) warplanes", "state:ae"),
        ("Planes bombed the depot.", "Planes", None),
    ],
)
def test_planes_and_ships_of_a_state_or_in_an_attack_are_weapons(
    reader: Reader, text: str, words: str, owner: str | None
) -> None:
    read = reader(text)
    assert read.actor_of(words).startswith("weapon:")
    assert {of for _, of in read.affiliations} == ({owner} if owner else set())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The planes carried tourists.", "planes"),
        ("It ended the arms race.", "arms"),
        ("A think tank said so.", "tank"),
    ],
)
def test_a_word_of_peace_is_no_weapon(reader: Reader, text: str, words: str) -> None:
    assert reader(text).at(words) == []


def test_singular_and_plural_of_a_weapon_are_one_actor(reader: Reader) -> None:
    read = reader("Peru shot down a drone. Peru bought drones.")
    assert read.actor_of("drone") == read.actor_of("drones")


def test_an_actor_carries_the_tables_name_or_the_fullest_form(reader: Reader) -> None:
    read = reader("The DPRK fired a rocket. Lopez left. Maria Lopez said so.")
    names = {a.key: a.name for a in read.extraction.actors}
    assert names["state:kp"] == "North Korea"
    assert names["person:maria lopez"] == "Maria Lopez"
