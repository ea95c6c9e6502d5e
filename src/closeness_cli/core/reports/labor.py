"""Who does what, as one person sees it: shares of tasks, and two people's views side by side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import ScaleKind
from closeness_cli.core.stats.scoring import answered_number, percent_of_range, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Item


class Doer(StrEnum):
    """Who does a task, from the side of the person who answers."""

    ME = "me"
    """Mostly or only the person who answers."""
    BOTH = "both"
    YOU = "you"
    """Mostly or only the other."""
    NEITHER = "neither"


class Balance(StrEnum):
    """With whom more of the tasks are that either of the two does."""

    ME = "me"
    EVEN = "even"
    YOU = "you"


@dataclass(frozen=True, slots=True)
class Task:
    """One task, and who does it.

    Args:
        place: From 0, only me, over 50, both alike, to 100, only you; absent for neither.
    """

    item: Item
    place: float | None

    @property
    def doer(self) -> Doer:
        """Say who does it, mostly."""
        if self.place is None:
            return Doer.NEITHER
        if self.place == 50:
            return Doer.BOTH
        return Doer.ME if self.place < 50 else Doer.YOU


@dataclass(frozen=True, slots=True)
class Labor:
    """How tasks are divided, as one person sees it.

    Args:
        tasks: Those that were answered, in the order of the instrument; there is at least one.
        step: What one step of the response scale is, in percent of its range.
    """

    tasks: tuple[Task, ...]
    step: float

    def done_by(self, doer: Doer) -> tuple[Item, ...]:
        """Give the tasks that are somebody's."""
        return tuple(one.item for one in self.tasks if one.doer is doer)

    @property
    def mean(self) -> float | None:
        """Give the mean place of what either does; absent where all is done by neither."""
        places = [one.place for one in self.tasks if one.place is not None]
        return sum(places) / len(places) if places else None

    @property
    def balance(self) -> Balance | None:
        """Say with whom more is; even where the mean is within a quarter of a step of both alike.

        The quarter is a choice of ours: of ten tasks, two that only one does tip it, and one
        does not.
        """
        mean = self.mean
        if mean is None:
            return None
        if abs(mean - 50) < self.step / 4:
            return Balance.EVEN
        return Balance.ME if mean < 50 else Balance.YOU


@dataclass(frozen=True, slots=True)
class TwoViews:
    """What two people say of the same tasks, each from their own side.

    Args:
        both_claim: Tasks that each calls mostly their own.
        neither_claims: Tasks that each takes to be mostly the other's.
        agreed: Tasks of which both say the same.
        n: Tasks that both answered.
    """

    both_claim: tuple[Item, ...]
    neither_claims: tuple[Item, ...]
    agreed: tuple[Item, ...]
    n: int


def divide_labor(one: Administration) -> Labor | None:
    """See how the tasks of an instrument are divided; nothing where none was answered."""
    tasks = tuple(_tasks(one))
    if not tasks:
        return None
    scale = scale_of(tasks[0].item)
    low, high = scale.range
    return Labor(tasks, 100 / (high - low))


def see_both(one: Administration, beside: Administration) -> TwoViews | None:
    """Put another person's set beside one's own.

    Returns:
        Nothing where it is of another instrument, or no task was answered by both.
    """
    if beside.instrument.id != one.instrument.id:
        return None
    mine, theirs = divide_labor(one), divide_labor(beside)
    views = compare_views(mine, theirs) if mine and theirs else None
    return views if views and views.n else None


def compare_views(mine: Labor, theirs: Labor) -> TwoViews:
    """Put two people's views beside each other.

    Each answered from their own side: what is "me" for one is "you" for the other. The items
    that are given are those of the first.
    """
    other = {one.item.id: one.doer for one in theirs.tasks}
    pairs = [(one, other[one.item.id]) for one in mine.tasks if one.item.id in other]
    return TwoViews(
        both_claim=_where(pairs, Doer.ME, Doer.ME),
        neither_claims=_where(pairs, Doer.YOU, Doer.YOU),
        agreed=tuple(one.item for one, theirs_is in pairs if one.doer is _MIRRORED[theirs_is]),
        n=len(pairs),
    )


_MIRRORED = {
    Doer.ME: Doer.YOU,
    Doer.YOU: Doer.ME,
    Doer.BOTH: Doer.BOTH,
    Doer.NEITHER: Doer.NEITHER,
}
"""What one side calls a doer whom the other calls so."""


def _where(pairs: Sequence[tuple[Task, Doer]], mine: Doer, theirs: Doer) -> tuple[Item, ...]:
    return tuple(one.item for one, other in pairs if (one.doer, other) == (mine, theirs))


def _tasks(one: Administration) -> Iterator[Task]:
    for item in one.instrument.items:
        if item.safety or item.scale is None or item.scale.kind is not ScaleKind.ALLOCATION:
            continue
        value = answered_number(one.responses, item.id)
        if value is None:
            continue
        counted = item.scale.counts_for(value)
        yield Task(item, None if counted is None else percent_of_range(counted, item.scale))
