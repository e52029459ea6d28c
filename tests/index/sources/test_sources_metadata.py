"""Metadata: checked wherever it is written, dates never guessed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import DateBasis, Published
from index.sources.metadata import checked, folder_rows, front_matter


def test_a_bad_date_is_a_remark_and_no_date_even_if_the_file_name_has_one() -> None:
    metadata = checked({"published": "last week"}, file_name="2022-11-03.txt")
    assert metadata.published is None
    assert metadata.remarks == ("date of publication not used: 'last week' is not a date such as 2022-11-03",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("2022-09-22-kcna.txt", "2022-09-22"),
        ("kcna 2022-09-22.md", "2022-09-22"),
        ("2022-99-99 2022-09-22.md", "2022-09-22"),
        ("20220922.txt", None),
        ("2022-09.txt", None),
        ("12022-09-221.txt", None),
        ("000_18b8e9457b2e56d4.txt", None),
    ],
)
def test_a_file_name_dates_an_article_only_by_a_whole_iso_date(name: str, value: str | None) -> None:
    expected = Published(value=value, basis=DateBasis.FILE_NAME) if value else None
    assert checked({}, file_name=name).published == expected


def test_a_given_date_keeps_its_basis_and_an_unknown_basis_is_a_remark() -> None:
    assert checked({"published": "2022-11", "published_basis": "Assumed"}).published == Published(
        value="2022-11", basis=DateBasis.ASSUMED
    )
    metadata = checked({"date": "2022", "published_basis": "hearsay"})
    assert metadata.published == Published(value="2022", basis=DateBasis.METADATA)
    assert "hearsay" in metadata.remarks[0]


def test_synonyms_count_where_the_field_itself_is_not_given() -> None:
    assert checked({"source": "Reuters", "author": "A. Writer"}).outlet == "Reuters"
    assert checked({"source": "wire", "outlet": "Reuters"}).outlet == "Reuters"
    assert checked({"outlet": "Reuters", "source": "wire"}).outlet == "Reuters"


def test_defaults_fill_what_is_not_given_under_whatever_name() -> None:
    metadata = checked(
        {"source": "Own", "date": "2022"}, defaults={"outlet": "Set", "note": "n", "published_basis": "given"}
    )
    assert (metadata.outlet, metadata.note) == ("Own", "n")
    assert metadata.published == Published(value="2022", basis=DateBasis.METADATA)


def test_blank_and_null_fields_are_absent_and_lists_are_remarked() -> None:
    metadata = checked({"title": "  ", "outlet": None, "byline": ["A", "B"], "url": 7})
    assert (metadata.title, metadata.outlet, metadata.byline, metadata.url) == (None, None, None, "7")
    assert metadata.remarks == ("byline not used: it is not text",)


@pytest.mark.parametrize(
    ("written", "code"), [("en", "en"), ("en-GB", "en"), ("eng", "en"), ("EN_us", "en"), ("??", None)]
)
def test_a_language_is_a_short_code(written: str, code: str | None) -> None:
    metadata = checked({"language": written})
    assert metadata.language == code
    assert bool(metadata.remarks) == (code is None)


def test_front_matter_is_taken_off_and_the_rest_kept_exactly() -> None:
    text = "---\ntitle: Kirby: shells “hidden”\noutlet: 'Wire'\n# comment\nPublished-Basis: printed\n---\r\n\n Body\r\n"
    given, body = front_matter(text)
    assert given == {"title": "Kirby: shells “hidden”", "outlet": "Wire", "published_basis": "printed"}
    assert body == "\n Body\r\n"


@pytest.mark.parametrize(
    "text",
    ["", "no marks", "---\ntitle: never closed\n", "---\n\nA rule, then prose.\n\n---\nMore.", "--- \ntext\n---\n"],
)
def test_what_is_not_front_matter_is_text(text: str) -> None:
    assert front_matter(text) == ({}, text)


@given(st.text(alphabet="-ab:\n\r \t#'\"", max_size=60))
def test_front_matter_never_fails_and_the_body_is_an_end_of_the_text(text: str) -> None:
    _, body = front_matter(text)
    assert text.endswith(body)


@given(st.dictionaries(st.sampled_from(["title", "published", "published_basis", "language", "note"]), st.text()))
def test_no_written_metadata_makes_checking_fail(given_fields: dict[str, str]) -> None:
    checked(given_fields, file_name="2022-11-03.txt")


def test_rows_are_found_by_file_name_with_any_case_in_the_header(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_bytes(
        b'\xef\xbb\xbfFile,Title,outlet\r\n./a.txt,"One, two",\r\nb.txt,B,Wire,extra\r\n'
    )
    rows, remarks = folder_rows(tmp_path)
    assert rows == {"a.txt": {"title": "One, two"}, "b.txt": {"title": "B", "outlet": "Wire"}}
    assert remarks == ()


@pytest.mark.parametrize("raw", [b"name,title\na.txt,A\n", b"file\n", b"\x00\x01\x02"])
def test_a_metadata_file_that_cannot_be_used_is_a_remark(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "metadata.csv").write_bytes(raw)
    rows, remarks = folder_rows(tmp_path)
    assert rows == {}
    assert remarks[0].startswith("metadata.csv not used")


def test_a_changed_metadata_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "metadata.csv"
    path.write_text("file,title\na.txt,First\n")
    assert folder_rows(tmp_path)[0]["a.txt"]["title"] == "First"
    path.write_text("file,title\na.txt,Second\n")
    assert folder_rows(tmp_path)[0]["a.txt"]["title"] == "Second"


def test_a_folder_without_metadata_has_no_rows(tmp_path: Path) -> None:
    assert folder_rows(tmp_path) == ({}, ())
