"""Who said what: each shape in which a reporting word takes its content, and where the source stands."""

from __future__ import annotations

import pytest
from what_was_read import Reader, Said

from index.extraction.lexicons.cues import lexicon
from index.model import QuoteType

SHAPES = {
    "clause, with that": (
        "Norway said that the ships had left.",
        Said("Norway", "said", "that the ships had left", "asserted"),
    ),
    "clause, bare": ("Norway said the ships had left.", Said("Norway", "said", "the ships had left", "asserted")),
    "clause, addressed": (
        "Maria Lopez told reporters that the ships had left.",
        Said("Maria Lopez", "told", "that the ships had left", "asserted"),
    ),
    "clause, of a question": (
        "Maria Lopez asked whether the port was closed.",
        Said("Maria Lopez", "asked", "whether the port was closed", "asserted"),
    ),
    "clause, that demands": (
        "Kenya demanded that Chad leave.",
        Said("Kenya", "demanded", "that Chad leave", "asserted"),
    ),
    "clause, alleged": (
        "Kenya claimed that Chad shelled the port.",
        Said("Kenya", "claimed", "that Chad shelled the port", "alleged"),
    ),
    "clause, suspected": (
        "Kenya suspects that Chad shelled the port.",
        Said("Kenya", "suspects", "that Chad shelled the port", "suspected"),
    ),
    "clause, doubted": (
        "Kenya doubts that Chad will keep the truce.",
        Said("Kenya", "doubts", "that Chad will keep the truce", "doubted"),
    ),
    "clause, denied": (
        "Kenya denied that it had shelled the port.",
        Said("Kenya", "denied", "that it had shelled the port", "denied"),
    ),
    "quote, before": (
        "“The ships have left the port,” said Maria Lopez.",
        Said("Maria Lopez", "said", "“The ships have left the port,”", "asserted"),
    ),
    "quote, behind a colon": (
        "Maria Lopez said: “The ships have left the port.”",
        Said("Maria Lopez", "said", "“The ships have left the port.”", "asserted"),
    ),
    "object": (
        "Kenya condemned the attack on the port.",
        Said("Kenya", "condemned", "the attack on the port", "asserted"),
    ),
    "lack": (
        "The police found no link between the fire and the strike.",
        Said("police", "found", "no link between the fire and the strike", "asserted"),
    ),
    "finding": (
        "A poll shows a close race in the north.",
        Said("poll", "shows", "a close race in the north", "asserted"),
    ),
    "likeness": (
        "Maria Lopez compared the mayor to a fox.",
        Said("Maria Lopez", "compared", "the mayor to a fox", "asserted"),
    ),
    "infinitive, wanted": (
        "Norway wants to leave the union.",
        Said("Norway", "wants", "to leave the union", "asserted"),
    ),
    "as, with two names": (
        'Maria Lopez called Juan Perez a "liar" and a thief.',
        Said("Maria Lopez", "called", 'Juan Perez a "liar" and a thief', "asserted"),
    ),
    "as, quoted in part": (
        'Kenya called the test "a clear violation" of the truce.',
        Said("Kenya", "called", 'the test "a clear violation" of the truce', "asserted"),
    ),
    "object, announced": (
        "Kenya announced a truce with Chad.",
        Said("Kenya", "announced", "a truce with Chad", "asserted"),
    ),
    "object, of a passive with agent": (
        "A truce was announced by Kenya.",
        Said("Kenya", "announced", "A truce", "asserted"),
    ),
    "object, rejected by": ("The claim was rejected by Norway.", Said("Norway", "rejected", "The claim", "denied")),
    "infinitive": (
        "Kenya threatened to close the border.",
        Said("Kenya", "threatened", "to close the border", "asserted"),
    ),
    "infinitive, of another": (
        "Kenya urged Chad to close the border.",
        Said("Kenya", "urged", "Chad to close the border", "asserted"),
    ),
    "gerund": (
        "Kenya denied shelling the port.",
        Said("Kenya", "denied", "shelling the port", "denied"),
    ),
    "of": (
        "Kenya accused Chad of shelling the border.",
        Said("Kenya", "accused", "Chad of shelling the border", "alleged"),
    ),
    "of, with for": ("Kenya blamed Chad for the delay.", Said("Kenya", "blamed", "Chad for the delay", "alleged")),
    "of, passive": (
        "Chad was accused by Kenya of shelling the border.",
        Said("Kenya", "accused", "Chad … of shelling the border", "alleged"),
    ),
    "of, sued": ("Kenya sued Chad for theft.", Said("Kenya", "sued", "Chad for theft", "alleged")),
    "as": (
        "Kenya branded the drills as a provocation.",
        Said("Kenya", "branded", "the drills as a provocation", "asserted"),
    ),
    "as, without as": (
        "Kenya called the drills a provocation.",
        Said("Kenya", "called", "the drills a provocation", "asserted"),
    ),
    "against": (
        "Kenya warned against any attack on the port.",
        Said("Kenya", "warned", "against any attack on the port", "asserted"),
    ),
    "for": (
        "Kenya called for an immediate truce.",
        Said("Kenya", "called", "for an immediate truce", "asserted"),
    ),
    "to": ("Kenya pointed to a rise in raids.", Said("Kenya", "pointed", "to a rise in raids", "asserted")),
    "about": (
        "Kenya complained about the raid on the port.",
        Said("Kenya", "complained", "about the raid on the port", "asserted"),
    ),
    "according to, before": (
        "According to Norway, the ships had left the port.",
        Said("Norway", "According to", "the ships had left the port", "asserted"),
    ),
    "a speaker behind whose": (
        "Maria Lopez, whose lawyer said she was abroad, was sentenced to death.",
        Said("lawyer", "said", "she was abroad", "asserted"),
    ),
    "according to, behind": (
        "The ships had left the port, according to Norway.",
        Said("Norway", "according to", "The ships had left the port", "asserted"),
    ),
    "according to, in between": (
        "Kenya, according to Norway, has closed the port.",
        Said("Norway", "according to", "Kenya … has closed the port", "asserted"),
    ),
    "verb behind": ("The ships had left, Norway said.", Said("Norway", "said", "The ships had left", "asserted")),
    "verb in between": (
        "The port, Maria Lopez added, was closed.",
        Said("Maria Lopez", "added", "The port … was closed", "asserted"),
    ),
    "verb in between, behind the subject": (
        "The ships, Norway said, had left the port.",
        Said("Norway", "said", "The ships … had left the port", "asserted"),
    ),
    "quote, around the verb": (
        '"The vote," Maria Lopez said, "was stolen from us by thieves."',
        Said("Maria Lopez", "said", '"The vote," … "was stolen from us by thieves."', "asserted"),
    ),
    "reduced relative": (
        "The truce announced by Kenya ended the fighting.",
        Said("Kenya", "announced", "The truce", "asserted"),
    ),
    "participle": (
        "Kenya signed the pact, saying that the port would reopen.",
        Said("Kenya", "saying", "that the port would reopen", "asserted"),
    ),
    "carried by a statement": (
        "Kenya issued a statement saying that the port was closed.",
        Said("Kenya", "saying", "that the port was closed", "asserted"),
    ),
    "beside a statement": (
        "In a statement, Norway said that the port was closed.",
        Said("Norway", "said", "that the port was closed", "asserted"),
    ),
    "belief": (
        "Maria Lopez believes the port will close.",
        Said("Maria Lopez", "believes", "the port will close", "asserted"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), SHAPES.values(), ids=list(SHAPES))
def test_a_statement_is_read_in_each_shape(reader: Reader, text: str, expected: Said) -> None:
    assert reader(text).said == [expected]


def test_every_shape_of_the_lexicon_has_a_case_above(reader: Reader) -> None:
    shapes = {shape for cue in lexicon().verbs.values() for shape in cue.shapes}
    rules = {
        s.evidence.rule.split(":")[1]
        for text, _ in SHAPES.values()
        for s in reader(text).statements
        if ":" in s.evidence.rule
    }
    assert rules >= shapes


SOURCES = {
    "a relative clause stays outside": (
        "Maria Lopez, who leads the party, said that the vote was stolen.",
        "Maria Lopez",
        "Maria Lopez",
    ),
    "a relative pronoun stands for its noun": (
        "Rain fell on Maria Lopez, who denied the claim.",
        "Maria Lopez",
        "Maria Lopez",
    ),
    "with role and apposition": (
        "Ned Osborne, a spokesman for NATO, said the army had left.",
        "Ned Osborne, a spokesman for NATO",
        "Ned Osborne",
    ),
    "with the role before it": (
        "US State Department spokesperson Carla Mendes said the army had left.",
        "US State Department spokesperson Carla Mendes",
        "Carla Mendes",
    ),
    "two who speak": (
        "Kenya and Peru said that the port was closed.",
        "Kenya and Peru",
        "Kenya + Peru",
    ),
    "two behind the verb": (
        "Kenya has evidence, said Maria Lopez and Juan Perez.",
        "Maria Lopez and Juan Perez",
        "Maria Lopez + Juan Perez",
    ),
    "officials": ("Officials said the port was closed.", "Officials", "Officials"),
    "somebody described": (
        "A senior diplomat said the port was closed.",
        "A senior diplomat",
        "senior diplomat",
    ),
    "a report speaks for its maker": (
        "A report by Norway said that the port was closed.",
        "A report by Norway",
        "Norway",
    ),
    "a department and not its state": (
        "The US State Department said that talks failed.",
        "The US State Department",
        "US State Department",
    ),
    "a pronoun stands for who it means": (
        "Maria Lopez visited Oslo. She said that talks failed.",
        "She",
        "Maria Lopez",
    ),
    "the government is the state": (
        "The Turkish government said that talks failed.",
        "The Turkish government",
        "Turkey",
    ),
    "a capital is the government": ("Moscow said that talks failed.", "Moscow", "Russia"),
}


@pytest.mark.parametrize(("text", "source", "speakers"), SOURCES.values(), ids=list(SOURCES))
def test_the_source_is_the_whole_phrase_and_the_speaker_the_actor(
    reader: Reader, text: str, source: str, speakers: str
) -> None:
    read = reader(text)
    [statement] = read.statements
    assert (read.of(statement.source), read.printed(statement).speakers) == (source, speakers)


@pytest.mark.parametrize(
    "text",
    [
        "Norway closed the port.",
        "Maria Lopez said nothing.",
        "Norway reportedly closed the port.",
        "The disputed islands lie off Peru.",
        "The alleged plan never worked.",
        "Italy sent ships to the port on Monday.",
    ],
)
def test_a_sentence_in_which_nobody_says_anything_has_no_statement(reader: Reader, text: str) -> None:
    assert reader(text).said == []


def test_places_and_weapons_do_not_speak(reader: Reader) -> None:
    for read in reader.all(["The town of Lviv says hello to trains.", "The drone said that it was late."]):
        classes = {a.id: a.cls for a in read.extraction.actors}
        assert all(classes[s] not in {"place", "weapon"} for st in read.statements for s in st.speakers)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Kenya said that the port was closed, dismissing the reports.", "said", "that the port was closed"),
        ("Kenya said the port was closed, while Chad denied the claim.", "said", "the port was closed"),
        ("Kenya said on Monday that the port was closed.", "said", "that the port was closed"),
        ("On Monday, Kenya said that the port was closed.", "said", "that the port was closed"),
        ("Maria Lopez wrote on Facebook that the port was closed.", "wrote", "that the port was closed"),
        ("Speaking on Monday, Maria Lopez said the port was closed.", "said", "the port was closed"),
        ("Maria Lopez, citing a report, said the port was closed.", "said", "the port was closed"),
    ],
)
def test_what_the_reporter_adds_is_cut_from_what_was_said(reader: Reader, text: str, cue: str, content: str) -> None:
    read = reader(text)
    assert read.printed(read.statement(cue)).content == content


def test_a_side_clause_with_its_own_source_is_its_own_statement(reader: Reader) -> None:
    read = reader("Kenya said the port was closed, while Norway denied the claim.")
    assert [s.speakers for s in read.said] == ["Kenya", "Norway"]


def test_according_to_ends_where_somebody_else_speaks(reader: Reader) -> None:
    assert reader("According to Norway, the ships fired first, but Kenya says they were unarmed.").said == [
        Said("Norway", "According to", "the ships fired first", "asserted"),
        Said("Kenya", "says", "they were unarmed", "asserted"),
    ]


def test_a_participle_of_saying_that_comments_shares_the_source(reader: Reader) -> None:
    read = reader("Kenya rejected the plan, accusing Norway of piracy.")
    assert Said("Kenya", "accusing", "Norway of piracy", "alleged") in read.said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya's claim that Norway shelled the port caused anger.",
            Said("Kenya", "claim", "that Norway shelled the port", "alleged"),
        ),
        (
            "There is a report by Norway that the port was closed.",
            Said("Norway", "report", "that the port was closed", "reported"),
        ),
        (
            "Norway repeated its warning that the port would close.",
            Said("Norway", "warning", "that the port would close", "asserted"),
        ),
        (
            "Accusations by Norway that Kenya closed the port spread fast.",
            Said("Norway", "Accusations", "that Kenya closed the port", "alleged"),
        ),
    ],
)
def test_a_noun_of_saying_takes_content_from_its_source(reader: Reader, text: str, expected: Said) -> None:
    assert expected in reader(text).said


@pytest.mark.parametrize(
    "text", ["The claim that the port closed spread fast.", "A warning was heard.", "Norway's claims were many."]
)
def test_a_noun_of_saying_without_source_or_content_is_no_statement(reader: Reader, text: str) -> None:
    assert reader(text).said == []


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Kenya declined to comment on the raid.", "declined to comment", "on the raid"),
        ("Kenya refused to say whether the port was closed.", "refused to say", "whether the port was closed"),
        ("Kenya declined to comment.", "declined", "comment"),
    ],
)
def test_a_refusal_to_speak_is_withheld_and_its_content_is_the_topic(
    reader: Reader, text: str, cue: str, content: str
) -> None:
    assert reader(text).said == [Said("Kenya", cue, content, "withheld")]


@pytest.mark.parametrize("text", ["Kenya would not comment on the raid.", "Kenya has not commented on the raid."])
def test_silence_is_withheld_too(reader: Reader, text: str) -> None:
    [said] = reader(text).said
    assert (said.speakers, said.content, said.status) == ("Kenya", "on the raid", "withheld")


def test_refusing_to_act_is_no_statement(reader: Reader) -> None:
    assert reader("Kenya refused to leave the port.").said == []


def test_a_statement_inside_another_names_it_as_parent(reader: Reader) -> None:
    read = reader("Kenya said that Norway claimed that the port was closed.")
    outer, inner = read.statement("said"), read.statement("claimed")
    assert (inner.parent, outer.parent) == (outer.id, None)
    assert read.printed(outer).content == "that Norway claimed that the port was closed"


def test_a_statement_inside_a_quotation_that_comes_first_has_the_speaker_around_it(reader: Reader) -> None:
    read = reader("“Kenya says the port is closed,” said Maria Lopez.")
    assert read.statement("says").parent == read.statement("said").id


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The ships have left the port,” said Maria Lopez.", QuoteType.DIRECT),
        ("“The ships have left the port”, said Maria Lopez.", QuoteType.DIRECT),
        ("Kenya said the ships “left in a hurry” after the raid.", QuoteType.MIXED),
        ("Kenya said the ships had left.", QuoteType.INDIRECT),
    ],
)
def test_the_quote_type_says_how_much_stands_in_quotation_marks(reader: Reader, text: str, kind: QuoteType) -> None:
    [statement] = reader(text).statements
    assert statement.quote_type is kind


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Maria Lopez told reporters that the ships had left.", "reporters"),
        ("“We will fight,” Maria Lopez told reporters in Lima.", "reporters"),
        ("Maria Lopez said that the ships had left.", None),
        ("Norway told us that the talks went well.", "us"),
    ],
)
def test_to_whom_something_was_said_is_kept(reader: Reader, text: str, addressee: str | None) -> None:
    read = reader(text)
    [statement] = read.statements
    assert read.of(statement.addressee) == addressee


@pytest.mark.parametrize(
    ("text", "cue", "said"),
    [
        ("Kenya said on Monday that the port was closed.", "said", "2024-05-13"),
        ("On Monday, Kenya said that the port was closed.", "said", "2024-05-13"),
        ("“We will fight,” Maria Lopez told reporters on 3 May 2022.", "told", "2022-05-03"),
        ("A truce was announced by Kenya on Monday.", "announced", "2024-05-13"),
        ("Kenya said the raid happened on Monday.", "said", None),
        ("Kenya condemned Monday's attack on the port.", "condemned", None),
        ("Kenya said that the port was closed.", "said", None),
        ("The port closed on Monday. Kenya said that it would reopen.", "said", None),
        ("Kenya said in recent weeks that the port was closed.", "said", None),
    ],
)
def test_a_date_beside_the_cue_dates_the_statement_and_one_in_the_content_does_not(
    reader: Reader, text: str, cue: str, said: str | None
) -> None:
    assert reader(text).statement(cue).said == said


def test_the_same_text_in_two_sentences_gives_two_statements(reader: Reader) -> None:
    read = reader("Norway says talks failed. Kenya says talks failed.")
    assert [s.speakers for s in read.said] == ["Norway", "Kenya"]


HEADINGS = {
    "a state by its acronym": ("US: “Ships left the port”", "United States", "“Ships left the port”"),
    "a person": ("Maria Lopez: Norway closed the port", "Maria Lopez", "Norway closed the port"),
    "a body": ("NATO: “Ships have left the port”", "NATO", "“Ships have left the port”"),
    "a quotation": ("Kenya: “The port is closed.”", "Kenya", "“The port is closed.”"),
    "a transcript, by surname": (
        "Maria Lopez spoke in Lima.\n\nLOPEZ: We will not leave this port.\n\nQ: When?",
        "Maria Lopez",
        "We will not leave this port.",
    ),
    "a line among others": (
        "Port news today\n\nMaria Lopez: Ships have left the port",
        "Maria Lopez",
        "Ships have left the port",
    ),
}


@pytest.mark.parametrize(("text", "speaker", "content"), HEADINGS.values(), ids=list(HEADINGS))
def test_a_heading_with_an_actor_before_the_colon_is_what_it_says(
    reader: Reader, text: str, speaker: str, content: str
) -> None:
    found = [(s.speakers, s.content.rstrip("."), s.status) for s in reader(text).said if s.cue == ":"]
    assert found == [(speaker, content.rstrip("."), "asserted")]


@pytest.mark.parametrize(
    "text",
    [
        "Explained: ships left the port",
        "Note: bring water",
        "US: Ships",
        "The US in numbers: ships left the port",
        "Sudan: Dozens killed as army bombs market",
        "NATO: five things to know",
    ],
)
def test_a_heading_without_a_speaker_or_a_message_is_no_statement(reader: Reader, text: str) -> None:
    assert [s for s in reader(text).said if s.cue == ":"] == []


def test_a_month_before_the_speaker_is_no_part_of_his_name(reader: Reader) -> None:
    read = reader("In December Kirby said that North Korea had provided rockets.")
    (statement,) = read.statements
    assert statement.source is not None
    assert statement.source.of(read.text) == "Kirby"
