"""What may have moved with the next day's mood: rituals, kinds of entry, and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryKind
from closeness_cli.core.reports.evidence import Candidate, Source
from closeness_cli.core.rituals import Done

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from closeness_cli.core.reports.evidence import Evidence, Moved
    from closeness_cli.core.rituals import Observance, Ritual


def ritual_candidates(
    rituals: Sequence[Ritual], observed: Sequence[Observance]
) -> Iterator[Candidate]:
    """Give the rituals that were ever done, from the day on which that was first noted.

    Args:
        observed: The times that a person took part, of the period.
    """
    days: dict[str, set[int]] = {}
    since: dict[str, int] = {}
    for one in observed:
        day = one.on.toordinal()
        since[one.ritual_id] = min(day, since.get(one.ritual_id, day))
        if one.state is Done.DONE:
            days.setdefault(one.ritual_id, set()).add(day)
    for ritual in rituals:
        if ritual.id in days:
            on = frozenset(days[ritual.id])
            yield Candidate(Source.RITUAL, ritual.id, ritual.name, on, since[ritual.id])


def kind_candidates(days: Mapping[str, frozenset[int]]) -> Iterator[Candidate]:
    """Give the kinds of entry that there are, each from its first use on; a note is none."""
    for kind, on in days.items():
        if kind != EntryKind.NOTE:
            yield Candidate(Source.KIND, kind, kind, on, min(on))


def tag_candidates(days: Mapping[str, frozenset[int]]) -> Iterator[Candidate]:
    """Give tags, each from its first use on."""
    for tag, on in days.items():
        yield Candidate(Source.TAG, tag, f"#{tag}", on, min(on))


def told_of(evidence: Evidence) -> tuple[Moved, ...]:
    """Give what moved with the next day by more than chance, the largest difference first."""
    told = [one for one in evidence.moved if one.is_told]
    return tuple(sorted(told, key=lambda one: -abs(one.difference)))
