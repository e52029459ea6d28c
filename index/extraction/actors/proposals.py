"""Names as the model proposes them, their edges and classes mended by the words around them."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from index import gazetteer
from index.extraction.actors.name_classes import PACTS, UNITS, as_place, class_beside, is_persons_name
from index.extraction.actors.spelled_names import end_of_body, linked_names, unlabelled_bodies
from index.extraction.actors.titled_names import titled_names
from index.extraction.reading import DraftMention, Reading
from index.model import ActorClass, MentionKind

MODEL_CLASSES = {
    "PERSON": ActorClass.PERSON,
    "ORG": ActorClass.ORGANISATION,
    "GPE": ActorClass.PLACE,
    "LOC": ActorClass.PLACE,
    "FAC": ActorClass.PLACE,
    "NORP": ActorClass.GROUP,
    "EVENT": ActorClass.EVENT,
}
_QUOTES = frozenset("\"'“”‘’")
_NO_ACTORS = frozenset(
    {
        *("UTC", "GMT", "BST", "CET", "CEST", "EST", "EDT", "PST", "PDT", "A.M.", "P.M.", "a.m.", "p.m.", "AM", "PM"),
        *(
            "COVID-19",
            "Covid-19",
            "COVID",
            "Covid",
            "Coronavirus",
            "Ebola",
            "HIV",
            "AIDS",
            "GDP",
            "Internet",
            "Brexit",
            "LGBT",
        ),
    }
)
"""What the model takes for a name and what can do or say nothing: hours, illnesses, figures."""
_KINDS = frozenset({"party", "militia", "alliance", "coalition", "gang", "network"})
"""What a body is, in small letters behind its name and no part of it."""
_DOUBTED = frozenset({"suspected", "alleged", "accused", "convicted"})
_SHIPS = frozenset({"USS", "USNS", "USCGC", "HMS", "HMAS", "HMCS", "INS", "BRP", "ROKS"})
_PORTFOLIOS = frozenset({"secretary", "undersecretary", "minister", "commissioner"})
_PARTICLES = frozenset(
    {"von", "van", "der", "den", "de", "del", "della", "la", "al", "el", "bin", "ibn", "ben", "ter", "dos", "das", "da"}
)


def proposals(reading: Reading) -> list[DraftMention]:
    """A mention for each name that the model finds, in the order of the text and none inside another."""
    found: list[DraftMention] = []
    titled = [_titled(reading.doc, first, last) for first, last in titled_names(reading.doc)]
    held = {i for person in titled for i in range(person.first, person.last + 1)}
    labelled = (_proposal(reading, e) for e in reading.doc.ents if not any(t.i in held for t in e))
    bodies = (*linked_names(reading.doc), *unlabelled_bodies(reading.doc))
    spelled = (_mention(reading.doc, first, last, ActorClass.ORGANISATION, "spelling") for first, last in bodies)
    for proposal in sorted((p for p in (*labelled, *spelled, *titled) if p is not None), key=lambda p: p.last):
        while found and proposal.covers(found[-1]):
            found.pop()
        if not found or proposal.first > found[-1].last:
            found.append(proposal)
    return found


def _titled(doc: Doc, first: int, last: int) -> DraftMention:
    return _mention(doc, first, last, ActorClass.PERSON, "title")


def _proposal(reading: Reading, entity: DocSpan) -> DraftMention | None:
    doc, cls = reading.doc, MODEL_CLASSES.get(entity.label_)
    if entity[0].text == "Flight" and entity[-1].text[-1:].isdigit():
        return _mention(doc, entity[0].left_edge.i, entity.end - 1, ActorClass.WEAPON, "flight")
    if entity[0].text in _SHIPS and len(entity) > 1:
        return _mention(doc, entity.start, entity.end - 1, ActorClass.WEAPON, "warship")
    if cls is None:
        return None
    trimmed = _trim(entity, person=cls is ActorClass.PERSON)
    if trimmed is None:
        return None
    first, last = trimmed
    if cls is not ActorClass.PERSON and (after := _behind_state(doc, first, last)) is not None:
        first, cls = after, ActorClass.PERSON
    elif not _is_name(doc, first, last):
        return None
    if cls in {ActorClass.ORGANISATION, ActorClass.GROUP} and is_persons_name(doc, first, last):
        cls = ActorClass.PERSON
    if cls is ActorClass.PERSON:
        first, last = _whole_name(doc, first, _with_hyphenated(doc, last))
    if cls is ActorClass.GROUP and _is_adjective(doc, first, last):
        return None
    if cls is ActorClass.ORGANISATION:
        last = end_of_body(doc, last)
    first, last, cls = as_place(doc, first, last, cls)
    cls = ActorClass.EVENT if doc[last].lower_ in PACTS and last > first else class_beside(doc, first, last, cls)
    return _mention(doc, first, last, cls, f"model:{entity.label_}")


def _is_adjective(doc: Doc, first: int, last: int) -> bool:
    """Whether a creed or party only describes: "Islamic militants", "a Democratic senator"."""
    head = doc[first : last + 1].root
    return head.dep_ in {"amod", "compound", "nmod"} and head.tag_ not in {"NNS", "NNPS"}


def _mention(doc: Doc, first: int, last: int, cls: ActorClass, rule: str) -> DraftMention:
    kind = MentionKind.NAME
    if cls is ActorClass.GROUP:
        kind = MentionKind.DEMONYM
    elif _is_acronym(doc[first : last + 1].text):
        kind = MentionKind.ACRONYM
    head = doc[first : last + 1].root.i
    return DraftMention(first=first, last=last, kind=kind, cls=cls, rule=rule, confidence=0.75, head=head)


def _is_name(doc: Doc, first: int, last: int) -> bool:
    """Whether capitals name somebody: not "President" alone, not the "State" of "Secretary of State"."""
    text = doc[first : last + 1].text
    if text in _NO_ACTORS or not any(c.isupper() for c in text):
        return False
    if first == last and doc[first].lemma_.lower() in gazetteer.titles():
        return False
    if _is_office_before_name(doc, last):
        return False
    of_office = first > 1 and doc[first - 1].lower_ in {"of", "for"} and doc[first - 2].lemma_.lower() in _PORTFOLIOS
    return not (of_office and doc[first].ent_type_ == "ORG")


def _is_office_before_name(doc: Doc, last: int) -> bool:
    """Whether the model took an office for a body: the "Welsh MP" before a person's name."""
    named = last + 1 < len(doc) and doc[last + 1].ent_type_ == "PERSON" and doc[last].ent_type_ != "PERSON"
    return named and doc[last].lower_ in gazetteer.titles()


def _behind_state(doc: Doc, first: int, last: int) -> int | None:
    """First token of the name in "President of Ukraine Volodymyr Zelenskyy", which the model takes for one body."""
    if last - first not in {2, 3} or first < 2 or doc[first - 1].lower_ != "of":
        return None
    state = gazetteer.forms().get(gazetteer.normalised(doc[first].text), ())
    titled = doc[first - 2].lemma_.lower() in gazetteer.titles()
    return first + 1 if titled and any(form.key.startswith(("state:", "place:")) for form in state) else None


def _with_hyphenated(doc: Doc, last: int) -> int:
    """Last token of a given name that the tokeniser cut at its hyphen: "Yoon Suk-yeol"."""
    while (
        last + 2 < len(doc)
        and doc[last + 1].text == "-"
        and not doc[last].whitespace_
        and not doc[last + 1].whitespace_
    ):
        last += 2
    return last


def _whole_name(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """With the given name or the last surname that the model left outside: "Mr Anders Berg", "Amy Berman Jackson"."""
    if first == last and first > 0 and doc[first - 1].head == doc[last] and _is_part_of_name(doc[first - 1]):
        first -= 1
    while (
        first < last and first > 1 and _is_part_of_name(doc[first - 1]) and _stands_behind_title(doc, first - 1, last)
    ):
        first -= 1
    while last + 1 < len(doc) and doc[last].lower_ in _PARTICLES and doc[last + 1].text[:1].isupper():
        last += 1
    while last + 1 < len(doc) and first < last and _runs_on(doc[last], doc[last + 1]):
        last += 1
    return first, last


def _stands_behind_title(doc: Doc, first: int, last: int) -> bool:
    """Whether the word is a given name between a title and the rest: the Karim of "Prosecutor Karim Ahmad Khan"."""
    return doc[first].head.i == last and doc[first - 1].lower_ in gazetteer.titles()


def _runs_on(token: Token, after: Token) -> bool:
    """Whether a name that the parse takes for a modifier goes on in the next word."""
    joined = token.dep_ == "compound" and token.head.i >= after.i
    modified = joined and (after.dep_ == "compound" or after == token.head)
    return modified and _is_part_of_name(after) and after.lower_ not in gazetteer.groups()


def _is_part_of_name(token: Token) -> bool:
    word = token.text
    return (
        token.pos_ == "PROPN"
        and token.ent_type_ in {"", "PERSON"}
        and word[:1].isupper()
        and word[1:].islower()
        and word.rstrip(".") not in gazetteer.honorifics()
        and token.lower_ not in gazetteer.titles()
        and token.lower_ not in UNITS
    )


def is_named_officer(reading: Reading, proposal: DraftMention) -> bool:
    """Whether a name of two or three words stands beside a title: "the head of the service, Valentina Kazakova"."""
    head = reading.doc[proposal.head]
    apposed = head.dep_ == "appos" and head.head.lemma_.lower() in gazetteer.titles()
    return (
        proposal.cls in {ActorClass.ORGANISATION, ActorClass.PLACE}
        and 1 <= proposal.last - proposal.first <= 2
        and (apposed or _is_behind_office(reading.doc, proposal))
        and all(token.pos_ == "PROPN" for token in reading.doc[proposal.first : proposal.last + 1])
    )


def _is_behind_office(doc: Doc, proposal: DraftMention) -> bool:
    """Whether an office of a body stands before the name: "speaker of the Peruvian parliament Ilmar Tovest"."""
    body = doc[proposal.first - 1] if proposal.first else None
    if body is None or body.pos_ != "NOUN" or body.dep_ != "compound" or body.head.i != proposal.head:
        return False
    first = body.i
    while first > 0 and (doc[first - 1].pos_ in {"ADJ", "DET", "PROPN"} or doc[first - 1].ent_type_ == "NORP"):
        first -= 1
    return first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lemma_.lower() in gazetteer.titles()


def _trim(entity: DocSpan, *, person: bool) -> tuple[int, int] | None:
    """Without articles, quotation marks, possessive endings and, of persons, honorifics and titles."""
    tokens = list(entity)
    if entity.label_ == "GPE":
        tokens = tokens[: next((i for i, token in enumerate(tokens) if token.text == ","), None)]
    while tokens and entity.label_ == "ORG" and tokens[-1].is_lower and tokens[-1].lower_ in _KINDS:
        tokens.pop()
    while tokens and _is_edge(tokens[0], person=person, starting=True) and not _is_given_name(tokens):
        tokens.pop(0)
    if person and len(tokens) > 2 and f"{tokens[0].lower_} {tokens[1].lower_}" in gazetteer.titles():
        del tokens[:2]
    while tokens and _is_edge(tokens[-1], person=person, starting=False):
        tokens.pop()
    return (tokens[0].i, tokens[-1].i) if tokens else None


def _is_given_name(tokens: list[Token]) -> bool:
    """Whether a word that is a title elsewhere is a name here, behind another title: "prime minister Sheikh Hasina"."""
    first = tokens[0]
    before = first.nbor(-1) if first.i else None
    titled = before is not None and before.is_lower and before.lower_ in gazetteer.titles()
    return titled and first.is_title and len(tokens) == 2


def _is_edge(token: Token, *, person: bool, starting: bool) -> bool:
    if token.is_space or token.tag_ == "POS" or token.text in _QUOTES or token.text in {",", ":", ";", "-", "—", "–"}:
        return True
    if starting and (token.pos_ == "DET" or token.lower_ in _DOUBTED):
        return True
    if not starting and token.lower_ == "of":
        return True
    if not person:
        return False
    if starting:
        return token.text.rstrip(".") in gazetteer.honorifics() or token.lower_ in gazetteer.titles()
    return token.is_lower and (token.pos_ in {"NOUN", "VERB"} or token.lower_ in {"and", "of"})


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and " " not in text
