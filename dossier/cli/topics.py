"""The topics of `dossier help`: texts, and nothing that runs."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.wording import STATUS_HELP, STATUS_LABELS, TRIAGE_HELP


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One page of help."""

    name: str
    summary: str
    text: str


SEARCH = """\
All words must be somewhere in the article, in its title or its text. Results are
articles; under each stand the sentences that show why it was found.

  shells Russia               both words; endings do not matter (shell, shells)
  shells OR drones            either
  shells NOT Iran             without; -Iran is the same
  (shells OR drones) Russia   grouped
  "artillery shells"          these words next to each other
  suppl*                      words that begin so
  DPRK                        also finds North Korea and its other names

  actor:"John Kirby"          articles that name this actor, under any name
  outlet:reuters              by where it was published
  date:2022-11                in November 2022; also 2022, 2022-11-03,
                              2022-10..2022-11-03, 2022-10.. and ..2022
  status:disputes             with a line of this kind (see dossier help words)
  title:shells  text:shells   only there
  alias:off                   only the words as written

Near-copies (an outlet's cut, an added paragraph, another title, a corrected number)
stand under the earliest article of theirs that answers, each with how much of its
words differ from it; another number is always told. The total counts all articles and
says how many of them are copies. --no-fold lists them like all others.

--any makes one word enough; --no-aliases is alias:off. In a shell, put the whole
query between single quotes: dossier search '"North Korea" shells -drones'"""

WORDS = "\n".join(
    [
        "How a source stands to what it is reported to have said. The word follows the",
        "reporter's words, not the truth, and not whether anybody objects.",
        "",
        *(f"  {STATUS_LABELS[status]:<25}{meaning}" for status, meaning in STATUS_HELP.items()),
        "",
        "Every line shows the verb and the speaker as printed, whose hedge it is, when it",
        "was said and when it was published. A date that rests on nothing in the source is",
        "called assumed. Reading confidence is about the reading, never about the truth.",
    ]
)

SOURCES = """\
dossier sync PATH reads files and folders, and web addresses (below):

  .txt              the first line is the title and stays in the text
                    Exports of Nexis and Factiva, also as .docx or .rtf, are split into
                    their articles, FILE#NUMBER, with headline, outlet, date and byline
  .md               as text, with front matter (title, outlet, published, url, byline,
                    language)
  .jsonl .ndjson    one article a line: {"title", "date", "source", "url", "byline",
                    "language", "text"}; only text must be there. body, headline,
                    publisher, publish_date, author and the like are understood too
  .json             one such object, or an array of them
  .csv .tsv         a table with such columns, comma, semicolon or tab between them.
                    These may end in .gz. 03/11/2022 may be two days and is not used
  .zip              files of all these formats, FILE.zip#PATH; metadata.csv counts for
                    its folder. Bombs and names that lead out of it are refused
  .warc .warc.gz    the pages that a crawler kept, FILE#ADDRESS
  .html .htm .xhtml the article of a web page, without menus and comments; its title,
                    author, outlet, address and date as the page gives them. The
                    headline is the title and stands first in the text
  .mhtml .mht       the same, of a page that a browser saved whole
  .pdf              the text with its pages; a scan is reported as one (try ocrmypdf).
                    When the file was made is not taken for a date of publication
  .docx .odt .rtf   paragraphs, and tables row by row; deleted text is left out
  .eml .mbox        letters: the subject is the title, the sender the author, and the
                    day of sending the date. What is attached in one of these formats
                    is an article of its own, FILE#NAME; a letter of a mailbox is
                    FILE#MESSAGE-ID

A file metadata.csv in a folder tells what is known of the files beside it:
file,title,outlet,published,published_basis,url,byline,language. It wins over the files.
Dates of files are never taken for dates of publication. Hidden files are left out.

A second sync reads only what is new or changed. A text that was published twice is one
article with two appearances. A file that has gone, or holds no text any more, is hidden,
not forgotten. A changed file is a new version: dossier versions ARTICLE lists the earlier
ones, every place where the text was printed, and its near-copies.

Whether a file has changed, its size and time say, and those of the metadata beside it.
What keeps both (a clock set back, a tool that restores times) is noticed by
dossier sync --full only, which compares the bytes of every file. A file with the bytes
of one that has gone is that one, moved. Texts that a file tells apart by number only
(lines without an id) are known by their text: reordered, they are as they were.

A PATH may be a web address, http or https. A feed (RSS, Atom) gives an article for each
entry: the page it links to, or the feed's own text where that is more or the page cannot
be had. Any other address is one page. Only what is new is fetched, at most 50 entries of
a feed in one sync, a question a second to each host. What leaves the feed or the web
stays. This machine and private networks are refused unless the source was added with
--allow-private; proxies are not used. dossier sources lists what was added, and how.

dossier sync --watch goes on after the sync: files are read when they have been still for
a second, feeds, pages and folders are looked at --every 15m. ctrl+c or SIGTERM ends it,
with exit code 0; in the first sync it is 130 as without --watch. Folders on network drives
are looked at --every so often, or all the time with WATCHFILES_FORCE_POLLING=1.

Each file is read, failed or skipped: failed ones should be readable and are not (empty,
damaged, a scan without text), skipped ones are of no format listed above. Failed ones are
tried again when they change, or with dossier sync --retry. dossier files lists them all.

Where there is much to read, processes beside the sync do it, as many as there are cores
and memory for them; --workers N says how many, and each needs about 700 MB. An article
over which reading fails is kept and can be searched, and the report names it.

When Dossier's rules or its model have changed, the next sync reads all articles again,
the newest first, and says so before it begins. Stopped, it goes on at the next sync."""

TRIAGE = "\n".join(
    [
        "dossier triage counts what should be looked at after an import; dossier triage KIND",
        "lists it.",
        "",
        *(f"  {kind:<16}{meaning}" for kind, meaning in TRIAGE_HELP.items()),
        "",
        "dossier set decides date, outlet, title, byline, url, language or note: for articles by",
        "name, for all --under a folder or source, for all --where KIND, or --from-csv a table",
        "with a column article or file. It shows what will change and asks where it is much;",
        "--dry-run only shows. --no-date and the like say that there is none.",
        "",
        "What is set wins over what is read, stays when files change or move, and is listed by",
        "dossier history; dossier undo takes it back. Of an article that appeared in several",
        "places only the one that names it is set, and those that say nothing.",
        "",
        'Articles with another date are read again, because "Wednesday" then is another day; so',
        "are texts taken for another language once they are set to en. A few are read at once,",
        "many at the next dossier sync.",
    ]
)

ARCHIVE = """\
Everything is kept in one file, NAME.dossier: the texts, what was read out of them and
where each word of it stands. --archive FILE names it; otherwise it is the file that
`dossier doctor` prints. The search index is kept apart, in the cache folder; it can be
deleted at any time, and `dossier doctor --repair` makes it anew. `dossier doctor` checks
archive and index to the last word, and `--report FILE` writes its findings without any
text, name, title or path, to be sent to somebody.

An article is named by its id, the beginning of the id, or a part of its title that no
other has. An actor is named by any of its names.

settings.toml in the configuration folder: archive, cache, log, model, keep_originals,
fetch_delay, feed_entries, theme. The variables DOSSIER_ARCHIVE, DOSSIER_CACHE,
DOSSIER_LOG, DOSSIER_MODEL win over it, and DOSSIER_CONFIG names its folder. NO_COLOR is
respected."""

KEEPING = """\
dossier remove SOURCE     follows a file, folder or address no more; its articles stay,
                          and dossier sync SOURCE follows it again
dossier remove ARTICLE    hides an article from searches, dossiers and counts; no sync
                          brings it back. A new version of its file is a new article.
dossier remove --undo ARTICLE    brings it back; --list lists what was removed
dossier purge ARTICLE     deletes an article, the versions before it, the bytes it was
                          read from and the decisions on it, from archive, log and
                          search index; --removed: all that is kept but not shown.
                          Bytes from which another article was read, too, stay; those of
                          a letter go with what was attached to it.
                          Its id stays, a number made from its text, so that a sync
                          does not read it again where its file is still there. Its
                          file, backups, archives set aside by a restore and freed parts
                          of the disk are not touched; near-copies of it are articles
                          of their own.
dossier backup FILE       writes a checked copy, also while a sync runs. Local paths are
                          told from the name of their source on, and nothing tells who
                          made it; its folders are followed no more. For a copy to go
                          on with, say --with-paths. --no-originals leaves out the bytes
                          of the files, which may name authors and machines.
dossier restore FILE      checks a copy and puts it in the place of the archive; what
                          stood there is kept beside it as NAME.before-restore.

--read-only opens an archive that may not be written, on any medium, and refuses what
would write to it. dossier doctor --repair --read-only makes its search index, which is
in your cache folder."""

EXIT = """\
  0    done, found
  1    nothing found, or some inputs could not be read
  2    a command line or a query that cannot be read, or a name that several have
  3    trouble with the archive, its lock, the model or the machine
  130  interrupted

Results go to stdout; errors, remarks and progress to stderr."""

JSON = """\
--json answers with one JSON object that has "schema": 1; fields may be added, none is
renamed. start and end count characters (Unicode code points) in the article's text and
end is not included; text is always exactly what stands there. Control characters and
those that reorder text are written as \\uXXXX.

dossier extract answers with one object a line. dossier sync --progress json tells its
progress the same way on stderr."""

TOPICS: dict[str, Topic] = {
    name: Topic(name=name, summary=summary, text=text)
    for name, summary, text in (
        ("search", "the query language", SEARCH),
        ("words", "says, claims, thinks possible …: what the labels mean", WORDS),
        ("sources", "what can be read, and metadata.csv", SOURCES),
        ("triage", "what to look at after an import, and how to put it right", TRIAGE),
        ("archive", "where everything is kept, names and settings", ARCHIVE),
        ("keeping", "removing, purging, backing up", KEEPING),
        ("exit", "exit codes", EXIT),
        ("json", "answers for programs", JSON),
    )
}
