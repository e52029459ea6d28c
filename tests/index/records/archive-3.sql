PRAGMA application_id = 1146049362;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE abouts ( -- derived: the actors mentioned inside the content
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    local_actor INTEGER NOT NULL REFERENCES local_actors,
    PRIMARY KEY (statement, local_actor)
) WITHOUT ROWID;
INSERT INTO "abouts" VALUES(1,2);
INSERT INTO "abouts" VALUES(3,2);
INSERT INTO "abouts" VALUES(1,3);
INSERT INTO "abouts" VALUES(2,3);
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
, discriminator TEXT NOT NULL DEFAULT '');
INSERT INTO "actors" VALUES(1,'79573aba50be6630','person:kirby','person','Kirby','kirby',1,1,0,'');
INSERT INTO "actors" VALUES(2,'state:ir','state:ir','state','Iran','iran',1,1,2,'');
INSERT INTO "actors" VALUES(3,'state:ru','state:ru','state','Russia','russia',1,0,2,'');
INSERT INTO "actors" VALUES(4,'state:ua','state:ua','state','Ukraine','ukraine',1,1,0,'');
CREATE TABLE affiliations (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    member INTEGER NOT NULL REFERENCES local_actors,
    whole INTEGER NOT NULL REFERENCES local_actors,
    rule INTEGER NOT NULL REFERENCES rules,
    confidence REAL NOT NULL
);
CREATE TABLE aliases (
    actor INTEGER NOT NULL REFERENCES actors ON DELETE CASCADE,
    surface INTEGER NOT NULL REFERENCES surfaces,
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (actor, surface, kind)
) WITHOUT ROWID;
INSERT INTO "aliases" VALUES(1,4,'name',1);
INSERT INTO "aliases" VALUES(2,2,'name',3);
INSERT INTO "aliases" VALUES(3,3,'name',2);
INSERT INTO "aliases" VALUES(4,1,'name',2);
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
, pages TEXT, as_read TEXT);
INSERT INTO "appearances" VALUES(1,1,1,'/tmp/news/drones.md','Drones over Ukraine','Daily Wire',NULL,NULL,'2022-10-18','metadata','2026-11-22T10:36:28+00:00',NULL,X'8C426BC4D0D9E0D50198CCDAF3AA9B0076B2AE59E56EFE7ADF8BFDBC8168A139','present',NULL,NULL,NULL);
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
INSERT INTO "articles" VALUES(1,'af5e56c5830f3a2d',X'961C5FA78324206291C48A9B8D06BE106F4F84127A60778DDD2B171966DEC515',NULL,1,1,1,3,'fake 1','2022-10-18',NULL,1,'Drones over Ukraine

Ukraine said that Iran sent drones to Russia. Iran denied that it supplied Russia. Kirby claimed that Iran had experts on the ground.');
CREATE TABLE bands (
    band INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles,
    PRIMARY KEY (band, article)
) WITHOUT ROWID;
CREATE TABLE changed_articles (
    seq INTEGER NOT NULL REFERENCES changes,
    article INTEGER NOT NULL REFERENCES articles,
    PRIMARY KEY (seq, article)
) WITHOUT ROWID;
INSERT INTO "changed_articles" VALUES(1,1);
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    nonce TEXT NOT NULL
);
INSERT INTO "changes" VALUES(1,'5ceb11c77629d5aa');
CREATE TABLE contents (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (statement, number)
) WITHOUT ROWID;
INSERT INTO "contents" VALUES(1,0,39,65);
INSERT INTO "contents" VALUES(2,0,84,102);
INSERT INTO "contents" VALUES(3,0,123,153);
CREATE TABLE copies (
    article INTEGER PRIMARY KEY REFERENCES articles,
    original INTEGER NOT NULL REFERENCES articles,
    differs REAL NOT NULL, -- share of the words of both that stand in one only
    figures INTEGER NOT NULL -- whether a number of one stands in place of one of the other
);
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL, -- JSON
    undone TEXT
);
CREATE TABLE denials (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    number INTEGER NOT NULL,
    denied TEXT NOT NULL,
    PRIMARY KEY (statement, number)
) WITHOUT ROWID;
INSERT INTO "denials" VALUES(2,0,'152f7ecd870916ca');
CREATE TABLE dismissed (
    article TEXT PRIMARY KEY,
    made TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE event_actors (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('subject', 'object', 'attributed')),
    number INTEGER NOT NULL,
    local_actor INTEGER NOT NULL REFERENCES local_actors,
    PRIMARY KEY (event, part, number)
) WITHOUT ROWID;
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
CREATE TABLE failures (
    locator TEXT PRIMARY KEY,
    source INTEGER REFERENCES sources,
    file TEXT NOT NULL,
    reason TEXT NOT NULL,
    hint TEXT NOT NULL
, outcome TEXT NOT NULL DEFAULT 'failed' CHECK (outcome IN ('failed', 'scan', 'skipped')));
CREATE TABLE families ( -- keys whose joins depend on each other; also keys that nobody has any more
    family TEXT NOT NULL,
    cls TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (family, cls, key)
) WITHOUT ROWID;
INSERT INTO "families" VALUES('person krb','person','person:kirby');
CREATE TABLE fetches ( -- what a web server wants to hear at the next visit
    url TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT,
    fetched TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources,
    locator TEXT NOT NULL UNIQUE,
    size INTEGER,
    mtime_ns INTEGER,
    metadata TEXT, -- fingerprint of the metadata beside it
    sha256 BLOB,   -- NULL until everything in the file is recorded
    present INTEGER NOT NULL DEFAULT 1
, format TEXT);
INSERT INTO "files" VALUES(1,1,'/tmp/news/drones.md',230,1795343787558270842,'',X'8C426BC4D0D9E0D50198CCDAF3AA9B0076B2AE59E56EFE7ADF8BFDBC8168A139',1,NULL);
CREATE TABLE given ( -- what decisions say of appearances; the latest that is not undone counts
    anchor TEXT NOT NULL, -- a locator; `FILE#=ARTICLE` where that only says which of several texts it is
    field TEXT NOT NULL,
    value TEXT, -- NULL: there is none, whatever was read
    decision INTEGER NOT NULL REFERENCES decisions,
    PRIMARY KEY (anchor, field, decision)
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
CREATE TABLE local_actors (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    local TEXT NOT NULL,
    key TEXT NOT NULL,
    joined_by TEXT NOT NULL, -- what it shares with the same actor in other articles
    cls TEXT NOT NULL,
    name TEXT NOT NULL,
    salient INTEGER NOT NULL,
    actor INTEGER REFERENCES actors, join_rule TEXT, join_shared TEXT NOT NULL DEFAULT '[]', -- NULL until joined
    UNIQUE (article, local)
);
INSERT INTO "local_actors" VALUES(1,1,'47e1e71b1e44eb67','state:ua','state:ua','state','Ukraine',1,4,NULL,'[]');
INSERT INTO "local_actors" VALUES(2,1,'b45533cbfc5ed1fe','state:ir','state:ir','state','Iran',1,2,NULL,'[]');
INSERT INTO "local_actors" VALUES(3,1,'09bf16a435b7e35a','state:ru','state:ru','state','Russia',1,3,NULL,'[]');
INSERT INTO "local_actors" VALUES(4,1,'d8051faf827234b3','person:kirby','person:kirby','person','Kirby',1,1,'name','[]');
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
INSERT INTO "mentions" VALUES(1,1,1,12,19,1,'name',1,0.9);
INSERT INTO "mentions" VALUES(2,1,1,21,28,1,'name',1,0.9);
INSERT INTO "mentions" VALUES(3,1,2,39,43,2,'name',1,0.9);
INSERT INTO "mentions" VALUES(4,1,3,59,65,3,'name',1,0.9);
INSERT INTO "mentions" VALUES(5,1,2,67,71,2,'name',1,0.9);
INSERT INTO "mentions" VALUES(6,1,3,96,102,3,'name',1,0.9);
INSERT INTO "mentions" VALUES(7,1,4,104,109,4,'name',1,0.9);
INSERT INTO "mentions" VALUES(8,1,2,123,127,2,'name',1,0.9);
CREATE TABLE meta (
    key TEXT PRIMARY KEY, -- archive_id, created, last_sync
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "meta" VALUES('archive_id','079955248805c7a6');
INSERT INTO "meta" VALUES('created','2026-11-22T10:36:27+00:00');
INSERT INTO "meta" VALUES('last_sync','2026-11-22T10:36:28+00:00');
CREATE TABLE originals (
    sha256 BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    packed BLOB NOT NULL -- zlib
);
INSERT INTO "originals" VALUES(X'8C426BC4D0D9E0D50198CCDAF3AA9B0076B2AE59E56EFE7ADF8BFDBC8168A139',230,X'789C6D8E310EC2300C45F79CC21748D576429D59101B12627689452C4212390EA2B727A8456260B3FEFBFFC9D65AA3AC8126D84B8A54203D49E07C17E44826D586B431E4B0C085854CAE73E0E2C94D30F6E36887DE0E3B639BE79FC06C07146407EA51E12018A1505470EB40139C6A298CDDCA1C45A6ADCC0AA5E61C3EC1B774649917B806E407FD3A3D3AA05726D1F6446C80E026A946D7BD01AC8E4EC4');
CREATE TABLE passages (
    article INTEGER NOT NULL REFERENCES articles,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
INSERT INTO "passages" VALUES(1,0,0,19);
INSERT INTO "passages" VALUES(1,1,21,66);
INSERT INTO "passages" VALUES(1,2,67,103);
INSERT INTO "passages" VALUES(1,3,104,154);
CREATE TABLE perhaps ( -- whom a local actor may stand for as well, or instead
    local_actor INTEGER NOT NULL REFERENCES local_actors ON DELETE CASCADE,
    number INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors ON DELETE CASCADE,
    PRIMARY KEY (local_actor, number)
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
CREATE TABLE rules (
    id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL UNIQUE
);
INSERT INTO "rules" VALUES(1,'fake');
CREATE TABLE sketches (
    article INTEGER PRIMARY KEY REFERENCES articles,
    sketch BLOB NOT NULL
);
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    locator TEXT NOT NULL UNIQUE,
    added TEXT NOT NULL,
    last_sync TEXT
, kind TEXT NOT NULL DEFAULT 'path' CHECK (kind IN ('path', 'feed', 'page')), given TEXT, options TEXT NOT NULL DEFAULT '{}', followed INTEGER NOT NULL DEFAULT 1);
INSERT INTO "sources" VALUES(1,'/tmp/news','2026-11-22T10:36:28+00:00','2026-11-22T10:36:28+00:00','path',NULL,'{}',1);
CREATE TABLE speakers (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    number INTEGER NOT NULL,
    local_actor INTEGER NOT NULL REFERENCES local_actors,
    PRIMARY KEY (statement, number)
) WITHOUT ROWID;
INSERT INTO "speakers" VALUES(1,0,1);
INSERT INTO "speakers" VALUES(2,0,2);
INSERT INTO "speakers" VALUES(3,0,4);
CREATE TABLE stale_actors ( -- to be counted again at the next join
    actor INTEGER PRIMARY KEY REFERENCES actors ON DELETE CASCADE
);
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
    confidence REAL NOT NULL, private INTEGER NOT NULL DEFAULT 0,
    UNIQUE (article, statement)
);
INSERT INTO "statements" VALUES(1,1,'152f7ecd870916ca',21,28,29,33,'indirect','asserted',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0.9,0);
INSERT INTO "statements" VALUES(2,1,'86e8fb8dcb7e2f94',67,71,72,78,'indirect','denied',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0.9,0);
INSERT INTO "statements" VALUES(3,1,'c8f9d0c80cb37321',104,109,110,117,'indirect','alleged',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0.9,0);
CREATE TABLE surfaces (
    id INTEGER PRIMARY KEY,
    surface TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL
);
INSERT INTO "surfaces" VALUES(1,'Ukraine','ukraine');
INSERT INTO "surfaces" VALUES(2,'Iran','iran');
INSERT INTO "surfaces" VALUES(3,'Russia','russia');
INSERT INTO "surfaces" VALUES(4,'Kirby','kirby');
CREATE TABLE surroundings (
    article INTEGER PRIMARY KEY REFERENCES articles,
    surroundings TEXT NOT NULL
);
CREATE TABLE times (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    value TEXT NOT NULL,
    rule INTEGER NOT NULL REFERENCES rules,
    confidence REAL NOT NULL
);
CREATE TABLE traits (
    local_actor INTEGER PRIMARY KEY REFERENCES local_actors ON DELETE CASCADE,
    traits TEXT NOT NULL
);
CREATE INDEX failures_file ON failures (file);
CREATE INDEX articles_unjoined ON articles (id) WHERE NOT joined;
CREATE UNIQUE INDEX appearances_present ON appearances (locator) WHERE state = 'present';
CREATE INDEX appearances_locator ON appearances (locator);
CREATE INDEX appearances_article ON appearances (article);
CREATE INDEX appearances_file ON appearances (file);
CREATE INDEX local_actors_actor ON local_actors (actor, article);
CREATE INDEX local_actors_joined_by ON local_actors (joined_by);
CREATE INDEX surfaces_folded ON surfaces (folded);
CREATE INDEX mentions_article ON mentions (article, start);
CREATE INDEX mentions_local_actor ON mentions (local_actor);
CREATE INDEX statements_statement ON statements (statement);
CREATE INDEX statements_status ON statements (status, article);
CREATE INDEX speakers_local_actor ON speakers (local_actor);
CREATE INDEX abouts_local_actor ON abouts (local_actor);
CREATE INDEX roles_article ON roles (article);
CREATE INDEX roles_local_actor ON roles (local_actor);
CREATE INDEX roles_organisation ON roles (organisation);
CREATE INDEX affiliations_article ON affiliations (article);
CREATE INDEX affiliations_member ON affiliations (member);
CREATE INDEX affiliations_whole ON affiliations (whole);
CREATE INDEX events_denied_by ON events (denied_by);
CREATE INDEX event_actors_local_actor ON event_actors (local_actor);
CREATE INDEX times_article ON times (article);
CREATE INDEX amounts_article ON amounts (article);
CREATE INDEX actors_articles ON actors (articles);
CREATE INDEX actors_folded ON actors (folded);
CREATE INDEX aliases_surface ON aliases (surface);
CREATE INDEX families_key ON families (key, cls);
CREATE INDEX perhaps_actor ON perhaps (actor);
CREATE INDEX articles_shown ON articles (shown) WHERE live;
CREATE INDEX articles_short ON articles (shown) WHERE live AND length(text) < 200;
CREATE INDEX articles_skipped ON articles (skipped) WHERE live AND skipped IS NOT NULL;
CREATE INDEX given_decision ON given (decision);
CREATE INDEX likenesses_other ON likenesses (other);
CREATE INDEX copies_original ON copies (original);
CREATE INDEX articles_read ON articles (live, pipeline, read_for, shown, statements);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('changes',1);
COMMIT;
