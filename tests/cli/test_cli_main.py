"""From words to an exit code, and from any error to a line."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier import __version__
from dossier.cli import actors, commands, help, main
from dossier.cli.commands import APP, COMMANDS
from dossier.cli.main import command_in
from index.errors import (
    AmbiguousName,
    ArchiveLocked,
    ArchiveMissing,
    ModelMissing,
    QueryError,
    SourceError,
    UnknownName,
)

Words = Callable[..., int]


@pytest.mark.parametrize(
    ("words", "name", "rest"),
    [
        (["search", "a"], "search", ["a"]),
        (["--archive", "x.dossier", "search", "a"], "search", ["--archive", "x.dossier", "a"]),
        (["--archive=x", "-q", "sync"], "sync", ["--archive=x", "-q"]),
        (["--archive", "sync", "search", "a"], "search", ["--archive", "sync", "a"]),
        (["seeds/", "search"], "", ["seeds/", "search"]),
        (["./sync"], "", ["./sync"]),
        (["--", "sync"], "", ["--", "sync"]),
        ([], "", []),
    ],
)
def test_the_first_plain_word_that_names_a_command_is_the_command(words: list[str], name: str, rest: list[str]) -> None:
    command, left = command_in(words)
    assert command is (COMMANDS[name] if name else APP)
    assert left == rest


@pytest.mark.parametrize(
    "words",
    [
        ["--archive", "{}", "actors", "--limit", "2"],
        ["actors", "--archive", "{}", "--limit", "2"],
        ["actors", "kirby", "--archive", "{}"],
        ["--quiet", "actors", "--archive={}", "kirby", "--json"],
    ],
)
def test_global_options_stand_before_and_after_the_command(words: list[str], tmp_path: Path, capsys) -> None:
    missing = str(tmp_path / "nobody.dossier")
    assert main.main([word.format(missing) for word in words]) == 3
    assert "nobody.dossier" in capsys.readouterr().err


def test_the_version_is_printed(capsys) -> None:
    assert main.main(["--version"]) == 0
    assert capsys.readouterr().out == f"dossier {__version__}\n"


def test_help_lists_every_command(capsys) -> None:
    assert main.main(["--help"]) == 0
    shown = capsys.readouterr().out
    for command in COMMANDS.values():
        assert f"  {command.name}" in shown
        assert command.summary in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_and_its_global_options(name: str, capsys) -> None:
    assert main.main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: dossier {name}")
    for option in ("--archive FILE", "--json", "--read-only", "--no-color", "-q", "--version"):
        assert option in shown


def test_a_word_that_is_neither_path_nor_command_gets_the_nearest_command(capsys) -> None:
    assert main.main(["serach"]) == 2
    assert capsys.readouterr().err == (
        "dossier: serach: no such file or folder, and no command of that name\n"
        "  Did you mean the command `dossier search`?\n"
    )


def test_the_app_without_a_terminal_names_the_commands_that_do_without(tmp_path: Path, capsys) -> None:
    assert main.main([str(tmp_path)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "needs a terminal" in shown.err
    assert "dossier sync PATH, dossier search QUERY" in shown.err


@pytest.mark.parametrize(("words", "wanted"), [([], None), (["--no-color"], "1")])
def test_the_app_has_no_colours_where_none_are_wanted(
    words: list[str], wanted: str | None, tmp_path: Path, monkeypatch
) -> None:
    colours: list[str | None] = []
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setattr("dossier.tui.app.run", lambda *_, **__: colours.append(os.environ.get("NO_COLOR")) or 0)
    assert main.main([*words, str(tmp_path)]) == 0
    assert colours == [wanted]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["search"], "the following arguments are required: QUERY"),
        (["search", "x", "--limit", "0"], "'0' is not a number from 1"),
        (["search", "x", "--sort", "best"], "invalid choice: 'best'"),
        (["sync", "--progres", "json"], "unrecognized arguments: --progres"),
        (["sync", "--read-only"], "--read-only forbids a sync"),
        (["help", "serch"], "no help on 'serch'"),
        (["extract", "--date", "yesterday"], "'yesterday' is not a date"),
    ],
)
def test_a_command_line_that_cannot_be_followed_gets_one_line_and_a_hint(
    words: list[str], complaint: str, capsys
) -> None:
    assert main.main(words) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("dossier: ")
    assert complaint in shown.err
    assert len(shown.err.splitlines()) == 2


def test_json_without_a_command_is_said_in_one_line(capsys) -> None:
    assert main.main(["--json"]) == 2
    assert capsys.readouterr().err == "dossier: --json goes with a command. For example: dossier search QUERY --json\n"


def raising(error: BaseException) -> Words:
    """A command that fails."""

    def run(*_: object) -> int:
        raise error

    return run


PLACE = Path("/news/library.dossier")


@pytest.mark.parametrize(
    ("error", "code", "shown"),
    [
        (ArchiveMissing(PLACE, "is not there"), 3, "dossier: /news/library.dossier: is not there\n"),
        (ArchiveLocked(PLACE, "process 7"), 3, "by process 7\n  Wait for it with `dossier sync --wait`, or stop it.\n"),
        (ModelMissing("no model", hint="pip install it"), 3, "dossier: no model\n  pip install it\n"),
        (UnknownName("actor", "Kriby", ["John Kirby"]), 1, "'Kriby' in this archive\n  Nearest names: John Kirby.\n"),
        (
            AmbiguousName("actor", "Kim", ["Kim Jong Un", "Kim Yo Jong"]),
            2,
            "  Say which:\n    Kim Jong Un\n    Kim Yo Jong\n",
        ),
        (SourceError("a.bin", "is binary", hint="Leave it out."), 1, "dossier: a.bin: is binary\n  Leave it out.\n"),
        (PermissionError(errno.EACCES, "Permission denied", "/news"), 3, "dossier: /news: Permission denied\n"),
        (KeyboardInterrupt(), 130, "dossier: interrupted\n"),
        (BrokenPipeError(), 0, ""),
    ],
)
def test_every_error_becomes_a_line_a_hint_and_an_exit_code(
    error: BaseException, code: int, shown: str, monkeypatch, capsys
) -> None:
    monkeypatch.setattr(actors, "run", raising(error))
    assert main.main(["actors"]) == code
    assert capsys.readouterr().err.endswith(shown)


def test_a_query_error_points_at_the_place(monkeypatch, capsys) -> None:
    error = QueryError('shells "North', "the quotation mark is not closed", start=7, end=8, hint="Close it.")
    monkeypatch.setattr(actors, "run", raising(error))
    assert main.main(["actors"]) == 2
    assert capsys.readouterr().err == (
        "dossier: the quotation mark is not closed\n"
        '  shells "North\n'
        "         ^ character 8\n"
        "  Close it.\n"
    )  # fmt: skip


def test_with_json_an_error_is_one_line(monkeypatch, capsys) -> None:
    monkeypatch.setattr(actors, "run", raising(UnknownName("actor", "X\nY", ["Z"])))
    assert main.main(["actors", "--json"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "dossier: no actor named 'X\\nY' in this archive. Nearest names: Z.\n"


def test_an_error_never_sends_control_characters_to_the_terminal(monkeypatch, capsys) -> None:
    monkeypatch.setattr(actors, "run", raising(SourceError("evil\x1b]52;c;x\x07.txt", "is\x9b empty", hint="\u202e")))
    main.main(["actors"])
    assert capsys.readouterr().err == "dossier: evil␛]52;c;x␇.txt: is� empty\n  �\n"


def test_what_should_not_happen_is_a_line_and_the_log_says_where_without_what(
    monkeypatch, capsys, tmp_path: Path
) -> None:
    monkeypatch.setattr(actors, "run", raising(ValueError("words of an article")))
    assert main.main(["actors"]) == 3
    shown = capsys.readouterr().err
    assert "dossier: this should not have happened (ValueError)" in shown
    assert "Traceback" not in shown
    logged = (tmp_path / "log" / "dossier.log").read_text()
    assert "in raising" in logged or "in run" in logged
    assert "words of an article" not in logged


def test_a_log_that_cannot_be_written_stops_nothing(monkeypatch, capsys, tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    monkeypatch.setattr(actors, "run", lambda *_: logging.getLogger("index").warning("noise") or 0)
    assert main.main(["actors"]) == 0
    assert capsys.readouterr().err == ""


def test_settings_that_cannot_be_used_are_said_so(tmp_path: Path, capsys) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("modell = 'x'")
    assert main.main(["actors"]) == 3
    assert "no setting named 'modell'" in capsys.readouterr().err


def test_help_works_with_settings_that_cannot_be_used(tmp_path: Path, capsys) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("modell = 'x'")
    assert main.main(["search", "--help"]) == 0
    assert "usage: dossier search" in capsys.readouterr().out


@pytest.mark.parametrize("topic", help.TOPICS)
def test_every_topic_fits_a_narrow_terminal(topic: str, capsys) -> None:
    assert main.main(["help", topic]) == 0
    shown = capsys.readouterr().out
    assert shown.strip()
    assert max(len(line) for line in shown.splitlines()) <= 100


def test_help_on_a_command_is_its_usage(capsys) -> None:
    assert main.main(["help", "compare"]) == 0
    assert capsys.readouterr().out.startswith("usage: dossier compare")


def test_the_table_of_commands_names_modules_that_exist() -> None:
    for command in [*commands.COMMANDS.values(), commands.APP]:
        module = command.load()
        assert callable(module.configure)
        assert callable(module.run)


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ('feed_entries = "many"', "must be a whole number"),
        ("feed_entries = true", "must be a whole number"),
        ("feed_entries = 1.5", "must be a whole number"),
        ("fetch_delay = -1", "must not be less than nothing"),
        ("keep_originals = 1", "must be true or false"),
        ("model = 3", "must be a string"),
    ],
)
def test_a_setting_of_another_kind_is_refused(
    written: str, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text(written)
    assert main.main(["actors"]) == 3
    assert complaint in capsys.readouterr().err
