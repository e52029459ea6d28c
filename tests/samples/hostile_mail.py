"""Letters and mailboxes for the fuzzer: good ones, and ones made to do harm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.message import EmailMessage

from samples.sample_pages import BODY, page
from samples.sample_pdfs import Page, column, pdf

_HEAD = b"Subject: Shots\nFrom: Mary Stone <m@x.example>\nDate: Thu, 03 Nov 2022 10:00:00 +0000\n"
_TEXT = b"\nThe ministry denied it on Thursday, he said.\n"
_SEPARATOR = b"From m@x.example Thu Nov  3 10:00:00 2022\n"


def samples() -> Sequence[bytes]:
    """A letter with a plain part, a page and attachments, a short one, one in another encoding."""
    full = EmailMessage()
    full["Subject"], full["From"], full["Date"] = "Café “shots”", "Zoë <z@x.example>", "Thu, 03 Nov 2022 10:00:00 +0000"
    full.set_content(
        "The ministry of defence of Norland denied on Thursday that its boats had\nfired at anybody.\n> Yes.\n"
    )
    full.add_alternative(page(BODY), subtype="html")
    full.add_attachment(
        pdf([Page(texts=column(["The inquiry opens on Friday."]))]), "application", "pdf", filename="a.pdf"
    )
    inner = EmailMessage()
    inner["Subject"] = "inner"
    inner.set_content("Inner text, he said.\n")
    full.add_attachment(inner)
    latin = EmailMessage()
    latin["Subject"], latin["From"] = "Short", "a@x.example"
    latin.set_content("Le café était fermé, dit-il.\n", charset="iso-8859-1", cte="quoted-printable")
    return [full.as_bytes(), latin.as_bytes(), _HEAD + _TEXT]


def mailboxes() -> Sequence[bytes]:
    """A mailbox of the letters above."""
    return [b"".join(_SEPARATOR + raw + b"\n\n" for raw in samples())]


def hostile(size: int) -> Mapping[str, bytes]:
    """Letters that nest, headers that never end, encodings that are none."""
    parts = b"".join(b"--b\nContent-Type: text/plain\n\nA part, he said.\n" for _ in range(size))
    files = b"".join(
        b"--b\nContent-Type: text/plain; name=%d.txt\nContent-Disposition: attachment\n\nx y z.\n" % n
        for n in range(size)
    )
    mixed = _HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
    return {
        "parts within parts": _HEAD + _nested(min(size, 10_000)),
        "letters within letters": _HEAD + b"Content-Type: message/rfc822\n\n" * size + _HEAD + _TEXT,
        "very many parts": mixed + parts + b"--b--\n",
        "very many attachments": mixed + files + b"--b--\n",
        "very many headers": _HEAD + b"X-A: b\n" * size + _TEXT,
        "a header without end": b"Subject: " + b"a " * size * 10 + b"\n" + _HEAD + _TEXT,
        "a header in very many pieces": b"Subject: " + b"=?utf-8?B?YQ==?= " * size + b"\nFrom: a\n" + _TEXT,
        "a header never decoded": b"Subject: " + b"=?utf-8?Q?" * size + b"\nFrom: a\n" + _TEXT,
        "a sender in brackets": b"Subject: a\nFrom: " + b"(" * size + b"\n" + _TEXT,
        "a sender in quotes": b"Subject: a\nFrom: " + b'"' * size + b"<" * size + b"\n" + _TEXT,
        "a date of digits": b"Subject: a\nDate: " + b"9" * size + b"\n" + _TEXT,
        "a date of words": b"Subject: a\nDate: " + b"Thu, " * size + b"\n" + _TEXT,
        "a type with very many parameters": _HEAD + b"Content-Type: text/plain" + b"; a*0=b" * size + b"\n" + _TEXT,
        "a boundary without end": _HEAD + b"Content-Type: multipart/mixed; boundary=" + b"b" * size + b"\n" + _TEXT,
        "quotations within quotations": _HEAD + b"\n" + b">" * size + b" text\n" + b"> a\n" * size,
        "one line": _HEAD + b"\n" + b"word " * size,
        "short lines": _HEAD + b"\n" + b"word\n" * size,
        "flowing lines": _HEAD + b"Content-Type: text/plain; format=flowed\n\n" + b"word \n" * size,
        "an encoding that is none": _HEAD + b"Content-Type: text/plain; charset=\xff\xfe\n" + _TEXT,
        "an encoding of bytes": _HEAD + b"Content-Type: text/plain; charset=base64\n" + _TEXT,
        "broken base64": _HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"=A=" * size,
        "broken uuencoding": _HEAD + b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n" + b"\xff" * size,
        "a nested page": _HEAD + b"Content-Type: text/html\n\n" + b"<div>" * size + BODY.encode(),
        "zeros": _HEAD + b"\n" + b"\0" * size,
    }


def hostile_mailboxes(size: int) -> Mapping[str, bytes]:
    """Mailboxes of nothing, of very many letters, of one line."""
    return {
        "separators": _SEPARATOR * size,
        "separators and blanks": (b"\n" + _SEPARATOR) * size,
        "very many letters": (_SEPARATOR + _HEAD + _TEXT + b"\n") * (size // 50),
        "one line": b"From " + b"a" * size * 50,
        "escaped without end": _SEPARATOR + _HEAD + b"\n" + b">" * size + b"From me\n",
        "a nested letter": _SEPARATOR + _HEAD + _nested(min(size, 10_000)),
    }


def _nested(depth: int) -> bytes:
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number) for number in range(depth)
    )
    return opening + b"Content-Type: text/plain\n" + _TEXT
