"""What the words of a name and those beside it say that it is: a place, a pact, a firm, a ship."""

from __future__ import annotations

from spacy.tokens import Doc

from index import gazetteer
from index.extraction.actors.firms import FIRMS
from index.extraction.syntax import child
from index.model import ActorClass

_SETTLEMENTS = frozenset(
    {
        *("city", "town", "village", "hamlet", "municipality", "settlement", "district", "province", "governorate"),
        *("county", "region", "island", "suburb", "neighbourhood", "neighborhood", "port", "outskirts", "commune"),
    }
)
UNITS = frozenset(
    {
        *("governorate", "oblast", "raion", "province", "district", "county", "prefecture", "voivodeship", "region"),
        *(
            "department",
            "territory",
            "island",
            "islands",
            "peninsula",
            "valley",
            "strait",
            "reef",
            "airport",
            "airbase",
        ),
        *("station", "park", "forest", "plaza", "mosque", "cathedral", "highway", "refinery", "crossing", "mine"),
        *("base", "square", "bridge", "prison", "dam", "refinery", "stadium", "hospital", "harbour", "harbor", "camp"),
    }
)
"""The last word of places that are named after somebody or something."""
_PROVINCES = frozenset(
    {"governorate", "oblast", "raion", "province", "county", "prefecture", "voivodeship", "regency", "peninsula"}
    | {"municipality", "upazila", "district"}
)
_MAKERS = frozenset(
    {
        *(
            "manufacturer",
            "maker",
            "producer",
            "retailer",
            "operator",
            "carrier",
            "giant",
            "startup",
            "club",
            "chain",
            "insurer",
        ),
        *("chipmaker", "carmaker", "automaker", "airline", "publisher", "website", "outlet", "newspaper", "magazine"),
    }
)
_OF_BODIES = (
    UNITS
    | FIRMS
    | {
        *(
            "street",
            "avenue",
            "road",
            "day",
            "cup",
            "award",
            "awards",
            "prize",
            "games",
            "league",
            "club",
            "fc",
            "united",
        ),
        *("university", "college", "school", "institute", "center", "centre", "hall", "house", "tower", "act", "fund"),
        *(
            "morgan",
            "hopkins",
            "stanley",
            "times",
            "post",
            "news",
            "press",
            "show",
            "hotel",
            "museum",
            "theatre",
            "library",
        ),
    }
)
"""Words of the names of bodies and things that are called after somebody."""
_ALSO_BODIES = frozenset({"owner", "co-owner", "partner", "member", "broadcaster", "founder", "boss", "head", "leader"})
"""Offices that bodies have as well."""
PACTS = frozenset(
    {
        *(
            "constitution",
            "act",
            "treaty",
            "agreement",
            "convention",
            "bill",
            "amendment",
            "charter",
            "accord",
            "accords",
        ),
        *("pact", "protocol", "declaration", "agreements", "ceasefire", "summit", "war", "election", "elections"),
    }
)
"""The last word of what is agreed, held or fought, and so can do nothing itself."""
_VESSELS = frozenset(
    {"ship", "vessel", "tanker", "frigate", "destroyer", "carrier", "submarine", "ferry", "yacht", "boat"}
)
_STORMS = frozenset({"typhoon", "hurricane", "cyclone", "storm", "tropical"})
_WORDS_OF_PERSON = 3
_NO_PLACE = frozenset({ActorClass.PERSON, ActorClass.ORGANISATION})
_SITES = (UNITS - {"department"}) | {
    *("field", "checkpoint", "crossing", "port", "station", "forest", "park", "pipeline", "plant", "mine", "mosque"),
    *(
        "mountains",
        "suburb",
        "neighbourhood",
        "neighborhood",
        "village",
        "town",
        "river",
        "lake",
        "border",
        "megaprison",
    ),
    *("highway", "terminal", "shipyard", "factory"),
}
_OF_SITES = frozenset(
    {
        *("metro", "railway", "train", "subway", "bus", "power", "nuclear", "oil", "gas", "coal", "gold", "military"),
        *("air", "naval", "refugee", "internment", "detention", "border", "police", "processing", "space", "radar"),
    }
)
"""What a site is for, between its name and its kind: "the Nordby metro station"."""
_AT = frozenset({"in", "at", "near", "outside", "around", "towards", "toward", "from", "to", "of", "into"})


def as_place(doc: Doc, first: int, last: int, cls: ActorClass) -> tuple[int, int, ActorClass]:
    """With the noun that says what a place is: "Tartus Governorate", "Sigonella base"."""
    if cls is not ActorClass.EVENT and last > first and doc[last].lower_ in _PROVINCES:
        return first, last, ActorClass.PLACE
    if last + 1 == len(doc) or cls in {ActorClass.GROUP, ActorClass.EVENT}:
        return first, last, cls
    after = doc[last + 1]
    if after.lower_ in _OF_SITES and last + 2 < len(doc) and doc[last + 2].lower_ in _SITES and after.ent_type_ == "":
        if doc[last].head == doc[last + 2]:
            return _behind_demonym(doc, first, last), last + 2, ActorClass.PLACE
        return first, last, cls
    modifies = doc[last].dep_ in {"compound", "nmod"} and doc[last].head == after
    if doc[last].whitespace_ and after.ent_type_ != "ORG":
        if after.pos_ == "PROPN" and after.lower_ in UNITS and after.text.istitle() and modifies:
            return _behind_demonym(doc, first, last), last + 1, ActorClass.PLACE
        if after.pos_ == "NOUN" and after.lower_ in _SITES and modifies:
            return first, last + 1, ActorClass.PLACE
    return first, last, cls


def is_persons_name(doc: Doc, first: int, last: int) -> bool:
    """Whether words that the model takes for a body begin with a given name or stand before an office.

    "Luis Rivera Marín", "Skandar Navarin, the mayor".
    """
    words = doc[first : last + 1]
    parts = [w for w in words if w.text != "-"]
    if not 1 < len(parts) <= _WORDS_OF_PERSON + (len(parts) < len(words)):
        return False
    if not all(w.pos_ == "PROPN" and w.is_alpha for w in parts):
        return False
    if any(w.lower_ in _OF_BODIES or w.lower_ in gazetteer.groups() or w.text.isupper() for w in words):
        return False
    if gazetteer.forms().get(gazetteer.normalised(words.text)):
        return False
    return words[0].text in gazetteer.given_names() or _is_before_office(doc, first, last)


def _is_before_office(doc: Doc, first: int, last: int) -> bool:
    beside = child(doc[first : last + 1].root, "appos")
    if beside is None or beside.i <= last or beside.tag_ not in {"NN", "NNP"} or beside.lower_ in _ALSO_BODIES:
        return False
    return beside.lower_ in gazetteer.titles() and child(beside, "det", "poss") is not None


def _behind_demonym(doc: Doc, first: int, last: int) -> int:
    """First token of a site's name, without the state that the model took with it: "U.S. Nordby Air Base"."""
    forms = gazetteer.forms().get(gazetteer.normalised(doc[first].text), ())
    return first + 1 if first < last and any(form.key.startswith("state:") for form in forms) else first


def class_beside(doc: Doc, first: int, last: int, cls: ActorClass) -> ActorClass:
    """What the words beside a name say that it is: "the village of Vesnyane", "the gas firm Nordgaz"."""
    if first < last and doc[first].lower_ in _STORMS:
        return ActorClass.EVENT
    if cls not in {ActorClass.PERSON, ActorClass.ORGANISATION, ActorClass.GROUP, ActorClass.PLACE}:
        return cls
    return _class_of_apposition(doc, first, last, cls) or (_class_behind(doc, first, last, cls) if first else cls)


def _class_of_apposition(doc: Doc, first: int, last: int, cls: ActorClass) -> ActorClass | None:
    """What stands behind the name says: "Aurangzeb, an emperor", "Vesnyane, a village"."""
    beside = child(doc[first : last + 1].root, "appos")
    if beside is None or beside.i <= last or beside.tag_ != "NN" or child(beside, "det") is None:
        return None
    if beside.lower_ in gazetteer.titles() and last - first < _WORDS_OF_PERSON and cls is ActorClass.PLACE:
        return ActorClass.PERSON
    return ActorClass.PLACE if beside.lower_ in _SETTLEMENTS and cls in _NO_PLACE else None


def _class_behind(doc: Doc, first: int, last: int, cls: ActorClass) -> ActorClass:
    before = doc[first - 1]
    if before.lower_ in _VESSELS and before.tag_ == "NN" and before.is_lower and cls is not ActorClass.GROUP:
        return ActorClass.WEAPON
    if before.lower_ == "of" and first > 1 and doc[first - 2].lower_ in _SETTLEMENTS:
        return ActorClass.PLACE
    if cls is not ActorClass.PLACE and last - first < 2 and before.lower_ in _AT and _stands_before_place(doc, last):
        return ActorClass.PLACE
    noun = gazetteer.groups().get(before.lower_)
    body = before.lower_ in _MAKERS or (noun is not None and noun.cls is ActorClass.ORGANISATION)
    if body and before.tag_ == "NN" and cls is not ActorClass.GROUP:
        head = doc[first : last + 1].root
        if before.head == head or (head.dep_ == "appos" and head.head == before):
            return ActorClass.ORGANISATION
    return cls


def _stands_before_place(doc: Doc, last: int) -> bool:
    """Whether the name of a larger place follows: "in Walikale, North Kivu"."""
    return last + 2 < len(doc) and doc[last + 1].text == "," and doc[last + 2].ent_type_ == "GPE"
