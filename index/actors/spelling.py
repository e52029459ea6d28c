"""How one name is spelled in several ways: accents, hyphens and transliteration. Knows words, not actors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import fuzz

from index import gazetteer

SHORT = 4
"""Words of so many letters or fewer are one only where all letters are: Kan and Khan are two."""
ALIKE = 75
"""Similarity of two sounded words, in percent, from which they may be two spellings of one name."""

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})
_SOUNDS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(?<=[kgdtb])h", ""),  # Kharkiv, Ghani, Medhi
        (r"^ye", "e"),  # Yevgeny
        (r"(?<=[bdfgklmnprstvz])yo", "e"),  # Gorbachyov
        (r"(?<=[aeou])j", "i"),  # Netanjahu
        (r"ph", "f"),
        (r"x", "ks"),
        (r"q", "k"),
        (r"w", "v"),
        (r"tz", "ts"),
        (r"ou|oo", "u"),
        (r"[iy]+", "i"),  # Zelenskyy, Zelenskiy, Zelensky
        (r"ie\b", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_FEMININE = ("a", "e", "y", "le", "ne", "ina", "ine", "elle", "ette", "ienne")
_SILENT = re.compile(r"[aeiouy'-]|(?<![sc])h")
_CONSONANTS = str.maketrans({"c": "k", "q": "k", "w": "v"})


def listed(name: str) -> tuple[str, ...]:
    """The lines of a word list beside this module."""
    lines = (files("index.actors") / "data" / name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


_GIVEN: dict[str, set[str]] = {}
for _line in listed("given_names.txt"):
    for _form in _line.split():
        _GIVEN.setdefault(_form, set()).add(_line)


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """`text` in small letters without accents and apostrophes; hyphens stay."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "'’ʼ`")


@lru_cache(maxsize=1 << 16)
def sounded(word: str) -> str:
    """A plain word as it sounds, so that common ways to write one foreign name become the same."""
    for pattern, by in _SOUNDS:
        word = pattern.sub(by, word)
    return word


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants of a word: what nearly all spellings of a name share, and so where to look for them.

    Short words share them with too many others, and add the letter they begin with.
    """
    heard = sounded(word).translate(_CONSONANTS)
    kept = re.sub(r"(.)\1+", r"\1", _SILENT.sub("", heard))
    return kept if len(kept) > 2 else f"{kept}/{'a' if heard[:1] in 'aeiou' else heard[:1]}"


def alike(one: str, other: str) -> bool:
    """Whether two plain words may be spellings of one name; Paul and Paula, Ivan and Ivana are two."""
    if one == other:
        return True
    if one.endswith("a") != other.endswith("a") or min(len(one), len(other)) < 4:
        return False
    return fuzz.ratio(sounded(one), sounded(other)) >= ALIKE


def sounds_like(one: str, other: str) -> bool:
    """Whether two plain words are ways to write one sound; in short words a letter makes another name."""
    return one == other or (min(len(one), len(other)) > SHORT and sounded(one) == sounded(other))


def are_two_given(one: str, other: str) -> bool:
    """Whether two different plain words are two given names: both are known ones, or one is the other for a woman."""
    if same_given(one, other) or sounds_like(one, other):
        return False
    return (_is_known(one) and _is_known(other)) or _is_feminine(one, other) or _is_feminine(other, one)


def _is_feminine(one: str, other: str) -> bool:
    """Whether `other` is `one` with a woman's ending: Daniel and Danielle, Christian and Christine."""
    return any(
        other.endswith(ending) and other.removesuffix(ending) in (one, one[:-1], one[:-2]) for ending in _FEMININE
    )


@lru_cache(maxsize=1 << 12)
def _is_known(word: str) -> bool:
    return word in _GIVEN or word in _of_a_sex()


@cache
def _of_a_sex() -> frozenset[str]:
    return frozenset(map(plain, gazetteer.given_names()))


def is_given(word: str) -> bool:
    """Whether the plain word is listed as a given name."""
    return word in _GIVEN


def given_names(word: str) -> Collection[str]:
    """The given names that a plain word is a form of, each as the list has it."""
    return _GIVEN.get(word, ())


def same_given(one: str, other: str) -> bool:
    """Whether both are forms of one given name: Joe and Joseph, Volodymyr and Vladimir."""
    return not _GIVEN.get(one, set()).isdisjoint(given_names(other))
