"""What unnamed things and people at the ends of events are, and what only looks like an actor. Part of the stage."""

from __future__ import annotations

from spacy.lang.en.lex_attrs import like_num
from spacy.tokens import Token

from index import gazetteer
from index.extraction.lexicons.predicates import predicates
from index.extraction.reading import DraftActor, DraftMention, Reading
from index.extraction.syntax import DOCUMENTS, TIME_ENTITIES
from index.model import ActorClass

_BEINGS_NOT = frozenset(
    {"person", "people", "other", "total", "number", "hope", "bill", "time", "civilian", "life", "idea"}
)
_TEXTS = frozenset(
    {"proclamation", "law", "order", "decree", "ruling", "decision", "verdict", "measure", "rule", "plan"}
)
MERE_VICTIMS = frozenset(
    f"group:{noun}"
    for noun in (
        *("people", "others", "persons", "victims", "crew members", "crewmembers", "individuals", "additional people"),
        *("passengers", "other people", "casualties", "dozens", "hundreds", "thousands", "scores", "lives"),
    )
)
_COUNTED = ("group:people and ", "group:others and ", "group:other ")
_LAND = frozenset({ActorClass.PLACE, ActorClass.STATE})
_THINGS = frozenset({ActorClass.PLACE, ActorClass.WEAPON})


def kind_of(noun: Token) -> ActorClass | None:
    """What an unnamed thing or person is: by the table of events, or by that of titles ("judges", "a driver")."""
    targets = predicates().targets
    cls = targets.get(noun.lower_)
    if cls is not None:
        return cls
    lemma = noun.lemma_.lower()
    if targets.get(lemma) in _THINGS or (targets.get(lemma) is ActorClass.GROUP and noun.tag_ == "NNS"):
        return targets[lemma]
    if targets.get(lemma) is ActorClass.PERSON or lemma in gazetteer.titles():
        return ActorClass.GROUP if noun.tag_ == "NNS" else ActorClass.PERSON
    return None


def is_no_actor(reading: Reading, mention: DraftMention) -> bool:
    """Whether a source that only stands before a verb of saying is an event or a text: "protests demand"."""
    lemma = reading.doc[mention.head].lemma_.lower()
    return mention.rule == "source" and (lemma in predicates().nouns or lemma in DOCUMENTS or lemma in _TEXTS)


def is_towards(mention: DraftMention, token: Token) -> bool:
    """Whether "pro-" or "anti-" stands before the name: whom a march is for does not march."""
    doc, first = token.doc, mention.first
    return first >= 2 and doc[first - 1].text in {"-", "–"} and doc[first - 2].lower_ in {"pro", "anti"}


def living_kind(noun: Token) -> ActorClass | None:
    """One or several, of whom nothing else is known."""
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or lemma in _BEINGS_NOT or lemma in predicates().verbs or noun.ent_type_ in TIME_ENTITIES:
        return None
    return {"NN": ActorClass.PERSON, "NNS": ActorClass.GROUP}.get(noun.tag_)


def is_of_run(token: Token) -> bool:
    """Whether a word may stand inside a noun phrase before its head."""
    return token.pos_ in {"ADJ", "NOUN", "PROPN"} or token.lower_ == "and" or token.text == "-"


def is_address(noun: Token, last: int, actors: list[DraftActor]) -> bool:
    """Whether one place is named with the larger ones it lies in: "Lima, Lima Province, Peru"."""
    if len(actors) < 2 or any(actor.cls not in _LAND for actor in actors):
        return False
    return not any(t.dep_ == "cc" or t.lower_ in {";", "with", "including"} for t in noun.doc[noun.i : last])


def _is_number(word: str) -> bool:
    return bool(like_num(word))  # type: ignore[no-untyped-call]


def is_mere_number(actor: DraftActor) -> bool:
    """Whether nothing is known of them but how many they are: "eleven people"."""
    words = actor.key.removeprefix("group:").split()
    while len(words) > 1 and _is_number(words[0]):
        words.pop(0)
    key = "group:" + " ".join(words)
    return actor.key.startswith("group:") and (key in MERE_VICTIMS or key.startswith(_COUNTED))
