"""What every test may ask for; this file also puts tests/ on the path, so that `builders` can be imported."""

from __future__ import annotations

from pathlib import Path

import builders
import hypothesis
import pytest

from index.settings import Settings

hypothesis.settings.register_profile("any machine", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("any machine")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return builders.settings_in(tmp_path)
