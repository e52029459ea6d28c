"""JSON in its forms: lines, arrays and single objects, with columns under the names data sets use."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceCutOff, SourceError, SourceUnread
from index.sources import Document, read_bytes


def read_all(raw: bytes | str, name: str = "set.json") -> list[Document | SourceError]:
    return list(read_bytes(raw.encode() if isinstance(raw, str) else raw, name))


def documents(raw: bytes | str, name: str = "set.json") -> list[Document]:
    return [each for each in read_all(raw, name) if isinstance(each, Document)]


def test_columns_under_other_names_are_known() -> None:
    record = {
        **{"Headline": "One", "date_publish": "2022-11-03 10:00:00", "source": {"id": None, "name": "Wire"}},
        **{"authors": ["A. Writer", "B. Writer"], "maintext": "Text.", "guid": "k1", "publishedAt": None},
    }
    (document,) = documents(json.dumps(record), "set.jsonl")
    appearance = document.appearance
    assert (appearance.title, appearance.outlet, appearance.byline) == ("One", "Wire", "A. Writer, B. Writer")
    assert (appearance.locator, document.article.text) == ("set.jsonl#k1", "Text.")
    assert appearance.published is not None
    assert appearance.published.value == "2022-11-03"


def test_of_two_columns_for_one_field_the_plainer_name_counts() -> None:
    (document,) = documents('{"content": "Short…", "text": "Whole.", "source": "w", "outlet": "Wire"}', "set.ndjson")
    assert (document.article.text, document.appearance.outlet) == ("Whole.", "Wire")


@pytest.mark.parametrize(
    "raw",
    [
        '[{"text": "A"}, {"text": "B"}]',
        '\ufeff [\n{"text": "A"},\n{"text": "B"}\n]\n',
        '{"status": "ok", "articles": [{"body": "A"}, {"body": "B"}]}',
        '{"text": "A"}\n{"text": "B"}\n',
    ],
)
def test_an_array_an_answer_with_articles_and_lines_are_all_data_sets(raw: str) -> None:
    assert [document.article.text for document in documents(raw)] == ["A", "B"]
    assert [document.article.text for document in documents(gzip.compress(raw.encode()), "set.json.gz")] == ["A", "B"]


def test_one_object_is_one_article() -> None:
    (document,) = documents('{\n "title": "T",\n "text": "A"\n}')
    assert (document.article.text, document.appearance.title) == ("A", "T")


def test_json_without_articles_is_passed_over_and_not_called_broken() -> None:
    with pytest.raises(SourceUnread):
        read_all('{"name": "package", "version": 1}')


@pytest.mark.parametrize("raw", [b"", b" ", b"[]", b"{", b"\0\1", b"[" * 100_000, b'{"text": ""' * 9])
def test_a_json_file_that_gives_nothing_is_one_error(raw: bytes) -> None:
    with pytest.raises(SourceError):
        read_all(raw)


def test_a_record_without_text_is_an_error_in_its_place() -> None:
    found = read_all('[{"text": "A"}, {"title": "no text"}, 7, {"text": "B"}]')
    assert [type(each) for each in found] == [Document, SourceError, SourceError, Document]
    assert [each.locator for each in found if isinstance(each, SourceError)] == [
        "set.json#record-2",
        "set.json#record-3",
    ]


def test_an_array_that_breaks_off_gives_what_it_holds_and_says_so() -> None:
    found = read_all('[{"text": "A"}, {"text": "B"}, {"te')
    assert [type(each) for each in found] == [Document, Document, SourceCutOff]


def test_a_json_file_too_large_to_hold_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sources.sets.json_files.LARGEST", 10)
    with pytest.raises(SourceError, match="too much for a JSON file"):
        read_all('{"text": "long enough"}')


@given(st.binary(max_size=100) | st.text(alphabet='[]{}":,text1\n ', max_size=100).map(str.encode))
def test_no_bytes_make_reading_json_fail(raw: bytes) -> None:
    try:
        for each in read_all(raw):
            assert isinstance(each, (Document, SourceError))
    except SourceError:
        pass
