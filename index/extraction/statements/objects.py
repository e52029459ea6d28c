"""Content that is the object of the reporting verb: what is denied, announced, found, or done by whom one accuses."""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.lexicons.cues import lexicon
from index.extraction.reading import Content, Reading
from index.extraction.syntax import (
    RELATIVE,
    TIME_ENTITIES,
    agent_of,
    antecedent,
    child,
    children,
    is_passive,
    is_time,
    noun_phrase,
    own_subject,
)
from index.model import Status

CONTENT_PREPOSITIONS = {"likeness": {"to", "with"}, "of": {"of", "for", "over", "with"}, "against": {"against"}}
_ASPECTUAL = frozenset({"continue", "begin", "start", "go", "proceed", "cease", "repeat", "rush", "hasten"})
_CITED = frozenset({"source", "official", "report", "document", "person", "analyst", "expert", "witness", "record"})
_PARTS = frozenset({"guilt", "role", "part", "involvement", "hand", "stake", "interest", "participation", "complicity"})
"""What one denies or admits to have in something."""
_PARTICLES = {"rule": "out"}
_DIRECTIONS = frozenset({"to", "into", "from"})
_LOCATIONS = frozenset({"in", "at", "near", "across"})
_ANNOUNCING = frozenset({"announce", "report", "confirm", "declare"})
OF_OBJECT = frozenset(
    ["of", "about", "for", "against", "over", "with", "between", "towards", "toward", "regarding", "concerning", "on"]
)


def find_object(reading: Reading, verb: Token, shape: str = "object") -> Content | None:
    """The direct object with what hangs from it; of a passive, the subject. A bare infinitive tells of no utterance."""
    if verb.tag_ == "VB" and not (verb.dep_ == "xcomp" and verb.head.lemma_ in _ASPECTUAL) and not _is_present(verb):
        return None
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and agent_of(verb) is not None:
        first, last = noun_phrase(verb.head)  # "the truce announced by Trump"
        return Content(frozenset(range(first, min(last, verb.i - 1) + 1)), verb.head.i, "object")
    if lacks_particle(verb):
        return None
    noun = (child(verb, "dobj") or _bare_noun(verb)) if not is_passive(verb) else child(verb, "nsubjpass")
    if noun is not None and noun.tag_ == "PRP" and shape in lexicon().verbs[verb.lemma_.lower()].private:
        return None  # "they love their children, and their children love them"
    if noun is None and verb.dep_ == "relcl" and verb.head.lemma_.lower() in lexicon().nouns:
        return _bare_relative(reading, verb)
    if noun is None or noun.tag_ == "WP" or (child(verb, "dative") is not None and not is_passive(verb)):
        return None
    if _is_cited_source(verb, noun):
        return None
    if noun.ent_type_ in TIME_ENTITIES or (is_passive(verb) and agent_of(verb) is None):
        return None
    if noun.lower_ in RELATIVE:
        return _earlier_content(reading, verb, noun) or _relative_object(verb, noun)
    tokens = _in_one_piece(noun)
    for preposition in children(verb, "prep", "xcomp", "advcl"):
        if preposition.i == max(tokens) + 1 and _is_about_object(preposition):
            tokens |= {t.i for t in preposition.subtree}
    return Content(frozenset(_with_places(verb, tokens)), noun.i, shape)


def _is_present(verb: Token) -> bool:
    """Whether a bare form is the plural of the present: the "state" of "the rebels declare a truce and state …"."""
    return verb.dep_ == "conj" and verb.head.tag_ == "VBP" and child(verb, "aux") is None


def lacks_particle(verb: Token) -> bool:
    """Whether the verb says something only with a particle that is not there: who rules a country says nothing."""
    wanted = _PARTICLES.get(verb.lemma_.lower())
    return wanted is not None and not any(particle.lower_ == wanted for particle in children(verb, "prt"))


def _with_places(verb: Token, tokens: set[int]) -> set[int]:
    """With the place behind the thing that is announced: "the deployment of troops to Greenland", "in Lima, Peru"."""
    doc, last = verb.doc, max(tokens)
    for behind in children(verb, "prep", "npadvmod", "appos"):
        named = child(behind, "pobj") if behind.dep_ == "prep" else behind
        if named is None or named.right_edge.i < last:
            continue
        led = behind.dep_ == "prep" and behind.i == last + 1
        if led and behind.lower_ in _DIRECTIONS and named.ent_type_ in {"PERCENT", "MONEY", "CARDINAL", "QUANTITY"}:
            return tokens | {t.i for t in behind.subtree}  # "an increase in spending to 2 percent"
        if named.ent_type_ != "GPE":
            continue
        moved = led and (behind.lower_ in _DIRECTIONS or (behind.lower_ in _LOCATIONS and verb.lemma_ in _ANNOUNCING))
        listed = behind.dep_ != "prep" and doc[last].ent_type_ == "GPE" and doc[last + 1].text == ","
        if moved or (listed and behind.left_edge.i == last + 2):
            return tokens | set(range(last + 1, behind.right_edge.i + 1))
    return tokens


def _bare_noun(verb: Token) -> Token | None:
    """The object that a parser takes for a clause: "declares a cholera outbreak"."""
    clause = child(verb, "ccomp")
    bare = clause is not None and clause.pos_ == "NOUN" and own_subject(clause) is None
    return clause if bare and clause is not None and clause.i > verb.i else None


def _in_one_piece(noun: Token) -> set[int]:
    """The noun with what hangs from it, up to words that do not: "a truce … hours after clashes that killed four"."""
    tokens = {t.i for t in noun.subtree}
    for i in range(noun.i, max(tokens)):
        if i not in tokens and not noun.doc[i].is_punct:
            return {known for known in tokens if known < i}
    return tokens


def find_lack(reading: Reading, verb: Token) -> Content | None:
    """The object of "found no link"."""
    noun = child(verb, "dobj")
    if noun is None or not any(c.dep_ == "det" and c.lower_ == "no" for c in noun.lefts):
        return None
    return find_object(reading, verb, "lack")


def find_finding(reading: Reading, verb: Token) -> Content | None:
    """What a poll, a study or a video shows: a noun phrase or a person doing something."""
    source = own_subject(verb)
    if source is None or antecedent(source).lemma_.lower() not in lexicon().carried_nouns:
        return None
    return find_object(reading, verb, "finding")


def _is_cited_source(verb: Token, noun: Token) -> bool:
    """Whether the object is a source of the outlet's: "citing two officials"."""
    return verb.lemma_ == "cite" and noun.lemma_.lower() in _CITED


def _is_about_object(dependent: Token) -> bool:
    """Whether what hangs from the verb behind its object belongs to the object: "sanctions against three firms"."""
    if dependent.dep_ == "xcomp":
        return True
    if dependent.lower_ == "in" and dependent.nbor(-1).lemma_.lower() in _PARTS:
        return True
    return dependent.dep_ == "prep" and dependent.lower_ in OF_OBJECT and not is_time(dependent)


def _bare_relative(reading: Reading, verb: Token) -> Content | None:
    """Of "…, charges it has denied" what was charged, else the charges."""
    first, last = noun_phrase(verb.head)
    return _earlier_content(reading, verb, reading.doc[first]) or Content(
        frozenset(range(first, min(last, verb.left_edge.i - 1) + 1)), verb.head.i, "object"
    )


def _earlier_content(reading: Reading, verb: Token, pronoun: Token) -> Content | None:
    """Of "X accuses Y of Z, which Y denies": what X said."""
    if Status.DENIED not in lexicon().verbs[verb.lemma_.lower()].shapes.values():
        return None
    for attribution in reversed(reading.attributions):
        end = attribution.content[-1].end
        if 0 <= pronoun.idx - end <= 2 and attribution.cue:
            inside = [t.i for s in attribution.content for t in reading.doc.char_span(s.start, s.end) or ()]
            return Content(frozenset(inside), inside[0], "object") if inside else None
    return None


def _relative_object(verb: Token, noun: Token) -> Content | None:
    """ "…, which Kabul denies": the content is what the pronoun stands for."""
    meant = antecedent(noun)
    if meant == noun or meant.pos_ not in {"NOUN", "PROPN", "VERB"}:
        return None
    own = {t.i for t in verb.subtree}
    return Content(frozenset(t.i for t in meant.subtree if t.i not in own), meant.i, "object")


def find_object_of(reading: Reading, verb: Token) -> Content | None:
    """ "accused Iran of lying": the object and the phrase behind it."""
    return _object_and_preposition(verb, CONTENT_PREPOSITIONS["of"], "of")


def find_likeness(reading: Reading, verb: Token) -> Content | None:
    """ "compared him to a fox": who, and whom he is said to be like."""
    return _object_and_preposition(verb, CONTENT_PREPOSITIONS["likeness"], "likeness")


def _object_and_preposition(verb: Token, prepositions: set[str], shape: str) -> Content | None:
    accused = child(verb, "nsubjpass") if is_passive(verb) else child(verb, "dobj")
    behind = None
    for holder in (verb, accused, agent_of(verb)):  # where parsers hang the "of" of "was accused by Lima of theft"
        if behind is None and holder is not None:
            behind = next((c for c in children(holder, "prep") if c.lower_ in prepositions), None)
    if behind is None:
        return None
    described = verb.dep_ == "acl" and verb.tag_ == "VBN"
    if accused is None and (described or (verb.dep_ == "relcl" and own_subject(verb) is not None)):
        accused = verb.head  # "a soldier accused of theft", "countries it accuses of theft"
    if accused is None:
        return None
    accused = antecedent(accused)
    own = {t.i for t in verb.subtree} if accused.i < verb.i and not is_passive(verb) else set()
    first, last = noun_phrase(accused)
    phrase = {t.i for t in behind.subtree} | _second_deed(verb, behind)
    tokens = (set(range(first, last + 1)) - own) | phrase
    if verb.i < accused.i < behind.i:
        dated = {t.i for c in verb.children if c.i > accused.i and c != behind and is_time(c) for t in c.subtree}
        tokens |= set(range(first, min(phrase))) - dated
    return Content(frozenset(tokens), behind.i, shape)


def _second_deed(verb: Token, behind: Token) -> set[int]:
    """The second deed of "accused it of breaking the truce and forcibly moving families", hung on the verb itself."""
    deed, last = child(behind, "pcomp"), behind.right_edge.i
    for second in children(verb, "conj"):
        like = deed is not None and deed.tag_ == second.tag_ == "VBG" and second.lemma_.lower() not in lexicon().verbs
        if like and own_subject(second) is None and last < second.left_edge.i <= last + 2:
            return set(range(last + 1, second.right_edge.i + 1))
    for outcome in children(verb, "advcl"):  # "…, killing four people"
        known = outcome.tag_ != "VBG" or outcome.lemma_.lower() in lexicon().verbs or own_subject(outcome) is not None
        if not known and last < outcome.left_edge.i <= last + 2:
            return set(range(last + 1, outcome.right_edge.i + 1))
    return set()
