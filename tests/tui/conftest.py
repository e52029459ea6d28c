"""What the tests of the app share."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest

from index.settings import Settings


@pytest.fixture
def archive(tmp_path: Path) -> Settings:
    """Settings whose archive holds the three stories about shells."""
    with builders.make_library(tmp_path):
        pass
    return builders.settings_in(tmp_path)
