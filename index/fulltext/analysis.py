"""Text into words, for news: the same rules for what is indexed, what is asked and what is highlighted.

Knows no Whoosh. No stop words: people search "Secretary of State".
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

LONGEST_FORM = 64
"""Longer runs of letters (encoded blobs) are cut; two that agree so far count as one word."""

CAPITALS_MATTER = frozenset({"us", "who", "it", "is", "ice"})
"""Words that name a body when written in capitals; elsewhere capitals are ignored."""

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_SIGNS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts without spaces: each sign is a word, and what is typed together is a phrase."""
_LETTER = rf"[^\W\d_{_SIGNS}]"
_INNER = rf"(?:[^\W_{_SIGNS}]|[{_MARKS}{_INVISIBLE}])"
_HYPHEN = frozenset("-‐‑")
_APOSTROPHES = "'’ʼ‘`´"

_PART = re.compile(
    rf"""
    (?P<dotted>  (?:{_LETTER}\.)+ {_LETTER}\.? (?!{_INNER}) (?:[{_APOSTROPHES}][sS])? )
  | (?P<number>  \d+ (?:[.,:]\d+)+ {_INNER}* )
  | (?P<sign>    [{_SIGNS}] )
  | (?P<word>    {_INNER}+ (?:[{_APOSTROPHES}]{_INNER}+)* )
    """,
    re.VERBOSE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POSSESSIVE = re.compile(rf"(?<=.)[{_APOSTROPHES}][sS]$")
_ELISION = re.compile(rf"(?:[dDlL]|[qQ]u)[{_APOSTROPHES}](?=..)")
_IGNORED = re.compile(rf"[{_INVISIBLE}]")
_APOSTROPHE = re.compile(rf"[{_APOSTROPHES}]")
_BARE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


class Word(NamedTuple):
    """One word of a text; its position is its place in the list that `words` returns."""

    form: str
    """Folded: lower case, no accents, straight apostrophe, no possessive."""
    start: int
    end: int
    capitals: str | None = None
    """The form in capitals, where these carry meaning: US beside us, from "US" and "U.S."."""
    joined: str | None = None
    """The hyphenated word that begins here, without its hyphens: ceasefire from "cease-fire"."""
    joined_words: int = 0
    """How many words `joined` is made of."""

    @property
    def asked(self) -> str:
        """The form to look for when this word stands in a query."""
        return self.capitals or self.form

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms under which the word can be found, the hyphenated one apart."""
        return (self.form, self.capitals) if self.capitals else (self.form,)


@lru_cache(maxsize=4)
def words(text: str) -> tuple[Word, ...]:
    """The words of `text` in order, with their offsets in it. The latest texts are remembered: each is asked twice."""
    found: list[Word] = []
    for match in _PART.finditer(text):
        printed = match.group()
        if match.lastgroup == "word" and printed.isascii() and printed.isalnum():  # nearly all, and twice as fast
            form = printed.lower()[:LONGEST_FORM]
            capitals = printed if form in CAPITALS_MATTER and printed.isupper() else None
            found.append(Word(form, match.start(), match.end(), capitals))
        else:
            found.extend(_read(match.lastgroup or "", printed, match.start()))
    if not _HYPHEN.isdisjoint(text):
        _join_hyphenated(text, found)
    return tuple(found)


def _read(kind: str, printed: str, start: int) -> list[Word]:
    """The words that a part of the text stands for: one, none, or two where a vowel was dropped."""
    if kind == "number":
        plain = printed.replace(",", "") if _THOUSANDS.fullmatch(printed) else printed
        return [Word(fold(plain), start, start + len(printed))]
    if kind == "dotted":
        printed = _POSSESSIVE.sub("", printed)
        letters = fold(printed.replace(".", ""))
        capitals = letters.upper() if letters in CAPITALS_MATTER else None
        return [Word(letters, start, start + len(printed), capitals)]
    pieces: list[Word] = []
    if elided := _ELISION.match(printed):
        cut = elided.end()
        pieces.append(Word(fold(printed[: cut - 1]), start, start + cut - 1))
        start, printed = start + cut, printed[cut:]
    printed = _POSSESSIVE.sub("", printed)
    if form := fold(printed):
        capitals = printed if form in CAPITALS_MATTER and printed.isupper() else None
        pieces.append(Word(form, start, start + len(printed), capitals))
    return pieces


def _join_hyphenated(text: str, found: list[Word]) -> None:
    """Give the first of each row of hyphenated words its joined form; rows of numbers (dates) have none."""
    first = 0
    for place in range(1, len(found) + 1):
        if place < len(found) and _hyphen_between(text, found[place - 1], found[place]):
            continue
        joined = "".join(word.form for word in found[first:place]) if place - first > 1 else ""
        if joined and not joined.isdigit():
            found[first] = found[first]._replace(joined=joined[:LONGEST_FORM], joined_words=place - first)
        first = place


def _hyphen_between(text: str, left: Word, right: Word) -> bool:
    return right.start == left.end + 1 and text[left.end] in _HYPHEN


@lru_cache(maxsize=50_000)
def fold(printed: str) -> str:
    """One word without case, accents and invisible characters, its apostrophes straight."""
    if printed.isascii():
        return _APOSTROPHE.sub("'", printed.lower())[:LONGEST_FORM]
    spelled_out = unicodedata.normalize("NFKD", _IGNORED.sub("", printed)).casefold()
    folded = unicodedata.normalize("NFKD", spelled_out)
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    return _APOSTROPHE.sub("'", plain.translate(_BARE_LETTERS))[:LONGEST_FORM]


_stemmers = threading.local()


@lru_cache(maxsize=50_000)
def stem(form: str) -> str:
    """The Snowball stem that the inflections of a form share; forms in capitals are their own."""
    if form.isupper():
        return form
    if not hasattr(_stemmers, "english"):
        _stemmers.english = Stemmer.Stemmer("english")  # not to be shared between threads
    stemmed: str = _stemmers.english.stemWord(form)
    return stemmed


def beginning(stemmed: str) -> str:
    """Letters with which every form of a stem begins, four at most: what an inflection changes comes after them."""
    if len(stemmed) == 3 and stemmed.endswith("ie"):
        return stemmed[:1]  # dying and lying
    return stemmed[: max(2, min(4, len(stemmed) - 2))]
