"""Zip archives: members are read like files of a folder; bombs and tricks with names are refused in their place."""

from __future__ import annotations

import copy
import errno
import io
import struct
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from press_exports import FACTIVA

from index.errors import SourceCutOff, SourceError, SourceUnread
from index.sources import Document, read_bytes
from index.sources.input import Input
from index.sources.packs.zips import read_zip


def packed(members: Mapping[str, bytes | str], change: Callable[[zipfile.ZipFile], None] = lambda _: None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        change(archive)
    return stream.getvalue()


def read_all(raw: bytes, name: str = "news.zip") -> list[Document | SourceError]:
    return list(read_bytes(raw, name))


def told(raw: bytes) -> dict[str, str]:
    """What became of each member, by its path: its text or the reason against it."""
    return {
        (one.appearance.locator if isinstance(one, Document) else one.locator).removeprefix("news.zip#"): (
            one.article.text if isinstance(one, Document) else f"error: {one.reason}"
        )
        for one in read_all(raw)
    }


def test_members_of_every_format_are_articles_called_by_their_paths() -> None:
    raw = packed(
        {
            "b/set.jsonl": '{"id": "k1", "text": "One."}\n{"text": "Two."}',
            "a.txt": "Three.",
            "b/deep/table.csv": "text\nFour.\n",
            "export.txt": FACTIVA,
            "b/page.md": "---\noutlet: Wire\n---\nFive.",
        }
    )
    assert list(told(raw)) == [
        "a.txt",
        "b/deep/table.csv#row-2",
        "b/page.md",
        "b/set.jsonl#k1",
        "b/set.jsonl#line-2",
        "export.txt#LBA0000020221103eib3000a1",
        "export.txt#DJDN000020221104eib40012f",
    ]


def test_an_archive_in_an_archive_is_read_and_no_deeper() -> None:
    inner = packed({"x.txt": "Inner.", "deeper.zip": packed({"y.txt": "Too deep."})})
    assert told(packed({"inner.zip": inner, "a.txt": "Outer."})) == {
        "a.txt": "Outer.",
        "inner.zip#x.txt": "Inner.",
        "inner.zip#deeper.zip": "error: lies too deep in other archives or letters",
    }


def test_archives_and_letters_in_one_another_end_somewhere() -> None:
    inner = packed({"x.txt": "Innermost."})
    for _ in range(4):
        letter = EmailMessage()
        letter["Subject"] = "Attached"
        letter.set_content("See what is attached.")
        letter.add_attachment(inner, maintype="application", subtype="zip", filename="in.zip")
        inner = packed({"letter.eml": bytes(letter)})
    found = told(inner)
    assert found["letter.eml"].endswith("See what is attached.")
    assert "lies too deep" in found["letter.eml#in.zip"]


def test_what_dossier_does_not_read_is_passed_over_with_its_reason_and_hidden_files_silently() -> None:
    raw = packed(
        {"a.txt": "One.", "logo.png": b"\x89PNG", "__MACOSX/._a.txt": b"\0", ".DS_Store": b"\0", "b.txt~": "old"}
    )
    found = read_all(raw)
    assert [type(one) for one in found] == [Document, SourceUnread]
    assert isinstance(found[1], SourceError)
    assert found[1].locator == "news.zip#logo.png"


def test_metadata_csv_counts_for_its_own_folder_and_wins_over_that_of_the_archive() -> None:
    raw = packed(
        {
            "one/metadata.csv": "file,outlet,published\na.txt,Wire,2022-11-03\n",
            **{"one/a.txt": "First.", "two/a.txt": "Second.", "three/metadata.csv": b"\0", "three/a.txt": "Third."},
        }
    )
    first, third, second = (one for one in read_all(raw) if isinstance(one, Document))
    assert first.appearance.outlet == "Wire"
    assert first.appearance.published is not None
    assert second.appearance.outlet is None
    assert "metadata.csv not used" in third.remarks[0]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/etc/passwd.txt", "a/../../b.txt", "C:/x.txt", "..\\x.txt", "a/.././b.txt"]
)
def test_names_that_lead_out_of_the_archive_are_refused(name: str) -> None:
    found = read_all(packed({name: "Text.", "good.txt": "Good."}))
    assert sorted(type(one).__name__ for one in found) == ["Document", "SourceError"]


def test_a_link_in_an_archive_is_not_followed() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    raw = packed({"a.txt": "One."}, lambda archive: archive.writestr(link, "/etc/passwd"))
    assert told(raw) == {"a.txt": "One.", "link.txt": "error: is a link or device, not a file"}


def test_nothing_is_written_to_the_disk_under_a_member_s_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert len(read_all(packed({"a.txt": "x" * 9_000_000, "con.txt": "One.", "a/b.txt": "Two."}))) == 3
    assert list(tmp_path.rglob("*")) == []


def test_an_encrypted_member_is_an_error_in_its_place() -> None:
    raw = bytearray(packed({"a.txt": "One.", "b.txt": "Two."}))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        raw[raw.rindex(signature) + offset] |= 1
    assert told(bytes(raw)) == {"a.txt": "One.", "b.txt": "error: is encrypted"}


def test_a_damaged_member_is_an_error_in_its_place_and_the_rest_is_read() -> None:
    raw = bytearray(packed({"a.txt": "One " * 50, "b.txt": "Two."}))
    raw[raw.index(b"a.txt") + 8] ^= 0xFF
    found = told(bytes(raw))
    assert found["b.txt"] == "Two."
    assert found["a.txt"].startswith("error: cannot be unpacked")


def test_a_member_that_unpacks_to_many_times_its_size_is_refused() -> None:
    found = told(packed({"bomb.txt": b"0" * 20_000_000, "a.txt": "One."}))
    assert found == {"a.txt": "One.", "bomb.txt": "error: unpacks to more than 200 times its size, as no text does"}


def test_a_member_that_lies_about_its_size_is_stopped() -> None:
    raw = bytearray(packed({"bomb.txt": b"0" * 20_000_000}))
    struct.pack_into("<I", raw, raw.index(b"PK\x01\x02") + 24, 1000)
    assert told(bytes(raw))["bomb.txt"].startswith("error: cannot be unpacked")


def test_members_that_overlap_are_a_bomb() -> None:
    def twice(archive: zipfile.ZipFile) -> None:
        again = copy.copy(archive.infolist()[0])
        again.filename = "b.txt"
        archive.filelist.append(again)

    with pytest.raises(SourceError, match="overlap"):
        read_all(packed({"a.txt": "Text."}, twice))


def test_too_many_members_are_refused_before_they_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = packed({f"{number}.txt": "Text." for number in range(50)})
    monkeypatch.setattr("index.sources.packs.members.LARGEST_DIRECTORY", 1000)
    with pytest.raises(SourceError, match="holds more than"):
        read_all(raw)
    monkeypatch.setattr("index.sources.packs.members.LARGEST_DIRECTORY", 1_000_000)
    monkeypatch.setattr("index.sources.packs.members.MOST_MEMBERS", 49)
    with pytest.raises(SourceError, match="holds more than 49 members"):
        read_all(raw)


def test_what_all_members_unpack_to_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sources.packs.zips.LARGEST_TOTAL", 12)
    found = told(packed({"a.txt": "0123456789", "b.zip": packed({"c.txt": "0123456789"})}))
    assert found == {"a.txt": "0123456789", "b.zip": "error: is more than may be unpacked in all"}


def test_two_members_of_one_name_are_one_article_and_an_error() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        raw = packed({"a.txt": "One."}, lambda archive: archive.writestr("a.txt", "Two."))
    assert [type(one) for one in read_all(raw)] == [Document, SourceError]


def test_a_data_set_that_breaks_off_in_an_archive_makes_the_archive_cut_off() -> None:
    found = read_all(packed({"set.jsonl.gz": b"\x1f\x8b\x08\0\0\0\0\0\0\x03", "a.txt": "One."}))
    assert [type(one) for one in found] == [Document, SourceCutOff]


class Failing(io.BytesIO):
    """A disk that fails after the first bytes were read."""

    def read(self, size: int | None = -1) -> bytes:
        raise OSError(errno.EIO, "Input/output error")


def test_a_disk_that_fails_makes_the_archive_cut_off_and_not_damaged() -> None:
    with pytest.raises(SourceCutOff, match="Input/output error"):
        list(read_zip(Input(stream=Failing(packed({"a.txt": "One."})), locator="a.zip", name="a.zip")))


@pytest.mark.parametrize("raw", [b"", b"PK", b"no zip", packed({}), packed({"a/": ""}), packed({"a.txt": "x"})[:-10]])
def test_an_archive_that_gives_nothing_is_one_error(raw: bytes) -> None:
    with pytest.raises(SourceError):
        read_all(raw)


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.7z", "a.rar", "a.gz"])
def test_other_archives_are_passed_over_with_a_hint(name: str) -> None:
    with pytest.raises(SourceUnread) as caught:
        read_all(b"x", name)
    assert caught.value.hint == "Unpack it and add the folder."


SAMPLE = packed({"a.txt": "One.", "b/set.csv": "text\nTwo.\n", "c.zip": packed({"d.txt": "Three."})})


@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), max_size=8), st.integers(0, 20))
def test_no_changed_bytes_make_reading_an_archive_fail(changes: list[tuple[int, int]], cut: int) -> None:
    raw = bytearray(SAMPLE)
    for place, value in changes:
        raw[place] = value
    try:
        for one in read_all(bytes(raw[: len(raw) - cut])):
            assert isinstance(one, (Document, SourceError))
    except SourceError:
        pass
