"""The stages in their order, and the Extractor that runs them over articles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index import gazetteer
from index.model import Article, Extraction, Published, Span
from index.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from index.extraction.reading import Reading

Stage = Callable[["Reading"], None]


class Extractor(Protocol):
    """Reads articles; `pipeline` changes whenever the same text could be read differently."""

    pipeline: str

    def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
        """One Extraction an article, in the order given."""
        ...


def load_extractor(settings: Settings) -> Extractor:
    """The extractor over the model of the settings. Raises ModelMissing. Takes seconds: it loads the model."""
    from index.extraction.parsing.language import load_model

    return ArticleReader(load_model(settings.model), pipeline_version(settings))


def pipeline_version(settings: Settings) -> str:
    """What `pipeline` would be of the extractor for these settings; found out without loading the model."""
    try:
        model = f"{settings.model}-{version(settings.model)}"
    except PackageNotFoundError:
        model = settings.model
    return f"{_stages_version()}+{model}"


class ArticleReader:
    """Runs the model and then the stages."""

    def __init__(self, nlp: Language, pipeline: str) -> None:
        self.pipeline = pipeline
        self._nlp = nlp
        self._stages = stages(nlp)

    def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
        """One Extraction an article, in the order given; of a text in a language that is not read, an empty one."""
        from index.extraction.parsing.language import parse
        from index.extraction.parsing.languages import unread_language
        from index.extraction.parsing.sections import joined, sections

        judged = ((article, published, unread_language(article)) for article, published in articles)
        feed, todo = tee(judged)
        parsed = parse(
            self._nlp,
            (
                replace(article, text=section.of(article.text))
                for article, _, unread in feed
                if unread is None
                for section in sections(article.text)
            ),
        )
        for article, published, unread in todo:
            if unread is not None:
                yield Extraction(article=article.id, pipeline=self.pipeline, skipped=f"language: {unread}")
                continue
            yield joined(
                (section, self._read(replace(article, text=section.of(article.text)), published, *next(parsed)))
                for section in sections(article.text)
            )

    def _read(self, article: Article, published: Published | None, doc: Doc, paragraphs: list[Span]) -> Extraction:
        from index.extraction.freezing import freeze
        from index.extraction.reading import Reading

        reading = Reading(article=article, published=published, doc=doc, paragraphs=paragraphs)
        for _, stage in self._stages:
            stage(reading)
        return freeze(reading, self.pipeline)


def stages(nlp: Language) -> tuple[tuple[str, Stage], ...]:
    """The stages by name; each adds to the Reading or replaces in it, none looks ahead."""
    from index.extraction.actors.affiliations import affiliate
    from index.extraction.actors.appositions import join_appositions
    from index.extraction.actors.identities import identify
    from index.extraction.actors.names import find_names
    from index.extraction.actors.nominals import find_nominals
    from index.extraction.actors.offices import place_offices
    from index.extraction.actors.owned_names import extend_names
    from index.extraction.actors.owned_weapons import extend_weapons
    from index.extraction.actors.pronouns import resolve_pronouns
    from index.extraction.actors.references import resolve_references
    from index.extraction.actors.roles import add_told_roles, find_roles
    from index.extraction.actors.spotting import Spotter
    from index.extraction.events.finding import find_events
    from index.extraction.parsing.segmentation import quote, segment
    from index.extraction.statements.according import attribute_according_to
    from index.extraction.statements.attribution import attribute
    from index.extraction.statements.denials import link_denials, nest
    from index.extraction.statements.flanking import attribute_flanking, attribute_signed
    from index.extraction.statements.gapped import attribute_gapped, attribute_trailing
    from index.extraction.statements.nominal_cues import attribute_nouns
    from index.extraction.statements.refusals import attribute_refusals
    from index.extraction.statements.running import attribute_headings, complete_quotations
    from index.extraction.statements.speakers import address, name_speakers
    from index.extraction.statements.states_of_mind import attribute_states
    from index.extraction.statements.statuses import drop_unsaid, judge
    from index.extraction.values.amounts import find_amounts
    from index.extraction.values.times import date_statements, find_times

    return (
        ("sentences", segment),
        ("quotations", quote),
        ("names", partial(find_names, spotter=Spotter(nlp))),
        ("identities", identify),
        ("longer names", extend_names),
        ("roles", find_roles),
        ("nominals", find_nominals),
        ("weapons of states", extend_weapons),
        ("appositions", join_appositions),
        ("references", resolve_references),
        ("affiliations", affiliate),
        ("pronouns", resolve_pronouns),
        ("roles of pronouns", add_told_roles),
        ("offices", place_offices),
        ("dates", find_times),
        ("amounts", find_amounts),
        ("verbs of saying", attribute),
        ("refusals", attribute_refusals),
        ("gapped clauses", attribute_gapped),
        ("trailing names", attribute_trailing),
        ("flanking quotations", attribute_flanking),
        ("signed quotations", attribute_signed),
        ("according to", attribute_according_to),
        ("headings", attribute_headings),
        ("whole quotations", complete_quotations),
        ("nouns of saying", attribute_nouns),
        ("states of mind", attribute_states),
        ("speakers", name_speakers),
        ("addressees", address),
        ("dates of statements", date_statements),
        ("unsaid", drop_unsaid),
        ("status", judge),
        ("nesting", nest),
        ("denials", link_denials),
        ("events", find_events),
    )


def _stages_version() -> str:
    """Ten digits that change with any line of the stages, their data or the tables."""
    digest = hashlib.sha256(gazetteer.fingerprint().encode())
    for path in sorted(Path(str(files("index.extraction"))).rglob("*")):
        if path.suffix in {".py", ".toml"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
