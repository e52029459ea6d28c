"""Stage: how firmly each source stands to what it is reported to have said, and whose hedge that is."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from index import gazetteer
from index.extraction.lexicon import hedges, lexicon
from index.extraction.reading import Attribution, Reading
from index.extraction.syntax import child
from index.model import HedgeBy, QuoteType, Span, Status

_WEAKEST_FIRST = (Status.DENIED, Status.DOUBTED, Status.SUSPECTED, Status.ALLEGED)
_STRONG_CUES = frozenset({Status.DENIED, Status.WITHHELD, Status.DOUBTED, Status.SUSPECTED})


def judge(reading: Reading) -> None:
    """Set quote type, status, its cue and whose hedge it is for every attribution."""
    for attribution in reading.attributions:
        attribution.quote_type = _quote_type(reading, attribution)
        status = _status_of_cue(attribution)
        cue = _span_of_cue(reading, attribution)
        if _is_negated(reading, attribution):
            status = _under_not(status, attribution.lemma)
        attribution.status = status
        attribution.status_cue = cue if status is not Status.ASSERTED else None
        if status in _STRONG_CUES:
            attribution.hedge_by = HedgeBy.SPEAKER if status is not Status.WITHHELD else None
            continue
        found = _hedge_in_content(reading, attribution)
        if found is not None and not (status is Status.ALLEGED and found[0] is Status.ALLEGED):
            if status is Status.ALLEGED and not attribution.lemma.startswith(("claim", "allege")):
                continue  # an accusing cue beats a hedge inside the accusation
            attribution.status, attribution.status_cue = found
            attribution.hedge_by = _hedge_by(attribution)
        elif _is_medium(attribution) and status is Status.ASSERTED:
            attribution.status = Status.REPORTED


def _status_of_cue(attribution: Attribution) -> Status:
    words = lexicon()
    if attribution.lemma == "decline":
        return Status.WITHHELD
    if attribution.lemma.startswith("noun:"):
        return words.nouns[attribution.lemma.removeprefix("noun:")]
    if attribution.lemma.startswith("adjective:"):
        return words.adjectives[attribution.lemma.removeprefix("adjective:")]
    cue = words.verbs.get(attribution.lemma)
    if cue is None:
        return Status.ASSERTED
    shape = attribution.rule.split(":")[1] if ":" in attribution.rule else "clause"
    return cue.shapes.get(shape, Status.ASSERTED)


def _span_of_cue(reading: Reading, attribution: Attribution) -> Span | None:
    return reading.covering(attribution.cue) if attribution.cue else None


def drop_unsaid(reading: Reading) -> None:
    """Drop what a source did not do: "did not call for a truce" tells of no statement."""
    reading.attributions = [a for a in reading.attributions if not _is_unsaid(reading, a)]


def _is_unsaid(reading: Reading, attribution: Attribution) -> bool:
    if not attribution.rule.startswith("verb") or not _is_negated(reading, attribution):
        return False
    words, lemma = hedges(), attribution.lemma
    opinion = lemma in words.opinions and attribution.rule.startswith("verb:clause")
    return not opinion and lemma not in words.telling and _status_of_cue(attribution) is Status.ASSERTED


def _under_not(status: Status, lemma: str) -> Status:
    """The stand of a source that did not say, claim, deny, believe or doubt it."""
    if status is Status.DOUBTED:
        return Status.ASSERTED
    if status is Status.SUSPECTED or lemma in hedges().opinions:
        return Status.DOUBTED
    return Status.WITHHELD


def _is_negated(reading: Reading, attribution: Attribution) -> bool:
    """ "did not say", "has not been confirmed"."""
    return bool(attribution.cue) and child(reading.doc[attribution.cue[0]], "neg") is not None


def _is_medium(attribution: Attribution) -> bool:
    tables = [gazetteer.table_actor(speaker.key) for speaker in attribution.speakers]
    return bool(tables) and all(table is not None and table.medium for table in tables)


def _hedge_by(attribution: Attribution) -> HedgeBy:
    """Inside quotation marks a hedge is the speaker's; "allegedly" in the outlet's words is the outlet's."""
    if attribution.quote_type is QuoteType.DIRECT:
        return HedgeBy.SPEAKER
    return HedgeBy.OUTLET if attribution.status is Status.ALLEGED else HedgeBy.SPEAKER


def _hedge_in_content(reading: Reading, attribution: Attribution) -> tuple[Status, Span] | None:
    """The weakest hedge on the main clause of the content."""
    found = list(_hedges(reading, attribution))
    for status in _WEAKEST_FIRST:
        for candidate, span in found:
            if candidate is status:
                return candidate, span
    return None


def _hedges(reading: Reading, attribution: Attribution) -> Iterator[tuple[Status, Span]]:
    lexical = hedges()
    main = _main_clause(reading, attribution)
    for token in main:
        span = Span(token.idx, token.idx + len(token))
        lower = token.lower_
        if lower in lexical.sure and _is_denied(token):
            yield Status.DOUBTED, span
        elif lower in lexical.words and not (lower == "possible" and token.dep_ == "amod"):
            yield lexical.words[lower], span
        elif token.tag_ == "MD" and lower in lexical.modals and not _is_wish(token):
            yield Status.SUSPECTED, span
        elif token.lemma_ in lexical.verbs and token.pos_ == "VERB" and token.head.lemma_ != "make":
            yield Status.SUSPECTED, span
    for content in attribution.content:
        lowered = content.of(reading.text).lower()
        for phrase, status in lexical.phrases:
            at = lowered.find(phrase)
            if at >= 0 and any(t.idx == content.start + at for t in main):
                yield status, Span(content.start + at, content.start + at + len(phrase))


def _main_clause(reading: Reading, attribution: Attribution) -> list[Token]:
    """Tokens of the content's main clause: what hangs from its head by no subordinate clause."""
    inside = [
        t
        for span in attribution.content
        for t in reading.doc.char_span(span.start, span.end, alignment_mode="expand") or ()
    ]
    members = {t.i for t in inside}
    roots = [t for t in inside if t.head.i not in members or t.head == t]
    keep: list[Token] = []
    stack = list(roots)
    while stack:
        token = stack.pop()
        keep.append(token)
        stack.extend(c for c in token.children if c.i in members and not _is_subordinate(c))
    return sorted(keep, key=lambda t: t.i)


def _is_subordinate(token: Token) -> bool:
    if token.dep_ in {"relcl", "advcl", "acl"}:
        return True
    return token.dep_ == "ccomp" and token.head.pos_ == "VERB" and token.head.lemma_ in lexicon().verbs


def _is_denied(adjective: Token) -> bool:
    """Whether "likely" or "certain" stands under a "not"."""
    return child(adjective, "neg") is not None or child(adjective.head, "neg") is not None


def _is_wish(modal: Token) -> bool:
    """ "might as well", "could you", "could not": no hedge."""
    return modal.lower_ == "could" and child(modal.head, "neg") is not None


def _quote_type(reading: Reading, attribution: Attribution) -> QuoteType:
    quoted = sum(
        max(0, min(q.end, span.end) - max(q.start, span.start))
        for span in attribution.content
        for q in reading.quotations
    )
    whole = sum(len(span) for span in attribution.content)
    if quoted == 0:
        return QuoteType.INDIRECT
    return QuoteType.DIRECT if quoted >= whole - 2 else QuoteType.MIXED
