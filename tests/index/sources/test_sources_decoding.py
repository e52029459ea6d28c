"""Bytes to text: exact where it is UTF-8, said aloud where it is not, one clear error where it is no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceError
from index.sources.decoding import decode


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).filter(lambda text: text[0] != "\ufeff"))
def test_utf8_text_comes_back_exactly_and_without_remarks(text: str) -> None:
    assert decode(text.encode("utf-8"), "file") == (text, ())


def test_newlines_stay_as_they_are_in_the_file() -> None:
    assert decode(b"one\r\ntwo\rthree\n", "file")[0] == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("mark", "encoding", "remarks"),
    [
        (b"\xef\xbb\xbf", "utf-8", ()),
        (b"\xff\xfe", "utf-16-le", ("decoded as UTF-16-LE",)),
        (b"\xfe\xff", "utf-16-be", ("decoded as UTF-16-BE",)),
        (b"\xff\xfe\x00\x00", "utf-32-le", ("decoded as UTF-32-LE",)),
        (b"\x00\x00\xfe\xff", "utf-32-be", ("decoded as UTF-32-BE",)),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_is_dropped(
    mark: bytes, encoding: str, remarks: tuple[str, ...]
) -> None:
    assert decode(mark + "Kyiv said “no”.".encode(encoding), "file") == ("Kyiv said “no”.", remarks)


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("“We suspect that the DPRK is supplying,” he added at a café.", "cp1252", "windows-1252"),
        ("The minister, José Núñez, said on Wednesday that no weapons had been supplied.", "cp1252", "windows-1252"),
        ("Minister spraw zagranicznych oświadczył w środę, że żadnych dostaw nie było.", "cp1250", "windows-1250"),
        ("Министр иностранных дел России заявил в среду, что поставок не было.", "cp1251", "windows-1251"),
        ("Министр иностранных дел России заявил в среду, что поставок не было.", "koi8-r", "koi8-r"),
    ],
)
def test_other_encodings_are_recognised_and_said_aloud(text: str, encoding: str, name: str) -> None:
    assert decode(text.encode(encoding), "file") == (text, (f"decoded as {name} (not UTF-8)",))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04\x14\x00\x00\x00", "binary"),
        (b"a long text of many words with a single \x00 in it", "binary"),
        (bytes(range(1, 9)) * 20, "binary"),
        (b"\xff\xfea", "cannot be decoded"),
        (b"\xef\xbb\xbf\xff\xff", "cannot be decoded"),
    ],
)
def test_what_is_no_text_is_one_clear_error_with_a_hint(raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        decode(raw, "folder/file.txt")
    assert str(caught.value).startswith("folder/file.txt: ")
    assert caught.value.hint


def test_an_article_with_a_few_escape_sequences_is_still_text() -> None:
    hostile = "The minister said \x1b]52;c;aGk=\x07 that nothing had happened, and left the room without a word.\n" * 3
    assert decode(hostile.encode(), "file")[0] == hostile


@given(st.binary(max_size=400))
def test_arbitrary_bytes_decode_or_raise_a_source_error_and_nothing_else(raw: bytes) -> None:
    try:
        text, _ = decode(raw, "file")
    except SourceError:
        return
    assert "\0" not in text
    text.encode("utf-8")
