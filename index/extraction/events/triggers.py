"""Which words tell of an event, and as which predicate: the trigger's own shape decides. Part of the events stage."""

from __future__ import annotations

from spacy.tokens import Token

from index import gazetteer
from index.extraction.events.shapes import behind, is_phrase, is_verbal, lemma_of, phrase_of
from index.extraction.events.speech import insulted
from index.extraction.lexicons.predicates import Predicate, predicates
from index.extraction.slips import is_slipped
from index.extraction.syntax import child, own_subject, subject_of

NAMING = frozenset({"call", "name", "designate", "describe", "label", "declare", "term", "dub"})
"""Verbs that accuse where what they call somebody is an insult."""
_BREAKING = frozenset({"suspend", "cancel", "terminate", "scrap", "annul", "break", "revoke", "denounce"})
_LABOUR = frozenset(
    {
        *("hour", "day", "week", "general", "labour", "labor", "hunger", "rail", "union", "worker", "pilot", "staff"),
        *("employee", "teacher", "doctor", "nurse", "driver", "controller", "farmer", "trucker", "wage", "pay"),
    }
)
"""Words beside a strike of people who stop working."""
_TAKING_PART = frozenset({"implementation", "participation", "membership", "part", "rest"})
_EQUIPPED = frozenset({"arm", "equip", "share"})
"""Participles that only describe: "men armed with rifles"."""
_HOLDING = frozenset({"take", "place", "put", "order", "remand", "hold", "keep", "send", "throw", "commit"})
_CUSTODY = frozenset({"custody", "detention", "arrest", "prison", "jail", "captivity"})
_INTERRUPTED = frozenset({"AID", "CONSULT", "COOPERATE"})
_BACKING = frozenset({"SUPPORT", "AID"})
_REFUSED = frozenset({"refuse", "decline", "rule"})
_SILENT = frozenset(
    {"comment", "say", "confirm", "discuss", "answer", "disclose", "speak", "name", "talk", "give", "reply"}
)


def candidates(token: Token) -> tuple[Predicate, ...]:
    """The predicates that a word may stand for, the likeliest first."""
    if is_verbal(token) or is_slipped(token):
        return _of_verb(token)
    if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound" and token.ent_type_ != "DATE":
        return _of_noun(token)
    if token.pos_ == "ADJ" and token.dep_ in {"acomp", "conj"}:
        return predicates().adjectives.get(token.lower_, ())
    return ()


def _of_verb(verb: Token) -> tuple[Predicate, ...]:
    lexical = predicates()
    lemma = verb.lemma_.lower()
    if verb.dep_ == "amod":
        backing = verb.i > 0 and verb.nbor(-1).text in {"-", "–"}
        return tuple(p for p in lexical.verbs.get(lemma, ()) if backing and p.root in _BACKING)
    if lemma in lexical.refusing and child(verb, "neg") is not None:
        return (lexical.rejection(),)
    if lemma in NAMING and insulted(verb) is not None:
        return lexical.verbs["accuse"]
    if _quits(verb):
        return (lexical.rejection(),)
    if lemma in {"withdraw", "deploy", "surrender"} and not _moves_forces(verb):
        return ()
    if lemma == "demand" and not _demands_something(verb):
        return ()
    if lemma in _EQUIPPED and verb.dep_ == "acl" and child(verb, "agent") is None:
        return ()
    if lemma == "tell" and (child(verb, "xcomp") is None or child(verb, "dobj") is None):
        return ()
    if lemma in {"refuse", "decline"} and ((deed := child(verb, "xcomp")) is None or deed.lemma_ in _SILENT):
        return ()
    if any(c.lower_ in {"nor", "neither"} for c in (*verb.children, *verb.head.children) if c.i < verb.i) and (
        verb.lemma_ in {"deny", "confirm"}
    ):
        return ()
    if _is_carrying(verb) or (lemma == "agree" and not _agrees_to(verb)):
        return ()
    if lemma in _HOLDING and _into_custody(verb):
        return lexical.verbs["take_custody"]
    behind = [c for c in verb.children if c.dep_ in {"prt", "prep", "acomp", "oprd", "advmod"} and c.i > verb.i]
    for word in behind:
        found = lexical.verbs.get(f"{lemma}_{word.lower_}")
        if found is not None:
            return found
    return lexical.verbs.get(lemma, ())


def cut_off(noun: Token) -> tuple[Predicate, ...]:
    """What a noun tells of beside the phrase it is part of: the aid of "suspended aid", the talks of "ended talks"."""
    above = noun.head
    if noun.pos_ != "NOUN" or noun.dep_ not in {"dobj", "nsubjpass"} or above.pos_ != "VERB":
        return ()
    if not any(predicate.root == "SANCTION" for predicate in phrase_of(above, noun)):
        return ()
    known = predicates().nouns.get(noun.lemma_.lower(), ())
    return tuple(predicate for predicate in known if predicate.root in _INTERRUPTED)


def _moves_forces(verb: Token) -> bool:
    """Whether people or arms are sent or called back, and not a motion, an appeal or pepper spray."""
    thing = child(verb, "dobj", "nsubjpass")
    if thing is None or thing.pos_ in {"PRON", "PROPN"}:
        return True
    lexical, groups = predicates(), gazetteer.groups()
    word = thing.lower_
    return (
        word in lexical.armed
        or word in groups
        or word in lexical.targets
        or word in gazetteer.weapons()
        or _is_crew(thing)
    )


def _is_crew(noun: Token) -> bool:
    return noun.lemma_.lower() in {
        "ambassador",
        "personnel",
        "staff",
        "peacekeeper",
        "envoy",
        "contingent",
        "unit",
        "team",
    }


def _into_custody(verb: Token) -> bool:
    behind_it = behind(verb, {"into", "in", "under", "to"})
    return behind_it is not None and behind_it.lower_ in _CUSTODY


def _demands_something(verb: Token) -> bool:
    """Whether "demand" names what is wanted, and does not only close a quotation."""
    clause = child(verb, "ccomp")
    return child(verb, "dobj", "xcomp", "nsubjpass") is not None or (clause is not None and clause.i > verb.i)


def _asks(noun: Token) -> bool:
    """Whether a noun of asking says what for, of whom or by whom."""
    return any(c.dep_ in {"prep", "acl", "relcl", "agent"} for c in noun.rights)


def _agrees_to(verb: Token) -> bool:
    """Whether "agree" tells of a deal and not of an opinion."""
    if child(verb, "xcomp") is not None:
        return True
    return any(c.dep_ == "prep" and c.lower_ in {"to", "on", "upon"} for c in verb.children)


def _quits(verb: Token) -> bool:
    """Whether an agreement or a membership is given up."""
    if verb.lemma_ not in {"withdraw", "pull", "leave", "exit", "quit", "abandon", *_BREAKING}:
        return False
    left = behind(verb, {"from"}) or child(verb, "dobj", "nsubjpass")
    out = child(verb, "prep")
    left = left or (behind(out, {"of", "from"}) if out is not None else None)
    if left is None:
        return False
    lemma = left.lemma_.lower()
    if lemma in _TAKING_PART and (inner := behind(left, {"of", "in"})) is not None:
        lemma = inner.lemma_.lower()
    roots = {predicate.root for predicate in predicates().nouns.get(lemma, ())}
    if "CONSULT" in roots:
        return verb.lemma_ not in _BREAKING
    return "AGREE" in roots or lemma in predicates().memberships


def is_refused(verb: Token) -> bool:
    """Whether somebody declines to do it: the "sending" of "rule out sending troops to lift the siege"."""
    token = verb
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "fail":
        return True
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "threaten" and _quits(verb):
        return True
    for _ in range(5):
        if token.dep_ not in {"xcomp", "pcomp", "advcl", "dobj", "prep", "pobj", "ccomp"}:
            return False
        token = token.head
        if token.pos_ == "VERB" and token.lemma_ in _REFUSED:
            return True
        if token.pos_ == "VERB" and own_subject(token) is not None:
            return False
    return False


def _of_noun(noun: Token) -> tuple[Predicate, ...]:
    lexical = predicates()
    lemma = noun.lemma_.lower()
    if lemma == "strike" and _is_of_labour(noun):
        return lexical.nouns["walkout"]
    if lemma == "exchange" and (shots := behind(noun, {"of"})) is not None:
        lemma = f"exchange_of_{shots.lower_}"
    if lemma == "investigation" and noun.dep_ == "pobj" and noun.head.lower_ == "under":
        return lexical.nouns["under_investigation"]
    if lemma in lexical.phrase_nouns:
        above = noun.head
        of_noun = noun.dep_ == "pobj" and above.lower_ == "of"
        carrier = above.head if of_noun else above if noun.dep_ in {"dobj", "nsubjpass"} else child(noun, "acl")
        if carrier is not None and (found := lexical.phrases.get(f"{carrier.lemma_.lower()}_{lemma}")) is not None:
            return found
    kinds = (f"{c.lower_}_{lemma}" for c in noun.lefts if c.dep_ in {"compound", "amod", "nmod"})
    found = next((lexical.nouns[kind] for kind in kinds if kind in lexical.nouns), lexical.nouns.get(lemma, ()))
    return tuple(predicate for predicate in found if predicate.root != "REQUEST" or _asks(noun))


def _is_of_labour(strike: Token) -> bool:
    """Whether people stop working, and nobody is hit: "a 48-hour strike", "pilots go on strike"."""
    above = strike.head
    if strike.dep_ == "pobj" and above.lower_ == "on" and not list(strike.lefts):
        return True
    if any(t.lower_ in _LABOUR for modifier in strike.lefts for t in modifier.subtree):
        return True
    doer = subject_of(above) if strike.dep_ == "dobj" else None
    return doer is not None and doer.lemma_.lower() in _LABOUR


def _is_carrying(verb: Token) -> bool:
    """Whether a light verb only carries an event noun, which then is the trigger."""
    lexical = predicates()
    noun = child(verb, "dobj", "nsubjpass")
    if noun is None:
        return False
    lemma = noun.lemma_.lower()
    if is_phrase(verb, noun):
        return True
    return lemma in lexical.nouns and (lemma_of(verb) in lexical.light or verb.lemma_.lower() in lexical.suffering)
