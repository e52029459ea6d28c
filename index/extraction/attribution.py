"""Stage: who said what. For each reporting verb its source, cue and content (PARC terms).

The shapes of content are those of the cue lexicon. A clause is taken before a quotation beside the verb, a
quotation before an object; a verb whose content is not found makes no attribution.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from index.extraction.lexicon import lexicon
from index.extraction.reading import Attribution, Reading
from index.extraction.syntax import (
    RELATIVE,
    agent_of,
    antecedent,
    child,
    children,
    is_passive,
    noun_phrase,
    own_subject,
    spans_of,
    subject_of,
)
from index.model import Span

_CONTENT_PREPOSITIONS = {"of": {"of", "for", "over", "with"}, "against": {"against", "of", "about"}}
_TIME_ENTITIES = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue introduces: tokens, the token that heads them, and the shape it was found in."""

    tokens: frozenset[int]
    head: int
    shape: str
    quotation: Span | None = None


def attribute(reading: Reading) -> None:
    """Add an Attribution for each reporting verb."""
    for sentence in reading.sentences:
        for verb in sentence:
            if verb.pos_ in {"VERB", "AUX"} and verb.lemma_.lower() in lexicon().verbs:
                reading.attributions.extend(_from_verb(reading, verb))
            elif verb.lemma_.lower() in lexicon().refusing and verb.pos_ == "VERB":
                reading.attributions.extend(_from_refusal(reading, verb))


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
        own = {t.i for t in token.subtree}
        body = frozenset(t.i for t in clause.subtree if t.i not in own)
        body = _without_leading_connective(reading, body)
        spans = spans_of(reading.doc, body)
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


def _host_clause(according: Token) -> Token:
    """The clause that "according to" comments on: the nearest verb with a subject of its own."""
    token = according.head
    while token.head != token and not (token.pos_ in {"VERB", "AUX"} and own_subject(token) is not None):
        token = token.head
    return token


def _from_verb(reading: Reading, verb: Token) -> Iterator[Attribution]:
    content = _content(reading, verb)
    if content is None:
        return
    source = _source(reading, verb, content)
    if source is None:
        return
    tokens = content.tokens - _source_tokens(source)
    if content.shape == "clause":
        strayed = _strayed_verb(reading, verb, content)
        if strayed is not None:
            tokens = _cut_before(reading, tokens, strayed)
            yield from _from_strayed(reading, strayed, source)
    spans = _with_quotation(spans_of(reading.doc, tokens), content.quotation)
    if spans:
        yield Attribution(
            rule=f"verb:{content.shape}",
            confidence=_confidence(content),
            cue=_cue(verb),
            source=noun_phrase(source),
            source_head=source.i,
            content=spans,
            content_head=content.head,
            lemma=verb.lemma_.lower(),
        )


def _confidence(content: Content) -> float:
    return {"clause": 0.9, "quote": 0.9, "of": 0.9, "as": 0.8, "infinitive": 0.75}.get(content.shape, 0.7)


def _cue(verb: Token) -> tuple[int, ...]:
    particle = child(verb, "prt")
    return (verb.i, particle.i) if particle is not None else (verb.i,)


# --- content -------------------------------------------------------------------------------------------------------


def _content(reading: Reading, verb: Token) -> Content | None:
    shapes = lexicon().verbs[verb.lemma_.lower()].shapes
    for shape, find in _SHAPES.items():
        if shape in shapes and (found := find(reading, verb)) is not None:
            return found
    return None


def _clause(reading: Reading, verb: Token) -> Content | None:
    """A finite clause that depends on the verb, or the one that the verb is a comment in."""
    for clause in children(verb, "ccomp"):
        if _is_finite(clause):
            tokens = frozenset(t.i for t in clause.subtree)
            return Content(tokens, clause.i, "clause", _adjacent_quotation(reading, verb, tokens))
    if verb.dep_ in {"parataxis", "ccomp", "advcl"} and own_subject(verb) is not None and _is_parenthesis(verb):
        host = verb.head
        tokens = frozenset(t.i for t in host.subtree) - {t.i for t in verb.subtree}
        return Content(tokens, host.i, "clause", None)
    return None


def _is_finite(clause: Token) -> bool:
    if own_subject(clause) is None and child(clause, "expl", "mark") is None:
        return clause.tag_ in {"VBD", "VBZ", "VBP"} or child(clause, "aux") is not None
    return True


def _is_parenthesis(verb: Token) -> bool:
    """Whether the clause stands between commas or at the end behind one: "…, he said, …"."""
    first, last = verb.left_edge.i, verb.right_edge.i
    doc = verb.doc
    before = doc[first - 1] if first > 0 else None
    after = doc[last + 1] if last + 1 < len(doc) else None
    if before is None or not before.is_punct or child(verb, "mark") is not None:
        return False
    return (after is None or after.is_punct or after.is_space) and last - first <= 12


def _quotation(reading: Reading, verb: Token) -> Content | None:
    quotation = _adjacent_quotation(reading, verb, frozenset())
    if quotation is None:
        return None
    tokens = frozenset(
        t.i
        for t in verb.sent
        if quotation.start <= t.idx < quotation.end and not quotation.start <= verb.idx < quotation.end
    )
    return Content(tokens, min(tokens), "quote", quotation) if tokens else None


def _adjacent_quotation(reading: Reading, verb: Token, tokens: frozenset[int]) -> Span | None:
    """The quotation that touches the content, or stands beside the reporting clause in the same sentence."""
    sentence = Span(verb.sent.start_char, max(verb.sent.start_char, verb.sent.end_char))
    for quotation in reading.quotations:
        if not quotation.overlaps(sentence) or quotation.start <= verb.idx < quotation.end:
            continue
        inside = Span(max(quotation.start, sentence.start), min(quotation.end, sentence.end))
        if not tokens:
            if len(inside.of(reading.text).split()) > 1 and _stands_beside(reading, verb, inside):
                return inside
        elif any(inside.start <= reading.doc[i].idx < inside.end for i in tokens) and _is_whole(
            reading, inside, tokens
        ):
            return inside
    return None


def _is_whole(reading: Reading, quotation: Span, tokens: frozenset[int]) -> bool:
    """Whether the content is the quotation and no more, so that the quotation's own borders are the better ones."""
    return all(quotation.start <= reading.doc[i].idx < quotation.end or reading.doc[i].is_punct for i in tokens)


def _stands_beside(reading: Reading, verb: Token, quotation: Span) -> bool:
    """Whether only the reporting clause's own words stand between verb and quotation."""
    first, last = (verb.i, None) if quotation.start > verb.idx else (None, verb.i)
    doc = reading.doc
    if first is not None:
        between = [t for t in doc[first + 1 : verb.sent.end] if t.idx < quotation.start]
    else:
        between = [t for t in doc[verb.sent.start : last] if t.idx >= quotation.end]
    return all(t.is_punct or t.is_space or _belongs(t, verb) for t in between)


def _belongs(token: Token, verb: Token) -> bool:
    """Whether a word hangs from the verb by no other verb: subject, adverb, addressee, date."""
    while token != verb and token.head != token:
        if token.pos_ == "VERB" and token.dep_ not in {"acl", "relcl", "amod", "conj"}:
            return False
        token = token.head
    return token == verb


def _object(reading: Reading, verb: Token) -> Content | None:
    """The direct object with what hangs from it; of a passive, the subject."""
    noun = child(verb, "dobj") if not is_passive(verb) else child(verb, "nsubjpass")
    if noun is None or (child(verb, "dative") is not None and not is_passive(verb)):
        return None
    if noun.ent_type_ in _TIME_ENTITIES or (is_passive(verb) and agent_of(verb) is None):
        return None
    if noun.lower_ in RELATIVE:
        return _relative_object(verb, noun)
    tokens = {t.i for t in noun.subtree}
    for preposition in children(verb, "prep", "xcomp", "advcl"):
        if preposition.i == max(tokens) + 1 and preposition.dep_ != "advcl" and not _is_time(preposition):
            tokens |= {t.i for t in preposition.subtree}
    return Content(frozenset(tokens), noun.i, "object")


def _relative_object(verb: Token, noun: Token) -> Content | None:
    """ "…, which Kabul denies": the content is what the pronoun stands for."""
    meant = antecedent(noun)
    if meant == noun or meant.pos_ not in {"NOUN", "PROPN", "VERB"}:
        return None
    own = {t.i for t in verb.subtree}
    return Content(frozenset(t.i for t in meant.subtree if t.i not in own), meant.i, "object")


def _object_of(reading: Reading, verb: Token) -> Content | None:
    """ "accused Iran of lying": the object and the phrase behind it."""
    return _object_and_preposition(verb, _CONTENT_PREPOSITIONS["of"], "of")


def _object_and_preposition(verb: Token, prepositions: set[str], shape: str) -> Content | None:
    accused = child(verb, "nsubjpass") if is_passive(verb) else child(verb, "dobj")
    behind = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in prepositions), None)
    if accused is not None and behind is None:
        behind = next((c for c in accused.children if c.dep_ == "prep" and c.lower_ in prepositions), None)
    if accused is None or behind is None:
        return None
    accused = antecedent(accused)
    own = {t.i for t in verb.subtree} if accused.i < verb.i and not is_passive(verb) else set()
    first, last = noun_phrase(accused)
    tokens = (set(range(first, last + 1)) - own) | {t.i for t in behind.subtree}
    return Content(frozenset(tokens), behind.i, shape)


def _against(reading: Reading, verb: Token) -> Content | None:
    behind = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in _CONTENT_PREPOSITIONS["against"]), None)
    if behind is None:
        return None
    return Content(frozenset(t.i for t in behind.subtree), behind.i, "against")


def _as(reading: Reading, verb: Token) -> Content | None:
    """ "branded the manoeuvres as a provocation", "called it a stunt"."""
    named = child(verb, "nsubjpass") if is_passive(verb) else child(verb, "dobj")
    complement = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    if complement is None:
        complement = child(verb, "oprd") or _small_clause(verb)
    if complement is None:
        return None
    tokens = {t.i for t in complement.subtree}
    if named is not None and named != complement:
        tokens |= {t.i for t in named.subtree}
    return Content(frozenset(tokens), complement.i, "as")


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
    clause = next(
        (c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and c.tag_ == "VB" and _has_to(c)), None
    )
    if clause is None or clause.i < verb.i:
        return None
    tokens = {t.i for t in clause.subtree}
    asked = child(verb, "dobj")
    on = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"on", "for"} and c.i < clause.i), None)
    for told in (asked, on):
        if told is not None and verb.lemma_.lower() not in {"ask", "request"}:
            tokens |= {t.i for t in told.subtree}
    return Content(frozenset(tokens), clause.i, "infinitive")


def _has_to(clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


_SHAPES = {
    "of": _object_of,
    "as": _as,
    "clause": _clause,
    "quote": _quotation,
    "infinitive": _infinitive,
    "against": _against,
    "object": _object,
}


def _with_quotation(spans: list[Span], quotation: Span | None) -> list[Span]:
    """The spans, with those inside the quotation replaced by the whole of it."""
    if quotation is None:
        return spans
    outside = [span for span in spans if not span.overlaps(quotation)]
    return sorted([*outside, quotation])


def _is_time(token: Token) -> bool:
    return any(t.ent_type_ in _TIME_ENTITIES for t in token.subtree)


# --- source --------------------------------------------------------------------------------------------------------


def _source(reading: Reading, verb: Token, content: Content) -> Token | None:
    subject = subject_of(verb)
    if subject is None and content.shape in {"quote", "clause"}:
        subject = _inverted_subject(verb, content)
    if subject is None or (subject.i in content.tokens and subject.i == content.head):
        return None
    if subject.lower_ in {"it", "there", "this", "that"} and own_subject(verb) == subject and subject.lower_ != "it":
        return None
    return _carrier_source(subject)


def _inverted_subject(verb: Token, content: Content) -> Token | None:
    """ "…," said Kirby: the subject behind the verb, which the parser may take for an object."""
    for token in verb.rights:
        if token.i in content.tokens or token.ent_type_ in _TIME_ENTITIES:
            continue
        if token.dep_ in {"dobj", "npadvmod", "attr", "oprd", "nsubj", "appos"} and token.pos_ in {
            "PROPN",
            "NOUN",
            "PRON",
        }:
            return token
    return None


def _carrier_source(subject: Token) -> Token:
    """The one who issues the statement, where the grammatical source is the statement."""
    words = lexicon()
    if subject.lemma_.lower() not in words.carried_nouns or subject.dep_ != "dobj":
        return subject
    carrier = subject.head
    if carrier.lemma_.lower() in words.carrying_verbs:
        return subject_of(carrier) or subject
    return subject


def _source_tokens(source: Token) -> set[int]:
    first, last = noun_phrase(source)
    return set(range(first, last + 1)) if source.dep_ in {"nsubj", "pobj"} else set()


# --- slips of the parser -------------------------------------------------------------------------------------------


def _strayed_verb(reading: Reading, verb: Token, content: Content) -> Token | None:
    """A second reporting verb of the same source that the parser hung under the content.

    "told reporters that it will alter the course and emphasised efforts": a past tense coordinated with an
    infinitive belongs to the reporting verb, not to what was said.
    """
    for i in sorted(content.tokens):
        token = reading.doc[i]
        if token.dep_ != "conj" or token.tag_ != verb.tag_ or token.lemma_.lower() not in lexicon().verbs:
            continue
        if own_subject(token) is None and token.head.tag_ in {"VB", "VBG"} and verb.tag_ in {"VBD", "VBZ"}:
            return token
    return None


def _cut_before(reading: Reading, tokens: frozenset[int], strayed: Token) -> frozenset[int]:
    cut = {t.i for t in strayed.subtree}
    connective = strayed.i - 1
    while connective in tokens and reading.doc[connective].pos_ in {"CCONJ", "PUNCT", "ADV"}:
        cut.add(connective)
        connective -= 1
    return tokens - cut


def _from_strayed(reading: Reading, strayed: Token, source: Token) -> Iterator[Attribution]:
    content = _content(reading, strayed)
    if content is None:
        return
    spans = _with_quotation(spans_of(reading.doc, content.tokens), content.quotation)
    if spans:
        yield Attribution(
            rule=f"verb:{content.shape}:coordinated",
            confidence=_confidence(content) - 0.1,
            cue=_cue(strayed),
            source=noun_phrase(source),
            source_head=source.i,
            content=spans,
            content_head=content.head,
            lemma=strayed.lemma_.lower(),
        )


def _without_leading_connective(reading: Reading, tokens: frozenset[int]) -> frozenset[int]:
    ordered = sorted(tokens)
    while ordered and reading.doc[ordered[0]].pos_ in {"CCONJ", "PUNCT"} and not reading.doc[ordered[0]].is_quote:
        ordered.pop(0)
    return frozenset(ordered)


# --- refusals ------------------------------------------------------------------------------------------------------


def _from_refusal(reading: Reading, verb: Token) -> Iterator[Attribution]:
    """ "declined to comment on P": the content is what they would not speak of."""
    refused = child(verb, "xcomp")
    if refused is None or refused.lemma_.lower() not in lexicon().refused:
        return
    source = subject_of(verb)
    if source is None:
        return
    tokens = {t.i for t in refused.subtree if t.i > refused.i}
    spans = spans_of(reading.doc, tokens) or spans_of(reading.doc, [refused.i])
    yield Attribution(
        rule="refusal",
        confidence=0.9,
        cue=tuple(range(verb.i, refused.i + 1)) if tokens else (verb.i,),
        source=noun_phrase(source),
        source_head=source.i,
        content=spans,
        content_head=refused.i,
        lemma="decline",
    )
