"""Spotting of table forms in a text: states, bodies and weapons, longest match first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.util import filter_spans

from index import gazetteer
from index.gazetteer import Form


@dataclass(frozen=True, slots=True)
class Spotted:
    """A run of tokens that is a form of one or several table actors."""

    first: int
    last: int
    forms: tuple[Form, ...]


class Spotter:
    """Finds table forms as whole tokens; forms are case-sensitive, weapons only where they are names."""

    def __init__(self, nlp: Language) -> None:
        self._forms = gazetteer.forms()
        self._tables = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._tables.add("table", [nlp.make_doc(form) for form in _spellings(self._forms)])
        weapons = gazetteer.weapons()
        self._named_weapons = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._named_weapons.add("weapon", [nlp.make_doc(w.form) for w in weapons.values() if w.named])
        self._weapons = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._weapons.add("weapon", [nlp.make_doc(w.form) for w in weapons.values() if not w.named])

    def tables(self, doc: Doc) -> Iterator[Spotted]:
        """Forms of states, bodies and places, and those of an owner inside the longer name of what it owns."""
        matches = self._tables(doc, as_spans=True)
        longest = filter_spans(matches)
        for span in longest:
            forms = self._forms[gazetteer.normalised(span.text)]
            yield Spotted(span.start, span.end - 1, forms)
            owners = {actor.of for form in forms if (actor := gazetteer.table_actor(form.key)) and actor.of}
            for inner in matches:
                if span.start <= inner.start and inner.end <= span.end and len(inner) < len(span):
                    held = tuple(f for f in self._forms[gazetteer.normalised(inner.text)] if f.key in owners)
                    if held:
                        yield Spotted(inner.start, inner.end - 1, held)

    def weapons(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """First and last token of each weapon, military platform or munition."""
        for span in _longest(self._named_weapons, doc, self._weapons):
            yield span.start, span.end - 1


def _longest(matcher: PhraseMatcher, doc: Doc, *others: PhraseMatcher) -> list[DocSpan]:
    return filter_spans([span for each in (matcher, *others) for span in each(doc, as_spans=True)])


def _spellings(forms: Iterable[str]) -> Iterator[str]:
    for form in forms:
        yield form
        if "'" in form:
            yield form.replace("'", "’")
