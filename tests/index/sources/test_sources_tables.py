"""Tables (CSV, TSV): columns by name, texts exactly as they stand, and every broken row told in its place."""

from __future__ import annotations

import csv
import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceCutOff, SourceError
from index.model import DateBasis, Published
from index.sources import Document, read_bytes


def read_all(raw: bytes | str, name: str = "set.csv") -> list[Document | SourceError]:
    return list(read_bytes(raw.encode() if isinstance(raw, str) else raw, name))


def texts(raw: bytes | str, name: str = "set.csv") -> list[str]:
    return [
        each.article.text if isinstance(each, Document) else f"error: {each.reason}" for each in read_all(raw, name)
    ]


def test_each_row_is_an_article_with_its_columns_as_metadata() -> None:
    raw = (
        "ID,Headline,Publish_Date,Publisher,Link,Authors,Lang,Full Text\r\n"
        'k1,"Shells, hidden",3 Nov 2022,Wire,https://example.org/a,A. Writer,en,"First ""line"".\r\nSecond, line."\r\n'
        ",,,,,,,Only text.\r\n"
    )
    first, second = read_all(raw)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    appearance = first.appearance
    assert first.article.text == 'First "line".\r\nSecond, line.'
    assert (appearance.title, appearance.outlet, appearance.byline) == ("Shells, hidden", "Wire", "A. Writer")
    assert appearance.published == Published(value="2022-11-03", basis=DateBasis.METADATA)
    assert (appearance.locator, appearance.url) == ("set.csv#k1", "https://example.org/a")
    assert first.original is not None
    assert first.original.startswith(b"k1,")
    assert second.appearance.locator == "set.csv#row-3"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("set.csv", "title,text\nA,One\n"),
        ("set.csv", "title;text\nA;One\n"),
        ("set.csv", "title\ttext\nA\tOne\n"),
        ("set.csv", "title|text\nA|One\n"),
        ("set.csv", "sep=;\ntitle;text\nA;One\n"),
        ("set.csv", "\ufefftitle,text\nA,One\n"),
        ("set.csv", "\n\ntitle,text\n\nA,One\n\n"),
        ("set.csv", '"title","text"\r\n"A","One"'),
        ("set.tsv", "title\ttext\nA\tOne"),
        ("set.csv", "text\nOne\n"),
    ],
)
def test_delimiter_marks_and_blank_lines_are_taken_as_they_come(name: str, raw: str) -> None:
    assert texts(raw, name) == ["One"]
    assert texts(gzip.compress(raw.encode()), f"{name}.gz") == ["One"]


def test_a_table_in_utf_16_as_spreadsheets_export_it_is_read() -> None:
    assert texts("title\ttext\nA\t“Où?”\n".encode("utf-16"), "set.csv") == ["“Où?”"]


def test_rows_that_are_not_utf_8_are_decoded_alike_and_said() -> None:
    rows = ["text", *(f"“We suspect”, he said at the café number {number}." for number in range(3))]
    documents = read_all("\n".join(f'"{row}"' for row in rows).encode("cp1252"))
    assert [each.article.text for each in documents if isinstance(each, Document)] == rows[1:]
    assert {each.remarks for each in documents if isinstance(each, Document)} == {
        ("decoded as windows-1252 (not UTF-8)",)
    }


def test_without_a_column_of_texts_the_columns_found_are_listed() -> None:
    with pytest.raises(SourceError) as caught:
        read_all("name,price\nA,3\n")
    assert caught.value.reason == "no column holds the text of articles; found: 'name', 'price'"
    assert '"text"' in caught.value.hint


def test_old_line_ends_are_line_ends_in_any_encoding() -> None:
    raw = "title,text\rA,One\rB,Two\r"
    assert texts(raw) == texts(raw.encode("utf-16")) == ["One", "Two"]


@pytest.mark.parametrize("raw", [b"text" * 1_000_000, b"", b"\n\n", b"title,text\n", b"\0\1\2\3", b"sep=;\n"])
def test_a_table_that_gives_nothing_is_one_error(raw: bytes) -> None:
    with pytest.raises(SourceError):
        read_all(raw)


def test_a_row_with_too_many_or_too_few_columns_is_an_error_in_its_place() -> None:
    found = texts("title,text,url\nA,One,u\nB,two, three,u\nC,short\nD,Four,,,\n")
    assert found == [
        "One",
        "error: row 3 has 4 columns in place of 3",
        "error: row 4 has 2 columns in place of 3",
        "Four",
    ]


def test_a_table_that_is_wrong_throughout_tells_some_errors_and_counts_the_rest() -> None:
    found = texts("title,text\n" + "A,One,more\n" * 1000 + "B,Two\n")
    assert len(found) == 202
    assert found[200] == "Two"
    assert found[201] == "error: 800 more records cannot be used"


def test_quotation_marks_that_are_no_marks_of_csv_stand_in_the_text() -> None:
    raw = 'title\ttext\nA\t"We will," he said.\nB\tThe 5" gun\nC\t"Never closed\nD\tLast\n'
    assert texts(raw, "set.tsv") == ['"We will," he said.', 'The 5" gun', '"Never closed', "Last"]


def test_a_row_of_many_lines_with_a_stray_mark_is_told_and_the_rest_is_read() -> None:
    found = texts('title,text\nA,"He said "no", twice,\nthen left."\nB,Two\n')
    assert found == [
        "error: row 2 has a quotation mark that is neither doubled nor closed",
        "error: row 3 has 1 columns in place of 2",
        "Two",
    ]


def test_a_row_longer_than_any_article_is_an_error_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sources.sets.table_rows.LONGEST_ROW", 1000)
    monkeypatch.setattr("index.sources.sets.tables.LONGEST_ROW", 1000)
    many_lines = '"' + "word\n" * 500 + '"'
    found = texts(f"title,text\nA,{'x' * 5000}\nB,{many_lines}\nC,Three\n")
    assert [one.startswith("error: row") and "is longer than" in one for one in found] == [True, True, False]


def test_a_mark_that_opens_a_row_of_many_lines_and_never_closes_ends_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sources.sets.table_rows.LONGEST_ROW", 1000)
    found = read_all('title,text\nA,One\n"B\n' + "word\n" * 500)
    assert isinstance(found[0], Document)
    assert isinstance(found[-1], SourceCutOff)


def test_nul_characters_are_replaced_and_said() -> None:
    (document,) = read_all(b"title,text\nA,be\0fore\n")
    assert isinstance(document, Document)
    assert document.article.text == "be\ufffdfore"
    assert "U+FFFD" in document.remarks[0]


def test_a_packed_table_that_breaks_off_gives_what_it_holds_and_says_so() -> None:
    raw = gzip.compress(b"title,text\n" + b"".join(b"A,%d %d\n" % (number, number**9) for number in range(50_000)))
    found = read_all(raw[: len(raw) // 2], "set.csv.gz")
    assert isinstance(found[0], Document)
    assert isinstance(found[-1], SourceCutOff)


def test_a_table_packed_as_no_text_packs_is_stopped() -> None:
    raw = gzip.compress(b"title,text\nA,One\n" + b"\n" * 20_000_000)
    found = read_all(raw, "set.csv.gz")
    assert isinstance(found[-1], SourceCutOff)
    assert "unpacks to more than" in found[-1].reason


@given(st.lists(st.tuples(st.text(max_size=20), st.text(min_size=1, max_size=40)), min_size=1, max_size=5))
def test_what_the_csv_module_writes_is_read_back_exactly(rows: list[tuple[str, str]]) -> None:
    rows = [(title.replace("\0", ""), text.replace("\0", "")) for title, text in rows]
    written = io.StringIO(newline="")
    csv.writer(written).writerows([("title", "text"), *rows])
    raw = written.getvalue().encode("utf-8", "surrogatepass")
    if any("\ud800" <= character <= "\udfff" for row in rows for character in "".join(row)):
        return
    expected = [text for title, text in rows if text.strip()]
    try:
        found = [each.article.text for each in read_all(raw) if isinstance(each, Document)]
    except SourceError:
        found = []
    assert found == expected


@given(st.binary(max_size=200) | st.text(alphabet='",;\t\r\nab', max_size=200).map(str.encode), st.booleans())
def test_no_bytes_make_reading_a_table_fail(raw: bytes, headed: bool) -> None:
    try:
        for each in read_all(b"id,text\n" + raw if headed else raw):
            assert isinstance(each, (Document, SourceError))
    except SourceError:
        pass
