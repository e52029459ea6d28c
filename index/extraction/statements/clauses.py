"""Content that is a clause or a quotation: behind the reporting verb, before it, or around it."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from index.extraction.reading import Content, Reading
from index.extraction.statements.comments import around_parenthesis, before_comment, commented, without_edges
from index.extraction.syntax import RELATIVE, TIME_ENTITIES, antecedent, child, children, noun_phrase, own_subject
from index.model import Span

ADDRESSING = frozenset({"tell", "inform", "remind", "assure", "warn", "advise", "notify", "convince", "show", "teach"})
_CONDITIONS = frozenset({"if", "unless", "provided", "because", "until", "once", "lest"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def find_clause(reading: Reading, verb: Token) -> Content | None:
    """A finite clause that depends on the verb, or the one that the verb is a comment in."""
    around = around_parenthesis(verb) or commented(verb)
    if around is not None:
        return around
    for clause in sorted(children(verb, "ccomp"), key=lambda c: c.i < verb.i):
        if _is_finite(clause) and not _is_set_apart(clause, verb) and not _is_behind_quotation(reading, verb, clause):
            tokens = _up_to_semicolon(reading, verb, _with_condition(verb, _with_neighbours(verb, clause)))
            tokens = _after_date(verb, _with_lost_subject(verb, clause, tokens))
            tokens = _with_antecedent(reading, _only_quoted(reading, clause, tokens))
            return Content(tokens, clause.i, "clause", _adjacent_quotation(reading, verb, tokens))
    elsewhere = _behind_addressee(verb) or _open_question(verb)
    if elsewhere is not None:
        return Content(frozenset(range(elsewhere.left_edge.i, elsewhere.right_edge.i + 1)), elsewhere.i, "clause")
    return _behind_occasion(verb) or _in_object(verb) or before_comment(verb)


def _behind_addressee(verb: Token) -> Token | None:
    """The clause that the parser hung on whom it was told to: "told a meeting of leaders that few knew"."""
    told = child(verb, "dobj", "dative") if verb.lemma_ in ADDRESSING else None
    if told is None:
        return None
    for clause in told.subtree:
        opening = child(clause, "mark") if clause.head.pos_ in {"NOUN", "PROPN"} else None
        if opening is not None and opening.lower_ == "that" and own_subject(clause) not in {None, opening}:
            return clause
    return None


def _behind_occasion(verb: Token) -> Content | None:
    """The clause behind "said after the talks", which the parser takes for an adverbial one and "after" for its own."""
    for clause in children(verb, "advcl"):
        subject = own_subject(clause)
        if subject is None or child(clause, "mark", "advmod") is not None or clause.left_edge.i != verb.i + 1:
            continue
        first = subject.left_edge.i
        if clause.left_edge.pos_ == "ADP" and not any(t.is_punct for t in verb.doc[verb.i : first]):
            return Content(frozenset(t.i for t in clause.subtree if t.i >= first), clause.i, "clause")
    return None


def _in_object(verb: Token) -> Content | None:
    """A clause whose subject the parser took for the object of "say": "said many of those that came had left"."""
    subject = child(verb, "dobj") if verb.lemma_ == "say" else None
    if subject is None or subject.i < verb.i or subject.lower_ in RELATIVE:
        return None
    behind = [t for t in subject.subtree if t.i > subject.i]
    if sum(t.tag_ in _FINITE for t in behind) < 2:
        return None
    return Content(frozenset(t.i for t in subject.subtree), subject.i, "clause")


def _open_question(verb: Token) -> Token | None:
    """What is not told: "have not said when they would take up the bill", "would not say who called"."""
    if child(verb, "neg") is None:
        return None
    clauses = (c for c in children(verb, "advcl") if c.left_edge.i == verb.i + 1)
    return next((c for c in clauses if c.left_edge.tag_ in {"WRB", "WP", "WDT"} and own_subject(c) is not None), None)


def _with_neighbours(verb: Token, clause: Token) -> frozenset[int]:
    """The clause and those beside it that the reporting verb governs as well: "said that X, so Y"."""
    tokens = set(_clause_tokens(clause))
    for other in children(verb, "ccomp"):
        beside = (other.i < verb.i) == (clause.i < verb.i)
        if other != clause and beside and _is_finite(other) and not _is_set_apart(other, verb):
            tokens |= {t.i for t in other.subtree}
    return frozenset(without_edges(clause.doc, tokens))


def _is_behind_quotation(reading: Reading, verb: Token, clause: Token) -> bool:
    """Whether the words said stand before the verb already: "“Resign,” Lopez told Perez, after he had lied"."""
    quotation = _adjacent_quotation(reading, verb, frozenset()) if clause.i > verb.i else None
    if quotation is None or not quotation.start <= verb.sent.start_char < quotation.end <= verb.idx:
        return False
    opening = child(clause, "mark")
    return opening is None or opening.lower_ != "that"


def _up_to_semicolon(reading: Reading, verb: Token, tokens: frozenset[int]) -> frozenset[int]:
    """Up to a semicolon behind which the reporter makes a new start; a list of several is all reported."""
    marks = [i for i in sorted(tokens) if verb.doc[i].text == ";"]
    if len(marks) != 1 or marks[0] < verb.i or marks[0] + 1 not in tokens or reading.quoted(verb.doc[marks[0]].idx):
        return tokens
    behind = verb.doc[marks[0] + 1 : max(tokens) + 1]
    starts_anew = behind[0].lower_ != "that" and any(own_subject(t) is not None and _is_finite(t) for t in behind)
    return frozenset(i for i in tokens if i < marks[0]) if starts_anew else tokens


def _with_condition(verb: Token, tokens: frozenset[int]) -> frozenset[int]:
    """With the condition, the reason or the end of a list behind the clause, where a parser hangs it too high."""
    last = max(tokens, default=verb.i)
    for side in children(verb, "advcl", "prep", "conj"):
        first = side.left_edge
        conditional = first.lower_ in _CONDITIONS or side.lower_ in _CONDITIONS
        listed = side.dep_ == "conj" and side.pos_ in {"NOUN", "PROPN"}  # the last bank of a long list
        if (conditional or listed) and verb.i < last < first.i <= last + 3:
            return tokens | frozenset(range(last + 1, side.right_edge.i + 1))
    return tokens


def _is_set_apart(clause: Token, verb: Token) -> bool:
    """Whether a semicolon makes a sentence of its own out of the clause before the reporting verb."""
    return any(verb.doc[i].text == ";" for i in range(clause.i, verb.i))


def _clause_tokens(clause: Token) -> frozenset[int]:
    """The clause without a conjunction that dangles at its edge."""
    return frozenset(without_edges(clause.doc, {t.i for t in clause.subtree}))


def _with_lost_subject(verb: Token, clause: Token, tokens: frozenset[int]) -> frozenset[int]:
    """With a subject that the parser took for the object of the cue: "warned the bill could cause chaos"."""
    if own_subject(clause) is not None or child(clause, "mark", "expl") is not None or clause.i < verb.i:
        return tokens
    lost = child(verb, "dobj", "dative")
    if lost is None or lost.right_edge.i != min(tokens) - 1:
        return tokens
    return tokens | {t.i for t in lost.subtree}


def _after_date(verb: Token, tokens: frozenset[int]) -> frozenset[int]:
    """Without a date right behind the reporting verb, which dates the utterance: "told voters this weekend he …"."""
    ordered = sorted(tokens)
    if not ordered or ordered[0] < verb.i:
        return tokens
    dated = 0
    while dated < len(ordered) - 2 and _is_dating(verb.doc[ordered[dated]]):
        dated += 1
    starts_clause = dated and verb.doc[ordered[dated]].pos_ in {"PRON", "DET", "PROPN", "SCONJ"}
    return frozenset(ordered[dated:]) if starts_clause else tokens


def _is_dating(token: Token) -> bool:
    if token.text == ",":
        return token.nbor(-1).ent_type_ in TIME_ENTITIES
    if token.lower_ in {"on", "in"}:
        return token.nbor(1).ent_type_ in TIME_ENTITIES
    return token.ent_type_ in TIME_ENTITIES


def _only_quoted(reading: Reading, clause: Token, tokens: frozenset[int]) -> frozenset[int]:
    """Of "“They need to stand by us”, while addressing the press" only what is quoted."""
    doc = reading.doc
    start = doc[min(tokens)].idx
    for quotation in reading.quotations:
        if quotation.start in {start, start - 1} and quotation.start <= clause.idx < quotation.end:
            inside = frozenset(i for i in tokens if quotation.start <= doc[i].idx < quotation.end)
            tail = tokens - inside
            if (
                tail
                and "," in reading.text[quotation.end - 2 : quotation.end + 1]
                and all(doc[i].is_punct or _hangs_in_adverbial(doc[i], tail) for i in tail)
            ):
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
        verbs = (clause, *children(clause, "aux", "auxpass"))
        return any(verb.tag_ in _FINITE for verb in verbs)
    return True


def find_quotation(reading: Reading, verb: Token) -> Content | None:
    """The quotation that stands beside the reporting clause."""
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
    starts = sorted(reading.doc[i].idx for i in tokens)
    for quotation in reading.quotations:
        if quotation.start >= sentence.end:
            break
        if not quotation.overlaps(sentence) or quotation.start <= verb.idx < quotation.end:
            continue
        inside = Span(max(quotation.start, sentence.start), min(quotation.end, sentence.end))
        if not tokens:
            if len(inside.of(reading.text).split()) > 1 and _stands_beside(reading, verb, inside):
                return inside
        elif bisect_left(starts, inside.start) < bisect_left(starts, inside.end) and _is_whole(reading, inside, tokens):
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


def with_quotation(spans: list[Span], quotation: Span | None) -> list[Span]:
    """The spans, with those inside the quotation replaced by the whole of it."""
    if quotation is None:
        return spans
    outside = [span for span in spans if not span.overlaps(quotation)]
    return sorted([*outside, quotation])
