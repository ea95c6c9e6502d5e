"""What a person writes of, and what came and went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.looking_back import may_resurface
from closeness_cli.core.reports.overview import FEW_ENTRIES
from closeness_cli.core.reports.words import (
    FEWEST_MORE,
    Counted,
    Label,
    WordsFound,
    compare_words,
    count_words,
    split,
)
from closeness_cli.core.stats.said import Silence, over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.entry import Entry
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.services.ports import Clock, WordedEntries

MOST_TAGS = 500
"""Tags that are counted, those on most days first."""

MOST_SAID = 3
"""Tags that came of which an entry is shown."""

LOOKED_THROUGH = 8
"""The latest entries of a tag among which one is looked for that may be shown."""


def read_words(
    period: Period, *, entries: WordedEntries, clock: Clock, person_id: str | None = None
) -> WordsFound:
    """Read what one person writes of, the vault's owner unless another is named."""
    wanted = EntryFilter(since=period.since, until=period.until, person_id=person_id)
    written = entries.written_days(wanted)
    today = clock.now().on
    parts = split(day.on for day in written)
    if period.is_over(today):
        parts = over(parts)
    found = WordsFound(
        today=today,
        n=sum(day.entries for day in written),
        n_days=len(written),
        newest=tuple(entries.newest(wanted._replace(most=FEW_ENTRIES))),
        parts=parts,
    )
    if isinstance(parts, Silence):
        return found._replace(stayed=count_words(_labelled(wanted, entries, fewest=1)))
    came, went, stayed = compare_words(parts, _labelled(wanted, entries, fewest=FEWEST_MORE))
    said = tuple(_said(came[:MOST_SAID], wanted._replace(since=parts.middle), entries))
    return found._replace(came=came, went=went, stayed=stayed, said=said)


def _labelled(
    wanted: EntryFilter, entries: WordedEntries, *, fewest: int
) -> Iterator[tuple[Label, str, frozenset[int]]]:
    """Give tags as they were written last, then topics, with their days."""
    spelled = {tag.casefold(): tag for tag, _ in entries.tag_counts(wanted)}
    for tag, on in entries.days_by_tag(wanted, fewest=fewest, most=MOST_TAGS).items():
        yield Label.TAG, spelled.get(tag, tag), on
    for topic, on in entries.days_by_topic(wanted).items():
        yield Label.TOPIC, topic, on


def _said(
    came: tuple[Counted, ...], wanted: EntryFilter, entries: WordedEntries
) -> Iterator[tuple[str, Entry]]:
    """Give the latest entry of each tag, where one may be shown without being looked for."""
    shown = set[str]()
    for one in came:
        if one.label is not Label.TAG:
            continue
        of_it = wanted._replace(tags=(one.word,), most=LOOKED_THROUGH)
        fitting = (entry for entry in entries.newest(of_it) if may_resurface(entry))
        entry = next((entry for entry in fitting if entry.id not in shown), None)
        if entry is not None:
            shown.add(entry.id)
            yield one.word, entry
