"""Which words tell of an event, and as which predicate: the trigger's own shape decides. Part of the events stage."""

from __future__ import annotations

from spacy.tokens import Token

from index import gazetteer
from index.extraction.event_shapes import behind, is_phrase, is_slipped, is_verbal, lemma_of
from index.extraction.event_speech import insulted
from index.extraction.predicates import Predicate, predicates
from index.extraction.syntax import child, own_subject

NAMING = frozenset({"call", "name", "designate", "describe", "label", "declare", "term", "dub"})
"""Verbs that accuse where what they call somebody is an insult."""
_BREAKING = frozenset({"suspend", "cancel", "terminate", "scrap", "annul", "break", "revoke", "denounce"})
_BACKING = frozenset({"SUPPORT", "AID"})
_REFUSED = frozenset({"refuse", "decline", "rule", "fail"})
_SILENT = frozenset(
    {"comment", "say", "confirm", "discuss", "answer", "disclose", "speak", "name", "talk", "give", "reply"}
)


def candidates(token: Token) -> tuple[Predicate, ...]:
    """The predicates that a word may stand for, the likeliest first."""
    if is_verbal(token) or is_slipped(token):
        return _of_verb(token)
    if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound":
        return _of_noun(token)
    if token.pos_ == "ADJ" and token.dep_ in {"acomp", "conj"}:
        return predicates().adjectives.get(token.lower_, ())
    return ()


def _of_verb(verb: Token) -> tuple[Predicate, ...]:
    lexical = predicates()
    lemma = verb.lemma_.lower()
    if verb.dep_ == "amod":
        backing = verb.i > 0 and verb.nbor(-1).text in {"-", "–"}
        return tuple(p for p in lexical.verbs.get(lemma, ()) if backing and p.root in _BACKING)
    if lemma in lexical.refusing and child(verb, "neg") is not None:
        return (lexical.rejection(),)
    if lemma in NAMING and insulted(verb) is not None:
        return lexical.verbs["accuse"]
    if _quits(verb):
        return (lexical.rejection(),)
    if lemma in {"withdraw", "deploy"} and not _moves_forces(verb):
        return ()
    if lemma == "demand" and not _demands_something(verb):
        return ()
    if lemma in {"refuse", "decline"} and ((deed := child(verb, "xcomp")) is None or deed.lemma_ in _SILENT):
        return ()
    if any(c.lower_ in {"nor", "neither"} for c in (*verb.children, *verb.head.children) if c.i < verb.i) and (
        verb.lemma_ in {"deny", "confirm"}
    ):
        return ()
    if _is_carrying(verb) or (lemma == "agree" and not _agrees_to(verb)):
        return ()
    if lemma == "take" and _into_custody(verb):
        return lexical.verbs["take_custody"]
    behind = [c for c in verb.children if c.dep_ in {"prt", "prep", "acomp", "oprd", "advmod"} and c.i > verb.i]
    for word in behind:
        found = lexical.verbs.get(f"{lemma}_{word.lower_}")
        if found is not None:
            return found
    return lexical.verbs.get(lemma, ())


def _moves_forces(verb: Token) -> bool:
    """Whether people or arms are sent or called back, and not a motion, an appeal or pepper spray."""
    thing = child(verb, "dobj", "nsubjpass")
    if thing is None or thing.pos_ in {"PRON", "PROPN"}:
        return True
    lexical, groups = predicates(), gazetteer.groups()
    word = thing.lower_
    return (
        word in lexical.armed
        or word in groups
        or word in lexical.targets
        or word in gazetteer.weapons()
        or _is_crew(thing)
    )


def _is_crew(noun: Token) -> bool:
    return noun.lemma_.lower() in {
        "ambassador",
        "personnel",
        "staff",
        "peacekeeper",
        "envoy",
        "contingent",
        "unit",
        "team",
    }


def _into_custody(verb: Token) -> bool:
    return any(
        c.lower_ == "into" and (noun := child(c, "pobj")) is not None and noun.lower_ == "custody"
        for c in verb.children
    )


def _demands_something(verb: Token) -> bool:
    """Whether "demand" names what is wanted, and does not only close a quotation."""
    clause = child(verb, "ccomp")
    return child(verb, "dobj", "xcomp", "nsubjpass") is not None or (clause is not None and clause.i > verb.i)


def _asks(noun: Token) -> bool:
    """Whether a noun of asking says what for, of whom or by whom."""
    return any(c.dep_ in {"prep", "acl", "relcl", "agent"} for c in noun.rights)


def _agrees_to(verb: Token) -> bool:
    """Whether "agree" tells of a deal and not of an opinion."""
    if child(verb, "xcomp") is not None:
        return True
    return any(c.dep_ == "prep" and c.lower_ in {"to", "on", "upon"} for c in verb.children)


def _quits(verb: Token) -> bool:
    """Whether an agreement or a membership is given up."""
    if verb.lemma_ not in {"withdraw", "pull", "leave", "exit", "quit", "abandon", *_BREAKING}:
        return False
    left = behind(verb, {"from"}) or child(verb, "dobj", "nsubjpass")
    out = child(verb, "prep")
    left = left or (behind(out, {"of", "from"}) if out is not None else None)
    if left is None:
        return False
    lemma = left.lemma_.lower()
    agreed = any(predicate.root == "AGREE" for predicate in predicates().nouns.get(lemma, ()))
    return agreed or lemma in predicates().memberships


def is_refused(verb: Token) -> bool:
    """Whether somebody declines to do it: the "sending" of "rule out sending troops to lift the siege"."""
    token = verb
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "threaten" and _quits(verb):
        return True
    for _ in range(5):
        if token.dep_ not in {"xcomp", "pcomp", "advcl", "dobj", "prep", "pobj", "ccomp"}:
            return False
        token = token.head
        if token.pos_ == "VERB" and token.lemma_ in _REFUSED:
            return True
        if token.pos_ == "VERB" and own_subject(token) is not None:
            return False
    return False


def _of_noun(noun: Token) -> tuple[Predicate, ...]:
    lexical = predicates()
    lemma = noun.lemma_.lower()
    if noun.dep_ in {"dobj", "nsubjpass"} and noun.head.pos_ == "VERB" and _quits(noun.head):
        return ()
    if lemma in lexical.phrase_nouns:
        above = noun.head
        of_noun = noun.dep_ == "pobj" and above.lower_ == "of"
        carrier = above.head if of_noun else above if noun.dep_ in {"dobj", "nsubjpass"} else child(noun, "acl")
        if carrier is not None and (found := lexical.phrases.get(f"{carrier.lemma_.lower()}_{lemma}")) is not None:
            return found
    kind = child(noun, "compound", "amod")
    found = lexical.nouns.get(f"{kind.lower_}_{lemma}", ()) if kind is not None else ()
    found = found or lexical.nouns.get(lemma, ())
    return tuple(predicate for predicate in found if predicate.root != "REQUEST" or _asks(noun))


def _is_carrying(verb: Token) -> bool:
    """Whether a light verb only carries an event noun, which then is the trigger."""
    lexical = predicates()
    noun = child(verb, "dobj", "nsubjpass")
    if noun is None:
        return False
    lemma = noun.lemma_.lower()
    if is_phrase(verb, noun):
        return True
    return lemma in lexical.nouns and (lemma_of(verb) in lexical.light or verb.lemma_.lower() in lexical.suffering)
