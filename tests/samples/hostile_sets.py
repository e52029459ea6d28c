"""Data sets, tables, JSON files and exports of press archives: good samples, and files made by hand to do harm."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from press_exports import FACTIVA, FACTIVA_DISPLAYED, NEXIS, NEXIS_UNI

RECORDS = [
    {"id": "k1", "title": "Shells", "date": "3 Nov 2022", "source": "Wire", "text": "John Kirby said “no”.\r\nTwice."},
    {"id": 2, "headline": "Drones", "published_at": "03/11/2022", "authors": ["A", "B"], "body": "Iran denied it."},
    {"text": "Only text."},
]
TABLE = (
    "id,headline,publish_date,publisher,text\r\n"
    'k1,"Shells, hidden",2022-11-03,Wire,"First ""line"".\r\nSecond, line."\r\n'
    "k2,Drones,,,Où est-il?\r\n"
)


def exports() -> Sequence[bytes]:
    """Exports of each archive, and an ordinary article."""
    return [text.encode() for text in (NEXIS, NEXIS_UNI, FACTIVA, FACTIVA_DISPLAYED)]


def hostile_exports(harm: int) -> Mapping[str, bytes]:
    """Markers in numbers and orders in which no archive writes them."""
    document = "1 of 9 DOCUMENTS\n\nWire\n\nNovember 3, 2022\n\nTitle\n\nLENGTH: 3 words\n\nSome short text.\n"
    closed = "Document LBA0000020221103eib3000a1\n"
    texts = {
        "Factiva markers": f"HD\nAN\n{closed}" * harm,
        "nothing but document numbers": closed * harm,
        "codes without end": "HD\nPD\nSN\nLP\n" * harm + closed,
        "one document of many lines": "HD a\nPD 3 November 2022\nSN b\nLP\n" + "IN BRIEF\n" * harm + closed,
        "Nexis markers": "1 of 9 DOCUMENTS\n" * harm,
        "whole documents": document * (harm // 10),
        "a header without end": "1 of 1 DOCUMENTS\nLENGTH: 3 words\n" + "BYLINE: x\n" * harm,
        "a field without end": "1 of 1 DOCUMENTS\nLENGTH: 3 words\nBYLINE: x\n" + "and y\n" * harm + "\nText.\n",
        "ends without bodies": "End of Document\nBody\n" * harm,
        "dates": "1 of 1 DOCUMENTS\n" + "November 3, 2022 Thursday\n" * harm + "LENGTH: 3 words\n\nText.\n",
        "rights without end": document + "\n" + "Copyright 2022\n\n" * harm,
        "blank lines": "1 of 1 DOCUMENTS\n\nLENGTH: 3 words\n" + "\n" * harm * 10 + "Text.\n",
        "lines to be joined": document + ("x" * 39 + " ") * 2 + "\n" + ("x" * 79 + "\n") * harm,
        "one line": "1 of 9 DOCUMENTS " * harm,
    }
    return {name: text.encode() for name, text in texts.items()}


def lines() -> Sequence[bytes]:
    """JSON lines."""
    return ["\n".join(json.dumps(record, ensure_ascii=ascii) for record in RECORDS).encode() for ascii in (True, False)]


def hostile_lines(harm: int) -> Mapping[str, bytes]:
    """Lines too long, too deep, too many."""
    return {
        "a line too long": b'{"text": "' + b"x" * harm * 1000 + b'"}\n' + b'{"text": "A"}\n',
        "a line too deep": b"[" * harm * 10 + b"\n",
        "objects too deep": b'{"text":' * harm,
        "blank lines": b"\n" * harm * 10 + b'{"text": "A"}',
        "one id": b'{"id": 1, "text": "A"}\n' * harm,
        "numbers": b'{"text": ' + b"9" * harm + b"}\n",
        "keys": b"{" + b",".join(b'"k%d": 1' % number for number in range(harm)) + b', "text": "A"}',
        "NULs": b'{"text": "A"}\n' + b"\0" * harm * 10,
    }


def json_files() -> Sequence[bytes]:
    """An array, an answer with articles, one object, and lines under another name."""
    whole = [RECORDS, {"status": "ok", "articles": RECORDS}, RECORDS[0]]
    return [*(json.dumps(one, indent=1).encode() for one in whole), *lines()]


def hostile_json(harm: int) -> Mapping[str, bytes]:
    """Arrays too deep, too long, never closed."""
    return {
        "arrays too deep": b"[" * harm * 10,
        "objects too deep": b'[{"text":' * harm,
        "blanks": b"[" + b" " * harm * 100,
        "commas": b"[" + b"," * harm * 100,
        "records": b"[" + b'{"text": "A"},' * harm + b"]",
        "never closed": b'[{"text": "A"}' + b" " * harm * 100,
        "a long text": b'{"text": "' + b"x" * harm * 600 + b'"}',
        "too large": b'{"text": "' + b"x" * harm * 1400 + b'"}',
        "escapes": b'{"text": "' + b"\\u0041\\ud800" * harm + b'"}',
        "numbers": b"[" + b"9" * harm * 10 + b"]",
    }


def tables() -> Sequence[bytes]:
    """Tables with each delimiter and in other encodings."""
    plain = 'title;text\nA;One\nB;"Two; three"\n'
    return [TABLE.encode(), plain.encode(), plain.replace(";", "\t").encode("utf-16"), TABLE.encode("cp1252")]


def hostile_tables(harm: int) -> Mapping[str, bytes]:
    """Fields too long, marks that never close, rows and columns without end."""
    return {
        "a field too long": b'title,text\nA,"' + b"x" * harm * 1000 + b'"\nB,last\n',
        "a field of too many lines": b'title,text\nA,"' + b"word\n" * harm * 200 + b'"\nB,last\n',
        "marks that never close": b"id,text\n" + b'"a,b\n' * harm,
        "marks that rarely close": b"id,text\n" + (b'"a,b\n' + b"c,d\n" * 1000) * (harm // 1000),
        "marks that close far below": b"id,text\n" + (b'"a,b\n' + b"c" * harm + b"\n") * (harm // 500),
        "marks": b'text\n"' + b'""' * harm * 10,
        "NULs": b"text\n" + b"\0" * harm * 10,
        "columns": b"text," * harm + b"\n" + b"x," * harm,
        "rows too wide": b"text\n" + b"x," * harm * 10,
        "blank rows": b"text\n" + b"\n" * harm * 10 + b"x",
        "carriage returns": b"text\r" + b"x\r" * harm,
        "a header without end": b"text" * harm * 100,
        "a line without end in UTF-16": b"\xff\xfe" + b"x\0" * harm * 200,
    }
