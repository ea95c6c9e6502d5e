"""How often the reports of invented couples claim what is true of them, and what is not."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

from synth_reports import LONG, NULL, OTHER, OWNER, REAL, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from synth_reports import Group

WALK, NO_PHONES = "evening walk", "no phones at dinner"
"""What lifts the next day: by 0.45, and by 0.25 of a step of mood."""

IDLE = {
    "gratitude note": "done on any day",
    "date night": "done at weekends",
    "cooking together": "done on good days",
}
"""What does nothing to the next day, and when it is done."""

TAGS = ("#work", "#family", "#sleep")
"""They stand on any day."""

FIRST_FEW = 60
"""So many couples have a limit of their own for what is found."""

CONFLICT = "conflict"
"""It darkens the mood of its day and of the next, in every group."""

REPAIR = "repair"
"""It follows a conflict, and so goes with dark days without making them: neither true nor false."""

Z95 = NormalDist().inv_cdf(0.975)


class Limit(NamedTuple):
    """What a share must keep to."""

    share: float
    is_most: bool

    def __str__(self) -> str:
        return f"at {'most' if self.is_most else 'least'} {100 * self.share:g} %"


class Row(NamedTuple):
    """How many of some reports, couples or claims.

    Args:
        what: What they claim, or are.
        of: Of what there are `n`.
        limit: Set beforehand; absent where none was.
    """

    group: str
    what: str
    of: str
    hits: int
    n: int
    limit: Limit | None = None

    @property
    def share(self) -> float:
        """The hits as a share; of nothing it is not a number."""
        return self.hits / self.n if self.n else math.nan

    @property
    def range(self) -> tuple[float, float]:
        """The 95 % interval of the share (Wilson 1927, Journal of the ASA 22:209)."""
        n = max(self.n, 1)
        share, z2 = self.hits / n, Z95**2
        middle = (self.hits + z2 / 2) / (n + z2)
        reach = Z95 / (n + z2) * math.sqrt(n * share * (1 - share) + z2 / 4)
        return max(middle - reach, 0.0), min(middle + reach, 1.0)

    def plain(self) -> dict[str, object]:
        """Give it with what follows from it, for JSON."""
        more = {"share": self.share if self.n else None, "range": self.range, "holds": self.holds}
        limit = self.limit._asdict() if self.limit else None
        return {**self._asdict(), "limit": limit, **more}

    @property
    def holds(self) -> bool:
        """Whether it keeps to its limit."""
        if self.limit is None:
            return True
        if self.limit.is_most:
            return self.share <= self.limit.share
        return self.share >= self.limit.share


def rows_of(group: Group, found: Sequence[Report]) -> list[Row]:
    """Count what the reports of one group claim."""
    tell = {NULL: _of_null, REAL: _of_real, LONG: _of_long}[group]
    return [row._replace(group=group.name) for row in tell(found)]


def table(rows: Iterable[Row]) -> str:
    """Write counts as a table, a part for each group."""
    lines = ["| claimed | of | share | 95 % | limit |", "| --- | --- | --- | --- | --- |"]
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            lines.append(f"| **{group}** | | | | |")
        low, high = row.range
        told = f"{row.n:,} {row.of} | {_percent(row.share)} | {_percent(low)} to {_percent(high)}"
        lines.append(f"| {row.what} | {told} | {row.limit or '–'} |")
    return "\n".join(lines)


def _of_null(found: Sequence[Report]) -> Iterator[Row]:
    """Of couples of whom nothing is true, but that a conflict darkens moods."""
    yield _count("a trend or a shift", found, lambda one: bool(one.directions), _at_most(0.12))
    seeds = {one.seed for one in found}
    moved = {one.seed for one in found if one.directions}
    what = "the same in either of a couple's two reports"
    yield Row("", what, "couples", len(moved), len(seeds), _at_most(0.12))
    yield _count("that the last weeks are higher or lower", found, lambda one: bool(one.verdict))
    yield _count("unusual weeks", found, lambda one: one.unusual)
    yield _count("that weekdays differ", found, lambda one: one.rhythm, _at_most(0.10))
    owners = [one for one in found if one.partner == OWNER]
    yield _count("sooner or later repairs", owners, lambda one: bool(one.repairs), _at_most(0.10))
    rituals = (WALK, NO_PHONES, *IDLE)
    yield _count("any of five rituals", found, _names(*rituals), _at_most(0.10))
    yield _count("any of three tags", found, _names(*TAGS), _at_most(0.10))
    yield _count("anything of these", found, _says_anything)


def _of_real(found: Sequence[Report]) -> Iterator[Row]:
    """Of couples of whom one's level falls at once, and the other one's rises slowly."""
    seeds = sorted({one.seed for one in found})
    first = [one for one in found if one.seed in seeds[:FIRST_FEW]]
    owners = [one for one in found if one.partner == OWNER]
    others = [one for one in found if one.partner == OTHER]
    slow = [one for one in first if one.partner == OTHER]
    of_first = f"in the first {FIRST_FEW} couples"
    yield _count(f"the true direction, {of_first}", first, _is_right, _at_least(0.95))
    yield _count(f"the slow rise, {of_first}", slow, _is_right)
    yield _count("the true direction", found, _is_right, _at_least(0.95))
    yield _count("the sudden fall", owners, _is_right)
    yield _count("the slow rise", others, _is_right)
    yield _count("the wrong direction", found, lambda one: -_truth(one) in one.directions)
    dated = [one for one in owners if one.range_holds is not None]
    holds = sum(one.range_holds is True for one in dated)
    what = "a range of dates that holds the day of the fall"
    yield Row("", what, "shifts told", holds, len(dated), _at_least(0.85))
    yield _count("a shift where there was a slow rise", others, lambda one: bool(one.shift))
    what = "that the last weeks are lower or higher, as they were"
    yield _count(what, found, lambda one: one.verdict == _truth(one))
    yield _count("that they are what they were not", found, lambda one: one.verdict == -_truth(one))
    yield _count("repairs sooner, as they were", owners, lambda one: one.repairs > 0)
    yield _count("repairs later", owners, lambda one: one.repairs < 0)
    yield _count("that weekdays differ, as they do", found, lambda one: one.rhythm)
    yield from _of_rituals(found)


def _of_long(found: Sequence[Report]) -> Iterator[Row]:
    yield from _of_rituals(found, _at_least(0.90))


def _of_rituals(found: Sequence[Report], strong: Limit | None = None) -> Iterator[Row]:
    """Of couples with two rituals that lift the next day, and three that do not."""
    yield _count(f"“{WALK}”, which lifts by 0.45", found, _names(WALK, way=1), strong)
    yield _count(f"“{NO_PHONES}”, which lifts by 0.25", found, _names(NO_PHONES, way=1))
    for title, when in IDLE.items():
        yield _count(f"“{title}”, {when}, does nothing", found, _names(title), _at_most(0.07))
    yield _count("any of these three", found, _names(*IDLE), _at_most(0.15))
    yield _count("any of three tags, which do nothing", found, _names(*TAGS))
    claims = [is_true for one in found for is_true in _claims(one)]
    what = "something false"
    yield Row("", what, "claims told", claims.count(False), len(claims), _at_most(0.10))


def _claims(one: Report, *, is_null: bool = False) -> Iterator[bool]:
    """Say of each claim of one report whether it is true."""
    truth = 0 if is_null else _truth(one)
    yield from (way == truth for way in one.directions)
    if one.repairs:
        yield not is_null and one.repairs > 0
    if one.rhythm:
        yield not is_null
    for title, way in one.moved:
        if title in (WALK, NO_PHONES):
            yield not is_null and way > 0
        elif title == CONFLICT:
            yield way < 0
        elif title != REPAIR:
            yield False


def _truth(one: Report) -> int:
    """Give the direction in which somebody's level moves, where it does."""
    return -1 if one.partner == OWNER else 1


def _says_anything(one: Report) -> bool:
    """Say whether a report claims anything where only conflicts matter."""
    return bool(one.verdict) or one.unusual or False in _claims(one, is_null=True)


def _is_right(one: Report) -> bool:
    return _truth(one) in one.directions


def _names(*titles: str, way: int | None = None) -> Callable[[Report], bool]:
    """Ask whether one of these is claimed, in either direction or in one."""
    return lambda one: any(
        title in titles and way in (None, direction) for title, direction in one.moved
    )


def _count(
    what: str, found: Sequence[Report], claims: Callable[[Report], bool], limit: Limit | None = None
) -> Row:
    return Row("", what, "reports", sum(map(claims, found)), len(found), limit)


def _at_most(share: float) -> Limit:
    return Limit(share, is_most=True)


def _at_least(share: float) -> Limit:
    return Limit(share, is_most=False)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
