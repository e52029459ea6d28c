"""Whether a capital is the city or the government that sits there: a city, unless it acts or is dealt with."""

from __future__ import annotations

from spacy.tokens import Token

from index import gazetteer
from index.extraction.lexicons.cues import lexicon

_WITH = frozenset({"with", "between", "against", "by", "among"})
_TOWARDS = frozenset({"to", "from", "for", "of", "on", "toward", "towards", "over"})
_CIVIC = frozenset(
    {
        *("airport", "bridge", "centre", "center", "district", "embassy", "garrison", "mayor", "metro", "outskirt"),
        *("resident", "square", "station", "stadium", "street", "streets", "subway", "suburb", "university", "zoo"),
    }
)
"""What a city has and a government has not."""
_HAPPENS_TO = frozenset(
    {
        *("attack", "bomb", "capture", "defend", "enter", "evacuate", "hit", "leave", "liberate", "occupy", "reach"),
        *("seize", "shell", "strike", "surround", "target", "visit", "host", "lie", "see", "witness", "shake", "burn"),
    }
)
_DEALINGS = frozenset(
    {
        *("accusation", "aid", "allegation", "ally", "ambassador", "anger", "answer", "appeal", "approval", "arms"),
        *("assurance", "backing", "ban", "blow", "call", "claim", "comment", "concession", "criticism", "demand"),
        *("denial", "diplomat", "envoy", "government", "help", "influence", "letter", "loyal", "message", "money"),
        *("note", "objection", "offer", "order", "permission", "plea", "policy", "pressure", "promise", "proposal"),
        *("protest", "reaction", "reply", "request", "response", "sanction", "signal", "statement", "support"),
        *("threat", "tie", "victory", "warning", "weapon"),
        *("accuse", "appeal", "belong", "bow", "complain", "demand", "depend", "give", "hand", "impose", "listen"),
        *("offer", "rely", "respond", "say", "sell", "speak", "submit", "supply", "write"),
    }
)
"""Of whom one deals "with", "to" or "from" by them, that is a government."""
_DEALS_WITH = frozenset(
    {
        *("anger", "antagonise", "antagonize", "arm", "assist", "assure", "back", "condemn", "confront", "convince"),
        *("counter", "criticise", "criticize", "defy", "deter", "embarrass", "force", "fund", "help", "infuriate"),
        *("isolate", "lobby", "oppose", "persuade", "praise", "press", "pressure", "provoke", "punish", "push"),
        *("rebuke", "sanction", "support", "sue", "thank", "trust", "weaken", "irk", "alarm", "worry"),
        *("provide", "supply", "equip", "give", "offer", "send", "sell", "lend", "owe", "grant", "pay"),
    }
)


def is_place(head: Token) -> bool:
    """Whether the capital is meant as a city: by its place in the sentence and by what governs it."""
    if _is_before_its_state(head):
        return True
    governor, label = head.head, head.dep_
    if _is_hyphened(head):
        return False  # "the pro-Beijing camp"
    if label == "conj" and governor.ent_type_ == "GPE":
        return is_place(governor)
    if label in {"nsubj", "nsubjpass"}:
        return governor.lemma_.lower() in _HAPPENS_TO
    if label == "pobj":
        return _is_place_behind(governor)
    if label in {"dobj", "dative"}:
        verb = governor.lemma_.lower()
        return verb not in _DEALS_WITH and verb not in lexicon().verbs
    if label == "poss":
        return governor.lemma_.lower() in _CIVIC or governor.pos_ == "PROPN"
    if label in {"compound", "nmod", "amod"}:
        return governor.lower_ not in gazetteer.groups()
    return label == "appos"


def _is_place_behind(preposition: Token) -> bool:
    if preposition.lower_ in _WITH:
        return False
    return not (preposition.lower_ in _TOWARDS and preposition.head.lemma_.lower() in _DEALINGS)


def _is_hyphened(head: Token) -> bool:
    doc = head.doc
    before = head.i > 0 and doc[head.i - 1].text == "-" and not doc[head.i - 1].whitespace_
    return before or (head.i + 2 < len(doc) and doc[head.i + 1].text == "-" and doc[head.i + 2].tag_ == "VBN")


def _is_before_its_state(head: Token) -> bool:
    """Whether the state stands behind the city: "Kyiv, Ukraine"."""
    if head.i + 2 >= len(head.doc) or head.nbor(1).text != ",":
        return False
    state = head.nbor(2)
    if state.ent_type_ != "GPE":
        return False
    return state.dep_ in {"appos", "npadvmod"} or state.head == head or _are_one(head, state)


def _are_one(city: Token, state: Token) -> bool:
    """Whether the tables know the one as the capital of the other."""
    entity = next((e for e in city.doc.ents if e.start <= state.i < e.end), None)
    name = entity.text if entity is not None else state.text
    keys = [{f.key for f in gazetteer.forms().get(gazetteer.normalised(form), ())} for form in (city.text, name)]
    return bool(keys[0] & keys[1])
