"""Writing what was read out of one article, in place of what was read before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.model import ArticleId, Event, Evidence, Extraction, LocalActorId, Mention, Published, Span, Statement
from index.records.surfaces import fold

_REPLACED = ("mentions", "roles", "affiliations", "statements", "events", "times", "amounts", "passages")


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningNotes:
    """What an article tells for the joining of its actors; only the joining reads it."""

    keys: Mapping[LocalActorId, str]
    """Joining keys."""
    traits: Mapping[LocalActorId, str]
    surroundings: str


class ExtractionWriter:
    """Extractions as rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._rules: dict[str, int] = {}
        self._surfaces: dict[str, int] = {}

    def text_of(self, article: ArticleId) -> str:
        """The text that is recorded of the article."""
        text: str = self._sql.execute("SELECT text FROM articles WHERE article = ?", (article,)).fetchone()[0]
        return text

    def record(self, extraction: Extraction, read_for: Published | None, notes: JoiningNotes | None = None) -> None:
        """Replace everything known of the article's content; its actors are joined later, by what the notes tell."""
        article, text = self._sql.execute(
            "SELECT id, text FROM articles WHERE article = ?", (extraction.article,)
        ).fetchone()
        self._forget(article)
        self._sql.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?)",
            [(article, one.number, one.span.start, one.span.end) for one in extraction.passages],
        )
        local = self._actors(article, extraction, notes.keys if notes else {})
        if notes is not None:
            self._note(article, notes, local)
        self._mentions(article, text, extraction.mentions, local)
        for statement in extraction.statements:
            self._statement(article, statement, extraction.mentions, local)
        self._relations(article, extraction, local)
        for event in extraction.events:
            self._event(article, event, local)
        self._times_and_amounts(article, extraction)
        self._sql.execute(
            "UPDATE articles SET pipeline = ?, read_for = ?, skipped = ?, statements = ?, joined = 0 WHERE id = ?",
            (
                extraction.pipeline,
                read_for.value if read_for else None,
                extraction.skipped,
                len(extraction.statements),
                article,
            ),
        )

    def _forget(self, article: int) -> None:
        self._sql.execute(
            "INSERT OR IGNORE INTO stale_actors SELECT actor FROM local_actors WHERE article = ? AND actor IS NOT NULL",
            (article,),
        )
        for table in _REPLACED:
            self._sql.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
        self._sql.execute("DELETE FROM local_actors WHERE article = ?", (article,))

    def _actors(
        self, article: int, extraction: Extraction, joined_by: Mapping[LocalActorId, str]
    ) -> dict[LocalActorId, int]:
        return {
            actor.id: self._insert(
                "local_actors (article, local, key, joined_by, cls, name, salient)",
                (
                    article,
                    actor.id,
                    actor.key,
                    joined_by.get(actor.id, actor.key),
                    actor.cls.value,
                    actor.name,
                    actor.salient,
                ),
            )
            for actor in extraction.actors
        }

    def _note(self, article: int, notes: JoiningNotes, local: dict[LocalActorId, int]) -> None:
        self._many("traits", [(local[actor], traits) for actor, traits in notes.traits.items()])
        self._sql.execute("INSERT OR REPLACE INTO surroundings VALUES (?, ?)", (article, notes.surroundings))

    def _mentions(self, article: int, text: str, mentions: Iterable[Mention], local: dict[LocalActorId, int]) -> None:
        rows = [
            (
                article,
                local[mention.actor],
                *_ends(mention.span),
                self._surface(mention.span.of(text)),
                mention.kind.value,
                *self._because(mention.evidence),
            )
            for mention in mentions
        ]
        self._sql.executemany(
            "INSERT INTO mentions (article, local_actor, start, stop, surface, kind, rule, confidence) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

    def _statement(
        self, article: int, statement: Statement, mentions: Sequence[Mention], local: dict[LocalActorId, int]
    ) -> None:
        number = self._insert(
            "statements (article, statement, source_start, source_stop, cue_start, cue_stop, quote_type, status,"
            " private, status_cue_start, status_cue_stop, hedge_by, addressee_start, addressee_stop, said, parent,"
            " rule, confidence)",
            (
                article,
                statement.id,
                *_ends(statement.source),
                *_ends(statement.cue),
                statement.quote_type.value,
                statement.status.value,
                statement.private,
                *_ends(statement.status_cue),
                statement.hedge_by.value if statement.hedge_by else None,
                *_ends(statement.addressee),
                statement.said,
                statement.parent,
                *self._because(statement.evidence),
            ),
        )
        inside = {
            local[mention.actor]
            for mention in mentions
            if any(span.contains(mention.span) for span in statement.content)
        }
        self._many("contents", [(number, n, *_ends(span)) for n, span in enumerate(statement.content)])
        self._many("speakers", [(number, n, local[one]) for n, one in enumerate(statement.speakers)])
        self._many("abouts", [(number, one) for one in sorted(inside)])
        self._many("denials", [(number, n, one) for n, one in enumerate(statement.denies)])

    def _relations(self, article: int, extraction: Extraction, local: dict[LocalActorId, int]) -> None:
        for role in extraction.roles:
            self._insert(
                "roles (article, local_actor, title, start, stop, organisation, pattern, rule, confidence)",
                (
                    article,
                    local[role.actor],
                    role.title,
                    *_ends(role.span),
                    local[role.organisation] if role.organisation else None,
                    role.pattern,
                    *self._because(role.evidence),
                ),
            )
        for one in extraction.affiliations:
            self._insert(
                "affiliations (article, member, whole, rule, confidence)",
                (article, local[one.member], local[one.of], *self._because(one.evidence)),
            )

    def _event(self, article: int, event: Event, local: dict[LocalActorId, int]) -> None:
        number = self._insert(
            "events (article, event, predicate, root, trigger_start, trigger_stop, theme_start, theme_stop, status,"
            " denied_by, negated, date, amount_start, amount_stop, place, rule, confidence)",
            (
                article,
                event.id,
                event.predicate,
                event.root,
                *_ends(event.trigger),
                *_ends(event.theme),
                event.status.value,
                local[event.denied_by] if event.denied_by else None,
                event.negated,
                event.date,
                *_ends(event.amount),
                event.place,
                *self._because(event.evidence),
            ),
        )
        for part, actors in (
            ("subject", event.subjects),
            ("object", event.objects),
            ("attributed", event.attributed_to),
        ):
            self._many("event_actors", [(number, part, n, local[one]) for n, one in enumerate(actors)])

    def _times_and_amounts(self, article: int, extraction: Extraction) -> None:
        for time in extraction.times:
            self._insert(
                "times (article, start, stop, value, rule, confidence)",
                (article, *_ends(time.span), time.value, *self._because(time.evidence)),
            )
        for amount in extraction.amounts:
            self._insert(
                "amounts (article, start, stop, value, unit, rule, confidence)",
                (article, *_ends(amount.span), amount.value, amount.unit, *self._because(amount.evidence)),
            )

    def _because(self, evidence: Evidence) -> tuple[int, float]:
        if evidence.rule not in self._rules:
            self._sql.execute("INSERT INTO rules (rule) VALUES (?) ON CONFLICT DO NOTHING", (evidence.rule,))
            row = self._sql.execute("SELECT id FROM rules WHERE rule = ?", (evidence.rule,)).fetchone()
            self._rules[evidence.rule] = row[0]
        return self._rules[evidence.rule], evidence.confidence

    def _surface(self, surface: str) -> int:
        if surface not in self._surfaces:
            self._sql.execute(
                "INSERT INTO surfaces (surface, folded) VALUES (?, ?) ON CONFLICT DO NOTHING", (surface, fold(surface))
            )
            row = self._sql.execute("SELECT id FROM surfaces WHERE surface = ?", (surface,)).fetchone()
            self._surfaces[surface] = row[0]
        return self._surfaces[surface]

    def _insert(self, into: str, values: tuple[object, ...]) -> int:
        cursor = self._sql.execute(f"INSERT INTO {into} VALUES ({_marks(len(values))})", values)
        return cursor.lastrowid or 0

    def _many(self, table: str, rows: list[tuple[object, ...]]) -> None:
        if rows:
            self._sql.executemany(f"INSERT INTO {table} VALUES ({_marks(len(rows[0]))})", rows)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span is not None else (None, None)
