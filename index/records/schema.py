"""The tables of an archive and the numbered migrations that lead to them. Knows no values, only SQL.

Rows have small integer ids inside; what leaves the package carries ids made from content. Offsets are code points.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

APPLICATION_ID = 0x444F5352
"""`DOSR` in the SQLite header says that a file is one of ours."""

_VERSION_1 = """
CREATE TABLE meta (
    key TEXT PRIMARY KEY, -- archive_id, created, last_sync
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES
    ('archive_id', lower(hex(randomblob(8)))), ('created', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'));

-- What was added by hand, and the files found under it.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    locator TEXT NOT NULL UNIQUE,
    added TEXT NOT NULL,
    last_sync TEXT
);
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources,
    locator TEXT NOT NULL UNIQUE,
    size INTEGER,
    mtime_ns INTEGER,
    metadata TEXT, -- fingerprint of the metadata beside it
    sha256 BLOB,   -- NULL until everything in the file is recorded
    present INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE originals (
    sha256 BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    packed BLOB NOT NULL -- zlib
);
CREATE TABLE failures (
    locator TEXT PRIMARY KEY,
    source INTEGER REFERENCES sources,
    file TEXT NOT NULL,
    reason TEXT NOT NULL,
    hint TEXT NOT NULL
);
CREATE INDEX failures_file ON failures (file);

-- One text, many appearances. `shown` is the appearance that names the article on screens.
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    article TEXT NOT NULL UNIQUE,
    sha256 BLOB NOT NULL,
    language TEXT,
    live INTEGER NOT NULL DEFAULT 1, -- has a present appearance
    shown INTEGER REFERENCES appearances DEFERRABLE INITIALLY DEFERRED,
    appearances INTEGER NOT NULL DEFAULT 0, -- present ones
    statements INTEGER NOT NULL DEFAULT 0,
    pipeline TEXT, -- NULL until it was read
    read_for TEXT, -- the date of publication it was read against
    skipped TEXT,
    joined INTEGER NOT NULL DEFAULT 0, -- whether its local actors stand for canonical ones
    text TEXT NOT NULL -- last: SQLite walks through it to reach what stands behind
);
CREATE INDEX articles_unjoined ON articles (id) WHERE NOT joined;
CREATE TABLE appearances (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    file INTEGER NOT NULL REFERENCES files,
    locator TEXT NOT NULL,
    title TEXT NOT NULL,
    outlet TEXT,
    url TEXT,
    byline TEXT,
    published TEXT,
    published_basis TEXT,
    retrieved TEXT,
    note TEXT,
    original BLOB, -- SHA-256 of the bytes it was read from; the bytes are in originals where they are kept
    state TEXT NOT NULL DEFAULT 'present' CHECK (state IN ('present', 'replaced', 'removed')),
    previous INTEGER REFERENCES appearances -- the version that this one replaced
);
CREATE UNIQUE INDEX appearances_present ON appearances (locator) WHERE state = 'present';
CREATE INDEX appearances_locator ON appearances (locator); -- of every state: what stood there before
CREATE INDEX appearances_article ON appearances (article);
CREATE INDEX appearances_file ON appearances (file);

-- What one article says, replaced as a whole when it is read again.
CREATE TABLE rules (
    id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL UNIQUE
);
CREATE TABLE passages (
    article INTEGER NOT NULL REFERENCES articles,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE TABLE local_actors (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    local TEXT NOT NULL,
    key TEXT NOT NULL,
    joined_by TEXT NOT NULL, -- what it shares with the same actor in other articles
    cls TEXT NOT NULL,
    name TEXT NOT NULL,
    salient INTEGER NOT NULL,
    actor INTEGER REFERENCES actors, -- NULL until joined
    UNIQUE (article, local)
);
CREATE INDEX local_actors_actor ON local_actors (actor, article);
CREATE INDEX local_actors_joined_by ON local_actors (joined_by);
CREATE TABLE surfaces (
    id INTEGER PRIMARY KEY,
    surface TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL
);
CREATE INDEX surfaces_folded ON surfaces (folded);
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    local_actor INTEGER NOT NULL REFERENCES local_actors,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    surface INTEGER NOT NULL REFERENCES surfaces,
    kind TEXT NOT NULL,
    rule INTEGER NOT NULL REFERENCES rules,
    confidence REAL NOT NULL
);
CREATE INDEX mentions_article ON mentions (article, start);
CREATE INDEX mentions_local_actor ON mentions (local_actor);
CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    statement TEXT NOT NULL,
    source_start INTEGER,
    source_stop INTEGER,
    cue_start INTEGER,
    cue_stop INTEGER,
    quote_type TEXT NOT NULL,
    status TEXT NOT NULL,
    status_cue_start INTEGER,
    status_cue_stop INTEGER,
    hedge_by TEXT,
    addressee_start INTEGER,
    addressee_stop INTEGER,
    said TEXT,
    parent TEXT,
    rule INTEGER NOT NULL REFERENCES rules,
    confidence REAL NOT NULL,
    UNIQUE (article, statement)
);
CREATE INDEX statements_statement ON statements (statement);
CREATE INDEX statements_status ON statements (status, article);
CREATE TABLE contents (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (statement, number)
) WITHOUT ROWID;
CREATE TABLE speakers (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    number INTEGER NOT NULL,
    local_actor INTEGER NOT NULL REFERENCES local_actors,
    PRIMARY KEY (statement, number)
) WITHOUT ROWID;
CREATE INDEX speakers_local_actor ON speakers (local_actor);
CREATE TABLE abouts ( -- derived: the actors mentioned inside the content
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    local_actor INTEGER NOT NULL REFERENCES local_actors,
    PRIMARY KEY (statement, local_actor)
) WITHOUT ROWID;
CREATE INDEX abouts_local_actor ON abouts (local_actor);
CREATE TABLE denials (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    number INTEGER NOT NULL,
    denied TEXT NOT NULL,
    PRIMARY KEY (statement, number)
) WITHOUT ROWID;
CREATE TABLE roles (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    local_actor INTEGER NOT NULL REFERENCES local_actors,
    title TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    organisation INTEGER REFERENCES local_actors,
    pattern TEXT NOT NULL,
    rule INTEGER NOT NULL REFERENCES rules,
    confidence REAL NOT NULL
);
CREATE INDEX roles_article ON roles (article);
CREATE INDEX roles_local_actor ON roles (local_actor);
CREATE INDEX roles_organisation ON roles (organisation);
CREATE TABLE affiliations (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    member INTEGER NOT NULL REFERENCES local_actors,
    whole INTEGER NOT NULL REFERENCES local_actors,
    rule INTEGER NOT NULL REFERENCES rules,
    confidence REAL NOT NULL
);
CREATE INDEX affiliations_article ON affiliations (article);
CREATE INDEX affiliations_member ON affiliations (member);
CREATE INDEX affiliations_whole ON affiliations (whole);
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    event TEXT NOT NULL,
    predicate TEXT NOT NULL,
    root TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_stop INTEGER NOT NULL,
    theme_start INTEGER,
    theme_stop INTEGER,
    status TEXT NOT NULL,
    denied_by INTEGER REFERENCES local_actors,
    negated INTEGER NOT NULL,
    date TEXT,
    amount_start INTEGER,
    amount_stop INTEGER,
    place TEXT,
    rule INTEGER NOT NULL REFERENCES rules,
    confidence REAL NOT NULL,
    UNIQUE (article, event)
);
CREATE INDEX events_denied_by ON events (denied_by);
CREATE TABLE event_actors (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('subject', 'object', 'attributed')),
    number INTEGER NOT NULL,
    local_actor INTEGER NOT NULL REFERENCES local_actors,
    PRIMARY KEY (event, part, number)
) WITHOUT ROWID;
CREATE INDEX event_actors_local_actor ON event_actors (local_actor);
CREATE TABLE times (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    value TEXT NOT NULL,
    rule INTEGER NOT NULL REFERENCES rules,
    confidence REAL NOT NULL
);
CREATE INDEX times_article ON times (article);
CREATE TABLE amounts (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    value TEXT,
    unit TEXT,
    rule INTEGER NOT NULL REFERENCES rules,
    confidence REAL NOT NULL
);
CREATE INDEX amounts_article ON amounts (article);

-- Derived: canonical actors, their names in the archive and their counts; rebuilt for what changed.
CREATE TABLE actors (
    id INTEGER PRIMARY KEY,
    actor TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    cls TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL DEFAULT '', -- the name as it is compared
    articles INTEGER NOT NULL DEFAULT 0,
    said INTEGER NOT NULL DEFAULT 0,
    about INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX actors_articles ON actors (articles);
CREATE INDEX actors_folded ON actors (folded);
CREATE TABLE aliases (
    actor INTEGER NOT NULL REFERENCES actors ON DELETE CASCADE,
    surface INTEGER NOT NULL REFERENCES surfaces,
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (actor, surface, kind)
) WITHOUT ROWID;
CREATE INDEX aliases_surface ON aliases (surface);
CREATE TABLE stale_actors ( -- to be counted again at the next join
    actor INTEGER PRIMARY KEY REFERENCES actors ON DELETE CASCADE
);

-- What the search index must catch up with: one row a commit, and the articles it touched.
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    nonce TEXT NOT NULL
);
CREATE TABLE changed_articles (
    seq INTEGER NOT NULL REFERENCES changes,
    article INTEGER NOT NULL REFERENCES articles,
    PRIMARY KEY (seq, article)
) WITHOUT ROWID;
"""

_VERSION_2 = """
ALTER TABLE statements ADD COLUMN private INTEGER NOT NULL DEFAULT 0; -- believed, wanted or feared, not uttered
-- Why a local actor stands for its canonical one; and what each article tells for the joining, as JSON.
ALTER TABLE local_actors ADD COLUMN join_rule TEXT;
ALTER TABLE local_actors ADD COLUMN join_shared TEXT NOT NULL DEFAULT '[]'; -- titles, and keys of actors
ALTER TABLE actors ADD COLUMN discriminator TEXT NOT NULL DEFAULT ''; -- tells it from others with its key
CREATE TABLE traits (
    local_actor INTEGER PRIMARY KEY REFERENCES local_actors ON DELETE CASCADE,
    traits TEXT NOT NULL
);
CREATE TABLE surroundings (
    article INTEGER PRIMARY KEY REFERENCES articles,
    surroundings TEXT NOT NULL
);
CREATE TABLE families ( -- keys whose joins depend on each other; also keys that nobody has any more
    family TEXT NOT NULL,
    cls TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (family, cls, key)
) WITHOUT ROWID;
CREATE INDEX families_key ON families (key, cls);
CREATE TABLE perhaps ( -- whom a local actor may stand for as well, or instead
    local_actor INTEGER NOT NULL REFERENCES local_actors ON DELETE CASCADE,
    number INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors ON DELETE CASCADE,
    PRIMARY KEY (local_actor, number)
) WITHOUT ROWID;
CREATE INDEX perhaps_actor ON perhaps (actor);
UPDATE articles SET joined = 0;
"""

_VERSION_3 = """
-- How a source was added. A source that is followed no more stays for what was read from it.
ALTER TABLE sources ADD COLUMN kind TEXT NOT NULL DEFAULT 'path' CHECK (kind IN ('path', 'feed', 'page'));
ALTER TABLE sources ADD COLUMN given TEXT; -- as it was typed
ALTER TABLE sources ADD COLUMN options TEXT NOT NULL DEFAULT '{}'; -- JSON: what else was said when it was added
ALTER TABLE sources ADD COLUMN followed INTEGER NOT NULL DEFAULT 1;
ALTER TABLE files ADD COLUMN format TEXT; -- as the table of formats names it
ALTER TABLE failures ADD COLUMN outcome TEXT NOT NULL DEFAULT 'failed' CHECK (outcome IN ('failed', 'scan', 'skipped'));
CREATE TABLE fetches ( -- what a web server wants to hear at the next visit
    url TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT,
    fetched TEXT NOT NULL
) WITHOUT ROWID;

-- What should be looked at is counted after every sync, without going through the texts.
CREATE INDEX articles_shown ON articles (shown) WHERE live;
CREATE INDEX articles_short ON articles (shown) WHERE live AND length(text) < 200;
CREATE INDEX articles_skipped ON articles (skipped) WHERE live AND skipped IS NOT NULL;

-- Where each page of a paginated original begins; what was read, where the analyst's decision stands in its place.
ALTER TABLE appearances ADD COLUMN pages TEXT; -- JSON: offsets
ALTER TABLE appearances ADD COLUMN as_read TEXT; -- JSON: fields

-- What the analyst decided, in order; undone ones stay in the list.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL, -- JSON
    undone TEXT
);
CREATE TABLE given ( -- what decisions say of appearances; the latest that is not undone counts
    anchor TEXT NOT NULL, -- a locator; `FILE#=ARTICLE` where that only says which of several texts it is
    field TEXT NOT NULL,
    value TEXT, -- NULL: there is none, whatever was read
    decision INTEGER NOT NULL REFERENCES decisions,
    PRIMARY KEY (anchor, field, decision)
) WITHOUT ROWID;
CREATE INDEX given_decision ON given (decision);

-- Near-copies of live articles: sketches, the bands by which like ones are found, how much two of them have in common
-- (both ways round), and the original of each copy.
CREATE TABLE sketches (
    article INTEGER PRIMARY KEY REFERENCES articles,
    sketch BLOB NOT NULL
);
CREATE TABLE bands (
    band INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles,
    PRIMARY KEY (band, article)
) WITHOUT ROWID;
CREATE TABLE likenesses (
    article INTEGER NOT NULL REFERENCES articles,
    other INTEGER NOT NULL REFERENCES articles,
    mine REAL NOT NULL, -- share of the article's words that stand in the other
    theirs REAL NOT NULL,
    shared INTEGER NOT NULL, -- words
    replaced INTEGER NOT NULL, -- names and numbers
    passage INTEGER NOT NULL, -- words in a row that each has alone
    differs REAL NOT NULL,
    figures INTEGER NOT NULL,
    PRIMARY KEY (article, other)
) WITHOUT ROWID;
CREATE INDEX likenesses_other ON likenesses (other);
CREATE TABLE copies (
    article INTEGER PRIMARY KEY REFERENCES articles,
    original INTEGER NOT NULL REFERENCES articles,
    differs REAL NOT NULL, -- share of the words of both that stand in one only
    figures INTEGER NOT NULL -- whether a number of one stands in place of one of the other
);
CREATE INDEX copies_original ON copies (original);

-- What the analyst has removed or purged: no sync brings it back. Of a purged article nothing but this id is left.
CREATE TABLE dismissed (
    article TEXT PRIMARY KEY,
    made TEXT NOT NULL
) WITHOUT ROWID;

-- What every sync asks of all articles, without walking through their texts.
CREATE INDEX articles_read ON articles (live, pipeline, read_for, shown, statements);

-- Actors of articles that version 2 left to be joined anew are counted anew: to others what is new is added.
INSERT OR IGNORE INTO stale_actors
    SELECT l.actor FROM articles a JOIN local_actors l ON l.article = a.id WHERE NOT a.joined AND l.actor IS NOT NULL;
"""

MIGRATIONS: tuple[str, ...] = (_VERSION_1, _VERSION_2, _VERSION_3)
"""Script number N leads from version N to version N + 1; a script that was released is never edited."""

VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables of any earlier version (0: an empty file) to VERSION, each step in a transaction of its own.

    The version is read within: of two processes that open an old archive at once the second finds the work done.
    """
    while _step(connection):
        pass


def _step(connection: sqlite3.Connection) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < VERSION:
            for statement in _statements(MIGRATIONS[version]):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return version < VERSION


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one, for `executescript` would commit before it began."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
