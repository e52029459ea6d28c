"""Stage: how firmly each source stands to what it is reported to have said, and whose hedge that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from index import gazetteer
from index.extraction.lexicons.cues import acts, hedges, lexicon, media
from index.extraction.reading import Attribution, Reading
from index.extraction.syntax import child, children, own_subject
from index.model import HedgeBy, QuoteType, Span, Status

_WEAKEST_FIRST = (Status.DENIED, Status.DOUBTED, Status.SUSPECTED, Status.ALLEGED)
_NEAR = 20
"""Words behind an object in which an "as" may still say what it is held to be."""
_COMPLEMENTS = ("xcomp", "ccomp", "acomp", "oprd", "attr", "advcl")
_QUESTIONING = frozenset({"WDT", "WP", "WRB"})
_STRONG_CUES = frozenset({Status.DENIED, Status.WITHHELD, Status.DOUBTED, Status.SUSPECTED})


def judge(reading: Reading) -> None:
    """Set quote type, status, its cue and whose hedge it is for every attribution."""
    for attribution in reading.attributions:
        attribution.quote_type = _quote_type(reading, attribution)
        if _is_no_comment(reading, attribution):
            attribution.status, attribution.status_cue = Status.WITHHELD, attribution.content[0]
            continue
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
        elif _is_medium(reading, attribution) and status is Status.ASSERTED:
            attribution.status = Status.REPORTED


def _is_no_comment(reading: Reading, attribution: Attribution) -> bool:
    """Whether all that is said is “No comment”."""
    said = " ".join(span.of(reading.text) for span in attribution.content)
    return "".join(c for c in said.lower() if c.isalpha() or c == " ").strip() == "no comment"


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
    if _is_act(reading, attribution):
        return True
    if not attribution.rule.startswith("verb") or not _is_negated(reading, attribution):
        return False
    words, lemma = hedges(), attribution.lemma
    opinion = lemma in words.opinions and attribution.rule.startswith("verb:clause")
    return not opinion and lemma not in words.telling and _status_of_cue(attribution) is Status.ASSERTED


def _is_act(reading: Reading, attribution: Attribution) -> bool:
    """ "Dismissed the minister", "withheld aid", "refused to give up power": deeds, no words."""
    lemma = attribution.lemma
    if lemma == "decline":
        return any(child(reading.doc[i], "prt") is not None for i in attribution.cue)
    if not attribution.rule.startswith(("verb:object", "verb:as")) or not attribution.content:
        return False
    words, verb = acts(), reading.doc[attribution.cue[0]]
    thing = child(verb, "dobj") or _head(reading, attribution.content[0])  # "was denied entry"
    if lemma == "withhold":
        return thing.lemma_.lower() not in words.told
    if lemma == "deny":
        return thing.lemma_.lower() in words.refused
    return lemma in words.dismissing and _is_turned_down(reading, attribution, verb, thing)


def _is_turned_down(reading: Reading, attribution: Attribution, verb: Token, thing: Token) -> bool:
    """Whether an official, or what only a vote or a court can reject, is dismissed and not called untrue."""
    if attribution.lemma == "dismiss" and thing.ent_type_ == "PERSON":
        return True
    after = reading.doc[thing.i + 1 : min(thing.i + _NEAR, verb.right_edge.i + 1)]
    if any(token.lower_ == "as" for token in after):
        return False  # "dismissed the lawsuit as baseless" speaks
    words, done_to = acts(), acts().dismissed
    source = reading.doc[attribution.source_head].lemma_.lower() if attribution.source_head is not None else ""
    if source in words.courts:
        done_to |= words.judged
    if source in words.assemblies:
        done_to |= words.voted
    return thing.lemma_.lower() in done_to


def _head(reading: Reading, span: Span) -> Token:
    """The word that governs a stretch of text."""
    run = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    return run.root if run is not None else reading.doc[0]


def _under_not(status: Status, lemma: str) -> Status:
    """The stand of a source that did not say, claim, deny, believe or doubt it."""
    if status is Status.DOUBTED:
        return Status.ASSERTED
    if status is Status.SUSPECTED or lemma in hedges().opinions or lemma.startswith("adjective:"):
        return Status.DOUBTED
    return Status.WITHHELD


def _is_negated(reading: Reading, attribution: Attribution) -> bool:
    """ "did not say", "has not been confirmed", "is not convinced", "neither of them has said", "hardly said"."""
    if not attribution.cue:
        return False
    cue = reading.doc[attribution.cue[0]]
    subject = own_subject(cue)
    heads = [one for one in (subject, cue, cue.head if cue.dep_ == "conj" else None) if one is not None]
    neither = any(c.lower_ == "neither" for one in heads for c in one.lefts)  # "neither confirmed nor denied"
    hardly = any(c.lower_ in {"hardly", "barely", "scarcely"} for c in children(cue, "advmod"))
    return (
        neither or hardly or any(reading.doc[i].dep_ == "neg" for i in attribution.cue) or child(cue, "neg") is not None
    )


def _is_medium(reading: Reading, attribution: Attribution) -> bool:
    """Whether a newspaper, an agency or "state media" says it, and so passes it on."""
    source = attribution.source_head
    if source is not None and reading.doc[source].lemma_.lower() in media():
        return True
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
    """What weakens the first sentence of the content; what turns any of its sentences into a denial."""
    sentences = _main_clauses(reading, attribution)
    first = set(sentences[0]) if sentences else set()
    for token in sentences[0] if sentences else ():
        status = _hedge(token)
        if status is Status.ALLEGED or (status is not None and not _is_in_second_clause(token, first)):
            yield status, Span(token.idx, token.idx + len(token))
    places = {t.idx: n for n, main in enumerate(sentences) for t in main}
    for status, span in _phrases(reading.text, attribution.content):
        place = places.get(span.start)
        if place == 0 or (place is not None and status is Status.DENIED):
            yield status, span


def _hedge(token: Token) -> Status | None:
    """What one word of a main clause makes of it."""
    lexical, lower = hedges(), token.lower_
    if lower in lexical.sure and _is_denied(token):
        return Status.DOUBTED
    if lower in lexical.words and _qualifies_clause(token):
        return lexical.words[lower]
    if token.tag_ == "MD" and lower in lexical.modals and not _is_no_hedge(token):
        return Status.SUSPECTED
    if token.pos_ != "VERB":
        return None
    if token.lemma_ in lexical.verbs and token.head.lemma_ != "make" and child(token, *_COMPLEMENTS) is not None:
        return Status.SUSPECTED
    doubting = token.lemma_ in lexical.opinions and child(token, "neg") is not None
    return Status.DOUBTED if doubting and child(token, "ccomp", "xcomp") is not None else None


def _phrases(text: str, content: list[Span]) -> Iterator[tuple[Status, Span]]:
    """The phrases of the lexicon in some stretches of text."""
    statuses = dict(hedges().phrases)
    for part in content:
        for found in _phrase_pattern().finditer(part.of(text).lower()):
            yield statuses[found[0]], Span(part.start + found.start(), part.start + found.end())


@cache
def _phrase_pattern() -> re.Pattern[str]:
    phrases = sorted((phrase for phrase, _ in hedges().phrases), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


def _qualifies_clause(word: Token) -> bool:
    """Whether a hedge is said of the clause, not only of a thing in it: "is possible", not "a possible deal"."""
    head = word.head
    if word.pos_ in {"NOUN", "PROPN"}:
        return False
    if word.dep_ == "amod":
        predicative = head.dep_ == "attr" or head.dep_ == "ROOT"
        return predicative or (word.lower_ == "likely" and head.dep_ == "nsubj" and head.head.lemma_ == "be")
    if word.dep_ == "advmod":
        return head.pos_ in {"VERB", "AUX"} or head.dep_ in {"acomp", "attr", "oprd", "ROOT"}
    return head.lemma_ != "make"


def _main_clauses(reading: Reading, attribution: Attribution) -> list[list[Token]]:
    """Tokens of the main clause of each sentence of the content: what hangs from its head by no subordinate clause."""
    inside = [
        t
        for span in attribution.content
        for t in reading.doc.char_span(span.start, span.end, alignment_mode="expand") or ()
    ]
    members = {t.i for t in inside}
    sentences: dict[int, list[Token]] = {}
    for token in inside:
        if token.head.i not in members or token.head == token:
            sentences.setdefault(reading.sentence_of[token.i], []).append(token)
    found = [_below(_without_asides(roots), members) for _, roots in sorted(sentences.items())]
    return [main for main in found if any(t.pos_ in {"VERB", "AUX"} for t in main)] or found


def _without_asides(roots: list[Token]) -> list[Token]:
    """The heads of a sentence's parts, without adverbial clauses that stand before its main clause."""
    return [root for root in roots if root.dep_ != "advcl"] or roots


def _below(roots: list[Token], members: set[int]) -> list[Token]:
    keep: list[Token] = []
    stack = list(roots)
    while stack:
        token = stack.pop()
        keep.append(token)
        stack.extend(c for c in token.children if c.i in members and not _is_subordinate(c))
    return sorted(keep, key=lambda t: t.i)


def _is_subordinate(token: Token) -> bool:
    if token.dep_ in {"relcl", "advcl", "acl", "pcomp"} or (token.dep_ == "prep" and token.lower_ == "with"):
        return True
    if token.dep_ != "ccomp" or token.head.pos_ != "VERB":
        return False
    return token.head.lemma_ in lexicon().verbs or any(c.tag_ in _QUESTIONING for c in token.left_edge.subtree)


def _is_in_second_clause(word: Token, main: set[Token]) -> bool:
    """Whether a hedge belongs to a coordinated clause: "the port is old and may close" says for sure that it is old."""
    verb = word.head if word.dep_ == "aux" else word
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    return verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and verb.head in main


def _is_denied(adjective: Token) -> bool:
    """Whether "likely" or "certain" stands under a "not"."""
    return child(adjective, "neg") is not None or child(adjective.head, "neg") is not None


def _is_no_hedge(modal: Token) -> bool:
    """ "Could not", "could see", "could you", "may God": what one was able to do, a question, a wish."""
    verb = modal.head
    subject = own_subject(verb)
    if subject is not None and modal.i < subject.i:
        return True
    return modal.lower_ == "could" and (child(verb, "neg") is not None or verb.lemma_ in hedges().perceiving)


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
