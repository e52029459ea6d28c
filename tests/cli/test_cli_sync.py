"""Filling an archive from the command line, and every command where there is none, or none that can be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builders import write_stories

from dossier.cli.main import main

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("fake_model")


def asked(capsys: Capture, *words: str) -> Any:
    """The JSON answer."""
    main([*words, "--json"])
    return json.loads(capsys.readouterr().out)


def test_a_sync_tells_what_is_new_and_a_second_one_does_nothing(news: Path, capsys: Capture) -> None:
    assert main(["sync", str(news)]) == 0
    first = capsys.readouterr()
    assert first.out.startswith("3 new\n3 articles in the archive (")
    assert first.err == ""
    assert main(["sync"]) == 0
    assert capsys.readouterr().out.startswith("3 unchanged\n")


def test_the_report_for_programs_has_its_fields(news: Path, capsys: Capture) -> None:
    report = asked(capsys, "sync", str(news))
    kinds = ("new", "changed", "moved", "removed", "unchanged", "reread", "failed", "skipped")
    assert tuple(report) == ("schema", *kinds, "articles", "seconds", "remarks", "copies", "triage")
    assert (report["schema"], report["new"], report["failed"], report["articles"]) == (1, 3, [], 3)


def test_an_interrupted_sync_says_that_what_it_read_is_kept(
    news: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dossier.cli.sync.sync", interrupted)
    assert main(["sync", str(news)]) == 130
    assert "What was read so far is kept" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_read(news: Path, capsys: Capture) -> None:
    (news / "empty\x1b[2J.txt").write_text("")
    assert main(["sync", str(news)]) == 1
    shown = capsys.readouterr()
    assert "3 new" in shown.out
    assert "1 file could not be read:" in shown.out
    assert "empty␛[2J.txt: " in shown.out
    assert "failed: " in shown.err
    assert "\x1b" not in shown.out + shown.err
    assert main(["sync", str(news), "--json"]) == 1
    [failure] = json.loads(capsys.readouterr().out)["failed"]
    assert failure["path"].endswith("empty\x1b[2J.txt")
    assert failure["reason"]
    assert failure["hint"]


def test_what_dossier_does_not_read_is_skipped_by_suffix_and_is_no_failure(news: Path, capsys: Capture) -> None:
    for name in ("a.jpg", "b.JPG", "c.xlsx", "Makefile", ".hidden.jpg"):
        (news / name).write_bytes(b"\xff\xd8")
    assert main(["sync", str(news)]) == 0
    shown = capsys.readouterr()
    assert "4 files skipped: 2 .jpg, 1 .xlsx, 1 no suffix (not a format Dossier reads)" in shown.out
    assert "failed" not in shown.out + shown.err
    report = asked(capsys, "sync")
    assert [Path(one["path"]).name for one in report["skipped"]] == ["Makefile", "a.jpg", "b.JPG", "c.xlsx"]
    assert all(one["hint"].startswith("Dossier reads .txt") for one in report["skipped"])
    assert report["failed"] == []


def test_every_file_is_listed_with_what_became_of_it(news: Path, capsys: Capture) -> None:
    (news / "empty.txt").write_bytes(b"")
    (news / "photo.jpg").write_bytes(b"\xff\xd8")
    (news / "set.jsonl").write_text('{"text": "Iran agreed."}\n{no json\n', encoding="utf-8")
    assert main(["-q", "sync", str(news)]) == 1
    files = {Path(line["path"]).name: line for line in asked(capsys, "files")["files"]}
    assert {name: (line["outcome"], line["format"], line["articles"]) for name, line in files.items()} == {
        "answer.md": ("read", "Markdown", 1),
        "drones.md": ("read", "Markdown", 1),
        "empty.txt": ("failed", "text", 0),
        "photo.jpg": ("skipped", None, 0),
        "set.jsonl": ("read", "data set", 1),
        "shells.md": ("read", "Markdown", 1),
    }
    assert [one["path"] for one in files["set.jsonl"]["problems"]] == [f"{news}/set.jsonl#line-2"]
    assert main(["files", "--failed"]) == 0
    shown = capsys.readouterr()
    assert [line.split()[0] for line in shown.out.splitlines() if not line.startswith(" ")] == ["failed", "read"]
    assert "the file is empty" in shown.out
    assert shown.err == "2 files: 1 read, 1 failed\n"
    assert main(["files", "--skipped", str(news / "shells.md")]) == 1
    assert main(["files", str(news), "--limit", "2"]) == 0
    assert "4 more" in capsys.readouterr().out


def test_progress_for_programs_is_one_object_a_line_on_stderr(news: Path, capsys: Capture) -> None:
    assert main(["sync", str(news), "--progress", "json"]) == 0
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert {"event", "done", "total", "path", "reason", "rate", "seconds_left"} == set(events[0])
    assert events[0]["event"] == "plan"
    assert events[-1]["event"] == "done"
    assert (events[-1]["done"], events[-1]["total"]) == (3, 3)


def test_quiet_says_nothing_when_all_is_well(news: Path, capsys: Capture) -> None:
    assert main(["-q", "sync", str(news)]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_path_that_does_not_exist_makes_no_archive(tmp_path: Path, capsys: Capture) -> None:
    assert main(["sync", str(tmp_path / "nowhere")]) == 1
    assert "nowhere" in capsys.readouterr().out
    assert not (tmp_path / "library.dossier").exists()


def test_what_an_article_hides_reaches_no_terminal_and_no_json(tmp_path: Path, capsys: Capture) -> None:
    evil = "[red]Iran\x1b[2J\x1b]52;c;eA==\x07 \u202eand\u2069 \x9bcsi"
    folder = write_stories(tmp_path / "evil", {"a\u202e": f"Headline {evil}\n\nIran said that {evil} is fine."})
    main(["sync", str(folder)])
    for words in (["search", "fine"], ["show", "Iran"], ["actors"], ["compare", "Headline", "Headline"]):
        for form in ([], ["--json"]):
            assert main([*words, *form]) == 0
            shown = capsys.readouterr()
            assert not set(shown.out + shown.err) & set("\x1b\x07\x9b\u202e\u2069")
    main(["search", "fine"])
    assert "[red]Iran␛[2J␛]52;c;eA==␇ �and� �csi" in " ".join(capsys.readouterr().out.split())


def test_the_doctor_finds_all_well_before_there_is_an_archive(capsys: Capture) -> None:
    assert main(["doctor"]) == 0
    shown = capsys.readouterr().out
    assert "archive   well    none yet" in shown
    assert "library.dossier" in shown


def test_a_file_that_is_no_archive_is_trouble_everywhere(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "library.dossier").write_text("just a text, and a long one " * 50)
    for words in (["doctor"], ["search", "x"], ["show", "x"], ["actors"], ["sync", str(tmp_path)]):
        assert main(words) == 3
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        assert "library.dossier" in shown.out + shown.err


@pytest.mark.parametrize("words", [["search", "x"], ["show", "x"], ["actors"], ["compare", "a", "b"], ["sync"]])
def test_a_missing_archive_is_said_with_what_to_do(words: list[str], capsys: Capture) -> None:
    assert main(words) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "library.dossier" in shown.err
    assert "dossier sync" in shown.err


def test_a_model_that_is_not_installed_is_said_with_what_to_do(monkeypatch, capsys: Capture) -> None:
    monkeypatch.setenv("DOSSIER_MODEL", "en_nowhere")
    assert main(["doctor"]) == 3
    assert "en_nowhere is not installed" in capsys.readouterr().out
