"""Stages: quotations that are read off the order of words: “How long?” Maria Lopez said. “We wait.” — Juan Perez

A question mark or a second sentence inside the marks cuts the reporting clause off from what was said, and a
long apposition cuts the name off from its verb. The order of words still tells: closing mark, name, verb of
saying, or closing mark, verb of saying, name. A signed quotation has a dash instead of the verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from index.extraction.lexicons.cues import lexicon
from index.extraction.reading import Attribution, Reading
from index.extraction.syntax import noun_phrase, own_subject
from index.model import ActorClass, MentionKind, QuoteType, Span

LONGEST_CLAUSE = 25
"""Tokens between the closing mark and the verb of saying."""
SHORTEST_SIGNED = 4
"""Words; a shorter quotation before a dash is a title."""
_DASHES = frozenset({"—", "–", "―", "--", "-"})
_PAUSES = frozenset(",?!.…—–-")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ENDS = frozenset({".", "!", "?", ";", ":"})
_NAMING = frozenset({"PROPN", "NOUN", "PRON"})


def attribute_flanking(reading: Reading) -> None:
    """Add an Attribution for each quotation that nobody speaks yet and that a reporting clause follows."""
    known = {i for a in reading.attributions for i in a.cue}
    for quotation in reading.quotations:
        if not _is_speech(reading, quotation) or _is_spoken(reading, quotation):
            continue
        verb = _verb_behind(reading, quotation)
        if verb is None or verb.i in known:
            continue
        source = _speaker(reading, quotation, verb)
        if source is None:
            continue
        known.add(verb.i)
        reading.attributions.append(
            Attribution(
                rule="flanking quotation",
                confidence=0.85,
                cue=(verb.i,),
                source=noun_phrase(source),
                source_head=source.i,
                content=[quotation],
                content_head=None,
                lemma=verb.lemma_.lower(),
                quote_type=QuoteType.DIRECT,
            )
        )


def attribute_signed(reading: Reading) -> None:
    """Add an Attribution for each quotation that fills its paragraph and is signed: “…” — Juan Perez, teacher."""
    names = {m.first: m for m in reading.mentions if m.cls is ActorClass.PERSON and m.kind is MentionKind.NAME}
    for quotation in reading.quotations:
        if _is_spoken(reading, quotation):
            continue
        dash = next(_tokens_from(reading, _next_word(reading.text, quotation.end)), None)
        name = names.get(dash.i + 1) if dash is not None and dash.text in _DASHES else None
        if dash is None or name is None or len(quotation.of(reading.text).split()) < SHORTEST_SIGNED:
            continue
        reading.attributions.append(
            Attribution(
                rule="signed quotation",
                confidence=0.85,
                cue=(dash.i,),
                source=(name.first, name.last),
                source_head=name.head,
                content=[quotation],
                content_head=None,
                lemma=":",
                quote_type=QuoteType.DIRECT,
            )
        )


def _next_word(text: str, offset: int) -> int:
    """Where the text goes on behind white space."""
    return offset + len(text[offset : offset + 4]) - len(text[offset : offset + 4].lstrip())


def _is_speech(reading: Reading, quotation: Span) -> bool:
    """Whether the quotation ends in a pause, as speech before its reporting clause does; titles do not."""
    text = quotation.of(reading.text)
    behind = reading.text[quotation.end : quotation.end + 1]
    return len(text.split()) > 1 and (text.rstrip("”\"'»")[-1:] in _PAUSES or behind == ",")


def _is_spoken(reading: Reading, quotation: Span) -> bool:
    return any(span.overlaps(quotation) for a in reading.attributions for span in a.content)


def _verb_behind(reading: Reading, quotation: Span) -> Token | None:
    """The verb of saying that only a name, its apposition or an adverb parts from the closing mark."""
    for token in _clause_behind(reading, quotation):
        cue = lexicon().verbs.get(token.lemma_.lower())
        if token.tag_ in _FINITE and cue is not None and "quote" in cue.shapes:
            return token
        if token.tag_ in _FINITE and not _in_apposition(token):
            return None
    return None


def _clause_behind(reading: Reading, quotation: Span) -> Iterator[Token]:
    """The tokens behind the closing mark to the end of the clause or the next quotation."""
    start = next((t.i for t in _tokens_from(reading, quotation.end)), len(reading.doc))
    for token in reading.doc[start : start + LONGEST_CLAUSE]:
        if token.text in _ENDS or token.is_quote or "\n" in token.text:
            return
        yield token


def _tokens_from(reading: Reading, offset: int) -> Iterator[Token]:
    run = reading.doc.char_span(offset, min(offset + 2, len(reading.text)), alignment_mode="expand")
    return (t for t in (run or ()) if t.idx >= offset and not t.is_space)


def _in_apposition(verb: Token) -> bool:
    """Whether the verb only describes the speaker: the "led" of "the doctor who led the team said"."""
    return verb.dep_ in {"relcl", "acl"}


def _speaker(reading: Reading, quotation: Span, verb: Token) -> Token | None:
    """The subject on either side of the verb; where the parser gives none, the first name behind the mark."""
    subject = own_subject(verb)
    if subject is not None and subject.idx >= quotation.end:
        return subject
    before = [t for t in _clause_behind(reading, quotation) if t.i < verb.i]
    behind = [t for t in verb.doc[verb.i + 1 : verb.i + 4] if t.sent == verb.sent]
    run = before if any(t.pos_ in _NAMING for t in before) else behind
    first = next((t for t in run if t.pos_ in _NAMING), None)
    if first is None:
        return None
    while first.head.i in {t.i for t in run} and first.head.pos_ in _NAMING and first.dep_ != "appos":
        first = first.head
    return first
