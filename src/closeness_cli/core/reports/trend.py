"""One series closely: whether it rises, falls or shifted, and its usual range."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.instruments.instrument import DEFAULT_INSTRUMENT
from closeness_cli.core.reports.followed import (
    build_followed,
    follow_dimension,
    own_sets,
    usual_range,
)
from closeness_cli.core.reports.outlook import build_outlook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.answering.sitting import MarkedSitting
    from closeness_cli.core.instruments.instrument import Dimension
    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.followed import Followed
    from closeness_cli.core.reports.outlook import Outlook
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.stats.own_range import OwnRange
    from closeness_cli.core.stats.said import Silence


class TrendReport(NamedTuple):
    """One series closely.

    Args:
        narrows: A period was asked for.
        evidence: Of this series, weighed with all else that the report looks at.
        usual: Its usual range, and the weeks outside.
        outlook: From when on there is more to say, from everything there is.
    """

    today: date
    narrows: bool
    followed: Followed
    evidence: Evidence
    usual: OwnRange | Silence
    outlook: Outlook


class Choice(NamedTuple):
    """A dimension that may be asked for, in the sets of its instrument."""

    sets: tuple[MarkedSitting, ...]
    dimension: Dimension

    @property
    def names(self) -> tuple[str, ...]:
        """Give what it may be called, the shortest first."""
        instrument_id = self.sets[-1].instrument.id
        return (
            self.dimension.id,
            f"{instrument_id}/{self.dimension.id}",
            self.dimension.title.casefold(),
        )


def choices(sittings: Iterable[Administration]) -> tuple[Choice, ...]:
    """List the dimensions that were answered, the weekly ones before the last answered ones."""
    by_instrument: dict[str, list[MarkedSitting]] = {}
    for one in own_sets(sittings):
        by_instrument.setdefault(one.instrument.id, []).append(one)
    latest_first = sorted(
        by_instrument.values(),
        key=lambda sets: (
            sets[-1].instrument.id == DEFAULT_INSTRUMENT,
            sets[-1].given.started.at,
        ),
        reverse=True,
    )
    return tuple(_choices(latest_first))


def find_choice(found: Sequence[Choice], asked: str) -> Choice | None:
    """Find a dimension by its id, by `instrument/id`, by its title, or by its instrument."""
    folded = asked.strip().casefold()
    by_name = [one for one in found if folded in one.names]
    by_instrument = [one for one in found if one.sets[-1].instrument.id == folded]
    by_begin = [one for one in found if folded and one.names[2].startswith(folded)]
    return next(iter((*by_name, *by_instrument, *by_begin)), None)


def follow_choice(choice: Choice, period: Period) -> Followed | None:
    """Follow a dimension in a period; how close one felt as answers, all else as percents."""
    inside = [one for one in choice.sets if one.on in period]
    if not inside:
        return None
    followed = build_followed(inside)
    if followed is not None and followed.dimension == choice.dimension.id:
        return followed
    present = inside[-1].instrument.dimension(choice.dimension.id)
    return follow_dimension(inside, present) if present is not None else None


def build_trend(
    followed: Followed,
    evidence: Evidence,
    *,
    whole: Followed | None,
    narrows: bool,
    today: date,
) -> TrendReport:
    """Put together what there is to say of one series.

    Args:
        evidence: With the trend and the shift of this series.
        whole: The same series from everything there is.
        narrows: A period was asked for.
    """
    return TrendReport(
        today=today,
        narrows=narrows,
        followed=followed,
        evidence=evidence,
        usual=usual_range(followed),
        outlook=build_outlook(whole, today),
    )


def _choices(by_instrument: Iterable[Sequence[MarkedSitting]]) -> Iterator[Choice]:
    for sets in by_instrument:
        for dimension in sets[-1].instrument.dimensions:
            yield Choice(tuple(sets), dimension)
