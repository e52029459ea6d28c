"""Which verbs report that something was said: those of the lexicon, unless the text leaves open whether it was."""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.lexicons.cues import lexicon
from index.extraction.syntax import OBJECT_CONTROL, child, children, own_subject

_IRREALIS = frozenset({"if", "unless", "whether"})
_POSSIBLE = frozenset({"would", "might", "could", "should", "may"})


def reports(token: Token) -> bool:
    """Whether the word is a verb of the lexicon in a place where it can report."""
    return (
        token.pos_ == "VERB" and token.dep_ not in {"dobj", "pobj", "amod"} and token.lemma_.lower() in lexicon().verbs
    )


def is_refused(verb: Token) -> bool:
    """Whether the verb is a part of a refusal: the "confirm" of "declined to confirm", "has not commented"."""
    words = lexicon()
    if verb.lemma_.lower() in words.answering and child(verb, "neg") is not None:
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words.refusing and verb.lemma_.lower() in words.refused


def is_unreal(verb: Token) -> bool:
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
    return _is_commanded(verb) or (verb.dep_ == "ccomp" and reports(verb.head) and is_unreal(verb.head))


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
