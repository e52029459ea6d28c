"""Web archives: pages that a crawler kept are articles; everything else is counted."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from gzip import compress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceCutOff, SourceError
from index.sources import Document, read_bytes

BODY = "The White House said on Wednesday that North Korea had covertly shipped a large number of artillery shells. "
PAGE = (
    "<html><head><title>Shells</title><meta charset='utf-8'></head><body><article><h1>Shells sent in secret</h1>"
    + "".join(f"<p>{BODY} Paragraph {number} has words of its own, {number * 7} of them.</p>" for number in range(6))
    + "</article></body></html>"
)
Kept = tuple[str, str, str, bytes]
"""Address, status, type and content."""
PAGES: list[Kept] = [
    ("https://example.org/a", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
    ("https://example.org/old", "301 Moved", "text/html", b"moved"),
    ("https://example.org/logo.png", "200 OK", "image/png", b"\x89PNG"),
    ("https://example.org/gone", "404 Not Found", "text/html", b"gone"),
    ("https://example.org/note.txt", "200 OK", "text/plain", b"A note in plain text."),
]


def warc(pages: Iterable[Kept], *, gzip: bool = False) -> bytes:
    records = [record("warcinfo", "", "application/warc-fields", b"software: a test\r\n")]
    for address, status, kind, content in pages:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + content
        records.append(record("response", address, "application/http; msgtype=response", answer))
    return b"".join(map(compress, records) if gzip else records)


def record(kind: str, address: str, content_type: str, content: bytes) -> bytes:
    fields = {
        **{"WARC-Type": kind, "WARC-Date": "2022-11-03T10:00:00Z", "Content-Type": content_type},
        **{"WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, repr(content))}>"},
        **({"WARC-Target-URI": address} if address else {}),
        "Content-Length": str(len(content)),
    }
    head = "".join(f"{key}: {value}\r\n" for key, value in fields.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + content + b"\r\n\r\n"


def read_all(raw: bytes, name: str = "crawl.warc") -> list[Document | SourceError]:
    return list(read_bytes(raw, name))


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_each_kept_page_is_an_article_and_the_rest_is_counted(name: str) -> None:
    page, note = read_all(warc(PAGES, gzip=name.endswith("gz")), name)
    assert isinstance(page, Document)
    assert isinstance(note, Document)
    assert BODY.strip() in page.article.text
    assert page.appearance.locator == f"{name}#https://example.org/a"
    assert page.appearance.url == "https://example.org/a"
    assert page.appearance.retrieved == "2022-11-03T10:00:00Z"
    assert note.article.text == "A note in plain text."
    assert note.remarks[-1].endswith("passed over: 1 redirects, 1 image files, 1 error pages")


def test_an_address_that_was_kept_twice_is_two_versions() -> None:
    again = ("https://example.org/note.txt", "200 OK", "text/plain", b"A later note.")
    first, second = read_all(warc([PAGES[-1], again]))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.appearance.locator == "crawl.warc#https://example.org/note.txt"
    assert second.appearance.locator.startswith("crawl.warc#urn:uuid:")
    assert second.appearance.url == "https://example.org/note.txt"


def test_a_page_without_an_article_is_an_error_in_its_place() -> None:
    empty = ("https://example.org/empty", "200 OK", "text/html", b"<html><body></body></html>")
    first, second = read_all(warc([empty, PAGES[-1]]))
    assert isinstance(first, SourceError)
    assert first.locator == "crawl.warc#https://example.org/empty"
    assert isinstance(second, Document)


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_breaks_off_gives_what_it_holds_and_says_so(packed: bool) -> None:
    pages = [(f"https://example.org/{n}.txt", "200 OK", "text/plain", f"Note {n} {n**30}".encode()) for n in range(40)]
    raw = warc(pages, gzip=packed)
    found = read_all(raw[: len(raw) * 9 // 10 - 7], "crawl.warc.gz" if packed else "crawl.warc")
    assert isinstance(found[-1], SourceCutOff)
    texts = {content.decode() for *_, content in pages}
    assert {one.article.text for one in found if isinstance(one, Document)} < texts
    assert len(found) > 20


@pytest.mark.parametrize("raw", [b"", b"no web archive\n", b"WARC/1.0\r\n", b"\0" * 100, warc([])])
def test_a_file_that_gives_nothing_is_one_error(raw: bytes) -> None:
    with pytest.raises(SourceError):
        read_all(raw)


def test_a_record_longer_than_it_says_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    raw = warc([PAGES[-1], PAGES[-1]]).replace(b"A note in plain text.", b"A note in plain text.\nwith more", 1)
    for one in read_all(raw):
        assert isinstance(one, (Document, SourceError))
    assert capsys.readouterr() == ("", "")


SAMPLE = warc([PAGES[-1], PAGES[1], PAGES[-1]])


@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.binary(max_size=3)), max_size=6), st.integers(0, 200))
def test_no_changed_bytes_make_reading_a_web_archive_fail(changes: list[tuple[int, bytes]], cut: int) -> None:
    raw = SAMPLE
    for place, piece in changes:
        raw = raw[:place] + piece + raw[place + 1 :]
    try:
        for one in read_all(raw[: len(raw) - cut]):
            assert isinstance(one, (Document, SourceError))
    except SourceError:
        pass
