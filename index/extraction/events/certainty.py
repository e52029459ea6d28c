"""How sure each event of a text is: certainty and polarity, composed from the root down to the event's word.

Each word takes over what its governing word leaves it (a signature, see data/signatures.toml), then adds what stands
beside itself: modals, negation, adverbs. Each word is judged once, so a text costs one pass however deep its clauses.
"""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.events.qualifiers import asks_whether, has_to, joined_by, joins_nor, qualified
from index.extraction.lexicons.cues import lexicon
from index.extraction.lexicons.predicates import predicates
from index.extraction.lexicons.signatures import FACT, Certainty, Degree, Signature, signatures
from index.extraction.syntax import child, own_subject
from index.model import Status

_SAME = frozenset({"aux", "auxpass", "prt", "acomp", "attr", "oprd", "advmod", "neg", "compound", "appos", "nmod"})
_CONDITIONS = frozenset({"if", "unless", "whether", "provided", "lest"})
_LINKING = frozenset({"be", "seem", "appear", "look", "remain", "become", "sound", "feel", "get"})
_WITHOUT = frozenset({"without", "sans", "minus", "barring"})
_INSTEAD = frozenset({"instead", "rather"})
_GRANTING = frozenset({"despite", "amid", "amidst", "because", "due", "following", "since"})
_RANKED = frozenset({"first", "second", "third", "last", "only"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "my", "our", "your"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_OPEN = Certainty(degree=Degree.POSSIBLE, status=Status.HYPOTHETICAL)
_PARTS = {"AUX": "VERB", "PROPN": "NOUN"}


class Certainties:
    """Judges the words of one text; what it has once judged it keeps."""

    def __init__(self) -> None:
        self._outer: dict[int, Certainty] = {}
        self._own: dict[int, Certainty] = {}

    def of(self, word: Token) -> Certainty:
        """How sure it is that what the word tells of happened."""
        chain = [word]
        while chain[-1].i not in self._own and chain[-1].head.i != chain[-1].i:
            chain.append(chain[-1].head)
        for token in reversed(chain):
            if token.i not in self._own:
                self._outer[token.i] = self._left_by_governor(token)
                self._own[token.i] = qualified(token, self._outer[token.i])
        return self._own[word.i]

    def _left_by_governor(self, token: Token) -> Certainty:
        """What the words above leave to a word, before its own modals and negation."""
        head = token.head
        if head.i == token.i:
            return FACT
        above = self._own[head.i]
        if token.dep_ in _SAME:
            return above
        if token.dep_ == "conj":
            return self._beside_first(token)
        if token.dep_ == "relcl":
            return self._of_relative(token, above)
        if token.dep_ in {"pobj", "pcomp"}:
            return self._behind_preposition(token, above)
        if token.pos_ in {"VERB", "AUX"}:
            return _of_clause(token, above)
        if token.dep_ == "dobj" and head.lower_ in _GRANTING:
            return FACT
        if token.dep_ in {"dobj", "nsubjpass"}:
            return _of_object(token, above, _signature(head, "object"))
        if token.dep_ in {"nsubj", "csubj"}:
            return _of_subject(token, above)
        return above

    def _beside_first(self, token: Token) -> Certainty:
        """What a coordinated word shares with the first: all, or only what stands above both."""
        first = token.head
        if joined_by(token) == "than":
            return Certainty(happened=False)
        if not _stands_alone(token):
            return self._own[first.i].affirmed() if joins_nor(token) else self._own[first.i]
        if token.tag_ == "VBD" and first.tag_ == "VB":
            return FACT  # "would close and added": the parse hangs it too low
        told = self._own[first.i].status
        shared = self._outer[first.i]
        hearsay = told in {Status.ALLEGED, Status.REPORTED} and own_subject(token) is None
        return shared.weakened(Degree.PROBABLE, told) if hearsay else shared

    def _of_relative(self, verb: Token, above: Certainty) -> Certainty:
        """ "The raid that he ordered" is told as a fact, "somebody to protect them" is not."""
        if has_to(verb):
            ranked = any(c.lower_ in _RANKED for c in verb.head.children)
            return above if ranked else _infinitive_default(above)
        if child(verb, "mark") is not None or _is_whole_clause(verb):
            return _of_clause(verb, above)
        if verb.tag_ == "VBD" or (above.happened and above.degree is Degree.CERTAIN):
            return FACT
        return above.affirmed() if above.degree is not Degree.CERTAIN else FACT

    def _behind_preposition(self, token: Token, above: Certainty) -> Certainty:
        preposition = token.head
        governor = preposition.head
        lower = preposition.lower_
        if lower in _WITHOUT:
            return above.reversed() if above.happened else _OPEN
        if any(c.lower_ in _INSTEAD for c in (governor, *preposition.children)):
            return Certainty(happened=False)
        if lower in _GRANTING or governor.lower_ in _GRANTING:
            return FACT
        signature = _signature(governor, lower)
        if signature is None and governor.pos_ == "ADP":
            signature = _signature(governor.head, governor.lower_)
        if signature is not None:
            return signature.under(self._own[governor.i])
        if token.pos_ in {"VERB", "AUX"}:
            return above if above.happened else _OPEN
        return _of_thing(token, above)


def _of_clause(verb: Token, above: Certainty) -> Certainty:
    """What a governing word leaves to a verb below it."""
    head = verb.head
    if verb.dep_ == "prep":
        return above if above.happened else FACT
    if verb.dep_ == "advcl":
        return _of_adverbial(verb, above)
    if asks_whether(verb):
        return _OPEN
    if any(c.lower_ == "yet" for c in head.children) and has_to(verb):
        return Certainty(happened=False)
    kind = _complement(verb)
    signature = _signature(head, kind)
    if signature is not None:
        return signature.under(above)
    if kind in {"infinitive", "subjunctive"} or (kind == "bare" and _reporting(head.lemma_) is not None):
        return _infinitive_default(above)
    if (verb.dep_ == "acl" and kind != "clause") or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        return above if above.happened else FACT
    if verb.dep_ in {"ccomp", "parataxis"} or (verb.dep_ == "acl" and kind == "clause"):
        return above.affirmed() if head.pos_ != "NOUN" else above
    if verb.dep_ in {"csubj", "nsubj", "csubjpass"}:
        return above.affirmed()
    return above


def _of_adverbial(verb: Token, above: Certainty) -> Certainty:
    """Conditions are open, purposes too; what happened before or because is told as a fact."""
    mark = child(verb, "mark") or child(verb, "advmod")
    lower = mark.lower_ if mark is not None and mark.i < verb.i else ""
    if any(c.lower_ in _INSTEAD for c in verb.children):
        return Certainty(happened=False)
    if lower in _CONDITIONS or _is_inverted(verb) or (lower == "until" and _is_present(verb)):
        return _OPEN
    if _complement(verb) == "infinitive":
        signature = _signature(verb.head, "infinitive")
        if signature is not None and lower != "so":
            return signature.under(above)
        return above.weakened(Degree.PROBABLE, Status.HYPOTHETICAL)
    if above.degree is Degree.CERTAIN or verb.tag_ == "VBD" or above.status is Status.SUSPECTED:
        return FACT
    return above.affirmed()


def _is_whole_clause(verb: Token) -> bool:
    """Whether "that" opens a clause with all its parts ("the rumour that it left the port"), not a relative one."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return len(objects) > 1 and objects[0].lower_ == "that"


def _is_present(verb: Token) -> bool:
    first = child(verb, "aux", "auxpass") or verb
    return first.tag_ in {"VBZ", "VBP"}


def _infinitive_default(above: Certainty) -> Certainty:
    return above.weakened(Degree.POSSIBLE, Status.HYPOTHETICAL)


def _of_object(noun: Token, above: Certainty, signature: Signature | None) -> Certainty:
    verb = noun.head
    if noun.lemma_.lower() in lexicon().nouns and _disputes(verb):
        return FACT
    if signature is not None:
        return signature.under(above)
    light = verb.lemma_.lower() in predicates().light
    return above if light else _of_thing(noun, above)


def _disputes(verb: Token) -> bool:
    cue = lexicon().verbs.get(verb.lemma_)
    return cue is not None and cue.shapes.get("object") is Status.DENIED


def _of_thing(noun: Token, above: Certainty) -> Certainty:
    """A thing that the text takes for known is a fact; another hangs on what is told of it."""
    if _is_definite(noun):
        return FACT
    if not above.happened and not any(c.lower_ in {"any", "no"} for c in noun.children):
        return above.weakened(Degree.POSSIBLE, above.status)
    return above


def _of_subject(noun: Token, above: Certainty) -> Certainty:
    signature = _signature(noun.head, "subject")
    if signature is not None:
        return signature.under(above)
    if _is_definite(noun) or noun.tag_ == "NNS" or above.degree is Degree.CERTAIN:
        return FACT
    return above.affirmed()


def _signature(governor: Token, complement: str) -> Signature | None:
    """The signature of a governing word; of "is likely", that of "likely"."""
    words = signatures()
    if governor.lemma_ in _LINKING:
        said = child(governor, "acomp", "attr", "oprd")
        if said is not None and (found := _signature(said, complement)) is not None:
            return found
    part = _PARTS.get(governor.pos_, governor.pos_)
    lemma = governor.lemma_.lower()
    particle = child(governor, "prt") if part == "VERB" else None
    if particle is not None and (found := words.of(part, f"{lemma}_{particle.lower_}", complement)) is not None:
        return found
    found = words.of(part, lemma, complement)
    if found is None and part == "ADJ":
        found = words.of(part, governor.lower_, complement)
    if found is None and complement == "subjunctive":
        found = words.of(part, lemma, "infinitive")
    if found is None and part == "VERB" and complement == "clause":
        return _reporting(lemma)
    return found


def _reporting(lemma: str) -> Signature | None:
    """A verb of saying passes on what is said, as surely as it was told."""
    cue = lexicon().verbs.get(lemma)
    if cue is None or "clause" not in cue.shapes:
        return None
    return Signature(FACT, Certainty(degree=Degree.PROBABLE), granted=False)


def _complement(verb: Token) -> str:
    """How a verb stands below its governing word."""
    if verb.tag_ == "VBG" and child(verb, "aux") is None:
        return "gerund"
    if has_to(verb):
        return "infinitive"
    if verb.tag_ == "VB" and child(verb, "aux") is None:
        return "subjunctive" if child(verb, "mark") is not None else "bare"
    if verb.tag_ == "VBN" and own_subject(verb) is not None and _is_base(verb):
        return "subjunctive"
    return "clause"


def _is_base(verb: Token) -> bool:
    """ "That the child be returned"."""
    first = child(verb, "aux", "auxpass")
    return first is not None and first.tag_ == "VB" and first.lower_ == "be"


def _is_inverted(verb: Token) -> bool:
    """ "Had they allowed it", "should they leave"."""
    subject, first = own_subject(verb), child(verb, "aux")
    return (
        subject is not None and first is not None and first.i < subject.i and first.lower_ in {"had", "should", "were"}
    )


def _stands_alone(verb: Token) -> bool:
    """Whether a coordinated verb has its own subject or tense, and takes no modal or negation from the first."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    if own_subject(verb) is None and child(verb, "aux") is None and joined_by(verb) in {"or", "nor"}:
        return False
    return verb.tag_ in _TENSED or own_subject(verb) is not None or child(verb, "aux", "auxpass") is not None


def _is_definite(noun: Token) -> bool:
    if noun.pos_ == "PROPN":
        return True
    return any((c.dep_ == "det" and c.lower_ in _DEFINITE) or c.dep_ == "poss" for c in noun.children)
