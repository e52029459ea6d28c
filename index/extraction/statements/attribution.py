"""Stage: who said what. For each reporting verb its source, cue and content (PARC terms).

The shapes of content are those of the cue lexicon; a verb whose content or source is not found makes no
attribution. Side clauses in which the reporter goes on ("…, dismissing the claims", "…, while Iran denies
it") are cut from the content, whatever the parser hung them on.
"""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.lexicons.cues import lexicon
from index.extraction.reading import Attribution, Reading
from index.extraction.statements.clauses import with_quotation
from index.extraction.statements.contents import find_content
from index.extraction.statements.reporting import is_refused, is_unreal, reports
from index.extraction.statements.side_clauses import side_clauses, side_tokens
from index.extraction.statements.sources import find_source, is_said_by_nobody, printed_source, source_tokens
from index.extraction.syntax import children, spans_of

_REPORTED_MODALS = frozenset({"would", "could", "might"})
_CONFIDENCE = {"clause": 0.9, "quote": 0.9, "of": 0.9, "as": 0.8, "infinitive": 0.75}


def attribute(reading: Reading) -> None:
    """Add an Attribution for each reporting verb."""
    outer_sources: dict[int, Token] = {}
    for sentence in reading.sentences:
        for verb in sentence:
            if not reports(verb) or is_refused(verb) or is_unreal(verb):
                continue
            attribution = _from_verb(reading, verb, outer_sources)
            if attribution is not None and not _is_own_voice(reading, verb, attribution):
                reading.attributions.append(attribution)


def _is_own_voice(reading: Reading, verb: Token, attribution: Attribution) -> bool:
    """Whether a quoted speaker only speaks of what he thinks himself: "I feel that …" inside his quotation."""
    source = attribution.source_head
    return source is not None and reading.doc[source].lower_ in {"i", "we"} and reading.quoted(verb.idx)


def _from_verb(reading: Reading, verb: Token, outer_sources: dict[int, Token]) -> Attribution | None:
    content = find_content(reading, verb)
    if content is None:
        return None
    source = outer_sources.get(verb.i) or find_source(verb, content)
    if source is None and not is_said_by_nobody(verb, content):
        return None
    tokens = set(content.tokens) - (source_tokens(source, content) if source is not None else set())
    if source is not None and source.head.lower_ == "by":
        tokens -= {source.head.i}
    tokens |= _under_modal(verb, tokens)
    for side, shares_source in list(side_clauses(verb, tokens)):
        tokens -= side_tokens(side, tokens)
        if shares_source and source is not None:
            outer_sources[side.i] = source
    spans = with_quotation(spans_of(reading.doc, _without_conjunction(reading, tokens)), content.quotation)
    if not spans:
        return None
    return Attribution(
        rule=f"verb:{content.shape}" + (":coordinated" if verb.i in outer_sources else ""),
        confidence=_CONFIDENCE.get(content.shape, 0.7),
        cue=_cue(verb),
        source=printed_source(source, content) if source is not None else None,
        source_head=source.i if source is not None else None,
        content=spans,
        content_head=content.head,
        lemma=verb.lemma_.lower(),
        private=content.shape in lexicon().verbs[verb.lemma_.lower()].private,
    )


def _under_modal(verb: Token, tokens: set[int]) -> set[int]:
    """A clause that the parser joined to the reporting verb although a modal shows that it is still reported:
    "said it would cost millions, but would add jobs in the end"."""
    last = max(tokens, default=verb.i)
    for clause in children(verb, "conj"):
        modal = any(c.tag_ == "MD" and c.lower_ in _REPORTED_MODALS for c in clause.children)
        starts = [t.i for t in verb.children if t.dep_ == "cc" and last < t.i < clause.left_edge.i]
        if modal and starts and clause.left_edge.i - last <= 4 and verb.i < last:
            return set(range(last + 1, clause.right_edge.i + 1))
    return set()


def _cue(verb: Token) -> tuple[int, ...]:
    """The verb with its particle and its "not": who did not claim it is not printed as claiming it."""
    return (verb.i, *(c.i for c in children(verb, "prt", "neg") if abs(c.i - verb.i) <= 2))


def _without_conjunction(reading: Reading, tokens: set[int]) -> set[int]:
    """Without the "and" that led on to a clause of the reporter's."""
    while tokens and reading.doc[max(tokens)].pos_ == "CCONJ":
        tokens = tokens - {max(tokens)}
    return tokens
