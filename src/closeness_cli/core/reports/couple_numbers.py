"""Two people's answers in numbers: levels apart, differences, agreement and guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.instruments.continuity import continuity
from closeness_cli.core.instruments.instrument import Continuity
from closeness_cli.core.reports.shared_sets import (
    answers_of,
    by_instrument,
    compared_dimensions,
    compared_items,
    percent_of,
    toward_close,
)
from closeness_cli.core.stats.coupling import Coupling, coupling
from closeness_cli.core.stats.icc import icc_over_weeks
from closeness_cli.core.stats.partners import guessing, item_differences, profile
from closeness_cli.core.stats.scoring import Score, score_dimension

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Dimension, Instrument
    from closeness_cli.core.reports.shared_sets import Asked, SharedSet
    from closeness_cli.core.stats.icc import IccOverWeeks
    from closeness_cli.core.stats.pairs import Pair
    from closeness_cli.core.stats.partners import Guessing, ItemDifference, Profile
    from closeness_cli.core.stats.said import Silence

FEWEST_ITEMS = 5
"""Items of one set before two people's answers to it are described as a whole."""

CLEAR_TOGETHER = 0.05
"""That two people move together may be told up to this p.

It is the one claim with a p on its page, and no other page makes it, so that nothing is weighed
with it; differences hold together by their intervals.
"""


class LevelOfBoth(NamedTuple):
    """A dimension in the latest shared set, each apart."""

    dimension: Dimension
    mine: Score
    theirs: Score


class LevelsOfBoth(NamedTuple):
    """The dimensions of one instrument, each apart."""

    instrument_id: str
    title: str
    mine_on: date
    theirs_on: date
    levels: tuple[LevelOfBoth, ...]
    profile: Profile | None


class Difference(NamedTuple):
    """What two people differ on, in steps of the item's response scale, as it was answered."""

    asked: Asked
    found: ItemDifference


class CoupleNumbers(NamedTuple):
    """Two people's answers in numbers.

    Args:
        sets: The latest shared set of each instrument.
        differences: Item by item, the largest part of a range first.
        followed: What agreement and moving together are about; absent without a shared score.
        is_together_told: Moving together is more than chance.
        guesses: How near the one who reads came to the other's answers, in percent of the range;
            absent without a guess that has its answer.
    """

    sets: tuple[LevelsOfBoth, ...]
    differences: tuple[Difference, ...]
    followed: Dimension | None
    agreement: IccOverWeeks | Silence
    together: Coupling | Silence
    is_together_told: bool
    guesses: Guessing | None


def count_couple(pairs: Sequence[SharedSet], guessed: Sequence[SharedSet]) -> CoupleNumbers:
    """Compute what two people's shared sets say in numbers.

    Args:
        pairs: Oldest first.
        guessed: Guesses beside the answers that they were about, oldest first.
    """
    dimension, scores = _followed(pairs)
    days = [float(on.toordinal()) for on in scores]
    together = coupling(days, list(scores.values()))
    return CoupleNumbers(
        sets=tuple(_levels(pairs)),
        differences=_differences(pairs),
        followed=dimension,
        agreement=icc_over_weeks(days, list(scores.values())),
        together=together,
        is_together_told=isinstance(together, Coupling) and together.p <= CLEAR_TOGETHER,
        guesses=guessing([list(_guessed(pair)) for pair in guessed]),
    )


def _levels(pairs: Sequence[SharedSet]) -> Iterator[LevelsOfBoth]:
    for found in by_instrument(pairs).values():
        pair = found[-1]
        instrument = pair.mine.instrument
        levels = tuple(
            LevelOfBoth(one, *both)
            for one in compared_dimensions(instrument)
            if (both := _scored(pair, instrument, one)) is not None
        )
        if levels:
            yield LevelsOfBoth(
                instrument.id,
                instrument.title,
                pair.mine.started.on,
                pair.theirs.started.on,
                levels,
                _profile(pair),
            )


def _profile(pair: SharedSet) -> Profile | None:
    answers = [
        (toward_close(asked, both[0]), toward_close(asked, both[1]))
        for asked in compared_items(pair.mine.instrument)
        if (both := answers_of(pair, asked)) is not None
    ]
    return profile(answers) if len(answers) >= FEWEST_ITEMS else None


def _scored(pair: SharedSet, now: Instrument, dimension: Dimension) -> tuple[Score, Score] | None:
    mine, theirs = (_score(one, now, dimension) for one in (pair.mine, pair.theirs))
    return None if mine is None or theirs is None else (mine, theirs)


def _score(one: Administration, now: Instrument, dimension: Dimension) -> Score | None:
    """Score a dimension in a set that asks it just so; other wordings are left out."""
    then = one.instrument
    if then is not now and continuity(then, now, dimension) is not Continuity.SAME:
        return None
    found = score_dimension(now, dimension, one.responses)
    return found if isinstance(found, Score) else None


def _differences(pairs: Sequence[SharedSet]) -> tuple[Difference, ...]:
    asked: dict[str, Asked] = {}
    shared: dict[str, list[Pair]] = {}
    for found in by_instrument(pairs).values():
        for one in compared_items(found[-1].mine.instrument):
            asked[one.name] = one
            shared[one.name] = [
                both for pair in found if (both := answers_of(pair, one)) is not None
            ]
    differences = [Difference(asked[one.item], one) for one in item_differences(shared)]
    return tuple(sorted(differences, key=lambda one: -_share_of_range(one)))


def _share_of_range(one: Difference) -> float:
    mine, theirs = (percent_of(one.asked, value) for value in (one.found.mean, 0.0))
    return abs(mine - theirs)


def _followed(pairs: Sequence[SharedSet]) -> tuple[Dimension | None, dict[date, Pair]]:
    """Find the scores that agreement is about: the first dimension of what is shared most.

    The weekly questions come before others that are shared as often.
    """
    best: tuple[Dimension | None, dict[date, Pair]] = None, {}
    for found in by_instrument(pairs).values():
        now = found[-1].mine.instrument
        for dimension in compared_dimensions(now):
            scores = {
                pair.on: (both[0].value, both[1].value)
                for pair in found
                if (both := _scored(pair, now, dimension)) is not None
            }
            if len(scores) > len(best[1]):
                best = dimension, scores
    return best


def _guessed(pair: SharedSet) -> Iterator[Pair]:
    """Give each guess with its answer, in percent of the range, as they were given."""
    for asked in compared_items(pair.mine.instrument):
        both = answers_of(pair, asked)
        if both is not None:
            yield percent_of(asked, both[0]), percent_of(asked, both[1])
