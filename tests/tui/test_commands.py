"""Every key of the app comes from the one table, and every line of the table does something."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import dossier.tui
from dossier.tui.app import DossierApp
from dossier.tui.commands import BY_ID, COMMANDS, Command, bindings, in_footer, key_name
from dossier.tui.screens.base import InkScreen
from dossier.tui.screens.help import HelpScreen
from dossier.tui.screens.picking import PickScreen
from dossier.tui.screens.search import SearchScreen
from dossier.tui.screens.setting import FieldInput, SetScreen
from dossier.tui.widgets.query import QueryInput
from dossier.tui.widgets.reader import Reader
from dossier.tui.widgets.rows import RowList


def our_classes() -> Iterator[type[DOMNode]]:
    """Every class of the app that may have bindings."""
    for module in pkgutil.walk_packages(dossier.tui.__path__, "dossier.tui."):
        for _, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(found, DOMNode) and found.__module__ == module.name:
                yield found


def classes_of(scope: str) -> list[type[DOMNode]]:
    """The classes that have the bindings of a scope."""
    fixed: dict[str, list[type[DOMNode]]] = {
        "app": [DossierApp],
        "screen": [InkScreen],
        "list": [RowList],
        "filter": [RowList],
        "reader": [Reader],
        "query": [QueryInput],
        "window": [HelpScreen, PickScreen, SetScreen],
        "field": [FieldInput],
    }
    return fixed.get(scope) or [found for found in our_classes() if getattr(found, "SCOPE", None) == scope]


def test_ids_are_unique() -> None:
    assert Counter(command.id for command in COMMANDS).most_common(1)[0][1] == 1


def test_every_binding_of_every_class_comes_from_the_table() -> None:
    bound = [(found, binding) for found in our_classes() for binding in found.__dict__.get("BINDINGS", ())]
    assert len(bound) > 60
    for found, binding in bound:
        assert isinstance(binding, Binding)
        assert binding.id in BY_ID, f"{found.__name__}: {binding.key}"
        assert binding.key in BY_ID[binding.id].keys


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_words_and_something_that_does_it(command: Command) -> None:
    assert command.label
    assert command.help[0].isupper()
    assert not command.help.endswith(".")
    target, _, name = command.action.rpartition(".")
    name = name.split("(")[0]
    for scope in command.scopes:
        owners = {"app": [DossierApp], "screen": [SearchScreen]}.get(target) or classes_of(scope)
        assert owners, f"no class has the scope {scope}"
        for owner in owners:
            assert hasattr(owner, f"action_{name}"), f"{owner.__name__} cannot {name}"


@pytest.mark.parametrize("scope", sorted({scope for command in COMMANDS for scope in command.scopes}))
def test_no_key_means_two_things_in_one_scope(scope: str) -> None:
    keys = Counter(key for command in COMMANDS if scope in command.scopes for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("screen", ["search", "dossier", "article", "compare", "library", "triage", "welcome"])
def test_no_key_of_a_screen_hides_one_of_its_panes(screen: str) -> None:
    mine = {binding.key for binding in bindings(screen) if isinstance(binding, Binding)}
    for pane in ("list", "reader"):
        theirs = {binding.key for binding in bindings(pane) if isinstance(binding, Binding)}
        assert mine & theirs == set()


def test_the_footer_shows_the_most_important_first() -> None:
    shown = in_footer(["screen.copy", "list.open", "list.down", "app.help", "no such command"])
    assert [command.label for command in shown] == ["open", "copy", "help"]


@pytest.mark.parametrize(
    ("key", "name"), [("ctrl+d", "^d"), ("question_mark", "?"), ("escape", "esc"), ("j", "j"), ("G", "G")]
)
def test_keys_have_names_that_people_use(key: str, name: str) -> None:
    assert key_name(key) == name
