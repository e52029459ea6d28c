"""Seeing what an import left to be looked at, and putting it right, from the command line."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from builders import Story, write_stories

from dossier.cli.main import main
from dossier.wording import TRIAGE_HELP, TRIAGE_LABELS
from index.errors import SourceScan
from index.library.triage import KINDS, far_years

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("fake_model")

LONG = "Iran said that it rains. " * 12
ODD: dict[str, str | Story] = {
    "undated": "Undated\n\n" + LONG,
    "2022-11-03-named": "Named\n\n" + LONG + "1",
    "old": Story(text="Old\n\n" + LONG + "2", outlet="Wire", published="1891-05-01"),
    "future": Story(text="Future\n\n" + LONG + "3", outlet="Wire", published="2922-05-01"),
    "short": Story(text="Short\n\nIran agreed.", outlet="Wire", published="2022-11-03"),
    "well": Story(text="Well\n\n" + LONG + "4", outlet="Wire", published="2022-11-03"),
    "untitled": Story(text=LONG + "5", title=LONG, outlet="Wire", published="2022-11-03"),
}


def asked(capsys: Capture, *words: str) -> Any:
    """The JSON answer."""
    main([*words, "--json"])
    return json.loads(capsys.readouterr().out)


def titles(capsys: Capture, kind: str) -> list[str]:
    """The first words of the titles of a kind."""
    return [line["title"].split()[0] for line in asked(capsys, "triage", kind)["listed"]]


@pytest.fixture
def odd(tmp_path: Path, fake_model: None, capsys: Capture) -> Path:
    """A folder with an article of every kind, synced."""
    folder = write_stories(tmp_path / "odd", ODD)
    french = {"id": "a", "title": "Bonjour", "text": LONG, "language": "fr", "source": "W", "date": "2022-11-03"}
    (folder / "set.jsonl").write_text(json.dumps(french) + "\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    assert main(["sync", str(folder)]) == 1
    capsys.readouterr()
    return folder


def test_every_kind_has_its_words() -> None:
    assert tuple(TRIAGE_LABELS) == tuple(TRIAGE_HELP) == KINDS


def test_an_import_is_counted_by_kind(odd: Path, capsys: Capture) -> None:
    answer = asked(capsys, "triage")
    assert answer["counts"] == {
        "no-date": 1,
        "odd-date": 2,
        "file-name-date": 1,
        "no-outlet": 2,
        "no-title": 1,
        "short": 1,
        "not-read": 1,
        "failed": 1,
        "skipped": 1,
    }
    assert answer["details"] == {"not-read": {"language: fr": 1}}
    assert main(["triage"]) == 0
    shown = capsys.readouterr().out
    assert "2  no-outlet" in shown
    assert "(1 language: fr)" in shown


def test_a_kind_is_listed_with_what_is_odd(odd: Path, capsys: Capture) -> None:
    listed = asked(capsys, "triage", "odd-date")["listed"]
    told = {line["title"]: line["odd"] for line in listed}
    assert told["Old"] == "1891-05-01: before 1900"
    assert told["Future"].startswith("2922-05-01: later than the day it was read")
    assert titles(capsys, "no-date") == ["Undated"]
    assert titles(capsys, "no-title") == ["Iran"]
    assert asked(capsys, "triage", "short")["listed"][0]["odd"] == "19 characters"
    assert main(["triage", "no-outlet", "--limit", "1"]) == 0
    shown = capsys.readouterr().out
    assert "outlet unknown" in shown
    assert "1 more" in shown
    assert main(["triage", "failed"]) == 0
    assert "the file is empty" in " ".join(capsys.readouterr().out.split())
    assert main(["triage", "scans"]) == 1


def test_a_scan_is_counted_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def scan(found: Any) -> Any:
        raise SourceScan(found.locator, "a scan", hint="Read it with an OCR program first.")

    monkeypatch.setattr("index.sync.run.read", scan)
    assert main(["sync", str(write_stories(tmp_path / "scans", {"a": LONG}))]) == 1
    assert "triage: 1 scan; `dossier triage` lists them" in capsys.readouterr().out
    assert [line["odd"] for line in asked(capsys, "triage", "scans")["listed"]] == ["a scan"]


def test_the_report_of_a_sync_ends_with_what_to_look_at(odd: Path, news: Path, capsys: Capture) -> None:
    assert main(["sync", str(odd)]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("triage: 1 no date · 2 implausible date · 1 date from file name · 2 no outlet")
    assert "failed" not in last
    assert asked(capsys, "sync", str(odd))["triage"]["no-outlet"] == 2


@pytest.mark.parametrize(
    ("years", "odd"),
    [
        ({1970: 1, 2021: 400, 2022: 600}, {1970}),
        ({1970: 3, 1971: 2, 2021: 400, 2022: 600}, {1970, 1971}),
        ({1998: 10, 2007: 50, 2016: 900, 2022: 40}, set()),
        ({1970: 200, 2022: 800}, set()),
        ({1970: 1, 2022: 4}, set()),
        ({2012: 1, 2022: 99}, set()),
    ],
)
def test_dates_far_from_nearly_all_others_of_a_source_are_implausible(years: dict[int, int], odd: set[int]) -> None:
    assert far_years(years) == odd


def test_a_date_far_from_its_source_is_listed(tmp_path: Path, capsys: Capture) -> None:
    rows = [{"id": f"n{at}", "text": f"{LONG}{at}", "date": "2022-01-01", "source": "W"} for at in range(20)]
    rows[7]["date"] = "1970-01-01"
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    main(["-q", "sync", str(tmp_path / "set.jsonl")])
    [line] = asked(capsys, "triage", "odd-date")["listed"]
    assert (Path(line["path"]).name, line["odd"]) == (
        "set.jsonl#n7",
        "1970-01-01: more than 10 years from all else in its source",
    )


def test_metadata_are_set_for_all_of_a_kind_and_taken_back(odd: Path, capsys: Capture) -> None:
    assert main(["set", "--where", "no-outlet", "--outlet", "KCNA", "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("outlet KCNA for 2 articles (until now: none)\n")
    assert asked(capsys, "triage")["counts"]["no-outlet"] == 2
    assert main(["set", "--where", "no-outlet", "--outlet", "KCNA"]) == 0
    assert "decision 1: 2 articles changed" in capsys.readouterr().out
    assert "no-outlet" not in asked(capsys, "triage")["counts"]
    assert main(["search", "outlet:KCNA"]) == 0
    assert main(["history"]) == 0
    assert "outlet KCNA for 2 articles (no-outlet)" in capsys.readouterr().out
    assert main(["undo"]) == 0
    assert "(undone " in capsys.readouterr().out
    assert asked(capsys, "triage")["counts"]["no-outlet"] == 2
    assert main(["redo"]) == 0
    assert "(undone" not in capsys.readouterr().out
    assert [row["undone"] for row in asked(capsys, "history")["decisions"]] == [None]


def test_articles_are_named_by_title_id_path_folder_or_from_stdin(
    odd: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    [listed] = asked(capsys, "triage", "no-date")["listed"]
    path = str(odd / "undated.txt")
    monkeypatch.setattr("sys.stdin", StringIO(f"{listed['article']}\n"))
    for number, words in enumerate((["Undated"], [listed["article"]], [path], ["--under", path], ["-"])):
        answer = asked(capsys, "set", *words, "--outlet", f"Outlet {number}")
        assert answer["articles"] == [listed["article"]]
    both = asked(capsys, "set", "Well", "--under", str(odd / "old.md"), "--note", "checked")
    assert [Path(one["path"]).name for one in both["changes"]] == ["well.md", "old.md"]
    narrowed = asked(capsys, "set", "--under", str(odd), "--where", "short", "--note", "a stub")
    assert [Path(one["path"]).name for one in narrowed["changes"]] == ["short.md"]
    assert len(asked(capsys, "set", "--under", str(odd), "--note", "read")["articles"]) == 8


def test_a_date_is_set_and_the_article_read_again(odd: Path, capsys: Capture) -> None:
    assert main(["set", "Undated", "--date", "2022-11-04"]) == 0
    assert "decision 1: 1 article changed, 1 read again" in capsys.readouterr().out
    assert main(["set", "Named", "--date", "2022-11-04", "--later"]) == 0
    assert "read again at the next `dossier sync`" in capsys.readouterr().err
    main(["sync"])
    assert "1 read again" in capsys.readouterr().out
    answer = asked(capsys, "search", "title:Undated")["hits"][0]
    assert (answer["published"], answer["published_basis"]) == ("2022-11-04", "given")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_sets_each_its_own(odd: Path, mark: str, capsys: Capture) -> None:
    table = odd.parent / "dates.csv"
    rows = "file,date,outlet,rating\nodd/undated.txt,2022-11-04,KCNA,5\nodd/old.md,1991-05-01,,\ngone.txt,1991,,\n"
    table.write_text(rows.replace(",", mark), "utf-8")
    assert main(["set", "--from-csv", str(table), "--dry-run"]) == 0
    assert f"note: 1 row names no article that is there: {odd.parent}/gone.txt" in capsys.readouterr().err
    answer = asked(capsys, "set", "--from-csv", str(table))
    assert [(Path(one["path"]).name, one["field"], one["after"]) for one in answer["changes"]] == [
        ("undated.txt", "published", "2022-11-04"),
        ("undated.txt", "outlet", "KCNA"),
        ("old.md", "published", "1991-05-01"),
    ]
    [decision] = asked(capsys, "history")["decisions"]
    assert decision["detail"]["from"] == "dates.csv"


def test_many_articles_are_not_changed_without_asking(tmp_path: Path, capsys: Capture) -> None:
    stories: dict[str, str | Story] = {f"n{at}": f"Title {at}\n\n{LONG}" for at in range(25)}
    main(["-q", "sync", str(write_stories(tmp_path / "many", stories))])
    assert main(["set", "--where", "no-outlet", "--outlet", "KCNA"]) == 2
    shown = capsys.readouterr()
    assert "and 20 more" in shown.out
    assert "25 articles would change" in shown.err
    assert "--yes" in shown.err
    assert main(["set", "--where", "no-outlet", "--outlet", "KCNA", "--yes"]) == 0
    assert "25 articles changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["set", "Undated"], 2, "nothing to set"),
        (["set", "--outlet", "KCNA"], 2, "for which articles?"),
        (["set", "Undated", "--date", "yesterday"], 2, "2022-11-03"),
        (["set", "Nowhere", "--outlet", "KCNA"], 1, "no article named"),
        (["set", "--under", "/nowhere", "--outlet", "KCNA"], 1, "no article is there"),
        (["set", "Undated", "--outlet", "KCNA", "--read-only"], 2, "--read-only"),
        (["set", "Well", "--outlet", "Wire"], 0, "1 article is so already"),
        (["set", "Well", "--from-csv", "x.csv"], 2, "goes alone"),
        (["undo"], 1, "no decision"),
        (["undo", "7"], 1, "not in the history"),
        (["history"], 1, "nothing was decided"),
        (["triage", "nonsense"], 2, "nonsense"),
    ],
)
def test_what_cannot_be_done_is_said(odd: Path, capsys: Capture, words: list[str], code: int, said: str) -> None:
    assert main(words) == code
    assert said in capsys.readouterr().err


def test_hostile_titles_reach_no_terminal(tmp_path: Path, capsys: Capture) -> None:
    folder = write_stories(tmp_path / "evil", {"a\u202e": Story(title="Evil \x1b[2J\u202e", text="Iran agreed.")})
    main(["sync", str(folder)])
    for words in (["triage"], ["triage", "no-date"], ["set", "--where", "no-date", "--outlet", "\x1b[2J"], ["history"]):
        assert main(words) == 0
        shown = capsys.readouterr()
        assert not set(shown.out + shown.err) & set("\x1b\u202e")
