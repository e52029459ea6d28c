"""Recording and joining one article costs the same in a large archive: no statement goes through a whole table."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from builders import appearance_of, article_of, extraction_of
from copied_texts import ADDED, CORRECTED, FORMULAIC, WIRE

from index.records import Records, store
from index.records.connection import Access, connect
from index.sync.copies import find_copies
from index.sync.joining import join_actors

LARGE = ("appearances", "local_actors", "mentions", "statements", "files")


def test_no_large_table_is_gone_through_to_record_and_join_an_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def traced(path: Path, access: Access) -> sqlite3.Connection:
        connection = connect(path, access)
        connection.set_trace_callback(said.append)
        return connection

    monkeypatch.setattr(store, "connect", traced)
    article = article_of()
    with Records(tmp_path / "a.dossier", "create") as records:
        for _ in range(2):
            with records.writer() as writer:
                source = writer.files.add_source("/news", "2022-11-09T10:00:00+00:00")
                file = writer.files.begin_file(source, "/news/a.txt")
                writer.files.record(file, article, appearance_of(article))
                writer.extractions.record(extraction_of(article), None)
                writer.files.finish_file(file, b"", ["/news/a.txt"])
                join_actors(writer)
        explaining = connect(tmp_path / "a.dossier", "write")
        plans = {
            sql: [row[3] for row in explaining.execute(f"EXPLAIN QUERY PLAN {sql}")]
            for sql in said
            if sql.startswith(("SELECT", "UPDATE", "INSERT", "DELETE"))
        }
        aliases = {"a": "articles", "l": "local_actors", "m": "mentions", "p": "appearances"}
        explaining.close()
    assert len(plans) > 20
    for sql, plan in plans.items():
        for step in plan:
            verb, _, rest = step.partition(" ")
            table = rest.split(" ")[0]
            assert verb != "SCAN" or aliases.get(table, table) not in LARGE, f"{step}: {sql}"


def test_no_large_table_is_gone_through_to_find_the_copies_of_one_article_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def traced(path: Path, access: Access) -> sqlite3.Connection:
        connection = connect(path, access)
        connection.set_trace_callback(said.append)
        return connection

    with Records(tmp_path / "a.dossier", "create") as records:
        for number, text in enumerate((WIRE, FORMULAIC[0], ADDED, CORRECTED)):
            if number == 2:
                monkeypatch.setattr(store, "connect", traced)
            article = article_of(text)
            with records.writer() as writer:
                source = writer.files.add_source("/news", "2022-11-09T10:00:00+00:00")
                file = writer.files.begin_file(source, f"/news/{number}.txt")
                writer.files.record(file, article, appearance_of(article, f"/news/{number}.txt"))
            find_copies(records)
        explaining = connect(tmp_path / "a.dossier", "write")
        plans = {
            sql: [row[3] for row in explaining.execute(f"EXPLAIN QUERY PLAN {sql}")]
            for sql in said
            if sql.startswith(("SELECT", "UPDATE", "INSERT", "DELETE"))
        }
        explaining.close()
    ours = {sql: plan for sql, plan in plans.items() if re.search("sketches|bands|likenesses|copies", sql)}
    assert any(sql.startswith("INSERT") and "likenesses" in sql for sql in ours)
    scanned = [f"{step}: {sql}" for sql, plan in ours.items() for step in plan if step.startswith("SCAN")]
    assert [step for step in scanned if not step.startswith(("SCAN json_each", "SCAN w"))] == []


def test_what_should_be_looked_at_is_counted_without_going_through_the_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def traced(path: Path, access: Access) -> sqlite3.Connection:
        connection = connect(path, access)
        connection.set_trace_callback(said.append)
        return connection

    with Records(tmp_path / "a.dossier", "create") as records:
        monkeypatch.setattr(store, "connect", traced)
        with records.view() as view:
            view.triage.counts([])
            view.triage.years()
            view.triage.reasons()
        explaining = connect(tmp_path / "a.dossier", "write")
        plans = [
            [row[3] for row in explaining.execute(f"EXPLAIN QUERY PLAN {sql}")]
            for sql in said
            if sql.startswith("SELECT")
        ]
        explaining.close()
    assert len(plans) > 4
    assert not [step for plan in plans for step in plan if step.startswith("SCAN a") and "USING" not in step]
