"""Each kind of damage to an archive is found by its name, and what is derived is made anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from builders import SHELLS, FakeExtractor, sync_with_fake, write_stories

from index.library import Library
from index.settings import Settings
from index.sync import sync
from index.upkeep import repair, verify


@pytest.fixture(autouse=True)
def _archive(settings: Settings, tmp_path: Path) -> None:
    sync_with_fake(settings, write_stories(tmp_path / "news", SHELLS))


def damage(settings: Settings, *statements: str) -> None:
    connection = sqlite3.connect(settings.archive)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def names(settings: Settings) -> list[str]:
    return [one.name for one in verify(settings.archive, settings).findings]


def test_a_sound_archive_has_no_findings(settings: Settings) -> None:
    verdict = verify(settings.archive, settings, read_only=True)
    assert verdict.findings == ()
    assert (verdict.rows["articles"], verdict.rows["sources"]) == (3, 1)
    assert set(verdict.seconds) == {"file", "contents", "index"}


DAMAGES = [
    ("references", "UPDATE mentions SET surface = 99999 WHERE id = 1"),
    ("texts", "UPDATE articles SET text = text || '!' WHERE id = 1"),
    ("originals", "UPDATE originals SET packed = x'00' WHERE rowid = 1"),
    ("originals", "UPDATE originals SET size = size + 1 WHERE rowid = 1"),
    ("spans", "UPDATE mentions SET stop = 99999 WHERE id = 1"),
    ("spans", "UPDATE mentions SET start = start + 1 WHERE id = 1"),
    ("spans", "UPDATE statements SET cue_start = -1 WHERE id = 1"),
    ("spans", "UPDATE statements SET source_start = 4, source_stop = 3 WHERE id = 1"),
    ("spans", "UPDATE roles SET stop = 99999 WHERE id = 1"),
    ("spans", "UPDATE contents SET stop = 99999 WHERE statement = 1"),
    (
        "spans",
        "INSERT INTO times (article, start, stop, value, rule, confidence) VALUES (1, 5, 99999, '2022', 1, 0.5)",
    ),
    ("spans", "INSERT INTO amounts (article, start, stop, rule, confidence) VALUES (1, 5, 99999, 1, 0.5)"),
    (
        "spans",
        "INSERT INTO events (article, event, predicate, root, trigger_start, trigger_stop, status, negated, rule,"
        " confidence) VALUES (1, 'e', 'send', 'AID', 7, 99999, 'asserted', 0, 1, 0.5)",
    ),
    ("statements", "UPDATE statements SET cue_stop = NULL WHERE id = 1"),
    ("statements", "UPDATE contents SET number = 3 WHERE statement = 1"),
    ("statements", "UPDATE statements SET parent = 'nobody' WHERE id = 1"),
    ("statements", "INSERT INTO denials VALUES (1, 0, 'nobody')"),
    (
        "statements",
        "UPDATE speakers SET local_actor = (SELECT max(id) FROM local_actors WHERE article <> 1) WHERE statement = 1",
    ),
    ("passages", "DELETE FROM passages WHERE article = 1 AND number = 0"),
    ("passages", "UPDATE passages SET stop = stop + 3 WHERE article = 1 AND number = 0"),
    ("pages", "UPDATE appearances SET pages = '[0, 99999]' WHERE article = 1"),
    ("pages", "UPDATE appearances SET pages = '[9, 3]' WHERE article = 1"),
    ("pages", "UPDATE appearances SET pages = 'three' WHERE article = 1"),
    ("copies", "INSERT INTO copies VALUES (1, 2, 0.1, 0), (2, 3, 0.1, 0)"),
    ("counts", "UPDATE articles SET live = 0 WHERE id = 1"),
    ("counts", "UPDATE articles SET appearances = 7 WHERE id = 1"),
    ("counts", "UPDATE articles SET statements = 7 WHERE id = 1"),
    ("counts", "UPDATE articles SET shown = (SELECT max(id) FROM appearances WHERE article <> 1) WHERE id = 1"),
    ("unjoined", "UPDATE articles SET joined = 0 WHERE id = 1"),
    ("joins", "UPDATE actors SET said = said + 1 WHERE id = 1"),
    ("joins", "UPDATE actors SET articles = 0 WHERE id = 1"),
    ("joins", "INSERT INTO actors (actor, key, cls, name) VALUES ('x', 'x', 'person', 'X')"),
]


@pytest.mark.parametrize(("name", "statement"), DAMAGES)
def test_each_kind_of_damage_has_a_name(name: str, statement: str, settings: Settings) -> None:
    damage(settings, statement)
    found = {one.name: one for one in verify(settings.archive, settings).findings}
    assert name in found
    assert found[name].count >= 1
    assert found[name].examples


def test_no_finding_holds_words_of_an_article(settings: Settings) -> None:
    damage(settings, *(statement for name, statement in DAMAGES if name != "texts"))
    findings = verify(settings.archive, settings).findings
    said = " ".join(example for one in findings for example in one.examples)
    assert len(findings) > 5
    assert not [word for word in ("Kirby", "Lavrov", "Shells", "Pyongyang", "Daily", "news") if word in said]


def test_examples_are_few_and_the_count_is_whole(settings: Settings) -> None:
    damage(settings, "UPDATE mentions SET stop = 99999")
    (finding,) = [one for one in verify(settings.archive, settings).findings if one.name == "spans"]
    assert finding.count > len(finding.examples) == 3


def test_what_was_read_wrongly_is_read_again_and_what_is_derived_is_made_anew(settings: Settings) -> None:
    derived = [statement for name, statement in DAMAGES if name in ("counts", "unjoined", "joins")]
    read = [
        "UPDATE mentions SET stop = 99999 WHERE article = 1",
        "UPDATE statements SET cue_stop = NULL WHERE article = 2",
    ]
    damage(settings, *derived, *read)
    repaired = repair(settings.archive, settings)
    assert (repaired.articles, repaired.recounted, repaired.to_read) == (3, 1, 2)
    assert set(names(settings)) == {"spans", "statements"}
    fake = FakeExtractor()
    sync(settings.archive, [], settings, load=lambda: fake, pipeline=fake.pipeline)
    assert len(fake.read) == 2
    assert names(settings) == []


def test_a_repair_loses_nothing(settings: Settings) -> None:
    def told() -> object:
        with Library.open(settings.archive, settings) as library:
            rows = library.actors()
            return rows, [library.said_by(row.actor.id) for row in rows], library.articles()

    before = told()
    repaired = repair(settings.archive, settings)
    assert repaired.actors == len(before[0])  # type: ignore[index]
    assert told() == before
    assert names(settings) == []


def test_an_index_with_an_article_too_many_or_too_few_is_found(settings: Settings) -> None:
    damage(
        settings,
        "UPDATE appearances SET state = 'removed' WHERE article = 1",
        "UPDATE articles SET live = 0, appearances = 0 WHERE id = 1",
    )
    finding = {one.name: one for one in verify(settings.archive, settings).findings}["index contents"]
    assert finding.count == 1
    assert "should not" in finding.examples[0]
    repair(settings.archive, settings)
    damage(
        settings,
        "UPDATE appearances SET state = 'present' WHERE article = 1",
        "UPDATE articles SET live = 1, appearances = 1 WHERE id = 1",
    )
    finding = {one.name: one for one in verify(settings.archive, settings).findings}["index contents"]
    assert "is missing" in finding.examples[0]
    repair(settings.archive, settings)
    assert names(settings) == []


def test_files_whose_pages_do_not_fit_are_looked_into_again(settings: Settings) -> None:
    damage(settings, "UPDATE appearances SET pages = '[0, 99999]' WHERE article = 1")
    assert repair(settings.archive, settings).to_read == 1
    sync(settings.archive, [], settings, load=FakeExtractor, pipeline="fake 1")
    with Library.open(settings.archive, settings) as library:
        assert {one.pages for one in library.articles()} == {()}


def test_an_index_that_lags_is_told_from_one_that_is_wrong(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news" / "new.txt").write_text("Iran denied that it paid.")
    monkeypatch.setattr("index.sync.recorder.catch_up", lambda *_: None)
    sync_with_fake(settings)
    assert names(settings) == ["index behind"]


def test_files_that_others_may_read_are_found(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.archive.chmod(0o644)
    monkeypatch.setattr("index.upkeep.verifying._is_shut_above", lambda _: False)
    assert names(settings) == ["permissions"]
    monkeypatch.undo()
    settings.archive.parent.chmod(0o700)
    assert names(settings) == []
