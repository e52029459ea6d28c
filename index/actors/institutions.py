"""Institutions that every state has: which state's one an article means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache

from index import gazetteer
from index.actors.spelling import listed, plain

ORGANISATION = "organisation:"
UNKNOWN = "?"
"""Stands before the article in the key of an institution whose state is not told: `organisation:senate@?ARTICLE`."""

_LINES = listed("institutions.txt")
_HEADS = frozenset(plain(word) for line in _LINES if not line.startswith("+") for word in line.split())
_BESIDE = frozenset(plain(word) for line in _LINES if line.startswith("+") for word in line[1:].split())
_OF = re.compile(r"(?P<head>ministry|department|office) (?:of|for) (?:the )?(?P<what>.+)")
_POSSESSIVE = re.compile(r"(president|general|prosecutor|minister)s office$")
_VAGUE = frozenset(("bank", "group", "force", "forces", "service"))
"""Alone these are no institution that each state has one of."""
_UNTOLD = frozenset(
    (
        *("administration", "agency", "assembly", "authority", "bureau", "chamber", "commission", "committee"),
        *("council", "court", "courts", "department", "federal agency", "legislature", "office", "party", "staff"),
    )
)
"""Alone these say too little to take the state from the rest of the article."""
_SPELLED = {"defense": "defence", "labor": "labour", "center": "centre"}
_LONGEST = 5
"""Words of the longest name of a state that is looked for."""


def core_and_state(key: str) -> tuple[str, str | None]:
    """The name without its state, in one order of words, and the state: "Defence Ministry of Kenya" → Kenya's."""
    words, state = _split(tuple(key.removeprefix(ORGANISATION).partition("@")[0].casefold().replace("’", "'").split()))
    while words and words[-1] in ("of", "the"):
        words = words[:-1]
    core = " ".join(_SPELLED.get(word, word) for word in map(plain, words) if word != "the")
    core = _POSSESSIVE.sub(r"\1 office", core)
    if of := _OF.fullmatch(core):
        core = f"{of['what']} {of['head']}"
    return core, state


def is_common(core: str) -> bool:
    """Whether any state may have an institution of this name."""
    words = re.split(r"[ -]", core)
    if words[-1] == "ministry" and len(words) > 1:
        return _places().isdisjoint(words)
    known = all(word in _HEADS or word in _BESIDE for word in words)
    return known and core not in _VAGUE and any(word in _HEADS for word in words)


def institution_key(key: str, owners: Iterable[str], states: Collection[str], article: str) -> str:
    """The key by which an organisation is the same in other articles.

    `owners` are whom the article says it belongs to, `states` all states that it names.
    """
    if table := _named_in_tables(key.removeprefix(ORGANISATION)):
        return table
    core, state = core_and_state(key)
    if not is_common(core):
        return f"{ORGANISATION}{core}@{state}" if state and " " in core else key
    state = state or _only_state(owners) or (None if core in _UNTOLD else _only_state(states))
    return institution(core, state) if state else f"{ORGANISATION}{core}@{UNKNOWN}{article}"


def institution(core: str, state: str) -> str:
    """The key of a state's institution: the tables' where they have it."""
    return _in_tables().get((core, state), f"{ORGANISATION}{core}@{state}")


def says_little(core: str) -> bool:
    """Whether the name alone is too vague to be that of the state which the article is mostly about."""
    return core in _UNTOLD


def is_open(key: str) -> bool:
    """Whether the key is that of an institution whose state is not told."""
    return key.startswith(ORGANISATION) and f"@{UNKNOWN}" in key


def family(key: str) -> str | None:
    """What the institutions of one name have in common; None for all other organisations."""
    if core := _cores().get(key):
        return core
    core, at, owner = key.removeprefix(ORGANISATION).partition("@")
    return core if at and owner.startswith((UNKNOWN, "state:")) and is_common(core) else None


@cache
def _cores() -> Mapping[str, str]:
    return {key: core for (core, _), key in reversed(list(_in_tables().items()))}


def _only_state(owners: Iterable[str]) -> str | None:
    found = {owner for owner in owners if owner.startswith("state:")}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1 << 15)
def _split(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """The words without the name of a state before or behind them, and the state."""
    for size in range(min(_LONGEST, len(words) - 1), 0, -1):
        if state := _state(words[:size]):
            return words[size:], state
        if words[-size - 1] in ("of", "in", "the") and (state := _state(words[-size:])):
            rest = words[:-size]
            while rest and rest[-1] in ("of", "in", "the"):
                rest = rest[:-1]
            return rest, state
    return words, None


def _state(words: tuple[str, ...]) -> str | None:
    if words[0] == "the":
        words = words[1:]
    return _state_names().get(plain(" ".join(words).removesuffix("'s").removesuffix("s'")))


@cache
def _places() -> frozenset[str]:
    """Words for regions: the Health Ministry of Gaza is that of no state."""
    return frozenset(plain(form) for place in gazetteer.places() for form in (place.name, *place.names))


@cache
def _state_names() -> Mapping[str, str]:
    """Names and adjectives of the states, spelled plainly; "Georgia" may be another place, and is left out."""
    found: dict[str, str] = {}
    for state in gazetteer.states():
        for form in {state.name, *state.names, *state.acronyms, *state.demonyms} - gazetteer.doubtful().keys():
            found.setdefault(" ".join(plain(form).replace(".", " ").split()), state.key)
    return found


@cache
def _in_tables() -> Mapping[tuple[str, str], str]:
    """The bodies of the tables by core and state."""
    found: dict[tuple[str, str], str] = {}
    for body in gazetteer.bodies():
        if body.of is None or body.medium:
            continue
        for form in (body.name, *body.names):
            core, state = core_and_state(form)
            if is_common(core) and state in (None, body.of):
                found.setdefault((core, body.of), body.key)
    return found


def _named_in_tables(name: str) -> str | None:
    """The body of the tables that has this name, in any case, with or without its acronym behind."""
    rest, _, last = name.rpartition(" ")
    twice = {key for key in _body_names().get(rest, ()) if last in _acronyms(key)}
    found = twice or _body_names().get(name, frozenset())
    return next(iter(found)) if len(found) == 1 else None


def _acronyms(key: str) -> list[str]:
    body = gazetteer.table_actor(key)
    return [form.casefold() for form in body.acronyms] if body else []


@cache
def _body_names() -> Mapping[str, frozenset[str]]:
    """Names and longer acronyms, folded, that are nobody else's and no ordinary word."""
    found: dict[str, frozenset[str]] = {}
    for body in gazetteer.bodies():
        for form in (body.name, *body.names, *body.acronyms):
            if form not in gazetteer.doubtful() and len(form) > 1:
                folded = form.casefold()
                found[folded] = found.get(folded, frozenset()) | {body.key}
    return found
