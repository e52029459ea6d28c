"""Whatever a file holds, its reader gives articles or says why not: nothing else is raised."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples.fuzzing import KINDS, Kind, mutated

from index.errors import SourceError
from index.sources import FORMATS, Document

SMALL = 300
"""How large the harm of the hostile files is here; the benchmark makes it hundreds of times larger."""


def read_all(raw: bytes, kind: Kind) -> list[Document | SourceError]:
    try:
        return list(kind.read(raw))
    except SourceError as error:
        return [error]


def check(found: list[Document | SourceError], name: str) -> None:
    assert found
    for one in found:
        if isinstance(one, SourceError):
            assert one.reason
            assert one.hint
            assert one.locator.startswith(name)
            continue
        text, pages = one.article.text, one.appearance.pages
        assert text.strip()
        assert one.appearance.title.strip()
        assert all(0 <= at <= len(text) for at in pages)
        assert list(pages) == sorted(pages)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.format)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_a_mutated_file_gives_articles_or_says_why_not(kind: Kind, seed: int) -> None:
    check(read_all(mutated(kind, seed), kind), kind.file)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.format)
def test_a_file_made_to_do_harm_gives_articles_or_says_why_not(kind: Kind) -> None:
    for raw in kind.hostile(SMALL).values():
        check(read_all(raw, kind), kind.file)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.format)
def test_the_samples_themselves_are_read(kind: Kind) -> None:
    assert kind.reader or kind.format in {one.name for one in FORMATS}
    for raw in kind.samples():
        assert any(isinstance(one, Document) for one in read_all(raw, kind))
