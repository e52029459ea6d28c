"""Who bears an event or is held to have done it, by the words over its noun. Part of the events stage; no actors."""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.events.shapes import behind, doer_behind_by, in_passive, is_portion, is_pronoun, patient
from index.extraction.lexicons.predicates import predicates
from index.extraction.syntax import child, is_passive, own_subject, subject_of

_ANSWERING = frozenset({"reject", "accept", "decline", "refuse", "receive", "dismiss", "ignore", "rebuff", "defy"})
_AGREEING = frozenset(
    {
        *(("agree", "to"), ("accede", "to"), ("consent", "to"), ("comply", "with"), ("bow", "to"), ("yield", "to")),
        *(("respond", "to"), ("submit", "to")),
    }
)
_CULPRITS = frozenset(
    {
        *("perpetrator", "suspect", "culprit", "mastermind", "attacker", "gunman", "shooter", "organiser", "organizer"),
        *("planner", "assailant", "author", "architect", "driver", "accused"),
    }
)
_TAKING_PART = frozenset({"participate", "partake"})
_PARTAKING = _TAKING_PART | {"implicate", "involve"}
_SHIELDING = frozenset({"protect", "defend", "shield", "save", "guard", "exempt"})


def sufferer_of(noun: Token) -> Token | None:
    """Who has to bear the event: the subject of "faces arrest", of "came under attack"."""
    above = noun.head
    if noun.dep_ == "conj":
        return sufferer_of(above) if above.pos_ == "NOUN" else None
    if above.lemma_.lower() in predicates().suffering and noun.dep_ in {"dobj", "nsubjpass"}:
        return subject_of(above)
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in {"target", "targets", "victim", "victims"}:
        return own_subject(above.head.head) if above.head.dep_ == "attr" else None
    if noun.dep_ == "pobj" and above.lower_ == "on" and noun.lemma_ == "charge":
        return _charged(above.head)
    if noun.dep_ == "pobj" and above.lower_ == "under" and above.head.pos_ in {"VERB", "AUX"}:
        return patient(above.head, is_passive(above.head)) or subject_of(above.head)
    if noun.dep_ == "pobj" and above.lower_ in {"from", "against"} and above.head.lemma_ in _SHIELDING:
        return patient(above.head, in_passive(above.head))
    return None


def _charged(word: Token) -> Token | None:
    """Who is held or tried "on charges"; the word over "on" may be the verb, or a noun below it."""
    while word.pos_ in {"NOUN", "ADP"} and word.dep_ in {"dobj", "pobj", "prep"}:
        word = word.head
    if not any(predicate.root == "COERCE" for predicate in predicates().verbs.get(word.lemma_.lower(), ())):
        return subject_of(word) if word.lemma_ in {"stand", "face", "appear"} else None
    return patient(word, in_passive(word))


def blamed_for(noun: Token) -> Token | None:
    """Who is held to have done it: "blamed Iran for the attack", "claimed responsibility for the attack"."""
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        return blamed_for(noun.head)
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ in {"of", "in", "behind"} and above.head.lemma_.lower() in _CULPRITS:
        return above.head.head if above.head.dep_ == "appos" else above.head
    if noun.dep_ == "pobj" and above.lower_ == "with" and above.head.lower_ == "connection":
        above = above.head.head
        if above.lower_ == "in" and above.head.lemma_ in predicates().blaming:
            return patient(above.head, in_passive(above.head))
        return None
    if noun.dep_ == "pobj" and above.lower_ == "to":
        return _pleader(above.head)
    if noun.dep_ == "pobj" and above.lower_ == "in" and above.head.lemma_ in _PARTAKING and above.head.pos_ == "VERB":
        return _partaker(above.head)
    charged = above.lower_ == "with" and above.head.lemma_ == "charge" and behind(noun, {"of"}) is not None
    if noun.dep_ != "pobj" or not (charged or above.lower_ in {"for", "of", "over"}):
        return None
    if is_portion(above.head):
        return blamed_for(above.head)
    governor = above.head
    if governor.lower_ == "responsibility" and governor.dep_ == "dobj":
        return subject_of(governor.head)
    if governor.lower_ in {"responsible", "guilty"} and governor.pos_ == "ADJ":
        return patient(governor.head, in_passive(governor.head)) or own_subject(governor.head)
    if governor.lemma_.lower() in predicates().blaming and governor.pos_ == "VERB":
        return patient(governor, in_passive(governor))
    if above.lower_ == "for" and is_pronoun(child(noun, "poss")):
        charge = child(governor, "dobj") if governor.pos_ == "VERB" else governor
        if charge is not None and any(p.root == "ACCUSE" for p in predicates().nouns.get(charge.lemma_.lower(), ())):
            return behind(charge, {"against"}) or behind(governor, {"against"})
    return None


def _partaker(verb: Token) -> Token | None:
    """Who took part: the men of "men suspected of participating in", "implicating the men in"."""
    if verb.lemma_ not in _TAKING_PART or own_subject(verb) is not None:
        return subject_of(verb) if verb.lemma_ in _TAKING_PART else patient(verb, in_passive(verb))
    over = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return patient(over, in_passive(over)) if over.lemma_ in predicates().blaming else subject_of(verb)


def _pleader(word: Token) -> Token | None:
    """Who pleads guilty to it."""
    complement = word if word.lower_ == "guilty" else child(word, "acomp", "oprd")
    verb = complement.head if complement is not None and complement.lower_ == "guilty" else None
    return subject_of(verb) if verb is not None and verb.pos_ == "VERB" else None


def answerer_of(noun: Token) -> Token | None:
    """To whom an offer or a demand is made: who rejects it, or goes on despite it."""
    above = noun.head
    if noun.dep_ == "dobj" and above.lemma_ in _ANSWERING:
        return subject_of(above)
    if noun.dep_ == "pobj" and (above.head.lemma_, above.lower_) in _AGREEING:
        return subject_of(above.head)
    if noun.dep_ == "pobj" and above.lower_ == "at" and above.head.pos_ == "VERB":
        return doer_behind_by(above.head) if in_passive(above.head) else subject_of(above.head)
    if noun.dep_ == "pobj" and above.lower_ in {"despite", "following", "after"} and above.head.pos_ in {"VERB", "AUX"}:
        return subject_of(above.head)
    return None


def caught_in(noun: Token) -> Token | None:
    """The other side of "killed in clashes with X"."""
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ in {"in", "during"} and above.head.pos_ == "VERB":
        return patient(above.head, in_passive(above.head))
    return None
