"""Inputs that try to break the readers: mutations of real samples, and files made by hand to do harm.

A table by format: whoever adds a reader adds a row. `test_sources_fuzz.py` runs a few of each,
`tests/benchmarks/fuzz_sources.py` as many as wanted, in a process of its own with limits on time and memory.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from index.errors import SourceError
from index.sources import Document, read_bytes
from samples import (
    hostile_archives,
    hostile_feeds,
    hostile_mail,
    hostile_office,
    hostile_pages,
    hostile_pdfs,
    hostile_sets,
)

Read = Callable[[bytes], Iterator[Document | SourceError]]
Hostile = Callable[[int], Mapping[str, bytes]]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One format to be fuzzed."""

    format: str
    """As in FORMATS."""
    file: str
    """A name for the inputs: its suffix chooses the reader."""
    samples: Callable[[], Sequence[bytes]]
    """Good files, to be mutated."""
    hostile: Hostile
    """Files made to do harm, by what they do; the number says how large the harm is (100,000 in the benchmark)."""
    tokens: tuple[bytes, ...] = ()
    """What means something in the format, to be spliced in anywhere."""
    packed: bool = False
    """Whether the files are zip files whose members are to be mutated too: their checksums guard the file itself."""
    reader: Read | None = None
    """What reads it where no suffix says so."""

    def read(self, raw: bytes) -> Iterator[Document | SourceError]:
        """The articles in it. Raises SourceError where it gives none."""
        return self.reader(raw) if self.reader else read_bytes(raw, self.file)


_OFFICE_TOKENS = (
    b"<w:p>",
    b"</w:p>",
    b"<w:tbl>",
    b"<w:t>",
    b"&e;",
    b"<!DOCTYPE a>",
    b"\x00",
    b"<text:p>",
    b"PK\x03\x04",
)
KINDS: tuple[Kind, ...] = (
    Kind(
        format="feed",
        file="",
        samples=hostile_feeds.samples,
        hostile=hostile_feeds.hostile,
        tokens=(b"<item>", b"</item>", b"<link>", b"<![CDATA[", b"]]>", b"&#xD800;", b"&amp;lt;", b"<!DOCTYPE ", b"\0"),
        reader=hostile_feeds.read,
    ),
    Kind(
        format="web page",
        file="a.html",
        samples=hostile_pages.samples,
        hostile=hostile_pages.hostile,
        tokens=(
            b"<div>",
            b"</p>",
            b"<table><tr><td>",
            b"<!--",
            b"<script>",
            b"&#x0;",
            b"<title>",
            b"\xff\xfe",
            b"<br><br>",
        ),
    ),
    Kind(
        format="saved web page",
        file="a.mhtml",
        samples=hostile_pages.saved_samples,
        hostile=hostile_mail.hostile,
        tokens=(b"\r\n\r\n", b"Content-Type: text/html", b"boundary=", b"=\r\n", b"--"),
    ),
    Kind(
        format="PDF",
        file="a.pdf",
        samples=hostile_pdfs.samples,
        hostile=hostile_pdfs.hostile,
        tokens=(
            b"endstream",
            b"endobj",
            b"<< /Length 9 >>",
            b"0 0 R",
            b"1 0 R",
            b"BT",
            b"Tj",
            b"[",
            b"(",
            b"\\",
            b"/Kids",
        ),
    ),
    Kind(
        format="letter",
        file="a.eml",
        samples=hostile_mail.samples,
        hostile=hostile_mail.hostile,
        tokens=(
            b"\n\n",
            b"Content-Type: multipart/mixed; boundary=b\n",
            b"--b\n",
            b"=?utf-8?B?",
            b"?=",
            b"From: ",
            b"\xff",
        ),
    ),
    Kind(
        format="mailbox",
        file="a.mbox",
        samples=hostile_mail.mailboxes,
        hostile=hostile_mail.hostile_mailboxes,
        tokens=(b"\n\nFrom a@b Thu Nov  3 10:00:00 2022\n", b"\n\n", b"From ", b">From "),
    ),
    Kind(
        format="Word document",
        file="a.docx",
        samples=hostile_office.word_samples,
        hostile=hostile_office.hostile_word,
        tokens=_OFFICE_TOKENS,
        packed=True,
    ),
    Kind(
        format="OpenDocument text",
        file="a.odt",
        samples=hostile_office.open_samples,
        hostile=hostile_office.hostile_open,
        tokens=_OFFICE_TOKENS,
        packed=True,
    ),
    Kind(
        format="RTF",
        file="a.rtf",
        samples=hostile_office.rtf_samples,
        hostile=hostile_office.hostile_rtf,
        tokens=(b"{", b"}", b"\\par ", b"\\u-1", b"\\'ff", b"\\bin9", b"\\cell", b"\\ansicpg0"),
    ),
    Kind(
        format="text",
        file="a.txt",
        samples=hostile_sets.exports,
        hostile=hostile_sets.hostile_exports,
        tokens=(
            b"1 of 9 DOCUMENTS\n",
            b"End of Document\n",
            b"HD\n",
            b"AN\n",
            b"LENGTH: 3 words\n",
            b"\n\n",
            b"Body\n",
        ),
    ),
    Kind(
        format="data set",
        file="a.jsonl",
        samples=hostile_sets.lines,
        hostile=hostile_sets.hostile_lines,
        tokens=(b"{", b"}", b"[", b'"', b"\\u0000", b"\\ud800", b"\n", b'"text":', b"null", b"\0", b"\xff"),
    ),
    Kind(
        format="JSON",
        file="a.json",
        samples=hostile_sets.json_files,
        hostile=hostile_sets.hostile_json,
        tokens=(b"{", b"}", b"[", b"]", b'"', b",", b"\\ud800", b"\n", b'"text":', b"1e999", b"\0", b"\xff"),
    ),
    Kind(
        format="table",
        file="a.csv",
        samples=hostile_sets.tables,
        hostile=hostile_sets.hostile_tables,
        tokens=(b'"', b'""', b",", b"\r", b"\n", b"\t", b";", b"\0", b"\xff", b"sep=;\n"),
    ),
    Kind(
        format="zip archive",
        file="a.zip",
        samples=hostile_archives.zips,
        hostile=hostile_archives.hostile_zips,
        tokens=(b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"../", b"\x1f\x8b\x08"),
    ),
    Kind(
        format="web archive",
        file="a.warc",
        samples=hostile_archives.warcs,
        hostile=hostile_archives.hostile_warcs,
        tokens=(b"WARC/1.0\r\n", b"\r\n\r\n", b"Content-Length: ", b"HTTP/1.1 200 OK\r\n", b"-1"),
    ),
)


@cache
def samples_of(kind: Kind) -> tuple[bytes, ...]:
    """The samples of a format, made once."""
    return tuple(kind.samples())


def mutated(kind: Kind, seed: int) -> bytes:
    """One input, always the same for the same seed: a sample with a few things done to it."""
    dice = random.Random(seed)
    raw = dice.choice(samples_of(kind))
    return _inside(raw, kind, dice) if kind.packed and dice.random() < 0.8 else _done_to(raw, kind, dice)


def _done_to(raw: bytes, kind: Kind, dice: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        dice.choice(_MUTATIONS)(changed, kind, dice)
    return bytes(changed)


def _inside(raw: bytes, kind: Kind, dice: random.Random) -> bytes:
    """The zip file with one of its members mutated."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    chosen = dice.choice([name for name in members if name.endswith((".xml", ".rels"))])
    members[chosen] = _done_to(members[chosen], kind, dice)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def _flip(raw: bytearray, _kind: Kind, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 8, 64))):
        if raw:
            raw[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)


def _cut(raw: bytearray, _kind: Kind, dice: random.Random) -> None:
    del raw[dice.randrange(len(raw) + 1) :]


def _drop(raw: bytearray, _kind: Kind, dice: random.Random) -> None:
    at = dice.randrange(len(raw) + 1)
    del raw[at : at + dice.choice((1, 16, 512))]


def _repeat(raw: bytearray, _kind: Kind, dice: random.Random) -> None:
    at = dice.randrange(len(raw) + 1)
    raw[at:at] = raw[at : at + dice.choice((1, 16, 512))] * dice.choice((1, 2, 50))


def _splice(raw: bytearray, kind: Kind, dice: random.Random) -> None:
    other = dice.choice(samples_of(kind))
    start = dice.randrange(len(other) + 1)
    at = dice.randrange(len(raw) + 1)
    raw[at : at + dice.choice((0, 64, 1024))] = other[start : start + dice.choice((16, 256, 4096))]


def _token(raw: bytearray, kind: Kind, dice: random.Random) -> None:
    at = dice.randrange(len(raw) + 1)
    raw[at:at] = dice.choice(kind.tokens or (b"\0",)) * dice.choice((1, 1, 3, 100))


def _number(raw: bytearray, _kind: Kind, dice: random.Random) -> None:
    """Put another number where one stands: lengths, offsets, counts."""
    digits = [at for at, byte in enumerate(raw[:65536]) if 48 <= byte <= 57]
    if digits:
        at = dice.choice(digits)
        raw[at : at + 1] = dice.choice((b"0", b"-1", b"9", b"99999999", b"4294967296", b"1e9"))


_MUTATIONS = (_flip, _flip, _cut, _drop, _repeat, _splice, _token, _number)
