"""The part of a text that a search found, where the index of words cannot tell it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from closeness_cli.core.entry import MATCH_END, MATCH_START
from closeness_cli.core.search import without_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from closeness_cli.core.search import Term

BEFORE, LONGEST_SNIPPET = 40, 160
"""Characters before the first match, and of all: what two or three lines hold."""

_ACCENTS = "[\u0300-\u036f]*"


def snippet_of(text: str, *, words: Sequence[Term] = (), unspaced: Sequence[Term] = ()) -> str:
    """Cut the part of a text with the first match, and mark each match in it.

    Capitals and accents do not count, whichever way the accents are written.

    Args:
        words: Found where a word begins, and marked to its end.
        unspaced: Found anywhere.
    """
    pattern = _pattern(text, words, unspaced)
    first = pattern.search(text)
    start, end = _bounds(text, first.span() if first else (0, 0))
    pieces: list[str] = ["…"] if start else []
    at = start
    for match in pattern.finditer(text, start, end):
        pieces += [text[at : match.start()], MATCH_START, match[0], MATCH_END]
        at = match.end()
    return "".join([*pieces, text[at:end], *(["…"] if end < len(text) else [])])


def _bounds(text: str, first: tuple[int, int]) -> tuple[int, int]:
    """Say where to cut: at blanks where there are some near, and before no mark of a letter."""
    start, end = first[0] - BEFORE, max(first[0] - BEFORE + LONGEST_SNIPPET, first[1])
    if len(text) <= LONGEST_SNIPPET or start <= 0:
        start, end = 0, max(LONGEST_SNIPPET, first[1])
    elif (blank := text.find(" ", start - 1, first[0])) >= 0:
        start = blank + 1
    if end < len(text) and (blank := text.rfind(" ", max(first[1], end - BEFORE), end + 1)) >= 0:
        end = blank
    while 0 < start < first[0] and unicodedata.category(text[start])[0] == "M":
        start += 1
    while end < len(text) and unicodedata.category(text[end])[0] == "M":
        end += 1
    return start, min(end, len(text))


def _pattern(text: str, words: Iterable[Term], unspaced: Iterable[Term]) -> re.Pattern[str]:
    """Write terms as a pattern of the letters that this text has for theirs."""
    letters: dict[str, list[str]] = {}
    for one in sorted(set(text)):
        letters.setdefault(_bare(one), []).append(one)
    ways = [_spelled(letters, term.text) for term in unspaced]
    for term in words:
        parts = [_spelled(letters, part) for part in re.findall(r"\w+", _composed(term.text))]
        if parts:
            rest = r"(?!\w)" if term.is_phrase else r"\w*"
            ways.append(r"(?<!\w)" + r"\W+".join(parts) + rest)
    return re.compile("|".join(filter(None, ways)) or "(?!)", re.IGNORECASE)


def _spelled(letters: Mapping[str, Sequence[str]], term: str) -> str:
    pieces: list[str] = []
    for one in _composed(without_signs(term)):
        if bare := _bare(one):
            ways = sorted({bare, *letters.get(bare, ())})
            pieces.append(f"(?:{'|'.join(map(re.escape, ways))}){_ACCENTS}")
    return "".join(pieces)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _bare(letter: str) -> str:
    """Take accents and capitals off a letter; what is an accent only is nothing."""
    return re.sub(_ACCENTS, "", unicodedata.normalize("NFD", letter)).casefold()
