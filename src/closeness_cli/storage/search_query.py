"""From terms to full-text queries that can never be a syntax error, and from filters to SQL."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.search import without_signs
from closeness_cli.storage.trigrams import WITHOUT_BLANKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from closeness_cli.core.search import Condition, Term

SHORTEST_TRIGRAM = 3
"""Characters; of fewer the second index knows nothing, so that the texts are read."""

_WILD = re.compile(r"[%_\\]")

_WITHOUT_BLANKS = re.compile(f"[{WITHOUT_BLANKS}]")

COLUMNS = {
    "since": "e.local_on",
    "until": "e.local_on",
    "kind": "e.kind",
    "is": "e.visibility",
    "mood": "e.mood",
}


class FullTextQuery(NamedTuple):
    """An FTS5 query in two halves; every word in it is quoted.

    Args:
        matching: What must match, exclusions included; empty when only exclusions were given.
        without: Then, what must not match.
    """

    matching: str
    without: str


class Sql(NamedTuple):
    """What an entry `e` must be, and the values of its question marks."""

    condition: str
    values: tuple[object, ...]


def is_unspaced(term: Term) -> bool:
    """Say whether a term is of a script without blanks, or an emoji: it may stand anywhere."""
    bare = without_signs(term.text)
    return _WITHOUT_BLANKS.search(bare) is not None or not any(map(str.isalnum, bare))


def to_full_text(terms: Iterable[Term]) -> FullTextQuery:
    """Write terms as a query of the index of words.

    What stands in a text as it was typed is asked for a second time: it finds nothing more, but
    counts more, so that `sam` has Sam before the same, and two words side by side come first.
    """
    terms = list(terms)
    wanted = [_either_way(term) for term in terms if not term.is_unwanted]
    without = " OR ".join(_as_it_begins(term) for term in terms if term.is_unwanted)
    if not wanted:
        return FullTextQuery("", without)
    words = [term.text for term in terms if not (term.is_unwanted or term.is_phrase)]
    matching = " AND ".join(wanted)
    if len(words) > 1 and len(words) == len(wanted):
        matching = f"({matching}) OR {_quoted(' '.join(words))}"
    return FullTextQuery(f"({matching}) NOT ({without})" if without else matching, without)


def _either_way(term: Term) -> str:
    return (
        _quoted(term.text) if term.is_phrase else f"({_quoted(term.text)} OR {_as_it_begins(term)})"
    )


def _as_it_begins(term: Term) -> str:
    return _quoted(term.text) + ("" if term.is_phrase else "*")


def to_trigrams(terms: Iterable[Term]) -> str:
    """Write terms that are long enough as a query of the index of trigrams: all of them."""
    ways = (" OR ".join(map(_quoted, spellings(term))) for term in terms if is_long(term))
    return " AND ".join(f"({way})" for way in ways)


def is_long(term: Term) -> bool:
    """Say whether the index of trigrams can find a term."""
    shortest = spellings(term)[0]
    return len(shortest) >= SHORTEST_TRIGRAM and _WITHOUT_BLANKS.search(shortest) is not None


def in_text(term: Term) -> Sql:
    """Look for a term that is too short for an index in the texts themselves."""
    patterns = ["%" + _WILD.sub(r"\\\g<0>", one) + "%" for one in spellings(term)]
    either = " OR ".join(r"e.text LIKE ? ESCAPE '\' OR e.tags LIKE ? ESCAPE '\'" for _ in patterns)
    return Sql(f"({either})", tuple(one for pattern in patterns for one in (pattern, pattern)))


def spellings(term: Term) -> tuple[str, ...]:
    """Give a term as both ways of writing an accent have it, the shorter one first."""
    bare = without_signs(term.text)
    return tuple(dict.fromkeys(unicodedata.normalize(form, bare) for form in ("NFC", "NFD")))


def to_sql(conditions: Sequence[Condition]) -> list[Sql]:
    """Write filters as SQL: all must be so; of several kinds, or visibilities, one."""
    parts = [_condition(one) for one in conditions if one.is_unwanted or one.name not in _EITHER]
    for name in _EITHER:
        values = tuple(one.value for one in conditions if one.name == name and not one.is_unwanted)
        if values:
            marks = ", ".join("?" * len(values))
            parts.append(Sql(f"{COLUMNS[name]} IN ({marks})", values))
    return parts


_EITHER = ("kind", "is")


def _condition(one: Condition) -> Sql:
    value = one.value.isoformat() if isinstance(one.value, date) else one.value
    if one.name == "tag":
        sql = "e.seq IN (SELECT entry_seq FROM entry_tags WHERE tag=?)"
    else:
        sql = f"{COLUMNS[one.name]}{one.comparison}?"
    # An entry without a mood has none of any number, so it is not left out with one.
    return Sql(f"({sql}) IS NOT TRUE" if one.is_unwanted else sql, (value,))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
