"""Format 3: how sources were added, pages, what the analyst decides, near-copies, and what was removed or purged."""

SQL = """
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
