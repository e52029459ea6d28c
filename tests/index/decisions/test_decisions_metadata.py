"""Metadata that the analyst decides: they win over what is read, stay through syncs and moves, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from builders import FakeExtractor, Story, settings_in, sync_with_fake, write_stories

from index.decisions import Done, Later, Wanted, checked_fields, decide, redo, undo
from index.errors import ArchiveLocked, DecisionUnknown, ModelMissing, ValueUnusable
from index.library import Library
from index.model import DateBasis
from index.records import Records
from index.settings import Settings
from index.sync import SyncReport, sync
from index.sync.lock import locked

SHIP = "Ship\n\nJohn Kirby said that North Korea ships shells."
LIE = "Lie\n\nIran denied that it sold drones."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An archive with an article without date and outlet, and one with both."""
    made = settings_in(tmp_path)
    stories = {"ship": SHIP, "lie": Story(text=LIE, outlet="Wire", published="2022-11-03")}
    sync_with_fake(made, write_stories(tmp_path / "news", stories))
    return made


def set_(
    settings: Settings, fields: Mapping[str, str | None], *titles: str, under: str = "", later: Later | None = None
) -> Done:
    """Decide these fields for the articles of these titles, or for what lies there."""
    with Library.open(settings.archive, settings) as library:
        ids = {one.article for one in library.articles() if one.title in titles}
        chosen = Wanted(fields=checked_fields(fields), articles=None if under else ids, under=(under,) if under else ())
        changes = library.triage.changes([chosen])
    return decide(settings.archive, settings, changes, later=later or Later(load=FakeExtractor))


def told(settings: Settings, title: str = "Ship") -> tuple[str | None, str | None, DateBasis | None]:
    """Outlet, date and its basis."""
    with Library.open(settings.archive, settings) as library:
        [one] = [one for one in library.articles() if one.title == title]
    return one.outlet, one.published.value if one.published else None, one.published.basis if one.published else None


def counts(report: SyncReport) -> dict[str, int]:
    """The counts that are not zero."""
    kinds = ("new", "changed", "moved", "removed", "unchanged", "reread")
    return {kind: number for kind in kinds if (number := getattr(report, kind))}


DATED = {"outlet": "KCNA", "published": "2022-11-04"}
GIVEN = ("KCNA", "2022-11-04", DateBasis.GIVEN)


def test_what_is_decided_counts_at_once_on_screens_and_in_the_search(settings: Settings) -> None:
    done = set_(settings, DATED, "Ship")
    assert told(settings) == GIVEN
    assert (done.decision.number, done.decision.places, len(done.articles)) == (1, 1, 1)
    with Library.open(settings.archive, settings) as library:
        assert library.overview().index_lag == 0
        assert [hit.citation.title for hit in library.search("outlet:kcna date:2022-11-04").hits] == ["Ship"]


def test_another_date_has_the_article_read_again_at_once_where_it_is_little(settings: Settings) -> None:
    fake = FakeExtractor()
    assert set_(settings, {"outlet": "KCNA"}, "Ship", later=Later(load=lambda: fake)).reread == 0
    done = set_(settings, {"published": "2022-11-04"}, "Ship", later=Later(load=lambda: fake))
    assert (done.reread, done.waiting, len(fake.read)) == (1, 0, 1)
    assert counts(sync_with_fake(settings)) == {"unchanged": 2}


def test_where_it_is_much_the_next_sync_reads_it_again(settings: Settings) -> None:
    done = set_(settings, {"published": "2022-11-04"}, "Ship", later=Later(at_once=0))
    assert (done.reread, done.waiting) == (0, 1)
    fake = FakeExtractor()
    report = sync(settings.archive, [], settings, load=lambda: fake, pipeline=fake.pipeline)
    assert counts(report) == {"unchanged": 2, "reread": 1}


def test_without_a_language_model_the_decision_stands_and_the_text_waits(settings: Settings) -> None:
    def missing() -> FakeExtractor:
        raise ModelMissing("en_nowhere is not installed")

    done = set_(settings, DATED, "Ship", later=Later(load=missing))
    assert (told(settings), done.reread, done.waiting) == (GIVEN, 0, 1)


def test_what_is_decided_stays_through_syncs_new_text_moves_and_absence(settings: Settings, tmp_path: Path) -> None:
    set_(settings, DATED, "Ship")
    file, folder = tmp_path / "news" / "ship.txt", tmp_path / "news"
    assert counts(sync_with_fake(settings, folder)) == {"unchanged": 2}
    file.write_text(SHIP + " It rained.", encoding="utf-8")
    assert counts(sync_with_fake(settings)) == {"changed": 1, "unchanged": 1}
    assert told(settings) == GIVEN
    file = file.rename(folder / "moved.txt")
    assert counts(sync_with_fake(settings)) == {"moved": 1, "unchanged": 1}
    assert told(settings) == GIVEN
    written = file.read_bytes()
    file.unlink()
    assert counts(sync_with_fake(settings)) == {"removed": 1, "unchanged": 1}
    file.write_bytes(written)
    assert counts(sync_with_fake(settings)) == {"new": 1, "unchanged": 1}
    assert told(settings) == GIVEN
    undo(settings.archive, settings, later=Later(load=FakeExtractor))
    assert told(settings) == (None, None, None)


def test_what_is_read_meanwhile_comes_back_when_the_decision_is_undone(settings: Settings, tmp_path: Path) -> None:
    set_(settings, {"outlet": "KCNA"}, "Lie")
    write_stories(tmp_path / "news", {"lie": Story(text=LIE, outlet="Post", published="2022-11-03")})
    assert counts(sync_with_fake(settings)) == {"changed": 1, "unchanged": 1}
    assert told(settings, "Lie")[0] == "KCNA"
    undo(settings.archive, settings)
    assert told(settings, "Lie")[0] == "Post"
    assert counts(sync_with_fake(settings)) == {"unchanged": 2}


def test_a_field_can_be_cleared(settings: Settings) -> None:
    set_(settings, {"published": None, "outlet": None}, "Lie")
    assert told(settings, "Lie") == (None, None, None)
    assert counts(sync_with_fake(settings)) == {"unchanged": 2}
    undo(settings.archive, settings, later=Later(load=FakeExtractor))
    assert told(settings, "Lie") == ("Wire", "2022-11-03", DateBasis.METADATA)


def test_the_later_decision_counts_and_under_it_the_earlier_one_is_still_there(settings: Settings) -> None:
    for outlet in ("KCNA", "Rodong", "Yonhap"):
        set_(settings, {"outlet": outlet}, "Ship")
    undo(settings.archive, settings, 1)
    assert told(settings)[0] == "Yonhap"
    undo(settings.archive, settings)
    assert told(settings)[0] == "Rodong"
    redo(settings.archive, settings, 1)
    assert told(settings)[0] == "Rodong"
    undo(settings.archive, settings)
    assert told(settings)[0] == "KCNA"
    redo(settings.archive, settings)
    assert told(settings)[0] == "Rodong"
    with Library.open(settings.archive, settings) as library:
        history = library.triage.history()
    assert [(one.number, one.detail["fields"], bool(one.undone)) for one in history] == [
        (3, {"outlet": "Yonhap"}, True),
        (2, {"outlet": "Rodong"}, False),
        (1, {"outlet": "KCNA"}, False),
    ]


def test_what_cannot_be_undone_or_done_again_is_said(settings: Settings) -> None:
    with pytest.raises(DecisionUnknown):
        undo(settings.archive, settings)
    set_(settings, {"outlet": "KCNA"}, "Ship")
    with pytest.raises(DecisionUnknown, match="not undone"):
        redo(settings.archive, settings, 1)
    undo(settings.archive, settings, 1)
    with pytest.raises(DecisionUnknown, match="undone already"):
        undo(settings.archive, settings, 1)
    with pytest.raises(DecisionUnknown, match="not in the history"):
        redo(settings.archive, settings, 7)


def test_a_decision_of_a_kind_that_is_not_known_here_is_left_alone(settings: Settings) -> None:
    with Records(settings.archive) as records, records.writer() as writer:
        writer.decisions.add("from the future", {}, "2030-01-01T00:00:00+00:00")
    with pytest.raises(DecisionUnknown, match="from the future"):
        undo(settings.archive, settings)
    with Library.open(settings.archive, settings) as library:
        assert [one.undone for one in library.triage.history()] == [None]


def test_nothing_is_decided_while_a_sync_runs(settings: Settings) -> None:
    with locked(settings.archive), pytest.raises(ArchiveLocked, match="process"):
        set_(settings, {"outlet": "KCNA"}, "Ship")
    assert told(settings)[0] is None


def test_a_folder_and_a_file_name_what_lies_there(settings: Settings, tmp_path: Path) -> None:
    assert len(set_(settings, {"outlet": "KCNA"}, under=str(tmp_path / "news")).articles) == 2
    assert len(set_(settings, {"outlet": "Post"}, under=str(tmp_path / "news" / "ship.txt")).articles) == 1
    assert (told(settings)[0], told(settings, "Lie")[0]) == ("Post", "KCNA")


def test_of_an_article_in_two_places_the_other_one_keeps_what_it_says(settings: Settings, tmp_path: Path) -> None:
    write_stories(tmp_path / "news", {"second": Story(text=LIE, title="Lie", outlet="Post", published="2022-11-05")})
    sync_with_fake(settings)
    set_(settings, {"outlet": "KCNA"}, "Lie")
    assert told(settings, "Lie")[:2] == ("KCNA", "2022-11-03")
    (tmp_path / "news" / "lie.md").unlink()
    sync_with_fake(settings)
    assert told(settings, "Lie")[:2] == ("Post", "2022-11-05")


def test_another_text_in_the_place_of_one_takes_over_its_outlet_and_no_more(settings: Settings, tmp_path: Path) -> None:
    set_(settings, {**DATED, "title": "Shells"}, "Ship")
    write_stories(tmp_path / "news", {"ship": "Harbour\n\nRussia said that the harbour of Halden is closed."})
    sync_with_fake(settings)
    assert told(settings, "Harbour") == ("KCNA", None, None)
    write_stories(tmp_path / "news", {"ship": SHIP})
    sync_with_fake(settings)
    assert told(settings, "Shells") == GIVEN
    undo(settings.archive, settings, later=Later(load=FakeExtractor))
    assert told(settings) == (None, None, None)


def test_of_two_places_the_one_that_was_decided_about_names_the_article(settings: Settings, tmp_path: Path) -> None:
    set_(settings, {"published": "2022-11-09"}, "Lie")
    write_stories(tmp_path / "news", {"a": Story(text=LIE, outlet="Wire", published="2022-11-03")})
    sync_with_fake(settings)
    assert told(settings, "Lie") == ("Wire", "2022-11-09", DateBasis.GIVEN)


def test_another_place_of_a_text_does_not_take_back_its_decided_language(tmp_path: Path) -> None:
    settings, file = settings_in(tmp_path), tmp_path / "set.jsonl"
    record = {"id": "a", "title": "A", "text": SHIP, "language": "fr"}
    file.write_text(json.dumps(record), encoding="utf-8")
    sync_with_fake(settings, file)
    set_(settings, {"language": "en"}, "A")
    file.write_text("\n".join(json.dumps(one) for one in (record, {**record, "id": "b"})), encoding="utf-8")
    sync_with_fake(settings)
    sync_with_fake(settings)
    with Library.open(settings.archive, settings) as library:
        assert library.overview().statements == 1


def test_what_is_so_already_is_no_change_but_a_date_is_confirmed(settings: Settings) -> None:
    with Library.open(settings.archive, settings) as library:
        changes = library.triage.changes([Wanted(fields={"outlet": "Wire", "published": "2022-11-03"})])
        mine = [change.field for change in changes if change.title == "Lie" and change.is_needed]
    assert mine == ["published"]
    set_(settings, {"published": "2022-11-03"}, "Lie")
    assert told(settings, "Lie")[2] is DateBasis.GIVEN
    assert counts(sync_with_fake(settings)) == {"unchanged": 2}


def test_lines_of_a_data_set_keep_their_own_decisions_when_lines_come_above_them(tmp_path: Path) -> None:
    settings, file = settings_in(tmp_path), tmp_path / "set.jsonl"
    lines = [json.dumps({"title": "A", "text": SHIP}), json.dumps({"title": "B", "text": LIE})]
    file.write_text("\n".join(lines), encoding="utf-8")
    sync_with_fake(settings, file)
    set_(settings, {"outlet": "KCNA"}, "A")
    set_(settings, {"outlet": "Post"}, "B")
    file.write_text("\n".join([json.dumps({"title": "C", "text": "Iran agreed."}), *lines]), encoding="utf-8")
    sync_with_fake(settings)
    assert [told(settings, title)[0] for title in "ABC"] == ["KCNA", "Post", None]
    undo(settings.archive, settings, 1)
    assert [told(settings, title)[0] for title in "ABC"] == [None, "Post", None]


def test_a_record_with_an_id_of_its_own_keeps_its_decisions_with_another_text(tmp_path: Path) -> None:
    settings, file = settings_in(tmp_path), tmp_path / "set.jsonl"
    file.write_text(json.dumps({"id": "a", "title": "A", "text": SHIP}), encoding="utf-8")
    sync_with_fake(settings, file)
    set_(settings, DATED, "A")
    file.write_text(json.dumps({"id": "a", "title": "A", "text": LIE}), encoding="utf-8")
    sync_with_fake(settings)
    assert told(settings, "A") == GIVEN


def test_a_text_taken_for_another_language_is_read_once_the_analyst_says_that_it_is_english(tmp_path: Path) -> None:
    settings, file = settings_in(tmp_path), tmp_path / "set.jsonl"
    file.write_text(json.dumps({"id": "a", "title": "A", "text": SHIP, "language": "fr"}), encoding="utf-8")
    sync_with_fake(settings, file)
    assert set_(settings, {"language": "en"}, "A").reread == 1
    with Library.open(settings.archive, settings) as library:
        assert library.overview().statements == 1
    assert counts(sync_with_fake(settings)) == {"unchanged": 1}
    assert undo(settings.archive, settings, later=Later(load=FakeExtractor)).reread == 1
    with Library.open(settings.archive, settings) as library:
        assert library.overview().statements == 0


@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        ("published", "2022-11-03T10:00:00Z", "2022-11-03"),
        ("published", "2022", "2022"),
        ("language", "EN-gb", "en"),
        ("outlet", "  Korean  Central\nNews ", "Korean Central News"),
    ],
)
def test_values_are_kept_as_metadata_are(field: str, written: str, kept: str) -> None:
    assert checked_fields({field: written}) == {field: kept}


@pytest.mark.parametrize(
    ("field", "written"),
    [("published", "yesterday"), ("published", "2022-13-01"), ("language", "klingon"), ("outlet", "  "), ("text", "x")],
)
def test_a_value_that_cannot_stand_is_refused_with_what_can(field: str, written: str) -> None:
    with pytest.raises(ValueUnusable) as caught:
        checked_fields({field: written})
    assert caught.value.hint
