"""The command line with every path inside the test's own folder, and a library of three stories."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import SHELLS, FakeExtractor, write_stories

from dossier.cli.main import main


@pytest.fixture(autouse=True)
def _own_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's archive, cache, log or settings."""
    monkeypatch.setenv("DOSSIER_ARCHIVE", str(tmp_path / "library.dossier"))
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DOSSIER_LOG", str(tmp_path / "log"))
    monkeypatch.setenv("DOSSIER_CONFIG", str(tmp_path / "config"))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands read with the fake extractor."""
    monkeypatch.setattr("index.extraction.pipeline.load_extractor", lambda _: FakeExtractor())
    monkeypatch.setattr("index.extraction.pipeline.pipeline_version", lambda _: FakeExtractor().pipeline)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with three stories."""
    return write_stories(tmp_path / "news", SHELLS)


@pytest.fixture
def archive(news: Path, fake_model: None, capsys: pytest.CaptureFixture[str]) -> None:
    """The three stories in the archive."""
    assert main(["sync", str(news)]) == 0
    capsys.readouterr()
