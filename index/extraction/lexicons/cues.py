"""The lexicons of attribution and status, read once from their data files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.model import Status


@dataclass(frozen=True, slots=True)
class Cue:
    """How a reporting verb takes its content, and the status each shape gives."""

    shapes: Mapping[str, Status]
    """Shape of data/cues.toml → status."""
    private: frozenset[str]
    """The shapes in which it tells of a state of mind (believes, wants, fears) rather than of an utterance."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Reporting verbs and nouns, refusals, carriers."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Status]
    adjectives: Mapping[str, Status]
    """States of mind: "is convinced that …"."""
    refusing: frozenset[str]
    refused: frozenset[str]
    answering: frozenset[str]
    """Verbs whose negation is a refusal to speak: "has not commented"."""
    carrying_verbs: frozenset[str]
    carried_nouns: frozenset[str]
    labels: frozenset[str]
    """Words that stand for a source before the colon of a headline: "Poll: …"."""


@dataclass(frozen=True, slots=True)
class Hedges:
    """Words and phrases of content that weaken or turn a statement."""

    words: Mapping[str, Status]
    phrases: tuple[tuple[str, Status], ...]
    sure: frozenset[str]
    """Words that say how sure something is; under a "not" they doubt it."""
    opinions: frozenset[str]
    """Verbs whose "not" belongs to the content: who does not think it doubts it."""
    telling: frozenset[str]
    """Verbs whose "not" withholds something."""
    modals: frozenset[str]
    verbs: frozenset[str]
    perceiving: frozenset[str]
    """Verbs whose "could" tells what somebody was able to do."""


@dataclass(frozen=True, slots=True)
class Acts:
    """Words that tell speech from deeds behind "dismiss", "deny" and "withhold"."""

    dismissing: frozenset[str]
    dismissed: frozenset[str]
    """Whom or what one dismisses by an act: officials, lawsuits."""
    refused: frozenset[str]
    """What one denies somebody."""
    courts: frozenset[str]
    judged: frozenset[str]
    """What only a court dismisses by an act."""
    assemblies: frozenset[str]
    voted: frozenset[str]
    """What an assembly rejects by a vote."""
    told: frozenset[str]
    """What one keeps to oneself by withholding it."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Words by which a denial points to what it answers."""

    denying: frozenset[str]
    pointers: frozenset[str]
    """Nouns that point back to what was said, beside those of the lexicon."""
    own_part: frozenset[str]
    """Nouns for the part that the denier is said to have had."""
    broad: frozenset[str]
    """Nouns that may answer any cue where none of their own is near."""
    asking: frozenset[str]
    """Cues of what no denial in a whole clause answers."""
    cues: Mapping[str, frozenset[str]]
    """Nouns that point back to one kind of cue only."""


@cache
def lexicon() -> Lexicon:
    """The cue lexicon of data/cues.toml."""
    table = _read("cues.toml")
    shapes: dict[str, dict[str, Status]] = {}
    private: dict[str, set[str]] = {}
    for group in table["verbs"]:
        for verb in group["verbs"].split():
            for shape in group["takes"]:
                shapes.setdefault(verb, {})[shape] = Status(group["status"])
                if group.get("private", False):
                    private.setdefault(verb, set()).add(shape)
    return Lexicon(
        verbs={verb: Cue(taken, frozenset(private.get(verb, ()))) for verb, taken in shapes.items()},
        nouns={noun: Status(status) for status, nouns in table["nouns"].items() for noun in nouns.split()},
        adjectives={word: Status(status) for status, words in table["adjectives"].items() for word in words.split()},
        refusing=frozenset(table["refusal"]["verbs"].split()),
        refused=frozenset(table["refusal"]["of"].split()),
        answering=frozenset(table["refusal"]["answering"].split()),
        carrying_verbs=frozenset(table["carriers"]["verbs"].split()),
        carried_nouns=frozenset(table["carriers"]["nouns"].split()),
        labels=frozenset(table["headlines"]["labels"].split()),
    )


@cache
def hedges() -> Hedges:
    """The hedges of data/status.toml."""
    table = _read("status.toml")
    return Hedges(
        words={word: Status(status) for status, group in table.items() for word in group.get("words", "").split()},
        phrases=tuple(
            (phrase, Status(status)) for status, group in table.items() for phrase in group.get("phrases", ())
        ),
        sure=frozenset(table["doubted"]["negated"].split()),
        opinions=frozenset(table["doubted"]["opinions"].split()),
        telling=frozenset(table["withheld"]["telling"].split()),
        modals=frozenset(table["suspected"]["modals"].split()),
        verbs=frozenset(table["suspected"]["verbs"].split()),
        perceiving=frozenset(table["suspected"]["perceiving"].split()),
    )


@cache
def acts() -> Acts:
    """The deeds of data/status.toml."""
    return Acts(**{part: frozenset(words.split()) for part, words in _read("status.toml")["acts"].items()})


@cache
def media() -> frozenset[str]:
    """Nouns for who passes on what others say, of data/status.toml."""
    return frozenset(_read("status.toml")["media"]["nouns"].split())


@cache
def answering() -> Answering:
    """The answers of data/status.toml."""
    table = dict(_read("status.toml")["answers"])
    cues = {noun: frozenset(words.split()) for noun, words in table.pop("cues").items()}
    return Answering(cues=cues, **{part: frozenset(words.split()) for part, words in table.items()})


def _read(name: str) -> dict:  # type: ignore[type-arg]  # TOML: the callers above know its shape
    return tomllib.loads((files("index.extraction") / "data" / name).read_text(encoding="utf-8"))
