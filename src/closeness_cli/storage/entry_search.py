"""Finding entries: the index of words, and for scripts without blanks the one of trigrams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import MATCH_END, MATCH_START, EntryFilter, Found
from closeness_cli.core.search import Term, read_search
from closeness_cli.core.snippet import snippet_of
from closeness_cli.storage.entry_rows import COLUMNS, entry_of, where_of
from closeness_cli.storage.search_query import (
    Sql,
    in_text,
    is_long,
    is_unspaced,
    to_full_text,
    to_sql,
    to_trigrams,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.moment import Moment
    from closeness_cli.storage.connection import Connection

SNIPPET_WORDS = 24

_WORDS = "SELECT rowid FROM entries_fts WHERE entries_fts MATCH ?"
_TRIGRAMS = "SELECT rowid FROM entries_trigrams WHERE entries_trigrams MATCH ?"


def search_entries(
    connection: Connection, query: str, wanted: EntryFilter, *, now: Moment
) -> list[Found]:
    """Find entries by their words, tags and filters, best match first.

    A term of a script without blanks is found anywhere in a text. Where there is nothing to
    match, only to leave out or to filter by, the newest come first.
    """
    asked = read_search(query, now=now)
    if not asked.terms and not asked.conditions:
        return []
    words = [term for term in asked.terms if not is_unspaced(term)]
    unspaced = [term for term in asked.terms if is_unspaced(term)]
    marked = [term for term in unspaced if not term.is_unwanted]
    where = [Sql(*where_of(wanted)), *to_sql(asked.conditions), *_unspaced_conditions(unspaced)]
    full_text = to_full_text(words)
    source, order, snippet = "entries e", "e.at DESC, e.seq DESC", Sql("NULL", ())
    if full_text.matching:
        source = "entries_fts JOIN entries e ON e.seq=entries_fts.rowid"
        order = "bm25(entries_fts), e.at DESC"
        where.insert(0, Sql("entries_fts MATCH ?", (full_text.matching,)))
        if not marked:
            snippet = Sql(
                "snippet(entries_fts, 0, ?, ?, '…', ?)", (MATCH_START, MATCH_END, SNIPPET_WORDS)
            )
    elif full_text.without:
        where.append(Sql(f"e.seq NOT IN ({_WORDS})", (full_text.without,)))
    trigrams = to_trigrams(marked)
    if trigrams and not full_text.matching:
        source = "entries_trigrams JOIN entries e ON e.seq=entries_trigrams.rowid"
        order = "bm25(entries_trigrams), e.at DESC"
        where.insert(0, Sql("entries_trigrams MATCH ?", (trigrams,)))
    elif trigrams:
        where.append(Sql(f"e.seq IN ({_TRIGRAMS})", (trigrams,)))
    rows = connection.run(
        f"SELECT {COLUMNS}, {snippet.condition} FROM {source}"
        f" WHERE {' AND '.join(one.condition for one in where)} ORDER BY {order} LIMIT ?",
        [
            *snippet.values,
            *(value for one in where for value in one.values),
            -1 if wanted.most is None else wanted.most,
        ],
    )
    found = [(entry_of(row), row[-1]) for row in rows]
    if not marked:
        return [Found(entry, snippet or entry.text) for entry, snippet in found]
    words = [term for term in words if not term.is_unwanted]
    return [Found(one, snippet_of(one.text, words=words, unspaced=marked)) for one, _ in found]


def _unspaced_conditions(unspaced: Sequence[Term]) -> list[Sql]:
    """Say all of these terms that the query of trigrams that must match does not."""
    conditions: list[Sql] = []
    for term in unspaced:
        if not is_long(term):
            there = in_text(term)
            conditions.append(there._replace(condition=_unless(term, there.condition)))
        elif term.is_unwanted:
            conditions.append(Sql(_unless(term, f"e.seq IN ({_TRIGRAMS})"), (to_trigrams([term]),)))
    return conditions


def _unless(term: Term, condition: str) -> str:
    return f"NOT ({condition})" if term.is_unwanted else condition
