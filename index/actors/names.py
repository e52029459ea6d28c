"""Names of persons: given names and surname, and the families of names that may be met by one surname."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from index import gazetteer
from index.actors.spelling import given_names, is_given, listed, plain, skeleton, sounded

PERSON = "person:"

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_PARTICLES = frozenset(word for line in listed("particles.txt") for word in line.split())
_ARTICLES = frozenset(("al", "el", "as", "ad", "ash", "ar", "an", "at", "az"))
"""Arabic articles before a surname: one outlet prints them, the next does not."""
_FAMILY_FIRST = frozenset(word for line in listed("family_first.txt") for word in line.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person's name in its parts, spelled plainly; `given` is empty where only a surname is printed."""

    given: tuple[str, ...]
    surname: str
    """Without particles: `leyen`, `assad`."""
    particles: str = ""
    suffix: str = ""
    fronted: bool = False
    """Whether a state or an office stands where the given name should: "Ukrainian Kharkiv" is no person."""
    others: tuple[str, ...] = ()
    """Further words by which such a person may be called alone: Jinping for Xi Jinping."""

    @property
    def is_full(self) -> bool:
        """Whether a given name is printed, and not its first letter alone."""
        return not self.fronted and any(len(word) > 1 for word in self.given)

    @property
    def is_family_first(self) -> bool:
        """Whether the surname is printed first: then each letter of the given name tells two persons apart."""
        return bool(self.others)

    @property
    def code(self) -> str:
        """The family in which other spellings of this name are found."""
        return f"person {skeleton(self.surname)}"

    @property
    def hints(self) -> frozenset[str]:
        """What two full names of one surname share, at least one, where they may be forms of one name."""
        return frozenset(hint for word in self.given for hint in (word[0], sounded(word)[0], *given_names(word)))

    @property
    def codes(self) -> frozenset[str]:
        """All families in which a shorter form of this name may be found."""
        return frozenset(f"person {skeleton(word)}" for word in (self.surname, *self.others))


@lru_cache(maxsize=1 << 16)
def name_of(key: str) -> Name:
    """The parts of a person's key, such as `person:ursula von der leyen` or `person:kim jong-un`."""
    printed = plain(key.removeprefix(PERSON).partition("@")[0]).split()
    words = [word for word in printed if word.strip("-")]
    suffix = " ".join(word for word in words[1:] if word in _SUFFIXES)
    words = _without_front([word for n, word in enumerate(words) if not n or word not in _SUFFIXES])
    if not words:
        return Name(given=(), surname=key)
    words[-1] = _without_article(words[-1])
    if len(words) > 1 and words[0] in _FAMILY_FIRST:
        given = "".join(words[1:]).replace("-", "")
        return Name(given=(given,), surname=words[0], suffix=suffix, others=(given,))
    start = len(words) - 1
    while start > 0 and words[start - 1] in _PARTICLES:
        start -= 1
    return Name(
        given=tuple(bare for word in words[:start] if (bare := word.replace("-", ""))),
        surname=words[-1],
        particles=" ".join(word for word in words[start:-1] if word not in _ARTICLES),
        suffix=suffix,
        fronted=start > 0 and words[0] in _in_front(),
    )


def is_surname_only(key: str) -> bool:
    """Whether a person's key is a surname alone: `person:kirby`, `person:von der leyen`."""
    return key.startswith(PERSON) and key != PERSON and "@" not in key and not name_of(key).given


def is_full_name(key: str) -> bool:
    """Whether a person's key has a given name and a surname."""
    return key.startswith(PERSON) and "@" not in key and name_of(key).is_full


def _without_article(word: str) -> str:
    article, hyphen, rest = word.partition("-")
    return rest if hyphen and article in _ARTICLES and rest else word.replace("-", "") if not hyphen else word


def _without_front(words: Sequence[str]) -> list[str]:
    """Words of a state or an office that were taken for a part of the name: "Ukraine Volodymyr Zelenskyy"."""
    rest = list(words)
    while len(rest) > 2 and rest[0] in _in_front():
        rest = rest[1:]
    return rest if len(rest) < len(words) and rest[0] not in _PARTICLES else list(words)


@cache
def _in_front() -> frozenset[str]:
    """Offices and states; those that are also given names are not told from a name."""
    words = {plain(phrase).split()[-1] for phrase in gazetteer.titles()}
    doubtful = {plain(form) for form in gazetteer.doubtful()}
    for state in gazetteer.states():
        forms = (state.name, *state.names, *state.demonyms)
        words |= {plain(form).split()[-1] for form in forms} - doubtful
    return frozenset(word for word in words if len(word) > 3 and not is_given(word))
