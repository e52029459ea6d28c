"""Stage: "according to X"."""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.reading import Attribution, Reading
from index.extraction.syntax import child, children, noun_phrase, own_subject, spans_of


def attribute_according_to(reading: Reading) -> None:
    """Add an Attribution for each "according to X"."""
    for token in reading.doc:
        if token.lower_ != "according":
            continue
        to = next((t for t in token.subtree if t.lower_ == "to" and t.i == token.i + 1), None)
        source = child(to, "pobj") if to is not None else None
        if to is None or source is None:
            continue
        clause = _host_clause(token)
        if reading.quoted(clause.idx) and not reading.quoted(token.idx):
            clause = token.sent.root
        own = _own_words(token, noun_phrase(source)[1])
        said = {t.i for t in clause.subtree} - own - _said_by_others(reading, clause)
        spans = spans_of(reading.doc, _without_connective(reading, said))
        if spans:
            reading.attributions.append(
                Attribution(
                    rule="according-to",
                    confidence=0.9,
                    cue=(token.i, to.i),
                    source=noun_phrase(source),
                    source_head=source.i,
                    content=spans,
                    content_head=clause.i,
                    lemma="according to",
                )
            )


def _own_words(according: Token, last: int) -> set[int]:
    """ "According to", its source and what hangs from it up to the next comma or full stop."""
    doc = according.doc
    own = {t.i for t in according.subtree}
    while last + 1 < len(doc) and last + 1 in own and not doc[last + 1].is_punct:
        last += 1
    return {i for i in own if according.i <= i <= last}


def _said_by_others(reading: Reading, clause: Token) -> set[int]:
    """A clause joined to it that has a speaker of its own: "according to police he fired, but his lawyer says …"."""
    cues = {i for attribution in reading.attributions for i in attribution.cue}
    others = (
        other
        for other in children(clause, "conj")
        if other.i in cues and (subject := own_subject(other)) is not None and subject.pos_ != "PRON"
    )
    return {i for other in others for i in range(_joint(other), other.right_edge.i + 1)}


def _joint(clause: Token) -> int:
    """Where the words begin that join a clause to the one before: its "but" and the comma before that."""
    first = clause.left_edge.i
    while first > clause.head.i + 1 and clause.doc[first - 1].dep_ in {"cc", "punct"}:
        first -= 1
    return first


def _host_clause(according: Token) -> Token:
    """The clause that "according to" comments on: the nearest verb with a subject of its own."""
    token = according.head
    while token.head != token and not (token.pos_ in {"VERB", "AUX"} and own_subject(token) is not None):
        token = token.head
    joined = token.dep_ == "conj" and token.tag_ == token.head.tag_ and own_subject(token.head) is not None
    return token.head if joined and not any(t.text == "," for t in token.doc[token.head.i : token.i]) else token


def _without_connective(reading: Reading, tokens: set[int]) -> set[int]:
    ordered = sorted(tokens)
    while ordered and reading.doc[ordered[0]].pos_ in {"CCONJ", "PUNCT"} and not reading.doc[ordered[0]].is_quote:
        ordered.pop(0)
    return set(ordered)
