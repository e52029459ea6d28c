"""Stage: content that a noun introduces: "the accusation that …", "Turkey's claims that …", "warnings not to …"."""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.lexicons.cues import lexicon
from index.extraction.reading import Attribution, Reading
from index.extraction.syntax import agent_of, antecedent, child, children, noun_phrase, own_subject, spans_of
from index.model import Span, Status

_MATTERS = {
    **dict.fromkeys(("allegation", "accusation", "suspicion", "suggestion", "claim"), ("of", "about")),
    **dict.fromkeys(("comment", "remark", "statement"), ("on", "about")),
    **dict.fromkeys(("concern", "doubt", "fear"), ("about", "over")),
    **dict.fromkeys(("warning", "threat"), ("of", "about", "against")),
    **dict.fromkeys(("call", "demand", "appeal", "proposal", "request"), ("for",)),
    **dict.fromkeys(("criticism", "praise", "condemnation", "denunciation"), ("of", "for")),
    **dict.fromkeys(("hope", "prediction", "estimate", "denial", "rejection"), ("of",)),
}
"""What the prepositions behind a noun of saying bring: a warning of floods, comments on the raid."""
_UNOWNED = frozenset({Status.ALLEGED, Status.REPORTED})


def attribute_nouns(reading: Reading) -> None:
    """Add an Attribution for each reporting noun with a source or inside a denial, and content of its own."""
    cues = {i for a in reading.attributions for i in a.cue}
    for token in reading.doc:
        status = lexicon().nouns.get(token.lemma_.lower())
        if status is None or token.i in cues or not _is_noun(token):
            continue
        content = _content(token)
        if not content:
            continue
        source = _source(token)
        if source is None and (status not in _UNOWNED or not _is_reported(reading, token)):
            continue
        spans = spans_of(reading.doc, content)
        if spans and not _already_said(reading, spans):
            reading.attributions.append(
                Attribution(
                    rule="noun",
                    confidence=0.8 if source is not None else 0.7,
                    cue=(token.i,),
                    source=noun_phrase(source) if source is not None else None,
                    source_head=source.i if source is not None else None,
                    content=spans,
                    content_head=min(content),
                    lemma=f"noun:{token.lemma_.lower()}",
                )
            )


def _is_noun(token: Token) -> bool:
    """Nouns, and the object "claims" that the tagger takes for a verb."""
    return token.pos_ in {"NOUN", "PROPN"} or (token.pos_ == "VERB" and token.dep_ in {"dobj", "pobj"})


def _content(noun: Token) -> set[int]:
    """A that-clause, an infinitive, or "of" with a verbal noun, right behind the noun and its source."""
    for clause in (*children(noun, "acl", "ccomp", "relcl"), *_behind_object(noun)):
        marked = child(clause, "mark")
        if (marked is not None and marked.lower_ in {"that", "whether"}) or _tells_what(clause):
            return {t.i for t in clause.subtree}
        if clause.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
            return {t.i for t in clause.subtree}
        if clause.dep_ == "acl" and clause.lower_ in {"made", "issued"}:
            inner = child(clause, "ccomp")
            if inner is not None:
                return {t.i for t in inner.subtree}
    matter = next(
        (c for c in noun.children if c.dep_ == "prep" and c.lower_ in _MATTERS.get(noun.lemma_.lower(), ())), None
    )
    return {t.i for t in matter.subtree} if matter is not None else set()


def _tells_what(clause: Token) -> bool:
    """Whether a clause that the parser took for a relative one tells what was said.

    "A warning that the port would close" does, "a warning that he issued" does not.
    """
    subject, opening = own_subject(clause), clause.left_edge
    if clause.dep_ != "relcl" or opening.lower_ != "that" or opening.dep_ != "dobj" or subject is None:
        return False
    words = lexicon()
    return clause.lemma_.lower() not in words.carrying_verbs and clause.lemma_.lower() not in words.verbs


def _behind_object(noun: Token) -> list[Token]:
    """A clause that the parser hung on the verb although it explains the verb's object.

    It follows the object at once, or the phrase that names the object's source: "warnings from the US not to …".
    """
    if noun.dep_ not in {"dobj", "nsubjpass", "pobj"}:
        return []
    verb = noun.head if noun.dep_ != "pobj" else noun.head.head
    edges = {noun.right_edge.i, *(c.right_edge.i for c in verb.children if _names_source(c) and c.i > noun.i)}
    return [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and c.left_edge.i - 1 in edges]


def _names_source(preposition: Token) -> bool:
    return preposition.dep_ in {"prep", "agent"} and preposition.lower_ in {"by", "from"}


def _source(noun: Token) -> Token | None:
    """Whose words they are: "X's claim", "claims by X", "warnings from X", "accusations made by X", "X has claims"."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    beside = noun.head.children if noun.dep_ == "dobj" else ()
    for preposition in (*noun.children, *(c for c in beside if c.i > noun.i)):
        if _names_source(preposition):
            found = child(preposition, "pobj")
            if found is not None and found.ent_type_ not in {"DATE", "TIME"}:
                return found
    for participle in children(noun, "acl"):
        if participle.lower_ in {"made", "issued", "raised", "levelled", "leveled", "voiced", "given", "put"}:
            found = agent_of(participle)
            if found is not None:
                return found
    for modifier in children(noun, "compound", "nmod"):
        if modifier.ent_type_ in {"GPE", "ORG", "PERSON"} or modifier.lower_ == "media":
            return modifier
    carrier = noun.head
    if noun.dep_ == "dobj" and carrier.lemma_.lower() in lexicon().carrying_verbs:
        subject = own_subject(carrier)
        return antecedent(subject) if subject is not None else None
    return None


def _is_reported(reading: Reading, noun: Token) -> bool:
    """Whether the noun stands inside what somebody says; what nobody disputes there is dropped once that is known."""
    return any(span.start <= noun.idx < span.end for a in reading.attributions for span in a.content)


def _already_said(reading: Reading, spans: list[Span]) -> bool:
    return any(a.content == spans for a in reading.attributions)
