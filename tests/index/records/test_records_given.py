"""Whatever is decided, undone, done again and read anew in whatever order: the latest decision that counts wins."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from builders import appearance_of, article_of
from hypothesis import given, settings
from hypothesis import strategies as st

from index.records import Records, Writer
from index.records.given import anchor_of

ARTICLE = article_of()
NOW = "2022-11-09T10:00:00+00:00"
FIELDS = ("outlet", "published", "byline")
VALUES = {"outlet": ("KCNA", "Post"), "published": ("2022-11-03", "2022"), "byline": ("A", "B")}

DECISIONS = st.sampled_from(FIELDS).flatmap(
    lambda field: st.tuples(st.just("set"), st.just(field), st.sampled_from((None, *VALUES[field])))
)
STEPS = st.one_of(
    DECISIONS,
    st.tuples(st.sampled_from(("undo", "redo")), st.integers(0, 9), st.none()),
    st.tuples(st.just("read"), st.sampled_from((None, "Wire", "KCNA")), st.sampled_from((None, "2022-11-08"))),
)


def read(writer: Writer, file: int, outlet: str | None, date: str | None) -> str:
    """Read the file, which says this of its article."""
    return writer.files.record(file, ARTICLE, appearance_of(ARTICLE, outlet=outlet, date=date))


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=12))
def test_the_latest_decision_that_counts_wins_over_what_is_read(steps: list[tuple[str, object, object]]) -> None:
    decided: list[tuple[str, str | None, bool]] = []
    last: tuple[str | None, str | None] = (None, None)
    with tempfile.TemporaryDirectory() as folder, Records(Path(folder) / "a.dossier", "create") as records:
        with records.writer() as writer:
            file = writer.files.begin_file(writer.files.add_source("/news", NOW), "/news/a.txt")
            read(writer, file, None, None)
        for step, first, second in steps:
            with records.writer() as writer:
                if step == "read":
                    last = (first, second)  # type: ignore[assignment]
                    read(writer, file, *last)
                elif step == "set":
                    number = writer.decisions.add("metadata", {}, NOW)
                    anchor = anchor_of("/news/a.txt", ARTICLE.id)
                    writer.decisions.give(number, [(anchor, str(first), second)])  # type: ignore[list-item]
                    writer.decisions.apply_given(number)
                    decided.append((str(first), second, True))  # type: ignore[arg-type]
                elif isinstance(first, int) and first < len(decided):
                    writer.decisions.mark_undone(first + 1, NOW if step == "undo" else None)
                    writer.decisions.apply_given(first + 1)
                    decided[first] = (*decided[first][:2], step == "redo")
        expected = {"outlet": last[0], "published": last[1], "byline": None}
        expected |= {field: value for field, value, counts in decided if counts}
        with records.view() as view:
            [now] = view.decisions.described()
        assert {field: now.value(field) for field in FIELDS} == expected
        given_date = any(counts and field == "published" for field, _, counts in decided)
        basis = ("given" if given_date else "metadata") if expected["published"] else None
        assert now.published_basis == basis
        with records.writer() as writer:
            assert read(writer, file, *last) == "unchanged"


@pytest.mark.parametrize(
    ("locator", "anchor"),
    [
        ("/news/a.txt", "/news/a.txt"),
        ("/news/2022.txt", "/news/2022.txt"),
        ("/news/set.jsonl#kcna-a", "/news/set.jsonl#kcna-a"),
        ("/news/set.jsonl#wikinews-2019-0003", "/news/set.jsonl#wikinews-2019-0003"),
        ("/news/all.zip#set.csv#row-7", f"/news/all.zip#set.csv#={ARTICLE.id}"),
        ("/news/set.jsonl#line-2", f"/news/set.jsonl#={ARTICLE.id}"),
        ("/news/mail.mbox#3", f"/news/mail.mbox#={ARTICLE.id}"),
        ("/news/#1/set.jsonl#line-2", f"/news/#1/set.jsonl#={ARTICLE.id}"),
        ("https://example.org/story", "https://example.org/story"),
    ],
)
def test_a_decision_is_kept_under_what_goes_on_naming_the_text(locator: str, anchor: str) -> None:
    assert anchor_of(locator, ARTICLE.id) == anchor
