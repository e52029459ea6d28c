"""Clauses under what is said in which the reporter goes on: "…, dismissing the claims", "…, while Iran denies it"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from index.extraction.lexicons.cues import lexicon
from index.extraction.statements.reporting import reports
from index.extraction.syntax import RELATIVE, child, own_subject
from index.model import Status

SIDE_CONJUNCTIONS = frozenset({"while", "whilst", "whereas", "although", "though", "after", "despite"})
"""Words behind which somebody else speaks or acts."""
_REPLYING = frozenset({"agree", "disagree", "deny", "dispute", "reject", "concur", "object", "refuse"})


def side_clauses(verb: Token, tokens: set[int]) -> Iterator[tuple[Token, bool]]:
    """Reporting verbs under the content with which the reporter goes on, and whether they share the source."""
    for i in sorted(tokens):
        side = verb.doc[i]
        if not reports(side):
            continue
        if _goes_on(side, verb):
            yield side, True
        elif _contrasts(side) or _answers(side) or _speaks_next(side, verb):
            yield side, False


def _goes_on(side: Token, verb: Token) -> bool:
    """Whether the same source goes on: "… and emphasised efforts", "…, dismissing the claims"."""
    if side.dep_ == "conj" and own_subject(side) is None and _is_past_the_content(side, verb):
        return True
    if side.dep_ == "conj" and side.tag_ == verb.tag_ == "VBG" and side.i > verb.i and side.head.tag_ != "VBG":
        return True  # "citing the refusal and criticising the treatment"
    return side.tag_ == "VBG" and side.dep_ in {"advcl", "acl", "conj"} and _is_comment(side)


def _contrasts(side: Token) -> bool:
    """Whether somebody else speaks: "…, while the government rejects the claim"."""
    return side.dep_ == "advcl" and own_subject(side) is not None and _opening(side) in SIDE_CONJUNCTIONS


def _speaks_next(side: Token, verb: Token) -> bool:
    """Whether the next one speaks: "Kenya stressed that the ships had left, and aid groups warned that …"."""
    if side.dep_ != "conj" or own_subject(side) is None or side.tag_ != verb.tag_ or side.tag_ not in {"VBD", "VBZ"}:
        return False
    clause = child(side, "ccomp")
    opened = verb.doc[side.left_edge.i - 1].dep_ == "cc" and verb.doc[side.left_edge.i - 2].text == ","
    replies = side.lemma_.lower() in _REPLYING
    return opened and (replies or (clause is not None and clause.i > side.i))


def _answers(side: Token) -> bool:
    """Whether the clause disputes what stands before it: "…, which Kabul denies"."""
    return side.dep_ == "relcl" and _denies(side) and _behind_comma(side)


def _is_past_the_content(side: Token, verb: Token) -> bool:
    """Whether a coordinated verb goes with the reporting verb rather than with the content.

    "told reporters that it will alter the course and emphasised efforts", "says they fired but claimed …": its
    form is the reporting verb's while its neighbour's is not, or "but" sets it apart.
    """
    if side.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    if side.head.tag_ in {"VB", "VBG", "VBN"} and verb.tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    clause = child(side, "ccomp")
    if side.tag_ == verb.tag_ and (side.head.lemma_ == "be" or (clause is not None and _opening(clause) == "that")):
        return True
    return any(c.dep_ == "cc" and c.lower_ == "but" for c in side.head.children)


def _is_comment(participle: Token) -> bool:
    """Whether a participle goes on about the utterance: "…, dismissing the claims"."""
    coordinated = participle.dep_ == "conj" and participle.head.tag_ == "VBG"
    if coordinated or own_subject(participle) is not None:
        return False
    before = participle.i - 1
    while before > 0 and participle.doc[before].pos_ == "ADV":
        before -= 1
    return participle.doc[before].text in {",", "—", "–"}


def _behind_comma(side: Token) -> bool:
    """Whether a comma opens the clause, adverbs and the relative pronoun's preposition aside."""
    edge = side.left_edge.i
    return edge > 0 and side.doc[edge - 1].text in {",", "—", "–"}


def _opening(side: Token) -> str:
    mark = child(side, "mark", "advmod")
    return mark.lower_ if mark is not None else ""


def _denies(verb: Token) -> bool:
    subject = child(verb, "dobj")
    cue = lexicon().verbs[verb.lemma_.lower()]
    return Status.DENIED in cue.shapes.values() and subject is not None and subject.lower_ in RELATIVE


def side_tokens(side: Token, tokens: set[int]) -> set[int]:
    """The side clause with the conjunction and punctuation before it; of a stray participle what follows it."""
    cut = {t.i for t in side.subtree if side.dep_ != "conj" or t.i >= side.i or t.dep_ == "advmod"}
    before = min(cut) - 1
    while before in tokens and side.doc[before].pos_ in {"CCONJ", "SCONJ", "PUNCT", "ADV"}:
        cut.add(before)
        before -= 1
    return cut
