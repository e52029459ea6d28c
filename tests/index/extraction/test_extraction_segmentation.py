"""Sentences and quotations: paragraph by paragraph, and never an error over a mark that is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from what_was_read import Reader

from index.errors import ModelMissing
from index.extraction.parsing.language import LONGEST_PIECE, load_model, parse
from index.extraction.parsing.segmentation import quote
from index.extraction.reading import Reading
from index.model import Article


def quotations(text: str) -> list[str]:
    [(doc, paragraphs)] = parse(spacy.blank("en"), [Article.of(text)])
    reading = Reading(article=Article.of(text), published=None, doc=doc, paragraphs=paragraphs)
    quote(reading)
    return [q.of(text) for q in reading.quotations]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("The port reopened. Two ships came in.", ["The port reopened.", "Two ships came in."]),
        ("Port reopens after raid\n\nTwo ships came in.", ["Port reopens after raid", "Two ships came in."]),
        ("Port reopens after raid\nTwo ships came in.", ["Port reopens after raid", "Two ships came in."]),
        ("Must Read:\r\n\r\nTwo ships came in.", ["Must Read:", "Two ships came in."]),
        ("  Two ships came in.  \n\n  They left.", ["Two ships came in.", "They left."]),
        ("Mr. Berg met Gen. Strand at noon. They left.", ["Mr. Berg met Gen. Strand at noon.", "They left."]),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_a_passage_is_a_sentence_and_never_runs_over_a_line(reader: Reader, text: str, passages: list[str]) -> None:
    assert reader(text).passages == passages


def test_passages_are_numbered_in_order_and_belong_to_the_article(reader: Reader) -> None:
    read = reader("Port reopens\n\nTwo ships came in. They left again.")
    article = Article.of(read.text).id
    assert [(p.article, p.number) for p in read.extraction.passages] == [(article, n) for n in range(3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “no” and left.", ["“no”"]),
        ('She said "no" and "never" and left.', ['"no"', '"never"']),
        ("«Non», he said, and „nein“.", ["«Non»", "„nein“."]),
        ("“No”, she said. “Never.”", ["“No”", "“Never.”"]),
        ("“No, she said.\n“Never,” he said.", ["“No, she said.", "“Never,”"]),
        ('"No, she said.\nHe said "never" twice.', ['"No, she said.', '"never"']),
        ("He said “I heard “stop” twice” and left.", ["“I heard “stop”"]),
        ("A stray” mark closes nothing.", []),
        ("It's the ships' crew.", []),
        ("``No'' she said.", ["``No''"]),
        ("No marks at all.", []),
    ],
)
def test_quotations_are_found_by_the_direction_of_their_marks_and_end_with_the_paragraph(
    text: str, expected: list[str]
) -> None:
    assert quotations(text) == expected


def test_the_parsed_text_has_the_offsets_of_the_text_to_the_last_blank() -> None:
    text = "\n\n  One line. \t\r\n\r\nIt’s\u00a0another\u2009line\u2028and \ud800 more  \n"
    [(doc, paragraphs)] = parse(spacy.blank("en"), [Article.of(text)])
    assert len(doc.text) == len(text)
    changed = {(mark, read) for mark, read in zip(text, doc.text, strict=True) if mark != read}
    assert changed <= {("’", "'"), ("\u00a0", " "), ("\u2009", " "), ("\ud800", "\ufffd")}
    assert [p.of(text).strip() for p in paragraphs] == ["One line.", text[text.index("It’s") :].strip()]


@pytest.mark.parametrize("word", ["ship", "ship. ", "x" * 90, "No. 1, "])
def test_a_very_long_paragraph_is_parsed_in_pieces_and_still_whole(word: str) -> None:
    text = word * (3 * LONGEST_PIECE // len(word))
    lengths: list[int] = []

    class Watched(spacy.lang.en.English):  # type: ignore[name-defined,misc]
        def make_doc(self, text):  # type: ignore[no-untyped-def]
            lengths.append(len(text))
            return super().make_doc(text)

    [(doc, paragraphs)] = parse(Watched(), [Article.of(text)])
    assert doc.text == text
    assert max(lengths) <= LONGEST_PIECE
    assert len(paragraphs) == 1


def test_a_long_paragraph_is_cut_behind_a_sentence() -> None:
    sentence = "Two ships came into the port before noon. "
    text = sentence * (2 * LONGEST_PIECE // len(sentence))
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    [(doc, _)] = parse(nlp, [Article.of(text)])
    assert {s.text.strip() for s in doc.sents} == {sentence.strip()}


def test_articles_come_back_in_the_order_given() -> None:
    texts = ["One.", "", "Two.\n\nThree.", " ", "Four."]
    docs = [doc.text for doc, _ in parse(spacy.blank("en"), map(Article.of, texts))]
    assert docs == texts


def test_a_model_that_is_not_installed_is_named_with_what_to_do() -> None:
    with pytest.raises(ModelMissing, match="no_such_model") as caught:
        load_model("no_such_model")
    assert "settings.toml" in (caught.value.hint or "")


def test_a_pipeline_that_cannot_parse_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelMissing, match=r"lacks .*parser"):
        load_model(str(tmp_path / "blank"))


def test_a_module_that_is_no_model_is_refused() -> None:
    with pytest.raises(ModelMissing, match="json"):
        load_model("json")
