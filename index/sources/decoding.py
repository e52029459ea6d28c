"""Bytes to text: UTF-8 first, then the byte-order mark, then a guess that is said aloud. Nothing else is changed."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from index.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = [
    *(f"cp125{digit}" for digit in range(9)),
    *("koi8_r", "cp932", "euc_jp", "gb18030", "big5", "cp949"),
]
"""What web pages and archives are written in; the code pages of DOS fit any bytes and only mislead."""
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x0b\x1b")
_MOST_CONTROLS = 0.05
"""Share of control characters above which bytes are no text; hostile articles with a few escapes stay readable."""


def decode(raw: bytes, locator: str) -> tuple[str, tuple[str, ...]]:
    """The text of `raw` without its byte-order mark, newlines as they are, and remarks on how it was decoded.

    Raises SourceError where `raw` is empty, binary or in no encoding that can be recognised.
    """
    if not raw:
        raise SourceError(locator, "the file is empty", hint="Put an article's text into it, or leave it out.")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _marked(raw[len(mark) :], encoding, locator)
    if b"\0" in raw or _control_heavy(raw):
        raise binary(locator)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        text, encoding = guessed(raw, locator)
        return text, (decoded_as(encoding),)


def decoded_as(encoding: str) -> str:
    """The remark on an encoding that was guessed."""
    return f"decoded as {encoding.replace('cp125', 'windows-125').replace('_', '-')} (not UTF-8)"


def binary(locator: str) -> SourceError:
    """The error for bytes that are no text."""
    hint = "Its name says that it is text: rename it to what it is, or leave it out."
    return SourceError(locator, "looks like a binary file, not text", hint=hint)


def _marked(raw: bytes, encoding: str, locator: str) -> tuple[str, tuple[str, ...]]:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"begins as {encoding.upper()} but cannot be decoded as such (byte {error.start})"
        raise SourceError(locator, reason, hint="Save it again as UTF-8.") from error
    if "\0" in text:
        raise binary(locator)
    return text, () if encoding == "utf-8" else (f"decoded as {encoding.upper()}",)


def guessed(raw: bytes, locator: str) -> tuple[str, str]:
    """The text by charset-normalizer's best guess and that guess; of equal ones windows-1252, the usual for English.

    Raises SourceError where no encoding can be recognised.
    """
    matches = from_bytes(raw, cp_isolation=_CANDIDATES)
    best = matches.best()
    if best is None:
        reason = "is not UTF-8, and its encoding cannot be recognised"
        raise SourceError(locator, reason, hint="Save it again as UTF-8.")
    name = best.encoding
    for match in matches:
        equal = (match.chaos, match.coherence) == (best.chaos, best.coherence)
        if equal and "cp1252" in match.could_be_from_charset:
            best, name = match, "cp1252"
    return str(best), name


def _control_heavy(raw: bytes) -> bool:
    sample = raw[:65536]
    return sum(byte in _CONTROLS for byte in sample) > _MOST_CONTROLS * len(sample)
