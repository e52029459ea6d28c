"""Names that the model cuts or overlooks, known by how they are spelled or by what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from index import gazetteer

_LINKS = frozenset({"e", "i", "ul", "ur", "al", "el"})
"""What stands between the hyphens of "Lashkar-e-Nordby"."""
_KINDS = frozenset({"party", "militia", "gang", "cartel", "startup"})
"""What a body is, before its name or behind it."""
_BODIES = frozenset(
    {
        *("court", "mission", "office", "league", "council", "committee", "commission", "association", "institute"),
        *("federation", "union", "bureau", "academy", "agency", "society", "organisation", "organization", "appeals"),
        *("centre", "center", "chamber", "tribunal", "fund", "appeal", "forum", "board", "ministry", "department"),
    }
)
_PARTICLES = frozenset({"de", "del", "la", "do", "da", "dos"})
_BINDING = frozenset({"of", "for"})
_LONGEST = 4


def is_linked(doc: Doc, first: int) -> bool:
    """Whether a token is the last part of a hyphenated name: the Nordby of "Lashkar-e-Nordby"."""
    return first > 3 and doc[first - 1].text == "-" and doc[first - 2].lower_ in _LINKS and doc[first - 3].text == "-"


def linked_names(doc: Doc) -> Iterator[tuple[int, int]]:
    """First and last token of each name with a link between hyphens: "Lashkar-e-Nordby"."""
    for token in doc[4:]:
        if is_linked(doc, token.i) and token.text[:1].isupper() and doc[token.i - 4].text[:1].isupper():
            yield token.i - 4, token.i


def unlabelled_bodies(doc: Doc) -> Iterator[tuple[int, int]]:
    """Words in capitals that the model overlooks: "the Nordby party", "Nordby CEO Ana Soto"."""
    for token in doc:
        if not _is_unlabelled(token) or (token.i and _is_unlabelled(doc[token.i - 1])):
            continue
        last = _end_of_run(doc, token.i)
        before = last + 1 < len(doc) and (_is_kind_behind(doc[last + 1], doc[last]) or _is_before_officer(doc, last))
        if before or _is_kind_before(doc, token.i, last):
            yield token.i, last


def _end_of_run(doc: Doc, first: int) -> int:
    last = i = first
    while i + 1 < len(doc) and i - first < _LONGEST:
        i += 1
        if _is_unlabelled(doc[i]):
            last = i
        elif doc[i].lower_ not in _PARTICLES or doc[i].ent_type_:
            break
    return last


def _is_kind_before(doc: Doc, first: int, last: int) -> bool:
    """Whether the noun in front says what the name is: "the Chilean gang Tren del Norte"."""
    return first > 0 and doc[first - 1].lower_ in _KINDS and doc[first - 1].head == doc[last]


def _is_unlabelled(token: Token) -> bool:
    named = token.tag_ == "NNP" or _is_misread(token)
    if not named or token.ent_type_ or not token.is_alpha or not token.text[:1].isupper():
        return False
    word = token.lower_
    return word not in gazetteer.titles() and word not in gazetteer.groups() and word not in gazetteer.title_modifiers()


def _is_misread(token: Token) -> bool:
    """Whether a name at the start of a sentence got another tag: letters in capitals, or a word before "CEO"."""
    capitals = token.text.isupper() and len(token.text) > 3
    return bool(token.is_sent_start) and (capitals or (token.i + 1 < len(token.doc) and token.nbor(1).text == "CEO"))


def _is_kind_behind(noun: Token, name: Token) -> bool:
    return noun.lower_ in _KINDS and noun.pos_ == "NOUN" and name.head == noun


def _is_before_officer(doc: Doc, last: int) -> bool:
    """Whether a title in small letters or an acronym and then a person's name follow."""
    for behind in (last + 1, last + 2):
        if behind + 1 < len(doc) and doc[behind + 1].ent_type_ == "PERSON":
            title = doc[behind]
            short = title.text.isupper() or title.is_lower
            return short and title.lower_ in gazetteer.titles() and doc[last + 1].pos_ in {"NOUN", "ADJ", "PROPN"}
    return False


def end_of_body(doc: Doc, last: int) -> int:
    """Last token of a body's name that goes on behind "of" or "for": "League for the Defence of Rivers"."""
    while (behind := _part_behind(doc, last)) is not None:
        last = behind
    return last


def _part_behind(doc: Doc, last: int) -> int | None:
    """Last token of what stands behind "of" or "for", if the model takes it for a name as well."""
    of = last + 1
    if of + 1 >= len(doc) or doc[last].lower_ not in _BODIES:
        return None
    binds = doc[of].lower_ in _BINDING or (doc[of].lower_ == "in" and doc[last].lower_ == "mission")
    first = of + 2 if doc[of + 1].lower_ == "the" else of + 1
    if not binds or doc[of].head.i > last or first >= len(doc) or not doc[first].text[:1].isupper():
        return None
    entity = next((e for e in doc.ents if e.start <= first < e.end), None) if doc[first].ent_type_ else None
    if entity is None or entity.label_ not in {"ORG", "GPE", "LOC"}:
        return None
    end = entity.end - 1
    return end - 1 if doc[end].tag_ == "POS" else end
