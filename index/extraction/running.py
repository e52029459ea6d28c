"""Stage: content without a cue of its own: quotations that run on, and "Actor: …" lines."""

from __future__ import annotations

from index.extraction.reading import Attribution, Reading
from index.model import ActorClass, MentionKind, Span

_SPEAKING = frozenset({ActorClass.PERSON, ActorClass.STATE, ActorClass.ORGANISATION})
SHORTEST_RUN = 4
"""Words; a shorter quotation without a cue is a scare quote or a title."""


def attribute_headings(reading: Reading) -> None:
    """Add an Attribution for "Actor: content" at the start of a paragraph."""
    for paragraph in reading.paragraphs:
        colon = reading.text.find(":", paragraph.start, min(paragraph.end, paragraph.start + 60))
        if colon < 0:
            continue
        label = Span(paragraph.start, colon)
        speaker = next(
            (
                m
                for m in reading.mentions
                if reading.span(m.first, m.last) == label and m.cls in _SPEAKING and m.kind is not MentionKind.EMBEDDED
            ),
            None,
        )
        content = Span(colon + 1, paragraph.end).of(reading.text)
        if speaker is None or len(content.split()) < 2:
            continue
        start = colon + 1 + len(content) - len(content.lstrip())
        sentence = reading.sentences[reading.sentence_of[speaker.last]]
        colon_token = next(t.i for t in reading.doc[speaker.last :] if t.idx == colon or t.idx > colon)
        end = min(paragraph.end, max(sentence.end_char, start + 1))
        reading.attributions.append(
            Attribution(
                rule="heading",
                confidence=0.8,
                cue=(colon_token,),
                source=(speaker.first, speaker.last),
                source_head=speaker.head,
                content=[_trimmed(reading.text, Span(start, end))],
                content_head=None,
                lemma=":",
            )
        )


def attribute_running(reading: Reading) -> None:
    """Add an Attribution without cue for each quoted sentence that nobody claims yet.

    It belongs to whoever spoke last; where it opens a quotation that ends in "…," he said, to that speaker.
    """
    claimed = [span for a in reading.attributions for span in a.content]
    for number, sentence in enumerate(reading.sentences):
        whole = _trimmed(reading.text, Span(sentence.start_char, sentence.end_char))
        for quotation in reading.quotations:
            if not quotation.overlaps(whole) or not quotation.start <= whole.start:
                continue
            inside = _trimmed(reading.text, Span(whole.start, min(quotation.end, whole.end)))
            rest = reading.text[inside.end : whole.end].strip(" \n.”\"'’")
            if rest or len(inside.of(reading.text).split()) < SHORTEST_RUN or _is_claimed(inside, claimed):
                continue
            holder = _holder(reading, number, quotation)
            if holder is not None:
                reading.attributions.append(
                    Attribution(
                        rule="running quotation",
                        confidence=0.7,
                        cue=(),
                        source=None,
                        source_head=None,
                        content=[inside],
                        content_head=None,
                        continues=holder,
                    )
                )


def _holder(reading: Reading, number: int, quotation: Span) -> Attribution | None:
    """The attribution whose speaker goes on: in the same quotation, else the last one within two sentences."""
    same = [a for a in reading.attributions if any(span.overlaps(quotation) for span in a.content)]
    if same:
        return same[0]
    before = [
        a
        for a in reading.attributions
        if a.source_head is not None and 0 < number - reading.sentence_of[a.source_head] <= 2
    ]
    return max(before, key=lambda a: a.source_head or 0, default=None)


def _is_claimed(inside: Span, claimed: list[Span]) -> bool:
    return any(span.overlaps(inside) for span in claimed)


def _trimmed(text: str, span: Span) -> Span:
    inner = span.of(text)
    start = span.start + len(inner) - len(inner.lstrip())
    return Span(start, start + len(inner.strip()))
