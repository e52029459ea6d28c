"""What every test may ask for; this file also puts tests/ on the path, so that `builders` can be imported."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest

from index.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return builders.settings_in(tmp_path)
