"""Names of persons that the model did not label as such, known by the title right before them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from index import gazetteer
from index.extraction.actors.told_roles import GIVEN
from index.extraction.syntax import child

_LONGEST = 5
"""Words of a name, at most: what is longer is no name of a person."""
_ONE_NAME = frozenset({"king", "queen", "prince", "princess", "pope", "emperor", "sultan", "emir", "sheikh"})
"""Titles whose bearer has a single name."""
_THINGS = frozenset(
    {
        *("act", "admissions", "agreement", "award", "awards", "building", "center", "centre", "city", "corps", "day"),
        *("fund", "hall", "house", "island", "islands", "law", "memorial", "office", "palace", "plan", "prize"),
        *("program", "programme", "project", "report", "residence", "road", "square", "street", "tower", "university"),
        *("affairs", "base", "airport", "hospital", "school", "week", "cup", "league", "fc", "inc", "bridge"),
    }
)
"""What a title in capitals is the first word of, when its bearer does not follow."""
_OF_MANY = frozenset(
    {"refugee", "student", "worker", "teacher", "farmer", "resident", "volunteer", "veteran", "soldier"}
)
"""Titles that are a part of the names of bodies and laws when they are in capitals: "Refugee Convention"."""


def titled_names(doc: Doc) -> Iterator[tuple[int, int]]:
    """First and last token of each such name: "foreign ministry spokesperson Ilmar Tovest", "King Olaf V"."""
    for title in doc:
        if not _is_title(title) or title.i + 1 >= len(doc):
            continue
        first, last = title.i + 1, _end_of_run(doc, title.i + 1)
        if (
            first <= last
            and first <= title.head.i <= last
            and title.dep_ in {"compound", "nmod"}
            and _is_person(doc, title, last)
        ):
            yield first, last

    for word in doc:
        start = _object_in_office(word)
        if start is not None:
            yield start, word.i


def _object_in_office(last: Token) -> int | None:
    """First token of an unlabelled name that somebody is appointed by: "appoints Ilmar Tovest as envoy"."""
    if last.dep_ != "dobj" or not _is_capital(last) or last.ent_type_ or last.head.lemma_.lower() not in GIVEN:
        return None
    offices = [child(c, "pobj") for c in (*last.head.children, *last.children) if c.lower_ == "as"]
    first = last.i
    while first > 0 and _is_capital(last.doc[first - 1]) and not last.doc[first - 1].ent_type_:
        first -= 1
    if not any(noun is not None and _is_title(noun) for noun in offices) or not 1 <= last.i - first <= 3:
        return None
    return first


def _is_title(token: Token) -> bool:
    """Whether the word is a title of one person, in small letters or in capitals."""
    if token.tag_ not in {"NN", "NNP"} or token.lower_ not in gazetteer.titles():
        return False
    return token.is_lower or (token.is_title and token.lower_ not in _OF_MANY)


def _end_of_run(doc: Doc, first: int) -> int:
    """Last token of the words in capitals that start at `first`; before `first` where there are none."""
    last = first - 1
    while last + 1 < len(doc) and last - first + 1 < _LONGEST and _is_capital(doc[last + 1]):
        last += 1
    return last


def _is_capital(token: Token) -> bool:
    return token.tag_ in {"NNP", "NNPS"} and token.text[:1].isupper()


def _is_person(doc: Doc, title: Token, last: int) -> bool:
    words = doc[title.i + 1 : last + 1]
    if any(w.ent_type_ == "PERSON" or w.lower_ in gazetteer.titles() or w.lower_ in gazetteer.groups() for w in words):
        return False
    if any(w.lower_ in _THINGS or w.ent_type_ == "LAW" for w in words):
        return False
    if any(w.text in gazetteer.honorifics() and w.i < last for w in words):
        return False
    if len(words) == 1:
        return title.lower_ in _ONE_NAME and title.is_title and words[0].ent_type_ == ""
    return not gazetteer.forms().get(gazetteer.normalised(words.text))
