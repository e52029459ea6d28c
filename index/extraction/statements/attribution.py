"""Stage: who said what. For each reporting verb its source, cue and content (PARC terms).

The shapes of content are those of the cue lexicon; a verb whose content or source is not found makes no
attribution. Side clauses in which the reporter goes on ("…, dismissing the claims", "…, while Iran denies
it") are cut from the content, whatever the parser hung them on.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from index.extraction.lexicons.cues import lexicon
from index.extraction.reading import Attribution, Content, Reading
from index.extraction.statements.clauses import ADDRESSING, with_quotation
from index.extraction.statements.contents import find_content
from index.extraction.syntax import (
    OBJECT_CONTROL,
    RELATIVE,
    TIME_ENTITIES,
    agent_of,
    child,
    children,
    is_passive,
    noun_phrase,
    own_subject,
    spans_of,
    subject_of,
)
from index.model import Status

LONGEST_APPOSITION = 20
"""Tokens between a name and the verb behind its apposition."""
_SIDE_CONJUNCTIONS = frozenset({"while", "whilst", "whereas", "although", "though", "after", "despite"})
_REPLYING = frozenset({"agree", "disagree", "deny", "dispute", "reject", "concur", "object", "refuse"})
_IRREALIS = frozenset({"if", "unless", "whether"})
_POSSIBLE = frozenset({"would", "might", "could", "should", "may"})
_NOBODY = frozenset({"no", "none", "nobody", "not", "few", "neither"})
_REPORTED_MODALS = frozenset({"would", "could", "might"})
_CONFIDENCE = {"clause": 0.9, "quote": 0.9, "of": 0.9, "as": 0.8, "infinitive": 0.75}


def attribute(reading: Reading) -> None:
    """Add an Attribution for each reporting verb."""
    outer_sources: dict[int, Token] = {}
    for sentence in reading.sentences:
        for verb in sentence:
            if not _reports(verb) or _is_refused(verb) or _is_unreal(verb):
                continue
            attribution = _from_verb(reading, verb, outer_sources)
            if attribution is not None and not _is_own_voice(reading, verb, attribution):
                reading.attributions.append(attribution)


def _is_unreal(verb: Token) -> bool:
    """Whether the text leaves open that anything was said: a condition, a question, a command, what might be said."""
    mark = child(verb, "mark")
    if mark is not None and mark.lower_ in _IRREALIS:
        return True
    aux = [c for c in children(verb, "aux", "auxpass") if c.lower_ != "to"]
    subject = own_subject(verb)
    if subject is not None and any(a.i < subject.i for a in aux) and any(t.text == "?" for t in verb.sent[-2:]):
        return True
    if any(a.lower_ in _POSSIBLE for a in aux) and child(verb, "neg") is None:
        return True
    return _is_commanded(verb) or (verb.dep_ == "ccomp" and _reports(verb.head) and _is_unreal(verb.head))


def _is_commanded(verb: Token) -> bool:
    """Whether the speech is only demanded, missed or ended: "urged Chad to say", "failed to say", "without saying"."""
    above = verb.head
    if verb.tag_ == "VB" and verb.dep_ in {"xcomp", "ccomp", "advcl"} and any(c.lower_ == "to" for c in verb.lefts):
        told = above.lemma_.lower() in OBJECT_CONTROL and child(above, "dobj", "dative") is not None
        return told or above.lemma_.lower() in {"fail", "yet", "have"}
    if verb.tag_ == "VBG":
        short = above.lower_ == "of" and above.i > 0 and above.nbor(-1).lower_ == "short"
        return above.lemma_.lower() in {"stop", "without", "avoid"} or short
    return False


def _is_own_voice(reading: Reading, verb: Token, attribution: Attribution) -> bool:
    """Whether a quoted speaker only speaks of what he thinks himself: "I feel that …" inside his quotation."""
    source = attribution.source_head
    return source is not None and reading.doc[source].lower_ in {"i", "we"} and reading.quoted(verb.idx)


def attribute_according_to(reading: Reading) -> None:
    """Add an Attribution for each "according to X"."""
    for token in reading.doc:
        if token.lower_ != "according":
            continue
        to = next((t for t in token.subtree if t.lower_ == "to" and t.i == token.i + 1), None)
        source = child(to, "pobj") if to is not None else None
        if to is None or source is None:
            continue
        clause = _host_clause(token)
        if reading.quoted(clause.idx) and not reading.quoted(token.idx):
            clause = token.sent.root
        own = _own_words(token, noun_phrase(source)[1])
        spans = spans_of(reading.doc, _without_connective(reading, {t.i for t in clause.subtree} - own))
        if spans:
            reading.attributions.append(
                Attribution(
                    rule="according-to",
                    confidence=0.9,
                    cue=(token.i, to.i),
                    source=noun_phrase(source),
                    source_head=source.i,
                    content=spans,
                    content_head=clause.i,
                    lemma="according to",
                )
            )


def _own_words(according: Token, last: int) -> set[int]:
    """ "According to", its source and what hangs from it up to the next comma or full stop."""
    doc = according.doc
    own = {t.i for t in according.subtree}
    while last + 1 < len(doc) and last + 1 in own and not doc[last + 1].is_punct:
        last += 1
    return {i for i in own if according.i <= i <= last}


def _host_clause(according: Token) -> Token:
    """The clause that "according to" comments on: the nearest verb with a subject of its own."""
    token = according.head
    while token.head != token and not (token.pos_ in {"VERB", "AUX"} and own_subject(token) is not None):
        token = token.head
    return token


def _reports(token: Token) -> bool:
    return (
        token.pos_ == "VERB" and token.dep_ not in {"dobj", "pobj", "amod"} and token.lemma_.lower() in lexicon().verbs
    )


def _is_refused(verb: Token) -> bool:
    """Whether the verb is a part of a refusal: the "confirm" of "declined to confirm", "has not commented"."""
    words = lexicon()
    if verb.lemma_.lower() in words.answering and child(verb, "neg") is not None:
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words.refusing and verb.lemma_.lower() in words.refused


def _from_verb(reading: Reading, verb: Token, outer_sources: dict[int, Token]) -> Attribution | None:
    content = find_content(reading, verb)
    if content is None:
        return None
    source = outer_sources.get(verb.i) or _source(verb, content)
    if source is None and not _is_said_by_nobody(verb, content):
        return None
    tokens = set(content.tokens) - (_source_tokens(source, content) if source is not None else set())
    if source is not None and source.head.lower_ == "by":
        tokens -= {source.head.i}
    tokens |= _under_modal(verb, tokens)
    for side, shares_source in list(_side_clauses(verb, tokens)):
        tokens -= _side_tokens(side, tokens)
        if shares_source and source is not None:
            outer_sources[side.i] = source
    spans = with_quotation(spans_of(reading.doc, _without_conjunction(reading, tokens)), content.quotation)
    if not spans:
        return None
    return Attribution(
        rule=f"verb:{content.shape}" + (":coordinated" if verb.i in outer_sources else ""),
        confidence=_CONFIDENCE.get(content.shape, 0.7),
        cue=_cue(verb),
        source=_printed_source(source, content) if source is not None else None,
        source_head=source.i if source is not None else None,
        content=spans,
        content_head=content.head,
        lemma=verb.lemma_.lower(),
        private=content.shape in lexicon().verbs[verb.lemma_.lower()].private,
    )


def _printed_source(source: Token, content: Content) -> tuple[int, int]:
    """The whole noun phrase of the source, without content that hangs from it: "was accused by Lima of theft"."""
    first, last = noun_phrase(source)
    return first, content.head - 1 if source.i < content.head <= last else last


def _is_said_by_nobody(verb: Token, content: Content) -> bool:
    """Whether the text keeps the source to itself: "was accused of fraud", "has been dubbed a traitor"."""
    finite = child(verb, "auxpass") is not None and verb.dep_ != "relcl"
    uttered = content.shape not in lexicon().verbs[verb.lemma_.lower()].private
    reduced = verb.dep_ == "acl" and verb.tag_ == "VBN" and content.shape == "of"
    subject = child(verb, "nsubjpass")
    if content.shape == "clause":
        return subject is not None and subject.lower_ == "it"  # "it was reported that …"
    nobody = agent_of(verb) is None and (reduced or (finite and is_passive(verb)))
    return content.shape in {"of", "as"} and uttered and nobody


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


# --- source --------------------------------------------------------------------------------------------------------


def _source(verb: Token, content: Content) -> Token | None:
    subject = subject_of(verb) or _late_agent(verb, content)
    if subject is not None and subject.i in content.tokens:
        subject = next((c for c in children(verb, "nsubj") if c.i not in content.tokens), subject)
    if subject is None and content.shape in {"quote", "clause"}:
        subject = _inverted_subject(verb, content) or _name_before(verb, content)
    if subject is None or (subject.i in content.tokens and (subject.i == content.head or content.shape == "quote")):
        return None
    if subject.lower_ in {"there", "this", "that", "what"} or _is_nobody(subject):
        return None
    return _carrier_source(subject)


def _is_nobody(subject: Token) -> bool:
    """Whether the subject says that nobody did: "none of the ministers", "no official", "not one witness"."""
    if subject.lower_ in _NOBODY or subject.left_edge.lower_ == "not":
        return True
    both = child(subject, "conj") is not None  # of "neither Lima nor Quito" both are silent
    return not both and any(c.lower_ in _NOBODY and c.dep_ in {"det", "neg", "advmod"} for c in subject.lefts)


def _late_agent(verb: Token, content: Content) -> Token | None:
    """The Norway of "was described as a spy by Norway", which a parser hangs on the spy."""
    if not is_passive(verb) or agent_of(verb) is not None:
        return None
    for by in (verb.doc[i] for i in sorted(content.tokens, reverse=True)):
        if by.lower_ == "by" and by.i > verb.i and by.right_edge.i == max(content.tokens):
            return child(by, "pobj")
    return None


def _inverted_subject(verb: Token, content: Content) -> Token | None:
    """The subject behind the verb of "…," said Kirby, which the parser may take for an object."""
    if verb.lemma_ in ADDRESSING:
        return None
    for token in verb.rights:
        if token.i in content.tokens or token.ent_type_ in TIME_ENTITIES:
            continue
        nominal = token.pos_ in {"PROPN", "NOUN", "PRON"}
        if nominal and token.dep_ in {"dobj", "npadvmod", "attr", "oprd", "nsubj", "appos"}:
            return token
    return None


def _name_before(verb: Token, content: Content) -> Token | None:
    """The name that lost its finite verb to a parser: "In the Lagos Post Okoro said …", "…, Okoro, the mayor, said"."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    before = verb.i - 1
    while before > verb.sent.start and verb.doc[before].pos_ == "ADV":
        before -= 1
    if verb.doc[before].text == ",":
        commas = [
            i for i in range(max(verb.sent.start, before - LONGEST_APPOSITION), before) if verb.doc[i].text == ","
        ]
        before = next((i - 1 for i in commas if i > verb.sent.start and verb.doc[i - 1].pos_ == "PROPN"), before)
    name = verb.doc[before]
    if before < verb.sent.start or name.i in content.tokens or name.dep_ == "nsubj":
        return None
    return name if name.pos_ in {"PROPN", "PRON"} else None


def _carrier_source(subject: Token) -> Token:
    """The one who issues the statement, where the grammatical source is the statement."""
    words = lexicon()
    if subject.lemma_.lower() not in words.carried_nouns or subject.dep_ != "dobj":
        return subject
    carrier = subject.head
    if carrier.lemma_.lower() in words.carrying_verbs:
        return subject_of(carrier) or subject
    return subject


def _source_tokens(source: Token, content: Content) -> set[int]:
    first, last = _printed_source(source, content)
    return set(range(first, last + 1)) if source.dep_ in {"nsubj", "pobj"} else set()


# --- side clauses --------------------------------------------------------------------------------------------------


def _side_clauses(verb: Token, tokens: set[int]) -> Iterator[tuple[Token, bool]]:
    """Reporting verbs under the content with which the reporter goes on, and whether they share the source."""
    for i in sorted(tokens):
        side = verb.doc[i]
        if not _reports(side):
            continue
        if _goes_on(side, verb):
            yield side, True
        elif _contrasts(side) or _answers(side) or _speaks_next(side, verb):
            yield side, False


def _goes_on(side: Token, verb: Token) -> bool:
    """Whether the same source goes on: "… and emphasised efforts", "…, dismissing the claims"."""
    if side.dep_ == "conj" and own_subject(side) is None and _is_past_the_content(side, verb):
        return True
    if side.dep_ == "conj" and side.tag_ == verb.tag_ == "VBG" and side.i > verb.i and side.head.tag_ != "VBG":
        return True  # "citing the refusal and criticising the treatment"
    return side.tag_ == "VBG" and side.dep_ in {"advcl", "acl", "conj"} and _is_comment(side)


def _contrasts(side: Token) -> bool:
    """Whether somebody else speaks: "…, while the government rejects the claim"."""
    return side.dep_ == "advcl" and own_subject(side) is not None and _opening(side) in _SIDE_CONJUNCTIONS


def _speaks_next(side: Token, verb: Token) -> bool:
    """Whether the next one speaks: "Kenya stressed that the ships had left, and aid groups warned that …"."""
    if side.dep_ != "conj" or own_subject(side) is None or side.tag_ != verb.tag_ or side.tag_ not in {"VBD", "VBZ"}:
        return False
    clause = child(side, "ccomp")
    opened = verb.doc[side.left_edge.i - 1].dep_ == "cc" and verb.doc[side.left_edge.i - 2].text == ","
    replies = side.lemma_.lower() in _REPLYING
    return opened and (replies or (clause is not None and clause.i > side.i))


def _answers(side: Token) -> bool:
    """Whether the clause disputes what stands before it: "…, which Kabul denies"."""
    return side.dep_ == "relcl" and _denies(side) and _behind_comma(side)


def _is_past_the_content(side: Token, verb: Token) -> bool:
    """Whether a coordinated verb goes with the reporting verb rather than with the content.

    "told reporters that it will alter the course and emphasised efforts", "says they fired but claimed …": its
    form is the reporting verb's while its neighbour's is not, or "but" sets it apart.
    """
    if side.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    if side.head.tag_ in {"VB", "VBG", "VBN"} and verb.tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    clause = child(side, "ccomp")
    if clause is not None and side.tag_ == verb.tag_ and _opening(clause) == "that":
        return True
    return any(c.dep_ == "cc" and c.lower_ == "but" for c in side.head.children)


def _is_comment(participle: Token) -> bool:
    """Whether a participle goes on about the utterance: "…, dismissing the claims"."""
    coordinated = participle.dep_ == "conj" and participle.head.tag_ == "VBG"
    if coordinated or own_subject(participle) is not None:
        return False
    before = participle.i - 1
    while before > 0 and participle.doc[before].pos_ == "ADV":
        before -= 1
    return participle.doc[before].text in {",", "—", "–"}


def _behind_comma(side: Token) -> bool:
    """Whether a comma opens the clause, adverbs and the relative pronoun's preposition aside."""
    edge = side.left_edge.i
    return edge > 0 and side.doc[edge - 1].text in {",", "—", "–"}


def _opening(side: Token) -> str:
    mark = child(side, "mark", "advmod")
    return mark.lower_ if mark is not None else ""


def _denies(verb: Token) -> bool:
    subject = child(verb, "dobj")
    cue = lexicon().verbs[verb.lemma_.lower()]
    return Status.DENIED in cue.shapes.values() and subject is not None and subject.lower_ in RELATIVE


def _side_tokens(side: Token, tokens: set[int]) -> set[int]:
    """The side clause with the conjunction and punctuation before it; of a stray participle what follows it."""
    cut = {t.i for t in side.subtree if side.dep_ != "conj" or t.i >= side.i or t.dep_ == "advmod"}
    before = min(cut) - 1
    while before in tokens and side.doc[before].pos_ in {"CCONJ", "SCONJ", "PUNCT", "ADV"}:
        cut.add(before)
        before -= 1
    return cut


def _without_conjunction(reading: Reading, tokens: set[int]) -> set[int]:
    """Without the "and" that led on to a clause of the reporter's."""
    while tokens and reading.doc[max(tokens)].pos_ == "CCONJ":
        tokens = tokens - {max(tokens)}
    return tokens


def _without_connective(reading: Reading, tokens: set[int]) -> set[int]:
    ordered = sorted(tokens)
    while ordered and reading.doc[ordered[0]].pos_ in {"CCONJ", "PUNCT"} and not reading.doc[ordered[0]].is_quote:
        ordered.pop(0)
    return set(ordered)
