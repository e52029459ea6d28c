"""A library in memory with the same answers as the real one: for tests of widgets and screens that need no disk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from builders import SHELLS, Story, article_of, published
from fake_extraction import extraction_of

from index.answers import (
    ActorRef,
    ActorRow,
    Answer,
    ArticleHit,
    Citation,
    Doubt,
    FacetValue,
    Failure,
    History,
    JoinedName,
    OpenedArticle,
    Overview,
    PassageHit,
    RoleLine,
    SourceRow,
    StatementLine,
)
from index.errors import QueryError, UnknownName
from index.model import Actor, Alias, Extraction, MentionKind, Passage, Span, Statement


class FakeLibrary:
    """Stories read by the fake extractor; a query is a list of words that must all occur."""

    def __init__(self, stories: Mapping[str, str | Story] | None = None) -> None:
        self.archive = Path("/archives/fake.dossier")
        self.failed: tuple[Failure, ...] = ()
        self.asked: list[str] = []
        self._articles: dict[str, OpenedArticle] = {}
        self._extractions: dict[str, Extraction] = {}
        for name, story in (SHELLS if stories is None else stories).items():
            self.add(name, story if isinstance(story, Story) else Story(text=story))

    def add(self, name: str, story: Story) -> str:
        """Add a story and return its article's id."""
        article = article_of(story.text)
        extraction = extraction_of(article)
        citation = Citation(
            article=article.id,
            title=story.title or story.text.split("\n", 1)[0],
            outlet=story.outlet,
            published=published(story.published) if story.published else None,
            url=story.url,
            byline=story.byline,
            locator=f"/news/{name}.md",
            note=story.note,
            appearances=1,
            statements=len(extraction.statements),
        )
        refs = {local.id: ActorRef(id=local.key, name=local.name, cls=local.cls) for local in extraction.actors}
        self._extractions[article.id] = extraction
        self._articles[article.id] = OpenedArticle(
            citation=citation,
            text=story.text,
            passages=extraction.passages,
            actors=tuple((local, refs[local.id]) for local in extraction.actors),
            mentions=extraction.mentions,
            statements=tuple(self._line(s, citation, story.text, extraction, refs) for s in extraction.statements),
            skipped=None,
        )
        return article.id

    def _line(
        self, statement: Statement, citation: Citation, text: str, extraction: Extraction, refs: Mapping[str, ActorRef]
    ) -> StatementLine:
        passage = _passage_at(extraction, statement.anchor)
        inside = [m.actor for m in extraction.mentions if any(span.contains(m.span) for span in statement.content)]
        return StatementLine(
            citation=citation,
            passage=passage,
            sentence=passage.span.of(text),
            span=statement.anchor,
            evidence=statement.evidence,
            id=statement.id,
            speakers=tuple(refs[speaker] for speaker in statement.speakers),
            speaker_printed=statement.source.of(text) if statement.source else None,
            cue_printed=statement.cue.of(text) if statement.cue else None,
            content=statement.content,
            content_printed=tuple(span.of(text) for span in statement.content),
            quote_type=statement.quote_type,
            status=statement.status,
            private=statement.private,
            status_cue_printed=None,
            hedge_by=statement.hedge_by,
            addressee_printed=None,
            said=statement.said,
            denies=statement.denies,
            about=tuple(dict.fromkeys(refs[actor] for actor in inside)),
        )

    def __enter__(self) -> FakeLibrary:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing to close."""

    def changed(self) -> bool:
        """Nobody else writes here."""
        return False

    def overview(self) -> Overview:
        lines = sum(len(opened.statements) for opened in self._articles.values())
        return Overview(
            articles=len(self._articles),
            statements=lines,
            actors=len(self.actors()),
            last_sync="2022-11-09T10:00:00+00:00",
            index_lag=0,
        )

    def articles(self, *, limit: int | None = None, offset: int = 0) -> tuple[Citation, ...]:
        citations = [opened.citation for opened in self._articles.values()]
        citations.sort(key=lambda c: c.published.value if c.published else "", reverse=True)
        return tuple(citations[offset:][:limit])

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: str = "relevance",
        any_words: bool = False,
        aliases: bool = True,
        facets: bool = False,
    ) -> Answer:
        self.asked.append(query)
        if query.count('"') % 2:
            raise QueryError(query, "a quotation mark is missing", start=query.rindex('"'), end=len(query))
        words = [word.partition(":")[2] or word for word in query.replace('"', "").casefold().split()]
        want = any if any_words else all
        hits = [
            self._hit(opened, words)
            for opened in self._articles.values()
            if want(word in opened.text.casefold() for word in words)
        ]
        names = Counter(ref.name for hit in hits for ref in hit.actors)
        ids = {ref.name: ref.id for hit in hits for ref in hit.actors}
        found = tuple(FacetValue(value=ids[name], label=name, count=count) for name, count in names.most_common(8))
        return Answer(
            query=query,
            took_ms=3.2,
            total=len(hits),
            passage_total=sum(len(hit.passages) for hit in hits),
            hits=tuple(hits[offset:][:limit]),
            facets=(("actors", found),) if facets else (),
            suggestions=() if hits else ("shells",),
        )

    def _hit(self, opened: OpenedArticle, words: list[str]) -> ArticleHit:
        pattern = re.compile("|".join(map(re.escape, words)) or "$^", re.IGNORECASE)
        passages = []
        for passage in opened.passages:
            text = passage.span.of(opened.text)
            spans = tuple(Span(*found.span()) for found in pattern.finditer(text))
            if spans:
                passages.append(PassageHit(passage=passage, text=text, highlights=spans))
        return ArticleHit(
            citation=opened.citation,
            score=1.0,
            title_highlights=tuple(Span(*found.span()) for found in pattern.finditer(opened.citation.title)),
            passages=tuple(passages),
            actors=tuple(dict.fromkeys(ref for _, ref in opened.actors)),
        )

    def actors(self, pattern: str = "", *, limit: int | None = None) -> tuple[ActorRow, ...]:
        ids = {ref.id: ref for opened in self._articles.values() for _, ref in opened.actors}
        rows = [
            ActorRow(actor=self.actor(id), said=len(self.said_by(id)), about=len(self.said_about(id))) for id in ids
        ]
        rows = [row for row in rows if any(pattern.casefold() in a.surface.casefold() for a in row.actor.aliases)]
        return tuple(sorted(rows, key=lambda row: (-row.actor.articles, row.actor.name))[:limit])

    def actor(self, id: str) -> Actor:
        surfaces: Counter[tuple[str, MentionKind]] = Counter()
        articles, ref = 0, None
        for opened in self._articles.values():
            mine = {local.id: found for local, found in opened.actors if found.id == id}
            if mine:
                articles, ref = articles + 1, next(iter(mine.values()))
            surfaces.update((m.span.of(opened.text), m.kind) for m in opened.mentions if m.actor in mine)
        if ref is None:
            raise UnknownName("actor", id, ())
        aliases = tuple(Alias(surface=s, kind=kind, count=n) for (s, kind), n in surfaces.most_common())
        return Actor(id=ref.id, name=ref.name, cls=ref.cls, aliases=aliases, articles=articles)

    def _statements(self) -> list[StatementLine]:
        return [line for opened in self._articles.values() for line in opened.statements]

    def said_by(self, actor: str) -> tuple[StatementLine, ...]:
        return tuple(line for line in self._statements() if any(s.id == actor for s in line.speakers))

    def said_about(self, actor: str) -> tuple[StatementLine, ...]:
        mine = self.said_by(actor)
        return tuple(s for s in self._statements() if any(a.id == actor for a in s.about) and s not in mine)

    def joined_names(self, actor: str) -> tuple[JoinedName, ...]:
        """Every story is read for itself here."""
        return ()

    def doubts(self, actor: str) -> tuple[Doubt, ...]:
        """Nothing is left open here."""
        return ()

    def roles(self, actor: str) -> tuple[RoleLine, ...]:
        lines = []
        for id, extraction in self._extractions.items():
            opened = self._articles[id]
            refs = {local.id: ref for local, ref in opened.actors}
            for role in extraction.roles:
                if refs[role.actor].id == actor:
                    passage = _passage_at(extraction, role.span)
                    lines.append(
                        RoleLine(
                            citation=opened.citation,
                            passage=passage,
                            sentence=passage.span.of(opened.text),
                            span=role.span,
                            evidence=role.evidence,
                            actor=refs[role.actor],
                            title=role.title,
                            organisation=None,
                        )
                    )
        return tuple(lines)

    def articles_of(self, actor: str) -> tuple[Citation, ...]:
        return tuple(
            opened.citation for opened in self._articles.values() if any(ref.id == actor for _, ref in opened.actors)
        )

    def open_article(self, id: str) -> OpenedArticle:
        return self._articles[id]

    def history(self, id: str) -> History:
        return History(places=(), original=None, copies=(), versions=())

    def sources(self) -> tuple[SourceRow, ...]:
        return (
            SourceRow(
                locator="/news",
                articles=len(self._articles),
                failed=len(self.failed),
                last_sync="2022-11-09T10:00:00+00:00",
            ),
        )

    def failures(self) -> tuple[Failure, ...]:
        return self.failed


def _passage_at(extraction: Extraction, span: Span) -> Passage:
    return next(p for p in extraction.passages if p.span.start <= span.start < p.span.end)
