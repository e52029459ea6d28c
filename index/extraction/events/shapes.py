"""Where the words around a trigger of an event stand: voice, patient, carriers, those who bear it.

Part of the events stage; knows tokens and the lexicon, but no actors.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from index.extraction.lexicons.predicates import Predicate, predicates
from index.extraction.syntax import (
    SUBJECTS,
    TIME_ENTITIES,
    agent_of,
    antecedent,
    child,
    children,
    is_passive,
    own_subject,
    subject_of,
)

_PORTIONS = frozenset(
    {
        "series",
        "wave",
        "string",
        "spate",
        "number",
        "round",
        "barrage",
        "exchange",
        "set",
        "pair",
        "flurry",
        "part",
        "half",
        "state",
        "count",
    }
)
_CAUSING = frozenset({"in", "after", "during", "following", "from", "amid"})
_HARMING = frozenset({"ATTACK", "RAID", "INTERCEPT"})
_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis"})
_CARRYING_WITH = frozenset(
    {
        *(("enter", "into"), ("engage", "in"), ("participate", "in"), ("come", "to"), ("respond", "with")),
        *(("retaliate", "with"), ("react", "with"), ("proceed", "with"), ("arrive", "for"), ("join", "in")),
    }
)


def is_verbal(token: Token) -> bool:
    """Whether a word is the verb of a clause, though the tagger may call it a noun or an adjective.

    The present tense of headlines is often read so: "Police open fire", "The strikes kill three".
    """
    if token.pos_ == "VERB":
        return True
    if token.tag_ not in {"NN", "NNS", "JJ"} or token.dep_ not in _CLAUSES:
        return False
    labels = {c.dep_ for c in token.children}
    if "det" in labels or ("dobj" not in labels and _misread_object(token) is None):
        return False
    return "nsubj" in labels or (token.dep_ == "ROOT" and token.lemma_.lower() in predicates().verbs)


def in_passive(verb: Token) -> bool:
    """Whether what stands before the verb, or over it, is what it is done to."""
    if is_passive(verb):
        return True
    if verb.tag_ == "VBN" and not any(c.dep_ in {"aux", "dobj", "ccomp"} for c in verb.children):
        own = own_subject(verb)
        if own is not None and own.i < verb.i and verb.dep_ != "relcl":
            return True
    if _is_absolute(verb):
        return True
    if verb.tag_ not in {"VBN", "VBD"} or any(c.dep_ in {"aux", "dobj", *SUBJECTS} for c in verb.children):
        return False
    if verb.dep_ == "conj":
        return in_passive(verb.head) and (verb.tag_ == "VBN" or _is_transitive(verb))
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod"}


def _is_absolute(verb: Token) -> bool:
    """Whether "with" brings a clause without a finite verb: "with one employee shot dead"."""
    by_with = verb.head.lower_ == "with" or any(c.dep_ == "mark" and c.lower_ == "with" for c in verb.lefts)
    if verb.tag_ not in {"VBN", "VBD"} or verb.dep_ not in {"pcomp", "advcl"} or not by_with:
        return False
    known = predicates().verbs.get(verb.lemma_.lower(), ())
    acting = any(predicate.frame == "act" for predicate in known)
    return acting and not any(c.dep_ in {"aux", "dobj"} for c in verb.children)


def _is_transitive(verb: Token) -> bool:
    known = predicates().verbs.get(verb.lemma_.lower(), ())
    return bool(known) and all(predicate.frame == "act" for predicate in known)


def patient(verb: Token, passive: bool) -> Token | None:
    """The noun that the verb is done to."""
    if not passive:
        noun = child(verb, "dobj") or _shared_object(verb) or _misread_object(verb)
        return antecedent(noun) if noun is not None else None
    own = own_subject(verb)
    if own is not None:
        return antecedent(own)
    if verb.dep_ in {"acl", "amod"}:
        named = own_subject(verb.head.head) if verb.head.dep_ == "attr" else None
        return named if named is not None else verb.head
    if verb.dep_ == "conj":
        return patient(verb.head, passive=True)
    if verb.dep_ == "xcomp":
        raised = own_subject(verb.head)
        return antecedent(raised) if raised is not None else None
    if verb.dep_ == "pcomp":
        above = verb.head.head
        if above.pos_ == "VERB":
            return patient(above, passive=True) if in_passive(above) else subject_of(above)
        return above if above.pos_ in {"NOUN", "PROPN"} else None
    return subject_of(verb.head) if verb.dep_ == "advcl" else None


def _misread_object(verb: Token) -> Token | None:
    """A name right behind the verb that the parser took for an adverbial: "sentences former president Juan Soto to"."""
    noun = child(verb, "npadvmod")
    is_name = noun is not None and noun.pos_ == "PROPN" and noun.ent_type_ not in TIME_ENTITIES
    return noun if noun is not None and is_name and noun.left_edge.i == verb.i + 1 else None


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
    carried = noun.dep_ in {"dobj", "nsubjpass"} and (above.pos_ == "AUX" or is_verbal(above))
    if carried and (lemma_of(above) in light or is_phrase(above, noun)):
        return above
    if noun.dep_ == "pobj" and above.lower_ == "of" and is_portion(above.head):
        return carrier_of(above.head, ordering=ordering)
    if noun.dep_ == "pobj" and (above.head.lemma_.lower(), above.lower_) in _CARRYING_WITH:
        return above.head
    if noun.dep_ == "conj" and above.pos_ == "NOUN":
        return carrier_of(above, ordering=ordering)
    if noun.dep_ == "nsubj" and above.dep_ == "ccomp" and above.tag_ == "VBG" and lemma_of(above.head) in light:
        return above.head
    return next((c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN" and lemma_of(c) in light), None)


def is_portion(noun: Token) -> bool:
    """Whether a noun only counts or bundles what stands behind its "of": "a series of strikes"."""
    return noun.lemma_.lower() in _PORTIONS


def whole_of(noun: Token) -> Token:
    """The strikes of "a series of strikes"; any other noun is whole itself."""
    inner = behind(noun, {"of"}) if is_portion(noun) else None
    return inner if inner is not None else noun


def is_phrase(verb: Token, noun: Token) -> bool:
    """Whether only verb and noun together tell of the event: "opened fire"."""
    return bool(phrase_of(verb, noun))


def phrase_of(verb: Token, noun: Token) -> tuple[Predicate, ...]:
    """What verb and noun together tell of."""
    return predicates().phrases.get(f"{verb.lemma_.lower()}_{noun.lemma_.lower()}", ())


def lemma_of(verb: Token) -> str:
    """The lemma with its particle: "carry_out"."""
    particle = child(verb, "prt")
    return verb.lemma_.lower() + (f"_{particle.lower_}" if particle is not None else "")


def doer_behind_by(verb: Token) -> Token | None:
    """Who does it, behind a "by" that hangs from the participle, its complement, or a participle beside it."""
    found = agent_of(verb)
    if found is not None:
        return whole_of(found)
    if (caused := _cause(verb)) is not None:
        return caused
    for token in children(verb, "acomp", "oprd", "advmod", "dobj", "prep"):
        inner = child(token, "pobj") if token.dep_ == "prep" else token
        named = inner is not None and inner.lemma_.lower() in predicates().nouns
        if inner is not None and not named and token.lower_ != "by" and (by := behind(inner, {"by"})) is not None:
            return whole_of(by)
    for joined in children(verb, "conj"):
        if in_passive(joined) and (by := agent_of(joined) or _cause(joined)) is not None:
            return whole_of(by)
    return doer_behind_by(verb.head) if verb.dep_ == "conj" and in_passive(verb.head) and _shares(verb) else None


def _shares(verb: Token) -> bool:
    """Whether a joined passive has the doer of the one before it: it names nobody else and follows without a break."""
    return own_subject(verb) is None and agent_of(verb) is None and agent_of(verb.head) is not None


def harming_verb(noun: Token) -> Token | None:
    """The verb that says whom an attack hurt: the "kill" of "strikes kill three", of "killed in strikes"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and is_portion(noun.head.head):
        noun = noun.head.head
    above = noun.head
    if noun.dep_ == "pobj" and (above.lower_ in _CAUSING or above.dep_ == "agent"):
        above = above.head
    elif noun.dep_ != "nsubj":
        return None
    harming = predicates().verbs.get(above.lemma_.lower(), ())
    return above if any(predicate.root == "ASSAULT" for predicate in harming) else None


def in_line(verb: Token | None, noun: Token) -> bool:
    """Whether a preposition of the verb stands right behind the noun, to which it may belong as well."""
    behind_noun = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    return behind_noun is not None and behind_noun.dep_ == "prep" and behind_noun.head == verb


def _cause(verb: Token) -> Token | None:
    """The event that does it: the "attack" of "killed in a Russian attack"."""
    joined = next(children(verb, "conj"), None)
    noun = behind(verb, _CAUSING) or (behind(joined, _CAUSING) if joined is not None else None)
    if noun is None:
        return None
    noun = whole_of(noun)
    named = predicates().nouns.get(noun.lemma_.lower(), ())
    return noun if any(predicate.name in _HARMING for predicate in named) else None


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


def is_pronoun(token: Token | None) -> bool:
    """Whether there is a word and it is a pronoun."""
    return token is not None and token.pos_ == "PRON"


def behind_joined(noun: Token, prepositions: Iterable[str]) -> Token | None:
    """The noun behind the last of joined nouns: "acts and other crimes against X"."""
    for joined in children(noun, "conj"):
        if (found := behind(joined, prepositions) or behind_joined(joined, prepositions)) is not None:
            return found
    return None
