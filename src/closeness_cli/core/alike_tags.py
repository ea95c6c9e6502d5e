"""Tags that may be one: a plural, or one letter more, less or other."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHORTEST = 5
"""Letters from which one letter is taken for a slip: `walk` and `talk` are two words.

Where there are digits it is none: `week1` and `week2` are meant.
"""


class AlikeTags(NamedTuple):
    """Two tags that may be one."""

    rarer: str
    commoner: str


def alike_tags(counts: Sequence[tuple[str, int]]) -> list[AlikeTags]:
    """Find the tags that may be one, by their names alone.

    Args:
        counts: Tags and how often each was used, most first; `Walk` and `walk` are one already.
    """
    place = {tag.casefold(): at for at, (tag, _) in enumerate(counts)}
    pairs = {(one, other) for one in place for other in _plurals(one) if other in place}
    for group in _one_letter_apart(place):
        pairs |= set(combinations(group, 2))
    places = sorted(
        {(min(ends), max(ends)) for pair in pairs if (ends := [place[x] for x in pair])}
    )
    return [AlikeTags(counts[later][0], counts[first][0]) for first, later in places]


def _plurals(tag: str) -> Iterable[str]:
    yield f"{tag}s"
    yield f"{tag}es"
    if tag.endswith("y"):
        yield f"{tag[:-1]}ies"


def _one_letter_apart(tags: Iterable[str]) -> Iterable[list[str]]:
    """Give groups in which every two tags differ in one letter, without comparing all pairs."""
    changed: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    dropped: defaultdict[str, set[str]] = defaultdict(set)
    words = {tag for tag in tags if len(tag) >= SHORTEST and not any(map(str.isdecimal, tag))}
    for word in sorted(words):
        for at in range(len(word)):
            without = word[:at] + word[at + 1 :]
            changed[at, without].append(word)
            dropped[without].add(word)
    yield from changed.values()
    for word in words & dropped.keys():
        yield from ([word, longer] for longer in dropped[word])
