"""Text that may be shown: what a terminal would obey or hide becomes one visible character.

Article text, titles, names, paths and error messages come from strangers. Everything that is written to a
terminal or a clipboard passes through `visible` or `one_line`; JSON passes through `json_safe`, which loses
nothing. All substitutes are one code point long, so offsets into the text stay offsets into what is shown.
"""

from __future__ import annotations

import json
import re
import unicodedata

UNSHOWABLE = "\N{REPLACEMENT CHARACTER}"

_JOINERS = "\u200c\u200d"
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"  # soft hyphen, fillers, marks
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"  # separators, bidi, invisible operators
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # layout of hieroglyphs, shorthand, music
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags: a whole text can be hidden in them
)
_CONTROL = "\x00-\x09\x0b-\x1f\x7f-\x9f"
_SUSPECT = re.compile(f"[{_CONTROL}{_HIDDEN}{_JOINERS}{_SELECTORS}\ud800-\udfff]")
_SELECTOR = re.compile(f"[{_SELECTORS}]")
_BREAKS = re.compile(r"[\n\u2028\u2029\x85]")
_JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua800-\ua8ff\ufb50-\ufdff\ufe70-\ufefc\U00011000-\U000114ff]"
)
"""Letters of scripts whose spelling uses joiners: Arabic to Sinhala, Tibetan, Burmese, Khmer, Mongolian."""
_NAMED = {
    "\t": " ",
    "\x7f": "␡",
    "\x85": "␤",
    "\u2028": "␤",
    "\u2029": "␤",
    "\u200b": "␣",
    "\u00ad": "‐",
}


def visible(text: str) -> str:
    """`text` with every control, reordering or hidden character replaced by one visible code point.

    Newlines stay; tabs, and carriage returns before a newline, become spaces. Joiners (U+200C, U+200D) stay
    where the spelling of a script or an emoji needs them, and one variation selector may follow a character;
    anywhere else both can only hide something.
    """
    return _SUSPECT.sub(_substitute, text)


def one_line(text: str) -> str:
    """`visible(text)` on one line: every line break becomes a space."""
    return visible(_BREAKS.sub(" ", text.replace("\r\n", "  ")))


def json_safe(value: object, *, indent: int | None = None, ascii_only: bool = False) -> str:
    r"""`value` as JSON in which control, reordering and hidden characters are written \uXXXX: lossless."""
    written = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    return _SUSPECT.sub(lambda found: json.dumps(found[0])[1:-1], written.replace("\x7f", "\\u007f"))


def _substitute(found: re.Match[str]) -> str:
    character, text, at = found[0], found.string, found.start()
    if _is_spelling(character, text[at - 1 : at], text[at + 1 : at + 2]):
        return character
    if character == "\r" and text[at + 1 : at + 2] == "\n":
        return " "
    if character in _NAMED:
        return _NAMED[character]
    return chr(0x2400 + ord(character)) if character < " " else UNSHOWABLE


def _is_spelling(character: str, before: str, after: str) -> bool:
    """Whether a joiner or selector does its proper work between these neighbours."""
    if character in _JOINERS:
        if _JOINING.match(before) and (after == "" or not after.isascii() or after.isspace()):
            return True
        return character == "\u200d" and _is_pictograph(before) and _is_pictograph(after)
    if _SELECTOR.match(character):
        return before != "" and before.isprintable() and not before.isspace() and not _SUSPECT.match(before)
    return False


def _is_pictograph(character: str) -> bool:
    return character != "" and (unicodedata.category(character) in ("So", "Sk") or character == "\ufe0f")
