"""Format 1: sources, files, articles with their appearances, what was read out of them, actors, and changes."""

SQL = """
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
