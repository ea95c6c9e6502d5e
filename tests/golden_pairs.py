"""Golden cases of repair times, of two people, and of series turned against each other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from statistics import fmean
from typing import TYPE_CHECKING, Any

from closeness_cli.core.stats.circular_shift import circular_shift_p
from closeness_cli.core.stats.icc import icc
from closeness_cli.core.stats.partners import profile
from closeness_cli.core.stats.survival import Wait, kaplan_meier, log_rank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Given = dict[str, Any]

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)


def survival(given: Given) -> Given:
    """Estimate the curve of each group, or compare two."""
    if "group" in given:
        return _compared(given)
    return {name: _curve(waits(one["time"], one["event"])) for name, one in given.items()}


def partners(given: Given) -> Given:
    """Compare ratings of the same things by several people, or two profiles."""
    if "ratings" in given:
        found = icc(given["ratings"])
        return {} if found is None else {"icc21": found.agreement, "icc21_ci95": [*found[1:3]]}
    told = profile(list(zip(given["a"], given["b"], strict=True)))
    return {
        "differences": list(told.differences),
        "mean_difference": told.mean,
        "mean_abs_difference": told.mean_size,
        "distance": told.distance,
        "profile_r": told.r,
    }


def rotated(given: Given) -> Given:
    """Turn days with something against the values of all days."""
    y, marked = given["y"], given["indicator"]
    sides: tuple[list[float], list[float]] = ([], [])
    for value, is_marked in zip(y, marked, strict=True):
        sides[is_marked].append(value)
    return {"difference": fmean(sides[1]) - fmean(sides[0]), "p": circular_shift_p(y, marked)}


GROUPS: dict[str, Callable[[Given], Given]] = {
    "survival": survival,
    "partners": partners,
}


def waits(hours: Iterable[float], repaired: Iterable[int]) -> list[Wait]:
    """Make waits that begin at one moment."""
    return [
        Wait(BEGIN, BEGIN + timedelta(hours=time), bool(is_repaired))
        for time, is_repaired in zip(hours, repaired, strict=True)
    ]


def _curve(every: list[Wait]) -> Given:
    curve = kaplan_meier(every)
    return {
        "n": curve.n,
        "events": curve.n_repaired,
        "event_times": [step.hours for step in curve.steps],
        "n_at_risk": [step.n_at_risk for step in curve.steps],
        "survival": [step.still_open for step in curve.steps],
        "median": curve.median,
        "median_ci95_loglog": [curve.low, curve.high],
    }


def _compared(given: Given) -> Given:
    names = sorted(set(given["group"]))
    every = list(zip(waits(given["time"], given["event"]), given["group"], strict=True))
    groups = [[wait for wait, group in every if group == name] for name in names]
    found = log_rank(*groups)
    if found is None:
        return {}
    return {
        "groups": names,
        "n": [len(one) for one in groups],
        "observed": list(found.observed),
        "expected": list(found.expected),
        "chisq": found.chi_square,
        "p": found.p,
    }
