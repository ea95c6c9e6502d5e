"""From what a person types to a full-text query that can never be a syntax error."""

from __future__ import annotations

import re
from typing import NamedTuple

from closeness_cli.errors import WrongUseError

LONGEST_QUERY = 500
"""Characters; a longer query is a paste by mistake."""

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""What a terminal can pass on and no entry holds: NUL, and bytes that are not UTF-8."""

_TERM = r'(-?)(?:"([^"]*)"?|([^\s"]+))'


class FullTextQuery(NamedTuple):
    """An FTS5 query in two halves; every word in it is quoted.

    Args:
        matching: What must match, exclusions included; empty when only exclusions were given.
        without: Then, what must not match.
    """

    matching: str
    without: str


def to_full_text(query: str) -> FullTextQuery:
    """Understand words, `"phrases"` and `-word`; all else is words.

    A word also finds words that begin with it; a phrase only itself.

    Raises:
        WrongUseError: Longer than 500 characters.
    """
    if len(query) > LONGEST_QUERY:
        raise WrongUseError("The search is longer than 500 characters.", "Use a few words.")
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in re.findall(_TERM, _NO_TEXT.sub(" ", query)):
        term = _quoted(phrase) if phrase else _quoted(word) + "*" if word else ""
        if not any(one.isalnum() for one in term):
            continue
        (unwanted if minus else wanted).append(term)
    without = " OR ".join(unwanted)
    if not wanted:
        return FullTextQuery("", without)
    matching = " AND ".join(wanted)
    return FullTextQuery(f"({matching}) NOT ({without})" if without else matching, without)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
