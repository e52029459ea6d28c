"""The real model, loaded once for all tests of the extraction."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest
from what_was_read import Reader

from index.extraction.pipeline import Extractor, load_extractor


@pytest.fixture(scope="session")
def extractor(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    folder: Path = tmp_path_factory.mktemp("extraction")
    return load_extractor(builders.settings_in(folder))


@pytest.fixture(scope="session")
def reader(extractor: Extractor) -> Reader:
    return Reader(extractor)
