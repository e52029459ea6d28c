"""The commands over three small stories: what is printed, what a program gets, and the exit codes."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from builders import SHELLS, Story, write_stories

from dossier.cli.main import main
from index.sync.lock import locked

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("archive")


def asked(capsys: Capture, *words: str) -> Any:
    """The JSON answer."""
    main([*words, "--json"])
    return json.loads(capsys.readouterr().out)


def test_a_search_prints_the_articles_and_the_sentences_that_answer(capsys: Capture) -> None:
    assert main(["search", "arms dealings"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("1 article · 1 passage · ")
    assert "\n\nPyongyang answers\n  Evening Post · 8 Nov 2022 · " in shown.out
    assert "\n    North Korea denied that it had arms dealings with Russia.\n" in shown.out + "\n"
    assert "\x1b" not in shown.out
    assert shown.err == ""


def test_the_words_of_a_query_need_no_quotes_of_the_shell(capsys: Capture) -> None:
    assert asked(capsys, "search", "arms", "dealings")["query"] == "arms dealings"


def test_search_for_programs_has_offsets_into_article_and_passage(capsys: Capture) -> None:
    answer = asked(capsys, "search", "shells")
    assert list(answer)[:7] == ["schema", "query", "took_ms", "total", "passage_total", "hits", "facets"]
    assert (answer["schema"], answer["query"], answer["total"]) == (1, "shells", 1)
    [hit] = answer["hits"]
    assert set(hit) >= {
        "article",
        "title",
        "title_highlights",
        "outlet",
        "published",
        "score",
        "copies",
        "passages",
        "actors",
    }
    text = SHELLS["shells"].text  # type: ignore[union-attr]
    for passage in hit["passages"]:
        assert text[passage["start"] : passage["end"]] == passage["text"]
        assert passage["highlights"]
        for start, end in passage["highlights"]:
            assert passage["text"][start:end].casefold() == "shells"
    assert answer["passage_total"] == len(hit["passages"])


def test_limit_sort_and_facets_reach_the_search(capsys: Capture) -> None:
    newest = asked(capsys, "search", "Russia", "--sort", "newest", "--limit", "1", "--facets")
    assert newest["total"] == 3
    assert [hit["title"] for hit in newest["hits"]] == ["Pyongyang answers"]
    assert {"value", "label", "count"} == set(newest["facets"]["outlets"][0])
    oldest = asked(capsys, "search", "Russia", "--sort", "oldest")
    assert [hit["published"] for hit in oldest["hits"]] == ["2022-10-18", "2022-11-03", "2022-11-08"]
    main(["search", "Russia", "--limit", "1", "--facets"])
    shown = capsys.readouterr().out
    assert "2 more; --limit N shows more" in shown
    assert "status: " in shown
    assert "disputes" in shown


def test_other_names_of_an_actor_are_found_unless_switched_off(capsys: Capture) -> None:
    assert asked(capsys, "search", "DPRK")["total"] == 2
    assert asked(capsys, "search", "DPRK", "--no-aliases")["total"] == 1


@pytest.mark.parametrize("words", [["-q", "search", "zebra"], ["actors", "zebra", "--quiet"]])
def test_quiet_leaves_the_exit_code_to_say_that_nothing_was_found(capsys: Capture, words: list[str]) -> None:
    assert main(words) == 1
    assert capsys.readouterr() == ("", "")


def test_any_finds_articles_with_one_of_the_words(capsys: Capture) -> None:
    assert asked(capsys, "search", "dealings drones ground", "--any")["total"] == 2
    assert main(["search", "dealings drones ground"]) == 1
    assert "--any finds articles" in capsys.readouterr().err


def test_nothing_found_is_exit_1_with_an_empty_answer_and_near_words(capsys: Capture) -> None:
    assert main(["search", "shelss"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "dossier: nothing found for shelss\n  Did you mean: shells\n"
    assert main(["search", "shelss", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["hits"] == []


def test_a_query_that_cannot_be_read_is_exit_2_with_the_position(capsys: Capture) -> None:
    assert main(["search", 'arms "dealings']) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert '  arms "dealings\n       ^' in shown.err
    assert "character 6" in shown.err


def test_hits_are_marked_on_a_terminal_only_where_wanted(capsys: Capture, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    main(["search", "dealings"])
    assert "arms \x1b[1;7mdealings\x1b[22;27m with" in capsys.readouterr().out
    main(["search", "dealings", "--no-color"])
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    main(["search", "dealings"])
    assert "\x1b" not in capsys.readouterr().out


def test_actors_are_listed_with_counts_busiest_first(capsys: Capture) -> None:
    assert main(["actors"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["actor", "kind", "articles", "said", "about"]
    assert lines[1].split()[:2] == ["Russia", "state"]


def test_a_pattern_matches_any_name_of_an_actor(capsys: Capture) -> None:
    [row] = asked(capsys, "actors", "dprk")["actors"]
    assert (row["id"], row["name"], row["cls"], row["articles"]) == ("state:kp", "North Korea", "state", 2)
    assert {"surface": "DPRK", "kind": "acronym", "count": 1} in row["aliases"]


def test_nobody_found_is_exit_1(capsys: Capture) -> None:
    assert main(["actors", "nobody"]) == 1
    assert capsys.readouterr() == ("", "dossier: no actor with nobody in a name in this archive\n")


def test_a_dossier_shows_what_was_said_by_and_about(capsys: Capture) -> None:
    assert main(["show", "John", "Kirby"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("John Kirby\nperson · 2 articles · 1 outlet · 18 Oct 2022 to 3 Nov 2022\n")
    assert "SAID BY JOHN KIRBY (3)" in shown
    assert "\n  claims           Iran had experts on the ground\n" in shown
    assert "│ The spokesperson Kirby claimed that Iran" in shown


def test_any_name_opens_the_same_dossier(capsys: Capture) -> None:
    by_acronym, by_id = asked(capsys, "show", "DPRK"), asked(capsys, "show", "state:kp")
    assert by_acronym == by_id
    assert by_id["actor"]["name"] == "North Korea"


def test_the_dossier_for_programs_has_every_list_and_true_offsets(capsys: Capture) -> None:
    dossier = asked(capsys, "show", "North Korea")
    lists = ("roles", "said_by", "said_about", "events", "claims", "timeline", "network", "sources", "notes")
    names = ("joined", "perhaps")
    assert tuple(dossier) == ("schema", "actor", "counts", "first_seen", "last_seen", *names, *lists)
    assert dossier["counts"]["said_by"] == len(dossier["said_by"]) == 2
    assert (dossier["first_seen"], dossier["last_seen"]) == ("2022-11-03", "2022-11-08")
    texts = {source["article"]: source["title"] for source in dossier["sources"]}
    stories = {story.title: story.text for story in SHELLS.values() if isinstance(story, Story)}
    for row in [*dossier["said_by"], *dossier["said_about"]]:
        text = stories[texts[row["article"]]]
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["sentence"] in text
        assert row["passage"].startswith(row["article"])
        for part in row["content"]:
            assert text[part["start"] : part["end"]] == part["text"]


def test_a_dossier_is_written_whole_to_a_file(tmp_path: Path, capsys: Capture) -> None:
    for form, start in (("text", "Iran\n"), ("json", "{\n")):
        assert main(["show", "Iran", "--format", form, "-o", str(tmp_path / f"iran.{form}")]) == 0
        assert (tmp_path / f"iran.{form}").read_text().startswith(start)
    assert capsys.readouterr() == ("", "")
    assert main(["show", "Iran", "-o", str(tmp_path / "no" / "iran.txt")]) == 3
    assert "cannot be written" in capsys.readouterr().err
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_an_unknown_actor_gets_the_nearest_names(capsys: Capture) -> None:
    assert main(["show", "Jon Kirbi"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "no actor named 'Jon Kirbi'" in shown.err
    assert "John Kirby" in shown.err


def test_two_articles_are_printed_pair_by_pair(capsys: Capture) -> None:
    assert main(["compare", "Shells shipped", "Pyongyang answers"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("left    Shells shipped to Russia\n        Daily Wire · 3 Nov 2022 · ")
    assert "both name   " in shown
    assert "only left   " in shown
    assert "no partner means\nsilence, not difference." in shown


def test_articles_are_named_by_id_or_the_beginning_of_one(capsys: Capture) -> None:
    ids = [hit["article"] for hit in asked(capsys, "search", "Russia", "--sort", "oldest")["hits"]]
    compared = asked(capsys, "compare", ids[0], ids[1][:8])
    assert (compared["left"]["article"], compared["right"]["article"]) == (ids[0], ids[1])
    assert {pair["kind"] for pair in compared["pairs"]} <= {"both", "only left", "only right"}


def test_an_article_that_is_not_there_is_said_so(capsys: Capture) -> None:
    assert main(["compare", "Shells", "Moon landing"]) == 1
    assert "no article named 'Moon landing'" in capsys.readouterr().err


def test_the_doctor_tells_versions_paths_and_state(tmp_path: Path, capsys: Capture) -> None:
    report = asked(capsys, "doctor")
    assert report["paths"]["cache"] == str(tmp_path / "cache")
    assert {"dossier", "python", "textual", "spacy"} <= set(report["versions"])
    assert [(check["name"], check["ok"]) for check in report["checks"]] == [
        (name, True) for name in ("archive", "index", "model", "cache")
    ]
    assert report["checks"][0]["detail"].startswith("3 articles, ")


def test_a_damaged_index_is_trouble_until_it_is_repaired(tmp_path: Path, capsys: Capture) -> None:
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file() and path.suffix not in (".json",):
            path.write_bytes(b"")
    assert main(["doctor"]) == 3
    assert "TROUBLE" in capsys.readouterr().out
    assert main(["doctor", "--repair"]) == 0
    assert "TROUBLE" not in capsys.readouterr().out
    assert main(["search", "dealings"]) == 0


def zero_a_page(archive: Path, of: str) -> None:
    """Overwrite the first page of one table or index of the archive with zeros."""
    connection = sqlite3.connect(archive)
    size: int = connection.execute("PRAGMA page_size").fetchone()[0]
    page: int = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (of,)).fetchone()[0]
    connection.close()
    content = bytearray(archive.read_bytes())
    content[(page - 1) * size : page * size] = bytes(size)
    archive.write_bytes(content)


@pytest.mark.parametrize("damaged", ["mentions_article", "articles", "meta"])
@pytest.mark.parametrize("words", [["doctor"], ["doctor", "--repair"]])
def test_a_damaged_archive_is_its_own_trouble_and_no_repair_hides_it(
    words: list[str], damaged: str, tmp_path: Path, capsys: Capture
) -> None:
    zero_a_page(tmp_path / "library.dossier", damaged)
    assert main([*words, "--json"]) == 3
    archive = json.loads(capsys.readouterr().out)["checks"][0]
    assert (archive["name"], archive["ok"]) == ("archive", False)
    assert archive["detail"].count("is damaged") <= 1
    assert "cannot be repaired" in archive["hint"]
    assert main(words) == 3
    shown = " ".join(capsys.readouterr().out.split())
    assert "archive TROUBLE" in shown
    assert "Restore a backup, or sync its sources into a new archive" in shown


def test_the_index_of_an_archive_with_a_damaged_page_is_looked_at_by_itself(tmp_path: Path, capsys: Capture) -> None:
    zero_a_page(tmp_path / "library.dossier", "mentions_article")
    checks = {check["name"]: check["ok"] for check in asked(capsys, "doctor")["checks"]}
    assert (checks["archive"], checks["index"]) == (False, True)


def test_read_only_leaves_every_byte_of_the_archive_as_it_is(tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in tmp_path.glob("library.dossier*")}
    for words in (["search", "Russia"], ["show", "Iran"], ["actors"], ["doctor"]):
        assert main([*words, "--read-only"]) == 0
    assert {path.name: path.read_bytes() for path in tmp_path.glob("library.dossier*")} == before


@pytest.mark.parametrize("command", [[], ["sync"]])
@pytest.mark.parametrize("name", ["demo.dossier", "demo.db"])
def test_an_archive_given_as_a_path_to_add_is_told_from_a_source(
    command: list[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (tmp_path / name).write_bytes((tmp_path / "library.dossier").read_bytes())
    monkeypatch.chdir(tmp_path)
    assert main([*command, name]) == 2
    assert capsys.readouterr().err == f"dossier: {name} is an archive: open it with --archive {name}\n"


def test_a_dossier_taken_for_a_name_of_several_names_the_others(tmp_path: Path, capsys: Capture) -> None:
    left = "The spokesperson Kirby left Russia. " * 20
    met = "Kirby met Ned Price, Ann Lee, Bo Ray."
    more = {"a": left, "b": f"A general Jack {met}", "c": f"A general {met}"}
    assert main(["sync", str(write_stories(tmp_path / "more", more))]) == 0
    capsys.readouterr()
    assert main(["show", "Kirby"]) == 0
    shown = capsys.readouterr()
    assert shown.err.startswith("note: not meant: ")
    assert "Jack Kirby (person, 2 articles, id " in shown.err
    assert shown.err.count("\n") == 1


def test_a_comparison_prints_each_passage_on_its_own_side(capsys: Capture) -> None:
    assert main(["compare", "Shells shipped", "Pyongyang"]) == 0
    lines = capsys.readouterr().out.split("\n")
    left = [line for line in lines if line.startswith("left ")]
    right = [line for line in lines if line.startswith("right ")]
    assert any("North Korea sent shells to Russia." in line for line in left)
    assert not any("North Korea sent shells to Russia." in line for line in right)
    assert any("North Korea denied that it had arms dealings" in line for line in right)


def test_advice_on_a_missing_index_names_the_archive_that_was_asked(tmp_path: Path, capsys: Capture) -> None:
    shutil.copy(tmp_path / "library.dossier", tmp_path / "my copy.dossier")
    copy = str(tmp_path / "my copy.dossier")
    assert main(["search", "shells", "--archive", copy]) == 3
    assert f"`dossier doctor --repair --archive '{copy}'`" in capsys.readouterr().err
    assert main(["doctor", "--archive", copy]) == 3
    assert f"--archive '{copy}'".replace(" ", "") in "".join(capsys.readouterr().out.split())
    assert main(["doctor", "--repair", "--archive", copy]) == 0
    assert "Made anew: the search index of 3 articles, the joins of " in " ".join(capsys.readouterr().out.split())
    assert main(["search", "shells", "--archive", copy]) == 0


def test_the_report_of_the_doctor_holds_nothing_that_must_not_be_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOGNAME", "annamuster")
    log = tmp_path / "log" / "dossier.log"
    log.parent.mkdir(exist_ok=True)
    said = f"{tmp_path}/cache/index is bad; so is /srv/annamuster/news"
    ours = f"2026-11-22 15:00:00,123 WARNING index.fulltext.cache: {said}"
    theirs = "2026-11-22 15:00:00,124 WARNING a.library: I have read “Kirby"
    log.write_text(f"and Lavrov”\n{theirs}\nand Russia”\n{ours}\n  File x, line 1\n")
    with sqlite3.connect(tmp_path / "library.dossier") as connection:
        connection.execute("UPDATE mentions SET stop = 99999 WHERE id = 1")
    connection.close()
    (tmp_path / "report.json").write_text("an older one")
    assert main(["doctor", "--report", str(tmp_path / "report.json")]) == 3
    written = (tmp_path / "report.json").read_text()
    assert (tmp_path / "report.json").stat().st_mode & 0o777 == 0o600
    for secret in (str(tmp_path), "annamuster", "Kirby", "Lavrov", "Shells", "Daily Wire", "news", "Russia"):
        assert secret not in written
    report = json.loads(written)
    assert [(one["name"], one["count"]) for one in report["findings"]] == [("spans", 2)]
    assert report["rows"]["articles"] == 3
    assert report["bytes"]["archive"] > 0
    assert report["log"] == [
        "2026-11-22 15:00:00,124 WARNING a.library: (left out)",
        "2026-11-22 15:00:00,123 WARNING index.fulltext.cache: CACHE/index is bad; so is PATH",
        "  File x, line 1",
    ]
    assert report["settings"]["archive"] == "ARCHIVE"


def test_a_report_that_cannot_be_written_is_one_clear_line(tmp_path: Path, capsys: Capture) -> None:
    assert main(["doctor", "--report", str(tmp_path / "no such folder" / "report.json")]) == 3
    assert "the report cannot be written (No such file or directory)" in capsys.readouterr().err


def test_the_doctor_does_not_worry_about_what_a_running_sync_sees_to(tmp_path: Path, capsys: Capture) -> None:
    with sqlite3.connect(tmp_path / "library.dossier") as connection:
        connection.execute("UPDATE articles SET joined = 0 WHERE id = 1")
    connection.close()
    assert main(["doctor"]) == 3
    assert "1 article whose actors are not joined yet" in " ".join(capsys.readouterr().out.split())
    with locked(tmp_path / "library.dossier"):
        assert main(["doctor"]) == 0
    assert "sync      well    is running: process " in capsys.readouterr().out


def test_an_archive_that_is_only_read_gets_an_index_without_being_touched(tmp_path: Path, capsys: Capture) -> None:
    medium = tmp_path / "medium"
    medium.mkdir()
    copy = str(shutil.copy(tmp_path / "library.dossier", medium / "copy.dossier"))
    before = Path(copy).read_bytes()
    assert main(["search", "shells", "--archive", copy, "--read-only"]) == 3
    told = capsys.readouterr().err
    assert f"`dossier doctor --repair --archive {copy} --read-only`" in told
    assert "next sync" not in told
    assert main(["doctor", "--repair", "--archive", copy, "--read-only"]) == 0
    assert "Made anew: the search index of 3 articles; the archive was not touched." in capsys.readouterr().out
    assert main(["search", "shells", "--archive", copy, "--read-only"]) == 0
    assert Path(copy).read_bytes() == before
    assert [path.name for path in medium.iterdir()] == ["copy.dossier"]
    with locked(Path(copy)):
        assert main(["doctor", "--repair", "--archive", copy, "--read-only"]) == 3
    assert "is being synced by process" in capsys.readouterr().err
