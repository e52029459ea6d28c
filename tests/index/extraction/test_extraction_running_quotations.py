"""Quotations over several sentences and paragraphs keep their speaker, and only theirs."""

from __future__ import annotations

from what_was_read import Reader

from index.model import QuoteType


def speakers_of(reader: Reader, text: str, words: str) -> set[str]:
    """Who says the words, whatever statement they stand in."""
    read = reader(text)
    return {read.printed(s).speakers for s in read.statements if any(words in c.of(text) for c in s.content)}


def test_a_quotation_goes_on_behind_the_reporting_clause(reader: Reader) -> None:
    text = "“We will not leave,” Maria Lopez said. “We will fight on for years.”"
    assert speakers_of(reader, text, "fight on") == {"Maria Lopez"}


def test_a_quotation_over_several_sentences_is_one_statement_to_its_last_mark(reader: Reader) -> None:
    text = "Maria Lopez said: “The port is closed. It will stay closed. Nobody will open it again.”"
    [said] = reader(text).said
    assert said.content == "“The port is closed. It will stay closed. Nobody will open it again.”"


def test_a_quotation_left_open_goes_on_in_the_next_paragraph(reader: Reader) -> None:
    text = (
        "Maria Lopez said: “The port is closed for the whole winter.\n\n"
        "“It will stay closed until somebody pays for it.”"
    )
    assert speakers_of(reader, text, "somebody pays") == {"Maria Lopez"}


def test_a_paragraph_in_quotation_marks_is_the_last_speakers(reader: Reader) -> None:
    text = "Maria Lopez spoke in Lima. “We will not leave,” she said.\n\n“We will fight on for many years to come.”"
    assert speakers_of(reader, text, "fight on") == {"Maria Lopez"}
    [running] = [s for s in reader(text).statements if s.cue is None]
    assert running.source is None
    assert running.quote_type is QuoteType.DIRECT


def test_a_speaker_before_a_colon_keeps_the_quotation_in_the_next_line(reader: Reader) -> None:
    text = "Maria Lopez continued:\n\n“The port is closed for the winter.”"
    assert speakers_of(reader, text, "closed for the winter") == {"Maria Lopez"}


def test_a_short_quotation_without_a_cue_is_no_statement(reader: Reader) -> None:
    for rest in ("“Red Dawn” opened in Lima.", "\n\n“Red Dawn”\n\nThe film opened in Lima."):
        assert speakers_of(reader, f"Maria Lopez said that the ships had left. {rest}", "Red Dawn") == set()


def test_a_quotation_far_behind_the_last_speaker_is_nobodys(reader: Reader) -> None:
    text = (
        "“We will not leave this town,” Maria Lopez said.\n\nRain fell. The sun came out. The day ended. Ships left. "
        "Night came.\n\n“Nobody knows who wrote these words on the wall.”"
    )
    assert speakers_of(reader, text, "Nobody knows") == set()


def test_a_quotation_that_nobody_closes_ends_with_its_paragraph(reader: Reader) -> None:
    text = "Maria Lopez said: “The port is closed for the winter.\n\nNorway sent two ships on Monday."
    assert speakers_of(reader, text, "closed for the winter") == {"Maria Lopez"}
    assert speakers_of(reader, text, "two ships") == set()


def test_straight_marks_do_as_well_as_curly_ones(reader: Reader) -> None:
    text = 'Maria Lopez spoke on Tuesday. "We will not leave the port," she said. "We will stay here for years."'
    assert speakers_of(reader, text, "will not leave") == {"Maria Lopez"}
    assert speakers_of(reader, text, "stay here") == {"Maria Lopez"}


def test_two_speakers_keep_their_own_quotations(reader: Reader) -> None:
    text = (
        "“We will not leave,” Maria Lopez said. “We will fight on for years.”\n\n"
        "“They must leave,” Juan Perez said. “They have no choice in this.”"
    )
    assert speakers_of(reader, text, "fight on") == {"Maria Lopez"}
    assert speakers_of(reader, text, "no choice") == {"Juan Perez"}
