"""How sure an event is under the word that governs it: the lexicon of data/signatures.toml, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from importlib.resources import files

from index.model import Status


class Degree(IntEnum):
    """How sure something is, in the degrees of FactBank."""

    UNKNOWN = 0
    POSSIBLE = 1
    PROBABLE = 2
    CERTAIN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How sure it is that an event happened, or that it did not."""

    happened: bool = True
    """False: so sure is it that it did not."""
    degree: Degree = Degree.CERTAIN
    status: Status = Status.ASSERTED
    """What weakens it: a plan, a suspicion, an allegation."""

    def reversed(self) -> Certainty:
        """The same of the contrary."""
        return replace(self, happened=not self.happened)

    def affirmed(self) -> Certainty:
        """The same of what happened."""
        return replace(self, happened=True)

    def weakened(self, degree: Degree, status: Status) -> Certainty:
        """At most of this degree."""
        return replace(self, degree=min(self.degree, degree), status=status)


FACT = Certainty()


@dataclass(frozen=True, slots=True)
class Signature:
    """What follows for an event from its governing word, where that holds and where it does not."""

    affirmed: Certainty
    negated: Certainty
    granted: bool
    """Whether the event is taken for granted, whatever becomes of the governing word."""

    def under(self, governor: Certainty) -> Certainty:
        """The event's certainty below a governing word of this certainty."""
        if self.granted:
            return self.affirmed
        found = self.affirmed if governor.happened else self.negated
        status = found.status if found.status is not Status.ASSERTED else governor.status
        return replace(found, degree=min(found.degree, governor.degree), status=status)


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signatures by part of speech, lemma and complement, and the words that stand beside an event."""

    rows: Mapping[tuple[str, str, str], Signature]
    modals: Mapping[str, Degree]
    denied: frozenset[str]
    """Modals that leave nothing open under a "not": what could not be was not."""
    never: frozenset[str]
    hardly: frozenset[str]
    almost: frozenset[str]
    failed: frozenset[str]
    few: frozenset[str]

    def of(self, part: str, lemma: str, complement: str) -> Signature | None:
        """The signature of a word for what stands below it in this way."""
        return self.rows.get((part, lemma, complement))


@cache
def signatures() -> Signatures:
    """The lexicon of data/signatures.toml."""
    table = tomllib.loads((files("index.extraction") / "data" / "signatures.toml").read_text(encoding="utf-8"))
    rows: dict[tuple[str, str, str], Signature] = {}
    for row in table["signature"]:
        signature = _signature(row)
        for key, part in (("verbs", "VERB"), ("nouns", "NOUN"), ("adjectives", "ADJ")):
            for lemma in row.get(key, "").split():
                for complement in row["takes"].split():
                    rows.setdefault((part, lemma, complement), signature)
    beside = {key: frozenset(words.split()) for part in ("adverbs", "adjectives") for key, words in table[part].items()}
    modals = table["modals"]
    return Signatures(
        rows=rows,
        modals={word: degree for degree in Degree for word in modals.get(degree.name.lower(), "").split()},
        denied=frozenset(modals["denied"].split()),
        never=beside["never"],
        hardly=beside["hardly"],
        almost=beside["almost"],
        failed=beside["failed"],
        few=beside["few"],
    )


def _signature(row: Mapping[str, str]) -> Signature:
    status = Status(row.get("status", "hypothetical"))
    affirmed = _certainty(row["affirmed"], status)
    negated = _certainty(row["negated"], status) if "negated" in row else affirmed
    return Signature(affirmed, negated, granted="negated" not in row)


def _certainty(words: str, status: Status) -> Certainty:
    """The certainty that "not probable" names."""
    degree = Degree[words.removeprefix("not ").upper()]
    return Certainty(
        happened=not words.startswith("not "),
        degree=degree,
        status=Status.ASSERTED if degree is Degree.CERTAIN else status,
    )
