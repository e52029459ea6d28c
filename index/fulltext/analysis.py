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
_HYPHENS = "-‐‑"
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


def words(text: str) -> list[Word]:
    """The words of `text` in order, with their offsets in it."""
    found: list[Word] = []
    chain: list[int] = []
    for match in _PART.finditer(text):
        first = len(found)
        found.extend(_read(match))
        if len(found) == first:
            continue
        if chain and _hyphen_between(text, found[first - 1], found[first]):
            chain.append(first)
        else:
            _join(found, chain)
            chain = [first]
    _join(found, chain)
    return found


def _read(match: re.Match[str]) -> list[Word]:
    start, printed = match.start(), match.group()
    if match.lastgroup == "dotted":
        printed = _POSSESSIVE.sub("", printed)
        letters = fold(printed.replace(".", ""))
        capitals = letters.upper() if letters in CAPITALS_MATTER else None
        return [Word(letters, start, start + len(printed), capitals)]
    if match.lastgroup == "number":
        plain = printed.replace(",", "") if _THOUSANDS.fullmatch(printed) else printed
        return [Word(fold(plain), start, match.end())]
    pieces: list[Word] = []
    if elided := _ELISION.match(printed):
        cut = elided.end()
        pieces.append(Word(fold(printed[: cut - 1]), start, start + cut - 1))
        start, printed = start + cut, printed[cut:]
    printed = _POSSESSIVE.sub("", printed)
    if form := fold(printed):
        capitals = printed if printed.isupper() and form in CAPITALS_MATTER else None
        pieces.append(Word(form, start, start + len(printed), capitals))
    return pieces


def _hyphen_between(text: str, left: Word, right: Word) -> bool:
    return right.start == left.end + 1 and text[left.end] in _HYPHENS


def _join(found: list[Word], chain: list[int]) -> None:
    """Give the first of a chain of hyphenated words its joined form; chains of numbers (dates) have none."""
    if len(chain) < 2 or chain[-1] != chain[0] + len(chain) - 1:
        return
    joined = "".join(found[place].form for place in chain)
    if not joined.isdigit():
        found[chain[0]] = found[chain[0]]._replace(joined=joined[:LONGEST_FORM], joined_words=len(chain))


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
