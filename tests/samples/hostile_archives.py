"""Zip archives and web archives: good samples, and bombs made by hand."""

from __future__ import annotations

import copy
import gzip
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

from samples import hostile_sets


def zipped(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def zips() -> Sequence[bytes]:
    """Archives of data sets, packed and not, with one inside."""
    lines, table = hostile_sets.lines()[0], hostile_sets.tables()[0]
    members = {
        **{"a.txt": b"One.", "b/set.jsonl": lines, "b/set.jsonl.gz": gzip.compress(lines, mtime=0)},
        **{"b/metadata.csv": b"file,outlet\nset.jsonl,Wire\n", "c/table.csv.gz": gzip.compress(table, mtime=0)},
        **{"export.txt": hostile_sets.exports()[2], "logo.png": b"\x89PNG", "d.warc": record("A note.")},
    }
    inner = zipped({"x.txt": b"Inner.", "y.csv": table})
    return [zipped({**members, "inner.zip": inner}), zipped({**members, "inner.zip": inner}, zipfile.ZIP_STORED)]


def hostile_zips(harm: int) -> Mapping[str, bytes]:
    """Bombs of each kind."""
    zeros = b"0" * harm * 1000
    inner = zipped({"x.txt": zeros})
    for _ in range(4):  # as in 42.zip: each level holds sixteen of the one below
        inner = zipped({f"{number}.zip": inner for number in range(16)})
    newlines = b"title,text\nA,One\n" + b"\n" * harm * 1000
    return {
        "nested": inner,
        "a member too tight": zipped({"x.txt": zeros, "a.txt": b"One."}),
        "members that overlap": overlapping(harm // 10),
        "members without end": many(harm * 10),
        "a packed data set too tight": zipped({"set.jsonl.gz": gzip.compress(b'{"text": "A"}\n' + zeros)}),
        "a packed table too tight": zipped({"set.csv.gz": gzip.compress(newlines)}),
        "names that lead out": zipped({f"{'../' * number}x.txt": b"x" for number in range(1, 50)}),
        "names too long": zipped({chr(97 + number) * 60_000: b"x" for number in range(harm // 10_000 + 1)}),
        "folders too deep": zipped({"a/" * 30_000 + "x.txt": b"x"}),
        "a size that lies": lying(zeros),
        "metadata too tight": zipped({"metadata.csv": b"file,outlet\n" + zeros, "a.txt": b"One."}),
    }


def overlapping(number: int) -> bytes:
    """So many members that all use the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.txt", b"0" * 100_000)
        for place in range(1, number):
            again = copy.copy(archive.infolist()[0])
            again.filename = f"{place}.txt"
            archive.filelist.append(again)
    return stream.getvalue()


def many(number: int) -> bytes:
    """So many empty members, written faster than zipfile does."""
    local = b"".join(b"PK\3\4" + bytes(22) + struct.pack("<HH", 11, 0) + b"%07d.txt" % one for one in range(number))
    size = 30 + 11
    directory = b"".join(
        b"PK\1\2" + bytes(24) + struct.pack("<HHHHHII", 11, 0, 0, 0, 0, 0, one * size) + b"%07d.txt" % one
        for one in range(number)
    )
    wide = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, number, number, len(directory), len(local))
    found = struct.pack("<4sIQI", b"PK\6\7", 0, len(local) + len(directory), 1)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return local + directory + wide + found + end


def lying(content: bytes) -> bytes:
    """A member that says it unpacks to little."""
    raw = bytearray(zipped({"x.txt": content}))
    struct.pack_into("<I", raw, raw.index(b"PK\1\2") + 24, 1000)
    return bytes(raw)


def record(text: str, extra: str = "", length: int | None = None) -> bytes:
    """A page in a web archive."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{extra}\r\n{text}".encode("latin-1")
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\n"
    size = len(answer) if length is None else length
    return f"{head}Content-Length: {size}\r\n\r\n".encode() + answer + b"\r\n\r\n"


def warcs() -> Sequence[bytes]:
    """Web archives of notes."""
    return [record("A note.") * 3, record("4\r\nNote\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n") + record("Last.")]


def hostile_warcs(harm: int) -> Mapping[str, bytes]:
    """Lines, headers and lengths that no crawler writes."""
    packed = gzip.compress(b"0" * harm * 1000).decode("latin-1")
    start = b"WARC/1.0\r\nWARC-Type: response\r\n"
    return {
        "a line without end": start + b"x" * harm * 1500,
        "headers without end": start + b"X-A: b\r\n" * harm * 10,
        "a length too long": record("A note.", length=10**18) + record("B"),
        "a length below nothing": record("A note.", length=-5) + record("B"),
        "records": record("A note.") * (harm // 10),
        "a page packed too tight": record(packed, "Content-Encoding: gzip\r\n") + record("B"),
        "chunks without end": record("1\r\nx\r\n" * harm, "Transfer-Encoding: chunked\r\n"),
        "a page too long": record("x" * harm * 700) + record("B"),
        "blank lines": record("A note.") + b"\r\n" * harm * 10 + record("B"),
    }
