"""What stands beside the word of an event and makes it less sure or turns it: modals, negation, adverbs, adjectives."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from index.extraction.lexicons.predicates import predicates
from index.extraction.lexicons.signatures import Certainty, Degree, signatures
from index.extraction.syntax import child, own_subject
from index.model import Status

_ONLY = frozenset({"only", "just", "merely", "simply", "solely"})
_NOT_ONE = frozenset({"no", "neither"})
_NOBODY = frozenset({"nobody", "nothing", "none"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_UNREAL = frozenset({"would", "should", "could", "'d", "’d"})


def qualified(token: Token, outer: Certainty) -> Certainty:
    """A word's certainty, from what the words above leave to it and what stands beside it."""
    found = outer
    negated = joins_nor(token)
    modal = None
    for beside in token.children:
        if beside.tag_ == "MD" and beside.dep_ == "aux":
            modal = beside.lower_
        elif beside.lower_ in _NOT_ONE and beside.dep_ == "det":
            found = replace(found, happened=False)
        elif _is_negation(beside, token):
            negated = True
        else:
            found = _with(beside, token, found)
    if modal is not None:
        found = _under_modal(found, token, modal, negated=negated)
    return _as_asked(token, found.reversed() if negated else found)


def _is_negation(beside: Token, token: Token) -> bool:
    """ "not", "never", "not yet"; a subject or object with "no"; the "nor" before the word."""
    if beside.dep_ == "neg" or (beside.dep_ in _ARGUMENTS and _is_nothing(beside)):
        return True
    if beside.dep_ == "advmod" and beside.lower_ not in _ONLY and child(beside, "neg") is not None:
        return True
    if beside.lower_ not in signatures().never:
        return False
    return beside.dep_ in {"advmod", "preconj"} or (beside.dep_ == "cc" and beside.i < token.i)


def _with(beside: Token, token: Token, found: Certainty) -> Certainty:
    """What one adverb, adjective or argument beside a word makes of it."""
    words, lower = signatures(), beside.lower_
    verbal = token.pos_ in {"VERB", "AUX"}
    if beside.dep_ == "advmod" and lower in words.hardly:
        return _hardly(found)
    if beside.dep_ == "advmod" and lower in words.almost and verbal:
        return found.reversed()
    if beside.dep_ == "amod" and lower in words.failed:
        return found.reversed()
    if (beside.dep_ == "amod" and lower in words.few and _is_few(token)) or _are_few_doers(beside):
        return _hardly(found)
    hedge = _hedge(beside) if beside.dep_ in {"amod", "advmod"} else None
    return found if hedge is None else _hedged(found, hedge)


def _hardly(found: Certainty) -> Certainty:
    return found.weakened(Degree.PROBABLE, found.status).reversed()


def _is_few(noun: Token) -> bool:
    """ "Few attacks", not "a few attacks"."""
    return noun.pos_ == "NOUN" and child(noun, "det") is None


def _are_few_doers(noun: Token) -> bool:
    """The subject of "few states recognise it"."""
    if noun.dep_ not in {"nsubj", "nsubjpass"} or not _is_few(noun):
        return False
    return any(c.lower_ in signatures().few and c.dep_ == "amod" for c in noun.children)


def _hedge(beside: Token) -> Status | None:
    """The hedge of "alleged attack"; of "potential Chadian sanctions", which the parse hangs from "Chadian"."""
    hedges = predicates().hedges
    return next((hedges[word.lower_] for word in (beside, *beside.lefts) if word.lower_ in hedges), None)


def _hedged(found: Certainty, status: Status) -> Certainty:
    degree = {Status.REPORTED: Degree.CERTAIN, Status.HYPOTHETICAL: Degree.POSSIBLE}.get(status, Degree.PROBABLE)
    return found.weakened(degree, status)


def _under_modal(found: Certainty, verb: Token, modal: str, *, negated: bool) -> Certainty:
    words = signatures()
    degree = words.modals.get(modal)
    if degree is None:
        return found
    perfect = any(c.lower_ in {"have", "'ve", "’ve"} and c.dep_ == "aux" for c in verb.children)
    if perfect and modal in _UNREAL:
        return found.weakened(Degree.POSSIBLE, Status.HYPOTHETICAL)
    if negated and modal in words.denied:
        return found
    return found.weakened(degree, Status.SUSPECTED if perfect else Status.HYPOTHETICAL)


def _as_asked(token: Token, found: Certainty) -> Certainty:
    """A question leaves it open, an order too; a headline's "to leave" plans it."""
    if token.dep_ != "ROOT" or token.pos_ not in {"VERB", "AUX"}:
        return found
    last = token.doc[token.sent.end - 1]
    asked = last.text == "?" or (last.is_quote and last.i > 0 and last.nbor(-1).text == "?")
    ordered = token.tag_ == "VB" and own_subject(token) is None and child(token, "aux") is None
    if asked or ordered or asks_whether(token):
        return found.weakened(Degree.POSSIBLE, Status.HYPOTHETICAL)
    if token.tag_ == "VB" and has_to(token):
        return found.weakened(Degree.PROBABLE, Status.HYPOTHETICAL)
    return found


def has_to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def asks_whether(verb: Token) -> bool:
    """Whether a clause is an indirect question."""
    mark = child(verb, "mark")
    return mark is not None and mark.lower_ in {"whether", "if"}


def joined_by(token: Token) -> str:
    """The conjunction before a coordinated word."""
    if token.dep_ != "conj":
        return ""
    joins = [c.lower_ for c in token.head.children if c.dep_ == "cc" and c.i < token.i]
    return joins[-1] if joins else ""


def joins_nor(token: Token) -> bool:
    """Whether "nor" stands before a coordinated word."""
    return joined_by(token) == "nor"


def _is_nothing(noun: Token) -> bool:
    return noun.lower_ in _NOBODY or any(c.lower_ in _NOT_ONE and c.dep_ == "det" for c in noun.children)
