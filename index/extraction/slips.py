"""Slips of the tagger that a reading must see through."""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.lexicons.predicates import predicates

_MODIFYING = frozenset({"compound", "nmod", "amod", "ROOT", "nsubj", "dobj", "appos"})


def is_slipped(token: Token) -> bool:
    """Whether the tagger took a verb for a noun: the "sentences" of "A court sentences former minister Ana Soto".

    Only in a sentence without any finite verb above the word; the present tense of headlines is often read so.
    """
    if token.tag_ not in {"NN", "NNS"} or token.dep_ not in _MODIFYING or token.i == token.sent.start:
        return False
    if token.lemma_.lower() not in predicates().verbs or token.nbor(-1).pos_ not in {"NOUN", "PROPN"}:
        return False
    root = token.sent.root
    return root.pos_ in {"NOUN", "PROPN"} and not any(c.dep_ in {"nsubj", "nsubjpass", "cop"} for c in root.children)
