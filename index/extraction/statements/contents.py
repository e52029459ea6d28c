"""The shapes in which a reporting verb takes its content, and the tokens of each (see data/cues.toml)."""

from __future__ import annotations

from spacy.tokens import Token

from index import gazetteer
from index.extraction.lexicons.cues import acts, lexicon
from index.extraction.reading import Content, Reading
from index.extraction.statements.clauses import find_clause, find_quotation
from index.extraction.statements.objects import (
    CONTENT_PREPOSITIONS,
    OF_OBJECT,
    find_finding,
    find_lack,
    find_likeness,
    find_object,
    find_object_of,
    lacks_particle,
)
from index.extraction.syntax import (
    child,
    children,
    is_passive,
    is_time,
    own_subject,
)

_TAKEN = frozenset({"life", "victim", "casualty", "hundred", "thousand", "dozen"})


def find_content(reading: Reading, verb: Token) -> Content | None:
    """What the verb introduces, in the first shape of its lexicon entry that is there."""
    shapes = lexicon().verbs[verb.lemma_.lower()].shapes
    if _is_act(verb):
        return None
    for shape, find in _SHAPES.items():
        if shape in shapes and (found := find(reading, verb)) is not None:
            return found
    return None


def _is_act(verb: Token) -> bool:
    """Whether something is done, not said: "denied them entry", "dismissed Lopez as minister", "welcomed Perez"."""
    noun = child(verb, "nsubjpass") if is_passive(verb) else child(verb, "dobj")
    if noun is None:
        return False
    if verb.lemma_ == "claim" and noun.lemma_.lower() in _TAKEN:
        return True  # "claimed hundreds of lives"
    if verb.lemma_ in {"dismiss", "welcome", "confirm"} and noun.pos_ == "PROPN":
        complement = next((c for c in children(verb, "prep") if c.lower_ == "as"), None)
        office = child(complement, "pobj") if complement is not None else None
        return office is None or office.lemma_.lower() in gazetteer.titles()
    return verb.lemma_ == "deny" and noun.lemma_.lower() in acts().refused


def _against(reading: Reading, verb: Token) -> Content | None:
    """The phrase of "warned against talks"."""
    return _phrase(verb, CONTENT_PREPOSITIONS["against"], "against")


def _for(reading: Reading, verb: Token) -> Content | None:
    """The phrase of "called for a truce"."""
    return _phrase(verb, {"for"}, "for")


def _about(reading: Reading, verb: Token) -> Content | None:
    """The phrase of "spoke of an incursion"."""
    return _phrase(verb, {"of", "about"}, "about")


def _to(reading: Reading, verb: Token) -> Content | None:
    """The phrase of "pointed to delays"."""
    return _phrase(verb, {"to"}, "to")


def _phrase(verb: Token, prepositions: set[str], shape: str) -> Content | None:
    behind = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in prepositions), None)
    if behind is None or behind.i < verb.i or is_time(behind):
        return None
    return Content(frozenset(t.i for t in behind.subtree), behind.i, shape)


def _as(reading: Reading, verb: Token) -> Content | None:
    """ "branded the manoeuvres as a provocation", "called it a stunt"."""
    named = child(verb, "nsubjpass") if is_passive(verb) else child(verb, "dobj")
    complement = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    if complement is None:
        named, complement = _named_and_name(verb, named)
    if complement is None and named is not None and named.i > verb.i and not is_passive(verb):
        complement = child(named, "appos")  # what the parser makes of "called the verdict “an act of revenge”"
    if complement is None:
        return None
    tokens = {t.i for t in complement.subtree}
    if named is not None and named != complement:
        tokens |= {t.i for t in named.subtree}
        if named.i > verb.i:
            tokens |= set(range(min(tokens), max(tokens)))
    return Content(frozenset(_with_phrase_behind(verb, tokens)), complement.i, "as")


def _with_phrase_behind(verb: Token, tokens: set[int]) -> set[int]:
    """With a phrase that closes up to a quoted name: "called it “a clear breach” of the truce"."""
    for preposition in children(verb, "prep"):
        between = verb.doc[max(tokens) + 1 : preposition.i]
        if preposition.lower_ in OF_OBJECT and between and all(t.is_quote for t in between):
            return tokens | {t.i for t in preposition.subtree}
    return tokens


def _named_and_name(verb: Token, named: Token | None) -> tuple[Token | None, Token | None]:
    """Who is called what; the parser may take both for names: "called Lopez a liar"."""
    names = list(children(verb, "oprd"))
    if named is None and len(names) > 1:
        return names[0], names[1]
    return named, names[0] if names else _small_clause(verb)


def _small_clause(verb: Token) -> Token | None:
    """ "calls the lawsuit a stunt" comes as a clause without a verb."""
    for clause in children(verb, "ccomp", "xcomp"):
        if (
            clause.pos_ in {"NOUN", "PROPN", "ADJ"}
            and own_subject(clause) is not None
            and child(clause, "cop", "aux") is None
        ):
            return clause
    return None


def _infinitive(reading: Reading, verb: Token) -> Content | None:
    clause = next((c for c in children(verb, "xcomp", "ccomp", "advcl") if _is_wish(c)), None)
    if clause is None or clause.i < verb.i:
        return None
    tokens = {t.i for t in clause.subtree}
    asked = child(verb, "dobj")
    on = next(
        (c for c in children(verb, "prep", "prt") if c.lower_ in {"on", "upon", "for"} and verb.i < c.i < clause.i),
        None,
    )
    asked = asked or on
    if asked is not None and not is_time(asked):
        tokens |= {t.i for t in asked.subtree if t.i < clause.i}
    return Content(frozenset(tokens), clause.i, "infinitive")


def _gerund(reading: Reading, verb: Token) -> Content | None:
    """The deed of "denied shelling the port"."""
    deed = next((c for c in children(verb, "xcomp", "ccomp") if c.tag_ == "VBG" and c.i > verb.i), None)
    if deed is None or lacks_particle(verb) or own_subject(deed) is not None:
        return None
    return Content(frozenset(t.i for t in deed.subtree), deed.i, "gerund")


def _is_wish(clause: Token) -> bool:
    """An infinitive with "to", or what is to be done to something: "wants the sanctions lifted"."""
    done_to = clause.dep_ == "ccomp" and clause.tag_ == "VBN" and own_subject(clause) is not None
    bare = done_to and child(clause, "aux", "auxpass") is None
    return (_has_to(clause) or bare) and not _has_mark(clause)


def _has_mark(clause: Token) -> bool:
    """Whether a conjunction opens the clause."""
    return child(clause, "mark") is not None


def _has_to(clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


_SHAPES = {
    "of": find_object_of,
    "likeness": find_likeness,
    "as": _as,
    "clause": find_clause,
    "quote": find_quotation,
    "infinitive": _infinitive,
    "gerund": _gerund,
    "against": _against,
    "object": find_object,
    "lack": find_lack,
    "finding": find_finding,
    "for": _for,
    "about": _about,
    "to": _to,
}
