"""Word processors' files for the fuzzer: good ones, and ones made to do harm."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

import docx

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_SENTENCE = "The ministry denied it on Thursday, he said."


def word_samples() -> Sequence[bytes]:
    """A document with a heading, paragraphs and a table."""
    made = docx.Document()
    made.add_heading("Shots at sea", level=1)
    made.add_paragraph(_SENTENCE)
    made.add_table(rows=2, cols=2).cell(0, 0).text = "Year"
    return [_saved(made)]


def open_samples() -> Sequence[bytes]:
    """A small OpenDocument text."""
    return [_open_text(f"<text:h>Shots</text:h><text:p>{_SENTENCE}</text:p>")]


def rtf_samples() -> Sequence[bytes]:
    """RTF as word processors write it."""
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Shots}}"
    return [(head + rf"\pard {_SENTENCE}\par Caf\'e9 \u8220?no\u8221?\par\trowd Year\cell Shots\cell\row}}").encode()]


def hostile_word(size: int) -> Mapping[str, bytes]:
    """XML bombs, nesting, and zip files that lie about what is in them."""
    good = word_samples()[0]
    made = {
        what: _with(good, "word/document.xml", _word(body, doctype)) for what, (doctype, body) in _bodies(size).items()
    }
    return {
        **made,
        "a member that is huge": _with(good, "word/media/a.xml", b" " * size * 700),
        "a size that lies": _lying(_with(good, "word/document.xml", _word("<w:p/>" * size, ""))),
        "very many members": _many(size // 8),
        "relations of nothing": _with(good, "word/_rels/document.xml.rels", b"<a>" * size),
        "types of nothing": _with(good, "[Content_Types].xml", b"<Types>" * size),
        "not XML": _with(good, "word/document.xml", b"\0\xff" * size),
    }


def hostile_open(size: int) -> Mapping[str, bytes]:
    """The same for OpenDocument."""
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return {
        "entities that grow": _open_text("<text:p>&e11;</text:p>", f'<!DOCTYPE a [<!ENTITY e0 "a">{grown}]>'),
        "nested spans": _open_text("<text:p>" + "<text:span>" * size + "a" + "</text:span>" * size + "</text:p>"),
        "nested sections": _open_text(
            "<text:section>" * 200 + f"<text:p>{_SENTENCE}</text:p>" + "</text:section>" * 200
        ),
        "paragraphs": _open_text(f"<text:p>{_SENTENCE}</text:p>" * size),
        "a member that is huge": _with(open_samples()[0], "content.xml", b" " * size * 700),
        "a size that lies": _lying(_open_text("<text:p/>" * size)),
        "not XML": _with(open_samples()[0], "content.xml", b"\0\xff" * size),
    }


def hostile_rtf(size: int) -> Mapping[str, bytes]:
    """Braces, numbers and code pages without end."""
    head = b"{\\rtf1\\ansi "
    return {
        "nested groups": head + b"{" * size + _SENTENCE.encode(),
        "closed groups": head + b"}" * size + _SENTENCE.encode(),
        "control words": head + b"\\par" * size + b"\\b0" * size + _SENTENCE.encode(),
        "letters by number": head + b"\\u99999999?" * size + b"\\'zz" * size,
        "letters to skip": head + b"\\uc999999999 \\u8220" * size + _SENTENCE.encode(),
        "code pages": b"{\\rtf1\\ansi\\ansicpg99999 " + b"\\'e9" * size,
        "fonts": head + b"{\\fonttbl" + b"{\\f1\\fcharset222 A;}" * size + b"}" + _SENTENCE.encode(),
        "pictures": head + b"{\\pict " + b"89" * size * 20 + b"}" + _SENTENCE.encode(),
        "deleted groups": head + b"{\\deleted " * size + _SENTENCE.encode(),
        "cells": head + b"\\cell" * size + _SENTENCE.encode(),
        "bytes": head + bytes(range(256)) * (size // 100),
        "titles": head + b"{\\title {" * size + _SENTENCE.encode(),
    }


def _bodies(size: int) -> Mapping[str, tuple[str, str]]:
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    long = f'<!DOCTYPE a [<!ENTITY e0 "{"a" * size}">]>'
    attributes = " ".join(f"a{n}='b'" for n in range(size))
    run = f"<w:p><w:r><w:t>{_SENTENCE}</w:t></w:r></w:p>"
    return {
        "entities that grow": (f'<!DOCTYPE a [<!ENTITY e0 "a">{grown}]>', "<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>"),
        "one long entity": (long, f"<w:p><w:r><w:t>{'&e0;' * min(size, 1000)}</w:t></w:r></w:p>"),
        "an entity from a file": (
            '<!DOCTYPE a [<!ENTITY e0 SYSTEM "file:///etc/passwd">]>',
            "<w:p><w:t>&e0;</w:t></w:p>",
        ),
        "nested elements": ("", "<w:sdt>" * size + run + "</w:sdt>" * size),
        "nested as deep as parsers go": ("", "<w:sdt>" * 240 + run + "</w:sdt>" * 240),
        "nested tables": ("", "<w:tbl><w:tr><w:tc>" * 70 + run + "</w:tc></w:tr></w:tbl>" * 70),
        "paragraphs": ("", run * size),
        "a paragraph of breaks": ("", f"<w:p><w:r>{'<w:t>a.</w:t><w:br/>' * size}</w:r></w:p>"),
        "attributes": ("", f"<w:p {attributes}/>{run}"),
    }


def _word(body: str, doctype: str) -> str:
    return f'{doctype}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'


def _open_text(body: str, doctype: str = "") -> bytes:
    names = f'xmlns:office="{_OFFICE}" xmlns:text="{_TEXT}"'
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
    return _packed({"content.xml": f"{doctype}{content}</office:document-content>"})


def _saved(made: docx.document.Document) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _packed(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def _with(raw: bytes, name: str, content: str | bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return _packed({**{member: packed.read(member) for member in packed.namelist()}, name: content})


def _many(count: int) -> bytes:
    return _packed({f"a{number}": "" for number in range(count)})


def _lying(raw: bytes) -> bytes:
    """The file with every unpacked size said to be nine bytes, in both places where it stands."""
    changed = bytearray(raw)
    for sign, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = changed.find(sign)
        while at >= 0:
            struct.pack_into("<I", changed, at + place, 9)
            at = changed.find(sign, at + 4)
    return bytes(changed)
