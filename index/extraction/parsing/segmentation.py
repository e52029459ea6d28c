"""Stage: sentences, the unit of citation, and quotations."""

from __future__ import annotations

import re

from index.extraction.reading import Reading
from index.model import Span

OPENING = "“„«‹"
CLOSING = "”»›"
_MARKS = re.compile(r"[“”„«»‹›\"]|''|``")


def segment(reading: Reading) -> None:
    """Number the sentences and say for each token in which it stands."""
    reading.sentence_of = [0] * len(reading.doc)
    for sentence in reading.doc.sents:
        if not sentence.text.strip():
            continue
        for token in sentence:
            reading.sentence_of[token.i] = len(reading.sentences)
        reading.sentences.append(sentence)


def quote(reading: Reading) -> None:
    """Find what stands in quotation marks.

    Curly marks tell opening from closing by themselves (but for one that opens a paragraph the wrong way round);
    straight ones open and close in turn. A quotation
    that is still open at the end of its paragraph ends there (it runs on in the next one with a new mark).
    """
    for paragraph in reading.paragraphs:
        opened: int | None = None
        for match in _MARKS.finditer(reading.text, paragraph.start, paragraph.end):
            mark = match.group()
            if opened is None and (mark[0] not in CLOSING or match.start() == paragraph.start):
                opened = match.start()
            elif opened is not None and mark[0] not in OPENING:
                reading.quotations.append(Span(opened, match.end()))
                opened = None
        if opened is not None:
            reading.quotations.append(Span(opened, paragraph.end))
