"""What the reports of invented couples claim, beside the truth that they were made with.

Each couple goes the way of a person's own data: its lines become `closeness.records/1`, the vault's
import takes them, and the overview of each of the two partners is read by the product's own
service. `benchmarks/honesty.py` counts what comes out.
"""

from __future__ import annotations

import importlib.util
import json
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.bootstrap.banks import bank_of
from closeness_cli.bootstrap.clock import SystemClock, SystemIds
from closeness_cli.bootstrap.stores import Stores
from closeness_cli.core.instruments.item_bank import ItemBank
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.stats.change import Outcome, Verdict
from closeness_cli.core.stats.next_day import NextDay
from closeness_cli.core.stats.own_range import OwnRange
from closeness_cli.core.stats.repair_time import RepairsCompared
from closeness_cli.core.stats.shift import Shift
from closeness_cli.core.stats.trend import Trend
from closeness_cli.services.reports.overview import read_overview
from closeness_cli.storage.bank.item_bank import parse_bank
from closeness_cli.storage.transfer.archive import import_lines
from closeness_cli.storage.vault import empty_vault
from synth_records import INSTRUMENT, PARTNERS, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.levels import Level
    from closeness_cli.core.reports.overview import Overview

OWNER, OTHER = PARTNERS


class Group(NamedTuple):
    """Couples that are made alike.

    Args:
        null: Nothing moves, and no ritual does anything.
    """

    name: str
    days: int
    null: bool


NULL = Group("A year in which nothing moved", 365, null=True)
REAL = Group("A year in which something moved", 365, null=False)
LONG = Group("Four years in which something moved", 1460, null=False)


class Report(NamedTuple):
    """What the report of one partner claims; 1 is up, sooner or better, -1 the reverse, 0 nothing.

    Args:
        seed: Which couple.
        repairs: Whether repairs come sooner (1) or later (-1).
        verdict: Whether the last weeks are told to be higher or lower than the first.
        unusual: Whether a week is told to be outside of the usual range.
        rhythm: Whether weekdays are told to differ.
        moved: What is told to have moved with the next day's mood, with its direction.
        range_holds: Whether the range of a shift's date holds the true day; `None` where no shift
            is told, or where there is no true day.
        n_looked_at: Claims that were weighed.
    """

    seed: int
    partner: str
    trend: int = 0
    shift: int = 0
    repairs: int = 0
    verdict: int = 0
    unusual: bool = False
    rhythm: bool = False
    moved: tuple[tuple[str, int], ...] = ()
    range_holds: bool | None = None
    n_looked_at: int = 0

    @property
    def directions(self) -> tuple[int, ...]:
        """Those of the trend and of the shift, of what is told."""
        return tuple(one for one in (self.trend, self.shift) if one)


def reports_of(group: Group, seeds: range, synth: Path, jobs: int = 1) -> list[Report]:
    """Give the reports of both partners of each couple, in the order of the seeds.

    Args:
        synth: The program that makes couples.
        jobs: Processes that work on them.
    """
    work = partial(couple_reports, group, synth=synth)
    if jobs == 1:
        return [one for seed in seeds for one in work(seed)]
    with ProcessPoolExecutor(jobs) as pool:
        return [one for both in pool.map(work, seeds) for one in both]


def couple_reports(group: Group, seed: int, *, synth: Path) -> list[Report]:
    """Make one couple, import it, and read the report of each partner."""
    lines, truth = _program(synth).make(days=group.days, seed=seed, null=group.null)
    shifted_on = truth["assessments"]["step_local_day"]
    return list(reports(lines, seed, shifted_on and date.fromisoformat(shifted_on)))


def reports(
    lines: list[dict[str, Any]], seed: int = 0, shifted_on: date | None = None
) -> Iterator[Report]:
    """Import a couple's lines into a vault in memory, and read the report of each partner.

    Args:
        shifted_on: The day on which the first partner's level moved.
    """
    last = datetime.fromisoformat(lines[-1]["at"]) + timedelta(days=1)
    clock = SystemClock({"CLOSENESS_NOW": last.isoformat(), "TZ": lines[-1]["tz"]})
    ids = SystemIds(clock)
    with closing(empty_vault(ids=ids)) as connection:
        stores = Stores(connection, clock=clock, ids=ids)
        stores.shelf.keep(_instrument())
        import_lines(
            connection,
            (json.dumps(one).encode() + b"\n" for one in records(lines, OWNER)),
            clock=clock,
            ids=ids,
            bank=bank_of(stores, ItemBank((), (), ())),
            accept_people=True,
        )
        (other,) = stores.people.all()
        for partner in PARTNERS:
            found = read_overview(
                Period(),
                sittings=stores.administrations,
                entries=stores.entries,
                rituals=stores.rituals,
                clock=clock,
                person_id=None if partner == OWNER else other.id,
            )
            yield _told(found, seed, partner, shifted_on if partner == OWNER else None)


def _told(found: Overview, seed: int, partner: str, shifted_on: date | None) -> Report:
    evidence = found.evidence
    return Report(
        seed=seed,
        partner=partner,
        trend=_of_trend(evidence),
        shift=_of_shift(evidence),
        repairs=_of_repairs(evidence),
        verdict=_of_levels(found.levels),
        unusual=isinstance(found.usual, OwnRange)
        and any(week.may_be_said for week in found.usual.outside),
        rhythm=evidence.is_rhythm_told,
        moved=tuple(
            (one.candidate.title, _sign(one.finding.difference))
            for one in evidence.moved
            if one.is_told and isinstance(one.finding, NextDay)
        ),
        range_holds=_range_holds(evidence, shifted_on),
        n_looked_at=evidence.n_looked_at,
    )


def _of_trend(evidence: Evidence) -> int:
    if not evidence.is_trend_told or not isinstance(evidence.trend, Trend):
        return 0
    return _sign(evidence.trend.line.slope)


def _of_shift(evidence: Evidence) -> int:
    if not evidence.is_shift_told or not isinstance(evidence.shift, Shift):
        return 0
    return _sign(evidence.shift.change)


def _of_repairs(evidence: Evidence) -> int:
    if not evidence.is_repairs_told or not isinstance(evidence.repairs, RepairsCompared):
        return 0
    return _sign(evidence.repairs.ratio - 1)


def _of_levels(levels: tuple[Level, ...]) -> int:
    sides = {Outcome.UP: 1, Outcome.DOWN: -1, Outcome.CANNOT_TELL: 0}
    told = [sides[one.change.outcome] for one in levels if isinstance(one.change, Verdict)]
    return next((one for one in told if one), 0)


def _range_holds(evidence: Evidence, shifted_on: date | None) -> bool | None:
    if not evidence.is_shift_told or not isinstance(evidence.shift, Shift) or shifted_on is None:
        return None
    return evidence.shift.earliest <= shifted_on.toordinal() <= evidence.shift.latest


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


@cache
def _instrument() -> ItemBank:
    return parse_bank(INSTRUMENT.read_bytes(), INSTRUMENT.name)


@cache
def _program(path: Path) -> Any:  # noqa: ANN401 - a program from outside, without types
    """Load the program that makes couples."""
    spec = importlib.util.spec_from_file_location("synth", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python program.")
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    return program
