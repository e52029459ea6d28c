"""Reporting clauses that stand as a comment in what is said: "…, he said, …", "as Reuters reported, …"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from index.extraction.reading import Content
from index.extraction.syntax import RELATIVE, TIME_ENTITIES, child, children, noun_phrase, own_subject

LONGEST_PARENTHESIS = 14
"""Tokens between the commas of "…, he said, …"."""
_SAID = frozenset({"ccomp", "parataxis", "conj", "dep"})
_PARENTHESIS_MARKS = frozenset({",", "—", "–", "--", "-"})


def commented(verb: Token) -> Content | None:
    """The sentence that "as Reuters reported, …" comments on."""
    mark = child(verb, "mark", "advmod")
    if verb.dep_ != "advcl" or mark is None or mark.lower_ != "as" or child(verb, "ccomp", "dobj") is not None:
        return None
    if own_subject(verb) is None or verb.left_edge != mark or any(c.dep_ in {"xcomp", "acomp"} for c in verb.children):
        return None
    own = {t.i for t in verb.subtree}
    before = verb.doc[mark.i - 1] if mark.i > verb.sent.start else None
    closing = verb.doc[verb.right_edge.i : min(verb.right_edge.i + 2, verb.sent.end)]
    if not any(t.is_punct for t in closing) or (before is not None and not before.is_punct):
        return None
    tokens = without_edges(verb.doc, {t.i for t in verb.head.subtree} - own)
    return Content(frozenset(tokens), verb.head.i, "clause") if len(tokens) > 2 else None


def before_comment(verb: Token) -> Content | None:
    """The sentence before ", officials say.", where it is a headline without a finite verb."""
    subject = max((c for c in children(verb, "nsubj") if c.i < verb.i), key=lambda c: c.i, default=None)
    sentence, doc = verb.sent, verb.doc
    if subject is None or verb.tag_ not in {"VBP", "VBZ", "VBD"}:
        return None
    comma = subject.left_edge.i - 1
    behind = [
        t for t in doc[verb.i + 1 : sentence.end] if not (t.is_punct or t.is_space or t.ent_type_ in TIME_ENTITIES)
    ]
    if comma < sentence.start + 2 or doc[comma].text != "," or any(t.dep_ not in {"prep", "advmod"} for t in behind):
        return None
    before = [t for t in doc[sentence.start : comma] if not t.is_space]
    if before[0].pos_ in {"ADP", "ADV", "SCONJ", "CCONJ"} or len(behind) > 1 or len(before) < 3:
        return None
    return Content(frozenset(t.i for t in before), before[0].i, "clause")


def around_parenthesis(verb: Token) -> Content | None:
    """The sentence around "…, he said, …", or before "…, he said."; None where the words are no parenthesis."""
    subject = own_subject(verb)
    if subject is None or subject.lower_ in RELATIVE or child(verb, "mark", "aux") is not None or verb.tag_ == "VBG":
        return None
    if any(owner.lower_ == "whose" for owner in subject.lefts):
        return None  # "Ali Shah, whose lawyer said he was innocent, was sentenced"
    doc, sentence = verb.doc, verb.sent
    first = min(noun_phrase(subject)[0], verb.i)
    last = max(noun_phrase(subject)[1], verb.i)
    while last + 1 < sentence.end and not (doc[last + 1].is_punct and not doc[last + 1].is_quote):
        last += 1
        if last - first > LONGEST_PARENTHESIS or (doc[last].pos_ == "VERB" and doc[last].dep_ != "acl"):
            return None
    if first <= sentence.start or doc[first - 1].text not in _PARENTHESIS_MARKS:
        return None
    if last + 1 >= sentence.end or doc[last + 1].text not in _PARENTHESIS_MARKS:
        return None
    own = _own_words(verb)
    before = {i for i in range(sentence.start, first - 1) if i not in own and not doc[i].is_space}
    behind = {i for i in range(last + 2, sentence.end) if i not in own and not doc[i].is_space}
    wordy = [i for i in behind if not doc[i].is_punct]
    if len([i for i in before if not doc[i].is_punct]) < 1 or any(
        doc[i].dep_ == "ROOT" and doc[i] == verb for i in behind
    ):
        return None
    if not wordy:
        return None
    tokens = before | behind
    head = next((c.i for c in children(verb, "ccomp")), verb.head.i if verb.head.i in tokens else min(tokens))
    return Content(frozenset(without_edges(doc, tokens)), head, "clause")


def _own_words(verb: Token) -> set[int]:
    """What hangs from the verb itself and is not what was said: subject, addressee, date, participle clauses."""
    own = (c for c in verb.children if c.dep_ not in _SAID and not (c.dep_ == "advcl" and _is_sentence(c)))
    return {t.i for c in own for t in c.subtree} | {verb.i}


def _is_sentence(clause: Token) -> bool:
    """Whether an adverbial clause has a subject of its own, or one hangs from it: "Though it was quiet, he said, …"."""
    governs = clause.tag_ == "VBG" and clause.i > clause.head.i and child(clause, "ccomp") is not None
    return own_subject(clause) is not None or governs


def without_edges(doc: Doc, tokens: set[int]) -> set[int]:
    """The tokens without conjunctions that dangle at their edges."""
    while tokens and doc[max(tokens)].pos_ in {"CCONJ", "SCONJ", "SPACE"}:
        tokens.remove(max(tokens))
    while tokens and doc[min(tokens)].pos_ in {"CCONJ", "SPACE"}:
        tokens.remove(min(tokens))
    return tokens
