"""The command line with every path inside the test's own folder."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's archive, cache, log or settings."""
    monkeypatch.setenv("DOSSIER_ARCHIVE", str(tmp_path / "library.dossier"))
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DOSSIER_LOG", str(tmp_path / "log"))
    monkeypatch.setenv("DOSSIER_CONFIG", str(tmp_path / "config"))
    monkeypatch.delenv("NO_COLOR", raising=False)
