"""What the stages ask of a dependency parse: subjects, noun phrases, clauses. Knows no actors and no cues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from index.model import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
TIME_ENTITIES = frozenset({"DATE", "TIME"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_NOT_IN_NAME = frozenset({"relcl", "punct", "cc", "preconj", "advcl", "ccomp", "parataxis", "dep", "acl"})
_CLAUSAL = frozenset({"advcl", "conj", "xcomp", "acl", "pcomp", "ccomp", "dep", "prep"})

DOCUMENTS = frozenset(
    {
        *("statement", "message", "report", "letter", "article", "tweet", "post", "resolution", "speech", "bill"),
        *("declaration", "communique", "communiqué", "video", "press", "release", "note", "memo", "editorial"),
    }
)
_PENALTIES = frozenset({"sanction", "ban", "tariff", "fine", "charge", "lawsuit", "penalty", "complaint", "embargo"})
OBJECT_CONTROL = frozenset(
    {
        *("urge", "ask", "order", "force", "tell", "allow", "help", "enable", "persuade", "convince", "compel"),
        *("invite", "encourage", "permit", "instruct", "request", "warn", "press", "pressure", "authorise"),
        *("authorize", "advise", "beg", "call", "appeal", "lure", "push", "lead", "cause", "require", "recruit"),
        *("train", "hire", "pay", "direct", "command", "implore", "assist", "teach", "prompt", "oblige"),
    }
)
_BESIDES = frozenset({"following", "including", "since", "after", "during", "amid", "until", "as", "under", "despite"})
"""What brings the circumstances of a noun and no part of it."""


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of these dependency labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def children(token: Token, *labels: str) -> Iterator[Token]:
    """All children with one of these dependency labels."""
    return (c for c in token.children if c.dep_ in labels)


def own_subject(verb: Token) -> Token | None:
    """The subject that stands with the verb itself."""
    subject = child(verb, "nsubj", "nsubjpass", "csubj")
    return subject or (_glued_subject(verb) if verb.tag_ in {"VBZ", "VBP"} else None)


def _glued_subject(verb: Token) -> Token | None:
    """A subject that the parser took for the first part of a compound noun: "state media reports that …"."""
    noun = child(verb, "compound")
    return noun if noun is not None and noun.i == verb.i - 1 and noun.pos_ in {"NOUN", "PROPN"} else None


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive voice."""
    return child(verb, "auxpass", "nsubjpass") is not None


def agent_of(verb: Token) -> Token | None:
    """Who does it, of a passive or a participle: the noun behind "by"."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def subject_of(verb: Token) -> Token | None:
    """Who does it: own subject, agent, or that of the clause the verb depends on. None where nobody is named.

    A relative pronoun gives its antecedent; a participle, an infinitive and a coordinated verb take the
    subject of the verb above.
    """
    return _subject(verb, depth=0)


def _subject(verb: Token, depth: int) -> Token | None:
    if depth > 6:
        return None
    if is_passive(verb) or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        return agent_of(verb)
    own = own_subject(verb)
    if own is not None:
        return antecedent(own)
    above = verb.head
    if above == verb or _is_done_to(verb):
        return agent_of(verb)
    if verb.dep_ == "acl" and (doer := _doer_through(verb, above, depth)) is not None:
        return doer
    if verb.dep_ == "acl" or verb.dep_ == "relcl":
        return above if above.pos_ in {"NOUN", "PROPN", "PRON"} else None
    if verb.dep_ in {"xcomp", "ccomp"} and (told := _told_to(above)) is not None:
        return told
    if verb.dep_ == "pcomp" and (controller := _controller(verb)) is not None:
        return controller
    if verb.dep_ in _CLAUSAL:
        through = (
            verb.dep_ == "pcomp" or above.pos_ in {"ADP", "ADV"} or above.dep_ == "acomp"
        )  # "went as far as to say"
        governor = above.head if through else above
        if governor.pos_ in {"VERB", "AUX"} and governor != verb:
            if is_passive(governor) and verb.dep_ != "conj":
                return antecedent(own_subject(governor) or governor) if own_subject(governor) else None
            return _subject(governor, depth + 1)
    return None


def _is_done_to(verb: Token) -> bool:
    """Whether the one above suffers it: "Told that he had lost, Perez left"."""
    while verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VBN":
        verb = verb.head
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    opens = verb.tag_ == "VBD" and verb.i == verb.left_edge.i == verb.sent.start
    return not perfect and (
        (verb.tag_ == "VBN" and verb.dep_ == "advcl") or (opens and verb.dep_ in {"advcl", "ccomp"})
    )


def _doer_through(verb: Token, noun: Token, depth: int) -> Token | None:
    """Who acts through a document or a plan: the X of "X posted a message blaming Y", of "an offer by X to stop"."""
    if verb.tag_ == "VB":
        made_by = child(noun, "poss") or _behind_by(noun)
        return made_by or (_subject(noun.head, depth + 1) if noun.dep_ == "dobj" else None)
    bearer = noun.head.head if noun.dep_ == "pobj" else noun
    document = noun if noun.lemma_.lower() in DOCUMENTS else bearer
    if document.lemma_.lower() not in DOCUMENTS:
        return None
    issuer = next((c for c in document.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"), None)
    owner = child(document, "poss") or _behind_by(document) or issuer
    if owner is None and document.dep_ == "dobj":
        return _subject(document.head, depth + 1)
    return owner


def _behind_by(noun: Token) -> Token | None:
    by = next((c for c in noun.rights if c.dep_ in {"prep", "agent"} and c.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def _told_to(verb: Token) -> Token | None:
    """Who is to act on somebody's word or help: the X of "urged X to leave", "helped X to flee"."""
    if verb.lemma_.lower() not in OBJECT_CONTROL or is_passive(verb):
        return None
    told = child(verb, "dobj", "dative")
    if told is None and verb.lemma_ in {"call", "appeal"}:
        on = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in {"on", "upon", "to"}), None)
        told = child(on, "pobj") if on is not None else None
    return antecedent(told) if told is not None and told.pos_ != "ADP" else None


def _controller(verb: Token) -> Token | None:
    """The object that acts in the phrase behind it: the Thailand of "accuses Thailand of bombing Poipet"."""
    preposition = verb.head
    above = preposition.head
    if preposition.lower_ not in {"of", "for", "from", "against", "into"} and above.lemma_ != "charge":
        return None
    if above.pos_ in {"NOUN", "PROPN"} and above.dep_ == "dobj":
        return above
    noun = child(above, "nsubjpass") if is_passive(above) else child(above, "dobj")
    if noun is not None and noun.lemma_.lower() in _PENALTIES:
        upon = next((c for c in (*noun.rights, *above.rights) if c.lower_ in {"on", "against"}), None)
        noun = child(upon, "pobj") if upon is not None else None
    return antecedent(noun) if noun is not None else None


def antecedent(noun: Token) -> Token:
    """What a relative pronoun stands for; any other noun stands for itself."""
    if noun.lower_ not in RELATIVE or noun.tag_ not in {"WDT", "WP", "WP$", "IN", "DT"}:
        return noun
    clause = noun.head
    while clause.dep_ not in {"relcl", "acl"} and clause.head != clause:
        clause = clause.head
    return clause.head if clause.dep_ in {"relcl", "acl"} else noun


def coordinated(noun: Token) -> list[Token]:
    """The noun and those joined to it by "and" or "or"."""
    found = [noun]
    for token in found:
        found.extend(c for c in children(token, "conj") if c.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"})
    return found


def noun_phrase(head: Token) -> tuple[int, int]:
    """First and last token of the phrase around a noun: modifiers, "of" phrases, apposition, coordination.

    Relative clauses, and what follows them, stay outside.
    """
    if head.pos_ == "PRON":
        return head.i, head.i
    last = head.i
    for token in head.children:
        if token.i < head.i:
            continue
        if token.dep_ in _NOT_IN_NAME or (token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}):
            if token.dep_ in {"relcl", "acl", "advcl", "ccomp"}:
                break
            continue
        if token.i > last + 1 and token.dep_ == "prep" and _comma_between(head.doc, last, token.i):
            break
        last = max(last, _right_edge(token))
    return _left_edge(head), last


def _left_edge(head: Token) -> int:
    first = head.i
    for token in head.lefts:
        opens_outside = token.dep_ in {"relcl", "advcl", "cc", "advmod"} and token.i == head.left_edge.i
        dated = token.dep_ == "compound" and token.ent_type_ in TIME_ENTITIES and head.ent_type_ not in TIME_ENTITIES
        if own_subject(token) is not None or dated:
            first = head.i  # no modifier: "the hotel was closed and local police", "In December Kirby"
        elif not opens_outside:
            first = min(first, token.left_edge.i)
    while first < head.i and head.doc[first].pos_ in {"PUNCT", "SPACE", "CCONJ"} and not head.doc[first].is_quote:
        first += 1
    return first


def _right_edge(token: Token) -> int:
    """Last token of a dependent, without relative clauses that hang from its end."""
    last = token.i
    for dependent in token.rights:
        if dependent.dep_ in {"relcl", "punct", "advcl"}:
            if dependent.dep_ != "punct":
                break
            continue
        last = max(last, _right_edge(dependent))
    return last


def aside(noun: Token, last: int) -> int:
    """Last token of a noun phrase up to `last`, without what is joined to it or said of another noun in it."""
    doc = noun.doc
    starts = [c.left_edge.i for c in noun.rights if c.dep_ in {"cc", "advmod"} or c.lower_ in _BESIDES]
    starts += [t.left_edge.i for t in doc[noun.i + 1 : last + 1] if t.dep_ in {"appos", "relcl"}]
    end = min((s for s in starts if noun.i < s <= last), default=last + 1) - 1
    while end > noun.i and doc[end].is_punct:
        end -= 1
    return end


def _comma_between(doc: Doc, left: int, right: int) -> bool:
    return any(doc[i].text == "," for i in range(left + 1, right))


def is_time(token: Token) -> bool:
    """Whether the phrase under the token names a date or time."""
    return any(t.ent_type_ in TIME_ENTITIES for t in token.subtree)


def spans_of(doc: Doc, indexes: Iterable[int]) -> list[Span]:
    """The runs of text that some tokens make, without white space and stray punctuation at their edges.

    Two runs with nothing but punctuation between them are one.
    """
    wanted = sorted(set(indexes))
    runs: list[list[int]] = []
    for i in wanted:
        if runs and all(doc[j].is_punct or doc[j].is_space for j in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = []
    for run in runs:
        while run and (doc[run[0]].is_space or _stray(doc[run[0]])):
            run.pop(0)
        while run and (doc[run[-1]].is_space or _stray(doc[run[-1]])):
            run.pop()
        if any(not doc[i].is_punct for i in run):
            spans.append(Span(doc[run[0]].idx, doc[run[-1]].idx + len(doc[run[-1]])))
    return spans


def _stray(token: Token) -> bool:
    return token.is_punct and not token.is_quote and token.text not in {"$", "(", ")", "%", "[", "]"}


def clause_head(token: Token) -> Token:
    """The verb of the innermost finite clause around a token, else the root of the sentence."""
    while token.head != token:
        if token.pos_ in {"VERB", "AUX"} and own_subject(token) is not None:
            return token
        token = token.head
    return token
