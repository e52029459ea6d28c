"""Stage: content with a gap: "companies that the US and the EU claim have ties to it", "which, he said, was …".

Parsers stumble here ("the EU claim" becomes a noun), so the shape is read off the order of words: relative
pronoun, speaker, reporting verb, finite verb.
"""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.lexicons.cues import lexicon
from index.extraction.reading import Attribution, DraftMention, Reading
from index.extraction.statements.clauses import ADDRESSING
from index.extraction.statements.sources import LONGEST_APPOSITION
from index.extraction.syntax import noun_phrase, own_subject, spans_of
from index.model import ActorClass, MentionKind

LONGEST_SPEAKER = 10
"""Tokens between the pronoun and the reporting verb."""

_PRONOUNS = frozenset({"that", "which", "who"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_IN_SPEAKER = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "CCONJ", "PART", "NUM"})


def attribute_gapped(reading: Reading) -> None:
    """Add an Attribution for each relative clause that a source is reported to assert."""
    for pronoun in reading.doc:
        relative = pronoun.lower_ in _PRONOUNS
        if pronoun.i < 2 or not (relative or _speaks_at_once(pronoun)):
            continue
        verb = _reporting_verb(pronoun) if relative else pronoun.nbor()
        meant = _meant(pronoun)
        if verb is None or meant is None or _is_ordinary(pronoun, verb):
            continue
        first, last = noun_phrase(meant)
        content = [*range(first, min(last, pronoun.i - 1) + 1), *_clause_behind(verb)]
        if relative and pronoun.lower_ != "that":
            content.append(pronoun.i)
        source = _speaker(pronoun, verb) if relative else pronoun
        reading.attributions = [a for a in reading.attributions if verb.i not in a.cue]
        reading.attributions.append(
            Attribution(
                rule="gapped clause",
                confidence=0.75,
                cue=(verb.i,),
                source=(pronoun.i + 1, verb.i - 1) if relative else (pronoun.i, pronoun.i),
                source_head=source.i,
                content=spans_of(reading.doc, content),
                content_head=verb.i + 1,
                lemma=_lemma(verb),
            )
        )


def _is_ordinary(pronoun: Token, verb: Token) -> bool:
    """Whether the clause has no gap: "told the council that Chad's claim is absurd"."""
    told = pronoun.dep_ == "mark" and any(a.lemma_ in ADDRESSING for a in pronoun.ancestors)
    return told or verb.nbor(-1).tag_ == "POS"


def _speaks_at_once(pronoun: Token) -> bool:
    """Whether no relative pronoun stands before the speaker: "buildings they claimed were used by rebels"."""
    if pronoun.tag_ != "PRP" or pronoun.nbor(-1).pos_ not in {"NOUN", "PROPN"} or pronoun.i + 2 >= len(pronoun.doc):
        return False
    verb = pronoun.nbor()
    return verb.tag_ in {"VBD", "VBZ", "VBP"} and _reports(verb) and verb.nbor().tag_ in _FINITE


def _reporting_verb(pronoun: Token) -> Token | None:
    """The verb that a speaker separates from the pronoun and that a finite verb follows."""
    doc = pronoun.doc
    for i in range(pronoun.i + 1, min(pronoun.i + 1 + LONGEST_SPEAKER, len(doc) - 1)):
        token = doc[i]
        if i > pronoun.i + 1 and _reports(token) and doc[i + 1].tag_ in _FINITE and token.sent == pronoun.sent:
            return token
        if token.pos_ not in _IN_SPEAKER or token.is_space:
            return None
    return None


def _reports(token: Token) -> bool:
    cue = lexicon().verbs.get(_lemma(token))
    return cue is not None and "clause" in cue.shapes and token.pos_ in {"VERB", "NOUN", "PROPN"}


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _meant(pronoun: Token) -> Token | None:
    """The noun before the pronoun, or the first of several joined to it."""
    before = pronoun.nbor(-1)
    if before.text == ",":
        before = before.nbor(-1) if before.i > 0 else before
    if before.pos_ not in {"NOUN", "PROPN"}:
        return None
    while before.dep_ == "conj" and before.head.i < before.i and before.head.pos_ in {"NOUN", "PROPN"}:
        before = before.head
    return before


def _speaker(pronoun: Token, verb: Token) -> Token:
    """The first noun of the speaker that no other noun of it governs."""
    run = [t for t in pronoun.doc[pronoun.i + 1 : verb.i] if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    inside = {t.i for t in run}
    heads = [t for t in run if t.head.i not in inside or t.head == t]
    return heads[0] if heads else pronoun.nbor(1)


def _clause_behind(verb: Token) -> list[int]:
    """From the finite verb to the next comma, semicolon, verb of the main clause or end of the sentence."""
    tokens: list[int] = []
    first = verb.nbor()
    clause = {t.i for t in (first if first.pos_ == "VERB" else first.head).subtree} | {verb.i + 1}
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.text in {",", ";", "—", "–"} and len(tokens) > 2:
            break
        if token.tag_ in _FINITE and token.i not in clause:
            break
        tokens.append(token.i)
    return tokens


def attribute_trailing(reading: Reading) -> None:
    """Add an Attribution for "…, John Kirby, a spokesman for the council, said on Thursday."

    The long apposition makes parsers lose the subject; commas and the name still tell it.
    """
    known = {i for a in reading.attributions for i in a.cue}
    for verb in reading.doc:
        if verb.tag_ not in {"VBD", "VBZ"} or verb.i in known or verb.i < 3 or not _reports(verb):
            continue
        if own_subject(verb) is not None or verb.nbor(-1).text != ",":
            continue
        name = _name_before(reading, verb)
        if name is None or any(t.pos_ == "VERB" for t in reading.doc[verb.i + 1 : verb.sent.end]):
            continue
        reading.attributions.append(
            Attribution(
                rule="trailing name",
                confidence=0.75,
                cue=(verb.i,),
                source=(name.first, verb.i - 2),
                source_head=name.head,
                content=spans_of(reading.doc, range(verb.sent.start, name.first - 1)),
                content_head=verb.sent.start,
                lemma=_lemma(verb),
            )
        )


def _name_before(reading: Reading, verb: Token) -> DraftMention | None:
    """The person between commas whose apposition ends at the verb, with a clause before it."""
    for mention in reversed(reading.mentions):
        if mention.last >= verb.i - 1 or mention.cls is not ActorClass.PERSON or mention.kind is not MentionKind.NAME:
            continue
        if verb.i - mention.last > LONGEST_APPOSITION or mention.first < verb.sent.start + 4:
            return None
        commas = reading.doc[mention.first - 1].text == reading.doc[mention.last + 1].text == ","
        return mention if commas else None
    return None
