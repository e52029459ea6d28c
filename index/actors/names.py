"""Names of persons: which words of a full name can stand for the person alone."""

from __future__ import annotations

from importlib.resources import files

PERSON = "person:"

_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))


def _listed(name: str) -> frozenset[str]:
    lines = (files("index.actors") / "data" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_PARTICLES = _listed("particles.txt")
_FAMILY_FIRST = _listed("family_first.txt")


def is_surname_only(key: str) -> bool:
    """Whether a person's key is a surname alone: `person:kirby`, `person:von der leyen`."""
    words = _words(key)
    return bool(words) and all(word in _PARTICLES for word in words[:-1])


def surname_keys(key: str) -> frozenset[str]:
    """The keys under which a full-named person may be met by surname alone; empty for all others.

    `person:ursula von der leyen` gives `person:leyen` and `person:von der leyen`; `person:xi jinping` also
    `person:xi`, because that family name stands first.
    """
    words = [word for word in _words(key) if word not in _SUFFIXES]
    if len(words) < 2 or is_surname_only(key):
        return frozenset()
    start = len(words) - 1
    surnames = {words[start]}
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
        surnames.add(" ".join(words[start:]))
    if words[0] in _FAMILY_FIRST:
        surnames.add(words[0])
    return frozenset(PERSON + surname for surname in surnames)


def _words(key: str) -> list[str]:
    return key.removeprefix(PERSON).split() if key.startswith(PERSON) else []
