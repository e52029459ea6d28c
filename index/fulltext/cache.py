"""The index on disk: a cache that only we write, replaced as a whole and rebuilt at the first doubt.

    FOLDER/stamp.json        what is contained, and which folder below is in use
    FOLDER/f-0123abcd…/      Whoosh's files; never changed once the sidecar names them

Every commit makes a new folder. An update links the old files into it (they are immutable), lets Whoosh write its
own beside them and then switches the sidecar, so a reader sees the state before or after, whatever happens between.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from index.errors import CacheUnusable, DossierError, IndexUnusable
from index.fulltext.engine import FileIndex, FileStorage
from index.fulltext.schema import IndexedArticle, row, schema
from index.fulltext.searcher import Searcher
from index.fulltext.stamp import IndexFile, Sidecar, Stamp, read_sidecar, sync_file, sync_folder
from index.model import ArticleId

logger = logging.getLogger(__name__)

LOCK = "MAIN_WRITELOCK"
"""Whoosh's own lock; ours is on the archive."""
MEGABYTES = 128
"""How much Whoosh gathers before it writes a run of postings to disk."""


class FulltextIndex:
    """The search index of one archive, in a folder of its own inside the cache."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def stamp(self) -> Stamp | None:
        """What the index contains; None where it is absent, damaged or of another schema version.

        Looks at sizes and at the checksum of the one file that Whoosh unpickles; `verify` looks at everything.
        """
        with _folder_errors(self.folder):
            sidecar = self._sidecar()
        return sidecar.stamp if sidecar else None

    def rebuild(self, articles: Iterable[IndexedArticle], stamp: Stamp) -> None:
        """Build the index anew, aside, and switch to it."""
        with self._new_folder() as new:
            index = FileIndex.create(FileStorage(str(new)), schema())
            _write(index, index, articles, (), nullcontext)
            self._switch(new, index, stamp, known={})

    def update(self, added: Iterable[IndexedArticle], removed: Iterable[ArticleId], stamp: Stamp) -> None:
        """Add articles, replacing those with the same id, and remove others. Raises IndexUnusable: then rebuild."""
        with _folder_errors(self.folder):
            sidecar = self._sidecar()
        if sidecar is None:
            raise IndexUnusable(f"{self.folder}: there is no search index to update")
        with self._new_folder() as new:
            for name in sidecar.files:
                _link(self.folder / sidecar.folder / name, new / name)
            with _damage():
                index = FileIndex(FileStorage(str(new)), schema=schema())
                unmapped = FileIndex(FileStorage(str(new), supports_mmap=False), schema=schema())
            _write(index, unmapped, added, removed, _damage)
            self._switch(new, index, stamp, known=sidecar.files)

    def verify(self) -> tuple[str, ...]:
        """Problems found by reading every file; empty where the index is as it was written."""
        with _folder_errors(self.folder):
            sidecar = read_sidecar(self.folder)
            if sidecar is None:
                return (f"{self.folder}: no usable index",)
            home = self.folder / sidecar.folder
            return tuple(
                f"{home / name}: {problem}"
                for name, written in sorted(sidecar.files.items())
                if (problem := _problem(home / name, written))
            )

    def searcher(self) -> Searcher:
        """The index as it is now, open for reading. Raises IndexUnusable where it cannot be opened."""
        while True:
            with _folder_errors(self.folder):
                sidecar = self._sidecar()
            if sidecar is None:
                raise IndexUnusable(f"{self.folder}: there is no usable search index")
            try:
                with _folder_errors(self.folder), _damage():
                    index = FileIndex(FileStorage(str(self.folder / sidecar.folder), readonly=True), schema=schema())
                    return Searcher(index.reader(), sidecar.stamp)
            except IndexUnusable:
                if read_sidecar(self.folder) == sidecar:  # else a writer has switched and cleared the files away
                    raise

    def _sidecar(self) -> Sidecar | None:
        """The sidecar in place; None where its files are not as it says."""
        sidecar = read_sidecar(self.folder)
        while sidecar is not None and not self._is_intact(sidecar):
            judged, sidecar = sidecar, read_sidecar(self.folder)
            if sidecar == judged:  # else a writer has switched between the look at the sidecar and at the files
                return None
        return sidecar

    def _is_intact(self, sidecar: Sidecar) -> bool:
        """Whether the files are there in the sizes written and the table of contents is untouched."""
        home = self.folder / sidecar.folder
        contents = _contents(sidecar.generation)
        try:
            sizes = {path.name: path.stat().st_size for path in home.iterdir()}
            as_written = sizes == {name: written.size for name, written in sidecar.files.items()}
            if as_written and IndexFile.of(home / contents) == sidecar.files.get(contents):
                return True
        except PermissionError:
            raise
        except OSError:
            pass
        logger.info("the search index in %s is not as it was written", home)
        return False

    @contextmanager
    def _new_folder(self) -> Iterator[Path]:
        """A folder to build in; gone again if building fails. What earlier failures left behind goes too."""
        new = self.folder / f"f-{uuid.uuid4().hex[:16]}"
        with _folder_errors(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            new.mkdir(mode=0o700)
            try:
                yield new
            except BaseException:
                shutil.rmtree(new, ignore_errors=True)
                raise

    def _switch(self, new: Path, index: Any, stamp: Stamp, known: Mapping[str, IndexFile]) -> None:
        """Make `new` the index in use and clear the others away. Files linked from before are not read again."""
        generation = index.latest_generation()
        files: dict[str, IndexFile] = {}
        for path in sorted(new.iterdir()):
            if path.name == LOCK or (path.suffix == ".toc" and path.name != _contents(generation)):
                path.unlink()
                continue
            files[path.name] = known.get(path.name) or IndexFile.of(path)
            if path.name not in known:
                sync_file(path)
        sync_folder(new)
        Sidecar(stamp=stamp, folder=new.name, generation=generation, files=files).write(self.folder)
        for path in self.folder.iterdir():
            if path.is_dir() and path.name.startswith("f-") and path != new:
                shutil.rmtree(path, ignore_errors=True)


def _write(
    index: Any,
    unmapped: Any,
    added: Iterable[IndexedArticle],
    removed: Iterable[ArticleId],
    guard: Callable[[], AbstractContextManager[None]],
) -> None:
    """One commit. `guard` surrounds what reads the index as it was, and not what the caller's iterators do.

    Few terms are looked up to delete articles: `unmapped` is the index without Whoosh's copy of all terms in memory.
    """
    with guard():
        before = unmapped.reader()
    try:
        with guard():
            writer = index.writer(limitmb=MEGABYTES)
        try:
            _fill(writer, before, added, removed, guard)
            with guard():
                writer.commit()
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise
    finally:
        before.close()


def _fill(
    writer: Any,
    before: Any,
    added: Iterable[IndexedArticle],
    removed: Iterable[ArticleId],
    guard: Callable[[], AbstractContextManager[None]],
) -> None:
    """Delete and add. Whoosh would open a searcher for each article that it replaces; here one reader serves all."""
    for article_id in removed:
        with guard():
            _delete(writer, before, article_id)
    seen: set[ArticleId] = set()
    for article in added:
        if article.article not in seen:
            seen.add(article.article)
            with guard():
                _delete(writer, before, article.article)
                writer.add_document(**row(article))


def _delete(writer: Any, before: Any, article_id: ArticleId) -> None:
    for segment, offset in before.leaf_readers():
        if ("article", article_id) in segment:
            for number in segment.postings("article", article_id).all_ids():
                writer.delete_document(number + offset)


def _contents(generation: int) -> str:
    """The name of Whoosh's table of contents, which is unpickled on opening."""
    return f"_MAIN_{generation}.toc"


def _problem(path: Path, written: IndexFile) -> str | None:
    try:
        found = IndexFile.of(path)
    except FileNotFoundError:
        return "is missing"
    if found.size != written.size:
        return f"has {found.size:,} bytes instead of {written.size:,}"
    return None if found == written else "has other contents than were written"


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS):
            raise
        shutil.copy2(old, new)  # a file system without hard links


@contextmanager
def _folder_errors(folder: Path) -> Iterator[None]:
    """What the system refuses becomes one clear line."""
    try:
        yield
    except FileNotFoundError as error:
        raise IndexUnusable(f"{folder}: the search index was deleted while it was in use") from error
    except OSError as error:
        raise CacheUnusable(folder, error) from error


@contextmanager
def _damage() -> Iterator[None]:
    """Whatever a damaged index makes Whoosh raise means the same to us."""
    try:
        yield
    except (DossierError, OSError):
        raise
    except Exception as error:  # EOFError, struct.error, UnpicklingError, TypeError, IndexError …
        raise IndexUnusable(f"the search index cannot be read ({type(error).__name__})") from error
