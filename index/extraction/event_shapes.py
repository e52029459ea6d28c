"""Where the words around a trigger of an event stand: voice, patient, carriers, those who bear it.

Part of the events stage; knows tokens and the lexicon, but no actors.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from index.extraction.predicates import predicates
from index.extraction.syntax import agent_of, antecedent, child, children, is_passive, own_subject, subject_of

_ANSWERING = frozenset({"reject", "accept", "decline", "refuse", "receive", "dismiss", "ignore", "rebuff", "defy"})
_SHIELDING = frozenset({"protect", "defend", "shield", "save", "guard", "exempt"})
_MODIFYING = frozenset({"compound", "nmod", "amod", "ROOT", "nsubj", "dobj", "appos"})
_CARRYING_WITH = frozenset({("enter", "into"), ("engage", "in"), ("participate", "in"), ("come", "to")})


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


def in_passive(verb: Token) -> bool:
    """Whether what stands before the verb, or over it, is what it is done to."""
    if is_passive(verb):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ in {"aux", "dobj"} for c in verb.children):
        return False
    if verb.dep_ == "conj":
        return in_passive(verb.head)
    return verb.dep_ in {"acl", "advcl", "amod"}


def patient(verb: Token, passive: bool) -> Token | None:
    """The noun that the verb is done to."""
    if not passive:
        noun = child(verb, "dobj") or _shared_object(verb)
        return antecedent(noun) if noun is not None else None
    own = own_subject(verb)
    if own is not None:
        return antecedent(own)
    if verb.dep_ in {"acl", "amod"}:
        return verb.head
    if verb.dep_ == "conj":
        return patient(verb.head, passive=True)
    return subject_of(verb.head) if verb.dep_ == "advcl" else None


def behind(head: Token | None, prepositions: Iterable[str]) -> Token | None:
    """The noun behind one of these prepositions, where it hangs from the head."""
    if head is None:
        return None
    for preposition in head.children:
        if preposition.dep_ in {"prep", "agent", "prt", "dative"} and preposition.lower_ in prepositions:
            found = child(preposition, "pobj")
            if found is not None:
                return found
    return None


def carrier_of(noun: Token, *, ordering: bool = False) -> Token | None:
    """The light verb that carries an event noun: the "imposed" of "imposed sanctions", "sanctions imposed by"."""
    lexical = predicates()
    light = lexical.light | lexical.ordering if ordering else lexical.light
    above = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and above.pos_ in {"VERB", "AUX"}:
        return above if lemma_of(above) in light or is_phrase(above, noun) else None
    if noun.dep_ == "pobj" and (above.head.lemma_.lower(), above.lower_) in _CARRYING_WITH:
        return above.head
    if noun.dep_ == "conj" and above.pos_ == "NOUN":
        return carrier_of(above, ordering=ordering)
    return next((c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN" and lemma_of(c) in light), None)


def is_phrase(verb: Token, noun: Token) -> bool:
    """Whether only verb and noun together tell of the event: "opened fire"."""
    return f"{verb.lemma_.lower()}_{noun.lemma_.lower()}" in predicates().phrases


def lemma_of(verb: Token) -> str:
    """The lemma with its particle: "carry_out"."""
    particle = child(verb, "prt")
    return verb.lemma_.lower() + (f"_{particle.lower_}" if particle is not None else "")


def doer_behind_by(verb: Token) -> Token | None:
    """Who does it, behind a "by" that hangs from the participle, its complement, or a participle beside it."""
    found = agent_of(verb)
    if found is not None:
        return found
    if (caused := _cause(verb)) is not None:
        return caused
    for token in children(verb, "acomp", "oprd", "advmod", "dobj", "prep"):
        if (by := behind(token, {"by"})) is not None and token.lower_ not in {"by"}:
            return by
    for joined in children(verb, "conj"):
        if joined.tag_ == "VBN" and own_subject(joined) is None and (by := agent_of(joined)) is not None:
            return by
    return agent_of(verb.head) if verb.dep_ == "conj" and own_subject(verb) is None else None


def _cause(verb: Token) -> Token | None:
    """The event that does it: the "attack" of "killed in a Russian attack"."""
    causing = {"in", "after", "during", "following", "from"}
    joined = next(children(verb, "conj"), None)
    noun = behind(verb, causing) or (behind(joined, causing) if joined is not None else None)
    lexical = predicates()
    named = lexical.nouns.get(noun.lemma_.lower(), ()) if noun is not None else ()
    return noun if any(predicate.name == "ATTACK" for predicate in named) else None


def _shared_object(verb: Token) -> Token | None:
    """The object that stands only with the last of joined verbs: "arrested and deported the reporters"."""
    joined = child(verb, "conj")
    if joined is None or own_subject(joined) is not None or joined.i - verb.i > 3 or joined.tag_ != verb.tag_:
        return None
    return child(joined, "dobj")


def receiver_of(verb: Token) -> Token | None:
    """Who is given something: "sent Kenya a ship", "sent a ship to Kenya"."""
    receiver = child(verb, "dative")
    return child(receiver, "pobj") if receiver is not None and receiver.pos_ == "ADP" else receiver


def sufferer_of(noun: Token) -> Token | None:
    """Who has to bear the event: the subject of "faces arrest", of "came under attack"."""
    above = noun.head
    if noun.dep_ == "conj":
        return sufferer_of(above) if above.pos_ == "NOUN" else None
    if above.lemma_.lower() in predicates().suffering and noun.dep_ in {"dobj", "nsubjpass"}:
        return subject_of(above)
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in {"target", "targets", "victim", "victims"}:
        return own_subject(above.head.head) if above.head.dep_ == "attr" else None
    if noun.dep_ == "pobj" and above.lower_ == "under" and above.head.pos_ in {"VERB", "AUX"}:
        return patient(above.head, is_passive(above.head)) or subject_of(above.head)
    if noun.dep_ == "pobj" and above.lower_ in {"from", "against"} and above.head.lemma_ in _SHIELDING:
        return patient(above.head, in_passive(above.head))
    return None


def blamed_for(noun: Token) -> Token | None:
    """Who is held to have done it: "blamed Iran for the attack", "claimed responsibility for the attack"."""
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        return blamed_for(noun.head)
    above = noun.head
    if noun.dep_ != "pobj" or above.lower_ not in {"for", "of", "over"}:
        return None
    governor = above.head
    if governor.lower_ == "responsibility" and governor.dep_ == "dobj":
        return subject_of(governor.head)
    if governor.lower_ == "responsible" and governor.dep_ == "acomp":
        return own_subject(governor.head)
    if governor.lemma_.lower() in predicates().blaming and governor.pos_ == "VERB":
        return patient(governor, in_passive(governor))
    if above.lower_ == "for" and is_pronoun(child(noun, "poss")):
        charge = child(governor, "dobj") if governor.pos_ == "VERB" else governor
        if charge is not None and any(p.root == "ACCUSE" for p in predicates().nouns.get(charge.lemma_.lower(), ())):
            return behind(charge, {"against"}) or behind(governor, {"against"})
    return None


def is_pronoun(token: Token | None) -> bool:
    """Whether there is a word and it is a pronoun."""
    return token is not None and token.pos_ == "PRON"


def answerer_of(noun: Token) -> Token | None:
    """To whom an offer or a demand is made: who rejects it, or goes on despite it."""
    above = noun.head
    if noun.dep_ == "dobj" and above.lemma_ in _ANSWERING:
        return subject_of(above)
    if noun.dep_ == "pobj" and above.lower_ in {"despite", "following", "after"} and above.head.pos_ in {"VERB", "AUX"}:
        return subject_of(above.head)
    return None


def caught_in(noun: Token) -> Token | None:
    """The other side of "killed in clashes with X"."""
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ in {"in", "during"} and above.head.pos_ == "VERB":
        return patient(above.head, in_passive(above.head))
    return None


def behind_joined(noun: Token, prepositions: Iterable[str]) -> Token | None:
    """The noun behind the last of joined nouns: "acts and other crimes against X"."""
    for joined in children(noun, "conj"):
        if (found := behind(joined, prepositions) or behind_joined(joined, prepositions)) is not None:
            return found
    return None
