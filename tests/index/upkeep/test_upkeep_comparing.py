"""What is derived is derived again by the doctor: whatever differs is found, named, and mended by a repair."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from builders import SHELLS, FakeExtractor, sync_with_fake, write_stories
from copied_texts import ADDED, WIRE

from index.decisions import Wanted, decide
from index.decisions.metadata import proposed
from index.library import Library
from index.records import Records
from index.settings import Settings
from index.sync import sync
from index.upkeep import repair, verify

DERIVED = [
    ("joins", "UPDATE actors SET about = about + 5"),
    ("joins", "UPDATE actors SET folded = 'x'"),
    ("joins", "UPDATE aliases SET count = count + 5"),
    ("joins", "DELETE FROM aliases"),
    ("names", "UPDATE actors SET name = 'X', folded = 'x'"),
    ("names", "UPDATE surfaces SET folded = 'x'"),
    ("groups", "DELETE FROM copies"),
    ("groups", "UPDATE copies SET original = article"),
    ("sketches", "DELETE FROM sketches"),
    ("sketches", "DELETE FROM bands"),
    ("sketches", "UPDATE bands SET band = band + 1"),
    ("decided", "UPDATE appearances SET outlet = 'Herald'"),
    ("decided", "UPDATE appearances SET as_read = NULL"),
]
READ = [
    ("statements", "DELETE FROM abouts"),
    (
        "statements",
        "INSERT OR IGNORE INTO abouts SELECT s.id, l.id FROM statements s JOIN local_actors l USING (article)",
    ),
]


@pytest.fixture(autouse=True)
def _archive(settings: Settings, tmp_path: Path) -> None:
    """An archive with statements, near-copies and a decided outlet."""
    sync_with_fake(settings, write_stories(tmp_path / "news", {**SHELLS, "wire": WIRE, "added": ADDED}))
    with Library.open(settings.archive, settings) as library:
        article = library.find_article("Pyongyang answers")
    with Records(settings.archive, "read") as records, records.view() as view:
        changes = proposed(view, [Wanted(fields={"outlet": "Wire"}, articles=(article,))])
        assert view.checks.rows()["copies"] == 1
    decide(settings.archive, settings, changes)


def findings(settings: Settings) -> dict[str, int]:
    return {one.name: one.count for one in verify(settings.archive, settings).findings}


def damage(settings: Settings, statement: str) -> None:
    connection = sqlite3.connect(settings.archive)
    assert connection.execute(statement).rowcount > 0
    connection.commit()
    connection.close()


@pytest.mark.parametrize(("name", "statement"), DERIVED)
def test_what_differs_from_what_it_follows_from_is_found_and_made_anew(
    name: str, statement: str, settings: Settings
) -> None:
    assert findings(settings) == {}
    damage(settings, statement)
    assert name in findings(settings)
    repair(settings.archive, settings)
    assert findings(settings) == {}


@pytest.mark.parametrize(("name", "statement"), READ)
def test_statements_about_others_than_they_mention_are_read_again(
    name: str, statement: str, settings: Settings
) -> None:
    damage(settings, statement)
    assert name in findings(settings)
    assert repair(settings.archive, settings).to_read > 0
    fake = FakeExtractor()
    sync(settings.archive, [], settings, load=lambda: fake, pipeline=fake.pipeline)
    assert findings(settings) == {}


def test_an_undone_decision_asks_for_nothing(settings: Settings) -> None:
    damage(settings, "UPDATE decisions SET undone = '2022-11-09T10:00:00+00:00'")
    damage(settings, "UPDATE appearances SET outlet = 'Herald', as_read = NULL")
    assert findings(settings) == {}
