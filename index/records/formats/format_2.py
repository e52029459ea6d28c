"""Format 2: states of mind; why actors were joined, and what is kept so that they can be joined again."""

SQL = """
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
