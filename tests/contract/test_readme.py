"""The README and the program name the same commands, options, topics, labels and keys."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from dossier.cli.commands import APP, COMMANDS
from dossier.cli.main import parser_of
from dossier.cli.topics import TOPICS
from dossier.tui.commands import COMMANDS as KEYS
from dossier.tui.commands import Command
from dossier.wording import STATUS_LABELS
from index.model import Status

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", README, re.DOTALL)
PLACES = {"reader": "text", "screen": "every screen", "app": "anywhere", "compare": "side by side"}
"""Scopes whose names would tell a reader nothing."""
SNIPPETS = [block or inline for block, inline in CODE]


def options_of(name: str) -> set[str]:
    """Every option that a command understands."""
    parser = parser_of(COMMANDS[name] if name else APP)
    return {option for action in parser._actions for option in action.option_strings}


def command_lines() -> list[tuple[str, str]]:
    """Each command line in the README: the command, and the rest of the line."""
    found = re.findall(r"(?:^|[ /])dossier((?: [^`\n]*)?)$", "\n".join(SNIPPETS), re.MULTILINE)
    lines = []
    for words in found:
        first = next((word for word in words.split() if word in COMMANDS), "")
        lines.append((first, words))
    return lines


def test_every_command_is_in_the_readme_with_its_summary() -> None:
    rows = dict(re.findall(r"^\| `dossier (\w+)[^`]*` \| (.+) \|$", README, re.MULTILINE))
    assert rows == {command.name: command.summary for command in COMMANDS.values()}


def test_every_command_line_in_the_readme_is_understood() -> None:
    lines = command_lines()
    assert len(lines) > 15
    for name, words in lines:
        unknown = set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", re.sub(r"'.*?'", "", words))) - options_of(name)
        assert not unknown, f"dossier{words}: {unknown}"


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_option_of_every_command_is_in_its_help(name: str) -> None:
    parser = parser_of(COMMANDS[name] if name else APP)
    shown = parser.format_help()
    for option in options_of(name):
        assert option in shown
    for action in parser._actions:
        assert action.help, f"{action} has words in the help"


def test_every_option_named_in_the_readme_exists_somewhere() -> None:
    known = {option for name in ["", *COMMANDS] for option in options_of(name)}
    ours = "\n".join(s for s in SNIPPETS if not re.search(r"pip|ruff|mypy|pytest", s))
    named = set(re.findall(r"(?<!\S)--[a-z][a-z-]*", ours))
    assert {"--archive", "--repair", "--read-only"} <= named <= known


def test_the_topics_of_help_are_those_of_the_readme() -> None:
    [listed] = re.findall(r"`dossier help` lists the topics: ([^.]+)\.", README)
    assert re.findall(r"`(\w+)`", listed) == list(TOPICS)


def test_every_label_is_explained() -> None:
    [table] = re.findall(r"\n\| label .*?\n\n", README, re.DOTALL)
    labels = set(re.findall(r"^\| ([a-z ]+) \|", table, re.MULTILINE)) - {"label"}
    assert labels == {label for status, label in STATUS_LABELS.items() if status is not Status.HYPOTHETICAL}


def test_the_keys_of_the_readme_are_those_of_the_table_of_commands() -> None:
    [section] = re.findall(r"<!-- keys:.*?-->\n(.*?)<!-- end of keys -->", README, re.DOTALL)
    rows = re.findall(r"^\| ([a-z, ]+) \| (`.*`) \| (.+) \|$", section, re.MULTILINE)
    written = {(places, frozenset(re.findall(r"`([^`]+)`", keys)), words) for places, keys, words in rows}
    assert written == {
        (places_of(command), frozenset(command.key_names), command.help) for command in KEYS if command.keys
    }


def places_of(command: Command) -> str:
    """The places of a command as the README names them."""
    return ", ".join(sorted(PLACES.get(scope, scope) for scope in command.scopes))


def test_the_readme_opens_with_three_sentences_and_a_picture() -> None:
    opening = README.split("## ")[0]
    lines = [line for line in opening.splitlines()[1:] if line]
    assert [line.endswith(".") for line in lines] == [True, True, True, False]
    assert lines[3].startswith("![")


def test_the_set_up_is_two_commands_of_one_line_each() -> None:
    commands = [line for block, _ in CODE for line in block.splitlines() if line.startswith("python3 -m venv")]
    assert len(commands) == 2
    for command in commands:
        assert "pip install -c constraints.txt" in command
    assert commands[0].endswith("--archive demo.dossier seeds/")
    assert "pytest" in commands[1]


def test_constraints_are_exact_and_name_every_dependency_and_no_address() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][\w.]*( ; .+)?", line) for line in lines)
    pinned = {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", need)[0]).lower() for need in wanted}  # type: ignore[index]
    assert names - pinned == {"dossier"}
