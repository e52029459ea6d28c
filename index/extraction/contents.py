"""The shapes in which a reporting verb takes its content, and the tokens of each (see data/cues.toml)."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from index.extraction.lexicon import lexicon
from index.extraction.reading import Reading
from index.extraction.syntax import (
    RELATIVE,
    agent_of,
    antecedent,
    child,
    children,
    is_passive,
    noun_phrase,
    own_subject,
)
from index.model import Span, Status

_CONTENT_PREPOSITIONS = {"of": {"of", "for", "over", "with"}, "against": {"against", "of", "about"}}
_CITED = frozenset({"source", "official", "report", "document", "person", "analyst", "expert", "witness", "record"})
_OF_OBJECT = frozenset("of about for against over with between towards toward regarding concerning on".split())
LONGEST_PARENTHESIS = 14
"""Tokens between the commas of "…, he said, …"."""
_PARENTHESIS_MARKS = frozenset({",", "—", "–", "--", "-"})
TIME_ENTITIES = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue introduces: tokens, the token that heads them, and the shape it was found in."""

    tokens: frozenset[int]
    head: int
    shape: str
    quotation: Span | None = None


def find_content(reading: Reading, verb: Token) -> Content | None:
    """What the verb introduces, in the first shape of its lexicon entry that is there."""
    shapes = lexicon().verbs[verb.lemma_.lower()].shapes
    for shape, find in _SHAPES.items():
        if shape in shapes and (found := find(reading, verb)) is not None:
            return found
    return None


def _clause(reading: Reading, verb: Token) -> Content | None:
    """A finite clause that depends on the verb, or the one that the verb is a comment in."""
    around = _around_parenthesis(verb)
    if around is not None:
        return around
    for clause in children(verb, "ccomp"):
        if _is_finite(clause):
            tokens = _clause_tokens(clause)
            tokens = _with_antecedent(reading, _only_quoted(reading, clause, tokens))
            return Content(tokens, clause.i, "clause", _adjacent_quotation(reading, verb, tokens))
    return None


def _around_parenthesis(verb: Token) -> Content | None:
    """The sentence around "…, he said, …", or before "…, he said."; None where the words are no parenthesis."""
    subject = own_subject(verb)
    if subject is None or subject.lower_ in RELATIVE or child(verb, "mark") is not None or verb.tag_ in {"VB", "VBG"}:
        return None
    doc, sentence = verb.doc, verb.sent
    first = min(noun_phrase(subject)[0], verb.i)
    last = max(noun_phrase(subject)[1], verb.i)
    while last + 1 < sentence.end and not (doc[last + 1].is_punct and not doc[last + 1].is_quote):
        last += 1
        if last - first > LONGEST_PARENTHESIS or (doc[last].pos_ == "VERB" and doc[last].dep_ != "acl"):
            return None
    if first <= sentence.start or doc[first - 1].text not in _PARENTHESIS_MARKS:
        return None
    before = {i for i in range(sentence.start, first - 1) if not doc[i].is_space}
    own = _own_words(verb)
    behind = {i for i in range(last + 2, sentence.end) if i not in own and not doc[i].is_space}
    wordy = [i for i in behind if not doc[i].is_punct]
    if len([i for i in before if not doc[i].is_punct]) < 1 or any(
        doc[i].dep_ == "ROOT" and doc[i] == verb for i in behind
    ):
        return None
    if not wordy or doc[last + 1].text not in _PARENTHESIS_MARKS:
        return None
    tokens = before | behind
    head = next((c.i for c in children(verb, "ccomp")), verb.head.i if verb.head.i in tokens else min(tokens))
    return Content(frozenset(_without_edges(doc, tokens)), head, "clause")


def _own_words(verb: Token) -> set[int]:
    """What hangs from the verb itself and is not what was said: subject, addressee, date, participle clauses."""
    return {t.i for c in verb.children if c.dep_ not in {"ccomp", "parataxis", "conj", "dep"} for t in c.subtree} | {
        verb.i
    }


def _clause_tokens(clause: Token) -> frozenset[int]:
    """The clause without a conjunction that dangles at its edge."""
    return frozenset(_without_edges(clause.doc, {t.i for t in clause.subtree}))


def _without_edges(doc: Doc, tokens: set[int]) -> set[int]:
    while tokens and doc[max(tokens)].pos_ in {"CCONJ", "SCONJ", "SPACE"}:
        tokens.remove(max(tokens))
    while tokens and doc[min(tokens)].pos_ in {"CCONJ", "SPACE"}:
        tokens.remove(min(tokens))
    return tokens


def _only_quoted(reading: Reading, clause: Token, tokens: frozenset[int]) -> frozenset[int]:
    """Of "“They need to stand by us”, while addressing the press" only what is quoted."""
    doc = reading.doc
    start = doc[min(tokens)].idx
    for quotation in reading.quotations:
        if quotation.start in {start, start - 1} and quotation.start <= clause.idx < quotation.end:
            inside = frozenset(i for i in tokens if quotation.start <= doc[i].idx < quotation.end)
            tail = tokens - inside
            if tail and all(doc[i].is_punct or _hangs_in_adverbial(doc[i], tail) for i in tail):
                return inside
    return tokens


def _hangs_in_adverbial(token: Token, tail: frozenset[int]) -> bool:
    while token.head.i in tail and token.head != token:
        token = token.head
    return token.dep_ in {"advcl", "prep", "npadvmod", "punct"}


def _with_antecedent(reading: Reading, tokens: frozenset[int]) -> frozenset[int]:
    """With what a relative pronoun at its start stands for: "the group, who Trump says face …"."""
    first = reading.doc[min(tokens)]
    if first.lower_ not in {"who", "which"} or first.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return tokens
    meant = antecedent(first)
    relative = next((t for t in first.ancestors if t.dep_ == "relcl"), None)
    meant = relative.head if relative is not None else meant
    if meant == first or meant.i >= first.i:
        return tokens
    left, right = noun_phrase(meant)
    return tokens | frozenset(range(left, min(right, first.i - 1) + 1))


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
    if (
        between
        and quotation.start > verb.idx
        and between[-1].dep_ in {"det", "amod", "prep", "compound", "poss", "nmod"}
    ):
        return False  # a phrase of a sentence that the outlet words itself
    return all(t.is_punct or t.is_space or _belongs(t, verb) for t in between)


def _belongs(token: Token, verb: Token) -> bool:
    """Whether a word hangs from the reporting verb through no other verb: subject, adverb, addressee, date."""
    while token != verb and token.head != token:
        if token.pos_ == "VERB" and token.dep_ not in {"acl", "amod"}:
            return False
        token = token.head
    return token == verb


def _object(reading: Reading, verb: Token) -> Content | None:
    """The direct object with what hangs from it; of a passive, the subject. A bare infinitive tells of no utterance."""
    if verb.tag_ == "VB":
        return None
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and agent_of(verb) is not None:
        first, last = noun_phrase(verb.head)  # "the truce announced by Trump"
        return Content(frozenset(range(first, min(last, verb.i - 1) + 1)), verb.head.i, "object")
    noun = child(verb, "dobj") if not is_passive(verb) else child(verb, "nsubjpass")
    if (
        noun is None
        or _is_cited_source(verb, noun)
        or (child(verb, "dative") is not None and not is_passive(verb))
    ):
        return None
    if noun.ent_type_ in TIME_ENTITIES or (is_passive(verb) and agent_of(verb) is None):
        return None
    if noun.lower_ in RELATIVE:
        return _earlier_content(reading, verb, noun) or _relative_object(verb, noun)
    tokens = {t.i for t in noun.subtree}
    for preposition in children(verb, "prep", "xcomp", "advcl"):
        if preposition.i == max(tokens) + 1 and _is_about_object(preposition):
            tokens |= {t.i for t in preposition.subtree}
    return Content(frozenset(tokens), noun.i, "object")


def _is_cited_source(verb: Token, noun: Token) -> bool:
    """Whether the object is a source of the outlet's: "citing two officials"."""
    return verb.lemma_ == "cite" and noun.lemma_.lower() in _CITED


def _is_about_object(dependent: Token) -> bool:
    """Whether what hangs from the verb behind its object belongs to the object: "sanctions against three firms"."""
    if dependent.dep_ == "xcomp":
        return True
    return dependent.dep_ == "prep" and dependent.lower_ in _OF_OBJECT and not is_time(dependent)


def _earlier_content(reading: Reading, verb: Token, pronoun: Token) -> Content | None:
    """Of "X accuses Y of Z, which Y denies": what X said."""
    if Status.DENIED not in lexicon().verbs[verb.lemma_.lower()].shapes.values():
        return None
    for attribution in reversed(reading.attributions):
        end = attribution.content[-1].end
        if 0 <= pronoun.idx - end <= 2 and attribution.cue:
            inside = [t.i for s in attribution.content for t in reading.doc.char_span(s.start, s.end) or ()]
            return Content(frozenset(inside), inside[0], "object") if inside else None
    return None


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


def _for(reading: Reading, verb: Token) -> Content | None:
    """The phrase of "called for a truce", "spoke of an incursion"."""
    behind = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"for", "of", "about"}), None)
    if behind is None or behind.i < verb.i or is_time(behind):
        return None
    return Content(frozenset(t.i for t in behind.subtree), behind.i, "for")


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
        if named.i > verb.i:
            tokens |= set(range(min(tokens), max(tokens)))
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
        (c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and _has_to(c) and not own_mark(c)), None
    )
    if clause is None or clause.i < verb.i:
        return None
    tokens = {t.i for t in clause.subtree}
    asked = child(verb, "dobj")
    on = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"on", "for"} and c.i < clause.i), None)
    asked = asked or on
    if asked is not None and not is_time(asked):
        tokens |= {t.i for t in asked.subtree if t.i < clause.i}
    return Content(frozenset(tokens), clause.i, "infinitive")


def own_mark(clause: Token) -> bool:
    """Whether a conjunction opens the clause."""
    return child(clause, "mark") is not None


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
    "for": _for,
}


def with_quotation(spans: list[Span], quotation: Span | None) -> list[Span]:
    """The spans, with those inside the quotation replaced by the whole of it."""
    if quotation is None:
        return spans
    outside = [span for span in spans if not span.overlaps(quotation)]
    return sorted([*outside, quotation])


def is_time(token: Token) -> bool:
    return any(t.ent_type_ in TIME_ENTITIES for t in token.subtree)
