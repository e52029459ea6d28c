"""Writing sources, files, appearances and failures, and what follows from them for each article."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import zlib
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Literal

from index.answers import Failure, SourceKind
from index.model import Appearance, Article
from index.records.given import Fields, given_for, overlaid
from index.records.numbered import come_to, without_mark

Outcome = Literal["new", "changed", "unchanged", "returned"]
"""`returned`: unchanged under another number, and what was called a change of it is new."""

_COMPARED = "article, title, outlet, url, byline, published, published_basis, note, original, pages, as_read"


class FileWriter:
    """Sources and what was found under them."""

    def __init__(self, connection: sqlite3.Connection, touched: set[int]) -> None:
        self._sql = connection
        self._touched = touched

    def add_source(
        self,
        locator: str,
        when: str,
        *,
        kind: SourceKind = "path",
        given: str | None = None,
        allow_private: bool = False,
    ) -> int:
        """The row of the source, made where it is not there yet; `given` as it was typed."""
        options = json.dumps({"allow_private": True} if allow_private else {})
        self._sql.execute(
            "INSERT INTO sources (locator, added, kind, given, options) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (locator) DO UPDATE SET kind = excluded.kind, options = excluded.options, followed = 1",
            (locator, when, kind, given, options),
        )
        return _number(self._sql.execute("SELECT id FROM sources WHERE locator = ?", (locator,)))

    def adopt(self, source: int, root: str) -> None:
        """Files at and under the root of a source that belonged to one that is followed no more belong to it."""
        self._sql.execute(
            "UPDATE files SET source = ?1 WHERE (locator = ?2 OR locator > ?2 || '/' AND locator < ?2 || '0')"
            " AND source IN (SELECT id FROM sources WHERE NOT followed)",
            (source, root.rstrip("/")),
        )

    def finish_sync(self, sources: Iterable[int], when: str) -> None:
        """Note when these sources were last synced."""
        self._sql.executemany("UPDATE sources SET last_sync = ? WHERE id = ?", [(when, one) for one in sources])
        self._sql.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('last_sync', ?)", (when,))

    def note_marks(self, address: str, etag: str | None, last_modified: str | None, when: str) -> None:
        """What an address gave was read to the end: by these marks its server tells what is newer."""
        self._sql.execute(
            "INSERT OR REPLACE INTO fetches (url, etag, last_modified, fetched) VALUES (?, ?, ?, ?)",
            (address, etag, last_modified, when),
        )

    def begin_file(self, source: int, locator: str, format: str | None = None) -> int:
        """The row of a file whose reading begins; until `finish_file` it counts as not read."""
        self._sql.execute(
            "INSERT INTO files (source, locator, format) VALUES (?, ?, ?) "
            "ON CONFLICT (locator) DO UPDATE SET sha256 = NULL, present = 1, format = excluded.format",
            (source, locator, format),
        )
        return _number(self._sql.execute("SELECT id FROM files WHERE locator = ?", (locator,)))

    def finish_file(self, file: int, sha256: bytes, seen: Collection[str]) -> int:
        """Everything in the file is recorded; records of it that were not seen are removed. Returns how many."""
        self._sql.execute("UPDATE files SET sha256 = ? WHERE id = ?", (sha256, file))
        return self.hide_unseen(file, seen)

    def hide_unseen(self, file: int, seen: Collection[str]) -> int:
        """What the file no longer says is kept but hidden. Returns how many appearances."""
        rows = self._sql.execute(
            "SELECT id, article, locator FROM appearances WHERE file = ? AND state = 'present'", (file,)
        )
        gone = [row for row in rows if row[2] not in seen]
        self._remove((row, article) for row, article, _ in gone)
        for row, _, locator in gone:
            if (place := without_mark(locator)) != locator:
                self._sql.execute("UPDATE appearances SET locator = ? WHERE id = ?", (place, row))
        return len(gone)

    def note_file(self, locator: str, *, size: int, mtime_ns: int, metadata: str) -> None:
        """Remember by what a file that has not changed is recognised without reading it."""
        self._sql.execute(
            "UPDATE files SET size = ?, mtime_ns = ?, metadata = ? WHERE locator = ?",
            (size, mtime_ns, metadata, locator),
        )

    def move_file(self, old: str, new: str, source: int) -> None:
        """The same bytes now lie elsewhere, perhaps under another source; appearances follow, older versions too."""
        file = _number(self._sql.execute("SELECT id FROM files WHERE locator = ?", (old,)))
        self._sql.execute("DELETE FROM failures WHERE file = ?", (old,))
        self._sql.execute(
            "UPDATE appearances SET file = ? WHERE file = (SELECT id FROM files WHERE locator = ?)", (file, new)
        )
        self._sql.execute("DELETE FROM files WHERE locator = ?", (new,))
        self._sql.execute("UPDATE files SET source = ?, locator = ?, sha256 = NULL WHERE id = ?", (source, new, file))
        for row, article, locator, state in self._sql.execute(
            "SELECT id, article, locator, state FROM appearances WHERE file = ? AND substr(locator, 1, ?) = ?",
            (file, len(old), old),
        ).fetchall():
            self._sql.execute("UPDATE appearances SET locator = ? WHERE id = ?", (new + locator[len(old) :], row))
            if state == "present":
                self._touched.add(article)
        self._sql.execute(
            "UPDATE OR REPLACE given SET anchor = ? || substr(anchor, length(?) + 1) "
            "WHERE anchor = ? OR anchor > ? || '#' AND anchor < ? || '$'",  # `$` comes after `#`
            (new, old, old, old, old),
        )

    def remove_file(self, locator: str) -> int:
        """The file is gone: its appearances are kept but hidden. Returns how many."""
        self._sql.execute("UPDATE files SET present = 0, sha256 = NULL WHERE locator = ?", (locator,))
        self._sql.execute("DELETE FROM failures WHERE file = ?", (locator,))
        gone = self._sql.execute(
            "SELECT a.id, a.article FROM appearances a JOIN files f ON f.id = a.file "
            "WHERE f.locator = ? AND a.state = 'present'",
            (locator,),
        ).fetchall()
        self._remove(gone)
        return len(gone)

    def _remove(self, rows: Iterable[tuple[int, int]]) -> None:
        for row, article in rows:
            self._sql.execute("UPDATE appearances SET state = 'removed' WHERE id = ?", (row,))
            self._touched.add(article)

    def record(
        self,
        file: int,
        article: Article,
        appearance: Appearance,
        original: bytes | None = None,
        seen: Collection[str] = (),
    ) -> Outcome:
        """Record a text and its appearance, read from these bytes; what stood there before becomes an older version.

        Where the analyst decided metadata of it, these count, and what was read is kept beside them. `seen` are the
        locators met in the file so far.
        """
        given = given_for(self._sql, appearance.locator, article.id, appearance.title)
        fields, as_read = overlaid(_fields(article, appearance), given)
        number = self._article(replace(article, language=fields["language"], language_given="language" in given))
        compared = (
            number,
            *(fields[name] for name in ("title", "outlet", "url", "byline", "published", "published_basis", "note")),
            hashlib.sha256(original).digest() if original is not None else None,
            json.dumps(appearance.pages) if appearance.pages else None,
            as_read,
        )
        has_returned = come_to(self._sql, file, number, appearance.locator, appearance.retrieved or "", seen)
        before = self._sql.execute(
            f"SELECT id, state, {_COMPARED} FROM appearances WHERE locator = ? "
            "ORDER BY state <> 'present', id DESC LIMIT 1",
            (appearance.locator,),
        ).fetchone()
        was_present = bool(before) and before[1] == "present"
        if before and before[2:] == compared:
            self._sql.execute("UPDATE appearances SET file = ?, state = 'present' WHERE id = ?", (file, before[0]))
            if not was_present:
                self._touched.add(number)
            return ("returned" if has_returned else "unchanged") if was_present else "new"
        if was_present:
            self._sql.execute("UPDATE appearances SET state = 'replaced' WHERE id = ?", (before[0],))
            self._touched.add(before[2])
        previous = before[0] if before else None
        self._sql.execute(
            f"INSERT INTO appearances ({_COMPARED}, file, locator, retrieved, previous) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*compared, file, appearance.locator, appearance.retrieved, previous),
        )
        self._touched.add(number)
        return "changed" if was_present else "new"

    def _article(self, article: Article) -> int:
        """The row of the article; one whose language is now said to be another counts as not read.

        What is said at one place counts less than what the analyst decided at another.
        """
        sha256 = hashlib.sha256(article.text.encode()).digest()
        self._sql.execute(
            "INSERT INTO articles (article, text, sha256, language) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (article) DO UPDATE SET language = excluded.language, pipeline = NULL "
            "WHERE excluded.language <> coalesce(articles.language, '') AND (? OR NOT EXISTS ("
            "SELECT 1 FROM appearances p WHERE p.article = articles.id AND p.state = 'present'"
            " AND json_type(p.as_read, '$.language') IS NOT NULL))",
            (article.id, article.text, sha256, article.language, article.language_given),
        )
        return _number(self._sql.execute("SELECT id FROM articles WHERE article = ?", (article.id,)))

    def keep_original(self, original: bytes) -> None:
        """Keep the bytes that a text was read from, packed, once."""
        self._sql.execute(
            "INSERT INTO originals (sha256, size, packed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (hashlib.sha256(original).digest(), len(original), zlib.compress(original)),
        )

    def record_failure(self, source: int | None, file: str, failure: Failure) -> None:
        """List what was not read until it can be, or is gone; of no `source` in particular, that of its file."""
        self._sql.execute(
            "INSERT OR REPLACE INTO failures (locator, source, file, reason, hint, outcome) "
            "VALUES (?, coalesce(?, (SELECT source FROM files WHERE locator = ?)), ?, ?, ?, ?)",
            (failure.locator, source, file, file, failure.reason, failure.hint, failure.outcome),
        )

    def clear_failure(self, locator: str) -> None:
        """Forget that one article failed, which is about to be recorded again."""
        self._sql.execute("DELETE FROM failures WHERE locator = ?", (locator,))

    def clear_failures(self, file: str) -> None:
        """Forget what failed in a file (or source) that is about to be read again."""
        self._sql.execute("DELETE FROM failures WHERE file = ?", (file,))

    def settle(self) -> None:
        """Which appearance names each touched article, whether any is present, and a new number for the index."""
        if not self._touched:
            return
        for article in sorted(self._touched):
            self._settle_article(article)
        self._sql.execute("INSERT INTO changes (nonce) VALUES (?)", (secrets.token_hex(8),))
        seq = _number(self._sql.execute("SELECT max(seq) FROM changes"))
        self._sql.executemany("INSERT INTO changed_articles VALUES (?, ?)", [(seq, one) for one in self._touched])
        self._touched.clear()

    def _settle_article(self, article: int) -> None:
        present = _number(
            self._sql.execute("SELECT count(*) FROM appearances WHERE article = ? AND state = 'present'", (article,))
        )
        shown = _number(
            self._sql.execute(
                "SELECT id FROM appearances WHERE article = ? "
                "ORDER BY state <> 'present', as_read IS NULL, published IS NULL, published, locator, id LIMIT 1",
                (article,),
            )
        )
        was_live, dismissed = self._sql.execute(
            "SELECT live, EXISTS (SELECT 1 FROM dismissed d WHERE d.article = a.article) FROM articles a WHERE id = ?",
            (article,),
        ).fetchone()
        live = present > 0 and not dismissed
        self._sql.execute(
            "UPDATE articles SET shown = ?, appearances = ?, live = ? WHERE id = ?", (shown, present, live, article)
        )
        if was_live != live:
            self._sql.execute(
                "INSERT OR IGNORE INTO stale_actors "
                "SELECT actor FROM local_actors WHERE article = ? AND actor IS NOT NULL",
                (article,),
            )


def _fields(article: Article, appearance: Appearance) -> Fields:
    """What was read and could be decided otherwise."""
    published = appearance.published
    return {
        "title": appearance.title,
        "outlet": appearance.outlet,
        "url": appearance.url,
        "byline": appearance.byline,
        "published": published.value if published else None,
        "published_basis": published.basis.value if published else None,
        "note": appearance.note,
        "language": article.language,
    }


def _number(cursor: sqlite3.Cursor) -> int:
    row: tuple[int] = cursor.fetchone()
    return row[0]
