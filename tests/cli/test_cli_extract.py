"""Reading one text, or one a line, without an archive; and scoring it."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from dossier.cli.main import main
from index.errors import ModelMissing

SAID = "Kirby said that Russia asked for shells."


pytestmark = pytest.mark.usefixtures("fake_model")


def given_stdin(monkeypatch: pytest.MonkeyPatch, content: str | bytes) -> None:
    """Give the command this standard input."""
    raw = content if isinstance(content, bytes) else content.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The records printed."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def write(path: Path, *records: object) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_an_export_of_a_press_archive_is_split_like_a_sync_splits_it(tmp_path: Path, capsys) -> None:
    article = (
        "{n} of 2 DOCUMENTS\n\n\nThe Example Herald\n\nNovember 3, 2022 Thursday\n\nShells {n}\n\nLENGTH: 8 words\n\n"
    )
    export = "".join(f"{article.format(n=n)}{SAID}\n\nLOAD-DATE: November 4, 2022\n\n\n" for n in (1, 2))
    (tmp_path / "export.txt").write_text(export)
    assert main(["extract", str(tmp_path / "export.txt")]) == 0
    assert [(row["id"], row["date"], row["source"], row["text"]) for row in rows(capsys)] == [
        (str(n), "2022-11-03", "The Example Herald", SAID) for n in (1, 2)
    ]


def test_a_text_file_is_read_and_named_by_its_file(tmp_path: Path, capsys) -> None:
    (tmp_path / "kirby.txt").write_text(SAID)
    assert main(["extract", str(tmp_path / "kirby.txt"), "--date", "2022-11-03"]) == 0
    [row] = rows(capsys)
    assert (row["id"], row["date"], row["text"]) == ("kirby", "2022-11-03", SAID)
    [statement] = row["statements"]
    assert statement["content"] == [{"start": 11, "end": 39, "text": "that Russia asked for shells"}] or (
        statement["content"][0]["text"] == "Russia asked for shells"
    )


def test_a_web_page_is_read_like_in_a_sync_with_its_date_and_outlet(tmp_path: Path, capsys) -> None:
    head = "<meta name='date' content='2022-11-03'><meta property='og:site_name' content='The Wire'>"
    page = (
        f"<html><head><title>Shells</title>{head}</head><body><nav>Home</nav><h1>Shells</h1><p>{SAID}</p></body></html>"
    )
    (tmp_path / "kirby.html").write_text(page)
    assert main(["extract", str(tmp_path / "kirby.html")]) == 0
    [row] = rows(capsys)
    assert (row["id"], row["date"], row["source"], row["text"]) == (
        "kirby",
        "2022-11-03",
        "The Wire",
        f"Shells\n\n{SAID}",
    )


def test_a_file_that_its_reader_refuses_is_an_error_with_a_hint(tmp_path: Path, capsys) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    assert main(["extract", str(tmp_path / "a.pdf")]) == 1
    assert "cannot be read as a PDF" in capsys.readouterr().err


def test_every_stated_string_stands_where_the_offsets_say(tmp_path: Path, capsys) -> None:
    path = write(tmp_path / "a.jsonl", {"text": SAID}, {"text": "“Gone,” said nobody. Iran denied that 🚀 flew."})
    assert main(["extract", str(path), "--why"]) == 0
    seen = 0
    for row in rows(capsys):
        for span in [*row["mentions"], *(part for s in row["statements"] for part in s["content"])]:
            assert row["text"][span["start"] : span["end"]] == span["text"]
            seen += 1
        assert all(m["rule"] == "fake" for m in row["mentions"])
    assert seen > 4


def test_json_lines_echo_their_id_and_come_in_order(tmp_path: Path, capsys) -> None:
    path = write(tmp_path / "a.jsonl", *({"id": n, "text": f"{SAID} {n}", "source": "Post"} for n in range(5)))
    assert main(["extract", str(path)]) == 0
    printed = rows(capsys)
    assert [row["id"] for row in printed] == ["0", "1", "2", "3", "4"]
    assert {row["source"] for row in printed} == {"Post"}


def test_null_is_absent(tmp_path: Path, capsys) -> None:
    path = write(tmp_path / "a.jsonl", {"id": None, "date": None, "source": None, "text": SAID})
    assert main(["extract", str(path)]) == 0
    [row] = rows(capsys)
    assert len(row["id"]) == 16
    assert row["date"] is None


def test_a_line_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path, capsys) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "{SAID}"}}\n{{oops\n\n[1]\n{{"title": "x"}}\n{{"text": "{SAID} 2"}}\n')
    assert main(["extract", str(path)]) == 1
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 2
    assert [line.split(":")[1].strip() for line in shown.err.splitlines()] == ["line 2", "line 4", "line 5"]


def test_a_text_in_a_language_that_is_not_read_is_no_failure(tmp_path: Path, capsys) -> None:
    path = write(tmp_path / "a.jsonl", {"text": "Kirby a dit.", "language": "fr"})
    assert main(["extract", str(path)]) == 0
    [row] = rows(capsys)
    assert (row["skipped"], row["statements"]) == ("language: fr", [])


def test_compressed_lines_are_read(tmp_path: Path, capsys) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"text": SAID}).encode()))
    assert main(["extract", str(path)]) == 0
    assert len(rows(capsys)) == 1


@pytest.mark.parametrize("content", [SAID, json.dumps({"text": SAID}), f"\ufeff{SAID}"])
def test_standard_input_may_be_a_text_or_json_lines(content: str, monkeypatch, capsys) -> None:
    given_stdin(monkeypatch, content)
    assert main(["extract", "-"]) == 0
    assert rows(capsys)[0]["text"] == SAID


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"caf\xe9", "is not UTF-8 text"),
        ("a.jsonl.gz", b"not gzip", "is not a whole gzip file"),
        ("a.jsonl.gz", gzip.compress(b"{}" * 99, mtime=0)[:-9], "is not a whole gzip file"),
        (None, b"", "No such file"),
    ],
)
def test_an_input_that_cannot_be_read_is_one_clear_line(
    name, content: bytes, complaint: str, tmp_path: Path, capsys
) -> None:
    path = tmp_path / (name or "missing.txt")
    if name:
        path.write_bytes(content)
    assert main(["extract", str(path)]) == 1
    shown = capsys.readouterr()
    assert complaint in shown.err
    assert shown.out == ""


def test_what_a_terminal_would_obey_is_escaped_and_not_lost(tmp_path: Path, capsys) -> None:
    path = write(tmp_path / "a.jsonl", {"text": f"{SAID} \x1b[31m\u202e\x9b"})
    assert main(["extract", str(path)]) == 0
    out = capsys.readouterr().out
    assert not {"\x1b", "\u202e", "\x9b"} & set(out)
    assert json.loads(out)["text"].endswith("\x1b[31m\u202e\x9b")


def test_without_a_model_the_tool_says_so(tmp_path: Path, monkeypatch, capsys) -> None:
    def missing(_: object) -> None:
        raise ModelMissing("en_x is not installed", hint="pip install en-x")

    monkeypatch.setattr("index.extraction.pipeline.load_extractor", missing)
    assert main(["extract", str(write(tmp_path / "a.jsonl", {"text": SAID}))]) == 3
    assert capsys.readouterr().err == "dossier: en_x is not installed\n  pip install en-x\n"


def test_what_was_extracted_scores_full_marks_against_itself(tmp_path: Path, capsys) -> None:
    texts = write(tmp_path / "texts.jsonl", {"id": "a", "text": SAID}, {"id": "b", "text": "Iran denied that it did."})
    main(["extract", str(texts)])
    gold = tmp_path / "gold.jsonl"
    gold.write_text(capsys.readouterr().out)
    for words in (["eval", str(gold)], ["eval", str(gold), "--predicted", str(gold)]):
        assert main([*words, "--json"]) == 0
        result = json.loads(capsys.readouterr().out)
        assert result["texts"] == 2
        assert result["measures"]["statements"]["content_exact"]["f1"]["value"] == 1.0


def test_the_report_of_a_worse_reading_names_the_text(tmp_path: Path, capsys) -> None:
    texts = write(tmp_path / "texts.jsonl", {"id": "a", "text": SAID})
    main(["extract", str(texts)])
    row = json.loads(capsys.readouterr().out)
    gold, predicted = write(tmp_path / "gold.jsonl", row), write(tmp_path / "p.jsonl", {**row, "statements": []})
    assert main(["eval", str(gold), "--predicted", str(predicted)]) == 0
    shown = capsys.readouterr().out
    assert "Worst texts" in shown
    assert "1 texts with" in shown or "1 text with" in shown
