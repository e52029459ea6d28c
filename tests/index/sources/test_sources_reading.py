"""Reading files: text kept exactly, metadata from where it is written, data sets line by line."""

import gzip
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceError
from index.model import Article, DateBasis, Published
from index.sources import SUFFIXES, Document, find, read, read_bytes


def read_path(path: Path) -> list[Document | SourceError]:
    (found,) = find([path])
    return list(read(found))


def document_of(path: Path) -> Document:
    (document,) = read_path(path)
    assert isinstance(document, Document)
    return document


def test_a_text_file_keeps_its_text_exactly_and_is_titled_by_its_first_line(tmp_path: Path) -> None:
    raw = "\r\n  US: shells “hidden”  \r\n\r\nMoscow denied it.\n".encode()
    (tmp_path / "a.txt").write_bytes(raw)
    document = document_of(tmp_path / "a.txt")
    assert document.article == Article.of(raw.decode())
    assert document.appearance.title == "US: shells “hidden”"
    assert document.appearance.locator == str(tmp_path / "a.txt")
    assert document.original == raw
    assert document.remarks == ()


def test_nothing_is_dated_by_the_time_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.")
    document = document_of(tmp_path / "a.txt")
    assert document.appearance.published is None
    assert document.appearance.retrieved is None


def test_front_matter_gives_metadata_and_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: A title\noutlet: Wire\npublished: 2022-11-02\npublished_basis: printed\n"
        "url: https://example.org/a\nbyline: A. Writer\nlanguage: en\nnote: a sample\n---\nThe body.\n"
    )
    document = document_of(tmp_path / "a.md")
    appearance = document.appearance
    assert document.article == Article.of("The body.\n", "en")
    assert (appearance.title, appearance.outlet, appearance.url) == ("A title", "Wire", "https://example.org/a")
    assert (appearance.byline, appearance.note) == ("A. Writer", "a sample")
    assert appearance.published == Published(value="2022-11-02", basis=DateBasis.PRINTED)


def test_a_markdown_heading_is_a_title_without_its_marks(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Shells\n\nBody.")
    assert document_of(tmp_path / "a.md").appearance.title == "Shells"
    (tmp_path / "a.txt").write_text("#Shells trend\n\nBody.")
    assert document_of(tmp_path / "a.txt").appearance.title == "#Shells trend"


def test_metadata_csv_overrides_front_matter_and_file_name(tmp_path: Path) -> None:
    (tmp_path / "2022-01-01.md").write_text("---\ntitle: Old\noutlet: Wire\n---\nBody.")
    (tmp_path / "metadata.csv").write_text(
        "file,title,outlet,published,published_basis,url,byline,language,note\n"
        "2022-01-01.md,New,,2022-11-03,assumed,,,,\n"
    )
    appearance = document_of(tmp_path / "2022-01-01.md").appearance
    assert (appearance.title, appearance.outlet) == ("New", "Wire")
    assert appearance.published == Published(value="2022-11-03", basis=DateBasis.ASSUMED)


def test_the_way_of_decoding_is_a_remark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("“We suspect”, he said at the café.".encode("cp1252"))
    document = document_of(tmp_path / "a.txt")
    assert document.article.text == "“We suspect”, he said at the café."
    assert document.remarks == ("decoded as windows-1252 (not UTF-8)",)


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "holds no text"),
        ("a.md", b"---\ntitle: A\n---\n\n", "holds no text"),
        ("a.txt", b"\x7fELF\x02\x01\x01\x00", "binary"),
        ("a.xlsx", b"PK", "not a format"),
        ("a", b"text", "not a format"),
        ("a.jsonl", b"", "holds no records"),
        ("a.jsonl", b"\n\n", "holds no records"),
        ("a.jsonl", b"\x00\x01\x02", "binary"),
        ("a.jsonl", "\ufeff{}".encode("utf-16-le"), "UTF-16"),
        ("a.jsonl.gz", b"no gzip", "cannot be read"),
    ],
)
def test_a_file_that_gives_nothing_is_one_clear_error(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(SourceError, match=reason) as caught:
        read_path(tmp_path / name)
    assert caught.value.locator == str(tmp_path / name)
    assert caught.value.hint


def test_a_file_too_large_for_one_article_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sources.input.Input.all.__defaults__", (10,))
    (tmp_path / "a.txt").write_text("0123456789")
    assert document_of(tmp_path / "a.txt").article.text == "0123456789"
    (tmp_path / "a.txt").write_text("0123456789x")
    with pytest.raises(SourceError, match="too much for one article"):
        read_path(tmp_path / "a.txt")


def test_a_file_that_went_after_it_was_found_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text.")
    (found,) = find([path])
    path.unlink()
    with pytest.raises(SourceError, match="no such file"):
        list(read(found))


def test_each_line_of_a_data_set_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    lines = [
        {"id": "k1", "title": "One", "date": "2022-11-02", "source": "Wire", "url": None, "text": "First.\r\nLine"},
        {"text": "Second without an id.", "language": "en"},
    ]
    path.write_text("\n\n".join(json.dumps(line) for line in lines) + "\n")
    first, second = read_path(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.article.text == "First.\r\nLine"
    assert first.appearance.locator == f"{path}#k1"
    assert first.appearance.published == Published(value="2022-11-02", basis=DateBasis.METADATA)
    assert (first.appearance.title, first.appearance.outlet) == ("One", "Wire")
    assert first.original == json.dumps(lines[0]).encode()
    assert second.appearance.locator == f"{path}#line-3"
    assert second.appearance.title == "Second without an id."


def test_a_compressed_data_set_reads_as_the_plain_one(tmp_path: Path) -> None:
    raw = b'\xef\xbb\xbf{"id": 7, "text": "One."}\r\n{"id": 7, "text": "Two."}\r\n'
    (tmp_path / "set.jsonl.gz").write_bytes(gzip.compress(raw))
    locators = [each.appearance.locator for each in read_path(tmp_path / "set.jsonl.gz") if isinstance(each, Document)]
    assert [locator.rpartition("#")[2] for locator in locators] == ["7", "line-2"]


def test_no_id_of_a_record_is_taken_for_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"id": "line-2", "text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    locators = {each.appearance.locator for each in read_path(path) if isinstance(each, Document)}
    assert locators == {f"{path}#line-1", f"{path}#line-2"}


def test_a_line_that_cannot_be_used_is_an_error_in_its_place_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    bad = ["{not json", "[1]", '{"text": ""}', '{"text": 5}', '"text"', "[" * 100_000, "1" * 5000]
    path.write_text("\n".join(['{"text": "A"}', *bad, '{"text": "B"}']))
    documents = read_path(path)
    assert [type(each) for each in documents] == [Document, *[SourceError] * len(bad), Document]
    error = documents[1]
    assert isinstance(error, SourceError)
    assert error.locator == f"{path}#line-2"
    assert "line 2 is not JSON" in error.reason


def test_a_data_set_cut_off_in_the_middle_gives_what_it_holds_and_an_error(tmp_path: Path) -> None:
    records = "".join(
        json.dumps({"text": f"Article number {number} {'x' * (number % 97)}"}) + "\n" for number in range(9000)
    )
    packed = gzip.compress(records.encode())
    (tmp_path / "set.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    documents = read_path(tmp_path / "set.jsonl.gz")
    assert isinstance(documents[0], Document)
    assert isinstance(documents[-1], SourceError)
    assert "cannot be read beyond" in documents[-1].reason


def test_characters_that_cannot_be_kept_are_replaced_one_for_one_and_said(tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text('{"id": "\\ud800", "title": "\\ud801", "text": "a\\u0000b\\udfffc"}')
    document = document_of(tmp_path / "set.jsonl")
    assert document.article.text == "a\ufffdb\ufffdc"
    assert "U+FFFD" in document.remarks[0]
    f"{document.appearance.title}{document.appearance.locator}".encode()


def test_metadata_csv_fills_in_what_the_records_of_a_data_set_lack(tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text('{"text": "A"}\n{"text": "B", "source": "Own"}\n')
    (tmp_path / "metadata.csv").write_text("file,title,outlet\nset.jsonl,The set,Wire\n")
    appearances = [each.appearance for each in read_path(tmp_path / "set.jsonl") if isinstance(each, Document)]
    assert [(each.title, each.outlet) for each in appearances] == [("A", "Wire"), ("B", "Own")]


def test_standard_input_reads_by_the_name_it_is_given() -> None:
    (plain,) = read_bytes(b"Text.", "stdin.txt")
    (record,) = read_bytes(b'{"text": "Record."}', "stdin.jsonl")
    assert isinstance(plain, Document)
    assert isinstance(record, Document)
    assert (plain.article.text, record.article.text) == ("Text.", "Record.")


@given(raw=st.binary(max_size=300), suffix=st.sampled_from(SUFFIXES))
def test_arbitrary_bytes_in_any_format_give_documents_or_source_errors_and_nothing_else(
    raw: bytes, suffix: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(raw)
        try:
            documents = read_path(path)
        except SourceError:
            return
    for each in documents:
        if isinstance(each, Document):
            assert each.appearance.article == each.article.id
            assert each.appearance.title
            each.article.text.encode("utf-8")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=5), values, max_size=3),
    max_leaves=6,
)
FIELDS = ["id", "title", "date", "source", "url", "byline", "language", "text", "note", "published_basis"]


@given(st.dictionaries(st.sampled_from(FIELDS), json_values))
def test_no_record_makes_reading_fail(record: dict[str, object]) -> None:
    (each,) = read_bytes(json.dumps(record).encode(), "set.jsonl")
    if isinstance(each, Document):
        json.dumps([each.appearance.title, each.appearance.locator], ensure_ascii=False).encode("utf-8")
