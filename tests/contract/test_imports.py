"""Who may import whom: every import in the two packages is read and held against the table of the architecture.

Imports inside functions and those for the type checker count like any other, unless the row lists them as lazy.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

VALUES = ("index.model", "index.answers", "index.errors", "index.settings")
"""What everyone may import."""
SHOWN = ("dossier.text", "dossier.wording")
"""Safe text and shared words: for everything above the library."""
COMMON = (
    *("index.extraction.reading", "index.extraction.syntax", "index.extraction.slips", "index.extraction.lexicons"),
    "index.gazetteer",
)
"""What the packages of stages share; none of them may import another."""
STAGES = ("parsing", "actors", "values", "statements", "events")
HEADLESS = ("dossier.profile", "dossier.ledger", "dossier.comparison", "dossier.timeline", "dossier.network")
HEAVY = ("textual", "rich", "whoosh", "sqlite3", "spacy", "trafilatura")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the table: what a module and everything below it may import."""

    ours: tuple[str, ...] = ()
    """Prefixes of our modules, besides its own package and the values."""
    heavy: tuple[str, ...] = ()
    """Third-party or standard modules of HEAVY that it may import."""
    lazy: tuple[str, ...] = ()
    """What it may import inside functions only."""
    own: bool = True
    """Whether the modules below it may import each other."""


TABLE: dict[str, Row] = {
    **{module: Row(own=False) for module in VALUES},
    "index": Row(own=False),
    "index.gazetteer": Row(),
    "index.sources": Row(lazy=("trafilatura",)),
    "index.extraction": Row(ours=COMMON, heavy=("spacy",), own=False),
    "index.extraction.lexicons": Row(),
    **{f"index.extraction.{stages}": Row(ours=COMMON, heavy=("spacy",)) for stages in STAGES},
    "index.extraction.pipeline": Row(ours=("index.extraction", "index.gazetteer"), heavy=("spacy",)),
    "index.extraction.interchange": Row(ours=("index.extraction",)),
    "index.actors": Row(ours=("index.gazetteer",)),
    "index.claims": Row(ours=("index.gazetteer",)),
    "index.copies": Row(),
    "index.records": Row(heavy=("sqlite3",)),
    "index.fulltext": Row(heavy=("whoosh",)),
    "index.evaluation": Row(ours=("index.extraction",)),
    "index.workers": Row(ours=("index.extraction.pipeline",)),
    "index.sync": Row(ours=("index",)),
    "index.decisions": Row(ours=("index.records", "index.sources", "index.sync"), lazy=("index.extraction",)),
    "index.upkeep": Row(ours=("index.records", "index.fulltext", "index.sync", "index.copies")),
    "index.library": Row(ours=("index",)),
    "dossier": Row(own=False),
    "dossier.__main__": Row(ours=("dossier.cli.main",), own=False),
    **{module: Row(own=False) for module in SHOWN},
    **{module: Row(ours=(*SHOWN, *HEADLESS, "index.library"), own=False) for module in HEADLESS},
    "dossier.export": Row(ours=(*SHOWN, *HEADLESS, "index.library")),
    "dossier.tui": Row(
        ours=(*SHOWN, *HEADLESS, "dossier.export", "dossier.tui", "index.library"), heavy=("textual", "rich")
    ),
    "dossier.tui.widgets": Row(
        ours=(*SHOWN, *HEADLESS, "dossier.tui.messages", "dossier.tui.commands", "dossier.tui.theme"),
        heavy=("textual", "rich"),
    ),
    "dossier.cli": Row(
        ours=(
            *(*SHOWN, *HEADLESS, "dossier.export"),
            *("index.library", "index.sync", "index.decisions", "index.upkeep"),
        ),
        lazy=("dossier.tui", "textual", "spacy", "index.extraction", "index.evaluation", "index.sources"),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Import:
    """One import statement's module, and whether it stands inside a function or only serves the type checker."""

    module: str
    line: int
    in_function: bool


def modules_below(root: Path) -> Iterator[tuple[str, Path]]:
    """Every module of the two packages with its dotted name."""
    for package in ("index", "dossier"):
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports_of(module: str, path: Path, known: frozenset[str]) -> Iterator[Import]:
    """All imports of a file, also relative ones, in functions, and by importlib with a literal name."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]

    def visit(node: ast.AST, in_function: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            inside = in_function or _runs_later(child)
            for name in _names(child, package, known):
                yield Import(module=name, line=getattr(child, "lineno", 0), in_function=in_function)
            yield from visit(child, inside)

    yield from visit(ast.parse(path.read_text(encoding="utf-8")), False)


def _runs_later(node: ast.AST) -> bool:
    """Whether what stands in the node is not run when the module is imported."""
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def _names(node: ast.AST, package: str, known: frozenset[str]) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=module, names=names, level=level):
            above = package.split(".")[: len(package.split(".")) - level + 1] if level else []
            base = ".".join([*above, *([module] if module else [])])
            full = [f"{base}.{alias.name}" for alias in names]
            yield from (name if name in known else base for name in full)
        case ast.Call(func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module")):
            if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                yield node.args[0].value


def below(module: str, prefixes: tuple[str, ...]) -> bool:
    """Whether the module is one of the prefixes or lies below one."""
    return any(module == prefix or module.startswith(prefix + ".") for prefix in prefixes)


def row_of(module: str) -> tuple[str, Row]:
    """The row with the longest matching name; `index.library_x` belongs to `index.library`."""
    while module not in TABLE:
        stem, _, last = module.rpartition(".")
        module = f"{stem}.{last.partition('_')[0]}" if "_" in last.strip("_") else stem
        assert module, "every module has a row"
    return module, TABLE[module]


def violations(root: Path) -> list[str]:
    """Every import below `root` that the table does not allow, as `file:line: module imports module`."""
    found = list(modules_below(root))
    known = frozenset(name for name, _ in found)
    broken = {
        f"{path.relative_to(root)}:{used.line}: {module} imports {used.module}"
        for module, path in found
        for used in imports_of(module, path, known)
        if not _allowed(module, used)
    }
    return sorted(broken)


def _allowed(module: str, used: Import) -> bool:
    name, row = row_of(module)
    if used.in_function and below(used.module, row.lazy):
        return True
    if below(used.module, HEAVY):
        return below(used.module, row.heavy)
    if not below(used.module, ("index", "dossier")):
        return module not in VALUES or _is_light(module, used.module)
    if module in VALUES:
        return used.module in VALUES
    if below(used.module, VALUES) or used.module == "index":
        return True
    if used.module == "dossier":
        return module.startswith("dossier.")
    if below(used.module, row.lazy):
        return False
    return below(used.module, row.ours) or (row.own and row_of(used.module)[0] == name)


def _is_light(module: str, imported: str) -> bool:
    top = imported.partition(".")[0]
    return top in sys.stdlib_module_names or (module, top) == ("index.settings", "platformdirs")


def test_every_import_keeps_to_the_table() -> None:
    assert violations(ROOT) == []


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("index/model.py", "import platformdirs"),
        ("index/answers.py", "import index.library"),
        ("index/sources/pages.py", "from index.extraction import pipeline"),
        ("index/sources/pages.py", "import trafilatura"),
        ("index/sources/pages.py", "import index.records.store"),
        ("index/extraction/actors/names.py", "from index.extraction.statements import q"),
        ("index/extraction/actors/names.py", "from index.extraction.pipeline import load_extractor"),
        ("index/extraction/actors/names.py", "import sqlite3"),
        ("index/extraction/lexicons/cues.py", "import spacy"),
        ("index/extraction/reading.py", "from index.extraction.statements import q"),
        ("index/extraction/pipeline.py", "def f():\n    import whoosh.index"),
        ("index/actors/joining.py", "import spacy"),
        ("index/records/store.py", "from index.extraction.reading import Reading"),
        ("index/records/store.py", "from ..fulltext import searcher"),
        ("index/fulltext/writer.py", "import sqlite3"),
        ("index/evaluation/scores.py", "from index.records import store"),
        ("index/library.py", "from dossier import profile"),
        ("index/library_search.py", "import dossier.text"),
        ("index/library.py", "import whoosh"),
        ("index/sync.py", "def f():\n    def g():\n        import textual"),
        ("dossier/profile.py", "import textual"),
        ("dossier/profile.py", "import index.records.store"),
        ("dossier/comparison.py", "from whoosh.index import open_dir"),
        ("dossier/text.py", "import dossier.profile"),
        ("dossier/tui/widgets/rows.py", "from index.library import Library"),
        ("dossier/tui/widgets/rows.py", "from ..screens import search"),
        ("dossier/tui/screens/search.py", "import index.sync"),
        ("dossier/tui/app.py", "import sqlite3"),
        ("dossier/tui/app.py", "import importlib\nimportlib.import_module('spacy')"),
        ("dossier/cli/search.py", "import textual"),
        ("dossier/cli/search.py", "from dossier.tui import app"),
        ("dossier/cli/extract.py", "from index.extraction import pipeline"),
        ("dossier/cli/doctor.py", "def f():\n    import sqlite3"),
    ],
)
def test_a_planted_violation_is_caught(tmp_path: Path, file: str, code: str) -> None:
    for planted in (
        "index/extraction/statements/quotes.py",
        "index/extraction/pipeline.py",
        "dossier/tui/app.py",
        file,
    ):
        (tmp_path / planted).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / planted).write_text("")
    (tmp_path / "index/extraction/__init__.py").write_text("")
    (tmp_path / file).write_text(f"import json\nfrom index.errors import DossierError\n{code}\n")
    assert [line.split(":")[0] for line in violations(tmp_path)] == [file]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("index/settings.py", "from platformdirs import PlatformDirs\nfrom index.errors import SettingsError"),
        ("index/sources/pages.py", "def read():\n    import trafilatura"),
        (
            "index/extraction/actors/names.py",
            "from index.extraction.reading import Reading\nfrom index import gazetteer",
        ),
        ("index/extraction/actors/names.py", "from index.extraction.actors import titles"),
        ("index/extraction/pipeline.py", "from index.extraction.actors import names\nimport spacy"),
        ("index/records/store.py", "import sqlite3\nfrom index.records.schema import VERSION"),
        ("index/library.py", "from index.records import store\nfrom index.library_search import search"),
        ("index/library_search.py", "from index.fulltext import parse\nfrom index import library"),
        ("dossier/cli/main.py", "from dossier import __version__\ndef app():\n    from dossier.tui.app import run"),
        ("dossier/cli/extract.py", "def extract():\n    from index.extraction.pipeline import load_extractor"),
        ("dossier/tui/widgets/rows.py", "from dossier.text import visible\nfrom dossier.profile import Profile"),
    ],
)
def test_what_the_table_allows_passes(tmp_path: Path, file: str, code: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(code + "\n")
    assert violations(tmp_path) == []


def loaded_by(code: str) -> set[str]:
    """Top-level modules that a fresh interpreter has loaded after running the code."""
    script = f"import sys\n{code}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("code", "never"),
    [
        ("import dossier.cli.main", {"spacy", "trafilatura", "textual", "whoosh", "thinc", "torch"}),
        ("import index.library, dossier.cli.search, dossier.cli.show", {"spacy", "trafilatura", "textual"}),
        ("import dossier.cli.main, index.sync, dossier.cli.sync", {"spacy", "trafilatura", "textual"}),
        ("import dossier.tui.app", {"spacy", "trafilatura"}),
        ("import dossier.profile, dossier.comparison", {"spacy", "trafilatura", "textual"}),
        ("import index.sources, index.sync", {"trafilatura", "lxml", "pypdf", "docx", "striprtf"}),
    ],
)
def test_starting_loads_no_part_that_is_not_needed_yet(code: str, never: set[str]) -> None:
    assert loaded_by(code) & never == set()
