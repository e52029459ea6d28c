"""The samples that come with the project: the seed untouched, the briefs dated, marked as samples and of one length."""

import hashlib
from pathlib import Path

import pytest

from index.model import DateBasis, Published
from index.sources import Document, find, read

SEEDS = Path(__file__).parents[2] / "seeds"
SEED = "000_18b8e9457b2e56d4.txt"
NOTE = "Written for this project from the public record; a sample, not a source"
BRIEFS = sorted(SEEDS.glob("*.md"))


def document_of(path: Path) -> Document:
    (found,) = find([path])
    (document,) = read(found)
    assert isinstance(document, Document)
    return document


def test_the_seed_is_as_it_was_given_byte_for_byte() -> None:
    digest = hashlib.sha256((SEEDS / SEED).read_bytes()).hexdigest()
    assert digest == "2078c7234ed25df3cfb03d29f8949dcb8bc812811815f8b76b04efa1154f3a67"


def test_the_seed_has_an_assumed_date_and_no_outlet() -> None:
    document = document_of(SEEDS / SEED)
    assert document.appearance.published == Published(value="2022-11-03", basis=DateBasis.ASSUMED)
    assert document.appearance.outlet is None
    assert document.appearance.title == "US North Korea Secretly Ships Artillery Munitions To Russia"
    assert document.article.text == (SEEDS / SEED).read_bytes().decode("utf-8")


def test_the_folder_reads_without_a_remark() -> None:
    documents = [document for found in find([SEEDS]) for document in read(found)]
    assert len(documents) == 10
    assert all(isinstance(document, Document) and not document.remarks for document in documents)


def test_there_are_nine_briefs_from_september_to_january() -> None:
    assert len(BRIEFS) == 9
    assert BRIEFS[0].name.startswith("2022-09-22-")
    assert BRIEFS[-1].name.startswith("2023-01-29-")


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.name[:10])
def test_a_brief_says_what_it_is_and_is_dated_as_its_name_says(path: Path) -> None:
    appearance = document_of(path).appearance
    assert appearance.outlet == "Dossier sample"
    assert appearance.note == NOTE
    assert appearance.published == Published(value=path.name[:10], basis=DateBasis.METADATA)


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.name[:10])
def test_a_brief_is_headed_by_its_title_and_has_120_to_250_words(path: Path) -> None:
    document = document_of(path)
    title, blank, *rest = document.article.text.splitlines()
    assert (title, blank) == (document.appearance.title, "")
    assert 120 <= sum(len(line.split()) for line in rest) <= 250
