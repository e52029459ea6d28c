"""PDFs for the fuzzer: good ones, and ones made to do harm."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from samples.sample_pdfs import Page, Text, column, locked, pdf, stream

_LINES = ["The ministry of Norland said on Thursday that its boats had", "fired. A spokes-", "woman denied it."]
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def samples() -> Sequence[bytes]:
    """One page, several with running heads, a turned one, one that was locked without a password, packed streams."""
    plain = pdf([Page(texts=column(_LINES))], Title="Shots at sea", Author="Mary Stone")
    numbers = ("one", "two", "three")
    told = [column([*_LINES, f"This is page {number}."]) for number in numbers]
    pages = [Page(texts=[Text(words="The Gazette", y=780.0), *lines], picture=True) for lines in told]
    packed = _file([_FONT, _page(2, 3), _packed(b"BT /F 11 Tf 72 700 Td (The ministry denied it on Thursday.) Tj ET")])
    return [plain, pdf(pages), pdf([Page(texts=column(_LINES), turned=90)]), locked(plain, ""), packed]


def hostile(size: int) -> Mapping[str, bytes]:
    """Page trees and tables that go round, streams that grow, forms within forms."""
    text = b"BT /F 11 Tf 72 700 Td (The ministry denied it on Thursday.) Tj ET"
    good = _file([_FONT, _page(2, 3), stream(text)])
    many = b"/Kids [%s] /Count %d" % (b"2 0 R " * size, size)
    return {
        "a table that names itself": good.replace(b"/Root", b"/Prev %d /Root" % good.rindex(b"xref\n0")),
        "a table far outside": good.replace(b"startxref\n", b"startxref\n9" + b"9" * 30),
        "pages that hold themselves": good.replace(b"/Kids [2 0 R]", b"/Kids [4 0 R]"),
        "a page very many times": good.replace(b"/Kids [2 0 R] /Count 1", many),
        "a count that lies": good.replace(b"/Count 1", b"/Count 999999999"),
        "a length that lies": good.replace(b"/Length ", b"/Length 99999999"),
        "a length that names itself": good.replace(b"/Length %d" % len(text), b"/Length 3 0 R"),
        "nested arrays": good.replace(b"/MediaBox", b"/X %s%s /MediaBox" % (b"[" * size, b"]" * size)),
        "nested dictionaries": good.replace(b"/MediaBox", b"/X %s%s /MediaBox" % (b"<</A " * size, b">>" * size)),
        "a string never closed": good.replace(b"/MediaBox", b"/X %s /MediaBox" % (b"(" * size)),
        "a stream that grows": _file([_FONT, _page(2, 3), _packed(b"0 " * size * 400)]),
        "a stream packed ten times": _file([_FONT, _page(2, 3), _packed(text * size, times=10)]),
        "very many words": _file([_FONT, _page(2, 3), _packed(text * size)]),
        "very many saves": _file([_FONT, _page(2, 3), _packed(b"q " * size + text)]),
        "forms within forms": _forms(12, 10),
        "a form that shows itself": _forms(1, 1).replace(b"/X1 7 0 R", b"/X1 5 0 R"),
        "letters without end": _file([_letters(), _page(2, 3), stream(text), *_map(size)]),
        "a title without end": pdf([Page(texts=column(_LINES))], Title="a " * size),
        "lines without end": pdf([Page(texts=column(["word " * size]))]),
        "a page of very many lines": pdf([Page(texts=column(["a line of this page"] * (size // 10)))]),
        "a filter that is none": good.replace(b"/Length", b"/Filter [/A /B /FlateDecode] /Length"),
        "numbers without end": good.replace(b"72 700 Td", b"%s 1e999 Td" % (b"9" * size)),
        "matrices of nothing": good.replace(b"BT", b"0 0 0 0 0 0 cm BT 0 0 0 0 0 0 Tm"),
        "only a head": b"%PDF-1.7\n" + b"0 0 obj\n" * size,
        "a broken lock": good.replace(
            b"/Root", b"/Encrypt << /Filter /Standard /V 4 /R 4 /O (a) /U (b) /P -1 >> /Root"
        ),
    }


def _file(objects: Sequence[bytes], root: bytes = b"") -> bytes:
    """A file of a font (1), a page (2), its content (3) and what else is given; page tree and catalogue follow."""
    tree = len(objects) + 1
    bodies = [
        *(body.replace(b"TREE", b"%d 0 R" % tree) for body in objects),
        b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
        root or b"<< /Type /Catalog /Pages %d 0 R >>" % tree,
    ]
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(bodies), start)
    return bytes(out)


def _page(_number: int, content: int, more: bytes = b"") -> bytes:
    resources = b"/Resources << /Font << /F 1 0 R >> %s >>" % more
    return b"<< /Type /Page /Parent TREE /MediaBox [0 0 612 792] /Contents %d 0 R %s >>" % (content, resources)


def _packed(content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [%s]" % (b"/FlateDecode " * times))


def _forms(deep: int, wide: int) -> bytes:
    """Each form shows the next one several times."""
    first = 4
    forms = []
    for level in range(deep):
        shown = b"/X%d Do " % (level + 1) * wide if level + 1 < deep else b"BT /F 9 Tf (word) Tj ET"
        inner = b"/XObject << /X%d %d 0 R >>" % (level + 1, first + level + 1) if level + 1 < deep else b""
        if deep == 1:
            shown, inner = b"/X1 Do", b"/XObject << /X1 7 0 R >>"
        resources = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 1 0 R >> %s >>" % inner
        forms.append(stream(shown, resources))
    page = _page(2, 3, b"/XObject << /X0 %d 0 R >>" % first)
    return _file([_FONT, page, stream(b"/X0 Do " * wide), *forms])


def _letters() -> bytes:
    kind = b"/Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H"
    return b"<< %s /ToUnicode 4 0 R /DescendantFonts [5 0 R] >>" % kind


def _map(size: int) -> list[bytes]:
    """A table of letters in which one line stands for millions."""
    ranges = b"<0000> <FFFFFFFF> <0041>\n" * min(size // 1000, 100)
    written = (
        b"begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n100 beginbfrange\n%sendbfrange\nendcmap"
    )
    widths = b"/W [%s]" % b" ".join(b"%d %d 500" % (n, 2_000_000_000) for n in range(min(size // 1000, 100)))
    return [
        stream(written % ranges),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << >> %s >>" % widths,
    ]
