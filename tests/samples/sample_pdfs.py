"""PDFs written by hand for the tests of their reader: text at places of pages, pictures, locks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions

LEFT, TOP, LEADING = 72.0, 760.0, 14.0


@dataclass(frozen=True, kw_only=True)
class Text:
    """Some words at a place of a page."""

    words: str
    x: float = LEFT
    y: float = TOP
    size: float = 11.0


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page with texts, a picture, or both."""

    texts: Sequence[Text] = ()
    picture: bool = False
    turned: int = 0
    matrix: str = ""
    """A matrix under which everything on it is drawn."""


def column(
    lines: Sequence[str], *, x: float = LEFT, top: float = TOP, size: float = 11.0, leading: float = LEADING
) -> list[Text]:
    """Lines below each other; an empty one leaves a gap."""
    return [Text(words=words, x=x, y=top - number * leading, size=size) for number, words in enumerate(lines) if words]


@dataclass
class _File:
    objects: list[bytes] = field(default_factory=list)

    def add(self, body: bytes) -> int:
        self.objects.append(body)
        return len(self.objects)

    def written(self, root: int, info: int) -> bytes:
        out = io.BytesIO()
        out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.objects, start=1):
            places.append(out.tell())
            out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        start = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
        trailer = (len(places) + 1, root, info, start)
        out.write(b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % trailer)
        return out.getvalue()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def pdf(pages: Sequence[Page], **info: str) -> bytes:
    """A file with these pages; `info` is what it says of itself (Title, Author, CreationDate)."""
    file = _File()
    font = file.add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    image = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    picture = file.add(stream(b"\0", image))
    parent = len(file.objects) + 2 * len(pages) + 1
    kids = []
    for page in pages:
        content = file.add(stream(_drawn(page)))
        forms = b"/XObject << /P %d 0 R >>" % picture if page.picture else b""
        kids.append(
            file.add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Rotate %d /Contents %d 0 R"
                b" /Resources << /Font << /F %d 0 R >> %s >> >>" % (parent, page.turned, content, font, forms)
            )
        )
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    assert file.add(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))) == parent
    told = b" ".join(b"/%s (%s)" % (key.encode(), _escaped(value)) for key, value in info.items())
    about = file.add(b"<< %s >>" % told)
    return file.written(file.add(b"<< /Type /Catalog /Pages %d 0 R >>" % parent), about)


def _drawn(page: Page) -> bytes:
    picture = b"q 500 0 0 700 50 50 cm /P Do Q\n" if page.picture else b""
    matrix = page.matrix.encode() + b" cm\n" if page.matrix else b""
    texts = (
        b"BT /F %.1f Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj ET\n" % (text.size, text.x, text.y, _escaped(text.words))
        for text in page.texts
    )
    return matrix + picture + b"".join(texts)


def _escaped(words: str) -> bytes:
    return words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def locked(raw: bytes, password: str) -> bytes:
    """The file, encrypted; with an empty password it opens by itself but may not be printed."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(raw)))
    writer.encrypt(password, "owner", permissions_flag=UserAccessPermissions(0), algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked_with_aes(raw: bytes) -> bytes:
    """The file as if it were encrypted with AES and an empty password; what is in it cannot be decrypted so."""
    filters = b"/V 4\n/CF << /StdCF << /CFM /AESV2 /AuthEvent /DocOpen /Length 16 >> >> /StmF /StdCF /StrF /StdCF"
    return locked(raw, "").replace(b"/V 2", filters).replace(b"/R 3", b"/R 4")
