"""What a letter is made of: its own text, plain or else as a web page, and what is attached to it."""

from __future__ import annotations

import re
from binascii import Error as NotBase64
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from itertools import groupby

from index.errors import SourceError
from index.sources.charset import decode_page
from index.sources.pages.webpage import letter_text
from index.sources.prose import tidy, unwrapped

_MOST_PARTS, _DEEPEST = 2_000, 50
_LONGEST_HEADER = 4_000
"""Decoding takes time with the square of a header's pieces."""
_A_POINTER = 25
"""A plain part of fewer words only says that the letter is to be read as a web page."""
_SIGNATURES = frozenset(("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"))
_NAMES = {"message/rfc822": "letter.eml", "application/pdf": "document.pdf"}
"""How what is attached without a name is called."""
_QUOTED = re.compile(r"(?:>[ ]?)*")
_TEXTS = ("text/plain", "text/html")


@dataclass(slots=True)
class Parts:
    """A letter taken apart."""

    paragraphs: list[str] = field(default_factory=list)
    attached: list[tuple[str, Message]] = field(default_factory=list)
    """What is attached, by its name."""
    remarks: list[str] = field(default_factory=list)
    encrypted: bool = False


def parsed(raw: bytes, locator: str) -> Message:
    """`raw` with its headers and parts. Raises SourceError where it cannot be taken apart."""
    try:
        return message_from_bytes(raw)
    # The parser recurses into parts, and raises what it comes upon in broken headers.
    except Exception as error:
        deep = isinstance(error, RecursionError)
        reason = "has parts nested too deeply" if deep else "cannot be taken apart into its parts"
        raise SourceError(locator, reason, hint="Save or export it again.") from error


def leaves(message: Message, locator: str) -> Iterator[Message]:
    """The parts that hold something, in their order; letters inside stay whole. Without recursion."""
    todo = [(message, 0)]
    count = 0
    while todo:
        part, depth = todo.pop()
        count += 1
        if count > _MOST_PARTS or depth > _DEEPEST:
            raise SourceError(locator, "has too many parts", hint="Save what is attached to it by itself.")
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            todo += [(one, depth + 1) for one in reversed(inside) if isinstance(one, Message)]
        else:
            yield part


def parts_of(message: Message, locator: str) -> Parts:
    """The letter's own text and what is attached. Raises SourceError where it has too many parts."""
    found = Parts()
    texts: list[Message] = []
    for part in leaves(message, locator):
        kind = part.get_content_type()
        name = _file_name(part)
        if kind in _TEXTS and part.get_content_disposition() != "attachment" and not name:
            texts.append(part)
        elif kind == "application/pgp-encrypted" or "pkcs7-mime" in kind:
            found.encrypted = True
        elif (called := name or _NAMES.get(kind, "")) and kind not in _SIGNATURES and not kind.startswith("image/"):
            found.attached.append((called, part))
    found.paragraphs = _text(texts, locator, found.remarks)
    return found


def payload_of(part: Message) -> bytes:
    """The bytes of a part, as they were before it was packed for mail."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def decoded_header(message: Message, name: str, written: str | None = None) -> str:
    """A header as it is meant to be read; as it is written where it is encoded wrongly."""
    raw = (str(message.get(name) or "") if written is None else written)[:_LONGEST_HEADER]
    try:
        return str(make_header(decode_header(raw)))
    except (LookupError, ValueError, MessageError, NotBase64):
        return raw


def _text(texts: list[Message], locator: str, remarks: list[str]) -> list[str]:
    """The plain parts; the ones as web pages where there is no plain text, or it only points there."""
    plain = [
        text for part in texts if part.get_content_type() == "text/plain" for text in _plain(part, locator, remarks)
    ]
    pages = [part for part in texts if part.get_content_type() == "text/html"]
    if not pages or _words(plain) >= _A_POINTER:
        return plain
    shown = [text for part in pages for text in letter_text(_decoded(part, locator, remarks))]
    return shown if _words(shown) > _words(plain) else plain


def _plain(part: Message, locator: str, remarks: list[str]) -> Iterator[str]:
    """Paragraphs; quoted ones begin with ">"."""
    text = _decoded(part, locator, remarks)
    if str(part.get_param("format")).lower() == "flowed":
        text = re.sub(r"(?m)(?<!^--) \r?\n(?![>\r\n])", " ", text)
    for mark, lines in groupby(text.splitlines(), key=_mark):
        for paragraph in unwrapped("\n".join(_QUOTED.sub("", line, count=1) for line in lines)):
            yield f"{mark} {paragraph}" if mark else paragraph


def _mark(line: str) -> str:
    """How often the line is quoted, as one `>` each."""
    match = _QUOTED.match(line)
    return ">" * match[0].count(">") if match else ""


def _decoded(part: Message, locator: str, remarks: list[str]) -> str:
    """The text of a part; empty, with a remark, where it is none."""
    raw = payload_of(part)
    if not raw.strip():
        return ""
    charset = part.get_content_charset()
    try:
        text, told = decode_page(raw, locator, charset)
    except SourceError as error:
        remarks.append(f"a part was not read: {error.reason}")
        return ""
    remarks += told
    return text


def _file_name(part: Message) -> str:
    try:
        return tidy(decoded_header(part, "", part.get_filename() or ""))
    except (ValueError, TypeError, LookupError, UnicodeError):  # names encoded wrongly
        return "attachment"


def _words(paragraphs: list[str]) -> int:
    return sum(len(text.split()) for text in paragraphs)
