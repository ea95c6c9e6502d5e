"""Tags and topics that came and went between the earlier and the later part of a period.

The parts have the same number of days with entries, and a day counts once however often a word is
on it: one long evening of writing is one day.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.reports.overview import FEW_ENTRIES
from closeness_cli.core.stats.said import not_yet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from closeness_cli.core.entry import Entry
    from closeness_cli.core.stats.said import Silence

FEWEST_DAYS = 12
"""Days with entries in either part before they are compared."""

FEWEST_MORE = 3
"""Days more in one part than in the other; it must be at least twice as many, too."""


class Label(StrEnum):
    """What a word is."""

    TAG = "tag"
    TOPIC = "topic"


class Counted(NamedTuple):
    """A tag or a topic, and on how many days of either part it is; people's words."""

    label: Label
    word: str
    before: int
    after: int


class Parts(NamedTuple):
    """The two parts of a period.

    Args:
        first: The first day with an entry.
        middle: The first day of the later part.
        last: The last day with an entry.
        n_before: Days with entries in the earlier part.
        n_after: In the later part.
    """

    first: date
    middle: date
    last: date
    n_before: int
    n_after: int


class WordsFound(NamedTuple):
    """What a person writes of.

    Args:
        n: Entries in the period.
        n_days: Days with entries.
        newest: The latest few, newest first.
        parts: The two parts; or why there are none yet.
        came: What is on more days of the later part, most more first.
        went: What is on fewer.
        stayed: The rest, most days first; without two parts all of them, as if of the later.
        said: An entry for each that came, by its word.
    """

    today: date
    n: int
    n_days: int
    newest: tuple[Entry, ...]
    parts: Parts | Silence
    came: tuple[Counted, ...] = ()
    went: tuple[Counted, ...] = ()
    stayed: tuple[Counted, ...] = ()
    said: tuple[tuple[str, Entry], ...] = ()

    @property
    def are_few(self) -> bool:
        """Whether the words themselves say more than their counts."""
        return self.n < FEW_ENTRIES

    @property
    def n_counted(self) -> int:
        """How many tags and topics were counted."""
        return len(self.came) + len(self.went) + len(self.stayed)


def without_entries(found: WordsFound) -> WordsFound:
    """Leave out what was written, and topics, which are sentences of one's own; tags stay."""
    came, went, stayed = (
        tuple(one for one in counted if one.label is Label.TAG)
        for counted in (found.came, found.went, found.stayed)
    )
    return found._replace(newest=(), said=(), came=came, went=went, stayed=stayed)


def split(written: Iterable[date]) -> Parts | Silence:
    """Divide days with entries into two parts of as many, from twelve days of each on."""
    days = sorted(set(written))
    silence = not_yet([day.toordinal() for day in days], needed=2 * FEWEST_DAYS)
    if silence is not None:
        return silence
    n_before = len(days) // 2
    return Parts(days[0], days[n_before], days[-1], n_before, len(days) - n_before)


def compare_words(
    parts: Parts, days: Iterable[tuple[Label, str, frozenset[int]]]
) -> tuple[tuple[Counted, ...], tuple[Counted, ...], tuple[Counted, ...]]:
    """Say what came, what went and what stayed.

    Args:
        days: Tags and topics with their days, as `date.toordinal`.
    """
    middle = parts.middle.toordinal()
    counted = []
    for label, word, on in days:
        before = sum(day < middle for day in on)
        counted.append(Counted(label, word, before, len(on) - before))
    often = [one for one in counted if max(one.before, one.after) >= FEWEST_MORE]
    came = [one for one in often if _is_more(one.after, one.before)]
    went = [one for one in often if _is_more(one.before, one.after)]
    stayed = [one for one in often if one not in came and one not in went]
    return (
        tuple(sorted(came, key=lambda one: one.before - one.after)),
        tuple(sorted(went, key=lambda one: one.after - one.before)),
        tuple(sorted(stayed, key=lambda one: -one.before - one.after)),
    )


def count_words(days: Iterable[tuple[Label, str, frozenset[int]]]) -> tuple[Counted, ...]:
    """Count the days of tags and topics, most first, while there is nothing to compare with."""
    counted = [Counted(label, word, 0, len(on)) for label, word, on in days]
    return tuple(sorted(counted, key=lambda one: -one.after))


def _is_more(one: int, other: int) -> bool:
    return one - other >= FEWEST_MORE and one >= 2 * other
