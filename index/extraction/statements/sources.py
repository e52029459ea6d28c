"""The source of a reporting verb, wherever a parser hung it, and the tokens that it is printed with."""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.lexicons.cues import lexicon
from index.extraction.reading import Content
from index.extraction.statements.clauses import ADDRESSING
from index.extraction.syntax import TIME_ENTITIES, agent_of, child, children, is_passive, noun_phrase, subject_of

LONGEST_APPOSITION = 20
"""Tokens between a name and the verb behind its apposition."""
_NOBODY = frozenset({"no", "none", "nobody", "not", "few", "neither"})


def find_source(verb: Token, content: Content) -> Token | None:
    """Who speaks: the subject, the agent, or the name that lost its verb; None where nobody is told of."""
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


def source_tokens(source: Token, content: Content) -> set[int]:
    """The tokens of the source that are not content."""
    first, last = printed_source(source, content)
    return set(range(first, last + 1)) if source.dep_ in {"nsubj", "pobj"} else set()


def printed_source(source: Token, content: Content) -> tuple[int, int]:
    """The whole noun phrase of the source, without content that hangs from it: "was accused by Lima of theft"."""
    first, last = noun_phrase(source)
    return first, content.head - 1 if source.i < content.head <= last else last


def is_said_by_nobody(verb: Token, content: Content) -> bool:
    """Whether the text keeps the source to itself: "was accused of fraud", "has been dubbed a traitor"."""
    finite = child(verb, "auxpass") is not None and verb.dep_ != "relcl"
    uttered = content.shape not in lexicon().verbs[verb.lemma_.lower()].private
    reduced = verb.dep_ == "acl" and verb.tag_ == "VBN" and content.shape == "of"
    subject = child(verb, "nsubjpass")
    if content.shape == "clause":
        return subject is not None and subject.lower_ == "it"  # "it was reported that …"
    nobody = agent_of(verb) is None and (reduced or (finite and is_passive(verb)))
    return content.shape in {"of", "as"} and uttered and nobody
