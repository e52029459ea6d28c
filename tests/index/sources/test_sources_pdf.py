"""PDFs: whole sentences with the pages they stand on, and scans, locks and damage told as what they are."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples.sample_pdfs import Page, Text, column, locked, locked_with_aes, pdf

from index.errors import SourceError
from index.sources import Document, read_bytes
from index.sources.documents.pdf_lines import Budget, Line, TooMuch
from index.sources.documents.pdf_text import paged_text

FIRST = [
    "The defence ministry of Norland said on Thursday that its patrol boats had",
    "fired warning shots at two trawlers near the Sund islands. A spokes-",
    "woman said that the crews acted by the book.",
    "",
    "The owner of the trawlers, Marlow Fisheries, denied that its captains had",
    "been called. The long-term line is eleven miles from the shore, and the long-",
    "term loser is the coast, said a member of the Franco-",
    "German commission, which had been asked to say what it thought, as every",
]
SECOND = ["skipper on this coast knows who has ever been out.", "", "Westmark's embassy declined to comment on it."]
PARAGRAPHS = [
    "The defence ministry of Norland said on Thursday that its patrol boats had fired warning shots at two trawlers "
    "near the Sund islands. A spokeswoman said that the crews acted by the book.",
    "The owner of the trawlers, Marlow Fisheries, denied that its captains had been called. The long-term line is "
    "eleven miles from the shore, and the long-term loser is the coast, said a member of the Franco-German commission, "
    "which had been asked to say what it thought, as every skipper on this coast knows who has ever been out.",
    "Westmark's embassy declined to comment on it.",
]


def read_pdf(raw: bytes) -> Document:
    (document,) = read_bytes(raw, "a.pdf")
    assert isinstance(document, Document)
    return document


def refused(raw: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        list(read_bytes(raw, "a.pdf"))
    return caught.value


def edged(number: int, lines: list[str], count: int) -> Page:
    head = Text(words="The Harbour Gazette - May 2023", y=785.0, size=8.0)
    foot = Text(words=f"Page {number} of {count}", y=30.0, size=8.0)
    return Page(texts=[head, *column(lines), foot])


def test_broken_words_and_lines_are_mended_also_over_the_page_and_pages_are_known() -> None:
    document = read_pdf(pdf([Page(texts=column(FIRST)), Page(texts=column(SECOND))]))
    text, pages = document.article.text, document.appearance.pages
    assert text == "\n\n".join(PARAGRAPHS)
    assert [text[start : start + 10] for start in pages] == ["The defenc", "skipper on"]
    assert document.remarks == ()


def test_running_heads_and_page_numbers_are_left_out() -> None:
    raw = pdf([edged(1, FIRST, 3), edged(2, SECOND, 3), edged(3, ["The inquiry opens on Friday in Halvorsk."], 3)])
    assert read_pdf(raw).article.text == "\n\n".join([*PARAGRAPHS, "The inquiry opens on Friday in Halvorsk."])


def test_a_headline_that_runs_on_over_later_pages_stays_where_it_is_printed_large() -> None:
    title = "Norland boats fire warning shots"
    first = Page(texts=[Text(words=title, size=20.0, y=790.0), *column(FIRST)])
    others = [Page(texts=[Text(words=title, y=790.0, size=8.0), *column(SECOND)]) for _ in range(2)]
    document = read_pdf(pdf([first, *others]))
    assert document.appearance.title == title
    assert document.article.text.count(title) == 1
    assert document.article.text.startswith(f"{title}\n\nThe defence ministry")


def test_a_headline_of_two_lines_is_one() -> None:
    lines = column(["Norland boats fire warning", "shots at trawlers"], top=790.0, size=20.0, leading=24.0)
    document = read_pdf(pdf([Page(texts=[*lines, *column(FIRST, top=720.0)])]))
    assert document.appearance.title == "Norland boats fire warning shots at trawlers"
    assert document.article.text.startswith("Norland boats fire warning shots at trawlers\n\nThe defence")


def test_columns_are_read_one_after_the_other() -> None:
    left = ["The defence ministry of Norland", "said on Thursday that its boats", "had fired warning shots at two"]
    right = ["trawlers near the Sund islands.", "The owner denied that anybody", "had called his captains."]
    document = read_pdf(pdf([Page(texts=[*column(left), *column(right, x=320.0)])]))
    assert document.article.text == " ".join([*left, *right])


@pytest.mark.parametrize(("turned", "matrix"), [(0, ""), (90, "0 1 -1 0 612 0"), (180, "-1 0 0 -1 612 792"), (90, "")])
def test_turned_pages_are_read_like_others(turned: int, matrix: str) -> None:
    raw = pdf([Page(texts=column([*FIRST[:-1], "German commission."]), turned=turned, matrix=matrix)])
    assert read_pdf(raw).article.text.startswith(PARAGRAPHS[0] + "\n\nThe owner")


def test_a_scan_is_called_a_scan_and_ocr_is_named() -> None:
    error = refused(pdf([Page(picture=True)] * 12))
    assert error.reason == "a scan: 12 pages of pictures without text"
    assert "ocrmypdf" in error.hint
    assert error.outcome == "scan"
    stamped = [Page(picture=True, texts=[Text(words=str(number))]) for number in range(12)]
    assert refused(pdf(stamped)).reason == "a scan: 12 pages of pictures without text"


def test_pages_that_are_pictures_among_others_are_told() -> None:
    raw = pdf([Page(texts=column(FIRST)), Page(picture=True), Page(texts=column(SECOND)), Page(picture=True)])
    document = read_pdf(raw)
    assert document.remarks == ("pages 2, 4 are pictures without text",)
    assert len(document.appearance.pages) == 4
    assert document.article.text == "\n\n".join(PARAGRAPHS)


def test_a_picture_beside_text_is_no_scan() -> None:
    assert read_pdf(pdf([Page(texts=column(FIRST), picture=True)])).remarks == ()


@pytest.mark.parametrize(
    ("info", "title", "byline"),
    [
        ({"Title": "Shots near the islands", "Author": "Mary Stone"}, "Shots near the islands", "Mary Stone"),
        ({"Title": "Microsoft Word - shots.doc", "Author": "mstone"}, "Westmark's embassy declined", None),
        ({"Title": "untitled", "Author": "System Administrator"}, "Westmark's embassy declined", None),
        ({"Title": "shots_final_2.indd"}, "Westmark's embassy declined", None),
        ({}, "Westmark's embassy declined", None),
    ],
)
def test_what_a_program_wrote_into_title_and_author_is_not_used(
    info: dict[str, str], title: str, byline: str | None
) -> None:
    appearance = read_pdf(pdf([Page(texts=column(SECOND[2:]))], **info)).appearance
    assert appearance.title.startswith(title)
    assert appearance.byline == byline


def test_the_day_when_the_file_was_made_is_no_date_of_publication() -> None:
    raw = pdf([Page(texts=column(SECOND))], CreationDate="D:20230504101500Z", ModDate="D:20230504101500Z")
    assert read_pdf(raw).appearance.published is None


def test_a_file_that_opens_without_a_password_is_read_and_another_is_locked() -> None:
    raw = pdf([Page(texts=column(SECOND))])
    assert read_pdf(locked(raw, "")).article == read_pdf(raw).article
    error = refused(locked(raw, "secret"))
    assert error.reason == "is locked with a password"
    assert "password" in error.hint


def test_a_file_that_is_encrypted_beyond_opening_says_so_and_what_to_do() -> None:
    error = refused(locked_with_aes(pdf([Page(texts=column(SECOND))])))
    assert error.reason == "is encrypted in a way that cannot be opened here (AES)"
    assert "qpdf --decrypt" in error.hint


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "the file is empty"),
        (b"Dear reader, this is a letter.", "is not a PDF, whatever its name says"),
        (b"%PDF-1.4\nnothing of the kind", "cannot be read as a PDF"),
        (pdf([Page(texts=column(SECOND))])[:300], "cannot be read as a PDF"),
        (pdf([]), "has no pages"),
        (pdf([Page(), Page()]), "a scan, or empty: 2 pages without text"),
    ],
)
def test_what_is_no_pdf_or_damaged_is_an_error(raw: bytes, reason: str) -> None:
    assert reason in refused(raw).reason


def test_a_file_whose_table_is_damaged_is_still_read() -> None:
    raw = pdf([Page(texts=column(SECOND))])
    assert read_pdf(raw[: raw.rindex(b"startxref")] + b"startxref\n7\n%%EOF").article.text.endswith("comment on it.")


def test_pages_that_go_round_in_a_circle_end() -> None:
    raw = pdf([Page(texts=column(SECOND))])
    parent = raw.rindex(b"/Type /Pages /Kids [")
    number = raw[:parent].rsplit(b" 0 obj", 1)[0].rsplit(b"\n", 1)[1]
    listed = raw[parent:].split(b"]")[0]
    circle = raw.replace(listed, b"/Type /Pages /Kids [%s 0 R" % number)
    assert "cannot be read as a PDF" in refused(circle).reason or "no pages" in refused(circle).reason


def test_reading_ends_when_its_time_is_over() -> None:
    budget = Budget(seconds=-1.0)
    for _ in range(1023):
        budget.operation()
    with pytest.raises(TooMuch):
        budget.operation()
    with pytest.raises(TooMuch):
        budget.check()


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["the word co-", "operation and cooperation"], "the word cooperation and cooperation"),
        (["the vice-", "president said"], "the vice-president said"),
        (["a soft\u00ad", "ware fault"], "a software fault"),
        (["the ELE-", "MENT of it"], "the ELEMENT of it"),
        (["from 2022-", "2023 they"], "from 2022- 2023 they"),
        (["an e\ufb03cient o\ufb03ce"], "an efficient office"),
        (["they met\u2014", "or did not"], "they met\u2014or did not"),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_whole_again(lines: list[str], text: str) -> None:
    page = [Line(words, 72.0, 700.0 - 14 * number, 11.0) for number, words in enumerate(lines)]
    assert paged_text([page]).text == text


def test_points_of_a_list_are_paragraphs_but_a_number_inside_a_sentence_is_not() -> None:
    lines = ["• the first point", "• the second point", "of those who are under", "30. Nobody knows."]
    page = [Line(words, 72.0, 700.0 - 14 * number, 11.0) for number, words in enumerate(lines)]
    assert paged_text([page]).text == "• the first point\n\n• the second point of those who are under 30. Nobody knows."


@given(
    st.lists(st.lists(st.text("ab- .1\u00ad\ufb01", min_size=1, max_size=8).filter(str.strip), max_size=9), max_size=5)
)
def test_page_offsets_rise_and_lie_inside_the_text(pages: list[list[str]]) -> None:
    laid = [[Line(words, 0.0, -14.0 * n, 11.0) for n, words in enumerate(page)] for page in pages]
    paged = paged_text(laid)
    assert len(paged.pages) == len(pages)
    assert all(a <= b for a, b in itertools.pairwise((0, *paged.pages, len(paged.text))))
