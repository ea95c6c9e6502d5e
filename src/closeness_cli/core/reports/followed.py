"""The one named series that a report follows: what its trend, its shift and its band are about.

It is how close one felt in the weekly questions, as raw answers; without any of those the first
dimension of the instrument that was answered most often, as percent of its range. Instruments are
never mixed.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.answering.sitting import SERIES_DIMENSION, mark_early
from closeness_cli.core.instruments.instrument import DEFAULT_INSTRUMENT, Direction
from closeness_cli.core.reports.levels import tell_dimension
from closeness_cli.core.reports.series import build_series
from closeness_cli.core.stats.own_range import BASELINE, own_range
from closeness_cli.core.stats.said import Reason, Silence, not_yet
from closeness_cli.core.stats.smooth import FEWEST_FOR_LOWESS, smooth_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.answering.sitting import MarkedSitting
    from closeness_cli.core.instruments.instrument import Dimension
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.reports.series import Series
    from closeness_cli.core.stats.own_range import OwnRange

PERCENT_FROM, PERCENT_TO = 0, 100
"""The ends of the range of a score."""


class Followed(NamedTuple):
    """A series of values of one dimension, oldest first; there is at least one.

    Args:
        instrument_id: Whose dimension it is.
        title: What a report calls the dimension.
        low: The lowest value there can be.
        high: The highest one.
        is_percent: Values are percent of the range, else answers as they were given.
        points: What counts; empty where there are early retakes alone.
        compared: Those of them that may be compared with each other: from the last new wording on.
        early: Early retakes, which are drawn and never compared.
        breaks: Days from which on it was worded differently from before.
        n_left_out: Earlier sets of another series.
        direction: What a higher value means.
    """

    instrument_id: str
    instrument_title: str
    dimension: str
    title: str
    low: int
    high: int
    is_percent: bool
    points: tuple[tuple[date, float], ...]
    compared: tuple[tuple[date, float], ...]
    early: tuple[tuple[date, float], ...] = ()
    breaks: tuple[date, ...] = ()
    n_left_out: int = 0
    direction: Direction = Direction.CLOSER

    @property
    def latest(self) -> tuple[date, float]:
        """The last value that counts, or the last one where none does."""
        return (self.points or self.early)[-1]


def own_sets(sittings: Iterable[Administration]) -> list[MarkedSitting]:
    """Put the finished sets of one person in their order, and tell early retakes apart.

    Args:
        sittings: Of any time; guesses and open ones are left out.

    Raises:
        ValueError: They are of several people, whose answers are never put together.
    """
    done = sorted(
        (one for one in sittings if not one.is_open and one.guess_of is None),
        key=lambda one: one.started.at,
    )
    if len({one.person_id for one in done}) > 1:
        raise ValueError("one report is about one person")
    return mark_early(done)


def follow_in(sittings: Iterable[Administration], period: Period) -> Followed | None:
    """Find what a report on a period follows; nothing where there are no answers."""
    return build_followed([one for one in own_sets(sittings) if one.on in period])


def build_followed(
    inside: Sequence[MarkedSitting], series: Series | None = None
) -> Followed | None:
    """Choose what a report follows.

    Args:
        inside: The sets in the period, oldest first.
        series: The raw weekly answers, where they were looked for already.
    """
    series = series or build_series(inside)
    if series is not None:
        return _as_answered(inside, series)
    counts = Counter(one.instrument.id for one in inside if not one.early)
    for instrument_id, _ in counts.most_common():
        of_it = [one for one in inside if one.instrument.id == instrument_id]
        for dimension in of_it[-1].instrument.dimensions:
            found = follow_dimension(of_it, dimension)
            if found is not None:
                return found
    return None


def follow_dimension(sets: Sequence[MarkedSitting], dimension: Dimension) -> Followed | None:
    """Follow one dimension as percent of its range; nothing where it has no score.

    Args:
        sets: Of one instrument, oldest first; at least one.
        dimension: Of the last of them.
    """
    now = sets[-1].instrument
    told = tell_dimension(sets, now, dimension)
    scored = [(asked.sitting.early, (one.on, one.score.value)) for asked, one in told.scored()]
    if not scored:
        return None
    return Followed(
        instrument_id=now.id,
        instrument_title=now.title,
        dimension=dimension.id,
        title=dimension.title,
        low=PERCENT_FROM,
        high=PERCENT_TO,
        is_percent=True,
        points=tuple(point for early, point in scored if not early),
        compared=tuple((one.on, one.score.value) for one in told.compared),
        early=tuple(point for early, point in scored if early),
        breaks=tuple(told.asked[place].sitting.on for place in told.breaks),
        n_left_out=told.n_left_out,
        direction=dimension.direction,
    )


def usual_range(followed: Followed | None) -> OwnRange | Silence:
    """Give the usual range of what a report follows, and the weeks outside."""
    if followed is None:
        return Silence(Reason.TOO_FEW)
    days = [float(day.toordinal()) for day, _ in followed.compared]
    early = not_yet(days, needed=BASELINE)  # before numpy is imported
    return early or own_range(days, [value for _, value in followed.compared])


def smooth_of(followed: Followed) -> tuple[tuple[date, float], ...]:
    """Give the line to draw through what is compared, where there are many points; else none."""
    if len(followed.compared) < FEWEST_FOR_LOWESS:
        return ()
    days = [float(day.toordinal()) for day, _ in followed.compared]
    found = smooth_line(days, [value for _, value in followed.compared])
    if isinstance(found, Silence):
        return ()
    return tuple(
        (date.fromordinal(int(day)), value)
        for day, value in zip(found.days.tolist(), found.values.tolist(), strict=True)
    )


def _as_answered(inside: Sequence[MarkedSitting], series: Series) -> Followed:
    weekly = [one.instrument for one in inside if one.instrument.id == DEFAULT_INSTRUMENT]
    return Followed(
        instrument_id=DEFAULT_INSTRUMENT,
        instrument_title=weekly[-1].title,
        dimension=SERIES_DIMENSION,
        title=series.title,
        low=series.scale.min,
        high=series.scale.max,
        is_percent=False,
        points=tuple((one.on, float(one.value)) for one in series.counted),
        compared=tuple((one.on, float(one.value)) for one in series.compared),
        early=tuple((one.on, float(one.value)) for one in series.early),
        breaks=series.breaks,
        n_left_out=series.n_left_out,
    )
