"""What joins are worth: pairs of names in different articles, surnames whose bearer is known, and made namesakes."""

from __future__ import annotations

import dataclasses
import random
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence

from extraction_rows import Record, Row, percent, percents, resampled
from extraction_scores import locals_of

from index.actors.joining import join
from index.actors.names import is_full_name, is_surname_only, name_of
from index.actors.spelling import plain
from index.actors.values import ActorKey, Join, Local, Target
from index.gazetteer import table_actor
from index.model import ActorClass, Extraction, MentionKind

Read = tuple[Record, Extraction]
Joins = Mapping[Hashable, Join]
Link = tuple[str, str, str]
"""Article, whom people take a name for, and whom we take it for."""

HIDDEN = 0.1
"""Share of articles in which full names are cut to surnames."""
PAIRS = 300
_DRAWN = ("pairs, precision", "pairs, recall")
"""Measures with an interval: an article drawn twice agrees with itself, which pairs in different articles leave out."""
_NAMED = (MentionKind.NAME, MentionKind.ACRONYM)
_PERSON = ActorClass.PERSON


def by_name(locals: Sequence[Local]) -> Joins:
    """The first version: the same key is the same actor, and a surname joins the one full name that has it."""
    full: dict[str, set[ActorKey]] = defaultdict(set)
    for local in locals:
        if _is_full(local):
            full[name_of(local.key.key).surname].add(local.key)
    joined = {}
    for local in locals:
        alone = local.key.cls is _PERSON and is_surname_only(local.key.key)
        bearers = full.get(name_of(local.key.key).surname, set()) if alone else set()
        joined[local.id] = Join(target=Target(next(iter(bearers)) if len(bearers) == 1 else local.key))
    return joined


def linked(
    of: str,
    gold: Sequence[Read],
    by: str,
    what: str,
    classes: Collection[ActorClass] = tuple(ActorClass),
    *,
    exact: bool = False,
) -> Iterator[Row]:
    """Pairs of equal links in different articles of a topic; actors of the tables are left out, who need no joining."""
    least = 1.0 if exact else 0.5
    locals = [local for record, extraction in gold for local in locals_of(extraction, record["text"])]
    units = [_links(joins, gold, by, classes, least) for joins in (join(locals), _as_before(gold, locals))]
    figures, first = (_pairs(found) for found in units)
    intervals = resampled(units[0], _pairs, samples=200)
    for measure, value in figures.items():
        yield Row(
            of=of,
            measure=f"{what} ({sum(map(len, units[0])):,}): {measure}",
            value=percent(value),
            interval=percents(intervals[measure]) if measure in _DRAWN else None,
            first=f"{100 * first[measure]:.1f}",
        )


def _as_before(gold: Sequence[Read], locals: Sequence[Local]) -> Joins:
    """By the keys of the reading itself, as the first version joined."""
    keys = {
        (extraction.article, actor.id): ActorKey(actor.cls, actor.key)
        for _, extraction in gold
        for actor in extraction.actors
    }
    return by_name([dataclasses.replace(local, key=keys[local.id]) for local in locals])


def _links(
    joins: Joins, gold: Sequence[Read], by: str, classes: Collection[ActorClass], least: float
) -> list[list[Link]]:
    found = []
    for record, extraction in gold:
        actors = {actor.id: actor for actor in extraction.actors}
        topic, links = record.get("topic", ""), []
        for one in record["mentions"]:
            named = _named_at(extraction, one["start"], one["end"], least)
            if named is None or actors[named].cls not in classes or table_actor(actors[named].key):
                continue
            ours = f"{topic} {joins[extraction.article, named].target}"
            links.append((record["id"], f"{topic} {_folded(one[by])}", ours))
        found.append(links)
    return found


def _named_at(extraction: Extraction, start: int, end: int, least: float) -> str | None:
    """The actor of the name that has most in common with what stands there, and at least so much."""
    shared = [
        (2 * (min(end, m.span.end) - max(start, m.span.start)) / (end - start + len(m.span)), m.actor)
        for m in extraction.mentions
        if m.kind in _NAMED and m.span.start < end and start < m.span.end
    ]
    best = max(shared, default=(0.0, None))
    return best[1] if best[0] >= least else None


def _folded(title: str) -> str:
    """A title without accents and stops: links lead to several titles of one page."""
    return " ".join(re.sub(r"[^\w]+", " ", plain(title)).split())


def _pairs(units: Sequence[Sequence[Link]]) -> dict[str, float]:
    links = [link for unit in units for link in unit]
    both = _apart([(f"{gold}\n{ours}", article) for article, gold, ours in links])
    ours = _apart([(ours, article) for article, _, ours in links])
    gold = _apart([(gold, article) for article, gold, _ in links])
    precision, recall = both / ours if ours else 1.0, both / gold if gold else 1.0
    shares = Counter((gold, ours) for _, gold, ours in links)
    by_ours, by_gold = Counter(ours for _, _, ours in links), Counter(gold for _, gold, _ in links)
    cubed = [
        sum(n * n / whole[key[side]] for key, n in shares.items()) / max(1, len(links))
        for side, whole in ((1, by_ours), (0, by_gold))
    ]
    return {
        "pairs, precision": precision,
        "pairs, recall": recall,
        "B-cubed F1": 2 * cubed[0] * cubed[1] / (sum(cubed) or 1.0),
    }


def _apart(named: Sequence[tuple[str, str]]) -> int:
    """Pairs with one name in two different articles."""
    whole, within = Counter(name for name, _ in named), Counter(named)
    return (sum(n * n for n in whole.values()) - sum(n * n for n in within.values())) // 2


def by_surname(locals: Sequence[Local]) -> Iterator[Row]:
    """Full names cut to surnames in some articles: whether they join the person whom the rest of the archive has."""
    chosen = random.Random(1)
    articles = sorted({local.article for local in locals})
    hidden = set(chosen.sample(articles, int(HIDDEN * len(articles))))
    whole = join(locals)
    cut = [_cut(local) if local.article in hidden and _is_full(local) else local for local in locals]
    asked = [local for local in locals if local.article in hidden and _is_full(local)]
    now: dict[Target, Counter[Target]] = defaultdict(Counter)
    outcomes = []
    for joins in (join(cut), by_name(cut)):
        now.clear()
        for local in cut:
            if local.article not in hidden:
                now[whole[local.id].target][joins[local.id].target] += 1
        outcomes.append([_outcome(_cut(local), joins[local.id], now.get(whole[local.id].target)) for local in asked])
    ours, first = outcomes
    intervals = resampled(ours, _surnames)
    before = _surnames(first)
    for measure, value in _surnames(ours).items():
        yield Row(
            of="news",
            measure=f"{len(ours):,} surnames: {measure}",
            value=percent(value),
            interval=percents(intervals[measure]),
            first=f"{100 * before[measure]:.1f}",
        )


def _outcome(asked: Local, made: Join, person: Counter[Target] | None) -> tuple[bool, bool, bool]:
    """Whether the person is known elsewhere, whether anybody was chosen, and whether rightly."""
    chosen = made.target.key != asked.key
    return person is not None, chosen, chosen and person is not None and made.target == person.most_common(1)[0][0]


def _surnames(outcomes: Sequence[tuple[bool, bool, bool]]) -> dict[str, float]:
    right = sum(outcome[2] for outcome in outcomes)
    known = [outcome for outcome in outcomes if outcome[0]]
    unknown = [outcome for outcome in outcomes if not outcome[0]]
    return {
        "joins that are right": right / (sum(outcome[1] for outcome in outcomes) or 1),
        "joins of known persons that are right": right / (sum(outcome[1] for outcome in known) or 1),
        "known persons found": right / (len(known) or 1),
        "unknown persons left alone": sum(not outcome[1] for outcome in unknown) / (len(unknown) or 1),
    }


def namesakes(locals: Sequence[Local]) -> Iterator[Row]:
    """Two persons given one name: told apart where their offices are of two states? And is each kept together?"""
    joins = join(locals)
    persons: dict[Target, list[Local]] = defaultdict(list)
    for local in locals:
        if _is_full(local):
            persons[joins[local.id].target].append(local)
    known = sorted(target for target, articles in persons.items() if len(articles) > 2 and _states(articles))
    chosen = random.Random(1)
    drawn = [chosen.sample(known, 2) for _ in range(PAIRS)]
    pairs = [(persons[one], persons[two]) for one, two in drawn if not _states(persons[one]) & _states(persons[two])]
    made = [_together(one, two) for one, two in pairs]
    intervals = resampled(made, _apart_and_together)
    for measure, value in _apart_and_together(made).items():
        first = 0.0 if "apart" in measure else 100.0
        yield Row(
            of="news",
            measure=f"{len(made)} made namesakes: {measure}",
            value=percent(value),
            interval=percents(intervals[measure]),
            first=f"{first:.1f}",
        )


def _together(one: Sequence[Local], two: Sequence[Local]) -> tuple[float, float]:
    """The shares of pairs of articles told apart rightly and kept together rightly."""
    name = ActorKey(_PERSON, "person:ozan quistwick")
    renamed = [[dataclasses.replace(local, key=name) for local in member] for member in (one, two)]
    joins = join([*renamed[0], *renamed[1]])
    first, second = (Counter(joins[local.id].target for local in member) for member in renamed)
    apart = 1 - sum(first[target] * second[target] for target in first) / (len(one) * len(two))
    kept = sum(sum(n * n for n in counts.values()) for counts in (first, second)) / (len(one) ** 2 + len(two) ** 2)
    return apart, kept


def _apart_and_together(made: Sequence[tuple[float, float]]) -> dict[str, float]:
    return {
        "told apart": sum(apart for apart, _ in made) / (len(made) or 1),
        "kept together": sum(kept for _, kept in made) / (len(made) or 1),
    }


def _states(locals: Sequence[Local]) -> set[str]:
    return {owner for local in locals for owner in local.traits.owners if owner.startswith("state:")}


def _is_full(local: Local) -> bool:
    return local.key.cls is _PERSON and is_full_name(local.key.key)


def _cut(local: Local) -> Local:
    name = name_of(local.key.key)
    return dataclasses.replace(local, key=ActorKey(_PERSON, f"person:{f'{name.particles} {name.surname}'.strip()}"))
