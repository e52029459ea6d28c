"""Events: who did what to whom, from every shape in which news tells it."""

from __future__ import annotations

import pytest
from what_was_read import Reader

from index.extraction.lexicons.predicates import predicates
from index.model import Event

ROOTS = frozenset(
    {
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
        *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    }
)


def told(reader: Reader, text: str) -> set[tuple[str, str, str]]:
    """Subjects, root and objects of each event, printed."""
    read = reader(text)
    names = {actor.id: actor.name for actor in read.extraction.actors}

    def printed(ends: tuple[str, ...]) -> str:
        return " + ".join(sorted(names[end] for end in ends))

    return {(printed(e.subjects), e.root, printed(e.objects)) for e in read.extraction.events}


def one(reader: Reader, text: str, root: str) -> Event:
    """The one event with this root."""
    found = [event for event in reader(text).extraction.events if event.root == root]
    assert len(found) == 1, told(reader, text)
    return found[0]


def shape(*cases: tuple[str, str, str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "subjects", "root", "objects"), cases)


@shape(
    ("Chad attacked Sudan on Monday.", "Chad", "ASSAULT", "Sudan"),
    ("France supplied Ukraine with air defence missiles.", "France", "AID", "Ukraine"),
    ("France sent tanks to Ukraine.", "France", "AID", "Ukraine"),
    ("Norway gave Kenya an icebreaker.", "Norway", "AID", "Kenya"),
    ("Spain expelled two Russian diplomats.", "Spain", "SANCTION", "Russian diplomats"),
    ("Norway praised Finland.", "Norway", "SUPPORT", "Finland"),
    ("Officials said Iran had armed the Houthis.", "Iran", "AID", "Houthis"),
    ("Peru violated Bolivian airspace.", "Peru", "ASSAULT", "Bolivia"),
)
def test_in_the_active_voice_the_subject_acts(
    reader: Reader, text: str, subjects: str, root: str, objects: str
) -> None:
    assert (subjects, root, objects) in told(reader, text)


@shape(
    ("Sudan was attacked by Chad on Monday.", "Chad", "ASSAULT", "Sudan"),
    ("Sudan was attacked on Monday.", "", "ASSAULT", "Sudan"),
    ("Ukraine was supplied with tanks by France.", "France", "AID", "Ukraine"),
    ("Sanctions were imposed on Belarus by the European Union.", "European Union", "SANCTION", "Belarus"),
    ("Lena Brandt, detained by Serbia in May, is ill.", "Serbia", "COERCE", "Lena Brandt"),
    ("Lena Brandt was shot dead by a gunman.", "gunman", "ASSAULT", "Lena Brandt"),
)
def test_in_the_passive_voice_who_acts_stands_behind_by_or_nowhere(
    reader: Reader, text: str, subjects: str, root: str, objects: str
) -> None:
    assert (subjects, root, objects) in told(reader, text)


@shape(
    ("Ukraine received tanks from Germany.", "Germany", "AID", "Ukraine"),
    ("Ukraine bought missiles from Sweden.", "Sweden", "COOPERATE", "Ukraine"),
    ("Bolivia faces sanctions from Brazil.", "Brazil", "SANCTION", "Bolivia"),
    ("The banker Lena Brandt now faces arrest.", "", "COERCE", "Lena Brandt"),
)
def test_converse_words_turn_the_ends_round(reader: Reader, text: str, subjects: str, root: str, objects: str) -> None:
    assert (subjects, root, objects) in told(reader, text)


@shape(
    ("The Russian army carried out missile strikes on Kharkiv.", "Russian army", "ASSAULT", "Kharkiv"),
    ("The European Union imposed sanctions on Belarus.", "European Union", "SANCTION", "Belarus"),
    ("Soldiers opened fire on protesters in Khartoum.", "Soldiers", "ASSAULT", "protesters"),
    ("Police used tear gas against protesters.", "Police", "ASSAULT", "protesters"),
    ("Zambia lifted sanctions on Zimbabwe.", "Zambia", "CONCEDE", "Zimbabwe"),
    ("Iran and Iraq held talks in Baghdad.", "Iran + Iraq", "CONSULT", ""),
    ("China and Japan signed an agreement.", "China + Japan", "AGREE", ""),
    ("Peru and Chile restored diplomatic relations.", "Chile + Peru", "COOPERATE", ""),
    ("Peru sent troops to Haiti.", "Peru", "MOBILIZE", "Haiti"),
)
def test_a_light_verb_leaves_the_event_to_its_noun(
    reader: Reader, text: str, subjects: str, root: str, objects: str
) -> None:
    assert (subjects, root, objects) in told(reader, text)
    assert len(told(reader, text)) == 1


@shape(
    ("Turkish air strikes against Syria continued on Monday.", "Turkey", "ASSAULT", "Syria"),
    ("The attack by Chad on Sudan lasted a day.", "Chad", "ASSAULT", "Sudan"),
    ("Chad's invasion of Sudan lasted a day.", "Chad", "ASSAULT", "Sudan"),
    ("Talks between Armenia and Azerbaijan resumed.", "Armenia + Azerbaijan", "CONSULT", ""),
    ("Norway's talks with Kenya resumed.", "Kenya + Norway", "CONSULT", ""),
    ("The trial of Lena Brandt began.", "", "COERCE", "Lena Brandt"),
    ("Lena Brandt's arrest shocked the town.", "", "COERCE", "Lena Brandt"),
)
def test_a_noun_has_its_ends_in_its_own_phrase(
    reader: Reader, text: str, subjects: str, root: str, objects: str
) -> None:
    assert (subjects, root, objects) in told(reader, text)


@shape(
    ("Poland condemned Belarus for jailing Lena Brandt.", "Belarus", "COERCE", "Lena Brandt"),
    ("Kenya urged Sudan to attack Chad.", "Sudan", "ASSAULT", "Chad"),
    ("The United States threatened to attack Iran.", "United States", "ASSAULT", "Iran"),
    ("Russia is ready to hold talks with Ukraine.", "Russia + Ukraine", "CONSULT", ""),
    ("Peru rejected an offer by Chile to withdraw its troops.", "Chile", "RETREAT", ""),
    ("Kenya issued a statement accusing Sudan of lying.", "Kenya", "ACCUSE", "Sudan"),
    ("Kyiv blamed Moscow for the attack.", "Russia", "ASSAULT", ""),
    ("Hamas claimed responsibility for the attack on Israel.", "Hamas", "ASSAULT", "Israel"),
    ("Chad, which attacked Sudan, is poor.", "Chad", "ASSAULT", "Sudan"),
    ("Russian drones struck the port of Odesa.", "Russia", "ASSAULT", "Odesa"),
    ("US drone strikes killed Ali Hassan in Yemen.", "United States", "ASSAULT", "Ali Hassan"),
)
def test_who_acts_is_found_through_the_words_above(
    reader: Reader, text: str, subjects: str, root: str, objects: str
) -> None:
    assert (subjects, root, objects) in told(reader, text)


@shape(
    ("Chad and Mali attacked Sudan.", "Chad + Mali", "ASSAULT", "Sudan"),
    ("Chad attacked Sudan and Mali.", "Chad", "ASSAULT", "Mali + Sudan"),
    ("Police arrested and deported Lena Brandt.", "Police", "COERCE", "Lena Brandt"),
    ("Poland accused Belarus, along with Russia, of theft.", "Poland", "ACCUSE", "Belarus + Russia"),
    ("Iran met with Iraq and Syria.", "Iran + Iraq + Syria", "CONSULT", ""),
)
def test_joined_words_share_their_ends(reader: Reader, text: str, subjects: str, root: str, objects: str) -> None:
    assert (subjects, root, objects) in told(reader, text)


@shape(
    ("Kenya demanded that Sudan leave.", "Kenya", "REQUEST", "Sudan"),
    ("Kenya urged Sudan to leave.", "Kenya", "REQUEST", "Sudan"),
    ("Britain called Syria a rogue state.", "United Kingdom", "ACCUSE", "Syria"),
    ("The United States threatened to attack Iran.", "United States", "THREATEN", "Iran"),
    ("Peru rejected an offer by Chile.", "Peru", "REJECT", "Chile"),
    ("Chile made an offer. Peru rejected Chile's offer.", "Peru", "REJECT", "Chile"),
    ("Poland accused Belarus of smuggling. Belarus denied the accusation.", "Belarus", "REJECT", "Poland"),
    ("Poland accused Belarus of smuggling, which Belarus denied.", "Belarus", "REJECT", "Poland"),
    ("Belarus denied any involvement in the fire.", "Belarus", "REJECT", ""),
    ("Poland withdrew from the treaty with Belarus.", "Poland", "REJECT", "Belarus"),
    ("The North Korean missile launch was condemned by South Korea.", "South Korea", "ACCUSE", "North Korea"),
)
def test_a_speech_act_has_an_addressee(reader: Reader, text: str, subjects: str, root: str, objects: str) -> None:
    assert (subjects, root, objects) in told(reader, text)


def test_mutual_violence_is_an_event_each_way(reader: Reader) -> None:
    found = told(reader, "Armenia clashed with Azerbaijan near the lake.")
    assert found == {("Armenia", "ASSAULT", "Azerbaijan"), ("Azerbaijan", "ASSAULT", "Armenia")}
    events = reader("Armenia clashed with Azerbaijan near the lake.").extraction.events
    assert len({event.id for event in events}) == 2


def test_what_is_hit_is_an_actor_though_it_has_no_name(reader: Reader) -> None:
    read = reader("Israel bombed a military hospital near Beirut.")
    assert read.actor_of("military hospital") == "place:military hospital"
    assert told(reader, read.text) == {("Israel", "ASSAULT", "military hospital")}


def test_what_is_hit_but_in_no_event_is_no_mention(reader: Reader) -> None:
    assert "military hospital" not in [words for words, _, _ in reader("A military hospital opened.").mentions]


def test_people_who_are_only_counted_are_no_object(reader: Reader) -> None:
    assert told(reader, "Russian shelling killed 12 people.") == {("Russia", "ASSAULT", "")}


@pytest.mark.parametrize(
    ("text", "root", "negated", "status"),
    [
        ("Chad attacked Sudan.", "ASSAULT", False, "asserted"),
        ("Chad did not attack Sudan.", "ASSAULT", True, "asserted"),
        ("No attack on Sudan took place.", "ASSAULT", True, "asserted"),
        ("Chad may attack Sudan.", "ASSAULT", False, "hypothetical"),
        ("Chad will impose sanctions on Sudan.", "SANCTION", False, "hypothetical"),
        ("Chad plans to attack Sudan.", "ASSAULT", False, "hypothetical"),
        ("Chad allegedly attacked Sudan.", "ASSAULT", False, "alleged"),
        ("Potential Chadian sanctions on Sudan worried traders.", "SANCTION", False, "hypothetical"),
    ],
)
def test_negation_and_hedges_stay_with_the_event(
    reader: Reader, text: str, root: str, negated: bool, status: str
) -> None:
    event = one(reader, text, root)
    assert event.negated is negated
    assert str(event.status) == status


def test_an_event_knows_who_tells_it_and_who_denies_it(reader: Reader) -> None:
    read = reader("Poland claims that Belarus attacked Latvia. Belarus denied the claim.")
    event = one(reader, read.text, "ASSAULT")
    assert [read.key(teller) for teller in event.attributed_to] == ["state:pl"]
    assert read.key(event.denied_by) == "state:by"
    assert str(event.status) == "alleged"


def test_an_event_has_the_date_beside_it(reader: Reader) -> None:
    assert one(reader, "Chad attacked Sudan on Monday.", "ASSAULT").date == "2024-05-13"


def test_an_event_has_its_place_and_how_many_it_hit(reader: Reader) -> None:
    read = reader("Police detained 74 journalists in Lima on Monday.")
    event = one(reader, read.text, "COERCE")
    assert event.place == "Lima"
    assert read.of(event.amount) == "74 journalists"


def test_what_was_hit_is_not_also_the_place(reader: Reader) -> None:
    assert one(reader, "Chad carried out a strike in Bangui.", "ASSAULT").place is None


@shape(
    ("Twelve people were killed in a Russian attack on Odesa.", "Russia", "ASSAULT", ""),
    ("Norway fined two Danish firms for arming Sudan.", "Danish firms", "AID", "Sudan"),
    ("Norway imposed sanctions on Peru for arming Sudan.", "Peru", "AID", "Sudan"),
    ("India suspended the water treaty with Pakistan.", "India", "REJECT", "Pakistan"),
    ("Canada withdrew its ambassador from India.", "Canada", "SANCTION", "India"),
    ("The European Union issued a statement condemning Chad.", "European Union", "ACCUSE", "Chad"),
    ("Hungary vetoed a European Union statement condemning Chad.", "European Union", "ACCUSE", "Chad"),
    ("Rwanda denies backing the rebels in Chad.", "Rwanda", "SUPPORT", "rebels"),
)
def test_causes_penalties_and_documents_lead_to_who_acts(
    reader: Reader, text: str, subjects: str, root: str, objects: str
) -> None:
    assert (subjects, root, objects) in told(reader, text)


def test_blame_of_each_other_is_an_event_each_way(reader: Reader) -> None:
    found = told(reader, "Bolivia and Peru blamed each other.")
    assert found == {("Bolivia", "ACCUSE", "Peru"), ("Peru", "ACCUSE", "Bolivia")}


@pytest.mark.parametrize(
    "text",
    [
        "Iran sanctions are a subject of debate.",
        "The minister agreed that the weather was bad.",
        "A strike was called at the port.",
        "Norway signed the guest book.",
        "Peru sent Chile a letter of thanks for nothing but patience, and a birthday card.",
        "Norway refused to attack Finland.",
        "The talks failed.",
    ],
)
def test_without_clear_ends_there_is_no_event_of_force(reader: Reader, text: str) -> None:
    assert {root for _, root, _ in told(reader, text)} <= {"CONSULT", "REJECT"}


def test_each_predicate_has_a_root_a_frame_and_a_word() -> None:
    lexical = predicates()
    rows = {p for table in (lexical.verbs, lexical.nouns, lexical.phrases) for group in table.values() for p in group}
    assert {row.root for row in rows} == ROOTS
    assert {row.frame for row in rows} <= {"act", "at", "transfer", "receive", "mutual", "each", "move"}


@shape(
    ("Four people were killed in a series of Chadian airstrikes.", "Chad", "ASSAULT", ""),
    ("Four people are killed in a Chadian airstrike on a hotel near Sarh.", "Chad", "ASSAULT", "hotel"),
    ("Chadian missile and drone strikes across Sudan kill three people.", "Chad", "ASSAULT", "Sudan"),
    ("Chad fired two rockets targeting a Sudanese military base.", "Chad", "ASSAULT", "Sudanese military base"),
    ("Sudan responded with attacks in Sarh.", "Sudan", "ASSAULT", "Sarh"),
    ("A Chadian drone strike targets an oil refinery.", "Chad", "ASSAULT", "oil refinery"),
    ("Juan Lopez is reported to have been killed in a Chadian attack.", "Chad", "ASSAULT", "Juan Lopez"),
)
def test_an_attack_has_its_doer_and_what_it_hit_through_causes_and_series(
    reader: Reader, text: str, subjects: str, root: str, objects: str
) -> None:
    assert (subjects, root, objects) in told(reader, text)


@shape(
    ("Police open fire on protesters in Lima.", "Police", "ASSAULT", "protesters"),
    ("A court in Lima sentences former president Juan Soto to nine years.", "court", "COERCE", "Juan Soto"),
)
def test_a_headline_verb_that_the_tagger_took_for_a_noun_is_read(
    reader: Reader, text: str, subjects: str, root: str, objects: str
) -> None:
    assert (subjects, root, objects) in told(reader, text)


@shape(
    ("Kenya is negotiating a trade deal with Norway.", "Kenya + Norway", "CONSULT", ""),
    ("Kenyan and Norwegian troops exchange fire near the temple.", "Kenya", "ASSAULT", "Norway"),
    ("Ten died in clashes between a rebel group and the Kenyan army.", "rebel group", "ASSAULT", "Kenyan army"),
    ("Kenya buys fighter jets from Norway.", "Norway", "COOPERATE", "Kenya"),
    ("Kenya and Norway announce a trade deal.", "Kenya + Norway", "AGREE", ""),
    ("Kenya opened the port after talks with the Norwegian government.", "Kenya + Norway", "CONSULT", ""),
    ("Kenya swapped prisoners with Norway.", "Kenya", "CONCEDE", "Norway"),
)
def test_both_parties_of_mutual_events_are_found(
    reader: Reader, text: str, subjects: str, root: str, objects: str
) -> None:
    assert (subjects, root, objects) in told(reader, text)


@shape(
    ("Police arrested 40 people in Lima.", "Police", "COERCE", "people"),
    ("A high court issued an arrest warrant for Juan Lopez.", "high court", "COERCE", "Juan Lopez"),
    ("Norwegian police seized drugs and weapons.", "Norwegian police", "COERCE", ""),
    ("Kenya imposed a curfew on Monday.", "Kenya", "COERCE", ""),
    ("The man was taken into custody on Monday.", "", "COERCE", "man"),
    ("Juan Lopez resigned on Monday.", "Juan Lopez", "RETREAT", ""),
    ("Hamas handed over the town to Egypt.", "Hamas", "CONCEDE", "Egypt"),
    ("Maria Lopez conceded defeat on Monday.", "Maria Lopez", "CONCEDE", ""),
    ("Customs officers denied entry to the drivers.", "Customs officers", "REJECT", "drivers"),
    ("Norway warned that the port could close.", "Norway", "THREATEN", ""),
    ("The parliament votes to lift sanctions on Kenya.", "parliament", "CONCEDE", "Kenya"),
    ("Kenya ordered the army to attack Sudan.", "army", "ASSAULT", "Sudan"),
)
def test_the_ordinary_vocabulary_of_current_events_has_its_roots(
    reader: Reader, text: str, subjects: str, root: str, objects: str
) -> None:
    assert (subjects, root, objects) in told(reader, text)


@shape(
    ("Kenya suspends its planned negotiations with Norway.", "Kenya", "SANCTION", "Norway"),
    ("Kenya suspends its planned negotiations with Norway.", "Kenya + Norway", "CONSULT", ""),
    ("Kenya halted gas supplies to Norway.", "Kenya", "SANCTION", "Norway"),
    ("Kenya lifted the travel ban on Norway.", "Kenya", "CONCEDE", "Norway"),
    ("Kenya imposed a 30% tariff increase on goods from Norway.", "Kenya", "SANCTION", "Norway"),
    ("Norway reopened its embassy in Kenya.", "Kenya + Norway", "COOPERATE", ""),
    ("Norway joins NATO.", "Norway", "COOPERATE", "NATO"),
    ("Kenya sent troops to Norway.", "Kenya", "MOBILIZE", "Norway"),
    ("Kenya contributed 400 troops.", "Kenya", "AID", ""),
    ("Kenya rejected a proposal backed by Norway.", "Kenya", "REJECT", ""),
    ("Kenya rejected a proposal backed by Norway.", "Norway", "SUPPORT", ""),
    ("A judge blocked Juan Lopez's order to close the agency.", "judge", "COERCE", "Juan Lopez"),
    ("Kenya bans the activities of the Green Party.", "Kenya", "COERCE", "Green Party"),
    ("The Norwegian parliament suspended Maria Lopez.", "Norwegian parliament", "COERCE", "Maria Lopez"),
    ("Norwegian police seize 2.4 metric tons of cocaine from a ship.", "Norwegian police", "COERCE", ""),
    ("Kenya denied approval for Juan Lopez to land.", "Kenya", "REJECT", "Juan Lopez"),
    ("Norway withdrew from a military agreement with Kenya.", "Norway", "REJECT", "Kenya"),
    ("The pilot union announced a 48-hour strike.", "pilot union", "PROTEST", ""),
    ("Tens of thousands of people marched in support of Maria Lopez.", "people", "SUPPORT", "Maria Lopez"),
)
def test_verbs_and_nouns_that_go_together_tell_of_an_event(
    reader: Reader, text: str, subjects: str, root: str, objects: str
) -> None:
    assert (subjects, root, objects) in told(reader, text)


@shape(
    ("Juan Lopez, the perpetrator of the killing of Maria Lopez, was held.", "Juan Lopez", "ASSAULT", "Maria Lopez"),
    ("Juan Lopez pleads guilty to the murder of Maria Lopez.", "Juan Lopez", "ASSAULT", "Maria Lopez"),
    ("A court sentenced Juan Lopez for the stabbing of Maria Lopez.", "Juan Lopez", "ASSAULT", "Maria Lopez"),
    ("Juan Lopez was found guilty of the murder of Maria Lopez.", "", "COERCE", "Juan Lopez"),
    ("Juan Lopez was placed under house arrest.", "", "COERCE", "Juan Lopez"),
    ("Juan Lopez stands trial on charges of fraud.", "", "ACCUSE", "Juan Lopez"),
)
def test_culprits_and_convicts_did_the_deed_and_are_held_for_it(
    reader: Reader, text: str, subjects: str, root: str, objects: str
) -> None:
    assert (subjects, root, objects) in told(reader, text)


@shape(
    ("Three officials, including the mayor Maria Lopez, were arrested.", "", "COERCE", "Maria Lopez + officials"),
    ("Chad bombed Nairobi, Kenya.", "Chad", "ASSAULT", "Nairobi"),
    ("Chad strikes several Boko Haram positions in Nigeria.", "Chad", "ASSAULT", "Boko Haram"),
    ("A drone strike from the Kenyan army hit Sarh.", "Kenyan army", "ASSAULT", "Sarh"),
    ("Eleven people were killed in a Chadian attack on Sarh.", "Chad", "ASSAULT", ""),
    ("A Kenyan plan to attack Norway was found.", "Kenya", "ASSAULT", "Norway"),
    ("The army of Kenya claims to have killed Juan Lopez.", "army", "ASSAULT", "Juan Lopez"),
    ("The army of Norway says that rebels lied, accusing Kenya of theft.", "army", "ACCUSE", "Kenya"),
)
def test_ends_are_those_that_the_phrase_means(
    reader: Reader, text: str, subjects: str, root: str, objects: str
) -> None:
    assert (subjects, root, objects) in told(reader, text)


@shape(
    ("Three soldiers were killed in clashes with Norwegian troops.", "Norwegian military", "ASSAULT", "soldiers"),
    ("Kenya announced a ceasefire with Norway.", "Kenya + Norway", "AGREE", ""),
    ("The governments of Kenya and Norway agree to a truce.", "Kenya + Norway", "AGREE", ""),
    ("At least 40 people were arrested, with one employee shot dead.", "", "ASSAULT", "employee"),
    ("Two people were killed in an attack by suspected herders.", "suspected herders", "ASSAULT", ""),
    ("The driver was given a suspended sentence.", "", "COERCE", "driver"),
    ("A court requires Juan Lopez to surrender his passport.", "court", "COERCE", "Juan Lopez"),
    ("The Houthis claimed responsibility for targeting two Kenyan ships.", "Houthis", "ASSAULT", "Kenyan ships"),
    ("Juan Lopez, accused of war crimes, left Kenya.", "Juan Lopez", "ASSAULT", ""),
    ("Norway said it would seek extradition from Kenya.", "Norway", "REQUEST", "Kenya"),
    ("Norway protested against Kenyan interference in Norway's elections.", "Kenya", "COERCE", "Norway"),
)
def test_ends_stand_around_the_trigger_too(reader: Reader, text: str, subjects: str, root: str, objects: str) -> None:
    assert (subjects, root, objects) in told(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "The man set himself on fire and injured himself.",
        "The mayor surrendered his passport.",
        "The teacher gave him a week.",
        "Kenya withdrew the motion on Monday.",
        "The officer deployed pepper spray.",
        "The mayor refused to comment.",
        "The ministry neither confirmed nor denied the report.",
        "The mayor received letters from the school.",
        "The town lies in Sudanese-occupied land.",
        "Kenya failed to agree in March.",
        "Men armed with rifles stood near the river.",
        "Juan Lopez questioned his abilities.",
        "Three people died in a shooting in Nairobi, Kenya.",
    ],
)
def test_words_that_only_look_like_events_are_none(reader: Reader, text: str) -> None:
    assert told(reader, text) == set()


def test_an_event_is_never_dated_by_a_duration(reader: Reader) -> None:
    event = one(reader, "A court sentenced Juan Lopez to nine years in prison.", "COERCE")
    assert event.date is None


def test_an_event_that_is_found_twice_with_the_same_ends_is_one(reader: Reader) -> None:
    read = reader(
        "The paper published an article calling for pulling the U.S. imperialist aggressor forces out of South Korea."
    )
    ids = [event.id for event in read.extraction.events if event.predicate == "WITHDRAW"]
    assert len(ids) == 1
