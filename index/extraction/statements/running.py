"""Stage: content without a cue of its own: quotations that run on, and "Actor: …" lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Token

from index.extraction.lexicons.cues import lexicon
from index.extraction.reading import Attribution, DraftMention, Reading
from index.extraction.syntax import noun_phrase, own_subject, subject_of
from index.model import ActorClass, MentionKind, Span, Status

_SPEAKING = frozenset({ActorClass.PERSON, ActorClass.STATE, ActorClass.ORGANISATION})
"""Of these only persons speak without quotation marks: "Peru: three killed in blast" is a heading of the outlet's."""
LONGEST_LABEL = 60
"""Code points before the colon of "Actor: …"."""
SHORTEST_RUN = 4
"""Words; a shorter quotation without a cue is a scare quote or a title."""
REACH = 3
"""Sentences after which a speaker no longer counts as the last one."""
LONGEST_RETURN = 40
"""Words of a reporting clause that ends a sentence, after which the quotation may go on."""
SHORT_RETURN = 15
"""Words of one in the middle of a sentence: “…,” he said, “…”."""
OPENING_MARKS = "“«\"' "
CLOSING_MARKS = '”»›"'
_QUOTING = "“„«\"'‘"
_CONNECTIVE = re.compile(r"(?<=,) (?:and|but|or|then|that|because)$")
_ENDS = '.!?:…”"»'


def attribute_headings(reading: Reading) -> None:
    """Add an Attribution for "Actor: content" at the start of a paragraph, be it a headline or a transcript."""
    for paragraph in reading.paragraphs:
        opening = (
            paragraph.start + len(paragraph.of(reading.text)) - len(paragraph.of(reading.text).lstrip(OPENING_MARKS))
        )
        colon = reading.text.find(":", opening, min(paragraph.end, opening + LONGEST_LABEL))
        if colon < 0:
            continue
        label = Span(opening, colon)
        named = _speaker_named(reading, label)
        source = (named.first, named.last, named.head) if named is not None else _unnamed_source(reading, label)
        content = Span(colon + 1, paragraph.end).of(reading.text)
        if source is None or len(content.split()) < 2:
            continue
        if named is not None and named.cls is not ActorClass.PERSON and content.lstrip()[:1] not in _QUOTING:
            continue
        first, last, head = source
        colon_token = next(t.i for t in reading.doc[last:] if t.idx >= colon)
        reading.attributions.append(
            Attribution(
                rule="heading",
                confidence=0.8,
                cue=(colon_token,),
                source=(first, last),
                source_head=head,
                content=[_trimmed(reading.text, Span(colon + 1, paragraph.end))],
                content_head=None,
                lemma=":",
            )
        )


def _speaker_named(reading: Reading, label: Span) -> DraftMention | None:
    """The mention that is the whole label, or the person whose surname stands there in capitals."""
    for mention in reading.mentions:
        if reading.span(mention.first, mention.last) == label:
            speaks = mention.cls in _SPEAKING and mention.kind is not MentionKind.EMBEDDED
            return mention if speaks else None
    name = label.of(reading.text)
    run = reading.doc.char_span(label.start, label.end)
    if run is None or not name.isupper() or " " in name.strip():
        return None
    for actor in reading.actors.values():
        if actor.cls is ActorClass.PERSON and actor.key.split()[-1] == name.lower():
            mention = DraftMention(
                first=run.start,
                last=run.end - 1,
                kind=MentionKind.NAME,
                cls=ActorClass.PERSON,
                rule="transcript",
                confidence=0.8,
                actor=actor,
                head=run.root.i,
            )
            reading.mentions.append(mention)
            reading.mentions.sort(key=lambda m: (m.first, -m.last))
            return mention
    return None


def _unnamed_source(reading: Reading, label: Span) -> tuple[int, int, int] | None:
    """The word that is the whole label of a headline and stands for a source: "Poll: …", "Officials: …"."""
    run = reading.doc.char_span(label.start, label.end)
    if run is None or len(run) != 1 or run[0].lemma_.lower() not in lexicon().labels:
        return None
    return run.start, run.start, run.start


def complete_quotations(reading: Reading) -> None:
    """Give every quotation as a whole to the one who speaks it.

    A quotation that a reporting verb touches belongs to it to its last mark, over as many sentences as it
    runs. One that follows in the same paragraph without a cue, or opens the next paragraph where the last one
    was left open, goes on; any other whole sentence in quotation marks is the last speaker's.
    """
    for number, quotation in enumerate(reading.quotations):
        owner = _owner(reading, quotation)
        if owner is not None:
            _widen(owner, quotation)
            continue
        joined = _going_on(reading, number) or _interrupted(reading, number)
        if joined is not None:
            joined.content = sorted([*joined.content, quotation])
        elif not _opens_sentence(reading, quotation):
            continue
        elif (verb := _introducing(reading, quotation)) is not None:
            _add_quotation(reading, verb, quotation)
        elif _fills_sentences(reading, quotation):
            _continue_last(reading, quotation)


def _owner(reading: Reading, quotation: Span) -> Attribution | None:
    """The attribution with content inside the quotation and its cue outside of it."""
    owners = [
        a
        for a in reading.attributions
        if a.cue
        and not quotation.start <= reading.doc[a.cue[0]].idx < quotation.end
        and any(span.overlaps(quotation) for span in a.content)
    ]
    middle = (quotation.start + quotation.end) // 2
    return min(owners, key=lambda a: abs(reading.doc[a.cue[0]].idx - middle), default=None)


def _widen(owner: Attribution, quotation: Span) -> None:
    touching = [span for span in owner.content if span.overlaps(quotation)]
    start = min(quotation.start, *(span.start for span in touching))
    end = max(quotation.end, *(span.end for span in touching))
    owner.content = sorted([*(span for span in owner.content if span not in touching), Span(start, end)])


def _opens_sentence(reading: Reading, quotation: Span) -> bool:
    return any(
        quotation.start == paragraph.start or reading.text[paragraph.start : quotation.start].rstrip()[-1:] in _ENDS
        for paragraph in reading.paragraphs
        if paragraph.start <= quotation.start < paragraph.end
    )


def _going_on(reading: Reading, number: int) -> Attribution | None:
    """The attribution of the quotation before, if only reporting words stand between, or an open paragraph's end."""
    if number == 0:
        return None
    before, here = reading.quotations[number - 1], reading.quotations[number]
    owner = next((a for a in reading.attributions if before in a.content or _holds(a, before)), None)
    if owner is None:
        return None
    between = reading.text[before.end : here.start]
    if "\n" in between:
        return owner if reading.text[before.end - 1] not in CLOSING_MARKS and not between.strip() else None
    if not between.strip() and _opens_sentence(reading, here):
        return owner
    cue = reading.doc[owner.cue[0]].idx if owner.cue else -1
    pause = _CONNECTIVE.sub("", between.rstrip())[-1:]
    if not before.end <= cue < here.start or pause not in ".,;:—–" or _others_between(reading, owner, here):
        return None
    limit = LONGEST_RETURN if between.rstrip()[-1:] in ".!?" else SHORT_RETURN
    return owner if len(between.split()) <= limit else None


def _interrupted(reading: Reading, number: int) -> Attribution | None:
    """The attribution of the quotation behind, if its reporting clause alone interrupts: “Now,” he said, “…”."""
    if number + 1 == len(reading.quotations):
        return None
    here, behind = reading.quotations[number], reading.quotations[number + 1]
    between = reading.text[here.end : behind.start]
    owner = _owner(reading, behind)
    if owner is None or "\n" in between or len(between.split()) > SHORT_RETURN:
        return None
    opens, closes = reading.text[here.end - 2] == "," or between.startswith(","), between.rstrip()[-1:] == ","
    return owner if opens and closes and here.end <= reading.doc[owner.cue[0]].idx < behind.start else None


def _holds(attribution: Attribution, quotation: Span) -> bool:
    return any(span.contains(quotation) for span in attribution.content)


def _introducing(reading: Reading, quotation: Span) -> Token | None:
    """The verb of "Kirby continued:" before the quotation, in the same paragraph or as the end of the last one."""
    lead = reading.text[: quotation.start].rstrip()
    if not lead.endswith(":"):
        return None
    run = reading.doc.char_span(max(0, len(lead) - 80), len(lead), alignment_mode="expand")
    for token in reversed(run or ()):
        if token.text in {".", "!", "?"}:
            return None
        if token.tag_.startswith("VB") and "quote" in _shapes(token):
            return token
    return None


def _add_quotation(reading: Reading, verb: Token, quotation: Span) -> None:
    """Add the quotation to what the verb already introduces, or as all of it."""
    known = next((a for a in reading.attributions if verb.i in a.cue), None)
    if known is not None:
        known.content.append(quotation)
        return
    source = subject_of(verb) or _name_behind(verb)
    if source is not None:
        reading.attributions.append(
            Attribution(
                rule="verb:colon",
                confidence=0.85,
                cue=(verb.i,),
                source=noun_phrase(source),
                source_head=source.i,
                content=[quotation],
                content_head=None,
                lemma=verb.lemma_.lower(),
            )
        )


def _name_behind(verb: Token) -> Token | None:
    """The Okoro of "Said Okoro: “…”", which a parser takes for one name."""
    behind = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    return behind if behind is not None and behind.pos_ == "PROPN" and behind == verb.head else None


def _shapes(verb: Token) -> Mapping[str, Status]:
    cue = lexicon().verbs.get(verb.lemma_.lower())
    return cue.shapes if cue is not None else {}


def _fills_sentences(reading: Reading, quotation: Span) -> bool:
    """Whether nothing but the quotation stands in its last sentence, and it is no mere title or scare quote."""
    if len(quotation.of(reading.text).split()) < SHORTEST_RUN:
        return False
    rest = reading.text[quotation.end : quotation.end + 2]
    return not rest.strip() or rest.startswith(("\n", ". ", ".\n")) or reading.text[quotation.end - 2] in ".!?…"


def _continue_last(reading: Reading, quotation: Span) -> None:
    number = next((n for n, s in enumerate(reading.sentences) if s.end_char > quotation.start), 0)
    before = [
        a
        for a in reading.attributions
        if a.source_head is not None and 0 < number - reading.sentence_of[a.source_head] <= REACH
    ]
    holder = max(before, key=lambda a: a.source_head or 0, default=None)
    if holder is not None and not _others_between(reading, holder, quotation):
        reading.attributions.append(
            Attribution(
                rule="running quotation",
                confidence=0.6,
                cue=(),
                source=None,
                source_head=None,
                content=[quotation],
                content_head=None,
                continues=holder,
            )
        )


def _others_between(reading: Reading, holder: Attribution, quotation: Span) -> bool:
    """Whether a sentence between reporting clause and quotation has a subject that is no pronoun for the holder."""
    last = holder.cue[0] if holder.cue else holder.source_head
    if last is None:
        return False
    ours = {reading.doc[holder.source_head].lower_} if holder.source_head is not None else set()
    for sentence in reading.sentences[reading.sentence_of[last] + 1 :]:
        if sentence.end_char > quotation.start:
            return False
        subject = own_subject(sentence.root)
        if (
            subject is not None
            and subject.lower_ not in {"he", "she", "they", *ours}
            and not reading.quoted(subject.idx)
        ):
            return True
    return False


def _trimmed(text: str, span: Span) -> Span:
    inner = span.of(text)
    start = span.start + len(inner) - len(inner.lstrip())
    return Span(start, start + len(inner.strip()))
