from __future__ import annotations

import errno
import gc
import json
import os
import random
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_index import STAMP, article, found, read, texts

from index.errors import CacheUnusable, IndexUnusable
from index.fulltext import FulltextIndex, IndexedArticle, Stamp, cache, stamp

LATER = Stamp(archive="an archive", seq=2, nonce="n2")


@pytest.fixture
def index(tmp_path: Path) -> FulltextIndex:
    built = FulltextIndex(tmp_path / "cache" / "index")
    built.rebuild(texts(one="shells", two="drones", three="shells and drones"), STAMP)
    return built


def home(index: FulltextIndex) -> Path:
    """The folder in use."""
    name = json.loads((index.folder / "stamp.json").read_text(encoding="utf-8"))["folder"]
    return index.folder / str(name)


def ask(index: FulltextIndex, text: str) -> set[str]:
    with index.searcher() as searcher:
        return found(searcher, text)


def test_an_index_that_was_never_built_has_no_stamp(tmp_path: Path) -> None:
    index = FulltextIndex(tmp_path / "index")
    assert index.stamp() is None
    assert index.verify() == (f"{index.folder}: no usable index",)
    assert not index.folder.exists()
    with pytest.raises(IndexUnusable):
        index.searcher()
    with pytest.raises(IndexUnusable):
        index.update([], [], STAMP)


def test_a_built_index_says_what_it_contains(index: FulltextIndex) -> None:
    assert index.stamp() == STAMP
    assert index.verify() == ()
    assert ask(index, "shells") == {"one", "three"}
    with index.searcher() as searcher:
        assert searcher.stamp == STAMP


def test_only_the_user_can_read_it(index: FulltextIndex) -> None:
    for folder in (index.folder, home(index)):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir(mode=0o755)
    index = FulltextIndex(tmp_path / "index")
    index.rebuild([], STAMP)
    assert stat.S_IMODE(index.folder.stat().st_mode) == 0o700


def test_an_update_adds_replaces_and_removes(index: FulltextIndex) -> None:
    index.update([article("two", "rockets"), article("four", "shells")], ["one", "unknown"], LATER)
    assert index.stamp() == LATER
    assert index.verify() == ()
    assert ask(index, "shells") == {"three", "four"}
    assert ask(index, "drones") == {"three"}
    assert ask(index, "*") == {"two", "three", "four"}


def test_an_article_given_twice_is_indexed_once(index: FulltextIndex) -> None:
    index.rebuild(texts(one="shells") * 3, STAMP)
    index.update(texts(two="shells") * 3, [], LATER)
    with index.searcher() as searcher:
        assert searcher.rank(read("shells"), limit=9).total == 2


def test_an_open_searcher_keeps_the_state_it_was_opened_on(index: FulltextIndex) -> None:
    with index.searcher() as before:
        index.update([article("four", "shells")], ["one"], LATER)
        index.rebuild(texts(five="shells"), LATER)
        assert found(before, "shells") == {"one", "three"}
    assert ask(index, "shells") == {"five"}


@pytest.mark.parametrize("step", ["_contents", "FileIndex"])
def test_a_switch_while_the_index_is_being_opened_is_not_taken_for_damage(
    index: FulltextIndex, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """After the sidecar was read, and after the files were looked at."""
    original = getattr(cache, step)

    def switched_just_before(*values: Any, **options: Any) -> Any:
        monkeypatch.setattr(cache, step, original)
        index.rebuild(texts(five="shells"), LATER)
        return original(*values, **options)

    monkeypatch.setattr(cache, step, switched_just_before)
    assert ask(index, "shells") == {"five"}


def test_many_updates_leave_one_folder_and_all_articles(index: FulltextIndex) -> None:
    for number in range(25):
        index.update([article(f"a{number}", "shells")], [], Stamp(archive="a", seq=number, nonce=str(number)))
    assert len(ask(index, "shells")) == 27
    assert sorted(path.name for path in index.folder.iterdir()) == sorted(["stamp.json", home(index).name])
    assert index.verify() == ()


def test_a_failed_rebuild_leaves_the_old_index_in_use(index: FulltextIndex) -> None:
    def failing() -> Iterator[IndexedArticle]:
        yield article("four", "shells")
        raise KeyError("the archive's own trouble")

    for write in (lambda: index.rebuild(failing(), LATER), lambda: index.update(failing(), ["one"], LATER)):
        with pytest.raises(KeyError, match="own trouble"):
            write()
        assert index.stamp() == STAMP
        assert ask(index, "shells") == {"one", "three"}
        assert len(list(index.folder.iterdir())) == 2


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_crash_before_the_switch_leaves_the_old_index_in_use(
    index: FulltextIndex, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def crash(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(*((Path, call, crash) if call == "replace" else (stamp.os, call, crash)))
        with pytest.raises(KeyboardInterrupt):
            index.update([article("four", "shells")], ["one"], LATER)
    assert index.stamp() == STAMP
    assert ask(index, "shells") == {"one", "three"}
    index.update([article("four", "shells")], [], LATER)
    assert ask(index, "shells") == {"one", "three", "four"}


def test_what_a_killed_writer_left_is_cleared_by_the_next(index: FulltextIndex) -> None:
    (index.folder / "f-leftover").mkdir()
    (index.folder / "f-leftover" / "MAIN_x.seg").write_bytes(b"half")
    assert index.stamp() == STAMP
    index.update([], ["one"], LATER)
    assert not (index.folder / "f-leftover").exists()


def test_without_hard_links_files_are_copied(index: FulltextIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(cache.os, "link", refuse)
    index.update([article("four", "shells")], [], LATER)
    assert ask(index, "shells") == {"one", "three", "four"}


def _delete_segment(index: FulltextIndex) -> None:
    next(home(index).glob("*.seg")).unlink()


def _truncate_segment(index: FulltextIndex) -> None:
    segment = next(home(index).glob("*.seg"))
    segment.write_bytes(segment.read_bytes()[:-10])


def _delete_contents(index: FulltextIndex) -> None:
    next(home(index).glob("*.toc")).unlink()


def _empty_contents(index: FulltextIndex) -> None:
    next(home(index).glob("*.toc")).write_bytes(b"")


def _flip_contents(index: FulltextIndex) -> None:
    contents = next(home(index).glob("*.toc"))
    written = bytearray(contents.read_bytes())
    written[len(written) // 2] ^= 1
    contents.write_bytes(written)


def _plant_contents(index: FulltextIndex) -> None:
    (home(index) / "_MAIN_99.toc").write_bytes(b"a later table of contents, from somebody else")


def _delete_folder(index: FulltextIndex) -> None:
    shutil.rmtree(home(index))


def _delete_sidecar(index: FulltextIndex) -> None:
    (index.folder / "stamp.json").unlink()


def _change_sidecar(**changes: Any) -> Any:
    def change(index: FulltextIndex) -> None:
        path = index.folder / "stamp.json"
        path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")

    return change


def _write_sidecar(contents: bytes) -> Any:
    return lambda index: (index.folder / "stamp.json").write_bytes(contents)


DAMAGES = {
    "segment deleted": _delete_segment,
    "segment truncated": _truncate_segment,
    "table of contents deleted": _delete_contents,
    "table of contents emptied": _empty_contents,
    "table of contents flipped": _flip_contents,
    "table of contents planted": _plant_contents,
    "folder deleted": _delete_folder,
    "sidecar deleted": _delete_sidecar,
    "sidecar empty": _write_sidecar(b""),
    "sidecar not json": _write_sidecar(b"{"),
    "sidecar not text": _write_sidecar(b"\xff\xfe"),
    "sidecar a list": _write_sidecar(b"[]"),
    "sidecar nested": _write_sidecar(b"[" * 100_000),
    "sidecar without files": _change_sidecar(files=None),
    "other schema version": _change_sidecar(schema=0),
    "other generation": _change_sidecar(generation=7),
    "folder outside": _change_sidecar(folder="../elsewhere"),
    "folder nowhere": _change_sidecar(folder="f-gone"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_is_noticed_and_rebuilt(index: FulltextIndex, damage: Any) -> None:
    damage(index)
    assert index.stamp() is None
    with pytest.raises(IndexUnusable) as raised:
        index.searcher()
    assert not isinstance(raised.value, CacheUnusable)
    with pytest.raises(IndexUnusable):
        index.update([], [], LATER)
    index.rebuild(texts(five="shells"), LATER)
    assert index.stamp() == LATER
    assert ask(index, "shells") == {"five"}


def test_a_foreign_index_in_the_folder_is_not_opened(index: FulltextIndex, tmp_path: Path) -> None:
    other = FulltextIndex(tmp_path / "other")
    other.rebuild(texts(foreign="shells"), STAMP)
    shutil.rmtree(home(index))
    shutil.copytree(home(other), home(index))
    assert index.stamp() is None


def test_a_sidecar_that_points_outside_its_folder_is_not_followed(index: FulltextIndex) -> None:
    home(index).rename(index.folder.parent / "elsewhere")
    _change_sidecar(folder="../elsewhere")(index)
    assert index.stamp() is None


def test_an_index_that_was_put_back_to_an_earlier_state_says_so(index: FulltextIndex, tmp_path: Path) -> None:
    shutil.copytree(index.folder, tmp_path / "earlier")
    index.update([article("four", "shells")], [], LATER)
    shutil.rmtree(index.folder)
    shutil.copytree(tmp_path / "earlier", index.folder)
    assert index.stamp() == STAMP


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Whoosh forgets to close files that it fails to read
def test_every_flipped_byte_is_found_by_reading_everything(index: FulltextIndex) -> None:
    dice = random.Random(7)
    files = list(home(index).iterdir())
    for _ in range(60):
        path = dice.choice(files)
        written = path.read_bytes()
        place = dice.randrange(len(written))
        flipped = bytearray(written)
        flipped[place] ^= 1 << dice.randrange(8)
        path.write_bytes(flipped)
        assert any(path.name in problem for problem in index.verify())
        _ask_all(index)
        path.write_bytes(written)
    gc.collect()
    assert index.verify() == ()
    assert ask(index, "shells") == {"one", "three"}


def _ask_all(index: FulltextIndex) -> None:
    """Every way of asking either answers or says that the index is unusable."""
    try:
        with index.searcher() as searcher:
            for text in ("shells", '"shells and drones"', "dr*", "*", "date:2022", "outlet:reuters"):
                try:
                    searcher.rank(read(text), limit=5)
                    searcher.near("shels", 2)
                except IndexUnusable:
                    pass
    except IndexUnusable:
        pass


def test_verify_names_what_is_missing_or_of_another_size(index: FulltextIndex) -> None:
    _truncate_segment(index)
    _delete_contents(index)
    problems = index.verify()
    assert len(problems) == 2
    assert any("is missing" in problem for problem in problems)
    assert any("bytes instead of" in problem for problem in problems)


def test_a_file_where_the_folder_should_be_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("in the way", encoding="utf-8")
    index = FulltextIndex(tmp_path / "index")
    assert index.stamp() is None
    with pytest.raises(CacheUnusable) as raised:
        index.rebuild([], STAMP)
    assert str(index.folder) in str(raised.value)
    assert str(index.folder) in raised.value.hint


@pytest.mark.parametrize("code", [errno.EACCES, errno.ENOSPC, errno.EROFS])
def test_what_the_system_refuses_is_one_clear_line(
    index: FulltextIndex, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", refuse)
        for write in (lambda: index.rebuild([], LATER), lambda: index.update([], [], LATER)):
            with pytest.raises(CacheUnusable) as raised:
                write()
            assert os.strerror(code) in str(raised.value)
            assert str(index.folder) in raised.value.hint
    assert index.stamp() == STAMP


def test_a_folder_that_may_not_be_read_is_not_taken_for_an_absent_index(
    index: FulltextIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "read_text", refuse)
    for call in (index.stamp, index.searcher, index.verify):
        with pytest.raises(CacheUnusable):
            call()
