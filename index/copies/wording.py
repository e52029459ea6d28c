"""A text as its words in a row, whatever they are set like: what near-copies are compared by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from functools import cached_property

RUN = 5
"""Words in a run: what two texts have in common is counted in runs, for single words are shared by all texts."""

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPELT = {word: str(number) for number, word in enumerate(_NUMBERS, 2)}
"""`one` stands in too many other senses."""
_SIZES = frozenset(("dozen", "hundred", "thousand", "million", "billion", "trillion", "mln", "bln"))
_BEGINS = frozenset(".!?:“”\"'’‘—–-•*|>()[]\n")
"""Behind these a capital says nothing."""
_LONGEST_ACRONYM = 5
"""Longer words all in capitals stand in headlines that are all in capitals."""

Run = tuple[str, ...]


class Wording:
    """The words of one text, case and accents folded, spelt numbers as figures."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.words: Sequence[str] = [_folded(word) for word in _WORD.findall(text)]

    @cached_property
    def runs(self) -> Sequence[Run]:
        """The run that begins at each word; of a text that is shorter than a run, that text."""
        words = self.words
        if len(words) < RUN:
            return [tuple(words)] if words else []
        return list(zip(*(words[at:] for at in range(RUN)), strict=False))

    @cached_property
    def run_set(self) -> frozenset[Run]:
        """Every run, once."""
        return frozenset(self.runs)

    def covered(self, others: Set[Run]) -> list[bool]:
        """For each word, whether it stands in one of these runs."""
        covered = [False] * len(self.words)
        for at, run in enumerate(self.runs):
            if run in others:
                covered[at : at + len(run)] = [True] * len(run)
        return covered

    def telling(self, covered: Sequence[bool]) -> frozenset[str]:
        """Numbers and what looks like a name among the words that are not covered."""
        return frozenset(
            word
            for found, word, is_covered in zip(_WORD.finditer(self._text), self.words, covered, strict=True)
            if not is_covered and (is_figure(word) or _looks_like_a_name(self._text, found))
        )


def is_figure(word: str) -> bool:
    """Whether a folded word is a number or part of one."""
    return word in _SIZES or any(character.isdigit() for character in word)


def _looks_like_a_name(text: str, found: re.Match[str]) -> bool:
    """A capital inside a sentence; at its beginning it says nothing."""
    printed = found[0]
    if not printed[0].isupper() or (len(printed) > _LONGEST_ACRONYM and printed.isupper()):
        return False
    before = text[max(found.start() - 3, 0) : found.start()].rstrip(" \t")
    return bool(before) and before[-1] not in _BEGINS


def _folded(printed: str) -> str:
    if printed.isascii():
        word = printed.lower()
        return _SPELT.get(word, word)
    bare = unicodedata.normalize("NFKD", printed.casefold())
    return "".join(character for character in bare if not unicodedata.combining(character))
