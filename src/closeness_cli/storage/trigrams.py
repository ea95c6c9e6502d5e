"""Step 3 of the schema: an index for scripts without blanks. Like every step, never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

WITHOUT_BLANKS = (
    "\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u1aaf\u1b00-\u1b7f\u2e80-\ua4cf"
    "\ua960-\uaadf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
    "\U00016fe0-\U00018dff\U0001aff0-\U0001b2ff\U00020000-\U0003ffff"
)
"""Characters of scripts that are written without blanks between words, Korean with them, as the
ranges of a class: Thai to Burmese, Hangul, Khmer, Tai, Han, kana, Yi, Javanese. Step 3 of the
schema is made of it, so another range is another step."""

_WRITTEN_SO = f"text GLOB '*[{WITHOUT_BLANKS}]*' OR tags GLOB '*[{WITHOUT_BLANKS}]*'"


def trigrams(db: Database) -> None:
    """An index of three characters in a row, for scripts without blanks between words."""
    db.execute(
        "CREATE VIEW entries_without_blanks AS SELECT seq, text, tags FROM entries"
        f" WHERE {_WRITTEN_SO}"
    )
    # The view is its content: what it does not show is neither indexed nor taken out again.
    db.execute(
        "CREATE VIRTUAL TABLE entries_trigrams USING fts5(text, tags,"
        " tokenize='trigram remove_diacritics 1', content='entries_without_blanks',"
        " content_rowid='seq')"
    )
    # As for the first index: without this, words of a deleted entry stay in it.
    db.execute("INSERT INTO entries_trigrams(entries_trigrams, rank) VALUES('secure-delete', 1)")
    db.execute("INSERT INTO entries_trigrams(entries_trigrams) VALUES('rebuild')")
    put_in = (
        "INSERT INTO entries_trigrams(rowid, text, tags) SELECT seq, text, tags"
        f" FROM (SELECT new.seq AS seq, new.text AS text, new.tags AS tags) WHERE {_WRITTEN_SO};"
    )
    take_out = (
        "INSERT INTO entries_trigrams(entries_trigrams, rowid, text, tags)"
        " SELECT 'delete', seq, text, tags"
        f" FROM (SELECT old.seq AS seq, old.text AS text, old.tags AS tags) WHERE {_WRITTEN_SO};"
    )
    for name, when, what in (
        ("ti", "INSERT", put_in),
        ("td", "DELETE", take_out),
        ("tu", "UPDATE OF seq, text, tags", f"{take_out} {put_in}"),
    ):
        db.execute(f"CREATE TRIGGER entries_{name} AFTER {when} ON entries BEGIN {what} END")
