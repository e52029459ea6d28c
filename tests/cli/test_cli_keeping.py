"""Removing, purging, backing up and restoring from the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from dossier.cli.main import main

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("archive")


def asked(capsys: Capture, *words: str, code: int = 0) -> Any:
    """The JSON answer."""
    assert main([*words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def titles(capsys: Capture) -> set[str]:
    main(["search", "Russia", "--json"])
    return {hit["title"] for hit in json.loads(capsys.readouterr().out)["hits"]}


def test_an_article_is_removed_by_its_title_and_brought_back(capsys: Capture) -> None:
    assert main(["remove", "Pyongyang answers"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("removed: Pyongyang answers  ")
    assert "`dossier remove --undo ID` brings an article back" in shown.err
    assert "Pyongyang answers" not in titles(capsys)
    assert main(["remove", "--list"]) == 0
    assert "Pyongyang answers" in capsys.readouterr().out
    assert main(["remove", "--undo", "pyongyang"]) == 0
    assert capsys.readouterr().out == "back: Pyongyang answers\n"
    assert "Pyongyang answers" in titles(capsys)
    assert asked(capsys, "remove", "--list", code=1) == {"schema": 1, "removed": []}


def test_a_source_is_removed_by_its_path_from_any_folder(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(news.parent)
    assert main(["remove", "news"]) == 0
    assert capsys.readouterr().out == f"no longer followed: {news} (3 articles kept)\n"
    assert len(titles(capsys)) == 3
    (news / "late.txt").write_text("Russia said that it snowed.")
    assert main(["sync"]) == 0
    assert "no source has been added yet" in capsys.readouterr().out
    assert main(["sync", "news"]) == 0
    assert capsys.readouterr().out.startswith("1 new, 3 unchanged\n")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["remove"], 2, "say what to remove"),
        (["remove", "nobody's article"], 1, "no article named"),
        (["remove", "--undo", "Pyongyang answers"], 1, "no removed article named"),
        (["remove", "Pyongyang answers", "--read-only"], 2, "--read-only forbids a removal"),
        (["purge"], 2, "say what to purge"),
        (["purge", "--removed"], 1, "nothing to purge"),
        (["purge", "Pyongyang answers", "--yes", "--read-only"], 2, "--read-only forbids a purge"),
        (["purge", "Pyongyang answers"], 2, "Say --yes where nobody can be asked"),
    ],
)
def test_what_cannot_be_taken_out_is_one_clear_line(words: list[str], code: int, told: str, capsys: Capture) -> None:
    assert main(words) == code
    assert told in capsys.readouterr().err
    assert len(titles(capsys)) == 3


class Terminal(io.StringIO):
    """Somebody who answers."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "left"), [("y\n", 2), ("Yes\n", 2), ("\n", 3), ("n\n", 3), ("", 3)])
def test_a_purge_asks_on_a_terminal_and_takes_silence_for_no(
    answer: str, left: int, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    assert main(["purge", "Pyongyang answers"]) == (0 if left == 2 else 1)
    shown = capsys.readouterr()
    assert "Pyongyang answers" in shown.err
    assert "Delete 1 article for good? This cannot be undone. [y/N]" in shown.err
    assert shown.out == ("purged: 1 article\n" if left == 2 else "")
    assert len(titles(capsys)) == left


def test_all_that_was_removed_is_purged_at_once(capsys: Capture) -> None:
    assert main(["remove", "Pyongyang answers", "Drones over Ukraine"]) == 0
    capsys.readouterr()
    purged = asked(capsys, "purge", "--removed", "--yes")
    assert (len(purged["articles"]), purged["log_left"]) == (2, False)
    listed = asked(capsys, "remove", "--list")["removed"]
    assert {one["article"] for one in listed} == set(purged["articles"])
    assert {one["title"] for one in listed} == {None}
    assert len(titles(capsys)) == 1
    assert main(["sync"]) == 0
    assert "2 files skipped: 2 purged\n" in capsys.readouterr().out
    assert main(["remove", "--undo", purged["articles"][0][:8]]) == 0
    assert "comes back with the next sync" in capsys.readouterr().err
    assert main(["sync"]) == 0
    assert capsys.readouterr().out.startswith("1 new, ")
    assert len(titles(capsys)) == 2


def test_a_backup_is_made_and_restored(tmp_path: Path, capsys: Capture) -> None:
    copy = tmp_path / "copy.dossier"
    assert main(["backup", str(copy)]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith(f"{copy}: 3 articles, ")
    assert "Left out: local paths" in shown.err
    assert "--no-originals leaves them out" in shown.err
    assert main(["backup", str(copy)]) == 3
    assert "is there already" in capsys.readouterr().err
    made = asked(capsys, "backup", str(copy), "--force", "--with-paths", "--no-originals")
    assert (made["articles"], made["originals"], made["paths"]) == (3, 0, True)
    assert main(["remove", "Pyongyang answers"]) == 0
    capsys.readouterr()
    assert main(["restore", str(copy)]) == 0
    shown = capsys.readouterr()
    assert shown.out == f"{tmp_path / 'library.dossier'}: 3 articles restored\n"
    assert "library.dossier.before-restore" in shown.err
    assert len(titles(capsys)) == 3
    assert asked(capsys, "restore", str(copy))["before"].endswith(".before-restore-2")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["restore", "nowhere.dossier"], 3, "there is no such file"),
        (["restore", "library.dossier"], 3, "is the archive itself"),
        (["restore", "news/shells.md"], 3, "dossier: news/shells.md: is not a Dossier archive"),
        (["restore", "copy.dossier", "--read-only"], 2, "--read-only forbids"),
        (["backup", "library.dossier", "--force"], 3, "is the archive itself"),
        (["backup", "news", "--force"], 3, "Is a directory"),
        (["backup", "a.dossier", "--archive", "nowhere.dossier"], 3, "there is no such archive"),
    ],
)
def test_what_cannot_be_copied_is_one_clear_line(
    words: list[str], code: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    assert main(words) == code
    assert told in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_backup_may_be_made_of_an_archive_that_is_only_read(tmp_path: Path, capsys: Capture) -> None:
    before = (tmp_path / "library.dossier").read_bytes()
    assert main(["backup", str(tmp_path / "copy.dossier"), "--read-only"]) == 0
    assert (tmp_path / "library.dossier").read_bytes() == before
