"""Rules that hold between the rows of a sound archive, each as the SQL that finds what breaks it. Knows no values."""

from __future__ import annotations

STATEMENTS: dict[str, str] = {
    "half a span": (
        "SELECT a.article, 'statements ' || s.id FROM statements s JOIN articles a ON a.id = s.article WHERE"
        " (source_start IS NULL) <> (source_stop IS NULL) OR (cue_start IS NULL) <> (cue_stop IS NULL)"
        " OR (status_cue_start IS NULL) <> (status_cue_stop IS NULL)"
        " OR (addressee_start IS NULL) <> (addressee_stop IS NULL)"
    ),
    "parts not numbered through": (
        "SELECT a.article, 'statements ' || s.id FROM statements s JOIN articles a ON a.id = s.article WHERE"
        " (SELECT count(*) <> coalesce(max(number), -1) + 1 FROM contents WHERE statement = s.id)"
        " OR (SELECT count(*) <> coalesce(max(number), -1) + 1 FROM speakers WHERE statement = s.id)"
        " OR (SELECT count(*) <> coalesce(max(number), -1) + 1 FROM denials WHERE statement = s.id)"
    ),
    "a speaker of another article": (
        "SELECT a.article, 'statements ' || s.id FROM speakers p JOIN statements s ON s.id = p.statement"
        " JOIN articles a ON a.id = s.article JOIN local_actors l ON l.id = p.local_actor WHERE l.article <> s.article"
        " UNION ALL SELECT a.article, 'statements ' || s.id FROM abouts p JOIN statements s ON s.id = p.statement"
        " JOIN articles a ON a.id = s.article JOIN local_actors l ON l.id = p.local_actor WHERE l.article <> s.article"
    ),
    "a mention of an actor of another article": (
        "SELECT a.article, 'mentions ' || m.id FROM mentions m JOIN local_actors l ON l.id = m.local_actor"
        " JOIN articles a ON a.id = m.article WHERE l.article <> m.article"
    ),
    "a denial or parent that is not there": (
        "SELECT a.article, 'statements ' || s.id FROM denials d JOIN statements s ON s.id = d.statement"
        " JOIN articles a ON a.id = s.article WHERE NOT EXISTS"
        " (SELECT 1 FROM statements o WHERE o.article = s.article AND o.statement = d.denied)"
        " UNION ALL SELECT a.article, 'statements ' || s.id FROM statements s JOIN articles a ON a.id = s.article"
        " WHERE s.parent IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM statements o WHERE o.article = s.article AND o.statement = s.parent)"
    ),
    "not about whom it mentions": (
        "WITH inside AS (SELECT DISTINCT c.statement, m.local_actor FROM contents c JOIN statements s"
        "  ON s.id = c.statement JOIN mentions m ON m.article = s.article AND m.start >= c.start AND m.stop <= c.stop),"
        " wrong AS (SELECT * FROM (SELECT * FROM inside EXCEPT SELECT statement, local_actor FROM abouts)"
        "  UNION SELECT * FROM (SELECT statement, local_actor FROM abouts EXCEPT SELECT * FROM inside))"
        " SELECT DISTINCT a.article, 'statements ' || s.id FROM wrong w JOIN statements s ON s.id = w.statement"
        " JOIN articles a ON a.id = s.article"
    ),
}
"""Each gives article and row."""

COUNTS: dict[str, str] = {
    "live": (
        "SELECT article FROM articles a WHERE live <> (EXISTS (SELECT 1 FROM appearances p"
        " WHERE p.article = a.id AND p.state = 'present')"
        " AND NOT EXISTS (SELECT 1 FROM dismissed d WHERE d.article = a.article))"
    ),
    "appearances": (
        "SELECT article FROM articles a WHERE appearances <> (SELECT count(*) FROM appearances p"
        " WHERE p.article = a.id AND p.state = 'present')"
    ),
    "shown": (
        "SELECT a.article FROM articles a LEFT JOIN appearances p ON p.id = a.shown"
        " WHERE p.article IS NOT a.id OR (p.state <> 'present' AND EXISTS (SELECT 1 FROM appearances o"
        " WHERE o.article = a.id AND o.state = 'present'))"
    ),
    "statements": (
        "SELECT article FROM articles a WHERE statements <> (SELECT count(*) FROM statements s WHERE s.article = a.id)"
    ),
}
"""Each gives the articles whose column is not what it is derived from."""

_LIVE = "JOIN articles a ON a.id = l.article AND a.live"

JOINS: dict[str, str] = {
    "not joined yet": "SELECT article FROM articles WHERE NOT joined",
    "joined to nobody": (
        "SELECT DISTINCT a.article FROM articles a JOIN local_actors l ON l.article = a.id"
        " WHERE a.joined AND l.actor IS NULL"
    ),
    "nobody's": (
        "SELECT actor FROM actors c WHERE NOT EXISTS (SELECT 1 FROM local_actors l WHERE l.actor = c.id)"
        " AND c.id NOT IN (SELECT actor FROM stale_actors)"
    ),
    "counted wrongly": (
        "WITH counted AS (SELECT l.actor, count(DISTINCT l.article) articles FROM local_actors l"
        f" {_LIVE} WHERE l.actor IS NOT NULL GROUP BY l.actor),"
        " spoken AS (SELECT l.actor, count(DISTINCT s.statement) said FROM local_actors l"
        f" JOIN speakers s ON s.local_actor = l.id {_LIVE} WHERE l.actor IS NOT NULL GROUP BY l.actor),"
        " meant AS (SELECT l.actor, count(DISTINCT b.statement) about FROM local_actors l"
        f" JOIN abouts b ON b.local_actor = l.id {_LIVE} WHERE l.actor IS NOT NULL AND NOT EXISTS"
        "  (SELECT 1 FROM speakers s JOIN local_actors o ON o.id = s.local_actor"
        "   WHERE s.statement = b.statement AND o.actor = l.actor) GROUP BY l.actor)"
        " SELECT c.actor FROM actors c LEFT JOIN counted n ON n.actor = c.id LEFT JOIN spoken p ON p.actor = c.id"
        " LEFT JOIN meant m ON m.actor = c.id WHERE c.id NOT IN (SELECT actor FROM stale_actors) AND"
        " (c.articles, c.said, c.about) <> (coalesce(n.articles, 0), coalesce(p.said, 0), coalesce(m.about, 0))"
    ),
    "called otherwise": (
        "WITH called AS (SELECT l.actor, m.surface, m.kind, count(*) number FROM local_actors l"
        f" {_LIVE} JOIN mentions m ON m.local_actor = l.id AND m.kind <> 'pronoun'"
        "  WHERE l.actor IS NOT NULL GROUP BY l.actor, m.surface, m.kind),"
        " wrong AS (SELECT * FROM (SELECT * FROM called EXCEPT SELECT actor, surface, kind, count FROM aliases)"
        "  UNION SELECT * FROM (SELECT actor, surface, kind, count FROM aliases EXCEPT SELECT * FROM called))"
        " SELECT DISTINCT c.actor FROM wrong w JOIN actors c ON c.id = w.actor"
        " WHERE c.id NOT IN (SELECT actor FROM stale_actors)"
    ),
    "compared by another name": "SELECT actor FROM actors WHERE folded <> fold(name)",
}
"""Each gives articles or actors whose joins must be made anew."""

NAMES: dict[str, str] = {
    "compared by another form": "SELECT 'surfaces ' || id FROM surfaces WHERE folded <> fold(surface)"
}
"""Each gives forms of names whose columns are not what they are derived from."""

_LOOKED_AT = "(SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'copies_seq')"

SKETCHES: dict[str, str] = {
    "without a sketch": (
        "SELECT article FROM articles a WHERE live AND NOT EXISTS (SELECT 1 FROM sketches k WHERE k.article = a.id)"
        f" AND {_LOOKED_AT} > 0 AND NOT EXISTS"
        f" (SELECT 1 FROM changed_articles c WHERE c.article = a.id AND c.seq > {_LOOKED_AT})"
    ),
}
"""Each gives articles for which near-copies must be looked for anew, though no change of theirs waits for it."""

COPIES: dict[str, str] = {
    "not shown": (
        "SELECT a.article FROM copies c JOIN articles a ON a.id = c.article JOIN articles o ON o.id = c.original"
        " WHERE NOT a.live OR NOT o.live"
    ),
    "a copy of a copy": (
        "SELECT a.article FROM copies c JOIN articles a ON a.id = c.article"
        " WHERE c.original IN (SELECT article FROM copies)"
    ),
}
"""Each gives near-copies whose group must be made anew."""
