"""What is read against what people annotated, set by set. The scorers of the data are imported from its folder."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extraction_rows import Record, Row, by_id, percent, percents, records, resampled

from index.actors.evidence import NOTHING, surroundings_of, traits_of
from index.actors.joining import join, joining_keys
from index.actors.values import ActorKey, Local
from index.evaluation import evaluate, read_gold
from index.extraction.interchange import to_record
from index.extraction.pipeline import Extractor
from index.model import ActorClass, Article, DateBasis, Extraction, MentionKind, Published

_DOMAIN = (
    ("mentions.span.f1", "mentions: span", "76.7", "88"),
    ("mentions.span_cluster.f1", "mentions: with actor", "72.1", "83"),
    ("statements.content_exact.f1", "statements: exact", "67.9", "77"),
    ("statements.content_token.f1", "statements: token", "81.1", "88"),
    ("statements.pair.f1", "statements: pair", "72.3", "82"),
    ("statements.strict.f1", "statements: strict", "60.1", "71"),
    ("statements.strict_actor.f1", "statements: strict, right actors", "43.6", "67"),
    ("statements.status_macro_f1", "status: macro F1 end to end", "73", "82"),
    ("statements.denial.f1", "status: denials", "73.1", "85"),
    ("statements.denial_link_recall", "status: denial links found", "0", "50"),
    ("statements.negatives_clean", "texts without a statement left clean", "82", "90"),
    ("roles.person_title.f1", "roles: person + title", "87.8", "93"),
    ("roles.person_title_org.f1", "roles: + organisation", "32.9", "78"),
    ("affiliations.f1", "affiliations", "0", "55"),
    ("relations.typed.p", "events typed: precision", "15", "60"),
    ("relations.typed.f1", "events typed: F1", "7.4", "45"),
    ("dates.value.f1", "dates with value", "69.3", "85"),
    ("amounts.value.f1", "amounts with value", "0", "75"),
)
_TYPES = {
    ActorClass.PERSON: "PERSON",
    ActorClass.STATE: "GPE",
    ActorClass.PLACE: "LOC",
    ActorClass.ORGANISATION: "ORG",
    ActorClass.GROUP: "ORG",
    ActorClass.WEAPON: "WEAPON",
    ActorClass.EVENT: "EVENT",
}
"""Our classes in the names that the data's map for re3d has for a model's types."""
_MEASURES = frozenset({"DATE", "TIME", "QUANTITY", "CARDINAL", "MONEY", "PERCENT", "ORDINAL"})
_ARTICLE = re.compile(r"\b(?:the|a|an) \Z", re.IGNORECASE)


def read(extractor: Extractor, gold: Sequence[Record]) -> list[Extraction]:
    """One extraction a record, dated by the record."""
    return list(extractor.extract(_article(record) for record in gold))


def _article(record: Record) -> tuple[Article, Published | None]:
    date = record.get("date")
    return Article.of(record["text"]), Published(value=date[:10], basis=DateBasis.GIVEN) if date else None


def polnear(data: Path, extractor: Extractor) -> Iterator[Row]:
    """Quotes and paraphrases; nested statements are left out, as the gold has none."""
    gold = records(data / "research/quotes/polnear_dev.jsonl")
    predicted = [
        {"id": record["id"], "attributions": [_attribution(s) for s in extraction.statements if s.parent is None]}
        for record, extraction in zip(gold, read(extractor, gold), strict=True)
    ]
    yield from quote_rows(
        "PolNeAR dev", gold, predicted, first=("51.9", "69.1", "78.6", "61.2"), reach=(58, 76, 84, 68)
    )


def _attribution(statement: Any) -> Record:
    return {
        "content": [[span.start, span.end] for span in statement.content],
        "source": [[statement.source.start, statement.source.end]] if statement.source else [],
        "cue": [[statement.cue.start, statement.cue.end]] if statement.cue else [],
    }


def quote_rows(
    name: str,
    gold: Sequence[Record],
    predicted: Sequence[Record],
    *,
    first: Sequence[str] = (),
    reach: Sequence[int] = (),
) -> Iterator[Row]:
    """The four measures of `score_quotes.py`."""
    scores = importlib.import_module("score_quotes").score(by_id(gold), by_id(predicted))
    names = {"content_exact": "exact", "content_overlap": "overlap", "content_chars": "characters", "pair": "pair"}
    for n, (key, measure) in enumerate(names.items()):
        yield Row(
            of=name,
            measure=f"content {measure}" if key != "pair" else "content and source (pair)",
            value=percent(scores[key]["f1"]),
            interval=percents(scores[key]["f1_95"]),
            first=first[n] if first else "",
            reach=str(reach[n]) if reach else "",
        )


def domain(data: Path, extractor: Extractor) -> Iterator[Row]:
    """The project's own measures on the domain's development set and on the seed article."""
    for name, file, goals in (("domain dev", "dev.jsonl", True), ("seed", "seed.jsonl", False)):
        gold = read_gold(data / "domain" / file)
        predicted = [
            to_record(Article.of(record["text"]), extraction, id=record["id"])
            for record, extraction in zip(gold, read(extractor, gold), strict=True)
        ]
        figures = evaluate(gold, predicted).figures
        for key, measure, first, reach in _DOMAIN:
            figure = figures[key]
            if figure.value is not None:
                yield Row(
                    of=name,
                    measure=measure,
                    value=percent(figure.value),
                    interval=percents(figure.interval),
                    first=first if goals else "",
                    reach=reach if goals else "",
                )


def clusters(data: Path, extractor: Extractor) -> Iterator[Row]:
    """Actors joined over the articles of a topic as a sync joins them; beside it the floor, same string same actor.

    The gold's spans are given: each takes the actor of our mention that it shares most characters with.
    """
    gold = records(data / "research/coref/newswcl50_share.jsonl")
    extractions = read(extractor, gold)
    ours, floor = [], []
    for record, extraction, joined in zip(gold, extractions, _joined(gold, extractions), strict=True):
        spans = [(m["start"], m["end"]) for m in record["mentions"]]
        named = {span: _actor_at(extraction, joined, span) for span in spans}
        ours.append(_clustered(record, {span: name for span, name in named.items() if name is not None}))
        floor.append(_clustered(record, {(s, e): record["text"][s:e].lower() for s, e in spans}))
    for name, predicted, first, reach in (
        ("CoNLL of clusters", ours, "40.0", "55"),
        ("the same, same string", floor, "", ""),
    ):
        value, interval = _conll(gold, predicted)
        yield Row(
            of="NewsWCL50 shared",
            measure=name,
            value=percent(value),
            interval=percents(interval),
            first=first,
            reach=reach,
        )


def _conll(gold: Sequence[Record], predicted: Sequence[Record]) -> tuple[float, tuple[float, float]]:
    """The score and its interval; topics are drawn, of which there are five."""
    score = importlib.import_module("score_linking").score_cluster
    topics: dict[str, list[tuple[Record, Record]]] = {}
    for record, prediction in zip(gold, predicted, strict=True):
        topics.setdefault(record["topic"], []).append((record, prediction))

    def measured(drawn: Sequence[list[tuple[Record, Record]]]) -> dict[str, float]:
        pairs = [
            ({**one, "id": f"{n} {one['id']}", "topic": str(n)}, {**other, "id": f"{n} {one['id']}"})
            for n, topic in enumerate(drawn)
            for one, other in topic
        ]
        scores = score(by_id(one for one, _ in pairs), by_id(other for _, other in pairs), ["ACTOR", "COUNTRY"])
        return {"conll": scores["conll"]}

    drawn_from = list(topics.values())
    return measured(drawn_from)["conll"], resampled(drawn_from, measured, samples=100)["conll"]


def _joined(gold: Sequence[Record], extractions: Sequence[Extraction]) -> list[dict[str, str]]:
    """For each article the joined actor of each local one; the articles of a topic are one archive."""
    topics: dict[str, list[Local]] = {}
    for record, extraction in zip(gold, extractions, strict=True):
        topics.setdefault(record["topic"], []).extend(locals_of(extraction, record["text"]))
    joins = {topic: join(of_topic) for topic, of_topic in topics.items()}
    return [
        {actor.id: str(joins[record["topic"]][extraction.article, actor.id].target) for actor in extraction.actors}
        for record, extraction in zip(gold, extractions, strict=True)
    ]


def locals_of(extraction: Extraction, text: str) -> Iterator[Local]:
    """The actors of an article as a sync gives them to the joining."""
    keys = joining_keys(extraction)
    traits = traits_of(extraction, text, keys, surroundings_of(extraction, keys))
    for actor in extraction.actors:
        key = ActorKey(actor.cls, keys[actor.id])
        yield Local(
            id=(extraction.article, actor.id),
            article=extraction.article,
            key=key,
            traits=traits.get(actor.id, NOTHING),
        )


def _actor_at(extraction: Extraction, joined: dict[str, str], span: tuple[int, int]) -> str | None:
    start, end = span
    shared = [
        (2 * both / (end - start + len(m.span)), m.kind is not MentionKind.EMBEDDED, joined[m.actor])
        for m in extraction.mentions
        if (both := min(end, m.span.end) - max(start, m.span.start)) > 0
    ]
    return max(shared, key=lambda one: (one[1], one[0]))[2] if shared else None


def _clustered(record: Record, names: dict[tuple[int, int], str]) -> Record:
    mentions = [{"start": start, "end": end, "cluster": name} for (start, end), name in names.items()]
    return {"id": record["id"], "topic": record["topic"], "mentions": mentions}


def entities(data: Path, extractor: Extractor, nlp: Any) -> Iterator[Row]:
    """Spans and mapped types on re3d, ours and the bare model's. Its spans begin with the article: so do both here."""
    gold = records(data / "open/ner/re3d_share.jsonl")
    ours = [
        {"id": record["id"], "mentions": list(_entities(record["text"], extraction))}
        for record, extraction in zip(gold, read(extractor, gold), strict=True)
    ]
    bare = [
        {
            "id": record["id"],
            "mentions": [
                _entity(record["text"], entity.start_char, entity.end_char, entity.label_)
                for entity in nlp(record["text"]).ents
            ],
        }
        for record in gold
    ]
    types = json.loads((data / "scorers/map_re3d_ontonotes.json").read_text(encoding="utf-8"))
    score = importlib.import_module("score_ner").score
    for name, predicted, reach in (("entities: span and type", ours, "bare + 5"), ("the same, bare model", bare, "")):
        exact = score(by_id(gold), by_id(predicted), types)["exact"]
        yield Row(
            of="re3d shared", measure=name, value=percent(exact["f1"]), interval=percents(exact["f1_95"]), reach=reach
        )


def _entities(text: str, extraction: Extraction) -> Iterator[Record]:
    """Outermost mentions, a person's with the title before it; dates; amounts. Demonyms are nationalities."""
    classes = {actor.id: actor.cls for actor in extraction.actors}
    titles = {role.span.end + 1: role.span.start for role in extraction.roles if role.pattern == "compound"}
    for mention in extraction.mentions:
        if mention.kind is not MentionKind.EMBEDDED:
            label = "NORP" if mention.kind is MentionKind.DEMONYM else _TYPES[classes[mention.actor]]
            start = titles.get(mention.span.start, mention.span.start)
            yield _entity(text, start, mention.span.end, label)
    for time in extraction.times:
        yield _entity(text, time.span.start, time.span.end, "DATE")
    for amount in extraction.amounts:
        yield _entity(text, amount.span.start, amount.span.end, "QUANTITY")


def _entity(text: str, start: int, end: int, label: str) -> Record:
    if label not in _MEASURES and (article := _ARTICLE.search(text, max(0, start - 5), start)):
        start = article.start()
    return {"start": start, "end": end, "type": label}
