"""Stage: who would not say: "declined to comment on P", "has not commented", "could not be reached for comment"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from index.extraction.lexicons.cues import lexicon
from index.extraction.reading import Attribution, Reading
from index.extraction.statements.side_clauses import SIDE_CONJUNCTIONS
from index.extraction.syntax import antecedent, child, children, noun_phrase, own_subject, spans_of, subject_of

_TOPICS = frozenset({"on", "to", "about", "regarding", "concerning"})
_UNREACHED = frozenset({"reach", "contact"})
_WANTED = frozenset({"comment", "comments", "call", "calls", "message", "messages", "email", "emails", "requests"})
_CALLS = frozenset({"call", "message", "email", "e-mail", "request", "inquiry", "enquiry", "text"})


def attribute_refusals(reading: Reading) -> None:
    """Add an Attribution for each refusal to speak; its content is what they would not speak of."""
    for verb in reading.doc:
        if verb.pos_ not in {"VERB", "AUX"} or reading.quoted(verb.idx):
            continue
        for find in (_refused, _silent, _without_comment, _out_of_reach):
            attribution = find(reading, verb)
            if attribution is not None:
                reading.attributions.append(attribution)
                break


def _refused(reading: Reading, verb: Token) -> Attribution | None:
    """ "declined to comment on the raid"."""
    refused = child(verb, "xcomp") if verb.lemma_.lower() in lexicon().refusing else None
    if refused is None or refused.lemma_.lower() not in lexicon().refused:
        return None
    complement = {t.i for t in refused.subtree if t.i > refused.i}
    for side in children(refused, "prep", "advcl"):
        if side.lower_ in SIDE_CONJUNCTIONS:
            complement -= {t.i for t in side.subtree} | {side.i - 1}
    cue = range(verb.i, refused.i + 1) if complement else (verb.i,)
    return _withheld(reading, "refusal", subject_of(verb), cue, complement or {refused.i})


def _silent(reading: Reading, verb: Token) -> Attribution | None:
    """ "has not commented on the sanctions", "did not respond to a request"."""
    negation = child(verb, "neg") if verb.lemma_.lower() in lexicon().answering else None
    if negation is None:
        return None
    topic = next((c for c in children(verb, "prep") if c.lower_ in _TOPICS), None)
    content = {t.i for t in topic.subtree} if topic is not None else {verb.i}
    cue = range(negation.i, verb.i + 1) if topic is not None else (negation.i,)
    return _withheld(reading, "silence", own_subject(verb), cue, content)


def _without_comment(reading: Reading, verb: Token) -> Attribution | None:
    """ "had no comment on the raid"."""
    comment = child(verb, "dobj")
    if comment is None or comment.lower_ not in {"comment", "comments"} or reading.quoted(comment.idx):
        return None
    no = next((c for c in comment.lefts if c.lower_ == "no"), None)
    if no is None:
        return None
    topic = next((c for c in (*comment.rights, *verb.rights) if c.lower_ in _TOPICS), None)
    content = {t.i for t in topic.subtree} if topic is not None else {comment.i}
    cue = range(verb.i, comment.i + 1) if topic is not None else range(verb.i, no.i + 1)
    return _withheld(reading, "silence", subject_of(verb), cue, content)


def _out_of_reach(reading: Reading, verb: Token) -> Attribution | None:
    """ "could not be reached for comment", "was not available for comment", "did not return calls"."""
    negation = child(verb, "neg")
    if negation is None:
        return None
    available = next((c for c in children(verb, "acomp") if c.lower_ == "available"), None)
    calls = child(verb, "dobj") if verb.lemma_ in {"return", "answer"} else None
    if verb.lemma_ in _UNREACHED and child(verb, "nsubjpass") is not None:
        last = verb
    elif available is not None:
        last = available
    elif calls is not None and calls.lemma_.lower() in _CALLS:
        last = verb
    else:
        return None
    behind = {t.i for t in verb.sent if t.i > last.i and t.head.i >= last.i and not t.is_punct}
    if not any(reading.doc[i].lower_ in _WANTED for i in behind):
        return None  # the mountaineers could not be reached either
    return _withheld(reading, "silence", own_subject(verb), range(negation.i, last.i + 1), behind)


def _withheld(
    reading: Reading, rule: str, source: Token | None, cue: Iterable[int], content: set[int]
) -> Attribution | None:
    spans = spans_of(reading.doc, content)
    if source is None or not spans:
        return None
    source = antecedent(source)
    return Attribution(
        rule=rule,
        confidence=0.9,
        cue=tuple(cue),
        source=noun_phrase(source),
        source_head=source.i,
        content=spans,
        content_head=min(content),
        lemma="decline",
    )
