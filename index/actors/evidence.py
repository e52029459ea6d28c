"""What one article tells of an actor beside its name, and what all articles together tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from index import gazetteer
from index.actors.names import PERSON, is_full_name
from index.model import ActorClass, Extraction, LocalActorId

_ALIKE_OFFICES = (
    ("spokesperson", "spokesman", "spokeswoman", "press secretary"),
    ("chairperson", "chairman", "chairwoman", "chair"),
    ("prime minister", "premier"),
    ("businessperson", "businessman", "businesswoman"),
    ("lawmaker", "congressman", "congresswoman", "mp", "member of parliament"),
)
_OFFICE = {word: row[0] for row in _ALIKE_OFFICES for word in row}
_AT_SOME_TIME = frozenset(
    (
        *("acting", "caretaker", "designate", "elect", "ex", "exiled", "former", "incoming", "interim"),
        *("late", "longtime", "new", "ousted", "outgoing", "retired", "sitting", "then", "veteran"),
    )
)
LONGEST_ACRONYM = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What tells an actor of one article from others of its name."""

    offices: frozenset[str] = frozenset()
    """Its titles as printed, in small letters and without "former" and "acting"."""
    owners: frozenset[str] = frozenset()
    """Keys of the organisations it holds them in, and of the states and bodies these belong to."""
    around: frozenset[str] = frozenset()
    """Keys of the other actors of the article that are the same everywhere: of the tables, and full-named persons."""
    acronyms: frozenset[str] = frozenset()
    """What the article prints for short, folded."""
    home: str | None = None
    """The state that more than half of the article's mentions of states are of."""


NOTHING = Traits()


def is_telling(key: str) -> bool:
    """Whether two articles that name it are likelier on the same persons; states and places stand everywhere."""
    return not key.startswith(("state:", "place:"))


@dataclass(slots=True)
class Profile:
    """The traits of an actor over its articles, counted."""

    articles: int = 0
    offices: Counter[str] = field(default_factory=Counter)
    owners: Counter[str] = field(default_factory=Counter)
    around: Counter[str] = field(default_factory=Counter)

    def add(self, other: Profile) -> None:
        """Count the articles of another as well."""
        self.articles += other.articles
        self.offices.update(other.offices)
        self.owners.update(other.owners)
        self.around.update(other.around)

    @property
    def states(self) -> frozenset[str]:
        """The states that its offices belong to."""
        return frozenset(key for key in self.owners if key.startswith("state:"))

    @property
    def holders(self) -> frozenset[str]:
        """Whom its offices belong to beside states: a whole government is of a state."""
        return frozenset(key for key in self.owners if is_telling(key))

    @property
    def persons(self) -> frozenset[str]:
        """The persons named beside it."""
        return frozenset(key for key in self.around if key.startswith(PERSON))

    def usual(self, share: float = 0.05) -> frozenset[str]:
        """Whom this share of the actor's articles name beside it."""
        return frozenset(key for key, count in self.around.items() if count >= share * self.articles)


def profile(of: Iterable[Traits]) -> Profile:
    """The traits of several articles together."""
    traits = list(of)
    return Profile(
        articles=len(traits),
        offices=Counter(chain.from_iterable(one.offices for one in traits)),
        owners=Counter(chain.from_iterable(one.owners for one in traits)),
        around=Counter(chain.from_iterable(one.around for one in traits)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Whom and what an article names beside each of its actors."""

    actors: frozenset[str]
    """Keys of actors that are the same everywhere: of the tables, and full-named persons."""
    home: str | None
    """The state that more than half of the mentions of states are of."""


def surroundings_of(extraction: Extraction, keys: Mapping[LocalActorId, str]) -> Surroundings:
    """The surroundings that an article is to its actors; `keys` are their joining keys."""
    named = Counter(key for one in extraction.mentions if (key := keys[one.actor]).startswith("state:"))
    state, count = max(named.items(), key=lambda pair: (pair[1], pair[0]), default=(None, 0))
    return Surroundings(
        actors=frozenset(key for key in keys.values() if gazetteer.table_actor(key) or is_full_name(key)),
        home=state if 2 * count > named.total() else None,
    )


def traits_of(
    extraction: Extraction, text: str, keys: Mapping[LocalActorId, str], around: Surroundings
) -> dict[LocalActorId, Traits]:
    """The traits of each person and organisation of an article."""
    belongs: dict[LocalActorId, set[str]] = {}
    for one in extraction.affiliations:
        belongs.setdefault(one.member, set()).add(keys[one.of])
    offices: dict[LocalActorId, set[str]] = {}
    owners: dict[LocalActorId, set[str]] = {}
    for role in extraction.roles:
        offices.setdefault(role.actor, set()).add(office(role.title))
        if role.organisation is not None:
            bodies = {keys[role.organisation], *belongs.get(role.organisation, ())}
            owners.setdefault(role.actor, set()).update(*map(_with_owners, bodies))
    letters = _acronyms(extraction, text)
    return {
        actor.id: Traits(
            offices=frozenset(offices.get(actor.id, ())),
            owners=frozenset(owners.get(actor.id, belongs.get(actor.id, ()))),
            acronyms=frozenset(letters.get(actor.id, ()) if actor.cls is ActorClass.ORGANISATION else ()),
            around=around.actors - {keys[actor.id]},
            home=around.home,
        )
        for actor in extraction.actors
        if actor.cls in (ActorClass.PERSON, ActorClass.ORGANISATION)
    }


def _acronyms(extraction: Extraction, text: str) -> dict[LocalActorId, set[str]]:
    found: dict[LocalActorId, set[str]] = {}
    for mention in extraction.mentions:
        printed = mention.span.of(text)
        if printed.isupper() and 1 < len(printed) <= LONGEST_ACRONYM:
            found.setdefault(mention.actor, set()).add(printed.casefold())
    return found


def office(title: str) -> str:
    """A title as it is compared: "Former Foreign Minister" is a foreign minister."""
    words = title.casefold().replace("’", "'").split()
    while len(words) > 1 and words[0] in _AT_SOME_TIME:
        words = words[1:]
    plain = " ".join(words)
    return _OFFICE.get(plain, plain)


def alike_offices(one: str, other: str) -> bool:
    """Whether two titles may be of one office: a president, and the president of Kenya."""
    one, other = (_OFFICE.get(core, core) for core in (_core(one), _core(other)))
    return one == other or one.endswith(f" {other}") or other.endswith(f" {one}")


def _core(title: str) -> str:
    return title.partition(" of ")[0]


def _with_owners(key: str) -> set[str]:
    found = {key}
    table = gazetteer.table_actor(key)
    while table is not None and table.of is not None:
        found.add(table.of)
        table = gazetteer.table_actor(table.of)
    _, at, owner = key.partition("@")
    if at and gazetteer.table_actor(owner):
        found.add(owner)
    return found
