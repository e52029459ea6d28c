"""Exports of press archives: split by their markers, with their metadata; an article that speaks of them is not."""

from __future__ import annotations

import io
import random
import re

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from press_exports import FACTIVA, FACTIVA_DISPLAYED, NEXIS, NEXIS_UNI

from index.errors import SourceError
from index.model import DateBasis, Published
from index.sources import Document, read_bytes
from index.sources.input import Input
from index.sources.press.bundles import bundled
from index.sources.press.wrapped_lines import unwrapped, width_of
from index.sources.texts import read_text

EXPORTS = {"nexis": NEXIS, "uni": NEXIS_UNI, "factiva": FACTIVA, "displayed": FACTIVA_DISPLAYED}
LEAD = "The White House said on Wednesday that North Korea had covertly shipped a large number of artillery shells"


def read_all(text: str) -> list[Document | SourceError]:
    return list(read_bytes(text.encode(), "export.txt"))


def documents(text: str) -> list[Document]:
    return [each for each in read_all(text) if isinstance(each, Document)]


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
def test_each_article_of_an_export_has_its_text_and_metadata(export: str) -> None:
    first, second = documents(export)
    appearance = first.appearance
    assert first.article.text.startswith(LEAD)
    assert appearance.title.startswith(("North Korea ships shells in secret", "Shells sent in secret"))
    assert appearance.outlet in {"The Example Herald", "Example News"}
    assert appearance.published == Published(value="2022-11-03", basis=DateBasis.METADATA)
    assert appearance.byline is not None
    assert appearance.byline.startswith("Jane Writer")
    assert first.article.language == "en"
    assert second.appearance.title in {"Pyongyang denies it", "Denial"}
    assert second.appearance.outlet == "Example Wire"


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
def test_nothing_of_header_and_footer_stands_in_the_text(export: str) -> None:
    for document in documents(export):
        words = "words|LENGTH|Length|LOAD|Load-Date|Copyright|LANGUAGE|Classification|map of|Document|AN |gpol|English"
        assert not re.search(words, document.article.text)


def test_a_classic_export_joins_lines_that_only_the_width_broke() -> None:
    text = documents(NEXIS)[0].article.text
    assert text.startswith(
        LEAD + " to Russia, and that the shipments were hidden as if they went to the Middle East or North Africa."
    )
    assert "a spokesman.\n   He would not" in text
    assert "\n\nSUBJECT: THE FRONT\n\nOnly a heading" in text


def test_articles_are_called_by_their_document_number_or_their_place() -> None:
    assert [each.appearance.locator for each in documents(NEXIS)] == ["export.txt#1", "export.txt#2"]
    assert [each.appearance.locator for each in documents(FACTIVA)] == [
        "export.txt#LBA0000020221103eib3000a1",
        "export.txt#DJDN000020221104eib40012f",
    ]
    assert documents(FACTIVA + FACTIVA)[2].appearance.locator == "export.txt#3"


def test_a_part_without_text_is_an_error_in_its_place() -> None:
    error = read_all(NEXIS)[2]
    assert isinstance(error, SourceError)
    assert error.locator == "export.txt#3"
    assert error.reason == "document 3 of the Nexis export has no text"


@pytest.mark.parametrize(
    ("export", "told"),
    [
        (NEXIS, "3 lines of the Nexis export outside its articles left out"),
        (NEXIS_UNI, "7 lines of the Nexis export outside its articles left out"),
        (FACTIVA, "3 lines of the Factiva export outside its articles left out"),
    ],
    ids=["nexis", "uni", "factiva"],
)
def test_what_belongs_to_no_article_is_told_once(export: str, told: str) -> None:
    first, second = documents(export)
    assert first.remarks == (told,)
    assert second.remarks == ()


def test_the_article_at_which_an_export_breaks_off_is_kept_and_said() -> None:
    for export in (FACTIVA, FACTIVA_DISPLAYED):
        cut = export[: export.rindex("Document DJDN")].rstrip().removesuffix("AN")
        last = documents(cut)[-1]
        assert last.article.text.startswith("North Korea denied")
        assert "may be cut off" in last.remarks[-1]
    assert "may be cut off" in documents(NEXIS_UNI.rstrip().removesuffix("End of Document"))[-1].remarks[-1]


@pytest.mark.parametrize(
    "text",
    [
        "The archive\n\n1 of 250 DOCUMENTS\n\nwas printed above the article, he said.",
        "LENGTH: 512 words\n\nLOAD-DATE: November 3, 2022\n\nis what Nexis prints.",
        "The memo had a heading\n\nBody\n\nand closed with\n\nEnd of Document\n",
        "He quoted Document LBA0000020221103eib3000a1 in court.",
        "It ends so:\n\nDocument LBA0000020221103eib3000a1\n",
        "HD  is high definition\nPD  is the police department\nSN  is a serial number\n",
        "512 words\n3 November 2022\nis how it was displayed.",
        "Minutes\n\n3 November 2022\n\nLength: 2 hours\n\nBody\n\nThey spoke.",
    ],
)
def test_an_article_that_mentions_the_markers_is_one_article_kept_exactly(text: str) -> None:
    (document,) = documents(text)
    assert document.article.text == text
    assert document.appearance.locator == "export.txt"


@pytest.mark.parametrize("export", [NEXIS_UNI, FACTIVA, FACTIVA_DISPLAYED], ids=["uni", "factiva", "displayed"])
def test_an_export_saved_by_a_word_processor_is_split_too(export: str) -> None:
    word = docx.Document()
    for line in export.splitlines():
        word.add_paragraph(line)
    stream = io.BytesIO()
    word.save(stream)
    rtf = "{\\rtf1\\ansi " + "".join(f"{line.replace(chr(169), '(c)')}\\par\n" for line in export.splitlines()) + "}"
    for raw, name in ((stream.getvalue(), "export.docx"), (rtf.encode(), "export.rtf")):
        first, second = (one for one in read_bytes(raw, name) if isinstance(one, Document))
        assert first.article.text.startswith(LEAD)
        assert first.appearance.outlet in {"The Example Herald", "Example News"}
        assert first.appearance.published == Published(value="2022-11-03", basis=DateBasis.METADATA)
        assert second.appearance.title in {"Pyongyang denies it", "Denial"}
        assert second.article.text.startswith("North Korea denied on Friday")


def test_a_text_that_begins_with_a_word_of_the_notice_of_rights_is_kept_whole() -> None:
    told = "The court ruled.\n\nCopyright does not protect ideas, it said."
    text = documents(FACTIVA_DISPLAYED.replace("North Korea denied on Friday that it had shipped anything.", told))[1]
    assert text.article.text == told


def test_metadata_of_the_folder_wins_over_that_of_the_export_but_not_its_titles() -> None:
    given = {"outlet": "Archive", "title": "The set"}
    first, second = read_text(Input(stream=io.BytesIO(FACTIVA.encode()), locator="f", name="f.txt", given=given))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert {first.appearance.outlet, second.appearance.outlet} == {"Archive"}
    assert second.appearance.title == "Pyongyang denies it"


def test_lines_are_joined_only_where_the_next_word_did_not_fit() -> None:
    lines = ["x" * 60 + " and then a", "next line.", "short", "lines", "", "", "new paragraph"]
    assert unwrapped(lines, 80) == "x" * 60 + " and then a\nnext line.\nshort\nlines\n\nnew paragraph"
    lines[1] = "nextwordistoolong line."
    assert unwrapped(lines, 80).startswith("x" * 60 + " and then a nextwordistoolong line.\nshort")
    assert width_of(["word " * 40]) == 0
    assert width_of(["word " * 15, "http://example.org/" + "x" * 100]) == 74


def test_markers_repeated_a_hundred_thousand_times_are_read_in_one_pass() -> None:
    for piece in (
        "HD\n",
        "AN\n",
        "Document LBA0000020221103eib3000a1\n",
        "1 of 9 DOCUMENTS\n",
        "End of Document\nBody\n",
    ):
        bundle = bundled(piece * 100_000)
        assert bundle is None or len(bundle.parts) <= 100_001
    whole = "1 of 9 DOCUMENTS\n\nWire\n\nNovember 3, 2022\n\nTitle\n\nLENGTH: 3 words\n\nSome short text.\n"
    bundle = bundled(whole * 20_000)
    assert bundle is not None
    assert len(bundle.parts) == 20_000


PIECES = [line + end for export in EXPORTS.values() for line in export.splitlines() for end in ("\n", "\n\n")]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=10), max_size=60).map("".join))
def test_no_mixture_of_markers_makes_reading_fail(text: str) -> None:
    try:
        for each in read_all(text):
            assert isinstance(each, (Document, SourceError))
    except SourceError:
        pass


@given(st.randoms(use_true_random=False))
def test_an_export_with_lines_lost_and_doubled_still_gives_articles_or_errors(chance: random.Random) -> None:
    lines = chance.choice(list(EXPORTS.values())).splitlines(keepends=True)
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(lines))
        lines[place : place + 1] = [] if chance.random() < 0.5 else [lines[place]] * 2
    assert all(isinstance(each, (Document, SourceError)) for each in read_all("".join(lines)))
