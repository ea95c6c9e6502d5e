"""Words in a fault: quoted so that they can be shown, and the known one that may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LONGEST_QUOTED = 40
"""Characters of a word that a fault repeats."""

MOST_TO_COMPARE = 100
"""Known words up to which a near match is looked for; each comparison takes time."""

FEW = 8
"""Known words that are all named where none is near."""

NEAR = 0.7
"""How alike two words are, by `difflib`, before one is taken for a slip of the other."""


def quoted(text: str) -> str:
    """Repeat a word in a fault: short, and with nothing that a terminal would obey."""
    return repr(text if len(text) <= LONGEST_QUOTED else text[: LONGEST_QUOTED - 1] + "…")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that is most like another; nothing where none is near."""
    from difflib import get_close_matches  # only a slip of the pen needs it

    words = list(known)
    if len(words) > MOST_TO_COMPARE:
        return None
    found = get_close_matches(word[:LONGEST_QUOTED], words, n=1, cutoff=NEAR)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Ask for the nearest known word, in brackets for the end of a sentence; else nothing."""
    found = nearest(word, known)
    return "" if found is None else f" (did you mean {found!r}?)"


def unknown(what: str, word: str, known: Collection[str]) -> str:
    """Say that a word is not known, with the nearest one that is, or the few there are."""
    hint = did_you_mean(word, sorted(known))
    if not hint and 0 < len(known) <= FEW:
        hint = f"; known here: {', '.join(sorted(known))}"
    return f"unknown {what} {quoted(word)}{hint}"
