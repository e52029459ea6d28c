"""Bytes of a web page to text: by its byte-order mark, its own declaration, else as any other text."""

from __future__ import annotations

import codecs
import re

from index.errors import SourceError
from index.sources.decoding import binary, decode

_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 16_384
"""Where a declaration is looked for; browsers look at 1,024 bytes, but saved pages have comments above it."""
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""What pages mean by a label, as browsers take it; a declaration that could be read as ASCII is not UTF-16."""
_ENCODINGS = frozenset(
    [
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "koi8-r", "koi8-u", "cp866", "cp874"),
        *("mac-roman", "mac-cyrillic", "gb2312", "gbk", "gb18030", "big5", "big5hkscs", "hz", "euc_jp", "shift_jis"),
        *(
            "cp932",
            "iso2022_jp",
            "euc_kr",
            "cp949",
            *(f"cp125{n}" for n in range(9)),
            *(f"iso8859-{n}" for n in range(1, 17)),
        ),
    ]
)
"""Python's names of the encodings that browsers know. Python knows more, and some of those run over what they read."""
_MULTIBYTE = ("utf", "gb", "cp932", "cp949", "euc", "big5", "iso2022", "hz")
_UNKEEPABLE = {**dict.fromkeys((*range(9), 11, *range(14, 32), 127), "\ufffd")}
_MOST_UNKEEPABLE = 0.05


def decode_page(raw: bytes, locator: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of a page and remarks on how it was decoded; `declared` is what its envelope says of it.

    Raises SourceError where `raw` is empty or binary.
    """
    if raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or not raw:
        return decode(raw, locator)
    encoding = _known(declared) or _declared(raw[:_HEAD])
    if encoding is None:
        return decode(raw.replace(b"\0", b""), locator) if raw.count(b"\0") < 16 else _not_text(locator)
    text, remarks = _as_declared(raw, encoding)
    kept = text.translate(_UNKEEPABLE)
    if kept.count("\ufffd") > _MOST_UNKEEPABLE * len(kept):
        return _not_text(locator)
    return kept, remarks


def _not_text(locator: str) -> tuple[str, tuple[str, ...]]:
    raise binary(locator) from None


def _as_declared(raw: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    """Decoded as declared; as UTF-8 where a page of one-byte letters is UTF-8 after all: it was saved anew."""
    if not encoding.startswith(_MULTIBYTE) and not raw.isascii():
        try:
            return raw.decode("utf-8"), (f"decoded as UTF-8, though it is declared as {encoding}",)
        except UnicodeDecodeError:
            pass  # it is what it says
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError:
        return _in_part(raw, encoding)


def _in_part(raw: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    """Where some bytes are not of the declared encoding: the better of it and of a guess, its gaps marked U+FFFD."""
    text = raw.decode(encoding, "replace")
    gaps = text.count("\ufffd")
    if gaps > 0.01 * len(text):
        try:
            guessed, remarks = decode(raw, "")
        except SourceError:
            pass  # no guess is better than the declaration
        else:
            return guessed, remarks
    return text, (f"{gaps} characters are not {encoding}, as which it is declared: replaced by U+FFFD",)


def _declared(head: bytes) -> str | None:
    for match in _DECLARED.finditer(head):
        if encoding := _known((match[1] or match[2]).decode("ascii", "replace")):
            return encoding
    return None


def _known(label: str | None) -> str | None:
    """Python's name of the encoding, as browsers take the label; None where it is no encoding of text."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().removeprefix("x-")).name
    except (LookupError, ValueError):  # unknown, or with a zero in it
        return None
    return _READ_AS.get(name, name) if name in _ENCODINGS else None
