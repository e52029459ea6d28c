"""Tables that several parts share: states, bodies, places, titles, weapons, groups; no text is read here."""

from index.gazetteer.tables import (
    Form,
    TableActor,
    bodies,
    doubtful,
    forms,
    normalised,
    places,
    shared,
    states,
    table_actor,
)
from index.gazetteer.words import (
    GroupNoun,
    Weapon,
    fingerprint,
    given_names,
    groups,
    honorifics,
    title_modifiers,
    titles,
    weapons,
)

__all__ = [
    "Form",
    "GroupNoun",
    "TableActor",
    "Weapon",
    "bodies",
    "doubtful",
    "fingerprint",
    "forms",
    "given_names",
    "groups",
    "honorifics",
    "normalised",
    "places",
    "shared",
    "states",
    "table_actor",
    "title_modifiers",
    "titles",
    "weapons",
]
